"""What a sentence means, before any catalogue is asked."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..journal.ports import JsonObject


class Intent(StrEnum):
    """What the speaker wants."""

    ADD = "add"
    STATUS = "status"
    CANCEL = "cancel"
    DIAGNOSE = "diagnose"
    NONE = "none"


class MediaType(StrEnum):
    """A film, a series, or not said."""

    MOVIE = "movie"
    TV = "tv"
    UNKNOWN = "unknown"


class Quality(StrEnum):
    """A picture size that can be asked for."""

    UHD = "2160p"
    FULL_HD = "1080p"
    HD = "720p"
    SD = "480p"

    @property
    def lines(self) -> int:
        """The height of the picture in lines, as the *arr name it in a profile."""
        return int(self.value.removesuffix("p"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedItem:
    """One title that was spoken of; `titles` holds what it may be called, likeliest first."""

    media_type: MediaType = MediaType.UNKNOWN
    titles: tuple[str, ...] = ()
    year: int | None = None
    seasons: tuple[int, ...] = ()
    episodes: tuple[int, ...] = ()
    quality: Quality | None = None
    latest: bool = False
    all_seasons: bool = False

    def as_dict(self) -> JsonObject:
        """Return the item as the command line prints it."""
        return {
            "media_type": self.media_type.value,
            "titles": list(self.titles),
            "year": self.year,
            "seasons": list(self.seasons),
            "episodes": list(self.episodes),
            "quality": None if self.quality is None else self.quality.value,
            "latest": self.latest,
            "all_seasons": self.all_seasons,
        }


SURE_CANCEL: Final = 0.8
"""A less sure sentence calls nothing off before it is asked back: "drop Dune" may mean anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedRequest:
    """A sentence and what it asks for.

    `other_reading` holds the items of the second way to read an "and" or a comma: one title
    where `items` has several, or the reverse. Only a catalogue can tell.
    """

    text: str
    intent: Intent = Intent.NONE
    items: tuple[ParsedItem, ...] = ()
    confidence: float = 0.0
    other_reading: tuple[ParsedItem, ...] = ()

    @property
    def doubtful_cancel(self) -> bool:
        """Say whether this may call something off, and may as well mean something else."""
        return self.intent is Intent.CANCEL and self.confidence < SURE_CANCEL

    def as_dict(self) -> JsonObject:
        """Return the request as the command line prints it."""
        return {
            "text": self.text,
            "intent": self.intent.value,
            "items": [item.as_dict() for item in self.items],
            "confidence": self.confidence,
        }
