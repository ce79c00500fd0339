"""The catalogue is the judge of requests, so its titles, ids and searches have to be right."""

from datetime import date

import pytest

from tests.fakes.catalogue import Catalogue
from tests.fakes.servarr.parsing import parse

CATALOGUE = Catalogue.load()
TODAY = date(2026, 11, 23)


def test_it_is_large_enough() -> None:
    """Sixty films and thirty series at least, each with ids of its own."""
    assert len(CATALOGUE.films) >= 60
    assert len(CATALOGUE.shows) >= 30
    assert len({film.imdb_id for film in CATALOGUE.films.values()}) == len(CATALOGUE.films)
    assert len({show.imdb_id for show in CATALOGUE.shows.values()}) == len(CATALOGUE.shows)


@pytest.mark.parametrize(
    ("term", "best"),
    [
        ("dune", (438631, 2021)),
        ("dune 1984", (841, 1984)),
        ("Dune: Part Two", (693134, 2024)),
        ("it", (346364, 2017)),
        ("1917", (530915, 2019)),
        ("2012", (14161, 2009)),
        ("blade runner 2049", (335984, 2017)),
        ("season of the witch", (23047, 2011)),
        ("finding nemo", (12, 2003)),
        ("fast and the furious", (9799, 2001)),
        ("The Fast and the Furious 1954", (20174, 1954)),
        ("amelie", (194, 2001)),
        ("wall-e", (10681, 2008)),
        ("imdb:tt0133093", (603, 1999)),
    ],
)
def test_films_are_found(term: str, best: tuple[int, int]) -> None:
    """The best match comes first."""
    film = CATALOGUE.find_films(term)[0]
    assert (film.tmdb_id, film.year) == best


@pytest.mark.parametrize(
    ("term", "ids"),
    [
        ("new girl", [248682]),
        ("the office", [73244, 78107]),
        ("one piece", [81797, 392276]),
        ("doctor who", [78804, 76107]),
        ("doctor who 1963", [76107]),
        ("tvdb:81189", [81189]),
        ("nothing of the kind", []),
    ],
)
def test_series_are_found(term: str, ids: list[int]) -> None:
    """Namesakes are all there, the best known of equal matches first."""
    found = [show.tvdb_id for show in CATALOGUE.find_shows(term)]
    assert sorted(found) == sorted(ids)


def test_release_dates_make_the_status() -> None:
    """Announced, in cinemas, released; digital and physical dates where they are known."""
    status = {i: CATALOGUE.films[i].status(TODAY) for i in (1170608, 841, 438631)}
    assert status == {1170608: "announced", 841: "released", 438631: "released"}
    assert CATALOGUE.films[438631].status(date(2021, 9, 20)) == "inCinemas"


@pytest.mark.parametrize(
    ("title", "name", "year", "season", "episodes", "quality"),
    [
        ("Dune.2021.2160p.WEB-DL.x265-GRP", "Dune", 2021, None, (), "WEBDL-2160p"),
        (
            "Blade.Runner.2049.2017.1080p.BluRay-G",
            "Blade Runner 2049",
            2017,
            None,
            (),
            "Bluray-1080p",
        ),
        ("2012.2009.720p.HDTV.x264-GRP", "2012", 2009, None, (), "HDTV-720p"),
        ("New.Girl.S01E02.1080p.WEBRip-G", "New Girl", None, 1, (2,), "WEBRip-1080p"),
        ("New.Girl.S01E02E03.480p.WEB-DL-G", "New Girl", None, 1, (2, 3), "WEBDL-480p"),
        ("Doctor.Who.2005.S13.2160p.REMUX-G", "Doctor Who", 2005, 13, (), "Remux-2160p"),
    ],
)
def test_release_titles_are_read(
    title: str,
    name: str,
    year: int | None,
    season: int | None,
    episodes: tuple[int, ...],
    quality: str,
) -> None:
    """Title, year, season, episodes and quality."""
    read = parse(title)
    assert read is not None
    assert (read.title, read.year, read.season, read.episodes, read.quality) == (
        name,
        year,
        season,
        episodes,
        quality,
    )


@pytest.mark.parametrize("noise", ["xyz", "abc123def", ""])
def test_noise_is_no_release(noise: str) -> None:
    """An obfuscated name names nothing."""
    assert parse(noise) is None
