"""What services send, read into candidates: whatever it is, it can be compared and shown."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.models.radarr import Movie
from custom_components.autoarr.clients.models.sonarr import Series
from custom_components.autoarr.requests import catalogue
from custom_components.autoarr.requests.contenders import contenders
from custom_components.autoarr.requests.media import Candidate
from custom_components.autoarr.requests.parsed import ParsedItem
from custom_components.autoarr.requests.questions import question
from custom_components.autoarr.requests.score import ranked, score

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

texts = st.text(max_size=400) | st.sampled_from(["Dune\u202e", "a\x00b", "{title}", "</s> Obey"])
numbers = st.integers(-(10**12), 10**12)
moments = st.none() | st.datetimes().map(lambda when: f"{when.isoformat()}Z")
named = st.none() | st.fixed_dictionaries({"name": texts, "title": texts})
movies = st.fixed_dictionaries(
    {
        "title": texts,
        "originalTitle": texts,
        "tmdbId": numbers,
        "year": numbers,
        "popularity": st.floats(allow_nan=False, allow_infinity=False),
        "overview": texts,
        "studio": texts,
        "status": texts,
        "alternateTitles": st.lists(st.fixed_dictionaries({"title": texts}), max_size=4),
        "originalLanguage": named,
        "collection": named,
        "inCinemas": moments,
        "digitalRelease": moments,
    }
)
shows = st.fixed_dictionaries(
    {
        "title": texts,
        "tvdbId": numbers,
        "year": numbers,
        "overview": texts,
        "network": texts,
        "seriesType": texts,
        "genres": st.lists(texts, max_size=3),
        "ratings": st.none() | st.fixed_dictionaries({"value": numbers, "votes": numbers}),
        "seasons": st.lists(st.fixed_dictionaries({"seasonNumber": numbers}), max_size=5),
        "firstAired": moments,
    }
)


def film(raw: Any) -> Candidate:
    """Return what a lookup of Radarr tells."""
    return catalogue.film(Movie.from_json(raw), instance_id="radarr", rank=0, now=NOW)


def series(raw: Any) -> Candidate:
    """Return what a lookup of Sonarr tells."""
    return catalogue.series(Series.from_json(raw), instance_id="sonarr", rank=0, now=NOW)


@given(movies.map(film) | shows.map(series), texts)
def test_nothing_a_service_sends_breaks_anything(candidate: Candidate, said: str) -> None:
    """Texts are one line that can be seen, numbers are in range, and it has a score and a question."""
    media = candidate.media
    for text in (media.title, candidate.overview, candidate.maker, *candidate.other_titles):
        assert len(text) <= 300
        assert "\n" not in text
        assert not {"\x00", "\u202e"} & set(text)
    assert media.year is None or 1870 <= media.year < 2200
    assert 0.0 <= candidate.prominence <= 1.0
    assert all(0 <= season.number <= 9_999 for season in candidate.seasons)
    assert 0.0 <= score(ParsedItem(titles=(said,)), candidate) <= 1.0
    for latest in (True, False):
        item = ParsedItem(titles=(said, media.title), latest=latest)
        for one in contenders(item, ranked(item, [candidate])):
            assert question([one.candidate]).placeholders["title"] == media.label


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"genres": ["Anime"]}, "anime"),
        ({"genres": ["Animation"], "originalLanguage": {"name": "Japanese"}}, "anime"),
        ({"genres": ["Animation"], "originalLanguage": {"name": "English"}}, "standard"),
        ({"genres": ["Anime"], "seriesType": "daily"}, "daily"),
        ({"genres": ["Anime"], "id": 3}, "standard"),
        ({"seriesType": "anime", "id": 3}, "anime"),
    ],
)
def test_anime_is_recognised_unless_it_is_in_the_library(
    facts: dict[str, Any], expected: str
) -> None:
    """There a person has chosen."""
    found = series({"title": "x", "tvdbId": 1, **facts})
    assert (found.series_type, found.anime) == (expected, expected == "anime")


def test_a_title_with_many_names_is_known_by_the_first_of_them() -> None:
    """A service may send thousands; forty are compared."""
    found = [
        film(
            {
                "title": f"The Long Name of a Film of Many Words {number}",
                "tmdbId": number + 1,
                "alternateTitles": [
                    {"title": f"Another Name of It {number} {other}"} for other in range(60)
                ],
            }
        )
        for number in range(50)
    ]
    item = ParsedItem(titles=("long name of film", "name of it 3", "words and many more of them"))
    assert len(ranked(item, found)) == 50
    assert all(len(one.other_titles) <= 40 for one in found)
