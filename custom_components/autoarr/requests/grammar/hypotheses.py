"""Everything a title may be called, likeliest first."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from .naming import Name
from .spoken_numbers import digits_of, is_number_word
from .tokens import Token, spoken

MAX_TITLES: Final = 6


def titles_of(name: Name) -> tuple[str, ...]:
    """Return what the title may be called, likeliest first."""
    if not name.words:
        return ()
    tokens = name.tokens
    plain = spoken(tokens)
    marked = spoken(tokens, keep_mark=True)
    candidates = [plain]
    if marked.casefold() in name.scan.language.marked:
        candidates = [marked, plain]
    elif marked.endswith("!"):
        candidates = [plain, marked]
    digits = with_digits(tokens)
    if digits != plain:
        candidates.insert(0, digits)
    if len(tokens) > 1 and not name.scan.protected[name.words[-1]]:
        short = name.scan.language.tails.before(name.folds, len(tokens))
        if tokens[-1].fold in name.scan.language.loose_ends:
            candidates.append(spoken(tokens[: -max(1, short)]))
    candidates.extend(name.others)
    return tuple(dict.fromkeys(title for title in candidates if title))[:MAX_TITLES]


def with_digits(tokens: Sequence[Token]) -> str:
    """Return the title with the numbers that take several words written as digits."""
    written: list[str] = []
    for numeric, group in groupby(_in_number_runs(tokens), key=lambda pair: pair[0]):
        run = [token for _, token in group]
        digits = digits_of([token.fold for token in run]) if numeric and len(run) > 1 else None
        text = " ".join(token.raw for token in run)
        written.append(text if digits is None else digits + _tail(run[-1]))
    return spoken([Token(" ".join(written), "")])


def _tail(token: Token) -> str:
    """Return the punctuation behind a word."""
    return token.raw[len(token.raw.rstrip(".,;:!?")) :]


def _in_number_runs(tokens: Sequence[Token]) -> list[tuple[bool, Token]]:
    """Mark the words that are part of a spoken number, an "and" inside one too."""
    marks = [is_number_word(token.fold) for token in tokens]
    for index in range(1, len(tokens) - 1):
        inside = marks[index - 1] and marks[index + 1]
        if tokens[index].fold in {"and", "oh"} and inside:
            big = tokens[index - 1].fold in {"hundred", "thousand"}
            marks[index] = big or tokens[index].fold == "oh"
    return list(zip(marks, tokens, strict=True))
