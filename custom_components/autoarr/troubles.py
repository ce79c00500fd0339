"""What lasts and needs a person: providers, disks, keys, paths, scripts, queues that stay paused. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from .clients.models.sabnzbd import SabQueue, SabWarning
from .recovery.causes import Cause, Kind
from .recovery.models import Failure
from .recovery.records import OurPause
from .recovery.understanding.tables import DISK_WARNINGS

PROVIDER_LASTS: Final = timedelta(hours=1)
DISK_LASTS: Final = timedelta(minutes=30)
RECENT: Final = timedelta(hours=24)
"""A key that was refused or a script that failed longer ago may have been mended since."""

SCRIPT_FAILURES: Final = 2
"""So many downloads within a day make a failed script more than an incident."""

OVERDUE: Final = timedelta(minutes=20)
"""AutoArr looks at a queue that it paused every few minutes; when it is so late, or resumed it in vain so long ago, it cannot."""

_LITTLE: Final = 1024**3


class Trouble(StrEnum):
    """What can last; the translation keys of the repairs."""

    PROVIDER_DOWN = "provider_down"
    DISK_FULL = "disk_full"
    INDEXER_KEY = "indexer_key"
    PATH_MISSING = "path_missing"
    SCRIPT_FAILS = "script_fails"
    QUEUE_STAYS_PAUSED = "queue_stays_paused"
    OWNERSHIP = "ownership"

    def issue_id(self, subentry_id: str) -> str:
        """Return the id of the repair about a service."""
        return f"{self}_{subentry_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A trouble of a service, and the names (of indexers, of titles) its repair mentions."""

    trouble: Trouble
    service: str
    names: tuple[str, ...] = ()


def of_failures(
    failures: Iterable[Failure], queues: Mapping[str, SabQueue], now: datetime
) -> list[Found]:
    """Return what the open failures tell of; `queues` are those of the SABnzbd that answer.

    A disk that has space by now is no trouble, although what it broke is not mended yet.
    """
    named: dict[tuple[Trouble, str], list[str]] = {}
    for failure in failures:
        if failure.state.settled or failure.baseline:
            continue
        if (found := _of_failure(failure, queues, now)) is not None:
            trouble, service, name = found
            named.setdefault((trouble, service), []).append(name)
    return [
        Found(trouble=trouble, service=service, names=tuple(dict.fromkeys(names)))
        for (trouble, service), names in named.items()
        if trouble is not Trouble.SCRIPT_FAILS or len(names) >= SCRIPT_FAILURES
    ]


def paused_for_space(queue: SabQueue, warnings: Iterable[SabWarning], now: datetime) -> bool:
    """Say whether SABnzbd has paused its queue because the disk was full, and it still is."""
    if not queue.paused or not queue.slots:
        return False
    warned = any(
        DISK_WARNINGS.match(warning.text)
        and (warning.time is None or abs(now - warning.time) < RECENT)
        for warning in warnings
    )
    left = sum(slot.left_bytes for slot in queue.slots)
    return warned and queue.download_free_bytes < max(left, _LITTLE)


def stays_paused(
    pause: OurPause, queue: SabQueue, failed: Iterable[datetime], now: datetime
) -> bool:
    """Say whether a queue that AutoArr paused is so still although it should run.

    It should have been looked at long ago, or was resumed in vain; `failed` says when.
    """
    in_vain = any(at >= pause.since and now - at >= OVERDUE for at in failed)
    return queue.paused and (in_vain or now - pause.next_test >= OVERDUE)


class Lasting:
    """Remembers since when something is so; a clock that was set back ages nothing."""

    def __init__(self) -> None:
        """Know of nothing."""
        self._since: dict[tuple[Trouble, str], datetime] = {}

    def know(self, trouble: Trouble, service: str, since: datetime) -> None:
        """Take over since when something is so."""
        self._since[trouble, service] = since

    def lasts(self, found: Found, *, there: bool, how_long: timedelta, now: datetime) -> bool:
        """Take in whether something is so at present; say whether it has been for so long."""
        key = (found.trouble, found.service)
        if not there:
            self._since.pop(key, None)
            return False
        since = min(self._since.get(key, now), now)
        self._since[key] = since
        return now - since >= how_long


def _of_failure(
    failure: Failure, queues: Mapping[str, SabQueue], now: datetime
) -> tuple[Trouble, str, str] | None:
    """Return the trouble a failure tells of, the service it is of, and what is named."""
    owner = failure.item.instance if failure.item else failure.sabnzbd
    age = now - failure.first_seen
    match failure.kind:
        case Kind.NZB_REFUSED if age < RECENT:
            return Trouble.INDEXER_KEY, owner, failure.grab.indexer if failure.grab else ""
        case Kind.PATH_MISSING:
            return Trouble.PATH_MISSING, owner, failure.title
        case Kind.SCRIPT_FAILED if age < RECENT:
            return Trouble.SCRIPT_FAILS, failure.sabnzbd, failure.key
    if failure.cause is not Cause.DISK_FULL or age < DISK_LASTS:
        return None
    if failure.blocked:
        return Trouble.DISK_FULL, owner, failure.title
    queue = queues.get(failure.sabnzbd)
    return (
        (Trouble.DISK_FULL, failure.sabnzbd, failure.title)
        if queue is not None and not _has_space(queue, failure)
        else None
    )


def _has_space(queue: SabQueue, failure: Failure) -> bool:
    """Say whether the disks can take the job: twice its size where it ends, once where it starts."""
    size = max(failure.size_bytes, 1)
    return queue.complete_free_bytes > 2 * size and queue.download_free_bytes > size
