"""Understands an answer to a question: pure, total, and in the language it was given in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ..grammar.phrases import Phrases
from ..media import Choice, Scope
from ..models import Request
from ..normalise import normalise
from .describing import Description, describe, folded
from .dutch import DUTCH
from .english import ENGLISH
from .french import FRENCH
from .german import GERMAN
from .matching import fitting, one_title, titled, told
from .replies import (
    Again,
    Both,
    Change,
    Changes,
    Choose,
    Forget,
    Instead,
    No,
    Other,
    Reply,
    Unclear,
    Yes,
)
from .spanish import SPANISH
from .words import ReplyWords

MAX_WORDS: Final = 30
"""Nobody answers a question with more."""

MAX_CHARS: Final = 300

LANGUAGES: Final[Mapping[str, ReplyWords]] = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "nl": DUTCH,
}

type Said = Sequence[tuple[str, str]]
"""Words as they were said, each with its folded form."""


def tables(language: str | None) -> list[ReplyWords]:
    """Return the words of a language ("de-CH") and then those of English."""
    own = LANGUAGES.get((language or "").replace("_", "-").split("-")[0].lower())
    return [ENGLISH] if own is None or own is ENGLISH else [own, ENGLISH]


def read_reply(
    text: str, *, pending: Request, language: str | None, chosen: int | None = None
) -> Reply:
    """Return what a text means as an answer to the question of a pending request.

    `chosen` is the choice (numbered from 1) that the question is about, once one was taken; with a
    single choice it is that one. Never raises; a number that is returned is one of the choices.
    """
    for words in tables(language):
        reply = _Reader(words, pending.choices, chosen).read(_said(text))
        if not isinstance(reply, Other):
            return reply
    return Other()


def is_reply(text: str, *, language: str | None) -> bool:
    """Say whether a text answers some question, whichever that may be."""
    folds = [word for _, word in _said(text)]
    return bool(folds) and any(_answers(folds, words) for words in tables(language))


def without_frills(folds: Sequence[str], words: ReplyWords) -> tuple[int, int]:
    """Return where an answer begins and ends, without what people say around it."""
    start, end = 0, len(folds)
    while length := words.leads.at(folds, start, end):
        start += length
    while length := words.tails.before(folds, end, start):
        end -= length
    return start, end


def _said(text: str) -> list[tuple[str, str]]:
    """Return the words of an answer; none when it is too long to be one."""
    said = folded(text) if len(text) <= MAX_CHARS else []
    return said if len(said) <= MAX_WORDS else []


def _answers(folds: Sequence[str], words: ReplyWords) -> bool:
    """Say whether words are a yes, a no, or only a place in a list."""
    known = (words.yes, words.yes_alone, words.no, words.no_alone, words.forget, words.both)
    if any(span in phrases for span in _spans(folds, words) for phrases in known):
        return True
    start, end = without_frills(folds, words)
    found = describe(folds[start:end], words)
    placed = found.ordinals or found.older or found.newer or found.other or found.last
    return bool(placed) and not found.unknown and not found.seasons


def _spans(folds: Sequence[str], words: ReplyWords) -> Iterator[Sequence[str]]:
    """Yield the words whole, and with less and less of what is said around an answer."""
    starts, ends = [0], [len(folds)]
    while length := words.leads.at(folds, starts[-1]):
        starts.append(starts[-1] + length)
    while length := words.tails.before(folds, ends[-1]):
        ends.append(ends[-1] - length)
    for start in starts:
        for end in ends:
            if start < end:
                yield folds[start:end]


class _Reader:
    """Reads answers to one question in one language."""

    def __init__(self, words: ReplyWords, choices: Sequence[Choice], chosen: int | None) -> None:
        """Remember what can be chosen; `focus` is the one that a yes means."""
        self._words = words
        self._choices = choices
        self._focus = 1 if len(choices) == 1 else chosen
        self._one_title = one_title(choices)

    def read(self, said: Said) -> Reply:
        """Return what the words mean."""
        folds = [word for _, word in said]
        whole = self._whole(folds)
        if whole is not None or not folds:
            return whole or Other()
        start, _ = without_frills(folds, self._words)
        for begin in dict.fromkeys((0, start)):
            for stance, phrases in ((True, self._words.yes), (False, self._words.no)):
                for length in phrases.lengths_at(folds, begin):
                    reply = self._after(said[begin + length :], stance=stance)
                    if not isinstance(reply, Other):
                        return reply
        return self._described(said, stance=None)

    def _whole(self, folds: Sequence[str]) -> Reply | None:
        """Return what a known answer means, None for any other."""
        words = self._words
        answers: tuple[tuple[Phrases, Callable[[], Reply]], ...] = (
            (words.forget, Forget),
            (words.both, Both),
            (words.yes, Yes),
            (words.yes_alone, Yes),
            (words.no, No),
            (words.no_alone, No),
            (words.again, Again),
        )
        for span in _spans(folds, words):
            for phrases, make in answers:
                if span in phrases:
                    return make()
        return None

    def _after(self, said: Said, *, stance: bool) -> Reply:
        """Return what follows a yes or a no, which may be said twice but not taken back."""
        folds = [word for _, word in said]
        start, end = without_frills(folds, self._words)
        if start == end:
            return Yes() if stance else No()
        whole = self._whole(folds)
        if isinstance(whole, Yes):
            return whole if stance else Unclear()
        if isinstance(whole, No):
            return No() if not stance else Unclear()
        if whole is not None:
            return whole
        length = (self._words.yes if stance else self._words.no).at(folds, 0)
        if length:
            return self._after(said[length:], stance=stance)
        return self._described(said, stance=stance)

    def _described(self, said: Said, *, stance: bool | None) -> Reply:
        """Return what a description means after a yes, a no, or neither."""
        if not self._choices:
            return Other()
        folds = [word for _, word in said]
        start, end = without_frills(folds, self._words)
        bare = folds[start:end]
        exact = self._exact(bare)
        if exact is not None:
            return self._take(exact, Changes(), sure=stance is True)
        found = describe(bare, self._words)
        if not found.content:
            return Unclear(described=True) if found.described else Other()
        if not found.unknown:
            return self._decide(found, stance=stance)
        reply = self._named(found, stance=stance)
        if reply is None and stance is False and not self._words.commands.at(bare, 0):
            return Instead(" ".join(word for word, _ in said[start:end]))
        return reply or Other()

    def _named(self, found: Description, *, stance: bool | None) -> Reply | None:
        """Return what words mean that are in a title or overview; None when they are in neither."""
        named = titled(self._choices, found.content)
        if len(named) == 1 and len(self._choices) > 1:
            return self._take(named[0], self._less(self._changes(found), 0), sure=stance is True)
        named = titled(self._choices, found.unknown) or told(self._choices, found.unknown)
        if named and len(named) == len(self._choices):
            others = [word for word in found.content if word not in found.unknown]
            return self._decide(found, stance=stance) if others else self._same(stance)
        left = [one for one in self._narrowed(found) if one in named]
        if len(left) == 1:
            return self._take(
                left[0], self._less(self._changes(found), left[0]), sure=stance is True
            )
        if named:
            return Unclear()
        return Unclear(described=True) if found.described else None

    def _same(self, stance: bool | None) -> Reply:
        """Return what it means to say no more than the name of what was asked about."""
        if stance and self._focus is not None:
            return Yes()
        return Unclear()

    def _decide(self, found: Description, *, stance: bool | None) -> Reply:
        """Return what a description means of which every word was understood."""
        changes, narrowed = self._changes(found), self._narrowed(found)
        everyone = len(narrowed) == len(self._choices)
        if len(narrowed) == 1 and (not everyone or stance):
            number = narrowed[0]
            return self._take(number, self._less(changes, number), sure=stance is True)
        if everyone:
            # What all of them are is nothing to change.
            changes = replace(changes, media_type=None, year=None)
        if everyone and changes:
            sure = stance and self._focus is not None
            return Yes(changes) if sure else Change(changes)
        return Change(changes) if changes and not narrowed else Unclear()

    def _take(self, number: int, changes: Changes, *, sure: bool) -> Reply:
        """Return a choice; the one in question needs a yes beside its name."""
        if number != self._focus:
            return Choose(number, changes, sure=sure)
        if sure:
            return Yes(changes)
        return Change(changes) if changes else Unclear()

    def _narrowed(self, found: Description) -> list[int]:
        """Return the numbers of the choices that fit a description."""
        return fitting(self._choices, found, focus=self._focus)

    def _changes(self, found: Description) -> Changes:
        """Return what a description asks for, whether or not one of the choices is that."""
        seasons = list(found.seasons)
        if self._one_title and any(choice.scope is Scope.ALL for choice in self._choices):
            seasons = seasons or [*found.ordinals, *found.numbers]
        series = self._one_title and not self._choices[0].media.is_movie
        latest = found.latest and (series or not (found.newer or found.last))
        return Changes(
            quality=found.qualities[-1] if found.qualities else None,
            media_type=found.kinds[-1] if found.kinds else None,
            year=found.years[-1] if found.years else None,
            seasons=tuple(dict.fromkeys(seasons)),
            episodes=tuple(dict.fromkeys(found.episodes)),
            all_seasons=found.everything,
            latest=latest,
        )

    def _less(self, changes: Changes, number: int) -> Changes:
        """Return the changes without what the choice is already; 0 is one known by its title."""
        choice = self._choices[number - 1] if number else None
        same = choice is not None and self._one_title
        return Changes(
            quality=changes.quality,
            seasons=()
            if same and choice and changes.seasons == choice.seasons
            else changes.seasons,
            episodes=changes.episodes,
            all_seasons=changes.all_seasons and not (same and choice and choice.scope is Scope.ALL),
            latest=changes.latest and not (same and len(self._choices) > 1),
        )

    def _exact(self, folds: Sequence[str]) -> int | None:
        """Return the only choice that is called exactly so."""
        name = normalise(" ".join(folds))
        numbers = [
            number
            for number, choice in enumerate(self._choices, 1)
            if name and normalise(choice.media.title) == name
        ]
        return numbers[0] if len(numbers) == 1 and len(self._choices) > 1 else None
