"""The life of requests: proposed, confirmed, added, followed until it can be watched."""

from collections.abc import Callable, Sequence
from datetime import datetime
import logging
from typing import Final, Unpack

from ..clients.models.servarr import QueueItem
from ..journal.journal import Journal
from ..journal.ports import Clock, StateStore, StoreError
from ..journal.ulids import new_ulid
from . import answers
from .adding import Adder
from .asking import Asker
from .cancelling import Canceller
from .confirming import Confirmer
from .diagnosing.diagnoser import Diagnoser
from .diagnosing.models import Diagnosis
from .episodes import EpisodeSeeker
from .following import Availability, Follower
from .help import Reader
from .keeping import Keeper
from .media import ArrInstance, ExactId
from .models import Answer, AnswerStatus, Request
from .parsed import Intent, MediaType, ParsedItem, ParsedRequest, Quality
from .people import OpenHouse, People, Ruling, Source
from .proposing import Proposer, WishChanges
from .redeeming import Redeemer
from .register import Register
from .reporting import found, report
from .resolver import Resolver
from .tokens import make_token
from .turns import Turns

__all__ = ["Availability", "RequestManager"]

_LOGGER = logging.getLogger(__name__)

STOP_WAIT: Final = 10.0
"""Seconds an action under way has to end when AutoArr stops."""

MAX_FOUND: Final = 50


class RequestManager:
    """What people ask for, and what becomes of it."""

    def __init__(
        self,
        *,
        resolver: Resolver,
        instances: Callable[[], Sequence[ArrInstance]],
        journal: Journal,
        store: StateStore,
        clock: Clock,
        availability: Availability,
        diagnoser: Diagnoser,
        people: People | None = None,
        storm: Callable[[], bool] = lambda: False,
        reader: Reader | None = None,
        new_id: Callable[[datetime], str] = new_ulid,
        new_token: Callable[[], str] = make_token,
    ) -> None:
        """Compose the engine; `load` brings the requests of earlier runs back.

        `storm` tells that all repairs are stopped. Without `people` the house is an OpenHouse,
        without `reader` no model helps with sentences that are not clear.
        """
        self._resolver = resolver
        self._asker = Asker(resolver=resolver, clock=clock, reader=reader)
        self._diagnoser = diagnoser
        self._people = people or OpenHouse()
        self._register = Register(journal=journal, store=store, clock=clock)
        self._turns = Turns()
        seeker = EpisodeSeeker(register=self._register, journal=journal, clock=clock)
        adder = Adder(register=self._register, journal=journal, clock=clock, seeker=seeker)
        self._confirmer = Confirmer(
            register=self._register,
            adder=adder,
            turns=self._turns,
            people=self._people,
            instances=instances,
            clock=clock,
            new_token=new_token,
        )
        self._proposer = Proposer(
            register=self._register,
            resolver=resolver,
            confirmer=self._confirmer,
            people=self._people,
            clock=clock,
            new_id=new_id,
            new_token=new_token,
        )
        self._canceller = Canceller(
            register=self._register,
            journal=journal,
            adder=adder,
            confirmer=self._confirmer,
            people=self._people,
        )
        self._redeemer = Redeemer(
            register=self._register,
            confirmer=self._confirmer,
            people=self._people,
            clock=clock,
        )
        self._keeper = Keeper(
            register=self._register,
            adder=adder,
            seeker=seeker,
            confirmer=self._confirmer,
            canceller=self._canceller,
            follower=Follower(
                register=self._register,
                seeker=seeker,
                availability=availability,
                storm=storm,
                clock=clock,
            ),
            clock=clock,
        )
        self._stopped = False

    async def load(self) -> None:
        """Bring the requests back; no service is asked before the first `refresh`."""
        await self._register.load()

    async def stop(self) -> None:
        """Begin nothing new, wait at most STOP_WAIT seconds for what is under way, and save."""
        self._stopped = True
        if not await self._turns.idle(STOP_WAIT):
            _LOGGER.warning("A request was still under way when AutoArr stopped; it is resumed")
        try:
            await self._register.save()
        except StoreError:
            _LOGGER.exception("The requests could not be saved")

    def requests(self) -> tuple[Request, ...]:
        """Return all requests, the oldest first."""
        return tuple(self._register)

    def get(self, request_id: str) -> Request | None:
        """Return a request, None when there is none of that id."""
        return self._register.get(request_id)

    def open_on(self, instance_id: str) -> bool:
        """Say whether a request waits for something at an instance."""
        return any(one.open and one.instance_id == instance_id for one in self._register)

    def moving_on(self, instance_id: str) -> bool:
        """Say whether a download of a request is under way at an instance."""
        return any(one.moving and one.instance_id == instance_id for one in self._register)

    def subscribe(self, subscriber: Callable[[], None]) -> Callable[[], None]:
        """Call `subscriber` after every change of a request; return what ends that."""
        return self._register.subscribe(subscriber)

    async def request(
        self, text: str, *, source: Source | None = None, confirmed: bool = False
    ) -> Answer:
        """Do what a sentence asks for; a title is proposed, with tokens that `confirm_token` takes.

        With `confirmed` one clear match that no model guessed goes on at once, as far as its
        requester may. No error of a service is raised: the answer says it.
        """
        language = None if source is None else source.language
        parsed, refusal = self._asker.understand(text, language=language)
        if refusal is not None:
            return refusal
        return await self.request_parsed(parsed, source=source, confirmed=confirmed)

    async def request_parsed(
        self, parsed: ParsedRequest, *, source: Source | None = None, confirmed: bool = False
    ) -> Answer:
        """Do what a sentence means that was parsed already, as `request` does."""
        source = source or Source()
        match parsed.intent:
            case Intent.STATUS:
                return await self.status(parsed.items, source=source)
            case Intent.DIAGNOSE:
                return await self._diagnosed(parsed.items)
            case Intent.CANCEL if parsed.doubtful_cancel:
                return self._canceller.asked_back(parsed.items)
            case Intent.CANCEL:
                return await self._canceller.cancel_spoken(parsed.items, source)
            case Intent.NONE:
                return answers.plain(AnswerStatus.NOT_UNDERSTOOD, "not_understood")
        refusal = self._refusal(source)
        if refusal is not None:
            return refusal
        proposals = await self._asker.propose(parsed, language=source.language)
        if not proposals:
            return answers.plain(AnswerStatus.NOT_UNDERSTOOD, "not_understood")
        return answers.several(
            [
                await self._proposer.take(one, parsed.text, source, confirmed=confirmed)
                for one in proposals
            ]
        )

    async def request_exact(
        self,
        exact: ExactId,
        *,
        quality: Quality | None = None,
        media_type: MediaType = MediaType.UNKNOWN,
        seasons: Sequence[int] = (),
        episodes: Sequence[int] = (),
        latest: bool = False,
        all_seasons: bool = False,
        instance_id: str | None = None,
        source: Source | None = None,
        confirmed: bool = False,
    ) -> Answer:
        """Ask for the title with this id, as `request` does for a sentence."""
        source = source or Source()
        refusal = self._refusal(source)
        if refusal is not None:
            return refusal
        proposal = await self._resolver.resolve_exact(
            exact,
            quality=quality,
            media_type=media_type,
            seasons=seasons,
            episodes=episodes,
            latest=latest,
            all_seasons=all_seasons,
            instance_id=instance_id,
        )
        return await self._proposer.take(proposal, exact.term, source, confirmed=confirmed)

    async def search(self, text: str, *, source: Source | None = None, limit: int = 10) -> Answer:
        """Say what could be added and what is there; nothing is kept and nothing can be confirmed."""
        source = source or Source()
        parsed, refusal = self._asker.understand(text, language=source.language)
        refusal = refusal or self._refusal(source)
        if refusal is not None:
            return refusal
        if not parsed.items:
            return answers.plain(AnswerStatus.NOT_UNDERSTOOD, "which")
        proposals = await self._asker.propose(parsed, language=source.language)
        return found(proposals, min(max(limit, 1), MAX_FOUND))

    async def confirm(
        self, request_id: str, choice: int | None = None, *, source: Source | None = None
    ) -> Answer:
        """Take a choice (numbered from 1) of a request; None when there is only one."""
        if self._stopped:
            return answers.plain(AnswerStatus.UNAVAILABLE, "stopping")
        return await self._redeemer.number(request_id, choice, source or Source())

    async def confirm_token(
        self, token: str, *, source: Source | None = None, hold: bool = False
    ) -> Answer:
        """Take the one choice that a token stands for; each token works once, for TOKEN_LIFE.

        With `hold` (the caller cannot prove that a person said yes) only an approval is filed.
        """
        if self._stopped:
            return answers.plain(AnswerStatus.UNAVAILABLE, "stopping")
        return await self._redeemer.token(token, source or Source(), hold=hold)

    async def change(
        self, request_id: str, *, source: Source | None = None, **changes: Unpack[WishChanges]
    ) -> Answer:
        """Propose anew what was not confirmed yet, under the same id and with new tokens."""
        return await self._proposer.change(request_id, source or Source(), **changes)

    async def approve(self, request_id: str, *, source: Source) -> Answer:
        """Go on with what waits for an approval; for admins and automations."""
        if self._stopped:
            return answers.plain(AnswerStatus.UNAVAILABLE, "stopping")
        return await self._confirmer.approve(request_id, source)

    async def deny(self, request_id: str, *, source: Source, reason: str = "") -> Answer:
        """Close what waits for an approval; for admins and automations."""
        return await self._confirmer.deny(request_id, source, reason)

    async def cancel(self, request_id: str, *, source: Source | None = None) -> Answer:
        """Call a request off and take back what it did; files and other people's titles stay.

        For its requester, admins and automations; who only follows it leaves.
        """
        return await self._canceller.cancel(request_id, source or Source())

    async def status(
        self, items: Sequence[ParsedItem] = (), *, source: Source | None = None
    ) -> Answer:
        """Say how far the requests for these titles are; all open ones when none is named."""
        del source
        return report(self._register, items)

    async def diagnose(
        self,
        item: ParsedItem | None = None,
        *,
        request_id: str | None = None,
        exact: ExactId | None = None,
        source: Source | None = None,
    ) -> Diagnosis:
        """Say why a title is not here: the first link of the chain that does not hold."""
        del source
        return await self._diagnoser.diagnose(item, request_id=request_id, exact=exact)

    async def observe_queue(self, instance_id: str, queue: Sequence[QueueItem]) -> None:
        """Move the requests of an instance on with its queue."""
        if not self._stopped:
            await self._keeper.observe_queue(instance_id, queue)

    async def refresh(self, instance_id: str) -> None:
        """Resume what was interrupted, and read the open requests of an instance and at Plex."""
        self._register.expire()
        if not self._stopped:
            await self._keeper.refresh(instance_id)

    async def close_for_instance(self, instance_id: str) -> None:
        """Close the requests of a service that was removed. Raises StoreError."""
        await self._keeper.close_for_instance(instance_id)

    async def _diagnosed(self, items: Sequence[ParsedItem]) -> Answer:
        """Say in one sentence why each of these is not here; the last request when none is named."""
        found = [await self.diagnose(item) for item in items] or [await self.diagnose()]
        return answers.several(
            [
                Answer(
                    status=AnswerStatus.STATUS,
                    key=one.note.key,
                    placeholders=one.note.placeholders,
                    request_id=one.request_id,
                )
                for one in found
            ]
        )

    def _refusal(self, source: Source) -> Answer | None:
        """Return the answer to somebody who may not ask for anything, or asks while AutoArr stops."""
        if self._stopped:
            return answers.plain(AnswerStatus.UNAVAILABLE, "stopping")
        verdict = self._confirmer.judged(source)
        if verdict.ruling is Ruling.REFUSED and verdict.note is not None:
            return answers.from_note(AnswerStatus.REJECTED, verdict.note)
        return None
