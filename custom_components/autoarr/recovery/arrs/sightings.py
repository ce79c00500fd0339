"""Watching blocked imports until they count, and downloads that have left a queue until that is certain: pure but for memory."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from ..classify import Classification

STEADY: Final = timedelta(minutes=2)
"""A block counts when two looks so far apart have seen it: Radarr and Sonarr try again each minute."""

LASTING: Final = timedelta(hours=1)
"""What they may get past by themselves counts when it has lasted so long."""

GONE_FOR: Final = timedelta(minutes=1)
GONE_AT_MOST: Final = timedelta(hours=1)
"""A download that has left the queue is looked for when it has stayed away so long, then ever later."""

CHECKS: Final = 20
"""So many downloads are asked about after one poll; the others after the next ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A blocked import: why, since when it is seen, and whether it was there before us."""

    found: Classification
    since: datetime
    looks: int = 1
    baseline: bool = False

    def counts(self, now: datetime) -> bool:
        """Say whether it has been seen often and long enough."""
        if self.baseline and self.found.final:
            return True
        pause = STEADY if self.found.final else LASTING
        return self.looks > 1 and now - self.since >= pause


class Blocks:
    """What speaks against imports at one Radarr or Sonarr, poll after poll."""

    def __init__(self) -> None:
        """Have seen nothing."""
        self._seen: dict[str, Block] = {}

    def look(
        self,
        blocked: Mapping[str, Classification],
        undecided: Collection[str],
        now: datetime,
        *,
        baseline: bool,
    ) -> dict[str, Block]:
        """Take a poll in; return the blocks that count, by download.

        `undecided` are those that are being tried just now: they neither confirm a block nor end it.
        """
        seen = {key: block for key, block in self._seen.items() if key in undecided}
        for key, found in blocked.items():
            before = self._seen.get(key)
            if before is None:
                seen[key] = Block(found=found, since=now, baseline=baseline)
            elif (before.found.kind, before.found.at_fault) != (found.kind, found.at_fault):
                seen[key] = Block(found=found, since=now, baseline=before.baseline)
            else:
                # A clock that was set back starts the wait anew.
                since = min(before.since, now)
                seen[key] = replace(before, found=found, since=since, looks=before.looks + 1)
        self._seen = seen
        return {key: seen[key] for key in blocked if seen[key].counts(now)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A download of a queue: where it is held, what it is called there, and whether it was whole."""

    lane: str
    name: str
    size_bytes: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """A download that has left the queue: since when, when it is looked for next, and how often that was in vain."""

    download: Listed
    since: datetime
    due: datetime
    looks: int = 0


class Departures:
    """The downloads one Radarr or Sonarr has listed, and those that have left its list."""

    def __init__(self) -> None:
        """Know of none."""
        self._listed: dict[str, Listed] = {}
        self._left: dict[str, _Left] = {}

    def look(self, known: Mapping[str, Listed], present: Collection[str], now: datetime) -> None:
        """Take a poll in: what is known of downloads, and the ids of all that are listed."""
        for key, download in (self._listed | dict(known)).items():
            if key not in present and key not in self._left:
                self._left[key] = _Left(download=download, since=now, due=now + GONE_FOR)
        self._left = {key: left for key, left in self._left.items() if key not in present}
        kept = {key: one for key, one in self._listed.items() if key in present}
        self._listed = kept | {key: one for key, one in known.items() if key in present}

    def due(self, now: datetime) -> list[tuple[str, Listed]]:
        """Return those that have stayed away, the longest first; never too many at once."""
        away = [
            (left.due, key, left.download)
            for key, left in self._left.items()
            # After a clock was set back nothing is waited for longer than ever.
            if left.due <= now or left.due - now > GONE_AT_MOST
        ]
        return [(key, download) for _, key, download in sorted(away, key=_by_time)[:CHECKS]]

    def settle(self, key: str) -> None:
        """Ask no more about this one."""
        self._left.pop(key, None)

    def away(self, key: str, now: datetime) -> timedelta:
        """Return for how long a download has stayed away."""
        left = self._left.get(key)
        return now - left.since if left is not None else timedelta()

    def put_off(self, key: str, now: datetime) -> None:
        """Ask about this one again, ever later."""
        if (left := self._left.get(key)) is not None:
            pause = min(GONE_FOR * 2**left.looks, GONE_AT_MOST)
            # Enough looks for the longest pause.
            looks = min(left.looks + 1, 10)
            self._left[key] = replace(left, due=now + pause, looks=looks)


def _by_time(away: tuple[datetime, str, Listed]) -> datetime:
    """Return when a download was to be looked for."""
    return away[0]
