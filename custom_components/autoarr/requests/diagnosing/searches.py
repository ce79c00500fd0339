"""Searches that a person's question is worth: at most one for a title in half an hour."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ...clients.errors import ServiceError, ServiceTimeout, ServiceUnreachable
from ...clients.radarr import RadarrClient
from ...journal.ports import Clock
from ..media import ArrInstance
from .facts import Facts, Part, Search, Silent, StillSearching
from .ports import Clean
from .reading import of_search
from .view import View

KEEP: Final = timedelta(minutes=30)
"""So long Radarr and Sonarr keep what a search found, and so long nobody searches again."""

_MOST_KEPT: Final = 200


type _Key = tuple[str, int, int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is searched for: a film, an episode, or a whole season; `what` names it when it is not everything."""

    media_id: int
    episode_id: int | None = None
    season: int | None = None
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A search that was started."""

    at: datetime
    task: asyncio.Task[Search | Silent]


class Searches:
    """Asks indexers through Radarr and Sonarr; nothing is grabbed."""

    def __init__(self, *, clock: Clock, clean: Clean) -> None:
        """Have asked nothing yet."""
        self._clock = clock
        self._clean = clean
        self._kept: dict[_Key, _Kept] = {}

    async def ask(
        self, facts: Facts, instance: ArrInstance, *, end: float
    ) -> Search | Silent | StillSearching | None:
        """Return what a search finds until `end` (the loop's time); it goes on by itself after that.

        One that was made within KEEP is not made again. None when there is nothing to search for.
        """
        wanted = wanted_of(View(facts))
        if wanted is None:
            return None
        key = (instance.ref.id, wanted.media_id, wanted.episode_id, wanted.season)
        self._forget_old()
        kept = self._kept.get(key)
        if kept is None:
            task = asyncio.create_task(self._search(key, instance, wanted))
            kept = self._kept[key] = _Kept(at=self._clock.now(), task=task)
        left = max(0.0, end - asyncio.get_running_loop().time())
        done, _ = await asyncio.wait({kept.task}, timeout=left)
        if not done or kept.task.cancelled():
            return StillSearching()
        return kept.task.result()

    async def stop(self) -> None:
        """End the searches that are under way."""
        tasks = [kept.task for kept in self._kept.values()]
        self._kept.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _search(self, key: _Key, instance: ArrInstance, wanted: Wanted) -> Search | Silent:
        """Search once; one in which no indexer can have been asked does not count."""
        client = instance.client
        try:
            if isinstance(client, RadarrClient):
                found = await client.releases(wanted.media_id)
            elif wanted.episode_id is not None:
                found = await client.releases(episode_id=wanted.episode_id)
            else:
                found = await client.releases(series_id=wanted.media_id, season=wanted.season)
        except ServiceError as err:
            if isinstance(err, ServiceUnreachable) and not isinstance(err, ServiceTimeout):
                self._kept.pop(key, None)
            return Silent(service=instance.ref.name, reason=self._clean(str(err)))
        now = self._clock.now()
        return of_search(found, what=wanted.what, at=now, clean=self._clean)

    def _forget_old(self) -> None:
        """Drop what is too old to be told, and the oldest when it is too much."""
        old = self._clock.now() - KEEP
        over = [key for key, kept in self._kept.items() if kept.task.done() and kept.at <= old]
        over += [key for key, kept in self._kept.items() if kept.task.done()][
            : max(0, len(self._kept) - _MOST_KEPT)
        ]
        for key in over:
            self._kept.pop(key, None)


def wanted_of(view: View) -> Wanted | None:
    """Return the one search that tells most: the season with the most that is stuck, the newest of these."""
    title = view.title
    stuck = [part for part in view.stuck if part.monitored]
    if title is None or not stuck:
        return None
    if stuck[0].season is None:
        return Wanted(media_id=title.media_id)
    seasons = Counter(part.season or 0 for part in stuck)
    season = max(seasons, key=lambda number: (seasons[number], number))
    mine = [part for part in stuck if part.season == season]
    if len(mine) > 1:
        what = f"S{season:02}" if len(mine) < len(view.stuck) else ""
        return Wanted(media_id=title.media_id, season=season, what=what)
    return _episode(title.media_id, mine[0], view.stuck)


def _episode(media_id: int, part: Part, stuck: Sequence[Part]) -> Wanted:
    """Return a search for one episode."""
    what = part.label if len(stuck) > 1 else ""
    return Wanted(media_id=media_id, episode_id=part.id, what=what)
