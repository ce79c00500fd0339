"""When a question about failures is put, put anew, or taken back. Pure."""

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from .question_book import Asked
from .questions import Question, state_of

LAPSES_AFTER: Final = timedelta(hours=72)
"""Nobody who did not answer by then is asked any longer."""

PAUSE: Final = timedelta(minutes=5)
"""A question that grows is not put anew more often than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A question that is put now, at these targets; the book after it holds what it is about, and since when."""

    question: Question
    targets: tuple[str, ...]
    since: Mapping[str, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingPlan:
    """What is put, what is taken back where, what nobody answered, and whether to look again soon.

    `lapsed` holds the failures nobody is asked about any longer, with what had been asked.
    """

    put: tuple[Due, ...] = ()
    taken_back: Mapping[str, tuple[str, ...]]
    lapsed: Mapping[str, str]
    again: bool = False


def plan(
    questions: Mapping[str, Question],
    book: Mapping[str, Asked],
    lapsed: Mapping[str, str],
    targets: Collection[str],
    *,
    quiet: bool,
    now: datetime,
) -> AskingPlan:
    """Decide about all questions; `now` is aware UTC, `quiet` says that nobody may be woken."""
    lapsed = lapsed_of(questions, book, lapsed, now)
    standing = without_lapsed(questions, lapsed)
    put: list[Due] = []
    back: dict[str, tuple[str, ...]] = {}
    for key, question in standing.items():
        asked = book.get(key)
        if (gone := _gone(asked, targets)) and asked is not None:
            back[key] = gone
        where = _where(question, asked, targets, now)
        if where and not quiet:
            put.append(Due(question=question, targets=where, since=_since(question, asked, now)))
    over = {key: tuple(asked.targets) for key, asked in book.items() if key not in standing}
    return AskingPlan(
        put=tuple(put),
        taken_back=back | over,
        lapsed=lapsed,
        # Quiet hours end, a pause is over, seventy-two hours pass: none of them is told of.
        again=bool(standing and targets),
    )


def lapsed_of(
    questions: Mapping[str, Question],
    book: Mapping[str, Asked],
    lapsed: Mapping[str, str],
    now: datetime,
) -> dict[str, str]:
    """Return what nobody is asked about any longer, with what had been asked; something new to ask is not."""
    states = {
        key: state_of(one)
        for question in questions.values()
        for key, one in question.subjects.items()
    }
    over = {
        key
        for question in questions.values()
        for key, since in _since(question, book.get(question.key), now).items()
        if now - since >= LAPSES_AFTER
    }
    return {key: said for key, said in states.items() if key in over or lapsed.get(key) == said}


def without_lapsed(
    questions: Mapping[str, Question], lapsed: Container[str]
) -> dict[str, Question]:
    """Return the questions that stand, without what nobody is asked about any longer."""
    left = {key: question.without(lapsed) for key, question in questions.items()}
    return {key: question for key, question in left.items() if question is not None}


def without(
    book: Mapping[str, Asked], taken_back: Mapping[str, tuple[str, ...]]
) -> dict[str, Asked]:
    """Return a book without what is taken back; a question that stands nowhere is gone from it."""
    left: dict[str, Asked] = {}
    for key, asked in book.items():
        back = taken_back.get(key)
        if back is None:
            left[key] = asked
        elif remaining := {name: kept for name, kept in asked.targets.items() if name not in back}:
            left[key] = replace(asked, targets=remaining)
    return left


def _since(question: Question, asked: Asked | None, now: datetime) -> dict[str, datetime]:
    """Return since when each failure of a question is asked about; a clock that was set back ages nothing."""
    known = asked.failures if asked else {}
    return {key: min(known.get(key, now), now) for key in question.subjects}


def _gone(asked: Asked | None, targets: Collection[str]) -> tuple[str, ...]:
    """Return where a question still stands although it is not asked there any more."""
    return tuple(target for target in asked.targets if target not in targets) if asked else ()


def _where(
    question: Question, asked: Asked | None, targets: Collection[str], now: datetime
) -> tuple[str, ...]:
    """Return where a question is put now: everywhere when it is new or says something else."""
    if asked is None:
        return tuple(targets)
    if asked.state != question.state:
        return tuple(targets) if abs(now - asked.sent) >= PAUSE else ()
    return tuple(target for target in targets if target not in asked.targets)
