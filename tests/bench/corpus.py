"""How much of the corpus the parser reads exactly as a careful person does."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
import unicodedata

from custom_components.autoarr.requests.parsed import ParsedItem, ParsedRequest
from custom_components.autoarr.requests.parser import parse_request
from tests.corpus import NAMES, Case, Item, load

from .table import table

TODAY: Final = date(2026, 11, 23)
TAGS: Final = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "dutch": "nl"}

type Parse = Callable[[Case], ParsedRequest]


@dataclass(slots=True)
class Score:
    """How many sentences of a file were read exactly; which were not, and in what."""

    total: int = 0
    wrong: list[Case] = field(default_factory=list)
    fields: Counter[str] = field(default_factory=Counter)

    @property
    def right(self) -> int:
        """Sentences read exactly."""
        return self.total - len(self.wrong)

    @property
    def share(self) -> float:
        """The same as a part of all, 0 to 1."""
        return self.right / self.total if self.total else 0.0


def in_its_language(case: Case) -> ParsedRequest:
    """Parse a sentence as for somebody whose language is known."""
    return parse_request(case.text, today=TODAY, languages=[TAGS[case.language]])


def in_any_language(case: Case) -> ParsedRequest:
    """Parse a sentence without knowing its language."""
    return parse_request(case.text, today=TODAY)


def measure(name: str, parse: Parse = in_its_language) -> Score:
    """Return how a file of the corpus is read."""
    score = Score()
    for case in load(name):
        score.total += 1
        found = differences(case, parse(case))
        if found:
            score.wrong.append(case)
            score.fields.update(found)
    return score


def differences(case: Case, parsed: ParsedRequest) -> list[str]:
    """Return what is wrong: the intent, the number of items, or fields of an item."""
    if parsed.intent != case.intent:
        return [f"intent ({case.intent} as {parsed.intent})"]
    if len(parsed.items) != len(case.items):
        return [f"items ({len(case.items)} as {len(parsed.items)})"]
    pairs = zip(case.items, parsed.items, strict=True)
    return sorted({wrong for one, other in pairs for wrong in _unlike(one, other)})


def _unlike(expected: Item, found: ParsedItem) -> list[str]:
    """Return the names of the fields in which an item differs."""
    title = found.titles[0] if found.titles else None
    pairs = {
        "title": (_plain(expected.title), _plain(title)),
        "media_type": (expected.media_type, found.media_type),
        "year": (expected.year, found.year),
        "seasons": (expected.seasons, found.seasons),
        "episodes": (expected.episodes, found.episodes),
        "quality": (expected.quality, found.quality),
        "latest": (expected.latest, found.latest),
        "all_seasons": (expected.all_seasons, found.all_seasons),
    }
    return [name for name, (one, other) in pairs.items() if one != other]


def _plain(title: str | None) -> str | None:
    """Return a title without case, accents and punctuation; its words and articles stay."""
    if title is None:
        return None
    signs = unicodedata.normalize("NFKD", title.casefold())
    words = ("".join(filter(str.isalnum, word)) for word in signs.split())
    return " ".join(word for word in words if word)


def print_accuracy(names: Sequence[str] = NAMES) -> None:
    """Print for every file how many sentences are read exactly, and what is wrong with the rest."""
    rows = []
    for name in names:
        known, unknown = measure(name), measure(name, in_any_language)
        rows.append(
            (
                name,
                str(known.total),
                str(known.right),
                f"{known.share:.1%}",
                f"{unknown.share:.1%}",
                ", ".join(f"{what} {count}" for what, count in known.fields.most_common()) or "-",
            )
        )
    table(("corpus", "sentences", "exact", "exact", "language not told", "wrong in"), rows)
