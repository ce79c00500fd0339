"""How well an answer matches what is expected of a sentence, field by field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
import json
from pathlib import Path
from typing import Any, Final
from unicodedata import combining, normalize

CORPUS: Final = Path(__file__).with_name("data") / "requests.jsonl"

EMPTY: Final[Mapping[str, Any]] = {
    "seasons": [],
    "episodes": [],
    "quality": None,
    "latest": False,
    "all_seasons": False,
}
"""What must be empty when the corpus does not name it; a model may find out a year or a type."""

FIELDS: Final = (
    "intent",
    "number of titles",
    "a title",
    "the first title",
    "media_type",
    "year",
    *EMPTY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A sentence of the corpus; each item names the titles that are right, and what else must be so."""

    text: str
    intent: str
    items: Sequence[Mapping[str, Any]]


def read_corpus(path: Path = CORPUS) -> list[Expected]:
    """Read the sentences, one a line."""
    return [Expected(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def judge(expected: Expected, answer: Mapping[str, Any]) -> dict[str, bool]:
    """Return which fields are right; a field that the corpus says nothing of is left out.

    An item whose title was not found is judged by the one in its place.
    """
    items: list[Mapping[str, Any]] = answer["items"]
    verdict = {
        "intent": answer["intent"] == expected.intent,
        "number of titles": len(items) == len(expected.items),
    }
    for place, wanted in enumerate(expected.items):
        titles = {plain(title) for title in wanted["titles"]}
        found = next((item for item in items if titles & plain_titles(item)), None)
        marks = {
            "a title": found is not None,
            "the first title": found is not None and plain(found["titles"][0]) in titles,
        }
        meant = found or next(iter(items[place:]), None)
        for field, value in {**EMPTY, **wanted}.items():
            if field != "titles":
                marks[field] = meant is not None and meant[field] == value
        for field, right in marks.items():
            verdict[field] = verdict.get(field, True) and right
    return verdict


def plain_titles(item: Mapping[str, Any]) -> set[str]:
    """Return what the titles of an item come down to."""
    return {plain(title) for title in item["titles"]}


def plain(title: str) -> str:
    """Return what matters of a title: its letters and digits, without accents and first article."""
    spelt = normalize("NFKD", normalize("NFKD", title).casefold()).replace("&", " and ")
    letters = "".join(one if one.isalnum() else " " for one in spelt if not combining(one))
    words = letters.split()
    while len(words) > 1 and words[0] in {"the", "a", "an"}:
        del words[0]
    return " ".join(words)


def shares(verdicts: Iterable[Mapping[str, bool]]) -> dict[str, tuple[int, int]]:
    """Return for each field how often it was right and how often it was judged; "all" is the whole."""
    counts = dict.fromkeys((*FIELDS, "all"), (0, 0))
    for verdict in verdicts:
        for field, right in (*verdict.items(), ("all", all(verdict.values()))):
            good, judged = counts[field]
            counts[field] = (good + right, judged + 1)
    return counts
