"""Series and episodes in the library of a fake Sonarr, and the rules of monitoring them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.fakes.catalogue import Show

from .resources import Resource
from .state import MediaFile

RECENT = timedelta(days=90)


@dataclass(slots=True, kw_only=True)
class Episode:
    """An episode of a series in the library."""

    id: int
    series_id: int
    season: int
    number: int
    absolute: int | None
    airs: datetime
    monitored: bool
    file: MediaFile | None = None


@dataclass(slots=True, kw_only=True)
class Series:
    """A series in the library; its episodes come with the refresh after adding."""

    id: int
    show: Show
    monitored: bool
    quality_profile_id: int
    series_type: str
    season_folder: bool
    seasons: dict[int, bool]
    root_folder: str
    path: str
    tags: tuple[int, ...]
    added: datetime
    monitor_new_items: str = "all"
    add_options: Resource | None = None
    episodes: list[Episode] = field(default_factory=list)


def set_monitoring(series: Series, monitor: str, now: datetime) -> None:
    """Set monitoring as the options of adding say, at scan time (EpisodeMonitoredService)."""
    if monitor in ("", "unknown", "skip"):
        return
    regular = [s for s in series.seasons if s > 0]
    first, last = min(regular, default=0), max(regular, default=0)
    tests: dict[str, Callable[[Episode], bool]] = {
        "all": lambda e: e.season > 0,
        "future": lambda e: e.season > 0 and e.airs >= now,
        "missing": lambda e: e.season > 0 and e.file is None,
        "existing": lambda e: e.season > 0 and e.file is not None,
        "pilot": lambda e: e.season == first and e.number == 1,
        "firstSeason": lambda e: e.season == first,
        "lastSeason": lambda e: e.season == last,
        "latestSeason": lambda e: e.season == last,
        "recent": lambda e: e.season > 0 and e.airs >= now - RECENT,
        "none": lambda _: False,
    }
    test = tests.get(monitor)
    if test is None:
        return
    for episode in series.episodes:
        episode.monitored = test(episode)
    monitored = {e.season for e in series.episodes if e.monitored}
    newest = monitor in ("all", "future", "lastSeason", "latestSeason", "recent")
    for season in series.seasons:
        series.seasons[season] = season in monitored or (newest and season == last)
