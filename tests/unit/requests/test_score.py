"""How well candidates fit."""

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.requests.media import Candidate, MediaRef
from custom_components.autoarr.requests.parsed import MediaType, ParsedItem
from custom_components.autoarr.requests.questions import question
from custom_components.autoarr.requests.score import (
    CLEAR,
    FOUND,
    MAX_CHOICES,
    contenders,
    is_clear,
    ranked,
    score,
)


def film(title: str, year: int | None = 2000, **facts: object) -> Candidate:
    """Return a film that a lookup found."""
    key = abs(hash((title, year))) % 100_000 + 1
    media = MediaRef(media_type=MediaType.MOVIE, title=title, year=year, tmdb_id=key)
    return Candidate(media=media, instance_id="radarr", rank=0, **facts)  # type: ignore[arg-type]


def series(title: str, year: int | None = 2000, **facts: object) -> Candidate:
    """Return a series that a lookup found."""
    key = abs(hash((title, year))) % 100_000 + 1
    media = MediaRef(media_type=MediaType.TV, title=title, year=year, tvdb_id=key)
    return Candidate(media=media, instance_id="sonarr", rank=0, **facts)  # type: ignore[arg-type]


def said(*titles: str, **facts: object) -> ParsedItem:
    """Return what was said."""
    return ParsedItem(titles=titles, **facts)  # type: ignore[arg-type]


def names(item: ParsedItem, *candidates: Candidate) -> list[str]:
    """Return the labels of those that may be meant."""
    return [one.candidate.media.label for one in contenders(item, ranked(item, candidates))]


def test_the_same_name_and_year_is_the_one() -> None:
    """Of two Dunes."""
    found = (film("Dune", 1984), film("Dune", 2021), film("Dune: Part Two", 2024))
    assert names(said("Dune", year=2021), *found) == ["Dune (2021)"]
    assert score(said("Dune", year=2021), found[1]) == 1.0


def test_the_same_name_is_a_tie() -> None:
    """Only what is called exactly so; the better known first."""
    found = (film("Dune", 1984, prominence=0.5), film("Dune", 2021, prominence=0.9))
    assert names(said("Dune"), *found, film("Dune: Part Two", 2024)) == [
        "Dune (2021)",
        "Dune (1984)",
    ]


def test_an_obscure_namesake_is_not_worth_a_question() -> None:
    """Unless its year is said."""
    found = (film("Dune", 1973, prominence=0.1), film("Dune", 2021, prominence=0.9))
    assert names(said("Dune"), *found) == ["Dune (2021)"]
    assert names(said("Dune", year=1973), *found) == ["Dune (1973)"]


def test_film_or_series_is_a_tie_unless_said() -> None:
    """Fargo is both."""
    both = (film("Fargo", 1996), series("Fargo", 2014))
    assert len(names(said("Fargo"), *both)) == 2
    assert names(said("Fargo", media_type=MediaType.TV), *both) == ["Fargo (2014)"]


def test_the_newest_comes_first_when_asked_for() -> None:
    """Released before not released."""
    found = (
        film("Superman", 1978),
        film("Superman", 2025),
        film("Superman", 2027, released=False),
    )
    assert names(said("Superman", latest=True), *found) == [
        "Superman (2025)",
        "Superman (1978)",
        "Superman (2027)",
    ]


@pytest.mark.parametrize(
    ("title", "year", "candidate"),
    [
        ("dune part two", None, film("Dune: Part Two")),
        ("dune 2", None, film("Dune: Part Two")),
        ("oceans 11", None, film("Ocean's Eleven")),
        ("spirited away", None, film("千と千尋の神隠し", other_titles=("Spirited Away",))),
        ("Solaris", 2001, film("Solaris", 2002)),
        ("Le Mans", 1971, film("Le Mans", 1972, other_years=(1971,))),
        ("Wonder Woman 1984", 1984, film("Wonder Woman 1984", 2020)),
        ("inseption", None, film("Inception")),
    ],
)
def test_close_enough_is_clear(title: str, year: int | None, candidate: Candidate) -> None:
    """Spelling, other names, a year off by one."""
    assert score(said(title, year=year), candidate) >= CLEAR


@pytest.mark.parametrize(
    ("title", "year", "candidate"),
    [
        ("Dune", 2021, film("Dune", 1984)),
        ("It", None, film("It Chapter Two")),
        ("Harry Potter", None, film("Harry Potter and the Goblet of Fire")),
        ("Toy Story 3", None, film("Toy Story 2")),
        ("Dune", 2021, film("Dune", None)),
        ("!!!", None, film("Dune")),
        ("Something Else", None, film("Dune")),
    ],
)
def test_not_close_enough_is_not_clear(title: str, year: int | None, candidate: Candidate) -> None:
    """Another film, or perhaps another."""
    assert score(said(title, year=year), candidate) < CLEAR


def test_the_exact_title_beats_a_similar_one() -> None:
    """Alien is not Aliens, and The Batman is not Batman."""
    assert names(said("Alien"), film("Alien"), film("Aliens")) == ["Alien (2000)"]
    batmen = (film("Batman", 1989), film("The Batman", 2022))
    assert names(said("the batman"), *batmen) == ["The Batman (2022)"]
    assert len(names(said("batman"), *batmen)) == 2


def test_a_series_of_films_is_a_question() -> None:
    """Many begin with "Harry Potter"."""
    found = [
        film(f"Harry Potter and the {thing}")
        for thing in ["Abc", "Bcd", "Cde", "Def", "Efg", "Fgh"]
    ]
    item = said("Harry Potter")
    close = contenders(item, ranked(item, found))
    assert len(close) == MAX_CHOICES
    assert not is_clear(close)
    assert all(FOUND <= one.score < CLEAR for one in close)


def test_nothing_said_and_nothing_found() -> None:
    """Both are nothing."""
    assert contenders(said("Dune"), []) == []
    assert score(said(), film("Dune")) == 0.0


@given(
    st.lists(st.text(max_size=20), max_size=3),
    st.text(max_size=20),
    st.none() | st.integers(1900, 2030),
    st.none() | st.integers(1900, 2030),
    st.sampled_from(MediaType),
)
def test_scores_are_between_nothing_and_all(
    titles: list[str], title: str, year: int | None, other: int | None, kind: MediaType
) -> None:
    """For any words and any catalogue."""
    item = ParsedItem(titles=tuple(titles), year=year, media_type=kind)
    assert 0.0 <= score(item, film(title, other)) <= 1.0


def test_questions_name_the_difference_that_matters() -> None:
    """Year, kind or title."""

    def ask(*found: Candidate) -> tuple[str, dict[str, str]]:
        note = question([one.media for one in found])
        return note.key, dict(note.placeholders)

    assert ask(film("It", 1990), film("It", 2017)) == (
        "which_year_two",
        {"title": "It", "first": "1990", "second": "2017"},
    )
    assert ask(film("It", 1990), film("It", 2017), film("It", 1927)) == (
        "which_year",
        {"title": "It", "options": "1990, 2017, 1927"},
    )
    assert ask(series("Fargo", 2014), film("Fargo", 1996)) == (
        "film_or_series",
        {"film": "Fargo (1996)", "series": "Fargo (2014)"},
    )
    assert ask(film("A", 1), film("B", 2))[0] == "which_title_two"
    assert ask(film("A", 1), film("B", 2), series("C", 3))[0] == "which_title"
    assert ask(film("A", None), film("A", 2), film("A", 3))[0] == "which_title"
    assert ask(film("A", 1)) == ("did_you_mean", {"title": "A (1)"})
