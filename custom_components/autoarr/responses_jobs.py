"""What the action about jobs answers: each download with what all services say of it, as plain data."""

from homeassistant.core import HomeAssistant
from homeassistant.util.json import JsonObjectType

from .hub import AutoarrHub
from .recovery.arrs.jobs import Job, JobState
from .recovery.models import Failure
from .responses import Sentences, reason_of


async def async_jobs(
    hass: HomeAssistant,
    hub: AutoarrHub,
    *,
    instance_id: str | None = None,
    open_only: bool = False,
    limit: int,
) -> JsonObjectType:
    """Return the jobs that are meant, at most `limit`, and how many there are of them."""
    sentences = await Sentences.load(hass)
    meant = [
        job
        for job in hub.recovery.jobs()
        if (instance_id is None or instance_id in (job.sabnzbd, job.servarr))
        and not (open_only and job.state is JobState.DONE)
    ]
    failures = {failure.key: failure for failure in hub.recovery.failures()}
    return {
        "total": len(meant),
        "jobs": [
            _job(hub, job, failures.get(job.failure or ""), sentences) for job in meant[:limit]
        ],
    }


def _job(
    hub: AutoarrHub, job: Job, failure: Failure | None, sentences: Sentences
) -> JsonObjectType:
    """Return one job: what it is, where it stands, and the story of its failure if it has one."""
    reason = failure.reason if failure else None
    return {
        "job_id": job.id,
        "name": job.name,
        "title": job.title,
        "state": job.state,
        "protocol": job.protocol,
        "sabnzbd": hub.name_of(job.sabnzbd) if job.sabnzbd else None,
        "instance": hub.name_of(job.servarr) if job.servarr else None,
        "category": job.category,
        "progress": job.progress,
        "size_bytes": job.size_bytes,
        "left_bytes": job.left_bytes,
        "seconds_left": None if job.eta is None else round(job.eta.total_seconds()),
        "foreign": job.foreign,
        "orphan": job.orphan,
        "unmonitored": job.unmonitored,
        "title_deleted": job.title_deleted,
        "torrent": job.torrent,
        "cause": job.cause,
        "kind": job.kind,
        "failure_state": job.failure_state,
        "strategy": job.strategy,
        "message": reason_of(hub, failure, sentences, reason) if failure and reason else None,
        "next_try": job.next_try.isoformat() if job.next_try else None,
    }
