"""A SABnzbd in simulated time: one job downloads, others wait; what it does is worked out from event to event."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from .posts import Fate, Listing
from .timeline import HOUR, MINUTE, NEVER, Timeline
from .weather import Outage, OutageSpan, Weather

SPEED: Final = 20_000_000
"""Bytes a second while the news server delivers."""
ARTICLE: Final = 750_000
SPACE: Final = 4_000_000_000_000
"""Bytes that are free while the disk is not full."""
ABORTS_AFTER: Final = MINUTE
"""So long SABnzbd tries before it finds that a job cannot be completed."""
HISTORY: Final = 200
"""Jobs of the history that a poll reads, the newest first."""

MESSAGES: Final = {
    Fate.MISSING: "Aborted, cannot be completed - https://sabnzbd.org/not-complete",
    Fate.DAMAGED: "Repair failed, not enough repair blocks (24 short)",
    Fate.BROKEN: "Corrupt RAR file",
    Fate.ENCRYPTED: "Aborted, encryption detected",
    Fate.FAKE: "Aborted, unwanted extension detected",
    Fate.STUCK: "Aborted, cannot be completed - https://sabnzbd.org/not-complete",
}
"""What a post of each kind fails with."""

STAGES: Final = {Fate.DAMAGED: "Repair", Fate.BROKEN: "Unpack"}
DISK_FULL: Final = (
    "Unpacking failed, write error or disk is full?  in the file /downloads/x [R]etry, [A]bort"
)


class Phase(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    PAUSED = "paused"
    """Paused by SABnzbd for its label."""
    STUCK = "stuck"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


@dataclass(slots=True, kw_only=True)
class Job:
    """One download; `done` are bytes, `began` when it last began to download (None: it does not)."""

    id: str
    listing: Listing
    category: str
    phase: Phase = Phase.QUEUED
    done: float = 0.0
    began: float | None = None
    message: str = ""
    stage: str = "Download"
    completed: float | None = None
    whole: bool = False
    """All of its data is on disk."""
    excused: bool = False
    """It failed because of an outage or a full disk, or as if it had: not for what it is."""
    ended_by_us: bool = False

    @property
    def size(self) -> int:
        """Return the bytes it has."""
        return self.listing.post.size_bytes

    @property
    def in_history(self) -> bool:
        """Say whether it has left the queue."""
        return self.phase in (Phase.PROCESSING, Phase.COMPLETED, Phase.FAILED)


@dataclass(slots=True, kw_only=True)
class SimSabnzbd:
    """The program: its queue, its history, and who wants to know when a job has ended."""

    time: Timeline
    weather: Weather
    jobs: dict[str, Job] = field(default_factory=dict)
    paused: bool = False
    changed: int = 0
    """Counts what AutoArr learns from a poll; that a job has begun, or is complete, is nothing to act on."""
    ended: list[Callable[[Job], None]] = field(default_factory=list)
    held: list[Callable[[Job], None]] = field(default_factory=list)
    """Who hears of a job that will never go on by itself."""
    retried: list[Callable[[Job], None]] = field(default_factory=list)
    _bytes: float = 0.0
    _lacking: int = 0
    _counted: int = -1
    _stuck: int = 0
    _plan: int = 0
    _count: int = 0

    def __post_init__(self) -> None:
        """Work out anew what goes on whenever an outage begins or ends."""
        for span in self.weather.outages:
            self.time.at(span.begin, self._turned)
            self.time.at(span.end, self._turned)

    # ── what others do to it ──

    def add(self, listing: Listing, category: str) -> Job:
        """Take a job into the queue."""
        self._count += 1
        job = Job(id=f"SABnzbd_nzo_{self._count:08}", listing=listing, category=category)
        self.jobs[job.id] = job
        self.replan()
        return job

    def remove(self, job_id: str) -> Job | None:
        """Forget a job and delete what it has brought."""
        job = self.jobs.pop(job_id, None)
        self.replan()
        return job

    def end(self, job_id: str) -> None:
        """End a job of the queue: it fails with what is there."""
        self.changed += 1
        job = self.jobs[job_id]
        job.ended_by_us = True
        self._fail(job, MESSAGES.get(job.listing.post.fate, MESSAGES[Fate.MISSING]))

    def retry(self, job_id: str) -> Job:
        """Process a failed job again under a new id; what is on disk is not fetched again."""
        self.changed += 1
        old = self.jobs.pop(job_id)
        self._count += 1
        job = Job(
            id=f"SABnzbd_nzo_{self._count:08}",
            listing=old.listing,
            category=old.category,
            done=old.done,
            whole=old.whole,
        )
        self.jobs[job.id] = job
        if job.whole:
            self._process(job)
        self.replan()
        for listener in self.retried:
            listener(job)
        return job

    def pause(self, *, paused: bool) -> None:
        """Pause or resume the queue."""
        self.paused = paused
        self.changed += 1
        self.replan()

    # ── what goes on in it ──

    @property
    def outage(self) -> OutageSpan | None:
        """Return the outage of its news server."""
        return self.weather.outage(self.time.seconds)

    @property
    def active(self) -> Job | None:
        """Return the job that downloads."""
        return next((job for job in self.jobs.values() if job.began is not None), None)

    @property
    def stuck(self) -> int:
        """Return how many jobs hang."""
        if self._counted != self.changed:
            self._counted = self.changed
            self._stuck = sum(job.phase is Phase.STUCK for job in self.jobs.values())
        return self._stuck

    @property
    def disk_full(self) -> bool:
        """Say whether the disk is full."""
        return self.weather.disk_full(self.time.seconds)

    def bytes_done(self, job: Job) -> float:
        """Return how much of a job has come."""
        return job.done if job.began is None else self._came(job, job.began)

    @property
    def articles_failed(self) -> int:
        """Return how many articles the news server did not have."""
        job = self.active
        return self._lacking + (self._missed(job, job.began) if job and job.began else 0)

    @property
    def articles_tried(self) -> int:
        """Return how many articles the news server was asked for."""
        job = self.active
        came = self._bytes + (self.bytes_done(job) - job.done if job else 0)
        return self.articles_failed + int(came / ARTICLE)

    @property
    def _dry(self) -> bool:
        """Say whether the server delivers nothing."""
        return self.outage is not None

    def _turned(self) -> None:
        """Go on when an outage begins or ends."""
        self.changed += 1
        self.replan()

    def replan(self) -> None:
        """Work out which job downloads, and what happens to it next."""
        self._plan += 1
        now = self.time.seconds
        for job in self.jobs.values():
            if job.began is not None:
                done = self._came(job, job.began)
                self._bytes += done - job.done
                self._lacking += self._missed(job, job.began)
                job.done, job.began = done, None
        waiting = (job for job in self.jobs.values() if job.phase is Phase.QUEUED)
        first = None if self.paused else next(waiting, None)
        if first is None:
            return
        first.began = now
        when, event = self._next(first)
        plan = self._plan
        self.time.at(when, lambda: event() if self._plan == plan else None)

    def _came(self, job: Job, began: float) -> float:
        """Return what a job has since it began; an outage begins and ends with a new plan."""
        now = self.time.seconds
        if now == began or self.weather.outage((began + now) / 2):
            return job.done
        # Of a job that lacks articles a part comes all the same.
        lacks = job.listing.post.condition(now) is Fate.MISSING
        return min(job.done + (now - began) * SPEED / (10 if lacks else 1), job.size)

    def _missed(self, job: Job, began: float) -> int:
        """Return how many articles of a job were missing since it began."""
        now = self.time.seconds
        outage = self.weather.outage((began + now) / 2)
        hollow = outage is not None and outage.kind is not Outage.SILENT
        lacks = job.listing.post.condition(now) is Fate.MISSING
        return int((now - began) * 10) if hollow or (lacks and outage is None) else 0

    def _next(self, job: Job) -> tuple[float, Callable[[], None]]:
        """Return what happens to the job that downloads, and when."""
        now, outage = self.time.seconds, self.outage
        if outage is not None:
            if outage.kind is Outage.SILENT:
                return NEVER, self.replan
            return now + ABORTS_AFTER, lambda: self._fail(job, MESSAGES[Fate.MISSING])
        fate = job.listing.post.condition(now)
        if fate is Fate.MISSING:
            return now + ABORTS_AFTER, lambda: self._fail(job, MESSAGES[fate])
        share = _SHOWS_AT.get(fate, 1.0)
        left = max(0.0, share * job.size - job.done)
        return now + max(left / SPEED, 1.0), lambda: self._reached(job, fate)

    def _reached(self, job: Job, fate: Fate) -> None:
        """Take the next step of a job that has come so far."""
        self._bytes += max(0.0, _SHOWS_AT.get(fate, 1.0) * job.size - job.done)
        job.done = max(job.done, _SHOWS_AT.get(fate, 1.0) * job.size)
        job.began = None
        match fate:
            case Fate.ENCRYPTED:
                job.phase = Phase.PAUSED
            case Fate.STUCK:
                job.phase = Phase.STUCK
            case Fate.FAKE:
                self._fail(job, MESSAGES[fate])
            case _:
                job.whole = True
                self._process(job)
        if job.phase in (Phase.PAUSED, Phase.STUCK):
            self.changed += 1
            for listener in self.held:
                listener(job)
        self.replan()

    def _process(self, job: Job) -> None:
        """Verify, repair and unpack a job whose data is there."""
        job.phase = Phase.PROCESSING
        took = 30 + job.size / 100_000_000
        self.time.at(self.time.seconds + took, lambda: self._processed(job))

    def _processed(self, job: Job) -> None:
        """End the processing of a job."""
        if self.jobs.get(job.id) is not job or job.phase is not Phase.PROCESSING:
            return
        fate = job.listing.post.fate
        if fate in STAGES:
            self._fail(job, MESSAGES[fate], STAGES[fate])
        elif self.disk_full:
            self._fail(job, DISK_FULL, "Unpack")
        else:
            job.phase = Phase.COMPLETED
            self._end(job)

    def _fail(self, job: Job, message: str, stage: str = "Download") -> None:
        """Fail a job."""
        if self.jobs.get(job.id) is not job:
            return
        if job.began is not None:
            self._lacking += self._missed(job, job.began)
            job.done = self._came(job, job.began)
        job.began = None
        job.phase, job.message, job.stage = Phase.FAILED, message, stage
        # Who sees articles missing in an outage, or a full disk, cannot know whether the release is bad as well.
        missing = message == MESSAGES[Fate.MISSING] and self._near_outage()
        job.excused = missing or message == DISK_FULL
        self._end(job)

    def _end(self, job: Job) -> None:
        """Tell that a job has ended."""
        job.completed = self.time.seconds
        self.changed += job.phase is Phase.FAILED
        self.replan()
        for listener in self.ended:
            listener(job)

    def _near_outage(self) -> bool:
        """Say whether an outage is on, or was within the last hour."""
        now = self.time.seconds
        return any(span.begin <= now < span.end + HOUR for span in self.weather.outages)

    def standing_still(self) -> bool:
        """Say whether it means to download and nothing comes."""
        return not self.paused and self._dry and self.active is not None


_SHOWS_AT: Final = {Fate.ENCRYPTED: 0.02, Fate.FAKE: 0.05, Fate.STUCK: 0.4}
"""The share of a job after which its fate shows; the others show at the end."""
