"""The three worlds: how much goes wrong, and when."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from random import Random
from typing import Final

from .timeline import DAY, HOUR

DAYS: Final = 30
QUIET_DAYS: Final = 3
"""Trouble begins only before the last days, so that what recovery waits for can still happen."""

END: Final = DAYS * DAY


class Outage(StrEnum):
    """How a news server fails."""

    SILENT = "silent"
    """It refuses connections: nothing comes, nothing fails."""
    HOLLOW = "hollow"
    """It answers, and has no article: each job fails as if its release lacked them; SABnzbd shows an error."""
    HOLLOW_UNSEEN = "hollow_unseen"
    """The same without an error that is shown; only the test of the server fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time of trouble, in seconds since the start."""

    begin: float
    end: float

    def holds(self, seconds: float) -> bool:
        """Say whether a time lies in it."""
        return self.begin <= seconds < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageSpan(Span):
    """An outage of the news server."""

    kind: Outage


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """How much goes wrong: shares of posts, and how often and how long services fail within the 30 days."""

    name: str
    bad_posts: float
    """The share of posts that never complete, or are not what they say."""
    half_life_days: float
    """After so many days half of the healthy posts have been taken down."""
    outages: int
    outage_hours: tuple[float, float]
    indexer_outages: int
    indexer_hours: tuple[float, float]
    indexer_hits: int
    """Searches and NZB files an indexer hands out within a day."""
    disk_phases: int
    disk_hours: tuple[float, float]


WORLDS: Final = (
    World(
        name="calm",
        bad_posts=0.12,
        half_life_days=2_000,
        outages=1,
        outage_hours=(1, 2),
        indexer_outages=1,
        indexer_hours=(1, 4),
        indexer_hits=1_000,
        disk_phases=0,
        disk_hours=(0, 0),
    ),
    World(
        name="mixed",
        bad_posts=0.3,
        half_life_days=700,
        outages=5,
        outage_hours=(0.5, 8),
        indexer_outages=6,
        indexer_hours=(1, 12),
        indexer_hits=300,
        disk_phases=2,
        disk_hours=(2, 10),
    ),
    World(
        name="stormy",
        bad_posts=0.5,
        half_life_days=200,
        outages=12,
        outage_hours=(0.5, 20),
        indexer_outages=15,
        indexer_hours=(1, 24),
        indexer_hits=150,
        disk_phases=5,
        disk_hours=(2, 16),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """When the services of one world fail."""

    outages: tuple[OutageSpan, ...]
    disk: tuple[Span, ...]
    indexers: tuple[tuple[Span, ...], ...]

    def outage(self, seconds: float) -> OutageSpan | None:
        """Return the outage at a time."""
        return next((span for span in self.outages if span.holds(seconds)), None)

    def disk_full(self, seconds: float) -> bool:
        """Say whether the disk is full."""
        return any(span.holds(seconds) for span in self.disk)

    def indexer_down(self, indexer: int, seconds: float) -> bool:
        """Say whether an indexer is down."""
        return any(span.holds(seconds) for span in self.indexers[indexer])


def forecast(world: World, seed: int, indexers: int) -> Weather:
    """Return when what fails."""
    random = Random(f"weather {world.name} {seed}")
    kinds = tuple(Outage)
    return Weather(
        outages=tuple(
            OutageSpan(begin=span.begin, end=span.end, kind=kinds[number % len(kinds)])
            for number, span in enumerate(_spans(random, world.outages, world.outage_hours))
        ),
        disk=_spans(random, world.disk_phases, world.disk_hours),
        indexers=tuple(
            _spans(random, world.indexer_outages, world.indexer_hours) for _ in range(indexers)
        ),
    )


def _spans(random: Random, count: int, hours: tuple[float, float]) -> tuple[Span, ...]:
    """Return times of trouble, none within six hours of another one."""
    begins = sorted(random.uniform(0.5 * DAY, (DAYS - QUIET_DAYS) * DAY) for _ in range(count))
    spans = [Span(begin=begin, end=begin + random.uniform(*hours) * HOUR) for begin in begins]
    last = (DAYS - QUIET_DAYS) * DAY
    apart = [
        Span(begin=one.begin, end=min(one.end, max(one.begin, two.begin - 6 * HOUR), last))
        for one, two in pairwise([*spans, Span(begin=END, end=END)])
    ]
    return tuple(span for span in apart if span.end > span.begin)
