"""Words and values of services fit to be shown: in a title, in Markdown, as the lines of a change. Pure."""

from collections.abc import Iterable
import json
import re
from typing import Final

from .audit.models import Edit, Place
from .audit.texts import plain
from .journal.ports import JsonValue

VALUE_CHARS: Final = 200
TITLE_CHARS: Final = 200
MOST_LINES: Final = 20

_HIDDEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")


def in_markdown(text: str) -> str:
    """Return a text that Markdown shows as it is: no markup, no link, no tag, one line."""
    return _PUNCTUATION.sub(r"\\\1", one_line(text))


def in_title(text: str) -> str:
    """Return a text fit for a title, which shows everything as it is."""
    line = one_line(text)
    return line if len(line) <= TITLE_CHARS else f"{line[: TITLE_CHARS - 1]}…"


def one_line(text: str) -> str:
    """Return a text without line ends and hidden characters."""
    return " ".join(_HIDDEN.sub(" ", text).split())


def value_text(value: JsonValue) -> str:
    """Return a setting as JSON shows it, cut to a length that can be read."""
    text = one_line(json.dumps(value, ensure_ascii=False))
    return text if len(text) <= VALUE_CHARS else f"{text[: VALUE_CHARS - 1]}…"


def place_text(place: Place) -> str:
    """Return where a setting is: document, row and path."""
    return " › ".join(plain(part) for part in (place.document, place.row, place.path) if part)


def diff_lines(edits: Iterable[tuple[str, Edit]]) -> str:
    """Return what would change as a Markdown list; each edit with the name of its service."""
    lines = [
        f"- {in_markdown(f'{name} › {place_text(edit.place)}')}: "
        f"{in_markdown(value_text(edit.before))} → {in_markdown(value_text(edit.after))}"
        for name, edit in edits
    ]
    more = [f"- … +{len(lines) - MOST_LINES}"] if len(lines) > MOST_LINES else []
    return "\n".join([*lines[:MOST_LINES], *more])


def listed(steps: Iterable[str]) -> str:
    """Return steps as a numbered Markdown list."""
    return "\n".join(f"{number}. {in_markdown(step)}" for number, step in enumerate(steps, 1))
