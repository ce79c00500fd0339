"""Titles as they are shown, and what belongs to one and what is only added to it: pure."""

import re
from typing import Final
import unicodedata

_BLANK: Final = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})
_JOINERS: Final = frozenset("\u200c\u200d")
"""Invisible, and part of the spelling in some scripts."""

_LOOKED_AT: Final = 4
"""So many times the wanted length is read: a service may send megabytes."""

_ADDED: Final = re.compile(r"\s*[(\[]((?:18|19|20)\d{2}|[A-Z]{2,3})[)\]]\s*$")


def shown(text: str, most: int) -> str:
    """Return text of a service on one line, without signs that cannot be seen, at most `most` long."""
    text = text[: most * _LOOKED_AT]
    kept = text if text.isprintable() else "".join(map(_visible, text))
    line = " ".join(kept.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def base_title(title: str) -> str:
    """Return a title without the year or the country that a catalogue adds: "The Office (US)"."""
    return _ADDED.sub("", title) or title


def country_mark(title: str) -> str:
    """Return the country that a catalogue adds to a title, nothing when there is none."""
    found = _ADDED.search(title)
    return found[1] if found and found[1].isalpha() and found.start() else ""


def _visible(sign: str) -> str:
    """Return a sign, or what stands for one that cannot be seen or changes the direction."""
    kind = unicodedata.category(sign)
    if kind in _BLANK:
        return " "
    return "" if kind == "Cf" and sign not in _JOINERS else sign
