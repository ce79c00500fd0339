"""The clients of Radarr and Sonarr, answered by the simulated ones instead of over HTTP.

They are subclasses of the real ones, so that what they are taken for is the same; whatever is not answered
here fails, because none of them has a connection.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, override

from custom_components.autoarr.clients.errors import ServiceRejected
from custom_components.autoarr.clients.models.radarr import Movie
from custom_components.autoarr.clients.models.servarr import (
    BlocklistRow,
    Command,
    DownloadClient,
    DownloadProtocol,
    FailedHandling,
    HealthLevel,
    HealthMessage,
    HistoryEvent,
    HistoryRecord,
    ImportCandidate,
    ImportMode,
    QualityProfile,
    QueueItem,
    Release,
)
from custom_components.autoarr.clients.models.servarr_files import LibraryFile
from custom_components.autoarr.clients.models.sonarr import Episode, Series
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.sonarr import SonarrClient

from . import views_servarr as views
from .arr_model import INTERACTIVE, By
from .clients_sabnzbd import missing
from .posts import HD, UHD, Listing, Title
from .searcher import in_order
from .servarr import SimServarr
from .timeline import MINUTE, Timeline, seconds_of

CACHED: Final = 30 * MINUTE
"""So long a release of an interactive search can be grabbed."""


class _Servarr:
    """What both clients answer alike."""

    program: SimServarr

    @property
    def _time(self) -> Timeline:
        return self.program.time

    async def queue(self) -> list[QueueItem]:
        """Return a row for each title of each download."""
        return views.arr_queue(self.program)

    async def queue_with_titles(self) -> list[QueueItem]:
        """Return the same rows: all titles stay monitored."""
        return views.arr_queue(self.program)

    async def delete_queue_item(
        self, item_id: int, *, remove_from_client: bool, blocklist: bool, skip_redownload: bool
    ) -> None:
        """Remove a download, and blame its release when asked to."""
        arr = self.program
        tracked = views.tracked_by_row(arr, item_id)
        if tracked is None:
            raise missing(arr.kind.label, f"queue item {item_id}")
        if blocklist:
            arr.fail(
                tracked,
                "Manually marked as failed",
                By.AUTOARR,
                remove=remove_from_client,
                redownload=not skip_redownload,
            )
            return
        arr.tracked.pop(tracked.download_id)
        if remove_from_client:
            arr.delete(tracked.download_id, By.AUTOARR)

    async def history_of(self, download_id: str) -> list[HistoryRecord]:
        """Return what happened to one download, newest first."""
        return self.program.chronicle.of_download.get(download_id, [])[::-1]

    async def history_of_media(self, media_id: int) -> list[HistoryRecord]:
        """Return what happened to a film or series, newest first."""
        return [r for r in reversed(self.program.chronicle.records) if r.media_id == media_id]

    async def history_since(
        self, date: datetime, event: HistoryEvent | None = None
    ) -> list[HistoryRecord]:
        """Return what happened since a time."""
        records = self.program.records_since(seconds_of(date))
        return [record for record in records if event is None or record.event_type is event]

    async def mark_failed(self, history_id: int) -> None:
        """Mark a grab as failed."""
        if not self.program.mark_failed(history_id, By.AUTOARR):
            raise missing(self.program.kind.label, f"grab {history_id} in its history")

    async def blocklist(self) -> list[BlocklistRow]:
        """Return the whole blocklist, newest first."""
        return [views.blocklist_row(row) for row in reversed(self.program.blocklist.values())]

    async def delete_blocklist_rows(self, ids: Sequence[int]) -> None:
        """Allow releases again."""
        for row in ids:
            self.program.blocklist.pop(row, None)

    async def manual_import(self, download_id: str) -> list[ImportCandidate]:
        """Return the file of a download and what speaks against it."""
        tracked = self.program.tracked.get(download_id)
        return views.candidates(tracked) if tracked else []

    async def import_files(self, files: Sequence[ImportCandidate], mode: ImportMode) -> Command:
        """Import a download that was blocked."""
        return views.command(self.program.import_by_hand(files[0].download_id))

    async def commands(self) -> list[Command]:
        """Return the commands of the last minutes."""
        return [views.command(search) for search in self.program.searches.values()]

    async def command(self, command_id: int) -> Command:
        """Return one command."""
        search = self.program.searches.get(command_id)
        if search is None:
            raise missing(self.program.kind.label, f"command {command_id}")
        return views.command(search)

    async def health(self) -> list[HealthMessage]:
        """Return whether indexers can be searched."""
        if self.program.indexers.healthy():
            return []
        text = "All indexers are unavailable due to failures"
        return [
            HealthMessage(
                source="IndexerStatusCheck", type=HealthLevel.ERROR, message=text, wiki_url=None
            )
        ]

    async def quality_profiles(self) -> list[QualityProfile]:
        """Return the profiles; any language will do."""
        return [views.quality_profile(profile) for profile in (HD, UHD)]

    async def library_file(self, file_id: int) -> LibraryFile:
        """Raise ServiceNotFound: files are not read."""
        raise missing(self.program.kind.label, f"file {file_id}")

    async def failed_handling(self) -> FailedHandling:
        """Return the switches for a new search."""
        return FailedHandling(
            auto_redownload=self.program.redownload,
            auto_redownload_interactive=self.program.redownload_interactive,
        )

    async def set_failed_handling(self, handling: FailedHandling) -> None:
        """Set the switches for a new search."""
        self.program.redownload = handling.auto_redownload
        self.program.redownload_interactive = handling.auto_redownload_interactive

    async def download_clients(self) -> list[DownloadClient]:
        """Return the one download client."""
        return [
            DownloadClient(
                id=1,
                name="SABnzbd",
                implementation="Sabnzbd",
                protocol=DownloadProtocol.USENET,
                enable=True,
                remove_completed=True,
                remove_failed=self.program.remove_failed,
                raw={},
            )
        ]

    async def set_remove_failed(self, client_id: int, *, enabled: bool) -> None:
        """Switch whether failed jobs are deleted in SABnzbd."""
        self.program.remove_failed = enabled

    async def grab_release(self, guid: str, indexer_id: int) -> None:
        """Grab a release of an interactive search."""
        arr = self.program
        listing, searched = arr.offered.get((guid, indexer_id), (None, 0.0))
        if listing is None or arr.time.seconds - searched > CACHED:
            raise missing(arr.kind.label, f"release {guid} in its cache")
        if not arr.grab(listing, By.AUTOARR, INTERACTIVE):
            raise ServiceRejected(
                f"{arr.kind.label} could not fetch {guid}.",
                service=arr.kind.label,
                endpoint="/api/v3/release",
                message="Getting release from indexer failed",
                status=409,
            )

    def _start(self, name: str, titles: tuple[Title, ...]) -> Command:
        """Start a search."""
        return views.command(self.program.search(name, titles, By.AUTOARR))

    def _offer(self, *titles: Title) -> list[Release]:
        """Search interactively for a title, or for all of a season at once."""
        arr = self.program
        answered = arr.indexers.search(by=By.AUTOARR)
        listings = {x.guid: x for title in titles for x in arr.found(title, answered)}
        found = in_order(listings.values())
        now = arr.time.seconds
        arr.offered.update({(x.guid, x.indexer + 1): (x, now) for x in found})
        return [self._release(listing) for listing in found]

    def _release(self, listing: Listing) -> Release:
        """Return a release as an interactive search shows it."""
        return views.release(self.program, listing)


class SimRadarrClient(_Servarr, RadarrClient):
    """Talks to the simulated Radarr."""

    def __init__(self, program: SimServarr) -> None:
        """Talk to this one."""
        self.program = program
        self._titles = {title.media_id: title for title in program.titles}

    def _title(self, movie_id: int) -> Title:
        """Return a film; raises ServiceNotFound."""
        title = self._titles.get(movie_id)
        if title is None:
            raise missing("Radarr", f"film {movie_id}")
        return title

    @override
    async def movie(self, movie_id: int) -> Movie:
        return views.movie(self.program, self._title(movie_id))

    @override
    async def search_movies(self, movie_ids: Sequence[int]) -> Command:
        return self._start("MoviesSearch", tuple(self._title(one) for one in movie_ids))

    @override
    async def releases(self, movie_id: int) -> list[Release]:
        return self._offer(self._title(movie_id))


class SimSonarrClient(_Servarr, SonarrClient):
    """Talks to the simulated Sonarr."""

    def __init__(self, program: SimServarr) -> None:
        """Talk to this one."""
        self.program = program
        self._titles = {title.episode: title for title in program.titles}
        self._seasons: dict[int, list[Title]] = {}
        for title in program.titles:
            self._seasons.setdefault(title.media_id, []).append(title)

    def _season(self, series_id: int) -> list[Title]:
        """Return the episodes of a series; raises ServiceNotFound."""
        found = self._seasons.get(series_id)
        if found is None:
            raise missing("Sonarr", f"series {series_id}")
        return found

    @override
    async def series(self, series_id: int) -> Series:
        return views.series(self._season(series_id)[0])

    @override
    async def episodes(self, series_id: int, season: int | None = None) -> list[Episode]:
        return [views.episode(self.program, title) for title in self._season(series_id)]

    @override
    async def search_season(self, series_id: int, season: int) -> Command:
        return self._start("SeasonSearch", tuple(self._aired(self._season(series_id))))

    @override
    async def search_series(self, series_id: int) -> Command:
        return self._start("SeasonSearch", tuple(self._aired(self._season(series_id))))

    @override
    async def search_episodes(self, episode_ids: Sequence[int]) -> Command:
        return self._start("EpisodeSearch", tuple(self._titles[one] for one in episode_ids))

    @override
    async def releases(
        self,
        *,
        episode_id: int | None = None,
        series_id: int | None = None,
        season: int | None = None,
    ) -> list[Release]:
        if episode_id is not None:
            return self._offer(self._titles[episode_id])
        return self._offer(*self._season(series_id or 0))

    def _aired(self, titles: list[Title]) -> list[Title]:
        """Return the episodes that were broadcast and are wanted."""
        now = self._time.seconds
        return [t for t in titles if t.aired_at <= now and t.number in self.program.wanted]
