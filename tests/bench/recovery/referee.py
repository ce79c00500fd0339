"""Who watches: what was recovered, and what should never have been done."""

from dataclasses import dataclass, field
from typing import Final

from .arr_model import Blocked, By
from .posts import Listing, Title
from .sabnzbd import Job, Phase
from .timeline import DAY, Timeline

ACTIONS_A_WEEK: Final = 16
"""More actions of AutoArr for one title within seven days are a loop; its budgets allow fewer."""


@dataclass(slots=True, kw_only=True)
class Referee:
    """Takes notes; `trouble` is when a title first failed, `back` when it then came into the library."""

    time: Timeline
    trouble: dict[int, float] = field(default_factory=dict)
    back: dict[int, float] = field(default_factory=dict)
    in_library: set[int] = field(default_factory=set)
    removed: list[tuple[By, str]] = field(default_factory=list)
    loops: list[tuple[By, str]] = field(default_factory=list)
    grabs: int = 0
    acted: dict[str, list[float]] = field(default_factory=dict)
    _failed: dict[int, bool] = field(default_factory=dict)
    """Posts that failed, and whether an outage or a full disk excused them."""

    def grabbed(self, listing: Listing, by: By, how: str) -> None:
        """Note a grab; the same post again, although it had failed for what it is, is a loop."""
        self.grabs += 1
        if self._failed.get(listing.post.number) is False:
            self.loops.append((by, f"{how} grabbed {listing.name} of post {listing.post.number}"))

    def failed(self, listing: Listing, job: Job | None) -> None:
        """Note that a download failed, or was taken for failed."""
        self._failed[listing.post.number] = job is not None and job.excused
        self._troubled(listing)

    def stuck(self, listing: Listing) -> None:
        """Note that a download hangs."""
        self._troubled(listing)

    def blocked(self, listing: Listing, *, good: bool) -> None:
        """Note that a download is not imported."""
        if not good:
            self._failed[listing.post.number] = False
        self._troubled(listing)

    def _troubled(self, listing: Listing) -> None:
        """Note since when titles that are not in the library are in trouble."""
        for title in listing.post.titles:
            if title.number not in self.in_library:
                self.trouble.setdefault(title.number, self.time.seconds)

    def imported(self, title: Title, listing: Listing) -> None:
        """Note that a title is in the library."""
        self.in_library.add(title.number)
        if title.number in self.trouble:
            self.back.setdefault(title.number, self.time.seconds)

    def deleted(self, job: Job, by: By, *, imported: bool) -> None:
        """Note the deletion of a job; that of a whole or still good one that nobody has yet does harm."""
        good = job.listing.post.condition(self.time.seconds).good
        kept = job.phase is not Phase.FAILED or job.whole
        if good and kept and not imported:
            self.removed.append((by, f"{job.id} {job.listing.name} ({job.phase})"))

    def action(self, item: str) -> None:
        """Note an action of AutoArr for an item; too many within a week are a loop."""
        times = self.acted.setdefault(item, [])
        times.append(self.time.seconds)
        week = [time for time in times if self.time.seconds - time < 7 * DAY]
        if len(week) > ACTIONS_A_WEEK:
            self.loops.append((By.AUTOARR, f"{len(week)} actions for {item} within a week"))

    def left_blocked(self, rows: list[Blocked]) -> list[tuple[By, str]]:
        """Return the rows of blocklists that hold releases which would complete."""
        now = self.time.seconds
        return [
            (row.by, f"{row.listing.name}: {row.message}")
            for row in rows
            if row.listing.post.condition(now).good
        ]
