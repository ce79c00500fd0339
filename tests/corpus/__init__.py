"""Sentences people say or type to a home media stack, with the answer a careful person gives."""

from pathlib import Path
from typing import Final, Literal

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

type Intent = Literal["add", "status", "cancel", "diagnose", "none"]
type MediaType = Literal["movie", "tv", "unknown"]
type Quality = Literal["2160p", "1080p", "720p", "480p"]

FOLDER: Final = Path(__file__).parent
NAMES: Final = tuple(sorted(path.stem for path in FOLDER.glob("*.jsonl")))
"""What can be loaded: `<language>_held_out` and `<language>_open`."""

STRICT: Final = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Item:
    """One title that is meant and what was said of it; None or empty where nothing was said."""

    title: str | None
    media_type: MediaType = "unknown"
    year: int | None = None
    seasons: tuple[int, ...] = ()
    episodes: tuple[int, ...] = ()
    quality: Quality | None = None
    latest: bool = False
    all_seasons: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Line:
    """One sentence and its parse, as a line of a file has it; `about` says what it tries."""

    text: str
    intent: Intent
    items: tuple[Item, ...]
    about: str


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Case(Line):
    """One sentence, its parse and its language, in English and lower case: "german"."""

    language: str


LINES: Final = TypeAdapter(Line)


def load(name: str, folder: Path = FOLDER) -> list[Case]:
    """Return the sentences of a file in their order; ValueError says which line is wrong and why."""
    path = folder / f"{name}.jsonl"
    language = name.partition("_")[0]
    cases: list[Case] = []
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            line = LINES.validate_json(raw)
        except ValueError as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
        cases.append(
            Case(
                text=line.text,
                intent=line.intent,
                items=line.items,
                about=line.about,
                language=language,
            )
        )
    return cases
