"""Which items a query asks for, and which page of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from aiohttp import web

from .answers import episode_answer, hub_answer, item_answer
from .library import plex_guid
from .model import TYPE_NUMBERS, Item, Kind
from .wire import Container

_START, _SIZE, _TOTAL = (
    "X-Plex-Container-Start",
    "X-Plex-Container-Size",
    "X-Plex-Container-Total-Size",
)


@dataclass(frozen=True, slots=True)
class Page:
    """What part of a list is asked for; `size` None is all of it."""

    start: int
    size: int | None

    @classmethod
    def of(cls, request: web.Request) -> Self:
        """Read the page from headers or, with the same names, from the query."""
        start = request.headers.get(_START) or request.query.get(_START) or "0"
        size = request.headers.get(_SIZE) or request.query.get(_SIZE)
        return cls(int(start), None if size is None else int(size))

    def headers(self, total: int) -> dict[str, str]:
        """Return the headers of a paged answer."""
        return {} if self.size is None else {_START: str(self.start), _TOTAL: str(total)}


def selected(
    items: Sequence[Item], query: Mapping[str, str], *, external_guids: bool
) -> list[Container]:
    """Return the entries of a library that a query asks for (`type`, `title`, `year`, `guid`, `includeGuids`)."""
    wanted = [item for item in items if _asked_for(item, query, external_guids=external_guids)]
    if TYPE_NUMBERS.get(query.get("type", "")) == "episode":
        return [episode_answer(item, episode) for item in wanted for episode in item.episodes]
    with_guids = query.get("includeGuids") == "1"
    return [item_answer(item, guids=with_guids) for item in wanted]


def paged(container: Container, found: Sequence[Container], page: Page) -> Container:
    """Return a container with one page of what was found."""
    if page.size is None:
        return {"size": len(found), **container, "Metadata": [*found]}
    some = found[page.start : page.start + page.size]
    whole = {"size": len(some), "totalSize": len(found), "offset": page.start, **container}
    return whole | ({"Metadata": [*some]} if some else {})


def searched(items: Iterable[Item], query: Mapping[str, str]) -> list[Container]:
    """Return the hubs of a search over all libraries (`query`, `limit`)."""
    words = query["query"].casefold()
    limit = int(query.get("limit", "3"))
    hits = [item for item in items if words in item.title.casefold()]
    return [hub_answer(kind, [hit for hit in hits if hit.kind is kind][:limit]) for kind in Kind]


def _asked_for(item: Item, query: Mapping[str, str], *, external_guids: bool) -> bool:
    """Say whether one item passes the filters; a title is found by any part of it."""
    kind = TYPE_NUMBERS.get(query.get("type", ""), item.kind)
    if kind not in (item.kind, "episode"):
        return False
    if (title := query.get("title")) and title.casefold() not in item.title.casefold():
        return False
    if (year := query.get("year")) and year != str(item.year):
        return False
    guid = query.get("guid")
    return not guid or guid == plex_guid(item) or (external_guids and guid in item.guids)
