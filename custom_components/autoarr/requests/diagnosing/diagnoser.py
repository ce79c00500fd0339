"""The door: says why a title is not here."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from ...journal.ports import Clock
from ...journal.trim import trim_text
from ..media import ArrInstance, ExactId, Note
from ..models import Request
from ..parsed import ParsedItem
from .gather import Gatherer
from .judge import judge
from .models import Diagnosis
from .ports import TEXT_CHARS, PlexService, SabnzbdService
from .searches import Searches
from .titles import Target, asked_for, look_for, narrowed, of_request, placed, with_id
from .view import worth_searching

DEADLINE: Final = 8.0
"""Seconds until a diagnosis is given with what is known by then."""


class Diagnoser:
    """Walks from the request to Plex and names the first link that does not hold; changes nothing."""

    def __init__(
        self,
        *,
        instances: Callable[[], Sequence[ArrInstance]],
        sabnzbd: Callable[[], Sequence[SabnzbdService]],
        plex: Callable[[], Sequence[PlexService]],
        requests: Callable[[], Iterable[Request]],
        clock: Clock,
        secrets: Callable[[], Iterable[str]] = tuple,
        deadline: float = DEADLINE,
    ) -> None:
        """Use what is set up when a question comes; `secrets` are shown in no evidence."""
        self._instances = instances
        self._requests = requests
        self._clock = clock
        self._secrets = secrets
        self._deadline = deadline
        self._gatherer = Gatherer(sabnzbd=sabnzbd, plex=plex, clock=clock, clean=self._clean)
        self._searches = Searches(clock=clock, clean=self._clean)

    async def diagnose(
        self,
        item: ParsedItem | None = None,
        *,
        request_id: str | None = None,
        exact: ExactId | None = None,
    ) -> Diagnosis:
        """Say why a title is not here: that of a request, of an id, or what was said; else the last one asked for.

        No error of a service is raised: what could not be looked at is said. The indexers are
        asked only where that can tell something, and at most once for a title in half an hour.
        """
        end = asyncio.get_running_loop().time() + self._deadline
        target = await self._target(item, request_id, exact, end)
        if isinstance(target, Note):
            said = item.titles[0] if item is not None and item.titles else ""
            return Diagnosis(title=said, conclusion=target)
        target = await placed(target, self._instances(), end=end, clean=self._clean)
        facts = await self._gatherer.gather(target, end=end)
        if target.instance is not None and worth_searching(facts):
            search = await self._searches.ask(facts, target.instance, end=end)
            facts = replace(facts, search=search)
        return judge(facts)

    async def stop(self) -> None:
        """End what is under way."""
        await self._searches.stop()

    async def _target(
        self, item: ParsedItem | None, request_id: str | None, exact: ExactId | None, end: float
    ) -> Target | Note:
        """Return which title is meant, or why nobody can tell."""
        requests, instances = list(self._requests()), self._instances()
        if request_id is not None:
            request = next((one for one in requests if one.id == request_id), None)
            return Note(key="no_request") if request is None else of_request(request, instances)
        if exact is not None:
            request = with_id(requests, exact)
            item = replace(item or ParsedItem(), titles=(exact.term,))
        elif item is not None and item.titles:
            known = ExactId.parse(item.titles[0])
            request = asked_for(requests, item) if known is None else with_id(requests, known)
        else:
            return self._last(requests, instances)
        if request is not None:
            return narrowed(of_request(request, instances), item)
        look = partial(look_for, now=self._clock.now(), end=end, clean=self._clean)
        found = await look(item, instances)
        if found is None:
            return Note(key="why_no_such_title", placeholders={"title": item.titles[0]})
        return narrowed(found, item)

    def _last(self, requests: Sequence[Request], instances: Sequence[ArrInstance]) -> Target | Note:
        """Return the title asked for last that is still open."""
        found = [request for request in requests if request.open]
        return of_request(found[-1], instances) if found else Note(key="no_open_requests")

    def _clean(self, text: str) -> str:
        """Return words of a service without credentials, on one line, and short."""
        return trim_text(text, TEXT_CHARS, self._secrets())
