"""A sentence as words: what was typed, and what it is compared by."""

from collections.abc import Iterable
from functools import lru_cache
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
_ELIDED: Final = re.compile(
    r"([^\w\s]*(?:l|d|qu|j|s|n|c|m|t|jusqu|lorsqu|puisqu)['’])(\w.+)", re.IGNORECASE | re.DOTALL
)
_COMPOUND: Final = re.compile(
    r"(\S*\w)-((?:film|filme|films|trilogie|serie|series|reihe|saga|reeks|movie|special|specials)\W*)",
    re.IGNORECASE,
)
_QUOTE_WORDS: Final = 12
"""A quotation that does not end within so many words is an apostrophe."""


class Token(NamedTuple):
    """One word: as typed, folded (letters and digits only), and whether a pause follows.

    `glued` words are written to the word before, as in "l'avventura".
    """

    raw: str
    fold: str
    pause: bool = False
    quoted: bool = False
    glued: bool = False


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
    if text.isascii() and text.replace(" ", "").isalnum():
        return tuple(text.lower().split())
    return tuple(folded for word in text.split() for folded in _folds(word))


@lru_cache(maxsize=4096)
def _folds(word: str) -> tuple[str, ...]:
    """Return the folded parts of a word of the tables, where the same ones come again and again."""
    return tuple(folded for part in _apart(word) if (folded := fold(part)))


def _apart(word: str) -> tuple[str, ...]:
    """Return a word, what is only written to it as words of their own: "d'amélie", "Dune-Film"."""
    if "-" in word:
        match = _COMPOUND.fullmatch(word)
        if match is not None:
            return (match[1], match[2])
    if "'" not in word and "’" not in word:
        return (word,)
    match = _ELIDED.fullmatch(word)
    return (word,) if match is None else (match[1], match[2])


def tokenise(text: str) -> list[Token]:
    """Return the words of a sentence; what has no letter or digit clings to the word before."""
    tokens: list[Token] = []
    for parts in map(_apart, text.replace(",", ", ").replace(";", "; ").split()):
        word = parts[-1]
        elided = len(parts) > 1 and parts[0].endswith(("'", "’"))
        if len(parts) > 1:
            tokens.append(Token(parts[0], fold(parts[0])))
        folded = fold(word)
        if folded:
            pause = word.endswith((",", ";"))
            tokens.append(Token(word, folded, pause=pause, glued=elided))
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
    text = written(tokens)
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


def written(tokens: Iterable[Token]) -> str:
    """Return words as they were typed."""
    return "".join(
        token.raw if token.glued or not index else f" {token.raw}"
        for index, token in enumerate(tokens)
    )


def _ends_in_abbreviation(text: str) -> bool:
    """Say whether the full stop after this text belongs to its last word."""
    last = text.rsplit(" ", 1)[-1]
    return "." in last or fold(last) in _DOTTED
