"""RefreshMonitoredDownloads: what the *arr do once a minute with what SABnzbd shows."""

import asyncio
from datetime import datetime

from .core import Core
from .imports import Importer
from .parsing import parse
from .resources import moment
from .sabnzbd import DownloadClientError
from .state import (
    BlocklistRow,
    DownloadItem,
    Event,
    HistoryRow,
    Source,
    Subject,
    Tracked,
    TrackedDownload,
)

MANUAL = "Manually marked as failed"


class DownloadMonitor:
    """Tracks downloads, notices failed and completed ones, imports, blocklists, asks for another search."""

    def __init__(self, core: Core, importer: Importer) -> None:
        self._core = core
        self._importer = importer
        self.search_again: list[Subject] = []
        self._one_round = asyncio.Lock()

    async def refresh(self) -> None:
        """Do one round: read the download client, then process what failed or completed."""
        async with self._one_round:
            await self._refresh()

    async def _refresh(self) -> None:
        """Do one round while no other is under way."""
        core = self._core
        if core.downloads is None:
            return
        try:
            items = await core.downloads.items()
        except DownloadClientError as error:
            core.state.client_error = str(error)
            return
        core.state.client_error = None
        items = [*items, *core.elsewhere.values()]
        seen = {item.download_id: item for item in items}
        for gone in core.state.tracked.keys() - seen.keys():
            del core.state.tracked[gone]
        for item in items:
            tracked = self._track(item)
            if tracked.state is Tracked.DOWNLOADING:
                self._check_failed(tracked)
            if tracked.state in (Tracked.DOWNLOADING, Tracked.IMPORT_BLOCKED):
                await self._importer.check(tracked)
        core.on_queue_change()
        if core.switch("downloadclient", "enableCompletedDownloadHandling"):
            await self._process()

    async def _process(self) -> None:
        """ProcessMonitoredDownloads: act on what was noticed."""
        for tracked in list(self._core.state.tracked.values()):
            if tracked.state is Tracked.FAILED_PENDING:
                await self._failed(tracked)
            elif tracked.state is Tracked.IMPORT_PENDING and await self._importer.run(tracked):
                await self.completed(tracked)
            else:
                continue
            self._core.on_queue_change()

    def _track(self, item: DownloadItem) -> TrackedDownload:
        """Find out what a job is of: by its title, else by our grab of it (TrackedDownloadService)."""
        core = self._core
        known = core.state.tracked.get(item.download_id)
        if known:
            known.item = item
            return known
        rows = core.state.history_of(item.download_id)
        grabs = [row for row in rows if row.event is Event.GRABBED]
        read = parse(item.title)
        subject = _subject(grabs) if grabs else core.library.match_title(item.title)
        if subject and not core.library.exists(subject.media_id):
            subject = None
        states = {
            Event.IMPORTED: Tracked.IMPORTED,
            Event.FAILED: Tracked.FAILED,
            Event.IGNORED: Tracked.IGNORED,
        }
        tracked = TrackedDownload(
            item=item,
            added=grabs[0].date if grabs else core.now(),
            subject=subject,
            state=states.get(rows[-1].event, Tracked.DOWNLOADING) if rows else Tracked.DOWNLOADING,
            quality=grabs[0].quality if grabs else (read.quality if read else "Unknown"),
            languages=grabs[0].languages if grabs else ("English",),
            indexer=grabs[0].data.get("indexer") if grabs else None,
        )
        core.state.tracked[item.download_id] = tracked
        return tracked

    def _check_failed(self, tracked: TrackedDownload) -> None:
        """FailedDownloadService.Check: only a job of our own may fail."""
        item = tracked.item
        if item.status != "failed" and not item.encrypted:
            return
        if not self._core.state.history_of(item.download_id, Event.GRABBED):
            app = self._core.app.capitalize()
            tracked.warn((item.title, [f"Download wasn't grabbed by {app}, skipping"]))
            return
        tracked.state = Tracked.FAILED_PENDING

    async def _failed(self, tracked: TrackedDownload) -> None:
        """FailedDownloadService.ProcessFailed."""
        item = tracked.item
        grabs = self._core.state.history_of(item.download_id, Event.GRABBED)
        if not grabs:
            return
        message = "Encrypted download detected" if item.encrypted else item.message
        tracked.state = Tracked.FAILED
        await self._publish_failure(grabs, message or "Failed download detected", tracked)

    # ── what a person or a program asks for ──

    async def mark_failed(self, row: HistoryRow) -> None:
        """Mark a download as failed by a row of its history (POST /history/failed/{id}).

        The job itself is not touched: it stays in the queue and in the download client.
        """
        state = self._core.state
        grabs = state.history_of(row.download_id, Event.GRABBED) if row.download_id else [row]
        await self._publish_failure(grabs or [row], MANUAL, None)

    async def delete(
        self, tracked: TrackedDownload, *, remove: bool, blocklist: bool, skip_redownload: bool
    ) -> None:
        """Take a job off the queue (DELETE /queue/{id})."""
        state, item = self._core.state, tracked.item
        grabs = state.history_of(item.download_id, Event.GRABBED)
        if remove:
            await self.remove(tracked)
        if blocklist and grabs:
            tracked.state = Tracked.FAILED
            await self._publish_failure(
                grabs, MANUAL, None if remove else tracked, skip_redownload=skip_redownload
            )
        if not remove and not blocklist and tracked.subject:
            tracked.state = Tracked.IGNORED
            self._record(Event.IGNORED, grabs, tracked.subject, tracked, {"message": MANUAL})
        if remove:
            state.tracked.pop(item.download_id, None)
        self._core.on_queue_change()

    async def completed(self, tracked: TrackedDownload) -> None:
        """Remove an imported job where that is on (DownloadCompletedEvent)."""
        if self._client_flag("removeCompletedDownloads"):
            await self.remove(tracked)

    async def remove(self, tracked: TrackedDownload) -> None:
        """Remove a job from the download client, with its data."""
        if self._core.downloads is None:
            return
        try:
            await self._core.downloads.remove(tracked.item)
        except DownloadClientError as error:
            self._core.state.client_error = str(error)

    # ── failure ──

    async def _publish_failure(
        self,
        grabs: list[HistoryRow],
        message: str,
        tracked: TrackedDownload | None,
        *,
        skip_redownload: bool = False,
    ) -> None:
        """DownloadFailedEvent: history, blocklist always; removal and search where they are on."""
        core, grab = self._core, grabs[0]
        subject = _subject(grabs)
        data = {
            "downloadClient": "SABnzbd",
            "downloadClientName": grab.data.get("downloadClientName", "SABnzbd"),
            "message": message,
            "releaseGroup": grab.data.get("releaseGroup", ""),
            "size": grab.data.get("size", "0"),
            "indexer": grab.data.get("indexer", ""),
        }
        self._record(Event.FAILED, grabs, subject, tracked, data)
        self._blocklist(grab, subject, message)
        if tracked and self._client_flag("removeFailedDownloads"):
            await self.remove(tracked)
        core.library.touched(subject, "updated")
        handled = "autoRedownloadFailed"
        interactive = grab.data.get("releaseSource") == Source.INTERACTIVE
        allowed = core.switch("downloadclient", handled) and (
            not interactive or core.switch("downloadclient", f"{handled}FromInteractiveSearch")
        )
        if allowed and not skip_redownload:
            self.search_again.append(subject)

    def _record(
        self,
        event: Event,
        grabs: list[HistoryRow],
        subject: Subject,
        tracked: TrackedDownload | None,
        data: dict[str, str],
    ) -> None:
        """Write what happened to a download into history."""
        title = grabs[0].source_title if grabs else tracked.item.title if tracked else ""
        download_id = (
            grabs[0].download_id if grabs else tracked.item.download_id if tracked else None
        )
        self._core.state.record(
            event,
            subject,
            date=self._core.now(),
            title=title,
            quality=grabs[0].quality if grabs else "Unknown",
            languages=grabs[0].languages if grabs else ("English",),
            download_id=download_id,
            data=data,
        )

    def _blocklist(self, grab: HistoryRow, subject: Subject, message: str) -> None:
        """Write the post onto the blocklist (BlocklistService)."""
        state = self._core.state
        published = grab.data.get("publishedDate")
        state.blocklist.append(
            BlocklistRow(
                id=state.next_id("blocklist"),
                subject=subject,
                source_title=grab.source_title,
                quality=grab.quality,
                languages=grab.languages,
                date=self._core.now(),
                published=_read(published),
                size=int(grab.data.get("size", "0")) or None,
                indexer=grab.data.get("indexer", ""),
                message=message,
            )
        )

    def _client_flag(self, name: str) -> bool:
        """Return a switch of the download client."""
        row = self._core.client_row
        return bool(row and row.get(name))


def _read(published: str | None) -> datetime | None:
    """Return the publish date a grab wrote down."""
    return moment(published) if published else None


def _subject(rows: list[HistoryRow]) -> Subject:
    """Return what rows of one download are of."""
    episodes = tuple(row.episode_id for row in rows if row.episode_id is not None)
    return Subject(media_id=rows[0].media_id, episode_ids=episodes)
