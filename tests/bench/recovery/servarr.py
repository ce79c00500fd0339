"""A Radarr or Sonarr in simulated time, with its own handling of failures as their sources have it.

Once a minute it looks at SABnzbd: what failed is written down, blocklisted, by default removed from
SABnzbd, and by default searched for again; what is complete is imported or blocked.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final, override

from custom_components.autoarr.clients.models.servarr import (
    HistoryEvent,
    HistoryRecord,
    StatusMessage,
)
from custom_components.autoarr.clients.service import ServiceKind

from .arr_model import BLOCKS, INTERACTIVE, NOT_AN_UPGRADE, Blocked, By, Search, Tracked
from .posts import Title
from .sabnzbd import Job, Phase
from .searcher import Searcher
from .timeline import MINUTE, moment

IMPORT_TAKES: Final = 2.0
"""Seconds of an import somebody asks for."""


@dataclass(slots=True, kw_only=True)
class SimServarr(Searcher):
    """The program."""

    remove_failed: bool = True

    @override
    def __post_init__(self) -> None:
        """Look at what becomes of downloads."""
        Searcher.__post_init__(self)
        self.sabnzbd.ended.append(self._job_ended)
        self.sabnzbd.held.append(self._job_held)
        self.sabnzbd.retried.append(self._adopt)

    def _job_ended(self, job: Job) -> None:
        """Look at a job of its own with the next minute."""
        if job.category == self.kind.value:
            due = (self.time.seconds // MINUTE + 1) * MINUTE
            self.time.at(due, lambda: self._look(job))

    def _job_held(self, job: Job) -> None:
        """Note that a job of its own hangs; the program itself does not see it."""
        if job.category == self.kind.value:
            self.referee.stuck(job.listing)
            self.changed += 1

    def _adopt(self, job: Job) -> None:
        """Track a job that SABnzbd retried: it is in the right category, and no grab is known of it."""
        if job.category == self.kind.value:
            self._rows += 1
            self.tracked[job.id] = Tracked(
                row=self._rows,
                download_id=job.id,
                titles=job.listing.post.titles,
                listing=job.listing,
                history_id=0,
                by=By.ARR,
            )
            self.changed += 1

    def _look(self, job: Job) -> None:
        """Handle a job that has ended, as the poll of every minute does."""
        tracked = self.tracked.get(job.id)
        if tracked is None or self.sabnzbd.jobs.get(job.id) is not job:
            return
        if job.phase is Phase.FAILED and tracked.history_id:
            self.fail(tracked, job.message, By.ARR)
        elif job.phase is Phase.COMPLETED and not tracked.blocked:
            self._import(tracked, job)

    def fail(
        self,
        tracked: Tracked,
        message: str,
        by: By,
        *,
        remove: bool | None = None,
        redownload: bool = True,
    ) -> None:
        """Write a failure down, blocklist the release, and go on as the switches say."""
        self.tracked.pop(tracked.download_id, None)
        self._write_failure(tracked, message, by)
        if self.remove_failed if remove is None else remove:
            self.delete(tracked.download_id, by)
        wants = self.redownload and (self.redownload_interactive or not tracked.interactive)
        if wants and redownload:
            self._redownload(tracked.titles, By.ARR)
        self.changed += 1

    def _write_failure(self, tracked: Tracked, message: str, by: By) -> None:
        """Write a failure into history and blocklist."""
        data = {"message": message, "downloadClient": "SABnzbd"}
        now = self.time.seconds
        for title in tracked.titles:
            self.chronicle.write(
                HistoryEvent.FAILED, title, tracked.listing, tracked.download_id, now, data
            )
        self._blocked += 1
        self.blocklist[self._blocked] = Blocked(
            id=self._blocked,
            title=tracked.titles[0],
            episodes=tuple(title.episode for title in tracked.titles if title.episode),
            listing=tracked.listing,
            date=now,
            message=message,
            by=by,
        )
        self.referee.failed(tracked.listing, self.sabnzbd.jobs.get(tracked.download_id))

    def _redownload(self, titles: tuple[Title, ...], by: By) -> None:
        """Search for what failed."""
        if self.kind is ServiceKind.RADARR:
            self.search("MoviesSearch", titles, by)
        elif len(titles) > 1:
            self.search("SeasonSearch", titles, by)
        else:
            self.search("EpisodeSearch", titles, by)

    def mark_failed(self, history_id: int, by: By) -> bool:
        """Mark a grab as failed because somebody asks; say whether there is such a grab."""
        if not 0 < history_id <= len(self.chronicle.records):
            return False
        record = self.chronicle.records[history_id - 1]
        known = self.tracked.get(record.download_id or "")
        tracked = known or self._as_grabbed(record.download_id or "")
        if tracked is None:
            return False
        # What it no longer tracks it does not remove either.
        remove = None if known else False
        self.fail(tracked, "Manually marked as failed", by, remove=remove)
        return True

    def _as_grabbed(self, download_id: str) -> Tracked | None:
        """Return a download that is no longer tracked, as its history knows it."""
        records = [
            r
            for r in self.chronicle.of_download.get(download_id, ())
            if r.event_type is HistoryEvent.GRABBED
        ]
        if not records:
            return None
        guid = records[0].data["guid"]
        listing = next(
            x
            for number in (t.number for t in self._titles_of(records[0].media_id))
            for x in self._of_title.get(number, ())
            if x.guid == guid
        )
        return Tracked(
            row=0,
            download_id=download_id,
            titles=listing.post.titles,
            listing=listing,
            history_id=records[0].id,
            by=By.ARR,
            interactive=records[0].data["releaseSource"] == INTERACTIVE,
        )

    def _titles_of(self, media_id: int | None) -> list[Title]:
        """Return the titles of a film or series."""
        return [title for title in self.titles if title.media_id == media_id]

    def delete(self, download_id: str, by: By) -> None:
        """Have SABnzbd delete a job and its data."""
        job = self.sabnzbd.jobs.get(download_id)
        if job is not None:
            self.referee.deleted(job, by, imported=self._has_from(job))
            self.sabnzbd.remove(download_id)

    def _has_from(self, job: Job) -> bool:
        """Say whether everything of a job is in the library in its quality or a better one."""
        post = job.listing.post
        return all(self.library.lines(title) >= post.resolution for title in post.titles)

    def _import(self, tracked: Tracked, job: Job) -> None:
        """Import a download that is complete, or block it."""
        fate, post = tracked.listing.post.fate, tracked.listing.post
        what = "movie" if self.kind is ServiceKind.RADARR else "episode"
        text = BLOCKS.get((self.kind, fate))
        if text is None and self._has_from(job):
            text = NOT_AN_UPGRADE.format(what=what)
        if text is None:
            self.take(tracked)
            return
        words = text.format(release=tracked.listing.name)
        file = f"{tracked.listing.name}.mkv"
        tracked.blocked = (StatusMessage(title=file, messages=(words,)),)
        self.changed += 1
        self.referee.blocked(tracked.listing, good=post.fate.good)

    def import_by_hand(self, download_id: str) -> Search:
        """Import a download that was blocked, because somebody asks."""
        command = self._command("ManualImport", self.tracked[download_id].titles, By.AUTOARR)

        def ended() -> None:
            """End the import."""
            command.ended = self.time.seconds
            if (tracked := self.tracked.get(download_id)) is not None:
                self.take(tracked)

        self.time.at(self.time.seconds + IMPORT_TAKES, ended)
        return command

    def take(self, tracked: Tracked) -> None:
        """Import a download."""
        self.tracked.pop(tracked.download_id, None)
        for title in tracked.titles:
            self.library.files[title.number] = tracked.listing
            self.chronicle.write(
                HistoryEvent.IMPORTED,
                title,
                tracked.listing,
                tracked.download_id,
                self.time.seconds,
                {"downloadClient": "SABnzbd"},
            )
            self.referee.imported(title, tracked.listing)
        self.sabnzbd.remove(tracked.download_id)
        self.changed += 1

    def records_since(self, seconds: float) -> list[HistoryRecord]:
        """Return the records from then on, oldest first."""
        records = self.chronicle.records
        return records[bisect_left(records, moment(seconds), key=lambda record: record.date) :]
