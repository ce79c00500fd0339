"""A fake Radarr: `python -m tests.fakes.radarr --port 7878 --sabnzbd URL --sabnzbd-key KEY --root DIR`."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import override

from aiohttp import web

from .http import arguments, run
from .servarr.api_paging import paged_media
from .servarr.commands import CommandRow, Work
from .servarr.library import Library
from .servarr.movies import Movie, MovieLibrary
from .servarr.movies_json import folder_of
from .servarr.resources import (
    ApiError,
    Resource,
    answer,
    asked,
    asked_number,
    body_of,
    child,
    failure,
    flag,
    invalid,
    moment,
    not_found,
    number,
    numbers,
    path_id,
    text,
)
from .servarr.runner import add_arguments, options
from .servarr.server import FakeServarr
from .servarr.state import Event, Subject


class FakeRadarr(FakeServarr):
    """Radarr 6 with a library of movies."""

    label = "Radarr"
    app = "radarr"
    version = "6.0.4.10291"
    event_ids: Mapping[str, Event] = {
        "1": Event.GRABBED,
        "3": Event.IMPORTED,
        "4": Event.FAILED,
        "9": Event.IGNORED,
    }

    @override
    def make_library(self) -> Library:
        self.library = MovieLibrary(self.catalogue, lambda: self.core)
        return self.library

    @property
    def movies(self) -> list[Movie]:
        """Return the movies of the library."""
        return list(self.library.movies.values())

    def movie(self, tmdb_id: int) -> Movie:
        """Return the movie with a TMDB id; raises LookupError when it is not in the library."""
        found = self.library.by_tmdb(tmdb_id)
        if found is None:
            raise LookupError(f"no movie with TMDB id {tmdb_id} in the library")
        return found

    def add(
        self,
        tmdb_id: int,
        *,
        profile: int = 4,
        monitored: bool = True,
        minimum_availability: str = "released",
        tags: Iterable[int] = (),
    ) -> Movie:
        """Put a film of the catalogue into the library, as somebody did earlier."""
        film = self.catalogue.films[tmdb_id]
        root = self.core.root_folders()[0]
        movie = Movie(
            id=self.core.state.next_id("movie"),
            film=film,
            monitored=monitored,
            quality_profile_id=profile,
            minimum_availability=minimum_availability,
            root_folder=str(root),
            path=str(root / folder_of(film)),
            tags=tuple(tags),
            added=self.core.now(),
        )
        self.library.movies[movie.id] = movie
        return movie

    @override
    def work(self) -> Mapping[str, Work]:
        return {
            "MoviesSearch": self._search,
            "MissingMoviesSearch": self._search_missing,
            "CutoffUnmetMoviesSearch": self._search_cutoff,
            "RefreshMovie": self._refresh,
            "RescanMovie": self._refresh,
            "DownloadedMoviesScan": self._scan_downloads,
        }

    @override
    def library_routes(self) -> Iterable[web.RouteDef]:
        wanted: Mapping[str, Callable[[Movie], bool]] = {
            "missing": lambda m: m.file is None and self.library.json.is_available(m),
            "cutoff": lambda m: m.file is not None and not self.library.json.cutoff_met(m),
        }
        return [
            web.get("/api/v3/movie", self._list),
            web.post("/api/v3/movie", self._post),
            web.get("/api/v3/movie/lookup", self._lookup),
            web.get("/api/v3/movie/{id}", self._get),
            web.put("/api/v3/movie/editor", self._edit),
            web.put("/api/v3/movie/{id}", self._put),
            web.delete("/api/v3/movie/{id}", self._delete),
            web.get("/api/v3/moviefile", self._files),
            web.get("/api/v3/moviefile/{id}", self._file),
            web.delete("/api/v3/moviefile/{id}", self._delete_file),
            web.get("/api/v3/calendar", self._calendar),
            *[
                web.get(f"/api/v3/wanted/{name}", paged_media(self._wanted(test), "title"))
                for name, test in wanted.items()
            ],
        ]

    # ── movies ──

    def _found(self, request: web.Request) -> Movie:
        """Return the movie a path names."""
        wanted = path_id(request)
        if wanted not in self.library.movies:
            raise not_found("Movie", wanted)
        return self.library.movies[wanted]

    async def _list(self, request: web.Request) -> web.Response:
        wanted = asked_number(request, "tmdbId")
        return answer(
            [
                self.library.json.movie(movie)
                for movie in self.movies
                if wanted is None or movie.film.tmdb_id == wanted
            ]
        )

    async def _get(self, request: web.Request) -> web.Response:
        return answer(self.library.json.movie(self._found(request)))

    async def _lookup(self, request: web.Request) -> web.Response:
        rows: list[Resource] = []
        for film in self.catalogue.find_films(request.query.get("term", "")):
            own = self.library.by_tmdb(film.tmdb_id)
            # What is in the library is answered as it is there, with its id.
            rows.append(self.library.json.movie(own) if own else self.library.json.lookup(film))
        return answer(rows)

    async def _post(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        self._check(body)
        tmdb_id, options_ = number(body, "tmdbId"), child(body, "addOptions")
        root = text(body, "rootFolderPath").rstrip("/")
        film = self.catalogue.films.get(tmdb_id)
        if film is None:
            raise invalid("TmdbId", "A movie with this ID was not found.", value=tmdb_id)
        movie = self.add(
            tmdb_id,
            profile=number(body, "qualityProfileId"),
            monitored=flag(body, "monitored") and options_.get("monitor") != "none",
            minimum_availability=text(body, "minimumAvailability", "announced"),
            tags=numbers(body, "tags"),
        )
        if root:
            movie.root_folder, movie.path = root, str(Path(root) / folder_of(film))
        else:
            movie.path = text(body, "path")
        movie.add_options = options_ or None
        self.library.touched(Subject(media_id=movie.id), "created")
        # Adding refreshes and scans; only then the search of addOptions starts.
        self.commands.push("RefreshMovie", {"movieIds": [movie.id]})
        return answer(self.library.json.movie(movie), 201)

    def _check(self, body: Resource) -> None:
        """Refuse what Radarr's validators refuse."""
        wrong: list[Resource] = []
        root, tmdb_id = text(body, "rootFolderPath").rstrip("/"), number(body, "tmdbId")
        profile = number(body, "qualityProfileId")
        if not root and not text(body, "path"):
            wrong.append(failure("Path", "Invalid Path: ''", value=""))
        elif root and Path(root) not in self.core.root_folders():
            said = f"Root folder '{root}' does not exist"
            wrong.append(
                failure("RootFolderPath", said, value=root, code="RootFolderExistsValidator")
            )
        if not tmdb_id:
            wrong.append(
                failure("TmdbId", "'Tmdb Id' must not be empty.", code="NotEmptyValidator")
            )
        elif self.library.by_tmdb(tmdb_id):
            said = "This movie has already been added"
            wrong.append(failure("TmdbId", said, value=tmdb_id, code="MovieExistsValidator"))
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
        movie, body = self._found(request), await body_of(request)
        profile = number(body, "qualityProfileId")
        if self.core.profile(profile) is None:
            raise invalid("QualityProfileId", "Quality Profile does not exist", value=profile)
        movie.monitored = flag(body, "monitored")
        movie.quality_profile_id = profile
        movie.minimum_availability = text(body, "minimumAvailability", movie.minimum_availability)
        movie.tags = numbers(body, "tags")
        movie.path = text(body, "path", movie.path)
        self.library.touched(Subject(media_id=movie.id), "updated")
        return answer(self.library.json.movie(movie), 202)

    async def _edit(self, request: web.Request) -> web.Response:
        """Change the monitoring of several movies (MovieEditorController)."""
        body = await body_of(request)
        found = [self.library.movies[one] for one in numbers(body, "movieIds")]
        for movie in found:
            movie.monitored = flag(body, "monitored", default=movie.monitored)
            self.library.touched(Subject(media_id=movie.id), "updated")
        return answer([self.library.json.movie(movie) for movie in found], 202)

    async def _delete(self, request: web.Request) -> web.Response:
        movie = self._found(request)
        if asked(request, "deleteFiles") and movie.file:
            movie.file.path.unlink(missing_ok=True)
        del self.library.movies[movie.id]
        state = self.core.state
        state.history = [row for row in state.history if row.media_id != movie.id]
        state.blocklist = [b for b in state.blocklist if b.subject.media_id != movie.id]
        state.pending = [p for p in state.pending if p.subject.media_id != movie.id]
        for tracked in state.tracked.values():
            if tracked.subject and tracked.subject.media_id == movie.id:
                tracked.subject = None
        self.core.announce("movie", "deleted", {"id": movie.id})
        return answer({})

    # ── files, wanted, calendar ──

    async def _files(self, request: web.Request) -> web.Response:
        wanted = asked_number(request, "movieId")
        return answer(
            [
                self.library.json.file(m.file, m)
                for m in self.movies
                if m.file and wanted in (None, m.id)
            ]
        )

    async def _file(self, request: web.Request) -> web.Response:
        wanted = path_id(request)
        file = self.core.state.files.get(wanted)
        if file is None:
            raise not_found("MovieFile", wanted)
        return answer(self.library.json.file(file, self.library.movies[file.subject.media_id]))

    async def _delete_file(self, request: web.Request) -> web.Response:
        wanted = path_id(request)
        file = self.core.state.files.pop(wanted, None)
        if file is None:
            raise not_found("MovieFile", wanted)
        file.path.unlink(missing_ok=True)
        self.library.movies[file.subject.media_id].file = None
        return answer({})

    def _wanted(self, test: Callable[[Movie], bool]) -> Callable[[web.Request], list[Resource]]:
        """Return what lists the movies that pass a test."""

        def rows(request: web.Request) -> list[Resource]:
            monitored = asked(request, "monitored", default=True)
            found = [m for m in self.movies if m.monitored == monitored and test(m)]
            return [self.library.json.movie(m) for m in found]

        return rows

    async def _calendar(self, request: web.Request) -> web.Response:
        today = self.core.now().date()
        start = moment(request.query.get("start", f"{today}")).date()
        end = moment(request.query.get("end", f"{today}")).date()
        unmonitored = asked(request, "unmonitored")
        rows = [
            self.library.json.movie(m)
            for m in self.movies
            if (m.monitored or unmonitored)
            and any(
                d and start <= d <= end
                for d in (m.film.in_cinemas, m.film.digital, m.film.physical)
            )
        ]
        return answer(rows)

    # ── commands ──

    async def _search(self, row: CommandRow) -> str:
        # An unmonitored movie is searched for only when a person asks.
        movies = [self.library.movies.get(i) for i in numbers(row.body, "movieIds")]
        wanted = [Subject(media_id=m.id) for m in movies if m and (m.monitored or row.manual)]
        return await self.commands.search(wanted, row)

    async def _search_missing(self, row: CommandRow) -> str:
        return await self.commands.search(self.library.recent(), row)

    async def _search_cutoff(self, row: CommandRow) -> str:
        below = [
            m for m in self.movies if m.monitored and m.file and not self.library.json.cutoff_met(m)
        ]
        return await self.commands.search([Subject(media_id=m.id) for m in below], row)

    async def _refresh(self, row: CommandRow) -> str:
        for identifier in numbers(row.body, "movieIds") or (number(row.body, "movieId"),):
            movie = self.library.movies.get(identifier)
            if movie is None or movie.add_options is None:
                continue
            options_, movie.add_options = movie.add_options, None
            if flag(options_, "searchForMovie"):
                self.commands.push("MoviesSearch", {"movieIds": [movie.id]})
        return "Completed"

    async def _scan_downloads(self, row: CommandRow) -> str:
        await self._monitor.refresh()
        return "Completed"


def main() -> None:
    """Run by hand."""
    parser = arguments("A fake Radarr with a seeded catalogue.", port=7878)
    add_arguments(parser)
    run(FakeRadarr(**options(parser.parse_args())))


if __name__ == "__main__":
    main()
