"""What the simulated SABnzbd shows, as the models of AutoArr's client."""

from datetime import timedelta
from typing import Final

from custom_components.autoarr.clients.models.sabnzbd import (
    HistorySlot,
    JobStatus,
    NewsServer,
    QueueSlot,
    SabQueue,
    ServerStatus,
    Stage,
)

from .sabnzbd import SPACE, SPEED, Job, Phase, SimSabnzbd
from .timeline import moment
from .weather import Outage

SERVER: Final = "news.example.org"
VERSION: Final = "5.1.3"
SCRAPS: Final = 200_000_000
"""Bytes that are left on a full disk."""
NOTHING: Final = timedelta()


def queue(program: SimSabnzbd) -> SabQueue:
    """Return the queue."""
    slots = tuple(queue_slot(program, job) for job in program.jobs.values() if not job.in_history)
    active = program.active
    flowing = active is not None and program.outage is None
    free = SCRAPS if program.disk_full else SPACE
    status = JobStatus.PAUSED if program.paused else JobStatus.IDLE
    return SabQueue(
        version=VERSION,
        status=JobStatus.DOWNLOADING if flowing else status,
        paused=program.paused,
        pause_left=None,
        speed_bytes=SPEED if flowing else 0,
        speed_limit_percent=None,
        speed_limit_bytes=None,
        left_bytes=sum(slot.left_bytes for slot in slots),
        total_bytes=sum(slot.size_bytes for slot in slots),
        time_left=NOTHING,
        slot_count=len(slots),
        slots=slots,
        download_free_bytes=SPACE,
        download_total_bytes=2 * SPACE,
        complete_free_bytes=free,
        complete_total_bytes=2 * SPACE,
        have_warnings=0,
        have_quota=False,
        quota_bytes=None,
        quota_left_bytes=None,
    )


def queue_slot(program: SimSabnzbd, job: Job) -> QueueSlot:
    """Return a job of the queue."""
    done = program.bytes_done(job)
    status = JobStatus.QUEUED
    if job.phase is Phase.PAUSED:
        status = JobStatus.PAUSED
    elif not program.paused:
        # While the queue runs, SABnzbd says so of every job, also of those that wait.
        status = JobStatus.DOWNLOADING
    return QueueSlot(
        nzo_id=job.id,
        name=job.listing.name,
        category=job.category,
        status=status,
        labels=("ENCRYPTED",) if job.phase is Phase.PAUSED else (),
        percentage=int(100 * done / job.size),
        size_bytes=job.size,
        left_bytes=round(job.size - done),
        missing_bytes=0,
        time_left=NOTHING,
        priority="Normal",
        password=None,
        added=None,
    )


def history_slot(job: Job) -> HistorySlot:
    """Return a job of the history."""
    failed = job.phase is Phase.FAILED
    status = {Phase.COMPLETED: JobStatus.COMPLETED, Phase.FAILED: JobStatus.FAILED}.get(
        job.phase, JobStatus.EXTRACTING
    )
    stage = Stage(name=job.stage, actions=(job.message,))
    return HistorySlot(
        nzo_id=job.id,
        name=job.listing.name,
        nzb_name=f"{job.listing.name}.nzb",
        category=job.category,
        status=status,
        fail_message=job.message,
        stage_log=(stage,) if failed else (),
        script_line="",
        action_line="",
        storage=f"/downloads/{job.id}",
        path=f"/incomplete/{job.id}",
        size_bytes=job.size,
        completed=moment(int(job.completed)) if job.completed is not None else None,
        download_time=NOTHING,
        url=None,
        duplicate_key=None,
        password=None,
        retry=failed,
        archive=False,
        loaded=False,
        added=None,
    )


def server_status(program: SimSabnzbd) -> ServerStatus:
    """Return the news server as SABnzbd shows it."""
    outage = program.outage
    shown = outage is not None and outage.kind is Outage.HOLLOW
    server = NewsServer(
        name=SERVER,
        active=True,
        connections=20,
        active_connections=20 if outage is None and program.active else 0,
        error=f"Server {SERVER} reported: 400 Service temporarily unavailable" if shown else "",
        warning="",
        priority=0,
        optional=False,
        speed_bytes=SPEED if outage is None and program.active else 0,
    )
    return ServerStatus(
        version=VERSION,
        paused=program.paused,
        paused_all=False,
        have_warnings=0,
        language="en",
        uptime=timedelta(seconds=program.time.seconds),
        download_dir="/incomplete",
        complete_dir="/downloads",
        servers=(server,),
        warnings=(),
    )
