"""A fake Sonarr: `python -m tests.fakes.sonarr --port 8989 --sabnzbd URL --sabnzbd-key KEY --root DIR`."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import override

from aiohttp import web

from .http import arguments, run
from .servarr.api_episodes import EpisodeApi
from .servarr.commands import CommandRow, Work
from .servarr.library import Library
from .servarr.parsing import safe_name
from .servarr.resources import (
    ApiError,
    Resource,
    answer,
    asked,
    asked_number,
    body_of,
    child,
    children,
    failure,
    flag,
    invalid,
    not_found,
    number,
    numbers,
    path_id,
    text,
)
from .servarr.runner import add_arguments, options
from .servarr.series import SeriesLibrary
from .servarr.series_model import Episode, Series, set_monitoring
from .servarr.server import FakeServarr
from .servarr.state import Event, Subject


class FakeSonarr(FakeServarr):
    """Sonarr 4 with a library of series."""

    label = "Sonarr"
    app = "sonarr"
    version = "4.0.16.2944"
    event_ids: Mapping[str, Event] = {
        "1": Event.GRABBED,
        "3": Event.IMPORTED,
        "4": Event.FAILED,
        "7": Event.IGNORED,
    }

    @override
    def make_library(self) -> Library:
        self.library = SeriesLibrary(self.catalogue, lambda: self.core)
        return self.library

    @property
    def all_series(self) -> list[Series]:
        """Return the series of the library."""
        return list(self.library.series.values())

    def series(self, tvdb_id: int) -> Series:
        """Return the series with a TVDB id; raises LookupError when it is not in the library."""
        found = self.library.by_tvdb(tvdb_id)
        if found is None:
            raise LookupError(f"no series with TVDB id {tvdb_id} in the library")
        return found

    def episode(self, tvdb_id: int, season: int, number_: int) -> Episode:
        """Return an episode; raises LookupError when there is none."""
        for episode in self.series(tvdb_id).episodes:
            if (episode.season, episode.number) == (season, number_):
                return episode
        raise LookupError(f"no episode S{season:02}E{number_:02} of {tvdb_id} in the library")

    def add(
        self,
        tvdb_id: int,
        *,
        profile: int = 4,
        monitored: bool = True,
        seasons: Iterable[int] | None = None,
        tags: Iterable[int] = (),
        refresh: bool = True,
    ) -> Series:
        """Put a series of the catalogue into the library, as somebody did earlier.

        `seasons` are the monitored ones (None: all); without `refresh` it has no episodes yet.
        """
        show = self.catalogue.shows[tvdb_id]
        wanted = None if seasons is None else set(seasons)
        root = self.core.root_folders()[0]
        series = Series(
            id=self.core.state.next_id("series"),
            show=show,
            monitored=monitored,
            quality_profile_id=profile,
            series_type=show.type,
            season_folder=True,
            seasons={s.number: wanted is None or s.number in wanted for s in show.seasons},
            root_folder=str(root),
            path=str(root / safe_name(show.title)),
            tags=tuple(tags),
            added=self.core.now(),
        )
        self.library.series[series.id] = series
        if refresh:
            self.library.refresh(series)
        return series

    @override
    def work(self) -> Mapping[str, Work]:
        return {
            "SeriesSearch": self._search_series,
            "SeasonSearch": self._search_season,
            "EpisodeSearch": self._search_episodes,
            "MissingEpisodeSearch": self._search_missing,
            "RefreshSeries": self._refresh,
            "RescanSeries": self._refresh,
            "DownloadedEpisodesScan": self._scan_downloads,
        }

    @override
    def library_routes(self) -> Iterable[web.RouteDef]:
        return [
            web.get("/api/v3/series", self._list),
            web.post("/api/v3/series", self._post),
            web.get("/api/v3/series/lookup", self._lookup),
            web.get("/api/v3/series/{id}", self._get),
            web.put("/api/v3/series/editor", self._edit),
            web.put("/api/v3/series/{id}", self._put),
            web.delete("/api/v3/series/{id}", self._delete),
            *EpisodeApi(self.core, self.library).routes(),
        ]

    # ── series ──

    def _found(self, request: web.Request) -> Series:
        """Return the series a path names."""
        wanted = path_id(request)
        if wanted not in self.library.series:
            raise not_found("Series", wanted)
        return self.library.series[wanted]

    async def _list(self, request: web.Request) -> web.Response:
        wanted = asked_number(request, "tvdbId")
        found = [s for s in self.all_series if wanted is None or s.show.tvdb_id == wanted]
        return answer([self.library.json.series(s) for s in found])

    async def _get(self, request: web.Request) -> web.Response:
        return answer(self.library.json.series(self._found(request)))

    async def _lookup(self, request: web.Request) -> web.Response:
        rows: list[Resource] = []
        for show in self.catalogue.find_shows(request.query.get("term", "")):
            own = self.library.by_tvdb(show.tvdb_id)
            rows.append(self.library.json.series(own) if own else self.library.json.lookup(show))
        return answer(rows)

    async def _post(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        self._check(body)
        tvdb_id, root = number(body, "tvdbId"), text(body, "rootFolderPath").rstrip("/")
        if tvdb_id not in self.catalogue.shows:
            raise invalid("TvdbId", "A series with this ID was not found", value=tvdb_id)
        series = self.add(
            tvdb_id,
            profile=number(body, "qualityProfileId"),
            monitored=flag(body, "monitored"),
            tags=numbers(body, "tags"),
            refresh=False,
        )
        folder = safe_name(series.show.title)
        series.root_folder, series.path = (
            root,
            str(Path(root) / folder) if root else text(body, "path"),
        )
        series.series_type = text(body, "seriesType", "standard")
        series.season_folder = flag(body, "seasonFolder")
        series.monitor_new_items = text(body, "monitorNewItems", "all")
        series.add_options = child(body, "addOptions") or None
        self._take_seasons(series, body)
        self.library.touched(Subject(media_id=series.id), "created")
        # The episodes come with the refresh; monitoring and searching follow the scan after it.
        self.commands.push("RefreshSeries", {"seriesIds": [series.id]})
        return answer(self.library.json.series(series), 201)

    def _take_seasons(self, series: Series, body: Resource) -> None:
        """Take over which seasons are monitored."""
        for season in children(body, "seasons"):
            series.seasons[number(season, "seasonNumber")] = flag(season, "monitored")

    def _check(self, body: Resource) -> None:
        """Refuse what Sonarr's validators refuse."""
        wrong: list[Resource] = []
        root, tvdb_id = text(body, "rootFolderPath").rstrip("/"), number(body, "tvdbId")
        profile = number(body, "qualityProfileId")
        if not root and not text(body, "path"):
            wrong.append(failure("Path", "Invalid Path: ''", value=""))
        elif root and Path(root) not in self.core.root_folders():
            said = f"Root folder '{root}' does not exist"
            wrong.append(
                failure("RootFolderPath", said, value=root, code="RootFolderExistsValidator")
            )
        if tvdb_id <= 0:
            said = "'Tvdb Id' must be greater than '0'."
            wrong.append(failure("TvdbId", said, value=tvdb_id, code="GreaterThanValidator"))
        elif self.library.by_tvdb(tvdb_id):
            said = "This series has already been added"
            wrong.append(failure("TvdbId", said, value=tvdb_id, code="SeriesExistsValidator"))
        if self.core.profile(profile) is None:
            said = "Quality Profile does not exist"
            wrong.append(
                failure(
                    "QualityProfileId", said, value=profile, code="QualityProfileExistsValidator"
                )
            )
        if wrong:
            raise ApiError(400, wrong)

    async def _put(self, request: web.Request) -> web.Response:
        series, body = self._found(request), await body_of(request)
        profile = number(body, "qualityProfileId")
        if self.core.profile(profile) is None:
            raise invalid("QualityProfileId", "Quality Profile does not exist", value=profile)
        series.monitored = flag(body, "monitored")
        series.quality_profile_id = profile
        series.season_folder = flag(body, "seasonFolder")
        series.series_type = text(body, "seriesType", series.series_type)
        series.tags = numbers(body, "tags")
        series.path = text(body, "path", series.path)
        before = dict(series.seasons)
        self._take_seasons(series, body)
        # A season that changes takes its episodes with it (SeriesService.UpdateSeries).
        for episode in series.episodes:
            if series.seasons[episode.season] != before.get(episode.season):
                episode.monitored = series.seasons[episode.season]
        self.library.touched(Subject(media_id=series.id), "updated")
        return answer(self.library.json.series(series), 202)

    async def _edit(self, request: web.Request) -> web.Response:
        """Change the monitoring of several series (SeriesEditorController)."""
        body = await body_of(request)
        found = [self.library.series[one] for one in numbers(body, "seriesIds")]
        for series in found:
            series.monitored = flag(body, "monitored", default=series.monitored)
            self.library.touched(Subject(media_id=series.id), "updated")
        return answer([self.library.json.series(series) for series in found], 202)

    async def _delete(self, request: web.Request) -> web.Response:
        series = self._found(request)
        if asked(request, "deleteFiles"):
            for episode in series.episodes:
                if episode.file:
                    episode.file.path.unlink(missing_ok=True)
        del self.library.series[series.id]
        state = self.core.state
        state.history = [row for row in state.history if row.media_id != series.id]
        state.blocklist = [b for b in state.blocklist if b.subject.media_id != series.id]
        state.pending = [p for p in state.pending if p.subject.media_id != series.id]
        for tracked in state.tracked.values():
            if tracked.subject and tracked.subject.media_id == series.id:
                tracked.subject = None
        self.core.announce("series", "deleted", {"id": series.id})
        return answer({})

    # ── commands ──

    async def _refresh(self, row: CommandRow) -> str:
        for identifier in numbers(row.body, "seriesIds") or (number(row.body, "seriesId"),):
            series = self.library.series.get(identifier)
            if series is None:
                continue
            self.library.refresh(series)
            given, series.add_options = series.add_options, None
            if given is None:
                continue
            set_monitoring(series, text(given, "monitor"), self.core.now())
            if flag(given, "searchForMissingEpisodes"):
                self.commands.push("MissingEpisodeSearch", {"seriesId": series.id})
        return "Completed"

    def _season(self, series: Series, season: int) -> list[Subject]:
        """Return the monitored episodes of a season that have aired, as one subject."""
        now = self.core.now()
        found = tuple(
            e.id for e in series.episodes if e.season == season and e.monitored and e.airs <= now
        )
        return [Subject(media_id=series.id, episode_ids=found)] if found else []

    async def _search_series(self, row: CommandRow) -> str:
        series = self.library.series[number(row.body, "seriesId")]
        seasons = [season for season, monitored in series.seasons.items() if monitored]
        return await self.commands.search(
            [subject for season in seasons for subject in self._season(series, season)], row
        )

    async def _search_season(self, row: CommandRow) -> str:
        series = self.library.series[number(row.body, "seriesId")]
        return await self.commands.search(
            self._season(series, number(row.body, "seasonNumber")), row
        )

    async def _search_episodes(self, row: CommandRow) -> str:
        found = [self.library.episode(i) for i in numbers(row.body, "episodeIds")]
        wanted = [Subject(media_id=e.series_id, episode_ids=(e.id,)) for e in found if e]
        return await self.commands.search(wanted, row)

    async def _search_missing(self, row: CommandRow) -> str:
        # Several missing episodes of a season are searched for as a season.
        wanted = number(row.body, "seriesId")
        missing: dict[tuple[int, int], list[int]] = {}
        for subject in self.library.recent():
            if wanted in (0, subject.media_id):
                season = self.library.episodes_of(subject)[0].season
                missing.setdefault((subject.media_id, season), []).extend(subject.episode_ids)
        return await self.commands.search(
            [Subject(media_id=s, episode_ids=tuple(ids)) for (s, _), ids in missing.items()], row
        )

    async def _scan_downloads(self, row: CommandRow) -> str:
        await self._monitor.refresh()
        return "Completed"


def main() -> None:
    """Run by hand."""
    parser = arguments("A fake Sonarr with a seeded catalogue.", port=8989)
    add_arguments(parser)
    run(FakeSonarr(**options(parser.parse_args())))


if __name__ == "__main__":
    main()
