"""How well candidates fit, and which of them may be meant."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import assume, given, strategies as st
import pytest

from custom_components.autoarr.requests.contenders import MAX_CHOICES, contenders
from custom_components.autoarr.requests.media import Candidate, MediaRef, Note, SeasonFact
from custom_components.autoarr.requests.parsed import MediaType, ParsedItem
from custom_components.autoarr.requests.questions import question
from custom_components.autoarr.requests.score import CLEAR, FOUND, is_clear, ranked, score


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


def test_the_newest_that_is_out_is_the_latest() -> None:
    """What nobody could see yet is not what people speak of, unless there is nothing else."""
    found = (
        film("Superman", 1978),
        film("Superman", 2025),
        film("Superman", 2027, released=False, out=False),
    )
    assert names(said("Superman", latest=True), *found) == ["Superman (2025)"]
    assert names(said("Superman", latest=True), found[2]) == ["Superman (2027)"]
    coming = [film("Toy", year, out=False, in_cinemas=date(year, 6, 1)) for year in (2029, 2028)]
    assert names(said("Toy", latest=True), *coming) == ["Toy (2028)"]


def test_the_latest_of_a_series_of_films_may_be_called_otherwise() -> None:
    """The new Dune movie is Part Two; a subtitle, a number or the collection tells."""
    dunes = (
        film("Dune", 1984, prominence=0.6),
        film("Dune", 2021, prominence=0.9),
        film("Dune: Part Two", 2024, prominence=0.9),
        film("Dune: Part Three", 2026, prominence=0.7, out=False),
        film("Dune Drifter", 2025, prominence=0.8),
        film("Dune: A Fan's Film", 2025, prominence=0.2),
    )
    assert names(said("Dune", latest=True), *dunes) == ["Dune: Part Two (2024)"]
    assert is_clear(contenders(said("Dune", latest=True), ranked(said("Dune", latest=True), dunes)))

    rocky = (film("Rocky", 1976), film("Rocky Balboa", 2006, family="Rocky Collection"))
    assert names(said("Rocky", latest=True), *rocky) == ["Rocky Balboa (2006)"]
    matrix = (
        film("The Matrix", 1999, family="Those Films"),
        film("The Matrix Resurrections", 2021, family="Those Films"),
    )
    assert names(said("The Matrix", latest=True), *matrix) == ["The Matrix Resurrections (2021)"]
    gladiator = (film("Gladiator", 2000), film("Gladiator II", 2024))
    assert names(said("Gladiator", latest=True), *gladiator) == ["Gladiator II (2024)"]
    assert names(said("It", latest=True), film("It", 2017), film("It Ends with Us", 2024)) == [
        "It (2017)"
    ]


def test_the_latest_may_be_a_film_or_a_series() -> None:
    """Then the person is asked; a year or the kind decides."""
    both = (film("Fargo", 1996), series("Fargo", 2014))
    assert names(said("Fargo", latest=True), *both) == ["Fargo (1996)", "Fargo (2014)"]
    tv = said("Fargo", latest=True, media_type=MediaType.TV)
    assert names(tv, *both) == ["Fargo (2014)"]
    assert names(said("Fargo", latest=True, year=1996), *both) == ["Fargo (1996)"]


def seasons(*numbers: int) -> tuple[SeasonFact, ...]:
    """Return seasons of a series."""
    return tuple(SeasonFact(number=number) for number in numbers)


def test_the_year_or_country_that_a_catalogue_adds_is_no_part_of_the_name() -> None:
    """The Office is both; a series that lacks the season asked for is not meant."""
    both = (
        series("The Office (US)", 2005, seasons=seasons(0, 1, 2, 3), prominence=0.9),
        series("The Office (UK)", 2001, seasons=seasons(1, 2), prominence=0.7),
    )
    assert len(names(said("the office"), *both)) == 2
    assert score(said("the office"), both[0]) == 1.0
    assert names(said("the office", seasons=(3,)), *both) == ["The Office (US) (2005)"]
    assert names(said("the office", seasons=(0,)), *both) == ["The Office (US) (2005)"]
    assert len(names(said("the office", seasons=(9,)), *both)) == 2
    assert names(said("Doctor Who"), series("Doctor Who (2005)", 2005)) == ["Doctor Who (2005)"]


def test_more_of_a_series_is_of_the_one_that_is_there() -> None:
    """Nobody else's season three is meant."""
    both = (
        series("Doctor Who", 1963, prominence=0.6),
        series("Doctor Who (2005)", 2005, media_id=3, prominence=0.8),
    )
    assert len(names(said("Doctor Who"), *both)) == 2
    assert names(said("Doctor Who", seasons=(3,)), *both) == ["Doctor Who (2005)"]


def test_a_film_has_no_seasons() -> None:
    """Where both are called so, the series is meant."""
    both = (film("Fargo", 1996), series("Fargo", 2014, seasons=seasons(1, 2)))
    assert names(said("Fargo", seasons=(2,)), *both) == ["Fargo (2014)"]


def test_an_alternate_name_counts_only_for_what_is_as_well_known() -> None:
    """Every word is the alternate name of some film."""
    own = film("Heat", 1995, prominence=0.8)
    other = film("Brennende Stadt", 1972, prominence=0.3, other_titles=("Heat",))
    rival = film("Große Hitze", 1990, prominence=0.8, other_titles=("Heat",))
    assert names(said("Heat"), own, other) == ["Heat (1995)"]
    assert len(names(said("Heat"), own, other, rival)) == 2


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


words = st.text(max_size=20) | st.sampled_from(["Dune", "Dune: Part Two", "The Office", "it"])
years = st.none() | st.integers(1900, 2030)
items = st.builds(
    ParsedItem,
    titles=st.lists(words, max_size=3).map(tuple),
    year=years,
    media_type=st.sampled_from(MediaType),
    seasons=st.lists(st.integers(0, 9), max_size=2).map(tuple),
    latest=st.booleans(),
    all_seasons=st.booleans(),
)


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    """Return anything that a lookup may return."""
    make = draw(st.sampled_from([film, series]))
    return make(
        draw(words),
        draw(years),
        other_titles=tuple(draw(st.lists(words, max_size=3))),
        prominence=draw(st.floats(0, 1)),
        out=draw(st.booleans()),
        family=draw(words),
        media_id=draw(st.none() | st.integers(1, 9)),
        seasons=seasons(*draw(st.lists(st.integers(0, 9), max_size=3, unique=True))),
    )


@given(items, candidates())
def test_scores_are_between_nothing_and_all(item: ParsedItem, candidate: Candidate) -> None:
    """For any words and any catalogue."""
    assert 0.0 <= score(item, candidate) <= 1.0


@given(items, candidates(), st.integers(1900, 2030))
def test_the_right_year_never_scores_less_than_a_wrong_one(
    item: ParsedItem, candidate: Candidate, wrong: int
) -> None:
    """And the farther off, the less."""
    year = candidate.media.year
    assume(year is not None and year != wrong)
    assume(not any(title.rstrip(" )").endswith(str(wrong)) for title in item.titles))
    right = score(replace(item, year=year), candidate)
    off = score(replace(item, year=wrong), candidate)
    far = score(replace(item, year=2200), candidate)
    assert right >= off >= far


@given(items, st.lists(candidates(), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_a_catalogue_makes_no_difference(
    item: ParsedItem, found: list[Candidate], chance: Random
) -> None:
    """Nor does it raise, whatever it holds; at most a handful is left, all of them found."""
    unique = list({one.media.key: one for one in found}.values())
    mixed = list(unique)
    chance.shuffle(mixed)
    close = contenders(item, ranked(item, unique))
    assert close == contenders(item, ranked(item, mixed))
    assert len(close) <= MAX_CHOICES
    assert all(one.score >= FOUND and one.candidate in unique for one in close)
    keys = [one.candidate.media.key for one in close]
    assert len(set(keys)) == len(keys)
    if close:
        question([one.candidate for one in close])


def test_questions_name_the_difference_that_matters() -> None:
    """Year, kind or title."""

    def ask(*found: Candidate) -> tuple[str, dict[str, str]]:
        note = question(found)
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
    assert ask(series("The Office (US)", 2005), series("The Office (UK)", 2001)) == (
        "which_one_two",
        {"title": "The Office", "first": "US (2005)", "second": "UK (2001)"},
    )
    assert ask(series("Doctor Who", 1963), series("Doctor Who (2005)", 2005)) == (
        "which_year_two",
        {"title": "Doctor Who", "first": "1963", "second": "2005"},
    )


@pytest.mark.parametrize(
    ("facts", "first", "second"),
    [
        ({"maker": ("FOX", "Netflix"), "language": ("English", "Thai")}, "FOX", "Netflix"),
        ({"maker": ("FOX", "FOX"), "language": ("English", "Thai")}, "English", "Thai"),
        ({"overview": ("A dog.", "A cat.")}, "A dog.", "A cat."),
    ],
)
def test_what_has_one_name_and_year_differs_in_something_else(
    facts: dict[str, tuple[object, object]], first: str, second: str
) -> None:
    """Who made it, its language, or what it is about."""
    one, other = (
        film("Twins", 2000, **{name: pair[at] for name, pair in facts.items()}) for at in (0, 1)
    )
    filled = {"title": "Twins", "first": first, "second": second}
    assert question([one, other]) == Note(key="which_one_two", placeholders=filled)


def test_the_batman_is_no_batman_of_another_year() -> None:
    """Names that differ in an article are said in full."""
    note = question([film("The Batman", 2022), film("Batman", 1989)])
    assert note.placeholders == {"first": "The Batman (2022)", "second": "Batman (1989)"}


def test_what_nothing_tells_apart_is_asked_by_name() -> None:
    """Labels that appear twice carry what is known."""
    note = question([film("A"), film("A"), film("A", maker="FOX")])
    assert note.placeholders == {"options": "A (2000), A (2000), A (2000), FOX"}
