"""Actions on a job in SABnzbd: process it again, or end it."""

from dataclasses import replace
from datetime import datetime

from ..clients.models.sabnzbd import JobStatus
from ..clients.sabnzbd import SabnzbdClient
from .blocklist import clean
from .causes import Cause
from .models import Strategy
from .scene import Deed, Patience, Scene, following


async def retry(scene: Scene, now: datetime, patience: Patience) -> Deed:
    """Have SABnzbd process the job again; it gets a new id and the *arr loses sight of it."""
    client = scene.downloader.client
    new_id = await client.retry(scene.failure.job_id, password=scene.password)
    failure = following(
        replace(scene.failure, jobs=(*scene.failure.jobs, new_id)), Strategy.RETRY_NOW, now
    )
    await patience.see(lambda: has_job(client, new_id), f"the new job {new_id} in SABnzbd")
    scene.steps.append("retried")
    cleaned = await clean(scene.owner, failure, scene.grab)
    return Deed(
        outcome=f"SABnzbd tries again as {new_id}; blocklist rows removed: {cleaned}",
        failure=failure,
    )


async def end_job(scene: Scene, now: datetime, patience: Patience) -> Deed:
    """End a job that SABnzbd holds for ever; it then fails, or completes with what is there."""
    client = scene.downloader.client
    job_id = scene.failure.job_id
    await client.end_job(job_id)
    await patience.see(lambda: has_ended(scene), f"the job {job_id} ended in SABnzbd")
    failure = following(scene.failure, Strategy.END_JOB, now)
    return Deed(outcome="SABnzbd ended the job", failure=failure)


async def has_job(client: SabnzbdClient, job_id: str) -> bool:
    """Say whether SABnzbd knows a job, in its queue or its history; raises ServiceError."""
    if any(slot.nzo_id == job_id for slot in (await client.queue()).slots):
        return True
    history = await client.history(nzo_ids=[job_id])
    return history is not None and any(slot.nzo_id == job_id for slot in history.slots)


async def has_ended(scene: Scene) -> bool:
    """Say whether a job that was held no longer is: paused ones are let go, stuck ones are gone."""
    stuck = scene.failure.cause is Cause.STALLED
    return not any(
        slot.nzo_id == scene.failure.job_id and (stuck or slot.status is JobStatus.PAUSED)
        for slot in (await scene.downloader.client.queue()).slots
    )
