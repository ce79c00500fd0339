"""Monitors and searches single episodes, as soon as Sonarr knows them; says which do not exist."""

from dataclasses import dataclass, replace
from datetime import timedelta
import logging
from typing import Final

from ..clients.errors import ServiceError
from ..clients.sonarr import SonarrClient
from ..journal.journal import Journal
from ..journal.ports import Clock, StoreError
from .library import refreshing
from .media import ArrInstance, Choice
from .models import Request, RequestState
from .register import Register
from .scoping import no_such_episode
from .sharing import needed_by_others
from .undoing import take_back

_LOGGER = logging.getLogger(__name__)

UNDO: Final = "request.undo"
LIST_WAIT: Final = timedelta(minutes=10)
"""So long after a confirmation Sonarr may still be reading the list of episodes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What became of the episodes of a request; `known` are those of their season."""

    waiting: bool = False
    found: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    known: tuple[int, ...] = ()


class EpisodeSeeker:
    """Goes on with requests for single episodes."""

    def __init__(self, *, register: Register, journal: Journal, clock: Clock) -> None:
        """Write every step into the register and the journal."""
        self._register = register
        self._journal = journal
        self._clock = clock

    async def seek(self, request: Request, instance: ArrInstance) -> Request:
        """Monitor and search the episodes that exist; fail a request for none that does.

        A service that does not answer is asked again by the next refresh.
        """
        client = instance.client
        if not isinstance(client, SonarrClient) or request.chosen is None:
            return request
        patient = self._clock.now() < request.updated + LIST_WAIT
        try:
            sought = await _seek(client, request, patient=patient)
        except ServiceError as err:
            _LOGGER.debug("The episodes of %s are looked for later: %s", request.title, err)
            return request
        current = self._register.get(request.id)
        if current is None or current.chosen is None or not current.pending_episodes:
            return current or request
        if sought.waiting:
            return current
        if sought.found:
            chosen = replace(current.chosen, episodes=sought.found)
            changed = replace(
                current, chosen=chosen, missing_episodes=sought.missing, pending_episodes=False
            )
            return self._register.put(changed, quiet=True)
        return await self._fail(current, current.chosen, instance, sought)

    async def resume(self, instance: ArrInstance) -> None:
        """Finish the undoing that an earlier run began."""
        for action in self._journal.unfinished(UNDO):
            request = self._register.get(str(action.data.get("request_id", "")))
            if not action.interrupted or action.instance != instance.ref.id or request is None:
                continue
            if request.ended:
                await self._undo(request, instance, action.id)

    async def _fail(
        self, request: Request, chosen: Choice, instance: ArrInstance, sought: Sought
    ) -> Request:
        """Close a request for episodes that do not exist, and take back what it added."""
        season = chosen.seasons[0] if chosen.seasons else 1
        note = no_such_episode(chosen, season, sought.missing, sought.known)
        action: str | None = None
        if request.owned:
            try:
                action = await self._begin(request, instance)
            except StoreError as err:
                _LOGGER.warning("%s stays in %s: %s", request.title, instance.ref.name, err)
        failed = self._register.end(request, RequestState.FAILED, note)
        try:
            await self._register.save()
        except StoreError:
            _LOGGER.exception("A request is not on disk yet; it will be written later")
        if action is not None:
            await self._undo(failed, instance, action)
        return failed

    async def _begin(self, request: Request, instance: ArrInstance) -> str:
        """Write the undoing down, or go on with that of an earlier run. Raises StoreError."""
        for earlier in self._journal.unfinished(UNDO):
            if earlier.interrupted and earlier.data.get("request_id") == request.id:
                return earlier.id
        return await self._journal.begin(
            UNDO,
            correlation=request.correlation,
            title=request.title,
            service=instance.ref.kind,
            instance=instance.ref.id,
            data={"request_id": request.id},
        )

    async def _undo(self, request: Request, instance: ArrInstance, action: str) -> None:
        """Take a series that was added for nothing out of the library again."""
        shared = needed_by_others(self._register, request)
        try:
            undone = await take_back(instance, request, shared=shared)
        except ServiceError as err:
            await self._journal.finish(action, ok=False, outcome=str(err))
        else:
            outcome = "removed again" if undone.removed else "it stays in the library"
            await self._journal.finish(action, ok=True, outcome=outcome)


async def _seek(client: SonarrClient, request: Request, *, patient: bool) -> Sought:
    """Read the list of episodes, and search those that are wanted. Raises ServiceError."""
    chosen = request.chosen
    if chosen is None or request.media_id is None:
        return Sought()
    if patient and await refreshing(client, request.media_id):
        return Sought(waiting=True)
    listed = await client.episodes(request.media_id)
    if patient and not listed:
        return Sought(waiting=True)
    season = chosen.seasons[0] if chosen.seasons else 1
    known = {episode.number: episode for episode in listed if episode.season_number == season}
    wanted = [known[number] for number in chosen.episodes if number in known]
    ids = [episode.id for episode in wanted if not episode.has_file]
    if ids:
        await client.set_series_monitored(request.media_id, monitored=True)
        await client.monitor_episodes(ids, monitored=True)
        await client.search_episodes(ids)
    return Sought(
        found=tuple(episode.number for episode in wanted),
        missing=tuple(number for number in chosen.episodes if number not in known),
        known=tuple(known),
    )
