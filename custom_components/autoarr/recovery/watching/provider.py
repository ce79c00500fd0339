"""Whether the news servers of a SABnzbd deliver: pure judgement of what polls showed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ...clients.models.sabnzbd import JobStatus, NewsServer, SabQueue, ServerStats
from ..causes import Kind
from ..understanding.tables import SERVER_MESSAGES
from ..world import Health

STILL_FOR: Final = timedelta(minutes=2)
"""How long a job may show Downloading without a byte before the provider is suspected."""

STATS_APART: Final = timedelta(minutes=1)
"""How far apart two looks at what the news servers delivered are at least."""

STATS_FRESH: Final = timedelta(minutes=10)
"""How long it counts that articles came."""

FEW_ARTICLES: Final = 20
"""So many articles without success between two looks are no accident."""

EVIDENCE_CHARS: Final = 200

_WAITING: Final = frozenset({JobStatus.DOWNLOADING, JobStatus.QUEUED, JobStatus.CHECKING})


def judge_servers(servers: Iterable[NewsServer] | None) -> tuple[Health, tuple[str, ...]]:
    """Return the health the servers themselves admit, with the reasons.

    No server at all, one with an error, or one that is not active means DOWN: enough not to blame
    a release. A server that refuses, drops or hangs admits nothing: `stands_still` and a test call
    see that.
    """
    if servers is None:
        return Health.UNKNOWN, ()
    known = tuple(servers)
    if not known:
        return Health.DOWN, ("servers: none is enabled",)
    troubles = _troubles(known)
    return (Health.DOWN, troubles) if troubles else (Health.OK, ())


def kind_of_trouble(servers: Iterable[NewsServer] | None) -> Kind:
    """Return what the servers say is the matter; otherwise it is only known that nothing comes."""
    if servers is None:
        return Kind.NOTHING_COMES
    known = tuple(servers)
    if not known:
        return Kind.NO_SERVER
    troubled = [server for server in known if server.error or not server.active]
    if not troubled:
        return Kind.NOTHING_COMES
    said = next((server.error for server in troubled if server.error), "")
    return kind_of_message(said)


def kind_of_message(message: str) -> Kind:
    """Return what a server's error, or SABnzbd's test of it, means; any text is a trouble of some kind."""
    return next(
        (row.kind for row in SERVER_MESSAGES if row.pattern.search(message)), Kind.UNREACHABLE
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """Whether the servers that matter can deliver, and what they are called.

    `certain` says that SABnzbd keeps each of them blocked; an error of one that is not blocked may
    be an old one, which SABnzbd shows until it sets the server up again.
    """

    servers: tuple[str, ...] = ()
    down: bool = False
    certain: bool = False
    kind: Kind = Kind.NOTHING_COMES
    evidence: tuple[str, ...] = ()


def judge_supply(servers: Iterable[NewsServer] | None) -> Supply:
    """Return whether the queue can be filled: the servers that matter, all of them, decide.

    Those are the ones of the best priority that are not optional, or all where every one is
    optional: what a server of another priority still brings is a spare's, often paid by its volume.
    """
    known = tuple(servers or ())
    needed = [server for server in known if not server.optional]
    best = min((server.priority for server in needed), default=0)
    matter = [server for server in needed if server.priority == best] or list(known)
    names = tuple(server.name for server in matter)
    failing = [server for server in matter if _fails(server)]
    if not matter or len(failing) < len(matter):
        return Supply(servers=names)
    return Supply(
        servers=names,
        down=True,
        certain=not any(server.active for server in failing),
        kind=kind_of_trouble(failing),
        evidence=_troubles(failing),
    )


def waits_for_articles(queue: SabQueue) -> bool:
    """Say whether a job would go on if articles came."""
    return any(slot.status in _WAITING and slot.left_bytes > 0 for slot in queue.slots)


def stands_still(queue: SabQueue) -> bool:
    """Say whether SABnzbd means to download and gets nothing (one poll alone proves little)."""
    if (
        queue.paused
        or queue.speed_bytes > 0
        or queue.status
        not in (
            JobStatus.IDLE,
            JobStatus.DOWNLOADING,
        )
    ):
        return False
    return any(slot.status is JobStatus.DOWNLOADING and slot.left_bytes > 0 for slot in queue.slots)


class StillWatch:
    """Remembers since when each SABnzbd stands still."""

    def __init__(self) -> None:
        """Know of none."""
        self._since: dict[str, datetime] = {}

    def proves_outage(self, sabnzbd: str, queue: SabQueue, now: datetime) -> bool:
        """Take in one poll; say whether the queue has stood still for STILL_FOR."""
        if not stands_still(queue):
            self._since.pop(sabnzbd, None)
            return False
        since = min(self._since.setdefault(sabnzbd, now), now)
        self._since[sabnzbd] = since
        return now - since >= STILL_FOR

    def forget(self, sabnzbd: str) -> None:
        """Forget one SABnzbd."""
        self._since.pop(sabnzbd, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What the news servers of a SABnzbd had delivered at one moment, in articles of all days."""

    at: datetime
    tried: int
    failed: int
    came: datetime | None = None
    fails: bool = False


class DeliveryWatch:
    """Remembers what each SABnzbd was delivered: whether articles come, or all of them are missing."""

    def __init__(self) -> None:
        """Know of none."""
        self._looks: dict[str, _Look] = {}

    def due(self, sabnzbd: str, now: datetime) -> bool:
        """Say whether it is time to look again; a clock set back is no reason to wait."""
        known = self._looks.get(sabnzbd)
        return known is None or not timedelta() <= now - known.at < STATS_APART

    def take(self, sabnzbd: str, stats: ServerStats, now: datetime) -> None:
        """Take in one look; counts that fell (SABnzbd forgets old days) prove nothing."""
        known = self._looks.get(sabnzbd)
        came, fails = None, False
        if known is not None:
            tried = stats.articles_tried - known.tried
            failed = stats.articles_failed - known.failed
            came = now if tried > failed >= 0 else known.came
            fails = tried >= FEW_ARTICLES and failed >= tried
        self._looks[sabnzbd] = _Look(
            at=now,
            tried=stats.articles_tried,
            failed=stats.articles_failed,
            came=came,
            fails=fails,
        )

    def delivers(self, sabnzbd: str, now: datetime) -> bool:
        """Say whether articles came within the last minutes."""
        known = self._looks.get(sabnzbd)
        came = known.came if known else None
        return came is not None and timedelta() <= now - came < STATS_FRESH

    def fails(self, sabnzbd: str) -> bool:
        """Say whether, at the last look, articles had been asked for and every one was missing."""
        known = self._looks.get(sabnzbd)
        return known is not None and known.fails

    def forget(self, sabnzbd: str) -> None:
        """Forget one SABnzbd."""
        self._looks.pop(sabnzbd, None)


def _fails(server: NewsServer) -> bool:
    """Say whether a server delivers nothing at present and SABnzbd says so."""
    return not server.active or (bool(server.error) and server.speed_bytes == 0)


def _troubles(servers: Iterable[NewsServer]) -> tuple[str, ...]:
    """Return what is wrong with each server."""
    return tuple(
        f"server {server.name}: {server.error or 'not active'}"[:EVIDENCE_CHARS]
        for server in servers
        if server.error or not server.active
    )
