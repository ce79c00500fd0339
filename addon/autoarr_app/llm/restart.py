"""When a worker that ended by itself is started again, and when no more."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class RestartPolicy:
    """How patient the supervisor is; times in seconds."""

    first: float = 1.0
    factor: float = 2.0
    longest: float = 300.0
    healthy: float = 600.0
    """After this time without a crash the next one counts as the first."""
    give_up: int = 10
    """So many crashes in a row are no accident: the pauses before it sum up to about nine minutes,
    in which a shortage of memory may pass."""

    def pause(self, crashes: int) -> float | None:
        """Return how long to wait after so many crashes in a row, None to give up."""
        if crashes >= self.give_up:
            return None
        # Bounded before it is raised to a power, which a float could not hold.
        steps = min(crashes - 1, 64)
        return min(self.first * self.factor**steps, self.longest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crashes:
    """The crashes in a row."""

    count: int = 0
    well_since: float | None = None
    """When the model was first loaded after the last crash."""

    def loaded(self, now: float) -> Self:
        """Return what it is after the model was loaded; only the first time after a crash matters."""
        return self if self.well_since is not None else replace(self, well_since=now)

    def crashed(self, now: float, policy: RestartPolicy) -> Self:
        """Return what it is after one more crash."""
        well = self.well_since is not None and now - self.well_since >= policy.healthy
        return replace(self, count=1 if well else self.count + 1, well_since=None)
