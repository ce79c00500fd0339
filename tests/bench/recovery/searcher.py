"""The searching half of a simulated Radarr or Sonarr: feeds, searches and grabs, as their sources have it.

Every quarter of an hour it reads the indexers' feeds; what is wanted and out already is searched for at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from custom_components.autoarr.clients.models.servarr import HistoryEvent
from custom_components.autoarr.clients.service import ServiceKind

from .arr_model import INTERACTIVE, Blocked, By, Chronicle, Library, Search, Tracked
from .choosing import rejections
from .indexers import Indexers
from .posts import Listing, Title
from .referee import Referee
from .sabnzbd import SimSabnzbd
from .timeline import HOUR, MINUTE, Timeline, moment

RSS: Final = 15 * MINUTE
SEARCH_TAKES: Final = 15.0
"""Seconds from a search to its grab."""
REMEMBERED: Final = 5 * MINUTE
"""So long a command is listed."""
RECENT: Final = 12 * HOUR
"""So long the feeds do not grab again what was grabbed (HistorySpecification)."""


@dataclass(slots=True, kw_only=True)
class Searcher:
    """What a Radarr or Sonarr wants, finds and grabs; `listings` are those of its titles, by their time."""

    kind: ServiceKind
    time: Timeline
    sabnzbd: SimSabnzbd
    indexers: Indexers
    referee: Referee
    titles: tuple[Title, ...]
    listings: tuple[Listing, ...]
    library: Library = field(default_factory=Library)
    chronicle: Chronicle = field(default_factory=Chronicle)
    tracked: dict[str, Tracked] = field(default_factory=dict)
    blocklist: dict[int, Blocked] = field(default_factory=dict)
    searches: dict[int, Search] = field(default_factory=dict)
    wanted: set[int] = field(default_factory=set)
    offered: dict[tuple[str, int], tuple[Listing, float]] = field(default_factory=dict)
    """The releases of interactive searches by guid and indexer, and when they were found."""
    redownload: bool = True
    redownload_interactive: bool = True
    changed: int = 0
    _rows: int = 0
    _blocked: int = 0
    _commands: int = 0
    _grabbed_at: dict[int, float] = field(default_factory=dict)
    _missed: dict[int, list[Listing]] = field(default_factory=dict)
    _of_title: dict[int, list[Listing]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Plan what its owner does, and the reading of feeds."""
        for listing in self.listings:
            for title in listing.post.titles:
                self._of_title.setdefault(title.number, []).append(listing)
        for title in self.titles:
            self.time.at(title.wanted_at, lambda title=title: self._want(title))  # type: ignore[misc]
        for listing in self.listings:
            if listing.published > 0:
                due = (listing.published // RSS + 1) * RSS
                self.time.at(due, lambda listing=listing: self._feed(listing))  # type: ignore[misc]

    # ── what its owner and the feeds bring ──

    def _want(self, title: Title) -> None:
        """Take a title in; what is out already is searched for."""
        self.wanted.add(title.number)
        if title.season_at_once:
            if title.episode % 100 == 1:
                season = tuple(t for t in self.titles if t.media_id == title.media_id)
                self.time.at(
                    self.time.seconds + 1, lambda: self.search("SeasonSearch", season, By.ARR)
                )
        elif title.wanted_at > title.aired_at:
            self.search("MoviesSearch", (title,), By.ARR)

    def _feed(self, listing: Listing) -> None:
        """Read one line of a feed; while its indexer is down it waits."""
        if not self.indexers.up(listing.indexer):
            self.time.at(self.time.seconds + RSS, lambda: self._feed(listing))
            return
        found = [t for t in listing.post.titles if self._rss_wants(t)]
        if len(found) == len(listing.post.titles) and not self.rejections(listing):
            self.grab(listing, By.ARR, "feed")

    def _rss_wants(self, title: Title) -> bool:
        """Say whether a feed may bring a title: wanted, and not grabbed within twelve hours."""
        grabbed = self._grabbed_at.get(title.number)
        recent = grabbed is not None and self.time.seconds - grabbed < RECENT
        return title.number in self.wanted and not recent

    # ── searching and grabbing ──

    def search(self, name: str, titles: tuple[Title, ...], by: By) -> Search:
        """Queue a search."""
        command = self._command(name, titles, by)
        self.time.at(self.time.seconds + SEARCH_TAKES, lambda: self._searched(command))
        return command

    def _command(self, name: str, titles: tuple[Title, ...], by: By) -> Search:
        """Queue a command; it is remembered for some minutes."""
        self._commands += 1
        season = name in ("SeasonSearch", "SeriesSearch")
        command = Search(
            id=self._commands,
            name=name,
            titles=titles,
            season=season,
            queued=self.time.seconds,
            by=by,
        )
        self.searches[command.id] = command
        due = self.time.seconds + REMEMBERED
        self.time.at(due, lambda: self.searches.pop(command.id, None))
        return command

    def _searched(self, command: Search) -> None:
        """End a search with its grabs."""
        command.ended = self.time.seconds
        answered = self.indexers.search(by=command.by)
        if command.season:
            found = [x for x in self.found(command.titles[0], answered) if len(x.post.titles) > 1]
            self._grab_best(found, command)
        for title in command.titles:
            if self.library.lines(title) and command.season:
                continue
            if command.titles[0] is not title and not command.season:
                answered = self.indexers.search(by=command.by)
            self._grab_best(self.found(title, answered), command)

    def found(self, title: Title, answered: Iterable[int]) -> list[Listing]:
        """Return the listings of a title that these indexers have by now, the best first."""
        now, numbers = self.time.seconds, frozenset(answered)
        found = [
            listing
            for listing in self._of_title.get(title.number, ())
            if listing.published <= now and listing.indexer in numbers
        ]
        return in_order(found)

    def _grab_best(self, found: Sequence[Listing], command: Search) -> None:
        """Grab the best that is approved; when its NZB cannot be had, the next."""
        for listing in found:
            if not self.rejections(listing) and self.grab(listing, command.by, command.name):
                return

    def rejections(self, listing: Listing) -> tuple[str, ...]:
        """Return what speaks against a release."""
        media = listing.post.titles[0].media_id
        return rejections(
            listing,
            self.library.lines,
            lambda title: max(
                (t.listing.post.resolution for t in self.waiting_for(title)), default=0
            ),
            (row.listing for row in self.blocklist.values() if row.title.media_id == media),
        )

    def waiting_for(self, title: Title) -> list[Tracked]:
        """Return the downloads that are to bring a title."""
        return [t for t in self.tracked.values() if title in t.titles]

    def grab(self, listing: Listing, by: By, how: str) -> bool:
        """Fetch an NZB and hand it to SABnzbd; say whether the indexer gave it."""
        interactive = how == INTERACTIVE
        if not self.indexers.fetch(listing.indexer, by=by):
            return False
        titles = listing.post.titles
        self.referee.grabbed(listing, by, how)
        job = self.sabnzbd.add(listing, self.kind.value)
        data = {
            "indexer": self.indexers.name(listing.indexer),
            "guid": listing.guid,
            "publishedDate": moment(listing.published).isoformat(),
            "size": str(listing.post.size_bytes),
            "releaseSource": INTERACTIVE if interactive else "Search",
            "downloadClient": "SABnzbd",
            "protocol": "1",
        }
        records = [
            self.chronicle.write(
                HistoryEvent.GRABBED, title, listing, job.id, self.time.seconds, data
            )
            for title in titles
        ]
        self._rows += 1
        self.tracked[job.id] = Tracked(
            row=self._rows,
            download_id=job.id,
            titles=titles,
            listing=listing,
            history_id=records[0].id,
            by=by,
            interactive=interactive,
        )
        self._grabbed_at.update({title.number: self.time.seconds for title in titles})
        self.changed += 1
        return True


def in_order(listings: Iterable[Listing]) -> list[Listing]:
    """Return listings as a Radarr or Sonarr has them: quality first, then what brings more episodes."""
    return sorted(
        listings,
        key=lambda x: (
            -x.post.resolution,
            -len(x.post.titles),
            x.indexer,
            -x.published,
            x.guid,
        ),
    )
