"""The library of a fake Radarr."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import override

from tests.fakes.catalogue import Catalogue, Film
from tests.fakes.releases import Indexer, Release

from .core import Core
from .library import Library
from .movies_json import MovieJson
from .parsing import clean, parse, safe_name
from .resources import Resource, number
from .state import MediaFile, Subject


@dataclass(slots=True, kw_only=True)
class Movie:
    """A film in the library."""

    id: int
    film: Film
    monitored: bool
    quality_profile_id: int
    minimum_availability: str
    root_folder: str
    path: str
    tags: tuple[int, ...]
    added: datetime
    add_options: Resource | None = None
    file: MediaFile | None = field(default=None)


class MovieLibrary(Library):
    """Movies by id, and how they are found, judged, stored and shown."""

    media = "Movie"

    def __init__(self, catalogue: Catalogue, core: Callable[[], Core]) -> None:
        self.catalogue = catalogue
        self.movies: dict[int, Movie] = {}
        self._core = core
        self.json = MovieJson(core)

    def by_tmdb(self, tmdb_id: int) -> Movie | None:
        """Return the movie with a TMDB id."""
        return next((m for m in self.movies.values() if m.film.tmdb_id == tmdb_id), None)

    @override
    def name_of(self, subject: Subject) -> str:
        return self.movies[subject.media_id].film.title

    @override
    def exists(self, media_id: int) -> bool:
        return media_id in self.movies

    @override
    def match_title(self, title: str) -> Subject | None:
        read = parse(title)
        if read is None or read.season is not None:
            return None
        wanted = clean(read.title)
        found = [
            movie
            for movie in self.movies.values()
            if any(clean(name) == wanted for name in movie.film.titles)
            and read.year in (None, movie.film.year, movie.film.secondary_year)
        ]
        return Subject(media_id=found[0].id) if len(found) == 1 else None

    @override
    def match_ids(self, release: Release) -> Subject | None:
        movie = self.by_tmdb(release.tmdb_id) if release.tmdb_id else None
        return Subject(media_id=movie.id) if movie else None

    @override
    def search(self, indexer: Indexer, wanted: Subject) -> Sequence[Release]:
        return indexer.search(tmdb_id=self.movies[wanted.media_id].film.tmdb_id)

    @override
    def mismatch(self, wanted: Subject, found: Subject) -> str | None:
        if wanted.media_id == found.media_id:
            return None
        return f"{self.name_of(found)} is not the wanted movie"

    @override
    def monitored(self, subject: Subject) -> bool:
        return self.movies[subject.media_id].monitored

    @override
    def unavailable(self, subject: Subject) -> str | None:
        movie = self.movies[subject.media_id]
        if self.json.is_available(movie):
            return None
        return f"Movie {movie.film.title} will only be considered available after its release"

    @override
    def profile_id(self, subject: Subject) -> int:
        return self.movies[subject.media_id].quality_profile_id

    @override
    def tags(self, subject: Subject) -> frozenset[int]:
        return frozenset(self.movies[subject.media_id].tags)

    @override
    def files(self, subject: Subject) -> list[MediaFile]:
        file = self.movies[subject.media_id].file
        return [file] if file else []

    @override
    def ids(self, subject: Subject) -> list[Resource]:
        return [{"movieId": subject.media_id}]

    @override
    def embedded(self, media_id: int, episode_id: int | None) -> Resource:
        movie = self.movies.get(media_id)
        return {"movie": self.json.movie(movie)} if movie else {}

    @override
    def has_file(self, row: Resource) -> bool:
        return self.movies[number(row, "movieId")].file is not None

    @override
    def search_again(self, subject: Subject) -> tuple[str, Resource]:
        return "MoviesSearch", {"movieIds": [subject.media_id]}

    @override
    def placements(
        self, subject: Subject, title: str, videos: Sequence[Path]
    ) -> list[tuple[Path, Path, Subject]]:
        folder = Path(self.movies[subject.media_id].path)
        return [(videos[0], folder / f"{safe_name(title)}{videos[0].suffix}", subject)]

    @override
    def attach(self, file: MediaFile) -> None:
        movie = self.movies[file.subject.media_id]
        if movie.file and movie.file.path != file.path:
            movie.file.path.unlink(missing_ok=True)
            self._core().state.files.pop(movie.file.id, None)
        movie.file = file

    @override
    def touched(self, subject: Subject, action: str) -> None:
        movie = self.movies.get(subject.media_id)
        if movie:
            self._core().announce("movie", action, self.json.movie(movie))

    @override
    def release_fields(self, release: Release, subject: Subject | None) -> Resource:
        return {
            "movieTitles": [release.title],
            "mappedMovieId": subject.media_id if subject else None,
            "tmdbId": release.tmdb_id or 0,
            "imdbId": 0,
            "movieRequested": subject is not None,
        }

    @override
    def parse_resource(self, title: str) -> Resource:
        read, subject = parse(title), self.match_title(title)
        if read is None:
            return {}
        return self.json.parsed(title, read, self.movies[subject.media_id] if subject else None)

    @override
    def recent(self) -> Sequence[Subject]:
        return [
            Subject(media_id=m.id)
            for m in self.movies.values()
            if m.monitored and m.file is None and self.json.is_available(m)
        ]

    @override
    def subject_of(self, media_id: int, episode_ids: Sequence[int]) -> Subject | None:
        return Subject(media_id=media_id) if media_id in self.movies else None

    @override
    def manual_fields(self, subject: Subject | None) -> Resource:
        movie = self.movies.get(subject.media_id) if subject else None
        return {"movie": self.json.movie(movie)} if movie else {}
