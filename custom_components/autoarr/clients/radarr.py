"""Radarr (API v3): films."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from .models.decode import Each, as_object
from .models.radarr import Movie, NewMovie
from .models.servarr import Command, HistoryEvent, Release
from .models.servarr_files import LibraryFile
from .servarr import ServarrClient, between
from .service import ServiceKind


class RadarrClient(ServarrClient):
    """Talks to one Radarr."""

    kind: ClassVar = ServiceKind.RADARR
    media_path: ClassVar = "/movie"
    # Once in every MovieResource, at its top level only.
    media_mark: ClassVar = b'"minimumAvailability":'
    event_names: ClassVar = {
        HistoryEvent.GRABBED: "grabbed",
        HistoryEvent.IMPORTED: "downloadFolderImported",
        HistoryEvent.FAILED: "downloadFailed",
        HistoryEvent.DELETED: "movieFileDeleted",
        HistoryEvent.RENAMED: "movieFileRenamed",
        HistoryEvent.IGNORED: "downloadIgnored",
    }

    async def lookup(self, term: str) -> list[Movie]:
        """Ask Radarr's catalogue: words, `tmdb:438631` or `imdb:tt1160419`; best match first."""
        return await self._get("/movie/lookup", Each(Movie.from_json), {"term": term}, slow=True)

    async def movie(self, movie_id: int) -> Movie:
        """Return a film of the library; raises ServiceNotFound."""
        return await self._get(
            f"/movie/{movie_id}", lambda value: Movie.from_json(as_object(value))
        )

    async def movie_by_tmdb(self, tmdb_id: int) -> Movie | None:
        """Return the film with this TMDB id when it is in the library."""
        found = await self._get("/movie", Each(Movie.from_json), {"tmdbId": tmdb_id})
        return next((movie for movie in found if movie.tmdb_id == tmdb_id), None)

    async def movies(self) -> list[Movie]:
        """Return the whole library: large, not for polling."""
        return await self._get("/movie", Each(Movie.from_json), slow=True)

    async def calendar(self, start: datetime, end: datetime) -> list[Movie]:
        """Return the monitored films with a date (cinema, digital, physical) between two times (aware)."""
        return await self._get("/calendar", Each(Movie.from_json), between(start, end), slow=True)

    async def add_movie(self, movie: NewMovie) -> Movie:
        """Add a film; raises ServiceRejected with Radarr's own words, e.g. when it is already there."""
        return await self._post(
            "/movie", movie.as_json(), lambda value: Movie.from_json(as_object(value))
        )

    async def set_movie_monitored(self, movie_id: int, *, monitored: bool) -> None:
        """Let Radarr look for a film, or stop it."""
        await self._write("PUT", "/movie/editor", {"movieIds": [movie_id], "monitored": monitored})

    async def delete_movie(self, movie_id: int, *, delete_files: bool = False) -> None:
        """Remove a film from the library; its files stay unless asked otherwise."""
        await self._write(
            "DELETE",
            f"/movie/{movie_id}",
            params={"deleteFiles": delete_files, "addImportExclusion": False},
        )

    async def search_movies(self, movie_ids: Sequence[int]) -> Command:
        """Search releases of films and grab the best; goes past delay profiles and availability."""
        return await self.run_command("MoviesSearch", {"movieIds": list(movie_ids)})

    async def releases(self, movie_id: int) -> list[Release]:
        """Search the indexers live for a film (up to minutes); nothing is grabbed."""
        return await self._search_releases({"movieId": movie_id})

    async def library_file(self, file_id: int) -> LibraryFile:
        """Return a file of the library; raises ServiceNotFound."""
        return await self._get(
            f"/moviefile/{file_id}", lambda value: LibraryFile.from_json(as_object(value))
        )
