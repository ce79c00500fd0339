"""Everything a title may be called, likeliest first."""

from collections.abc import Sequence
from typing import Final

from .names import Name
from .numbers import Run
from .tokens import Token, spoken

MAX_TITLES: Final = 6


def titles_of(name: Name) -> tuple[str, ...]:
    """Return what the title may be called, likeliest first."""
    if not name.words:
        return ()
    tokens = name.tokens
    plain = spoken(tokens)
    marked = spoken(tokens, keep_mark=True)
    candidates = [f"{name.article} {plain}", plain] if name.article else [plain]
    if marked.casefold() in name.scan.language.marked:
        candidates = [marked, plain]
    elif marked.endswith("!"):
        candidates = [plain, marked]
    digits = _in_digits(name)
    if digits is not None:
        title, sure = digits
        candidates.insert(0 if sure else len(candidates), title)
    if len(tokens) > 1 and not name.scan.protected[name.words[-1]]:
        short = name.scan.language.tails.before(name.folds, len(tokens))
        if tokens[-1].fold in name.scan.language.loose_ends:
            candidates.append(spoken(tokens[: -max(1, short)]))
    candidates.extend(name.others)
    return tuple(dict.fromkeys(title for title in candidates if title))[:MAX_TITLES]


def _in_digits(name: Name) -> tuple[str, bool] | None:
    """Return the title with numbers as digits, and whether that is how it is rather written."""
    language = name.scan.language
    written = language.written.get(tuple(name.folds))
    if written is not None:
        return written, True
    runs = language.numbers.runs(name.folds)
    if not runs:
        return None
    sure = all(run.sure for run in runs) and name.folds not in language.in_words
    return with_digits(name.tokens, runs), sure


def with_digits(tokens: Sequence[Token], runs: Sequence[Run]) -> str:
    """Return the title with the numbers that are said in words written as digits."""
    kept = list(tokens)
    for run in reversed(runs):
        last = kept[run.end - 1]
        tail = last.raw[len(last.raw.rstrip(".,;:!?")) :]
        kept[run.start : run.end] = [kept[run.start]._replace(raw=run.digits + tail)]
    return spoken(kept)
