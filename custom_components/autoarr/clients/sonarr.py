"""Sonarr (API v3): series and episodes."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from .base import Params
from .models.airing import Airing
from .models.decode import Each, FieldError, JsonObject, JsonValue, as_object
from .models.servarr import Command, HistoryEvent, Release
from .models.servarr_files import LibraryFile
from .models.sonarr import Episode, NewSeries, Series
from .servarr import ServarrClient, between
from .service import ServiceKind


class SonarrClient(ServarrClient):
    """Talks to one Sonarr."""

    kind: ClassVar = ServiceKind.SONARR
    media_path: ClassVar = "/series"
    # Once in every SeriesResource, at its top level only.
    media_mark: ClassVar = b'"seriesType":'
    event_names: ClassVar = {
        HistoryEvent.GRABBED: "grabbed",
        HistoryEvent.IMPORTED: "downloadFolderImported",
        HistoryEvent.FAILED: "downloadFailed",
        HistoryEvent.DELETED: "episodeFileDeleted",
        HistoryEvent.RENAMED: "episodeFileRenamed",
        HistoryEvent.IGNORED: "downloadIgnored",
    }

    async def lookup(self, term: str) -> list[Series]:
        """Ask Sonarr's catalogue: words or `tvdb:121361`; best match first."""
        return await self._get("/series/lookup", Each(Series.from_json), {"term": term}, slow=True)

    async def series(self, series_id: int) -> Series:
        """Return a series of the library; raises ServiceNotFound."""
        return await self._get(
            f"/series/{series_id}", lambda value: Series.from_json(as_object(value))
        )

    async def series_by_tvdb(self, tvdb_id: int) -> Series | None:
        """Return the series with this TVDB id when it is in the library."""
        found = await self._get("/series", Each(Series.from_json), {"tvdbId": tvdb_id})
        return next((series for series in found if series.tvdb_id == tvdb_id), None)

    async def all_series(self) -> list[Series]:
        """Return the whole library: large, not for polling."""
        return await self._get("/series", Each(Series.from_json), slow=True)

    async def add_series(self, series: NewSeries) -> Series:
        """Add a series; wanted seasons are monitored, all others not.

        Sonarr monitors seasons the body does not name, so the catalogue is asked for all of them first.
        Raises ServiceRejected with Sonarr's own words, e.g. when it is already there.
        """
        known: tuple[int, ...] = ()
        if series.seasons:
            for found in await self.lookup(f"tvdb:{series.tvdb_id}"):
                if found.tvdb_id == series.tvdb_id:
                    known = tuple(season.number for season in found.seasons)
        return await self._post(
            "/series", series.as_json(known), lambda value: Series.from_json(as_object(value))
        )

    async def episodes(self, series_id: int, season: int | None = None) -> list[Episode]:
        """Return the episodes of a series, or of one season."""
        params: dict[str, int] = {"seriesId": series_id}
        if season is not None:
            params["seasonNumber"] = season
        return await self._get("/episode", Each(Episode.from_json), params)

    async def calendar(self, start: datetime, end: datetime) -> list[Airing]:
        """Return the monitored episodes that air between two times (aware)."""
        params: Params = {**between(start, end), "includeSeries": True}
        return await self._get("/calendar", Each(Airing.from_json), params, slow=True)

    async def monitor_episodes(self, episode_ids: Sequence[int], *, monitored: bool) -> None:
        """Let Sonarr look for these episodes, or stop it."""
        await self._write(
            "PUT", "/episode/monitor", {"episodeIds": list(episode_ids), "monitored": monitored}
        )

    async def set_series_monitored(self, series_id: int, *, monitored: bool) -> None:
        """Let Sonarr look for the monitored episodes of a series, or stop it."""
        await self._write(
            "PUT", "/series/editor", {"seriesIds": [series_id], "monitored": monitored}
        )

    async def set_seasons_monitored(
        self, series_id: int, seasons: Sequence[int], *, monitored: bool
    ) -> Series:
        """Monitor or stop whole seasons with all their episodes; the series itself is left as it is."""
        path = f"/series/{series_id}"
        switch = partial(_with_seasons, seasons=frozenset(seasons), monitored=monitored)
        await self._write("PUT", path, await self._get(path, switch))
        return await self.series(series_id)

    async def delete_series(self, series_id: int, *, delete_files: bool = False) -> None:
        """Remove a series from the library; its files stay unless asked otherwise."""
        await self._write(
            "DELETE",
            f"/series/{series_id}",
            params={"deleteFiles": delete_files, "addImportListExclusion": False},
        )

    async def search_series(self, series_id: int) -> Command:
        """Search all monitored missing episodes of a series; goes past delay profiles."""
        return await self.run_command("SeriesSearch", {"seriesId": series_id})

    async def search_season(self, series_id: int, season: int) -> Command:
        """Search a whole season; goes past delay profiles."""
        return await self.run_command(
            "SeasonSearch", {"seriesId": series_id, "seasonNumber": season}
        )

    async def search_episodes(self, episode_ids: Sequence[int]) -> Command:
        """Search these episodes; goes past delay profiles."""
        return await self.run_command("EpisodeSearch", {"episodeIds": list(episode_ids)})

    async def releases(
        self,
        *,
        episode_id: int | None = None,
        series_id: int | None = None,
        season: int | None = None,
    ) -> list[Release]:
        """Search the indexers live for an episode or a season (up to minutes); nothing is grabbed."""
        given = {"episodeId": episode_id, "seriesId": series_id, "seasonNumber": season}
        return await self._search_releases(
            {name: value for name, value in given.items() if value is not None}
        )

    async def library_file(self, file_id: int) -> LibraryFile:
        """Return a file of the library; raises ServiceNotFound."""
        return await self._get(
            f"/episodefile/{file_id}", lambda value: LibraryFile.from_json(as_object(value))
        )


def _with_seasons(value: JsonValue, *, seasons: frozenset[int], monitored: bool) -> JsonObject:
    """Return a copy of a series with some seasons switched; raises FieldError when it lists none."""
    raw = as_object(value)
    listed = raw.get("seasons")
    if not isinstance(listed, list):
        raise FieldError("seasons", "is missing")
    changed: list[JsonValue] = [
        {**season, "monitored": monitored}
        if isinstance(season, dict) and season.get("seasonNumber") in seasons
        else season
        for season in listed
    ]
    return {**raw, "seasons": changed}
