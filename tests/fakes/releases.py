"""Releases and the indexers that list them: what a fake Radarr or Sonarr searches."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

LOST_NZB = """<?xml version="1.0" encoding="UTF-8"?>
<nzb xmlns="http://www.newzbin.com/DTD/2003/nzb">
  <file poster="nobody@invalid" date="1700000000" subject="&quot;{guid}.mkv&quot; yEnc (1/1)">
    <groups><group>alt.binaries.test</group></groups>
    <segments><segment bytes="1000" number="1">{guid}@lost.invalid</segment></segments>
  </file>
</nzb>
"""

type NzbSource = str | bytes | Callable[[], str | bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One post as an indexer lists it.

    `quality` is the *arr's name of it ("WEBDL-1080p"); `size` is in bytes; `nzb` is the file or what makes it;
    the media ids say what the indexer believes it to be. A season without episodes is a season pack.
    """

    guid: str
    title: str
    nzb: NzbSource = field(repr=False, default="")
    publish_date: datetime
    size: int = 4_000_000_000
    quality: str = "WEBDL-1080p"
    languages: tuple[str, ...] = ("English",)
    indexer: str = "Fake Indexer"
    indexer_id: int = 1
    protocol: str = "usenet"
    tmdb_id: int | None = None
    tvdb_id: int | None = None
    season: int | None = None
    episodes: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Keep the publish date to the second, as indexers and history do."""
        object.__setattr__(self, "publish_date", self.publish_date.replace(microsecond=0))

    @property
    def group(self) -> str | None:
        """Return the release group, what stands after the last dash."""
        return self.title.rpartition("-")[2] or None if "-" in self.title else None

    def content(self) -> bytes:
        """Return the NZB file; where none was given, one of a single article nobody has."""
        made = self.nzb() if callable(self.nzb) else self.nzb or LOST_NZB.format(guid=self.guid)
        return made.encode() if isinstance(made, str) else made


class Fault(StrEnum):
    """How an indexer fails."""

    SEARCH = "search"
    DOWNLOAD = "download"
    GONE = "gone"


class IndexerError(Exception):
    """An indexer did not do what it was asked; `gone` means the release is no longer there."""

    def __init__(self, message: str, *, gone: bool = False) -> None:
        super().__init__(message)
        self.gone = gone


class Indexer:
    """A list of releases that counts its hits and can fail.

    `fault` is what fails from now on (None: nothing): searches, downloads, or downloads because the post is gone.
    """

    def __init__(
        self, releases: Iterable[Release] = (), *, identifier: int = 1, name: str = "Fake Indexer"
    ) -> None:
        self.releases = list(releases)
        self.identifier = identifier
        self.name = name
        self.fault: Fault | None = None
        self.searches: list[str] = []
        self.downloads: list[str] = []

    @property
    def hits(self) -> int:
        """Return how often it was asked, searches and downloads together."""
        return len(self.searches) + len(self.downloads)

    def add(self, *releases: Release) -> None:
        """List more releases, newest last."""
        self.releases.extend(releases)

    def search(
        self,
        *,
        tmdb_id: int | None = None,
        tvdb_id: int | None = None,
        season: int | None = None,
        episode: int | None = None,
    ) -> Sequence[Release]:
        """Return what is listed for a film, a series, a season or an episode (season packs included)."""
        wanted = {"tmdb": tmdb_id, "tvdb": tvdb_id, "season": season, "episode": episode}
        self.searches.append(" ".join(f"{k}:{v}" for k, v in wanted.items() if v is not None))
        self._fail_on(Fault.SEARCH)
        return [
            r
            for r in self.releases
            if tmdb_id in (None, r.tmdb_id)
            and tvdb_id in (None, r.tvdb_id)
            and season in (None, r.season)
            and (episode is None or not r.episodes or episode in r.episodes)
        ]

    def recent(self) -> Sequence[Release]:
        """Return the feed (RSS): everything, newest first."""
        self.searches.append("rss")
        self._fail_on(Fault.SEARCH)
        return sorted(self.releases, key=lambda r: r.publish_date, reverse=True)

    def download(self, release: Release) -> bytes:
        """Return the NZB of a release."""
        self.downloads.append(release.guid)
        self._fail_on(Fault.DOWNLOAD)
        self._fail_on(Fault.GONE)
        return release.content()

    def _fail_on(self, fault: Fault) -> None:
        """Raise when told to fail in this way."""
        if self.fault is fault:
            raise IndexerError(
                f"{self.name}: HTTP 503 for {fault}"
                if fault is not Fault.GONE
                else "404 Not Found",
                gone=fault is Fault.GONE,
            )


def now() -> datetime:
    """Return the present moment, the clock of a fake that was given none."""
    return datetime.now(UTC)
