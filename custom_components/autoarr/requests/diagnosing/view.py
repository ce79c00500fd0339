"""What follows from the facts before any link is judged: what is missing, and how far it has come. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ...clients.models.servarr import HistoryEvent, QueueStatusName, TrackedState
from .facts import Facts, Indexers, Part, Past, Plex, Row, Title
from .models import ORDER, Link

_TELLING: Final = frozenset(
    {
        HistoryEvent.GRABBED,
        HistoryEvent.IMPORTED,
        HistoryEvent.FAILED,
        HistoryEvent.DELETED,
        HistoryEvent.IGNORED,
    }
)
_ARRIVED: Final = frozenset(
    {
        TrackedState.IMPORT_BLOCKED,
        TrackedState.IMPORT_PENDING,
        TrackedState.IMPORTING,
        TrackedState.IMPORTED,
    }
)
_FAILED: Final = frozenset({TrackedState.FAILED, TrackedState.FAILED_PENDING})


@dataclass(frozen=True)
class View:
    """The facts, seen from what is missing.

    `missing` parts have no file; `stuck` ones are out as well, and no download of them is known
    to the queue.
    """

    facts: Facts

    @cached_property
    def title(self) -> Title | None:
        """The title in its library, None when it is not there or nobody can tell."""
        return self.facts.title if isinstance(self.facts.title, Title) else None

    @cached_property
    def missing(self) -> tuple[Part, ...]:
        """The wanted parts without a file."""
        return () if self.title is None else tuple(p for p in self.title.parts if not p.has_file)

    @cached_property
    def on_disk(self) -> bool:
        """Whether every part that is wanted has a file."""
        title = self.title
        return title is not None and bool(title.parts) and not self.missing and not title.unlisted

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The downloads of what is missing, the furthest first."""
        queue = self.facts.queue
        if self.title is None or not isinstance(queue, tuple):
            return ()
        mine = [row for row in queue if any(self._of(row, part) for part in self.missing)]
        return tuple(sorted(mine, key=_distance))

    @cached_property
    def stuck(self) -> tuple[Part, ...]:
        """The parts that are out, have no file, and are not in the queue."""
        return tuple(
            part
            for part in self.missing
            if part.out and not any(self._of(row, part) for row in self.rows)
        )

    @cached_property
    def last(self) -> Mapping[int, Past]:
        """The newest thing that happened to a release of each stuck part, by the part's id."""
        history = self.facts.history
        if not isinstance(history, tuple):
            return {}
        newest: dict[int, Past] = {}
        for past in sorted(history, key=lambda one: one.id):
            if past.event not in _TELLING:
                continue
            for part in self.stuck:
                if past.part_id is None or past.part_id == part.id:
                    newest[part.id] = past
        return newest

    @cached_property
    def lost(self) -> tuple[Past, ...]:
        """The grabs whose downloads the service no longer (or not yet) has, when all that is stuck was grabbed."""
        return self._all_are(HistoryEvent.GRABBED)

    @cached_property
    def tried(self) -> tuple[Past, ...]:
        """The failures and refusals that ended the last try of everything that is stuck."""
        return self._all_are(HistoryEvent.FAILED, HistoryEvent.IGNORED)

    @cached_property
    def in_plex(self) -> bool:
        """Whether some Plex can play all that is wanted."""
        return any(isinstance(one, Plex) and self._complete_in(one) for one in self.facts.plex)

    @cached_property
    def passed(self) -> Link | None:
        """The first link that is still worth a look: the title is past those before it."""
        if self.in_plex:
            return Link.SCANNED
        if self.on_disk:
            return Link.ON_DISK
        if not self.stuck and self.rows:
            return Link.GRABBED
        return Link.GRABBED if self.lost else None

    def is_past(self, link: Link) -> bool:
        """Say whether the title has come further than a link."""
        return self.passed is not None and ORDER.index(link) < ORDER.index(self.passed)

    def shown_in(self, plex: Plex) -> int:
        """Return how many of the wanted parts a Plex server has."""
        title = self.title
        if title is None or not plex.found:
            return 0
        if plex.episodes is None:
            return len(title.parts)
        have = plex.episodes
        return sum((part.season or 0, part.number or 0) in have for part in title.parts)

    def _complete_in(self, plex: Plex) -> bool:
        """Say whether a Plex server can play all that is wanted."""
        if not plex.found:
            return False
        if self.title is None:
            return plex.episodes is None
        wanted = len(self.title.parts)
        return bool(wanted) and not self.title.unlisted and self.shown_in(plex) == wanted

    def _of(self, row: Row, part: Part) -> bool:
        """Say whether a download is of a part."""
        if self.title is None or row.media_id != self.title.media_id:
            return False
        if row.part_id is not None:
            return row.part_id == part.id
        return row.season is None or part.season is None or row.season == part.season

    def _all_are(self, *events: HistoryEvent) -> tuple[Past, ...]:
        """Return the last events of all stuck parts when each is one of these; nothing otherwise."""
        ends = [self.last.get(part.id) for part in self.stuck]
        found = tuple(end for end in ends if end is not None and end.event in events)
        return found if found and len(found) == len(ends) else ()


def worth_searching(facts: Facts) -> bool:
    """Say whether asking the indexers can tell something: a search costs them a hit.

    Never for what is not out, not monitored, on its way or past a failure to answer, and never
    while the indexers are in trouble.
    """
    view = View(facts)
    title = view.title
    if title is None or not title.monitored or not view.stuck or view.lost:
        return False
    if not any(part.monitored for part in view.stuck) or facts.searching is not False:
        return False
    indexers = facts.indexers
    if not isinstance(indexers, Indexers) or indexers.all_down or not indexers.interactive:
        return False
    return isinstance(facts.queue, tuple) and isinstance(facts.history, tuple)


def arrived(row: Row) -> bool:
    """Say whether a download has come whole."""
    return row.tracked in _ARRIVED or (
        row.status is QueueStatusName.COMPLETED and row.tracked not in _FAILED
    )


def failed(row: Row) -> bool:
    """Say whether a download is given up."""
    return row.tracked in _FAILED or row.status is QueueStatusName.FAILED


def _distance(row: Row) -> int:
    """Sort downloads, the furthest first."""
    if arrived(row):
        return 0
    if failed(row):
        return 3
    waits = {QueueStatusName.DELAY, QueueStatusName.DOWNLOAD_CLIENT_UNAVAILABLE}
    return 2 if row.status in waits else 1
