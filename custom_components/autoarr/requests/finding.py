"""Finds among the requests those that a person speaks of: pure."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from .models import Request
from .normalise import normalise
from .parsed import MediaType, ParsedItem

_ALIKE = 85


def matching(requests: Iterable[Request], item: ParsedItem) -> list[Request]:
    """Return the requests that have the title said, open ones first, then the newest."""
    said = [normalise(title) for title in item.titles]
    found = [request for request in requests if _fits(request, item, said)]
    return sorted(found, key=lambda request: (request.ended, -request.created.timestamp()))


def _fits(request: Request, item: ParsedItem, said: list[str]) -> bool:
    """Say whether a request is about the title said."""
    media = request.media
    name = normalise(request.text if media is None else media.title)
    if media is not None:
        if item.year is not None and media.year is not None and item.year != media.year:
            return False
        if item.media_type not in {MediaType.UNKNOWN, media.media_type}:
            return False
        return any(fuzz.ratio(title, name) >= _ALIKE for title in said)
    return any(title and f" {title} " in f" {name} " for title in said)
