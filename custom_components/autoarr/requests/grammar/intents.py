"""Finds out what a sentence wants, and which of its words name the titles."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..parsed import Intent, MediaType
from .endings import Ending, ending_of, without_tails
from .language import Frame, Language
from .phrases import Phrases
from .tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An intent and the words `start` to `end` it is about; none when start equals end.

    The words from `aside` to `aside_end` were said of the title after the sentence had ended:
    "put Dune on my list in 4K". `bare` is what has no verb, and may be nothing at all.
    """

    intent: Intent
    start: int = 0
    end: int = 0
    aside: int = 0
    aside_end: int = 0
    weak: bool = False
    bare: bool = False
    verb: int = 0
    media_type: MediaType = MediaType.UNKNOWN

    def about[T](self, tokens: Sequence[T]) -> list[T]:
        """Return the words that name the titles and what was said of them."""
        return [*tokens[self.start : self.end], *tokens[self.aside : self.aside_end]]


_NEAR: Final = 5
_SHORT: Final = 3
"""Words of "some more milk", which is no title."""

_OWNER: Final = 2
"""Words of "request for" at least, which say that what follows is a title."""

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
        if not lead or language.known.at(folds, start) > lead:
            break
        start += lead
    if start >= len(folds):
        return NOTHING
    if _errand(tokens, start, len(folds), language):
        return NOTHING
    end = without_tails(folds, start, len(folds), language)
    if folds[start:end] in language.household_things:
        return NOTHING
    return Command(intent=Intent.NONE, start=start, end=end, bare=True)


def _command_at(
    tokens: Sequence[Token], folds: Sequence[str], start: int, language: Language
) -> Command | None:
    """Return the command that begins at `start`, None when a lead or a bare title does."""
    end = without_tails(folds, start, len(folds), language)
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
    if lead >= household:
        household = 0
    wanting = False
    for frame in language.frames:
        wanting = wanting or frame.intent is Intent.ADD
        if household and wanting and frame.starts.at(folds, start) <= household:
            continue
        command = _framed(tokens, folds, start, lead, frame, language)
        if command is not None:
            return command
    return NOTHING if household else None


def _is_verb(folds: Sequence[str], start: int, language: Language) -> bool:
    """Say whether a request to add may begin at `start`."""
    return any(
        frame.starts.at(folds, start) for frame in language.frames if frame.intent is Intent.ADD
    )


def _framed(
    tokens: Sequence[Token],
    folds: Sequence[str],
    start: int,
    lead: int,
    frame: Frame,
    language: Language,
) -> Command | None:
    """Return the command if the sentence from `start` fits the frame."""
    for length in frame.starts.lengths_at(folds, start):
        if length < lead:
            break
        known = language.known.at(folds, start)
        if known > length and start + known == len(folds):
            return Command(intent=frame.intent, start=start, end=len(folds))
        object_start = _after_verb(folds, start, start + length, language)
        command = _about(tokens, folds, start, object_start, frame, language)
        if command is not None:
            return command
    if not frame.starts.empty or not frame.must_end:
        return None
    known = language.known.at(folds, start)
    if lead > known:
        return None
    if frame.intent is not Intent.ADD and folds[start] in language.asking and not known:
        return None
    return _about(tokens, folds, start, start, frame, language)


def _after_verb(folds: Sequence[str], start: int, end: int, language: Language) -> int:
    """Return where the title begins: in the verb when a known one begins there, or behind it."""
    for index in range(start + 1, end):
        if index + language.known.at(folds, index) > end:
            return index
    while length := language.softeners.at(folds, end):
        if end + length >= len(folds) or language.known.at(folds, end) > length:
            break
        end += length
    return end


def _about(
    tokens: Sequence[Token],
    folds: Sequence[str],
    verb: int,
    start: int,
    frame: Frame,
    language: Language,
) -> Command | None:
    """Return the command about the words from `start`, None when they do not fit."""
    ending = ending_of(folds, start, frame, language)
    if start >= ending.end or (frame.must_end and not ending.own):
        return None
    if any(_errand(tokens, start, stop, language) for stop in (len(folds), *ending.stops)):
        return NOTHING
    end = ending.end
    owner = 0
    if frame.intent is not Intent.ADD:
        owner = _owner(tokens, folds, start, end, language)
    if owner < _OWNER and _household(tokens[start:end], folds[start:end], frame, language):
        return NOTHING
    if frame.intent is not Intent.ADD:
        start += owner
        if not owner and ending.own and folds[end] in language.request_words:
            start += _loose_article(folds, start, end, language)
    about = folds[start:end]
    if _household(tokens[start:end], about, frame, language):
        return NOTHING
    if about in language.nobody and not _is_name(tokens[start:end], about, frame, language):
        return NOTHING if frame.intent is Intent.ADD else Command(intent=frame.intent)
    return Command(
        intent=frame.intent,
        start=start,
        end=end,
        aside=ending.aside,
        aside_end=ending.aside_end,
        weak=frame.weak and not (frame.intent is Intent.CANCEL and (owner or ending.own)),
        verb=verb,
        media_type=_service(folds, verb, start, ending, language),
    )


def _owner(
    tokens: Sequence[Token], folds: Sequence[str], start: int, end: int, language: Language
) -> int:
    """Return how many words before the title say whose request it is; none of "My Left Foot"."""
    owner = language.owners.at(folds, start, end - 1)
    written = owner == 1 and start > 0 and tokens[start].raw[:1].isupper()
    return 0 if written or language.known.at(folds, start) > owner else owner


def _loose_article(folds: Sequence[str], start: int, end: int, language: Language) -> int:
    """Return 1 when the article belongs to the request, not the title: "the Dune download"."""
    loose = start + 1 < end and folds[start] in language.articles
    return int(loose and folds[start:end] not in language.known_with_article)


def _service(
    folds: Sequence[str], verb: int, start: int, ending: Ending, language: Language
) -> MediaType:
    """Return what the *arr that is named beside the title holds."""
    beside = [*folds[:verb], *folds[verb:start], *folds[ending.end :]]
    return next(
        (language.services[word] for word in beside if word in language.services),
        MediaType.UNKNOWN,
    )


def _errand(tokens: Sequence[Token], start: int, end: int, language: Language) -> bool:
    """Say whether the sentence ends in a shopping list, a room, a calendar or "to the timer"."""
    folds = [token.fold for token in tokens]
    while end > start and not tokens[end - 1].quoted:
        if language.household_ends.before(folds, end, start):
            return True
        length = language.tails.before(folds, end, start)
        length = length or language.times.before(folds, end, start)
        if not length:
            return _household_head(tokens, folds, start, end, language)
        if start >= end - length:
            return False
        end -= length
    return False


def _household_head(
    tokens: Sequence[Token], folds: Sequence[str], start: int, end: int, language: Language
) -> bool:
    """Say whether the last words are like "to the pizza timer"."""
    if folds[end - 1] not in language.household_heads or not tokens[end - 1].raw[:1].islower():
        return False
    near = folds[max(start, end - _NEAR) : end - 1]
    return any(
        one in language.placing and other in language.determiners for one, other in pairwise(near)
    )


def _household(
    tokens: Sequence[Token], about: Sequence[str], frame: Frame, language: Language
) -> bool:
    """Say whether these words name a thing of the household, not a title."""
    wanted = frame.intent is Intent.ADD
    named = len(tokens) > 1 and all(one.raw[:1].isupper() for one in (tokens[0], tokens[-1]))
    named = named and not all(one.raw.isupper() for one in tokens)
    known = about in language.known or (wanted and about in language.known_with_article)
    if named or known or tokens[0].quoted:
        return False
    while length := language.times.before(about, len(about), 1):
        about = about[:-length]
    lower = not tokens[-1].raw[:1].isupper()
    if frame.sure:
        no_title = about[0] in language.amounts and _is_no_title(about, frame, language)
        return no_title or _is_thing(about, language.seen_things, language)
    if _is_thing(about, language.household_things, language) and (
        not wanted or frame.weak or lower
    ):
        return True
    owned = about[0] in language.determiners
    head = about[-1] in language.household_heads
    if not wanted or frame.weak:
        if owned and head:
            return True
    elif about[0] in language.amounts and len(about) <= _SHORT and head:
        return True
    if about[0] in language.amounts and lower and _is_no_title(about, frame, language):
        return True
    if not frame.weak:
        return False
    thing = about[0] in language.household_heads or about[:1] in language.household_things
    if thing and len(about) > 1 and about[1] in language.placing:
        return True
    errand = language.errands.at(about, 0)
    return errand > 0 and about[errand : errand + 1] != ["of"]


def _is_thing(about: Sequence[str], things: Phrases, language: Language) -> bool:
    """Say whether this is a thing of the household, with or without "my new" before it."""
    thing = about
    while len(thing) > 1 and thing[0] in language.determiners:
        thing = thing[1:]
    fresh = language.latest | language.new | language.last
    if len(thing) > 1 and (thing[0] in fresh or language.numbers.ordinal_at(thing, 0)):
        thing = thing[1:]
    return thing in things or about in things


def _is_no_title(about: Sequence[str], frame: Frame, language: Language) -> bool:
    """Say whether "some …", "any …", "a …" names nothing in particular."""
    rest = 1
    while rest < len(about) and about[rest] in language.adjectives | language.new:
        rest += 1
    if any(phrases.at(about, rest) == len(about) - rest for phrases in language.media.values()):
        return True
    if frame.intent is Intent.ADD and not frame.weak:
        return False
    asked = frame.intent is not Intent.ADD and about[0] not in language.indefinite
    thing = about[-1:] in language.household_things
    return len(about) <= _SHORT - 1 or (len(about) <= _SHORT and asked) or thing


def _is_name(
    tokens: Sequence[Token], about: Sequence[str], frame: Frame, language: Language
) -> bool:
    """Say whether a pronoun is a title here: "add It", "get Us"."""
    if frame.intent is not Intent.ADD or len(about) != 1:
        return False
    if not frame.weak:
        return about[0] not in language.never_names
    return tokens[0].raw[:1].isupper()
