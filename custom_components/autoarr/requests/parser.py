"""Turns a sentence into a request by rules: pure, total, and fast."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from .grammar.intents import Command, find_command
from .grammar.items import Reading, read_items
from .grammar.language import Language
from .grammar.tokens import Token, spoken, tokenise
from .parsed import Intent, MediaType, ParsedItem, ParsedRequest, Quality
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
_SHORT_COMMAND: Final = 3
"""Words of a sentence that as a whole may be a title, verb included ("Get Out")."""

_CLEAR: Final = 0.9
_LIKELY: Final = 0.7
_BARE: Final = 0.6
_NAME_ALONE: Final = 0.5
_EVIDENCE: Final = 0.05
_DOUBT: Final = 0.1


def parse_request(text: str, *, today: date, language: Language = ENGLISH) -> ParsedRequest:
    """Return what a sentence asks for; intent `none` when it is not about media.

    Never raises. `today` gives years their meaning ("from last year"; no film is of 2049 yet).
    `text` is returned unchanged.
    """
    tokens = _words(text)
    if not tokens:
        return ParsedRequest(text=text)
    command = find_command(tokens, language)
    if command.intent is Intent.NONE and not command.bare:
        return ParsedRequest(text=text)
    if command.start == command.end:
        return ParsedRequest(text=text, intent=command.intent, confidence=_CLEAR)
    reading = read_items(tokens[command.start : command.end], language, today)
    if command.bare:
        return _bare(text, tokens, command, reading, language)
    items = _with_verb(_with_kind(reading.items, command), tokens, command, language)
    if command.intent is Intent.ADD and not items:
        return ParsedRequest(text=text)
    return ParsedRequest(
        text=text,
        intent=command.intent,
        items=items,
        confidence=_confidence(command, reading),
        other_reading=_with_kind(reading.other, command),
    )


def parse_title(text: str, *, today: date, language: Language = ENGLISH) -> ParsedItem | None:
    """Return the title that a text without any command names, None when it is empty or too long."""
    tokens = _words(text)
    if not tokens:
        return None
    reading = read_items(tokens, language, today)
    items = reading.items if len(reading.items) == 1 else reading.other
    return items[0] if len(items) == 1 else None


def _words(text: str) -> list[Token]:
    """Return the words of a text, none when it is too long to be a request."""
    if len(text) > MAX_CHARS:
        text = " ".join(text.split())
    if len(text) > MAX_CHARS:
        return []
    tokens = tokenise(text)
    return tokens if len(tokens) <= _MAX_WORDS else []


def _bare(
    text: str,
    tokens: Sequence[Token],
    command: Command,
    reading: Reading,
    language: Language,
) -> ParsedRequest:
    """Return a sentence without a verb: a request only when it surely speaks of media."""
    folds = [token.fold for token in tokens[command.start : command.end]]
    known = folds in language.known
    chatty = folds[0] in language.chatty
    items = tuple(item for item in reading.items if item.titles)
    if not known and (chatty or not reading.evidence or not items):
        return ParsedRequest(text=text)
    return ParsedRequest(
        text=text,
        intent=Intent.ADD,
        items=items,
        confidence=_NAME_ALONE if known else _BARE,
        other_reading=reading.other,
    )


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
    language: Language,
) -> tuple[ParsedItem, ...]:
    """Add the whole of a short sentence as a title: the verb may belong to it ("Get Out")."""
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
