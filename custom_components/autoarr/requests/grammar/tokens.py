"""A sentence as words: what was typed, and what it is compared by."""

from collections.abc import Iterable, Iterator, Sequence
import re
from typing import Final, NamedTuple
import unicodedata

_WORD: Final = re.compile(r"[^\W_]+")
_OPENING: Final = "(#$.@¡¿"
_QUOTES: Final = {'"': '"', "“": "”", "„": "“”", "«": "»", "‹": "›", "'": "'", "‘": "’"}
_SIGNS: Final = {"&": "and", "+": "and"}
_DOTTED: Final = frozenset(
    {"inc", "jr", "sr", "mr", "mrs", "ms", "dr", "st", "vol", "bros", "co", "vs", "no"}
)
_QUOTE_WORDS: Final = 12
"""A quotation that does not end within so many words is an apostrophe."""


class Token(NamedTuple):
    """One word: as typed, folded (letters and digits only), and whether a pause follows."""

    raw: str
    fold: str
    pause: bool = False
    quoted: bool = False


def fold(word: str) -> str:
    """Return the letters and digits of a word, in lower case and without accents.

    An ampersand folds to "and"; a word without letters or digits to "".
    """
    if word in _SIGNS:
        return _SIGNS[word]
    if not word.isascii():
        word = "".join(
            sign
            for sign in unicodedata.normalize("NFKD", word.casefold())
            if not unicodedata.combining(sign)
        )
    return "".join(_WORD.findall(word.lower()))


def fold_phrase(text: str) -> tuple[str, ...]:
    """Return the folded words of a phrase."""
    return tuple(folded for word in text.split() if (folded := fold(word)))


def tokenise(text: str) -> list[Token]:
    """Return the words of a sentence; what has no letter or digit clings to the word before."""
    tokens: list[Token] = []
    for word in text.replace(",", ", ").replace(";", "; ").split():
        folded = fold(word)
        if folded:
            tokens.append(Token(word, folded, pause=word.endswith((",", ";"))))
        elif tokens:
            last = tokens[-1]
            pause = last.pause or word in {",", ";"}
            glue = "" if word in {",", ";"} else " "
            tokens[-1] = last._replace(raw=f"{last.raw}{glue}{word}", pause=pause)
    return _with_quotations(_joined_thousands(tokens))


def _joined_thousands(tokens: list[Token]) -> list[Token]:
    """Put "10, 000" together again: that comma is part of a number."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.raw.endswith(",")
            and last.fold.isdecimal()
            and len(last.fold) <= 3
            and len(token.fold) == 3
            and token.fold == "000"
        ):
            joined[-1] = token._replace(raw=last.raw + token.raw, fold=last.fold + token.fold)
        else:
            joined.append(token)
    return joined


def _with_quotations(tokens: list[Token]) -> list[Token]:
    """Mark the words that stand between quotation marks."""
    position = 0
    while position < len(tokens):
        closing = _QUOTES.get(tokens[position].raw[0])
        if closing is None:
            position += 1
            continue
        end = next(
            (
                index
                for index in range(position, min(len(tokens), position + _QUOTE_WORDS))
                if tokens[index]
                .raw.rstrip(".,;:!?")[1 if index == position else 0 :]
                .endswith(tuple(closing))
            ),
            None,
        )
        if end is not None:
            for index in range(position, end + 1):
                tokens[index] = tokens[index]._replace(
                    quoted=True, pause=index == end and tokens[index].pause
                )
            position = end
        position += 1
    return tokens


def spoken(tokens: Iterable[Token], *, keep_mark: bool = False) -> str:
    """Return words as the name of a title, without the punctuation around it.

    `keep_mark` leaves a closing exclamation or question mark, which some titles have.
    """
    text = " ".join(token.raw for token in tokens)
    start = next((at for at, sign in enumerate(text) if sign.isalnum() or sign in _OPENING), 0)
    end = next((at for at in range(len(text), 0, -1) if text[at - 1].isalnum()), 0)
    if start < end and text[start] == "(" and ")" not in text[start:end]:
        start += 1
    name, tail = text[start:end], text[end:]
    if keep_mark and tail[:1] in {"!", "?"}:
        return name + tail[0]
    if tail.startswith(".") and _ends_in_abbreviation(name):
        return name + "."
    if tail.startswith(")") and name.count("(") > name.count(")"):
        return name + ")"
    return name


def _ends_in_abbreviation(text: str) -> bool:
    """Say whether the full stop after this text belongs to its last word."""
    last = text.rsplit(" ", 1)[-1]
    return "." in last or fold(last) in _DOTTED


class Phrases:
    """A set of phrases that can be found at the beginning or the end of words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Fold the phrases and sort them by their first and by their last word."""
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._by_last: dict[str, list[tuple[str, ...]]] = {}
        folded = {words for phrase in phrases if (words := fold_phrase(phrase))}
        self._all = frozenset(folded)
        for words in sorted(folded, key=len, reverse=True):
            self._by_first.setdefault(words[0], []).append(words)
            self._by_last.setdefault(words[-1], []).append(words)

    @property
    def empty(self) -> bool:
        """Say whether there is no phrase."""
        return not self._all

    def __contains__(self, words: Sequence[str]) -> bool:
        """Say whether these words are one of the phrases."""
        return tuple(words) in self._all

    def lengths_at(self, folds: Sequence[str], start: int, end: int | None = None) -> Iterator[int]:
        """Yield how many words each phrase that begins at `start` has, the longest first."""
        stop = len(folds) if end is None else end
        if start < stop:
            for words in self._by_first.get(folds[start], ()):
                length = len(words)
                if start + length <= stop and tuple(folds[start : start + length]) == words:
                    yield length

    def at(self, folds: Sequence[str], start: int, end: int | None = None) -> int:
        """Return how many words the longest phrase that begins at `start` has, else 0."""
        return next(self.lengths_at(folds, start, end), 0)

    def before(self, folds: Sequence[str], end: int, start: int = 0) -> int:
        """Return how many words the longest phrase that ends before `end` has, else 0."""
        if end <= start:
            return 0
        for words in self._by_last.get(folds[end - 1], ()):
            if end - len(words) >= start and tuple(folds[end - len(words) : end]) == words:
                return len(words)
        return 0
