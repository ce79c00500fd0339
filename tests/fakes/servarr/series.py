"""The library of a fake Sonarr: series and their episodes."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import override

from tests.fakes.catalogue import Catalogue
from tests.fakes.releases import Indexer, Release

from .core import Core
from .library import Library
from .parsing import clean, parse, safe_name
from .resources import Resource, number
from .series_json import SeriesJson
from .series_model import Episode, Series
from .state import MediaFile, Subject


class SeriesLibrary(Library):
    """Series by id, and how their episodes are found, judged and stored."""

    media = "Series"

    def __init__(self, catalogue: Catalogue, core: Callable[[], Core]) -> None:
        self.catalogue = catalogue
        self.series: dict[int, Series] = {}
        self._core = core
        self.json = SeriesJson(core)

    def by_tvdb(self, tvdb_id: int) -> Series | None:
        """Return the series with a TVDB id."""
        return next((s for s in self.series.values() if s.show.tvdb_id == tvdb_id), None)

    def episode(self, identifier: int) -> Episode | None:
        """Return an episode by id."""
        return next((e for e in self.all_episodes() if e.id == identifier), None)

    def all_episodes(self) -> Iterable[Episode]:
        """Return every episode of every series."""
        return (e for series in self.series.values() for e in series.episodes)

    def episodes_of(self, subject: Subject) -> list[Episode]:
        """Return the episodes of a subject; without ids, all of the series."""
        series = self.series.get(subject.media_id)
        if series is None:
            return []
        wanted = set(subject.episode_ids)
        return [e for e in series.episodes if not wanted or e.id in wanted]

    # ── the library's life ──

    def refresh(self, series: Series) -> None:
        """Bring in the episodes there are; new ones are monitored as their season is."""
        known = {(e.season, e.number) for e in series.episodes}
        absolute = 0
        for season, number_, airs in series.show.airings():
            absolute += season > 0
            if (season, number_) in known:
                continue
            series.episodes.append(
                Episode(
                    id=self._core().state.next_id("episode"),
                    series_id=series.id,
                    season=season,
                    number=number_,
                    absolute=absolute if series.series_type == "anime" else None,
                    airs=airs,
                    monitored=series.seasons.setdefault(season, True),
                )
            )

    # ── what the shared half asks ──

    @override
    def name_of(self, subject: Subject) -> str:
        return self.series[subject.media_id].show.title

    @override
    def exists(self, media_id: int) -> bool:
        return media_id in self.series

    @override
    def match_title(self, title: str) -> Subject | None:
        read = parse(title)
        if read is None or read.season is None:
            return None
        wanted = {clean(read.title), clean(f"{read.title} {read.year}")}
        found = [s for s in self.series.values() if wanted & {clean(n) for n in s.show.titles}]
        exact = [s for s in found if clean(s.show.title) in wanted]
        series = (exact or found)[0] if len(exact or found) == 1 else None
        return self._subject(series, read.season, read.episodes) if series else None

    @override
    def match_ids(self, release: Release) -> Subject | None:
        series = self.by_tvdb(release.tvdb_id) if release.tvdb_id else None
        if series is None or release.season is None:
            return None
        return self._subject(series, release.season, release.episodes)

    def _subject(self, series: Series, season: int, numbers: Sequence[int]) -> Subject | None:
        """Return the subject of a season or of some of its episodes."""
        found = [
            e.id
            for e in series.episodes
            if e.season == season and (not numbers or e.number in numbers)
        ]
        return Subject(media_id=series.id, episode_ids=tuple(found)) if found else None

    @override
    def search(self, indexer: Indexer, wanted: Subject) -> Sequence[Release]:
        tvdb_id = self.series[wanted.media_id].show.tvdb_id
        episodes = self.episodes_of(wanted)
        if len(episodes) == 1:
            one = episodes[0]
            return indexer.search(tvdb_id=tvdb_id, season=one.season, episode=one.number)
        seasons = {e.season for e in episodes}
        return [r for s in sorted(seasons) for r in indexer.search(tvdb_id=tvdb_id, season=s)]

    @override
    def mismatch(self, wanted: Subject, found: Subject) -> str | None:
        if wanted.media_id != found.media_id:
            return "Wrong series"
        episodes = self.episodes_of(wanted)
        seasons = {e.season for e in episodes}
        if {e.season for e in self.episodes_of(found)} - seasons:
            return "Wrong season"
        if len(episodes) == 1 and set(found.episode_ids) != {episodes[0].id}:
            return "Full season pack" if len(found.episode_ids) > 2 else "Episode wasn't requested"
        return None

    @override
    def monitored(self, subject: Subject) -> bool:
        series = self.series[subject.media_id]
        return series.monitored and all(e.monitored for e in self.episodes_of(subject))

    @override
    def unavailable(self, subject: Subject) -> str | None:
        return None

    @override
    def profile_id(self, subject: Subject) -> int:
        return self.series[subject.media_id].quality_profile_id

    @override
    def tags(self, subject: Subject) -> frozenset[int]:
        return frozenset(self.series[subject.media_id].tags)

    @override
    def files(self, subject: Subject) -> list[MediaFile]:
        return [e.file for e in self.episodes_of(subject) if e.file]

    @override
    def ids(self, subject: Subject) -> list[Resource]:
        return [
            {"seriesId": e.series_id, "episodeId": e.id, "seasonNumber": e.season}
            for e in self.episodes_of(subject)
        ]

    @override
    def embedded(self, media_id: int, episode_id: int | None) -> Resource:
        series = self.series.get(media_id)
        if series is None:
            return {}
        episode = self.episode(episode_id) if episode_id else None
        inside: Resource = {"series": self.json.series(series)}
        return inside | ({"episode": self.json.episode(episode)} if episode else {})

    @override
    def has_file(self, row: Resource) -> bool:
        episode = self.episode(number(row, "episodeId"))
        return episode is not None and episode.file is not None

    @override
    def search_again(self, subject: Subject) -> tuple[str, Resource]:
        episodes = self.episodes_of(subject)
        seasons = {e.season for e in episodes}
        if len(episodes) > 1 and len(seasons) == 1:
            season = seasons.pop()
            series = self.series[subject.media_id]
            if len(episodes) == sum(e.season == season for e in series.episodes):
                return "SeasonSearch", {"seriesId": subject.media_id, "seasonNumber": season}
        return "EpisodeSearch", {"episodeIds": list(subject.episode_ids)}

    @override
    def placements(
        self, subject: Subject, title: str, videos: Sequence[Path]
    ) -> list[tuple[Path, Path, Subject]]:
        series = self.series[subject.media_id]
        episodes = self.episodes_of(subject)
        named = [(video, self._named(series, video, subject)) for video in videos]
        placed = [(video, found) for video, found in named if found]
        if not placed and (len(episodes) == 1 or len(videos) == 1):
            # One obfuscated file: the name of the job says what it is.
            placed = [(videos[0], subject)]
        targets: list[tuple[Path, Path, Subject]] = []
        for video, found in placed:
            season = self.episodes_of(found)[0].season
            name = video.stem if len(placed) > 1 else safe_name(title)
            folder = Path(series.path)
            if series.season_folder:
                folder /= f"Season {season}" if season else "Specials"
            targets.append((video, folder / f"{safe_name(name)}{video.suffix}", found))
        return targets

    def _named(self, series: Series, video: Path, subject: Subject) -> Subject | None:
        """Return the episodes a file names, as far as they are of the subject."""
        read = parse(video.name)
        if read is None or read.season is None or not read.episodes:
            return None
        found = self._subject(series, read.season, read.episodes)
        return found if found and set(found.episode_ids) <= set(subject.episode_ids) else None

    @override
    def attach(self, file: MediaFile) -> None:
        for episode in self.episodes_of(file.subject):
            old = episode.file
            if old and old.path != file.path:
                old.path.unlink(missing_ok=True)
                self._core().state.files.pop(old.id, None)
            episode.file = file

    @override
    def touched(self, subject: Subject, action: str) -> None:
        series = self.series.get(subject.media_id)
        if series:
            self._core().announce("series", action, self.json.series(series))

    @override
    def release_fields(self, release: Release, subject: Subject | None) -> Resource:
        return self.json.release(release, subject, self.episodes_of(subject) if subject else [])

    @override
    def parse_resource(self, title: str) -> Resource:
        read, subject = parse(title), self.match_title(title)
        if read is None:
            return {}
        series = self.series[subject.media_id] if subject else None
        episodes = self.episodes_of(subject) if subject else []
        return self.json.parsed(title, read, series, episodes)

    @override
    def recent(self) -> Sequence[Subject]:
        now = self._core().now()
        return [
            Subject(media_id=e.series_id, episode_ids=(e.id,))
            for e in self.all_episodes()
            if e.monitored
            and e.file is None
            and e.airs <= now
            and self.series[e.series_id].monitored
        ]

    @override
    def subject_of(self, media_id: int, episode_ids: Sequence[int]) -> Subject | None:
        # A negative id stands for a season: -1 the specials, -2 the first one.
        if episode_ids and episode_ids[0] < 0:
            series = self.series.get(media_id)
            return self._subject(series, -episode_ids[0] - 1, ()) if series else None
        episode = self.episode(episode_ids[0]) if episode_ids else None
        if episode is None:
            return None
        return Subject(media_id=episode.series_id, episode_ids=tuple(episode_ids))

    @override
    def manual_fields(self, subject: Subject | None) -> Resource:
        series = self.series.get(subject.media_id) if subject else None
        if series is None or subject is None:
            return {"releaseType": "unknown"}
        if not subject.episode_ids:
            return {"series": self.json.series(series), "episodes": [], "releaseType": "unknown"}
        episodes = self.episodes_of(subject)
        return {
            "series": self.json.series(series),
            "seasonNumber": episodes[0].season,
            "episodes": [self.json.episode(e) for e in episodes],
            "releaseType": "singleEpisode" if len(episodes) == 1 else "multiEpisode",
        }
