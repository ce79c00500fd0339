"""Titles in one spelling, and numbers as people say them."""

import unicodedata

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.requests.grammar.spoken_numbers import (
    cardinal_at,
    digits_of,
    ordinal_at,
    year_at,
)
from custom_components.autoarr.requests.grammar.tokens import fold, spoken, tokenise
from custom_components.autoarr.requests.normalise import normalise, normalise_loosely
from custom_components.autoarr.requests.titles import base_title, country_mark, shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Matrix", "matrix"),
        ("Matrix, The", "The Matrix"),
        ("Fast & Furious", "fast and furious"),
        ("Amélie", "amelie"),
        ("WALL·E", "wall e"),
        ("Ocean's Eleven", "oceans 11"),
        ("Rocky II", "Rocky 2"),
        ("S.W.A.T.", "SWAT"),
        ("Spider-Man: No Way Home", "spider man no way home"),
        ("Doctor Who", "Dr. Who"),
        ("Kramer vs. Kramer", "kramer versus kramer"),
        ("Ærø", "aero"),
        ("Your Name.", "your name"),
        ("The Lord of the Rings: Part II", "lord of the rings part two"),
    ],
)
def test_two_ways_to_write_a_title_are_one(one: str, other: str) -> None:
    """What people type, and what the catalogue has."""
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dune", "Dune 2"), ("Alien", "Aliens"), ("It", "It Chapter Two"), ("Up", "Us"), ("24", "23")],
)
def test_different_titles_stay_different(one: str, other: str) -> None:
    """Close is not the same."""
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    ("title", "base", "mark"),
    [
        ("The Office (US)", "The Office", "US"),
        ("Doctor Who (2005)", "Doctor Who", ""),
        ("House of Cards [UK]", "House of Cards", "UK"),
        ("(2012)", "(2012)", ""),
        ("1917", "1917", ""),
        ("M*A*S*H", "M*A*S*H", ""),
        ("Birdman or (The Unexpected Virtue)", "Birdman or (The Unexpected Virtue)", ""),
        ("", "", ""),
    ],
)
def test_what_a_catalogue_adds_to_a_title_is_told_from_it(title: str, base: str, mark: str) -> None:
    """A year or a country in brackets at its end."""
    assert (base_title(title), country_mark(title)) == (base, mark)


@given(st.text(max_size=400), st.integers(2, 80))
def test_what_is_shown_is_one_line_that_can_be_seen(text: str, most: int) -> None:
    """For anything a service sends; shown twice is shown once."""
    line = shown(text, most)
    assert len(line) <= most
    assert line == line.strip()
    assert not any(unicodedata.category(sign) in {"Cc", "Cs", "Co", "Zl", "Zp"} for sign in line)
    assert not {"\u202e", "\u2066", "\ufeff", "\n"} & set(line)
    assert shown(line, most) == line
    line.encode()


def test_parts_may_be_left_out() -> None:
    """People say "Dune 2" for "Dune: Part Two"."""
    assert normalise_loosely("Dune 2") == normalise_loosely("Dune: Part Two")
    assert normalise_loosely("and") == "and"


@given(st.text(max_size=60))
def test_normalising_twice_is_normalising_once(title: str) -> None:
    """And never raises."""
    once = normalise(title)
    assert normalise(once) == once
    assert isinstance(normalise_loosely(title), str)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two thousand one", 2001),
        ("two thousand and twenty one", 2021),
        ("three thousand two hundred five", 3205),
        ("one hundred and one", 101),
        ("nineteen hundred", 1900),
        ("nine hundred", 900),
        ("forty two", 42),
        ("seven", 7),
        ("12", 12),
        ("hello", None),
        ("12345", None),
        ("", None),
    ],
)
def test_whole_numbers(words: str, value: int | None) -> None:
    """In words and digits."""
    found = cardinal_at(words.split(), 0)
    assert (None if found is None else found.value) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("nineteen eighty four", 1984),
        ("twenty oh one", 2001),
        ("twenty o one", 2001),
        ("twenty oh no", None),
        ("twenty forty nine", 2049),
        ("nineteen hundred", 1900),
        ("2021", 2021),
        ("202", None),
        ("two thousand", 2000),
        ("twenty", None),
        ("", None),
    ],
)
def test_years(words: str, value: int | None) -> None:
    """As people say them."""
    found = year_at(words.split(), 0)
    assert (None if found is None else found.value) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [("second", 2), ("22nd", 22), ("twenty first", 21), ("thirtieth", 30), ("twenty", None)],
)
def test_ordinals(words: str, value: int | None) -> None:
    """In words and digits."""
    found = ordinal_at(words.split(), 0)
    assert (None if found is None else found.value) == value
    assert ordinal_at([], 0) is None


def test_runs_of_number_words() -> None:
    """Only a run that is one number becomes digits."""
    assert digits_of(["nine", "one", "one"]) == "911"
    assert digits_of(["three", "ten"]) is None
    assert digits_of(["1", "two"]) is None
    assert digits_of([]) is None


def test_words_and_their_spelling() -> None:
    """Folding, quotations, thousands, emoji and loose punctuation."""
    assert [fold(word) for word in ("Ocean's", "&", "É", "...")] == ["oceans", "and", "e", ""]
    tokens = tokenise("- add “Dune , Part Two” , 10,000 BC - now 🎬")
    assert [token.raw for token in tokens][-3:] == ["10,000", "BC -", "now 🎬"]
    assert [token.fold for token in tokens if token.quoted] == ["dune", "part", "two"]
    assert spoken(tokenise("(Dune)")) == "Dune"
    assert spoken(tokenise("Monsters, Inc.")) == "Monsters, Inc."
    assert spoken(tokenise("The End.")) == "The End"
    assert spoken(tokenise("Help!"), keep_mark=True) == "Help!"
    assert spoken([]) == ""
