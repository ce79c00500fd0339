"""Finds out what a sentence wants, and which of its words name the titles."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..parsed import Intent, MediaType
from .language import Frame, Language
from .spoken_numbers import ordinal_at
from .tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An intent and the words `start` to `end` it is about; none when start equals end."""

    intent: Intent
    start: int = 0
    end: int = 0
    weak: bool = False
    bare: bool = False
    verb: int = 0
    media_type: MediaType = MediaType.UNKNOWN


_PLACING: Final = frozenset({"to", "from", "on", "in", "for", "off"})
_NEAR: Final = 5

_MOST_LEADS: Final = 12
"""So many words of politeness are listened to before the request."""

NOTHING: Final = Command(intent=Intent.NONE)


def find_command(tokens: Sequence[Token], language: Language) -> Command:
    """Return what the sentence wants; intent `none` with no words for what a household says."""
    folds = [token.fold for token in tokens]
    start = 0
    for _ in range(_MOST_LEADS):
        if start >= len(folds):
            break
        command = _command_at(tokens, folds, start, language)
        if command is not None:
            return command
        lead = language.leads.at(folds, start)
        if not lead:
            break
        start += lead
    if start >= len(folds):
        return NOTHING
    end = _without_tails(folds, start, len(folds), language)
    return Command(intent=Intent.NONE, start=start, end=end, bare=True)


def _command_at(
    tokens: Sequence[Token], folds: Sequence[str], start: int, language: Language
) -> Command | None:
    """Return the command that begins at `start`, None when a lead or a bare title does."""
    end = _without_tails(folds, start, len(folds), language)
    plain = end
    while plain > start and (length := language.fillers.before(folds, plain, start)):
        plain -= length
    for intent, sentences in language.whole.items():
        if any(folds[start:stop] in sentences for stop in (len(folds), end, plain)):
            return Command(intent=intent)
    known = language.known.at(folds, start)
    if known and start + known == end and not _is_verb(folds, start, language):
        return Command(intent=Intent.NONE, start=start, end=end, bare=True)
    lead = language.leads.at(folds, start)
    household = language.household_starts.at(folds, start)
    for frame in language.frames:
        if frame.intent is Intent.ADD and household:
            return NOTHING
        command = _framed(tokens, start, lead, frame, language)
        if command is not None:
            return command
    return NOTHING if household else None


def _is_verb(folds: Sequence[str], start: int, language: Language) -> bool:
    """Say whether a request to add may begin at `start`."""
    return any(
        frame.starts.at(folds, start) for frame in language.frames if frame.intent is Intent.ADD
    )


def _framed(
    tokens: Sequence[Token], start: int, lead: int, frame: Frame, language: Language
) -> Command | None:
    """Return the command if the sentence from `start` fits the frame."""
    folds = [token.fold for token in tokens]
    for length in frame.starts.lengths_at(folds, start):
        if length < lead:
            break
        known = language.known.at(folds, start)
        if known > length and start + known == len(folds):
            return Command(intent=frame.intent, start=start, end=len(folds))
        object_start = _before_known(folds, start, start + length, language)
        command = _about(tokens, start, object_start, frame, language)
        if command is not None:
            return command
    if not frame.starts.empty or not frame.must_end:
        return None
    return _about(tokens, start, start, frame, language)


def _before_known(folds: Sequence[str], start: int, end: int, language: Language) -> int:
    """Return where the title begins, when the end of the verb is the start of a known one."""
    for index in range(start + 1, end):
        if index + language.known.at(folds, index) > end:
            return index
    return end


def _about(
    tokens: Sequence[Token], verb: int, start: int, frame: Frame, language: Language
) -> Command | None:
    """Return the command about the words from `start`, None when they do not fit."""
    folds = [token.fold for token in tokens]
    if _errand(tokens, start, language):
        return NOTHING
    end, ended = _without_ends(folds, start, frame, language)
    if start >= end or (frame.must_end and not ended):
        return None
    if frame.intent is not Intent.ADD:
        owner = language.owners.at(folds, start, end - 1)
        start += owner
    about = folds[start:end]
    if _household(tokens[start:end], about, frame, language):
        return NOTHING
    if about in language.nobody and not _is_name(tokens[start:end], about, frame):
        return NOTHING if frame.intent is Intent.ADD else Command(intent=frame.intent)
    return Command(
        intent=frame.intent,
        start=start,
        end=end,
        weak=frame.weak,
        verb=verb,
        media_type=_service(folds, verb, start, end, language),
    )


def _service(
    folds: Sequence[str], verb: int, start: int, end: int, language: Language
) -> MediaType:
    """Return what the *arr that is named beside the title holds."""
    beside = [*folds[:verb], *folds[verb:start], *folds[end:]]
    return next(
        (language.services[word] for word in beside if word in language.services),
        MediaType.UNKNOWN,
    )


def _errand(tokens: Sequence[Token], start: int, language: Language) -> bool:
    """Say whether the sentence ends in a shopping list, a room, a calendar or "to the timer"."""
    folds = [token.fold for token in tokens]
    end = len(folds)
    while not tokens[end - 1].quoted:
        if language.household_ends.before(folds, end, start):
            return True
        if folds[end - 1] in language.household_heads and tokens[end - 1].raw[:1].islower():
            near = folds[max(start, end - _NEAR) : end - 1]
            if any(
                one in _PLACING and other in language.determiners for one, other in pairwise(near)
            ):
                return True
        length = language.tails.before(folds, end, start)
        if not length or start >= end - length:
            return False
        end -= length
    return False


def _without_tails(folds: Sequence[str], start: int, end: int, language: Language) -> int:
    """Return where the sentence ends without politeness; known titles keep theirs."""
    while True:
        length = language.tails.before(folds, end, start)
        if not length or end - length <= start or _known_end(folds, start, end, length, language):
            return end
        end -= length


def _known_end(folds: Sequence[str], start: int, end: int, length: int, language: Language) -> bool:
    """Say whether the last words belong to a known title."""
    known = language.known.before(folds, end, start)
    return known > length


def _without_ends(
    folds: Sequence[str], start: int, frame: Frame, language: Language
) -> tuple[int, bool]:
    """Return where the title ends, and whether the frame's own ending was there."""
    end = len(folds)
    ended = False
    while True:
        own = frame.ends.before(folds, end, start)
        tail = language.tails.before(folds, end, start)
        if frame.intent is not Intent.ADD:
            tail = max(tail, language.fillers.before(folds, end, start))
        length = max(own, tail)
        if not length or end - length <= start or _known_end(folds, start, end, length, language):
            return end, ended
        ended = ended or own > 0
        end -= length


def _household(
    tokens: Sequence[Token], about: Sequence[str], frame: Frame, language: Language
) -> bool:
    """Say whether these words name a thing of the household, not a title."""
    if about in language.known:
        return False
    owned = about[0] in language.determiners
    thing = about
    while len(thing) > 1 and thing[0] in language.determiners:
        thing = thing[1:]
    if len(thing) > 1 and (
        thing[0] in language.latest | language.new | {"next"} or ordinal_at(thing, 0)
    ):
        thing = thing[1:]
    if (thing in language.household_things or about in language.household_things) and not (
        frame.intent is Intent.ADD and not frame.weak and tokens[-1].raw[:1].isupper()
    ):
        return True
    if frame.intent is not Intent.ADD or frame.weak:
        if owned and about[-1] in language.household_heads:
            return True
    elif about[0] in language.amounts and len(about) <= 3 and about[-1] in language.household_heads:
        return True
    if not frame.weak:
        return False
    if about[0] == "to" or (about[0] == "out" and len(about) > 1 and about[1] != "of"):
        return True
    lower = not tokens[-1].raw[:1].isupper()
    return lower and about[0] in language.amounts and len(about) <= 2


def _is_name(tokens: Sequence[Token], about: Sequence[str], frame: Frame) -> bool:
    """Say whether a pronoun is a title here: "add It", "get Us"."""
    if frame.intent is not Intent.ADD or len(about) != 1:
        return False
    if not frame.weak:
        return about[0] not in {"that", "this", "something", "anything", "everything"}
    return tokens[0].raw[:1].isupper()
