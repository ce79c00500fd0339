"""Which sizes are taken for each quality, against what real files have."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ...journal.ports import JsonObject, JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Edit, Mismatch
from ..sizes import TABLES, Sizes
from .arr import edit, identifier, listed, number
from .base import Check, rows

NAME: Final = "qualitydefinition"
CLOSE: Final = 0.8
"""Smallest sizes from this share of the table's on are a matter of taste."""


def minimum_sizes(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect smallest sizes that rule out what cannot be real; one finding for all qualities."""
    sizes = _sizes(service, params)
    wrong: list[tuple[str, float]] = []
    edits: list[Edit] = []
    for row, name, least in _known(service, sizes):
        present = number(row.get("minSize"))
        if present is None or present >= CLOSE * least:
            continue
        wrong.append((name, present))
        edits.append(_edit(service, row, "minSize", least))
        if any((number(row.get(path)) or least) < least for path in ("preferredSize", "maxSize")):
            edits.extend(_raised(service, row, sizes))
    yield from _mismatch(wrong, edits, {name: sizes.least[name] for name, _ in wrong})


def maximum_sizes(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect largest sizes that leave room for good copies; nothing set means no limit."""
    sizes = _sizes(service, params)
    times = number(params.get("times")) or 1
    wrong: list[tuple[str, float]] = []
    edits: list[Edit] = []
    for row, name, least in _known(service, sizes):
        present = number(row.get("maxSize"))
        if present is not None and present < times * least:
            wrong.append((name, present))
            edits.extend(_raised(service, row, sizes))
    yield from _mismatch(wrong, edits, {name: sizes.most for name, _ in wrong})


def _sizes(service: ServiceSnapshot, params: Mapping[str, JsonValue]) -> Sizes:
    """Return the table for a service; the one for anime where it keeps any."""
    folders = service.documents.get("rootfolder")
    anime = any(
        isinstance(row, dict) and "anime" in str(row.get("path")).casefold()
        for row in (folders if isinstance(folders, list) else ())
    )
    return TABLES[str(params["anime" if anime else "table"])]


def _known(service: ServiceSnapshot, sizes: Sizes) -> Iterator[tuple[JsonObject, str, float]]:
    """Yield the definitions of qualities that the table has: row, name, smallest size."""
    for row in rows(service, NAME):
        quality = row.get("quality")
        name = quality.get("name") if isinstance(quality, dict) else None
        if isinstance(name, str) and name in sizes.least:
            yield row, name, sizes.least[name]


def _raised(service: ServiceSnapshot, row: JsonObject, sizes: Sizes) -> Iterator[Edit]:
    """Yield what lifts the upper sizes of a quality to those of the table; both, as one may not pass the other."""
    for path, wanted in (("preferredSize", sizes.preferred), ("maxSize", sizes.most)):
        present = number(row.get(path))
        if present is not None and present < wanted:
            yield _edit(service, row, path, wanted)


def _edit(service: ServiceSnapshot, row: JsonObject, path: str, after: float) -> Edit:
    """Return an edit of a definition."""
    return edit(service, NAME, path, before=row.get(path), after=after, row=identifier(row))


def _mismatch(
    wrong: list[tuple[str, float]], edits: list[Edit], wanted: Mapping[str, float]
) -> Iterator[Mismatch]:
    """Yield one finding for all qualities, if any."""
    if wrong:
        yield Mismatch(
            found=dict[str, JsonValue](wrong),
            wanted=dict[str, JsonValue](wanted),
            edits=tuple(edits),
            words={"qualities": listed([name for name, _ in wrong])},
        )


CHECKS: Final[Mapping[str, Check]] = {
    "minimum_sizes": minimum_sizes,
    "maximum_sizes": maximum_sizes,
}
