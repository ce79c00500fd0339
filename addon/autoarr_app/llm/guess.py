"""A guess of what a sentence asks for, by a few habits of English and German.

The model checks it in passing: while it reads the question it judges the whole guess at once, and
from the first word it disagrees with it goes on by itself. A wrong guess changes no answer and costs
next to nothing; a right one saves most of the time.
"""

from collections.abc import Mapping
import re
from typing import Final

from pydantic import JsonValue

from ..protocol.questions import Intent, MediaType, Quality
from .drafts import cased

_QUALITIES: Final = (
    (Quality.UHD, re.compile(r"\b(?:4k|2160p|uhd)\b", re.IGNORECASE)),
    (Quality.FULL_HD, re.compile(r"\b(?:1080p|full ?hd|fhd)\b", re.IGNORECASE)),
    (Quality.HD, re.compile(r"\b(?:720p|hd)\b", re.IGNORECASE)),
)
_INTENTS: Final = (
    (Intent.CANCEL, re.compile(r"\b(?:cancel|stop|remove|delete|lösche?n?)\b", re.IGNORECASE)),
    (Intent.DIAGNOSE, re.compile(r"^(?:why|warum|wieso)\b", re.IGNORECASE)),
    (Intent.STATUS, re.compile(r"^(?:is|when|has|did|wann|ist)\b", re.IGNORECASE)),
)
_SEASONS: Final = re.compile(
    r"\b(?:season|staffel|series)s? (\d{1,2})\b|\bs(\d{1,2})\b", re.IGNORECASE
)
_SERIES: Final = re.compile(
    r"\b(?:seasons?|staffeln?|episodes?|folgen?|series|serie|shows?|s\d{1,2}(?:e\d{1,3})?)\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\b(?:from |of |aus )?\(?((?:19|20)\d\d)\)?(?= |$)")
_LATEST: Final = re.compile(r"\b(?:latest|newest|new|neue[nrs]?|neueste[nrs]?)\b", re.IGNORECASE)
_ALL: Final = re.compile(r"\b(?:all|every|alle)\b", re.IGNORECASE)
_LEADING: Final = re.compile(
    r"^(?:(?:please|can|could|you|we|i|i'd|would|like|want|to|have|get|add|download|put|grab|find|"
    r"fetch|watch|request|me|us|for|bitte|ich|will|möchte|hole?|lade?|den|die|das|is|two|three|and|when|why|"
    r"has|did|cancel|stop|remove|delete|movie|film|show|series|serie|of|a|an|von) )+",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(
    r"(?: (?:there|yet|not|here|in|as|with|and|please|bitte|of|from|for|the|movie|film|show))+$",
    re.IGNORECASE,
)

_DESCRIBED: Final = re.compile(r"^one\b|\b(?:about|where|who|whose|wo|über)\b", re.IGNORECASE)
"""A title that is described, not named: no guess of ours would be it."""

_LONGEST: Final = 8
"""Words of a title; more are a description."""


def guess(text: str) -> Mapping[str, JsonValue] | None:
    """Return what a sentence may ask for, as the draft of an answer; None when that is no title."""
    rest = text.rstrip(" .!?")
    intent = next((found for found, words in _INTENTS if words.search(rest)), Intent.ADD)
    tv = _SERIES.search(rest) is not None
    quality = None
    for found, words in _QUALITIES:
        if quality is None and words.search(rest):
            quality, rest = found, words.sub("", rest)
    seasons = [int(one or other) for one, other in _SEASONS.findall(rest)]
    rest, years = _SEASONS.sub("", rest), _YEAR.findall(rest)
    rest = _YEAR.sub("", rest) if years else rest
    latest, everything = _LATEST.search(rest), tv and _ALL.search(rest) is not None
    for words in (_LATEST, _SERIES, *((_ALL,) if everything else ())):
        rest = words.sub("", rest)
    title = _TRAILING.sub("", _LEADING.sub("", " ".join(rest.split()) + " ").strip())
    if not any(character.isalnum() for character in title) or _DESCRIBED.search(title):
        return None
    first, *others = title.split()
    if len(others) >= _LONGEST:
        return None
    item: dict[str, JsonValue] = {
        "media_type": MediaType.TV if tv else MediaType.MOVIE,
        "titles": [" ".join([first[0].upper() + first[1:], *map(cased, others)])],
        "year": int(years[-1]) if years else None,
        "seasons": [*seasons[:3]],
        "episodes": [],
        "quality": quality,
        "latest": latest is not None,
        "all_seasons": everything,
    }
    return {"intent": intent, "items": [item]}
