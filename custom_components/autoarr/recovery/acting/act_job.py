"""Actions on a job in SABnzbd: process it again, or end it."""

from dataclasses import replace
from datetime import datetime

from ...clients.models.sabnzbd import JobStatus
from ...clients.sabnzbd import SabnzbdClient
from ..causes import Cause
from ..models import Strategy
from .blocklist import clean
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


async def discard(scene: Scene, patience: Patience) -> None:
    """Remove a failed job with its files, where no Radarr or Sonarr does that; raises ServiceError, NotVerified.

    Only what SABnzbd itself calls Failed is removed, whatever a poll had shown.
    """
    if scene.sabnzbd is None or not scene.cleans_up or scene.failure.blocked:
        return
    client, job_id = scene.sabnzbd.client, scene.failure.job_id
    if not await has_failed(client, job_id):
        return
    await client.delete_history(job_id, delete_files=True)

    async def gone() -> bool:
        """Say whether it is no longer there."""
        return not await has_failed(client, job_id)

    await patience.see(gone, f"the failed job {job_id} removed from SABnzbd")
    scene.steps.append("discarded")


async def has_failed(client: SabnzbdClient, job_id: str) -> bool:
    """Say whether SABnzbd's history holds a job as failed; raises ServiceError."""
    history = await client.history(nzo_ids=[job_id])
    slots = history.slots if history else ()
    return any(slot.nzo_id == job_id and slot.status is JobStatus.FAILED for slot in slots)


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
