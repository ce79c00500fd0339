"""Radarr over HTTP."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from custom_components.autoarr.clients.errors import ServiceNotFound, ServiceRejected
from custom_components.autoarr.clients.models.decode import JsonObject
from custom_components.autoarr.clients.models.radarr import Movie, MovieStatus, NewMovie
from custom_components.autoarr.clients.models.servarr import Rating
from custom_components.autoarr.clients.radarr import RadarrClient

from .contract import needs_contract, operation, problems, sample
from .service import ScriptedService, fails, says

API = "/api/v3"
DUNE: JsonObject = {
    "title": "Dune",
    "originalTitle": "Dune",
    "alternateTitles": [{"title": "Dune: Part One"}, {"title": "Dune: Part One"}, {"title": ""}],
    "year": 2021,
    "secondaryYear": 2020,
    "tmdbId": 438631,
    "imdbId": "tt1160419",
    "status": "released",
    "inCinemas": "2021-09-15T00:00:00Z",
    "images": [
        {"coverType": "fanart", "remoteUrl": "https://images.example.org/f.jpg"},
        {
            "coverType": "poster",
            "url": "/MediaCover/1/poster.jpg",
            "remoteUrl": "https://images.example.org/p.jpg",
        },
    ],
    "ratings": {"imdb": {"value": 8.0, "votes": 900000, "type": "user"}, "trakt": None},
    "runtime": 155,
    "genres": ["Science Fiction", "Adventure"],
    "id": 0,
    "rootFolderPath": "",
    "added": "0001-01-01T00:00:00Z",
}


async def test_a_lookup_finds_a_film_that_is_not_in_the_library(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """Id 0 and the year 1 mean: not there."""
    service.on("GET", f"{API}/movie/lookup", says([DUNE]))
    (dune,) = await radarr.lookup("Dune & friends / 2021")
    assert service.seen[0].query == {"term": "Dune & friends / 2021"}
    assert (dune.id, dune.added, dune.root_folder_path, dune.quality_profile_id) == (None,) * 4
    assert (dune.title, dune.year, dune.secondary_year, dune.tmdb_id) == (
        "Dune",
        2021,
        2020,
        438631,
    )
    assert dune.alternate_titles == ("Dune: Part One",)
    assert dune.status is MovieStatus.RELEASED
    assert dune.poster_url == "https://images.example.org/p.jpg"
    assert dune.ratings == {"imdb": Rating(value=8.0, votes=900000)}
    assert dune.in_cinemas == datetime(2021, 9, 15, tzinfo=UTC)


def test_a_poster_without_images_is_the_remote_one() -> None:
    """Lookups of older versions have only that; no poster is none."""
    bare: JsonObject = {"title": "X", "tmdbId": 1}
    assert Movie.from_json({**bare, "remotePoster": "https://r"}).poster_url == "https://r"
    assert Movie.from_json(bare).poster_url is None
    assert Movie.from_json(bare).ratings == {}
    assert Movie.from_json(bare).original_title == "X"


async def test_a_film_is_read_by_id(radarr: RadarrClient, service: ScriptedService) -> None:
    """One that is gone is not found."""
    service.on(
        "GET", f"{API}/movie/12", says({**DUNE, "id": 12, "hasFile": True, "monitored": True})
    )
    film = await radarr.movie(12)
    assert (film.id, film.has_file, film.monitored) == (12, True, True)
    with pytest.raises(ServiceNotFound):
        await radarr.movie(13)


async def test_a_film_is_found_by_tmdb_id(radarr: RadarrClient, service: ScriptedService) -> None:
    """Only the film with exactly this id counts."""
    service.on("GET", f"{API}/movie", says([{**DUNE, "id": 12}]))
    found = await radarr.movie_by_tmdb(438631)
    assert found is not None
    assert found.id == 12
    assert await radarr.movie_by_tmdb(1) is None
    assert service.seen[0].query == {"tmdbId": "438631"}
    assert len(await radarr.movies()) == 1


NEW = NewMovie(
    tmdb_id=438631,
    title="Dune",
    year=2021,
    quality_profile_id=4,
    root_folder_path="/movies",
    tags=(3,),
    minimum_availability=MovieStatus.IN_CINEMAS,
)


async def test_a_film_is_added_with_a_search(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """The search goes through the add options, which respect delay and availability."""
    service.on("POST", f"{API}/movie", says({**DUNE, "id": 12}, status=201))
    assert (await radarr.add_movie(NEW)).id == 12
    assert service.seen[0].json == {
        "tmdbId": 438631,
        "title": "Dune",
        "year": 2021,
        "qualityProfileId": 4,
        "rootFolderPath": "/movies",
        "minimumAvailability": "inCinemas",
        "tags": [3],
        "monitored": True,
        "addOptions": {"monitor": "movieOnly", "searchForMovie": True, "addMethod": "manual"},
    }


async def test_a_film_that_is_there_already_is_rejected_with_the_reason(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """Two people asked at once."""
    service.on(
        "POST",
        f"{API}/movie",
        says(
            [{"propertyName": "TmdbId", "errorMessage": "This movie has already been added"}],
            status=400,
        ),
    )
    with pytest.raises(ServiceRejected, match="already been added") as error:
        await radarr.add_movie(NEW)
    assert error.value.fields == (("TmdbId", "This movie has already been added"),)


async def test_films_are_monitored_searched_and_deleted(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """With the bodies Radarr takes."""
    service.on("PUT", f"{API}/movie/editor", says([], status=202))
    service.on(
        "POST", f"{API}/command", says({"id": 5, "name": "MoviesSearch", "status": "queued"})
    )
    service.on("DELETE", f"{API}/movie/12", fails(200))
    await radarr.set_movie_monitored(12, monitored=False)
    assert (await radarr.search_movies([12])).id == 5
    await radarr.delete_movie(12)
    assert service.seen[0].json == {"movieIds": [12], "monitored": False}
    assert service.seen[1].json == {"name": "MoviesSearch", "movieIds": [12]}
    assert service.seen[2].query == {"deleteFiles": "false", "addImportExclusion": "false"}


async def test_releases_are_searched_live_and_once(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """A search costs indexer hits: it is not repeated."""
    service.on("GET", f"{API}/release", fails(500))
    with pytest.raises(Exception, match="500"):
        await radarr.releases(12)
    assert len(service.seen) == 1


@needs_contract
async def test_answers_and_bodies_keep_to_the_specification(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """Radarr's own."""
    app = "radarr-v3"
    service.on("GET", f"{API}/movie/lookup", says([sample(app, "MovieResource")]))
    (film,) = await radarr.lookup("x")
    assert (film.id, film.tmdb_id, film.status, film.size_on_disk) == (7, 7, MovieStatus.DELETED, 7)
    service.on("GET", f"{API}/release", says([sample(app, "ReleaseResource")]))
    (release,) = await radarr.releases(7)
    assert (release.guid, release.resolution, release.media_id) == ("text", 7, 7)
    service.on("GET", f"{API}/parse", says(sample(app, "ParseResource")))
    assert (await radarr.parse_title("x")).media_id == 7
    service.on("POST", f"{API}/movie", says(sample(app, "MovieResource")))
    service.on("PUT", f"{API}/movie/editor", fails(202))
    await radarr.add_movie(NEW)
    assert problems(app, "MovieResource", service.seen[-1].json) == []
    await radarr.set_movie_monitored(7, monitored=True)
    assert problems(app, "MovieEditorResource", service.seen[-1].json) == []


@needs_contract
async def test_the_calendar_is_asked_for_a_span_in_utc(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """Films as the library has them, within the parameters that Radarr documents."""
    service.on("GET", f"{API}/calendar", says([sample("radarr-v3", "MovieResource")]))
    zone = timezone(timedelta(hours=2))

    (film,) = await radarr.calendar(
        datetime(2026, 5, 1, tzinfo=zone), datetime(2026, 6, 1, tzinfo=UTC)
    )

    assert film.in_cinemas is not None
    documented = operation("radarr-v3", "GET", f"{API}/calendar")["parameters"]
    assert service.seen[0].query == {"start": "2026-04-30T22:00:00Z", "end": "2026-06-01T00:00:00Z"}
    assert service.seen[0].query.keys() <= {parameter["name"] for parameter in documented}
