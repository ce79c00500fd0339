"""Sonarr's episodes: /episode, /episodefile, /wanted, /calendar, /languageprofile."""

from collections.abc import Callable
from datetime import timedelta

from aiohttp import web

from .api_paging import paged_media
from .core import Core
from .resources import (
    Resource,
    answer,
    asked,
    asked_list,
    asked_number,
    body_of,
    flag,
    moment,
    not_found,
    numbers,
    path_id,
)
from .series import SeriesLibrary
from .series_model import Episode
from .state import MediaFile


class EpisodeApi:
    """What Sonarr tells about episodes and their files."""

    def __init__(self, core: Core, library: SeriesLibrary) -> None:
        self._core = core
        self._library = library

    def routes(self) -> list[web.RouteDef]:
        """Return the handlers."""
        return [
            web.get("/api/v3/episode", self._list),
            web.put("/api/v3/episode/monitor", self._monitor),
            web.get("/api/v3/episode/{id}", self._get),
            web.put("/api/v3/episode/{id}", self._put),
            web.get("/api/v3/episodefile", self._files),
            web.get("/api/v3/episodefile/{id}", self._file),
            web.delete("/api/v3/episodefile/{id}", self._delete_file),
            web.get("/api/v3/wanted/missing", paged_media(self._wanted(self._missing), "episodes")),
            web.get("/api/v3/wanted/cutoff", paged_media(self._wanted(self._below), "episodes")),
            web.get("/api/v3/calendar", self._calendar),
            web.get("/api/v3/languageprofile", self._language_profiles),
        ]

    def _found(self, request: web.Request) -> Episode:
        """Return the episode a path names."""
        wanted = path_id(request)
        episode = self._library.episode(wanted)
        if episode is None:
            raise not_found("Episode", wanted)
        return episode

    def _row(self, episode: Episode, request: web.Request) -> Resource:
        """Return an episode with what the query wants inside."""
        row = self._library.json.episode(episode)
        if asked(request, "includeSeries"):
            row["series"] = self._library.json.series(self._library.series[episode.series_id])
        if asked(request, "includeEpisodeFile") and episode.file:
            row["episodeFile"] = self._file_row(episode.file)
        return row

    async def _list(self, request: web.Request) -> web.Response:
        series, season = asked_number(request, "seriesId"), asked_number(request, "seasonNumber")
        ids = asked_list(request, "episodeIds")
        if series is None and not ids:
            # The real one wants to know of what; its answer is a plain message.
            return answer({"message": "seriesId or episodeIds must be provided"}, 400)
        found = [
            e
            for e in self._library.all_episodes()
            if series in (None, e.series_id)
            and season in (None, e.season)
            and (not ids or str(e.id) in ids)
        ]
        return answer([self._row(e, request) for e in found])

    async def _get(self, request: web.Request) -> web.Response:
        return answer(self._row(self._found(request), request))

    async def _put(self, request: web.Request) -> web.Response:
        episode = self._found(request)
        episode.monitored = flag(await body_of(request), "monitored")
        return answer(self._row(episode, request), 202)

    async def _monitor(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        wanted = set(numbers(body, "episodeIds"))
        changed = [e for e in self._library.all_episodes() if e.id in wanted]
        for episode in changed:
            episode.monitored = flag(body, "monitored")
        return answer([self._row(e, request) for e in changed], 202)

    # ── files ──

    def _file_row(self, file: MediaFile) -> Resource:
        """Return a file as JSON."""
        episodes = self._library.episodes_of(file.subject)
        return self._library.json.file(file, episodes, met=not any(map(self._below, episodes)))

    async def _files(self, request: web.Request) -> web.Response:
        series, ids = asked_number(request, "seriesId"), asked_list(request, "episodeFileIds")
        found = [
            f
            for f in self._core.state.files.values()
            if series in (None, f.subject.media_id) and (not ids or str(f.id) in ids)
        ]
        return answer([self._file_row(f) for f in found])

    async def _file(self, request: web.Request) -> web.Response:
        wanted = path_id(request)
        file = self._core.state.files.get(wanted)
        if file is None:
            raise not_found("EpisodeFile", wanted)
        return answer(self._file_row(file))

    async def _delete_file(self, request: web.Request) -> web.Response:
        wanted = path_id(request)
        file = self._core.state.files.pop(wanted, None)
        if file is None:
            raise not_found("EpisodeFile", wanted)
        file.path.unlink(missing_ok=True)
        for episode in self._library.episodes_of(file.subject):
            episode.file = None
        return answer({})

    # ── wanted, calendar ──

    def _missing(self, episode: Episode) -> bool:
        """Say whether an episode has aired and has no file."""
        return episode.file is None and episode.airs <= self._core.now()

    def _below(self, episode: Episode) -> bool:
        """Say whether an episode's file is worse than the profile wants."""
        profile = self._core.profile(self._library.series[episode.series_id].quality_profile_id)
        if profile is None or episode.file is None:
            return False
        weight = self._core.qualities.weight
        return weight(episode.file.quality) < weight(profile.cutoff)

    def _wanted(self, test: Callable[[Episode], bool]) -> Callable[[web.Request], list[Resource]]:
        """Return what lists the monitored episodes that pass a test."""

        def rows(request: web.Request) -> list[Resource]:
            monitored = asked(request, "monitored", default=True)
            return [
                self._row(e, request)
                for e in self._library.all_episodes()
                if test(e)
                and (e.monitored and self._library.series[e.series_id].monitored) == monitored
            ]

        return rows

    async def _calendar(self, request: web.Request) -> web.Response:
        now = self._core.now()
        start = moment(request.query["start"]) if "start" in request.query else now
        end = moment(request.query["end"]) if "end" in request.query else now + timedelta(days=2)
        unmonitored = asked(request, "unmonitored")
        found = [
            e
            for e in self._library.all_episodes()
            if start <= e.airs <= end and (e.monitored or unmonitored)
        ]
        return answer([self._row(e, request) for e in found])

    async def _language_profiles(self, request: web.Request) -> web.Response:
        language = {"id": 1, "name": "English"}
        profile = {"id": 1, "name": "Deprecated", "upgradeAllowed": True, "cutoff": language}
        return answer([profile | {"languages": [{"language": language, "allowed": True}]}])
