"""Judges what becomes of a download: loading, import, the file on disk. Pure."""

from datetime import timedelta
from typing import Final

from ...clients.models.sabnzbd import JobStatus
from ...clients.models.servarr import HistoryEvent, QueueStatusName, TrackedState
from .facts import Health, Job, Past, Place, Row, Search
from .models import Link, Step
from .paths import parts_of
from .view import View, arrived, failed
from .wanting import by_season
from .words import Words

_SOON: Final = timedelta(minutes=5)
"""So long a Radarr or Sonarr may need to notice what SABnzbd did: they look once a minute."""

_LOADING: Final = frozenset({JobStatus.DOWNLOADING, JobStatus.FETCHING})
_WAITING: Final = frozenset(
    {
        JobStatus.QUEUED,
        JobStatus.GRABBING,
        JobStatus.PROPAGATING,
        JobStatus.CHECKING,
        JobStatus.IDLE,
    }
)
_REASON_CHARS: Final = 160


def downloading(view: View, words: Words) -> Step:
    """Judge whether the download comes."""
    link = Link.DOWNLOADING
    if view.rows and not view.stuck:
        return _row(view.rows[0], view, words)
    if view.lost:
        return _lost(view.lost[0], view, words)
    failures = [one for one in view.tried if one.event is HistoryEvent.FAILED]
    if failures:
        return _failed(failures[-1], view, words)
    if view.tried:
        return words.ok(link, "why_downloaded", [view.tried[0].name])
    return words.unknown(link, "why_cannot_know")


def imported(view: View, words: Words) -> Step:
    """Judge whether what was downloaded is taken into the library."""
    link = Link.IMPORTED
    if view.rows and not view.stuck:
        row = view.rows[0]
        blocked = row.tracked is TrackedState.IMPORT_BLOCKED
        if blocked or (row.tracked is TrackedState.IMPORT_PENDING and row.warned):
            said = (row.reason or row.name)[:_REASON_CHARS]
            return words.broken(link, "why_import_blocked", [row.name, row.reason], reason=said)
        job = view.facts.jobs.found.get(row.download_id or "")
        if arrived(row) or (job is not None and job.status is JobStatus.COMPLETED):
            return words.waiting(link, "why_importing", [row.name])
        return words.unknown(link, "why_cannot_know")
    if view.lost:
        return _not_picked_up(view.lost[0], view, words)
    ignored = [one for one in view.tried if one.event is HistoryEvent.IGNORED]
    if ignored:
        return words.broken(link, "why_ignored", [ignored[0].name, ignored[0].reason])
    return words.unknown(link, "why_cannot_know")


def on_disk(view: View, words: Words) -> Step:
    """Judge whether the files are where the service says."""
    title, health, link = view.title, view.facts.health, Link.ON_DISK
    if title is None or not view.on_disk:
        return words.unknown(link, "why_cannot_know")
    gone = health.missing_roots if isinstance(health, Health) else ()
    if title.root is not None and any(parts_of(one) == parts_of(title.root) for one in gone):
        return words.broken(link, "why_folder_gone", gone, folder=title.root)
    return words.ok(link, "why_on_disk", [title.folder or "", *by_season(title.parts)])


def _row(row: Row, view: View, words: Words) -> Step:
    """Judge a download that the service has in its queue."""
    link = Link.DOWNLOADING
    if failed(row):
        said = (row.reason or row.name)[:_REASON_CHARS]
        return words.broken(link, "why_download_failed", [row.name, row.reason], reason=said)
    if arrived(row):
        return words.ok(link, "why_downloaded", [row.name])
    jobs = view.facts.jobs
    job = jobs.found.get(row.download_id or "")
    if job is not None:
        return _job(job, row.name, words)
    seen = [row.name, row.reason, "" if row.percent is None else f"{row.percent} %"]
    if jobs.silent and row.usenet:
        names = " & ".join(one.service for one in jobs.silent)
        reasons = [one.reason for one in jobs.silent]
        return words.unknown(link, "why_sab_silent", [*seen, *reasons], service=names)
    if row.status is QueueStatusName.PAUSED:
        return words.broken(link, "why_job_paused", seen)
    if row.warned or row.status is QueueStatusName.WARNING:
        said = (row.reason or row.name)[:_REASON_CHARS]
        return words.broken(link, "why_download_warning", seen, reason=said)
    return words.waiting(link, "why_downloading", seen, count=str(row.percent or 0))


def _lost(grab: Past, view: View, words: Words) -> Step:
    """Judge a download that the service started and does not show in its queue."""
    link, jobs = Link.DOWNLOADING, view.facts.jobs
    job = jobs.found.get(grab.download_id or "")
    if job is not None:
        return _job(job, grab.name, words)
    if view.facts.now - grab.at < _SOON:
        return words.waiting(link, "why_job_queued", [grab.name])
    if jobs.silent:
        names = " & ".join(one.service for one in jobs.silent)
        reasons = [one.reason for one in jobs.silent]
        return words.unknown(link, "why_sab_silent", [grab.name, *reasons], service=names)
    if not jobs.asked:
        return words.unknown(link, "why_no_sab", [grab.name])
    return words.broken(link, "why_job_gone", [grab.name])


def _job(job: Job, name: str, words: Words) -> Step:
    """Judge a job of SABnzbd."""
    link, service = Link.DOWNLOADING, job.service
    count = str(job.percent)
    if job.place is Place.HISTORY:
        if job.status is JobStatus.COMPLETED:
            return words.ok(link, "why_downloaded", [name])
        if job.status is JobStatus.FAILED:
            said = (job.reason or name)[:_REASON_CHARS]
            return words.broken(link, "why_download_failed", [name, job.reason], reason=said)
        return words.waiting(link, "why_processing", [name, str(job.status)], service=service)
    seen = [name, job.held, *job.servers_down]
    if job.held:
        return words.broken(link, "why_job_held", seen, service=service, reason=job.held)
    if job.all_paused:
        return words.broken(link, "why_sab_paused", seen, service=service)
    if job.status is JobStatus.PAUSED:
        return words.broken(link, "why_job_paused", seen)
    if job.idle and job.servers_down and job.status in _LOADING:
        return words.broken(link, "why_no_news_server", seen, service=service)
    if job.status in _WAITING:
        return words.waiting(link, "why_job_queued", seen)
    return words.waiting(link, "why_downloading", seen, count=count)


def _failed(last: Past, view: View, words: Words) -> Step:
    """Judge a download that failed with nothing after it; others may fit."""
    said = (last.reason or last.name)[:_REASON_CHARS]
    search, seen = view.facts.search, [last.name, last.reason]
    if isinstance(search, Search) and search.approved:
        count = str(search.approved)
        return words.broken(
            Link.DOWNLOADING, "why_failed_others_fit", seen, reason=said, count=count
        )
    return words.broken(Link.DOWNLOADING, "why_download_failed", seen, reason=said)


def _not_picked_up(grab: Past, view: View, words: Words) -> Step:
    """Judge a job that is done and that the service does not import."""
    job = view.facts.jobs.found.get(grab.download_id or "")
    if job is None or job.status is not JobStatus.COMPLETED:
        return words.unknown(Link.IMPORTED, "why_cannot_know")
    if job.ended is None or view.facts.now - job.ended < _SOON:
        return words.waiting(Link.IMPORTED, "why_importing", [grab.name])
    return words.broken(Link.IMPORTED, "why_not_picked_up", [grab.name], service=job.service)
