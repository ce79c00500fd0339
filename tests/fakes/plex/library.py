"""The libraries of one server and their items; scans keep them in step with the disk."""

from collections.abc import Callable, Iterable, Mapping, Sequence
import hashlib
from pathlib import Path
import re

from .model import Found, Item, Kind, Section
from .scan import read_folder, scan

type Catalogue = Mapping[tuple[str, int], Sequence[str]]

# A file name cannot hold these, so the folder of "Mission: Impossible" has another name than the film.
_UNWRITABLE = re.compile(r"[^\w]+")


class Library:
    """Sections and items. `catalogue` tells the ids of (title, year): "matching" is a look into it."""

    def __init__(self, catalogue: Catalogue, now: Callable[[], int]) -> None:
        self.sections: dict[str, Section] = {}
        self.items: dict[str, Item] = {}
        self._now = now
        self._known = {
            (_plain(title), year): (title, tuple(guids))
            for (title, year), guids in catalogue.items()
        }
        self._last_key = 100

    def add_section(
        self,
        kind: Kind | str,
        title: str,
        locations: Iterable[Path | str] = (),
        *,
        legacy: bool = False,
    ) -> Section:
        """Add a library; its content appears with the first scan."""
        key = str(len(self.sections) + 1)
        section = Section(
            key=key,
            kind=Kind(kind),
            title=title,
            locations=tuple(Path(location) for location in locations),
            uuid=_uuid(f"section/{key}/{title}"),
            legacy=legacy,
        )
        self.sections[key] = section
        return section

    def add_item(
        self, section: Section, title: str, year: int | None = None, guids: Sequence[str] = ()
    ) -> Item:
        """Add a film or series that is nowhere on disk; no scan removes it."""
        return self._add(section, title, year, tuple(guids))

    def items_of(self, section: Section) -> list[Item]:
        """Return the films or series of a library by title."""
        inside = (item for item in self.items.values() if item.section_key == section.key)
        return sorted(inside, key=lambda item: (item.title.casefold(), item.year or 0))

    def scan(self, section: Section, path: Path | None = None) -> None:
        """Bring a library, or one folder of it, in step with the disk; what lost its files disappears."""
        where = [path] if path is not None else list(section.locations)
        for found in self._found(section, path):
            self._take(section, found)
        for item in self.items_of(section):
            folder = item.folder
            if folder is None or not any(folder.is_relative_to(place) for place in where):
                continue
            if read_folder(folder, section.kind) is None:
                del self.items[item.rating_key]
        section.scanned_at = self._now()

    def _found(self, section: Section, path: Path | None) -> Iterable[Found]:
        """Return what is on disk; a path may be a title's folder, one below it, or a location."""
        for location in section.locations:
            if path is None or path == location:
                yield from scan(location, section.kind)
            elif path.is_relative_to(location):
                folder = location / path.relative_to(location).parts[0]
                found = read_folder(folder, section.kind) if folder.is_dir() else None
                if found is not None:
                    yield found

    def _take(self, section: Section, found: Found) -> None:
        """Add what was found, or bring it up to date."""
        title, guids = self._match(found)
        item = next((i for i in self.items_of(section) if i.folder == found.folder), None)
        if item is None:
            item = self._add(section, title, found.year, () if section.legacy else guids)
        item.folder, item.files, item.episodes = found.folder, found.files, found.episodes

    def _match(self, found: Found) -> tuple[str, tuple[str, ...]]:
        """Return the real title and the ids of what was found; ids in the folder's name are enough."""
        plain = _plain(found.title)
        for (title, year), (real, guids) in self._known.items():
            if any(hint in guids for hint in found.hints):
                return real, guids
            if title == plain and found.year in (year, None):
                return real, guids
        return found.title, found.hints

    def _add(self, section: Section, title: str, year: int | None, guids: tuple[str, ...]) -> Item:
        """Add an item under a new rating key."""
        self._last_key += 1
        item = Item(
            rating_key=str(self._last_key),
            section_key=section.key,
            kind=section.kind,
            title=title,
            year=year,
            guids=guids,
            added_at=self._now(),
        )
        self.items[item.rating_key] = item
        return item


def plex_guid(item: Item) -> str:
    """Return Plex's own id of an item."""
    return f"plex://{item.kind}/{hashlib.sha256(item.title.encode()).hexdigest()[:24]}"


def _plain(title: str) -> str:
    """Return a title without what a file name may lack."""
    return _UNWRITABLE.sub(" ", title.casefold()).strip()


def _uuid(text: str) -> str:
    """Return something that looks like a UUID and is always the same."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
