"""Whether the news servers of a SABnzbd deliver: pure judgement of what one poll showed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from ..clients.models.sabnzbd import JobStatus, NewsServer, SabQueue
from .world import Health

STILL_FOR: Final = timedelta(minutes=2)
"""How long a job may show Downloading without a byte before the provider is suspected."""


def judge_servers(servers: Iterable[NewsServer] | None) -> tuple[Health, tuple[str, ...]]:
    """Return the health the servers themselves admit, with the reasons.

    No server at all, one with an error, or one that is not active means DOWN. A server that
    refuses, drops or hangs admits nothing: `stands_still` and a test call see that.
    """
    if servers is None:
        return Health.UNKNOWN, ()
    known = tuple(servers)
    if not known:
        return Health.DOWN, ("servers: none is enabled",)
    troubles = tuple(
        f"server {server.name}: {server.error or 'not active'}"[:200]
        for server in known
        if server.error or not server.active
    )
    return (Health.DOWN, troubles) if troubles else (Health.OK, ())


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
