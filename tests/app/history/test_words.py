"""Words of events and of searches are cut alike, and SQLite takes each for one word."""

import sqlite3

from hypothesis import given, strategies as st
import pytest

from autoarr_app.history.words import (
    STRAY_MARK,
    WORD_CHARS,
    correlation_mark,
    facet_mark,
    indexed,
    name_mark,
    quoted,
    words,
)

NO_SURROGATES = st.characters(exclude_categories=["Cs"])


@given(st.text(NO_SURROGATES, max_size=80))
def test_a_word_is_its_own_only_word(text: str) -> None:
    """Cutting again changes nothing, so that what was stored is what is asked for."""
    for word in words(text):
        assert words(word) == [word]
        assert 0 < len(word) <= WORD_CHARS


@given(st.text(NO_SURROGATES, min_size=1, max_size=80), st.integers(0, 2**33))
def test_sqlite_sees_each_word_and_each_mark_as_one(text: str, number: int) -> None:
    """Two parts of a word would be a phrase, which this index cannot look for."""
    marks = [facet_mark(number), name_mark("kind", text), correlation_mark(text), STRAY_MARK]
    stored = " ".join([*marks, indexed([text])])
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE s USING fts5(words, content='', detail=none, tokenize='ascii')"
    )
    connection.execute("INSERT INTO s (rowid, words) VALUES (1, ?)", (stored,))
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(s, row)")
    seen = {term for (term,) in connection.execute("SELECT term FROM v")}
    assert seen == {*marks, *words(text)}
    for word in words(text):
        found = connection.execute("SELECT count(*) FROM s WHERE s MATCH ?", (quoted(word),))
        assert found.fetchone() == (1,)
    connection.close()


@given(st.lists(st.integers(0, 2**40), min_size=2, max_size=2, unique=True))
def test_facets_have_marks_of_their_own(numbers: list[int]) -> None:
    """No two facets are found for each other."""
    one, other = numbers
    assert facet_mark(one) != facet_mark(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dune.Part.Two.2024-GRP", ["dune", "part", "two", "2024", "grp"]),
        ("it's", ["it", "s"]),
        ("Amélie ÅNGSTRÖM", ["amelie", "angstrom"]),
        ("Straße, Łódź", ["strasse", "lodz"]),
        ("İstanbul", ["istanbul"]),
        ("ｆｕｌｌ ①", ["full", "1"]),
        ("snake_case", ["snake", "case"]),
        ("Ünder_score", ["under", "score"]),
        ("", []),
    ],
)
def test_words_of_people(text: str, found: list[str]) -> None:
    """Small letters, no accents, nothing but letters and digits."""
    assert words(text) == found
