"""Byte-pair encoding: nothing of a text is lost, and merges come in order of frequency."""

from hypothesis import given, strategies as st

from models.bytepairs import BYTE_LETTERS, learn_merges, letters, merged, pieces
from models.learn import texts


def test_every_byte_has_a_letter_of_its_own_that_can_be_printed() -> None:
    """Vocabularies are lists of printable words, merges are parted by a space."""
    assert len(set(BYTE_LETTERS)) == 256
    assert all(letter.isprintable() and not letter.isspace() for letter in BYTE_LETTERS)


@given(st.text())
def test_a_text_is_the_sum_of_its_pieces(text: str) -> None:
    """No character is lost between two pieces."""
    assert "".join(pieces(text)) == text


@given(st.text())
def test_letters_hold_the_bytes_of_the_text(text: str) -> None:
    """Each byte can be read back from its letter."""
    assert bytes(map(BYTE_LETTERS.index, letters(text))).decode() == text


def test_pieces_are_those_of_qwen() -> None:
    """A space goes to the word behind it, digits stay single, line ends stay with punctuation."""
    assert list(pieces("It's 1080p,  isn't\nit?\n")) == [
        "It", "'s", " ", "1", "0", "8", "0", "p", ",", " ", " isn", "'t", "\n", "it", "?\n",
    ]  # fmt: skip


def test_the_most_frequent_pair_is_merged_first_and_a_merge_can_be_merged_again() -> None:
    """`lo` is in five words, `low` in four, `er` in two."""
    words = ["low"] * 3 + ["lower", "lot", "her"]
    assert learn_merges(words, 3) == [("l", "o"), ("lo", "w"), ("e", "r")]


def test_what_appears_once_is_not_worth_a_merge() -> None:
    """The merges end before the number asked for."""
    assert learn_merges(["ab"], 10) == []


def test_overlapping_pairs_are_merged_from_the_left() -> None:
    """Three in a row make one pair and one left over."""
    assert merged(["a", "a", "a", "b"], ("a", "a")) == ["aa", "a", "b"]


@given(st.lists(st.text("abc", max_size=12), max_size=20))
def test_the_order_of_the_texts_does_not_matter(words: list[str]) -> None:
    """Only how often a word appears counts."""
    assert learn_merges(words, 20) == learn_merges(reversed(words), 20)


def test_the_sources_are_english_of_this_repository() -> None:
    """There is enough to learn from."""
    assert sum(len(text) for text in texts()) > 500_000
