"""What a simulated Radarr or Sonarr keeps: files, grabs, history, blocklist and searches."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from custom_components.autoarr.clients.models.servarr import (
    HistoryEvent,
    HistoryRecord,
    StatusMessage,
)
from custom_components.autoarr.clients.service import ServiceKind

from .posts import Fate, Listing, Title
from .timeline import moment

BLOCKS: Final = {
    (ServiceKind.RADARR, Fate.UNCONFIRMED): (
        "Found matching movie via grab history, but release was matched to movie by ID."
        " Manual Import required."
    ),
    (ServiceKind.SONARR, Fate.UNCONFIRMED): (
        "Found matching series via grab history, but release was matched to series by ID."
        " Automatic import is not possible. See the FAQ for details."
    ),
    (ServiceKind.RADARR, Fate.WRONG): "Sample",
    (ServiceKind.SONARR, Fate.WRONG): (
        "Episode 9x99 was not found in the grabbed release: {release}"
    ),
    (ServiceKind.RADARR, Fate.DANGEROUS): "Caution: Found executable file with extension: '.exe'",
    (ServiceKind.SONARR, Fate.DANGEROUS): "Caution: Found executable file with extension: '.exe'",
}
"""Why a download is not imported, in the words of both programs."""

INTERACTIVE: Final = "InteractiveSearch"
NOT_AN_UPGRADE: Final = "Not an upgrade for existing {what} file(s)"


class By(StrEnum):
    """Who did something."""

    ARR = "arr"
    AUTOARR = "autoarr"


@dataclass(slots=True, kw_only=True)
class Tracked:
    """A download the *arr waits for."""

    row: int
    download_id: str
    titles: tuple[Title, ...]
    listing: Listing
    history_id: int
    by: By
    interactive: bool = False
    blocked: tuple[StatusMessage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """A row of the blocklist."""

    id: int
    title: Title
    episodes: tuple[int, ...]
    listing: Listing
    date: float
    message: str
    by: By


@dataclass(slots=True, kw_only=True)
class Search:
    """A search, by command or interactive; `ended` is when its grabs are decided."""

    id: int
    name: str
    titles: tuple[Title, ...]
    season: bool
    queued: float
    ended: float | None = None
    by: By


@dataclass(slots=True)
class Library:
    """The files there are: lines of picture by title, and the post each came from."""

    files: dict[int, Listing] = field(default_factory=dict)

    def lines(self, title: Title) -> int:
        """Return the quality of the file of a title, 0 without one."""
        file = self.files.get(title.number)
        return file.post.resolution if file else 0


@dataclass(slots=True)
class Chronicle:
    """The history, oldest first, and by download."""

    records: list[HistoryRecord] = field(default_factory=list)
    of_download: dict[str, list[HistoryRecord]] = field(default_factory=dict)

    def write(
        self,
        event: HistoryEvent,
        title: Title,
        listing: Listing,
        download_id: str,
        seconds: float,
        data: dict[str, str],
    ) -> HistoryRecord:
        """Write a record."""
        record = HistoryRecord(
            id=len(self.records) + 1,
            event_type=event,
            date=moment(seconds),
            source_title=listing.name,
            download_id=download_id,
            media_id=title.media_id,
            episode_id=title.episode or None,
            quality=f"WEBDL-{listing.post.resolution}p",
            data=data,
        )
        self.records.append(record)
        self.of_download.setdefault(download_id, []).append(record)
        return record
