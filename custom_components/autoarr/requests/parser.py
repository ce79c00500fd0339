"""Turns a sentence into a request by rules: pure, total, and fast."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from .grammar.corrections import correction_in, instead
from .grammar.endings import without_tails
from .grammar.intents import Command, find_command
from .grammar.items import Reading, read_items
from .grammar.language import Language
from .grammar.tokens import Token, spoken, tokenise
from .parsed import Intent, MediaType, ParsedItem, ParsedRequest, Quality
from .words import LANGUAGES
from .words.english import ENGLISH

__all__ = [
    "MAX_CHARS",
    "Intent",
    "MediaType",
    "ParsedItem",
    "ParsedRequest",
    "Quality",
    "parse_request",
    "parse_title",
]

MAX_CHARS: Final = 1_000
"""Longer sentences (without their white space) are no requests: nobody speaks that long."""

_MAX_WORDS: Final = 200
_LONG_NAME: Final = 6
"""Words of a title at most that is asked for by its name and a "please"."""

_SHORT_COMMAND: Final = 3
"""Words of a sentence that as a whole may be a title, verb included ("Get Out")."""

_ANY_NAME: Final = Token("Xyzzy", "xyzzy")
"""Stands for the title where only something else is said of it again: "no, in 1080p"."""

_CLEAR: Final = 0.9
_LIKELY: Final = 0.7
_BARE: Final = 0.6
_NAME_ALONE: Final = 0.5
_EVIDENCE: Final = 0.05
_DOUBT: Final = 0.1


def parse_request(
    text: str, *, today: date, languages: Sequence[str] | None = None
) -> ParsedRequest:
    """Return what a sentence asks for; intent `none` when it is not about media.

    Never raises. `today` gives years their meaning ("from last year"; no film is of 2049 yet).
    `languages` are tags like "de-CH", tried in their order and English last; None tries every
    language, the one first that has most of the words. `text` is returned unchanged.
    """
    tokens = _words(text)
    order = _order(tokens, languages)
    corrected = _corrected(text, tokens, order, today)
    if corrected is not None:
        return corrected
    parsed = _read(text, tokens, order, today)
    if parsed.intent is Intent.NONE:
        return _last_clause(text, tokens, order, today) or parsed
    return parsed


def _read(
    text: str, tokens: Sequence[Token], order: Sequence[Language], today: date
) -> ParsedRequest:
    """Return what words ask for in the first language in which they say it."""
    bare: list[tuple[Command, Language]] = []
    for language in order:
        command = find_command(tokens, language)
        if command.bare:
            bare.append((command, language))
        elif command.intent is Intent.NONE:
            return ParsedRequest(text=text)
        else:
            return _framed(text, tokens, command, language, today)
    if bare and _chatty(tokens, *bare[0]):
        return ParsedRequest(text=text)
    for command, language in bare:
        parsed = _bare(text, tokens, command, language, today)
        if parsed is not None:
            return parsed
    return ParsedRequest(text=text)


def parse_title(
    text: str, *, today: date, languages: Sequence[str] | None = None
) -> ParsedItem | None:
    """Return the title that a text without any command names, None when it is empty or too long."""
    tokens = _words(text)
    if not tokens:
        return None
    reading = read_items(tokens, _order(tokens, languages)[0], today)
    items = reading.items if len(reading.items) == 1 else reading.other
    return items[0] if len(items) == 1 else None


def _last_clause(
    text: str, tokens: Sequence[Token], order: Sequence[Language], today: date
) -> ParsedRequest | None:
    """Return what is asked for behind a pause: "I have friends over tonight, add Alien"."""
    pause = next((at for at in range(len(tokens) - 1, 0, -1) if tokens[at - 1].pause), None)
    if pause is None:
        return None
    for language in order:
        command = find_command(tokens[pause:], language)
        if command.intent is Intent.ADD and not (command.bare or command.weak):
            return _framed(text, tokens[pause:], command, language, today)
    return None


def _corrected(
    text: str, tokens: Sequence[Token], order: Sequence[Language], today: date
) -> ParsedRequest | None:
    """Return what a sentence asks for that takes itself back: "add Alien, no wait, Aliens"."""
    place = correction_in([token.fold for token in tokens], order)
    if place is None:
        return None
    first = _read(text, tokens[: place.start], order, today)
    if first.intent is not Intent.ADD or len(first.items) != 1:
        return None
    said, taken_back = tokens[place.end :], tokens[place.start :]
    second = _read(text, said, order, today)
    if Intent.CANCEL in {second.intent, _read(text, taken_back, order, today).intent}:
        return None
    items = second.items
    if second.intent is not Intent.ADD:
        end = without_tails([token.fold for token in said], 0, len(said), place.language)
        items = read_items(said[:end], place.language, today).items
        facts = read_items([_ANY_NAME, *said[:end]], place.language, today).items
        if [item.titles[:1] for item in facts] == [(_ANY_NAME.raw,)]:
            items = (replace(facts[0], titles=()),)
    return replace(first, items=tuple(instead(first.items[0], item) for item in items))


def _order(tokens: Sequence[Token], languages: Sequence[str] | None) -> list[Language]:
    """Return the languages in the order in which they are tried."""
    if languages is not None:
        tags = [tag.replace("_", "-").partition("-")[0].lower() for tag in languages]
        return list(dict.fromkeys(LANGUAGES.get(tag, ENGLISH) for tag in [*tags, "en"]))
    folds = {token.fold for token in tokens}
    return sorted(LANGUAGES.values(), key=lambda one: -one.share_of(folds))


def _words(text: str) -> list[Token]:
    """Return the words of a text, none when it is too long to be a request."""
    if len(text) > MAX_CHARS:
        text = " ".join(text.split())
    if len(text) > MAX_CHARS:
        return []
    tokens = tokenise(text)
    return tokens if len(tokens) <= _MAX_WORDS else []


def _framed(
    text: str, tokens: Sequence[Token], command: Command, language: Language, today: date
) -> ParsedRequest:
    """Return a sentence with a verb, or with another way to ask."""
    if command.start == command.end:
        return ParsedRequest(text=text, intent=command.intent, confidence=_CLEAR)
    before = tokens[command.start - 1].fold if command.start else ""
    reading = read_items(command.about(tokens), language, today, before)
    items = _with_verb(_with_kind(reading.items, command), tokens, command)
    if command.intent is Intent.ADD and not items:
        return ParsedRequest(text=text)
    return ParsedRequest(
        text=text,
        intent=command.intent,
        items=items,
        confidence=_confidence(command, reading),
        other_reading=_with_kind(reading.other, command),
    )


def _bare(
    text: str, tokens: Sequence[Token], command: Command, language: Language, today: date
) -> ParsedRequest | None:
    """Return a sentence without a verb as a request, only when it surely speaks of media."""
    about = command.about(tokens)
    folds = [token.fold for token in about]
    known = folds in language.known
    polite = _polite(tokens, command, language)
    if _chatty(tokens, command, language) or not (known or polite or language.tells(folds)):
        return None
    reading = read_items(about, language, today)
    items = tuple(item for item in reading.items if item.titles)
    enough = reading.certain if folds[0] in language.talkative else reading.evidence
    if not known and not ((enough or polite) and items):
        return None
    return ParsedRequest(
        text=text,
        intent=Intent.ADD,
        items=items,
        confidence=_NAME_ALONE if known or not enough else _BARE,
        other_reading=reading.other,
    )


def _polite(tokens: Sequence[Token], command: Command, language: Language) -> bool:
    """Say whether a sentence is no more than a name and a "please"."""
    folds = [token.fold for token in tokens]
    asked = any(language.please.at(folds, at) for at in range(command.start)) or any(
        language.please.at(folds, at) for at in range(command.end, len(folds))
    )
    about = folds[command.start : command.end]
    return (
        asked
        and len(about) <= _LONG_NAME
        and about[0] not in language.talkative | language.amounts
        and about not in language.nobody
        and not any(frame.starts.at(about, 0) for frame in language.frames)
        and not language.household_heads.intersection(about)
        and not any(language.household_things.at(about, at) for at in range(len(about)))
    )


def _chatty(tokens: Sequence[Token], command: Command, language: Language) -> bool:
    """Say whether a sentence without a verb begins as talk does, and is no known title."""
    folds = [token.fold for token in command.about(tokens)]
    return folds[0] in language.chatty and not language.known.at(folds, 0)


def _with_kind(items: Sequence[ParsedItem], command: Command) -> tuple[ParsedItem, ...]:
    """Give the kind of the *arr that was named to titles without one."""
    return tuple(
        replace(item, media_type=command.media_type)
        if item.media_type is MediaType.UNKNOWN
        else item
        for item in items
    )


def _with_verb(
    items: tuple[ParsedItem, ...],
    tokens: Sequence[Token],
    command: Command,
) -> tuple[ParsedItem, ...]:
    """Add the whole of a short sentence as a title: the verb may belong to it ("Get Out")."""
    if command.intent is not Intent.ADD:
        return items
    short = len(tokens) - command.verb <= _SHORT_COMMAND
    if not (command.weak and short and len(items) == 1 and command.start == command.verb + 1):
        return items
    item = items[0]
    whole = spoken(tokens[command.verb : command.end])
    if not item.titles or whole in item.titles or item.quality or item.seasons:
        return items
    return (replace(item, titles=(*item.titles, whole)),)


def _confidence(command: Command, reading: Reading) -> float:
    """Return how sure the reading is, 0 to 1."""
    sure = _LIKELY if command.weak else _CLEAR
    if reading.evidence:
        sure += _EVIDENCE
    if reading.other:
        sure -= _DOUBT
    return round(sure, 2)
