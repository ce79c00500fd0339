"""Movies and their files as Radarr writes them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.fakes.catalogue import Film

from .core import Core
from .covers import cover_of
from .parsing import Parsed, clean, safe_name
from .resources import Resource, number, stamp
from .state import MediaFile

if TYPE_CHECKING:
    from .movies import Movie

ENGLISH: Resource = {"id": 1, "name": "English"}


class MovieJson:
    """Turns the library of a Radarr into JSON, and judges what JSON tells: available, cutoff met."""

    def __init__(self, core: Callable[[], Core]) -> None:
        self._core = core

    def is_available(self, movie: Movie) -> bool:
        """Say whether the minimum availability is reached."""
        core = self._core()
        delay = number(core.config["indexer"], "availabilityDelay")
        return movie.film.available(movie.minimum_availability, core.now().date(), delay=delay)

    def movie(self, movie: Movie) -> Resource:
        """Return a movie of the library as JSON."""
        size = movie.file.size if movie.file else 0
        return self.lookup(movie.film, movie.id) | {
            "id": movie.id,
            "path": movie.path,
            "rootFolderPath": movie.root_folder,
            "folderName": movie.path,
            "qualityProfileId": movie.quality_profile_id,
            "hasFile": movie.file is not None,
            "movieFileId": movie.file.id if movie.file else 0,
            "movieFile": self.file(movie.file, movie) if movie.file else None,
            "monitored": movie.monitored,
            "minimumAvailability": movie.minimum_availability,
            "isAvailable": self.is_available(movie),
            "tags": list(movie.tags),
            "added": stamp(movie.added),
            "addOptions": movie.add_options,
            "sizeOnDisk": size,
            "statistics": {
                "movieFileCount": int(movie.file is not None),
                "sizeOnDisk": size,
                "releaseGroups": [movie.file.group] if movie.file and movie.file.group else [],
            },
        }

    def lookup(self, film: Film, media_id: int | None = None) -> Resource:
        """Return a film as the lookup answers it; one that is not in the library has no id."""
        core = self._core()
        today = core.now().date()
        language_ids = {"English": 1, "French": 2, "German": 4, "Italian": 5, "Japanese": 8}
        folder = folder_of(film)
        poster = f"https://images.invalid/poster/{film.tmdb_id}.jpg"
        return {
            "title": film.title,
            "originalTitle": film.original,
            "originalLanguage": {"id": language_ids.get(film.language, 21), "name": film.language},
            "alternateTitles": [
                {"sourceType": "tmdb", "movieMetadataId": film.tmdb_id, "title": title}
                for title in film.alternates
            ],
            "secondaryYear": film.secondary_year,
            "secondaryYearSourceId": 0,
            "sortTitle": clean(film.title),
            "sizeOnDisk": 0,
            "status": film.status(today),
            "overview": f"{film.title}, {film.year}, {', '.join(film.genres)}.",
            "inCinemas": f"{film.in_cinemas}T00:00:00Z",
            "digitalRelease": f"{film.digital}T00:00:00Z" if film.digital else None,
            "physicalRelease": f"{film.physical}T00:00:00Z" if film.physical else None,
            "releaseDate": f"{film.digital or film.physical or film.in_cinemas}T00:00:00Z",
            "images": [cover_of(core, poster, media_id)],
            "remotePoster": poster,
            "year": film.year,
            "studio": film.studio,
            "qualityProfileId": 0,
            "hasFile": False,
            "movieFileId": 0,
            "monitored": False,
            "minimumAvailability": "announced",
            "isAvailable": film.available("released", today),
            "folderName": "",
            "runtime": film.runtime,
            "cleanTitle": clean(film.title).replace(" ", ""),
            "imdbId": film.imdb_id,
            "tmdbId": film.tmdb_id,
            "titleSlug": str(film.tmdb_id),
            "folder": folder,
            "certification": film.certification or None,
            "genres": list(film.genres),
            "keywords": [],
            "tags": [],
            "added": "0001-01-01T00:00:00Z",
            "ratings": {
                "tmdb": {"votes": film.votes, "value": film.rating, "type": "user"},
                "imdb": {"votes": film.votes * 30, "value": film.rating, "type": "user"},
            },
            "collection": {"title": film.collection[0], "tmdbId": film.collection[1]}
            if film.collection
            else None,
            "popularity": film.popularity,
            "statistics": {"movieFileCount": 0, "sizeOnDisk": 0, "releaseGroups": []},
        }

    def file(self, file: MediaFile, movie: Movie) -> Resource:
        """Return a file as JSON."""
        core = self._core()
        return {
            "id": file.id,
            "movieId": file.subject.media_id,
            "relativePath": file.path.name,
            "path": str(file.path),
            "size": file.size,
            "dateAdded": stamp(file.added),
            "sceneName": file.source_title,
            "releaseGroup": file.group,
            "edition": "",
            "languages": [{"id": 1, "name": name} for name in file.languages],
            "quality": core.qualities.named(file.quality).model(),
            "customFormats": [],
            "customFormatScore": 0,
            "indexerFlags": 0,
            "mediaInfo": file.media_info,
            "originalFilePath": file.source_title,
            "qualityCutoffNotMet": not self.cutoff_met(movie),
        }

    def cutoff_met(self, movie: Movie) -> bool:
        """Say whether the file is as good as the profile wants."""
        core = self._core()
        profile = core.profile(movie.quality_profile_id)
        if profile is None or movie.file is None:
            return False
        weight = core.qualities.weight
        return weight(movie.file.quality) >= weight(profile.cutoff)

    def parsed(self, title: str, read: Parsed, movie: Movie | None) -> Resource:
        """Return the answer of /parse."""
        return {
            "id": 0,
            "title": title,
            "parsedMovieInfo": {
                "movieTitles": [read.title],
                "originalTitle": read.title,
                "releaseTitle": title,
                "simpleReleaseTitle": title,
                "quality": self._core().qualities.named(read.quality).model(),
                "languages": [ENGLISH],
                "releaseGroup": read.group,
                "year": read.year or 0,
                "tmdbId": 0,
                "movieTitle": read.title,
                "primaryMovieTitle": read.title,
            },
            "movie": self.movie(movie) if movie else None,
            "languages": [ENGLISH],
            "customFormats": [],
            "customFormatScore": 0,
        }


def folder_of(film: Film) -> str:
    """Return the folder name of a film."""
    return f"{safe_name(film.title)} ({film.year})"
