"""Does what was confirmed: journalled before it is done, read back after a crash."""

from dataclasses import replace
from datetime import timedelta
import logging
from typing import Final

from ..clients.errors import (
    ServiceError,
    ServiceRateLimited,
    ServiceServerError,
    ServiceUnreachable,
)
from ..journal.journal import Journal
from ..journal.pending import PendingAction
from ..journal.ports import Clock, StoreError
from . import answers
from .checking import recheck
from .episodes import EpisodeSeeker
from .library import Placed, Unsettled, in_library, put_in
from .lifecycle import missing_note
from .media import ArrInstance, Choice, Note
from .models import Answer, AnswerStatus, Request, RequestState
from .placing import date_note
from .register import Register

_LOGGER = logging.getLogger(__name__)

ADD: Final = "request.add"
CANCEL: Final = "request.cancel"
_PASSING: Final = (ServiceUnreachable, ServiceRateLimited, ServiceServerError)
_TRY_FOR: Final = timedelta(hours=24)


class Adder:
    """Puts confirmed requests into their *arr. The caller holds the lock of the title."""

    def __init__(
        self, *, register: Register, journal: Journal, clock: Clock, seeker: EpisodeSeeker
    ) -> None:
        """Write every step into the register and the journal."""
        self._seeker = seeker
        self._register = register
        self._journal = journal
        self._clock = clock

    async def carry_out(
        self, request: Request, instance: ArrInstance, choice: Choice, *, again: bool
    ) -> Answer:
        """Add or monitor what was chosen, and return what a person is told.

        `again` after a try whose end is not known. A service that does not answer leaves the
        request confirmed: it is tried again by the next refresh, for a day.
        """
        try:
            done = await self._read_back(request, instance, choice)
            gone = None if done else await recheck(instance, choice, request.quality)
            if gone is not None:
                failed = self._register.end(request, RequestState.FAILED, gone)
                return answers.from_note(AnswerStatus.REJECTED, gone, failed)
            tried = done is not None or again
            action = await self._journal.begin(
                ADD,
                correlation=request.correlation,
                title=request.title,
                service=instance.ref.kind,
                instance=instance.ref.id,
                data={"request_id": request.id, "media_id": choice.media.key},
            )
        except StoreError as err:
            return self._failed(request, choice, err)
        except ServiceError as err:
            return self._not_done(request, choice, instance, err)
        try:
            placed = await put_in(instance, choice, tried_before=tried)
        except ServiceError as err:
            await self._journal.finish(action, ok=False, outcome=str(err))
            return self._not_done(request, choice, instance, err)
        except Unsettled:
            await self._journal.finish(action, ok=False, outcome="the series is still being read")
            note = Note(key="waiting_settled", placeholders={"instance": instance.ref.name})
            request = self._register.put(replace(request, note=note))
            return answers.from_note(AnswerStatus.UNAVAILABLE, note, request)
        request = await self._placed(request, instance, choice, placed)
        outcome = "added" if placed.owned else "it was there already and is monitored"
        await self._journal.finish(action, ok=True, outcome=outcome)
        if request.ended and request.note is not None:
            return answers.from_note(AnswerStatus.REJECTED, request.note, request)
        return answers.added(request, request.chosen or choice)

    def interrupted(self, request_id: str, action: str) -> PendingAction | None:
        """Return the action of an earlier run that a request has not finished."""
        return next(
            (
                one
                for one in self._journal.unfinished(action)
                if one.interrupted and one.data.get("request_id") == request_id
            ),
            None,
        )

    async def settle(self, instance_id: str) -> None:
        """Close the actions of an earlier run whose request has gone on since, or is gone."""
        for action in self._journal.unfinished("request."):
            if not action.interrupted or action.instance != instance_id:
                continue
            request = self._register.get(str(action.data.get("request_id", "")))
            if request is None:
                outcome = "the request is no longer known"
                await self._journal.finish(action.id, ok=False, outcome=outcome)
            elif action.action == ADD and request.state is not RequestState.CONFIRMED:
                outcome = f"the request is {request.state.value}"
                done = request.followed or request.state is RequestState.AVAILABLE
                await self._journal.finish(action.id, ok=done, outcome=outcome)
            elif action.action == CANCEL and request.ended:
                await self._journal.finish(action.id, ok=True, outcome="the request is cancelled")

    async def _read_back(
        self, request: Request, instance: ArrInstance, choice: Choice
    ) -> bool | None:
        """Say whether an interrupted try ended with the title in the library; None: there was none."""
        action = self.interrupted(request.id, ADD)
        if action is None:
            return None
        there = await in_library(instance, choice.media) is not None
        outcome = "it is in the library" if there else "it had not been done"
        await self._journal.finish(action.id, ok=there, outcome=outcome)
        return there

    async def _placed(
        self, request: Request, instance: ArrInstance, choice: Choice, placed: Placed
    ) -> Request:
        """Note that a title is in the library, and that it is searched for."""
        request = self._register.put(
            replace(
                request,
                state=RequestState.ADDED,
                note=None,
                media_id=placed.media_id,
                owned=placed.owned,
                own_tags=placed.own_tags,
                was_monitored=placed.was_monitored,
                old_seasons=placed.old_seasons,
                pending_episodes=placed.pending_episodes,
                updated=self._clock.now(),
            )
        )
        if placed.pending_episodes:
            request = await self._seeker.seek(request, instance)
        now = self._clock.now()
        if request.ended:
            waiting = request
        elif request.pending_episodes:
            waiting = replace(request, note=Note(key="waiting_episodes"), updated=now)
        elif not choice.released:
            note = date_note("waiting_release", choice.release_date)
            waiting = replace(request, note=note, updated=now)
        else:
            named = missing_note(request)
            waiting = replace(request, state=RequestState.SEARCHING, note=named, updated=now)
        request = self._register.put(waiting)
        try:
            await self._register.save()
        except StoreError:
            _LOGGER.exception("A request is not on disk yet; it will be written later")
        return request

    def _not_done(
        self, request: Request, choice: Choice, instance: ArrInstance, err: ServiceError
    ) -> Answer:
        """Keep a request that may still succeed; fail one that the service refused."""
        now = self._clock.now()
        if not isinstance(err, _PASSING) or request.created < now - _TRY_FOR:
            return self._failed(request, choice, err, service=instance.ref.name)
        note = Note(key="waiting_service", placeholders={"service": instance.ref.name})
        request = self._register.put(replace(request, note=note))
        return answers.from_note(AnswerStatus.UNAVAILABLE, note, request)

    def _failed(
        self, request: Request, choice: Choice, err: Exception, *, service: str = ""
    ) -> Answer:
        """Close a request with the words of the error."""
        reason = answers.reason_of(err)
        if service:
            note = Note(key="rejected", placeholders={"service": service, "reason": reason})
        else:
            filled = {"title": choice.label, "reason": reason}
            note = Note(key="service_failed", placeholders=filled)
        request = self._register.end(request, RequestState.FAILED, note)
        return answers.from_note(AnswerStatus.REJECTED, note, request)
