"""What both sides are asked in the comparison, and the answer that both are made to give."""

from dataclasses import dataclass
from typing import Any, Final

EMPTY: Final[dict[str, Any]] = {
    "seasons": [],
    "episodes": [],
    "quality": None,
    "latest": False,
    "all_seasons": False,
}
"""What rules find, if it is in a sentence: of a film they leave the title, the year and the type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that rules do not understand, what they find in it all the same, and its answer."""

    text: str
    answer: dict[str, Any]
    known: dict[str, Any]

    def left_to_say(self) -> dict[str, Any]:
        """Return the answer as a model gives it that was told what rules found."""
        items = [{**item, **{name: EMPTY[name] for name in EMPTY}} for item in self.answer["items"]]
        return {**self.answer, "items": items}


def film(text: str, title: str, *, year: int | None = None, quality: str | None = None) -> Sentence:
    """Return a sentence about a film; rules find the quality in it, and that it is about adding.

    A year is in the answer only where it is said: that is what both sides are told to do.
    """
    item = {
        "media_type": "movie",
        "titles": [title],
        "year": year,
        "seasons": [],
        "episodes": [],
        "quality": quality,
        "latest": False,
        "all_seasons": False,
    }
    known = {"intent": "add", **{name: item[name] for name in EMPTY if item[name] is not None}}
    return Sentence(text=text, answer={"intent": "add", "items": [item]}, known=known)


FIRST: Final = film(
    "please get the one where the weatherman lives the same day again and again, in 4k",
    "Groundhog Day",
    quality="2160p",
)
WARM: Final = (
    film(
        "I want that film from 2003 about the clownfish looking for his son",
        "Finding Nemo",
        year=2003,
    ),
    film(
        "add the space film with the black hole and the bookshelf in full hd",
        "Interstellar",
        quality="1080p",
    ),
    film(
        "could we have the one with the big ship, the iceberg and the blue diamond",
        "Titanic",
    ),
)
ROUNDS: Final = (FIRST, *WARM, WARM[-1])
"""In the order they are asked: the first after a start, others, and the last of them again."""
