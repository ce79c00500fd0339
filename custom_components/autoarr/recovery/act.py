"""The actions themselves: each is small, and verified by reading back what it changed."""

import asyncio
from collections.abc import Awaitable, Callable
import contextlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from ..clients.errors import ServiceNotFound
from ..clients.models.sabnzbd import JobStatus
from ..clients.models.servarr import CommandStatus
from ..clients.sabnzbd import SabnzbdClient
from .causes import FaultOf
from .facts import Sight, blocklist_rows, is_marked, search, searches_of
from .models import Failure, FailureState, Grab, Item, Strategy
from .targets import SabnzbdTarget, ServarrTarget

LOOKS: Final = 4
PAUSE: Final = 0.5
"""How often a change is looked for, and the seconds between two looks."""

FIRST_LOOK: Final = timedelta(minutes=1)
"""When a started action is followed up for the first time."""


NO_SIGHT: Final = Sight()


class NotVerified(Exception):
    """An action was done, but what it should have changed cannot be seen; the text says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything one action needs; `owner`, `grab` and `sight` are missing for jobs of other programs."""

    failure: Failure
    sabnzbd: SabnzbdTarget
    owner: ServarrTarget | None = None
    grab: Grab | None = None
    sight: Sight = NO_SIGHT
    password: str | None = field(default=None, repr=False)
    asked: bool = False
    steps: list[str] = field(default_factory=list)
    """What was changed so far: a refusal after the first step is no refusal of the whole."""

    @property
    def item(self) -> Item | None:
        """What the download was for."""
        return self.grab.item if self.grab else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What an action has done: a sentence for the journal, and the failure as it stands now."""

    outcome: str
    failure: Failure


class Actor:
    """Does what was decided; raises ServiceError or NotVerified, and never decides."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Wait between two looks with `sleep`."""
        self._sleep = sleep

    async def perform(self, strategy: Strategy, scene: Scene, now: datetime) -> Deed:
        """Carry out one of the acting strategies."""
        match strategy:
            case Strategy.RETRY_NOW:
                return await self._retry(scene, now)
            case Strategy.NEXT_RELEASE:
                return await self._next_release(scene, now)
            case Strategy.RETRY_LATER:
                return await self._search_again(scene, now)
            case Strategy.END_JOB:
                return await self._end_job(scene, now)
            case _:
                raise ValueError(f"{strategy} is nothing to carry out")

    async def _retry(self, scene: Scene, now: datetime) -> Deed:
        """Have SABnzbd process the job again; it gets a new id and the *arr loses sight of it."""
        client = scene.sabnzbd.client
        new_id = await client.retry(scene.failure.job_id, password=scene.password)
        failure = following(
            replace(scene.failure, jobs=(*scene.failure.jobs, new_id)), Strategy.RETRY_NOW, now
        )
        await self._see(lambda: has_job(client, new_id), f"the new job {new_id} in SABnzbd")
        scene.steps.append("retried")
        cleaned = await clean(scene.owner, failure, scene.grab)
        return Deed(
            outcome=f"SABnzbd tries again as {new_id}; blocklist rows removed: {cleaned}",
            failure=failure,
        )

    async def _next_release(self, scene: Scene, now: datetime) -> Deed:
        """Blame the release, once, and have one search made for another."""
        owner, grab = _owned(scene)
        sight = scene.sight
        blamed = not sight.marked
        if blamed:
            await self._blame(owner, grab, scene)
            scene.steps.append("blamed")
        failure = following(scene.failure, Strategy.NEXT_RELEASE, now)
        if sight.arr_searches and blamed:
            return Deed(
                outcome=f"marked as failed; {owner.ref.kind.label} searches by itself",
                failure=failure,
            )
        number = await self._search(owner, grab.item, sight)
        return Deed(outcome=f"blocklisted; search {number} started", failure=failure)

    async def _search_again(self, scene: Scene, now: datetime) -> Deed:
        """Take a release that was not to blame off the blocklist, and search once."""
        owner, grab = _owned(scene)
        cleaned = 0
        if scene.failure.at_fault is not FaultOf.RELEASE:
            cleaned = await clean(owner, scene.failure, grab)
            scene.steps.append("cleaned")
        number = await self._search(owner, grab.item, scene.sight)
        failure = following(scene.failure, Strategy.RETRY_LATER, now)
        return Deed(
            outcome=f"blocklist rows removed: {cleaned}; search {number} started", failure=failure
        )

    async def _end_job(self, scene: Scene, now: datetime) -> Deed:
        """End a job that SABnzbd holds for ever; it then fails, or completes with what is there."""
        client = scene.sabnzbd.client
        job_id = scene.failure.job_id
        await client.end_job(job_id)
        await self._see(lambda: _left_pause(client, job_id), f"the job {job_id} ended in SABnzbd")
        failure = following(scene.failure, Strategy.END_JOB, now)
        return Deed(outcome="SABnzbd ended the job", failure=failure)

    async def _blame(self, owner: ServarrTarget, grab: Grab, scene: Scene) -> None:
        """Have the *arr blocklist the release: through its queue, or its history when it lost sight."""
        row = next(iter(scene.sight.rows), None)
        if row is None:
            await owner.client.mark_failed(grab.history_id)
        else:
            # Gone already when the answer to a first try was lost: what counts is seen below.
            with contextlib.suppress(ServiceNotFound):
                await owner.client.delete_queue_item(
                    row.id,
                    remove_from_client=True,
                    blocklist=True,
                    skip_redownload=not scene.sight.arr_searches,
                )
        await self._see(
            lambda: is_marked(owner, scene.failure, grab), f"{grab.source_title} marked as failed"
        )

    async def _search(self, owner: ServarrTarget, item: Item, sight: Sight) -> int:
        """Start one search and see that it was taken; return its number."""
        command = await search(owner, item, sight)
        try:
            seen = await owner.client.command(command.id)
        except ServiceNotFound as err:
            raise NotVerified(
                f"search {command.id} is not known to {owner.ref.kind.label}"
            ) from err
        if seen.status in (CommandStatus.FAILED, CommandStatus.ABORTED, CommandStatus.CANCELLED):
            raise NotVerified(f"search {command.id} ended as {seen.status}")
        return command.id

    async def _see(self, check: Callable[[], Awaitable[bool]], what: str) -> None:
        """Look a few times; raises NotVerified when it is never seen."""
        for number in range(LOOKS):
            if number:
                await self._sleep(PAUSE)
            if await check():
                return
        raise NotVerified(f"cannot see {what}")


def following(failure: Failure, strategy: Strategy, now: datetime) -> Failure:
    """Return the failure as one whose outcome is watched from now on."""
    return replace(
        failure,
        state=FailureState.FOLLOWING,
        strategy=strategy,
        following_since=now,
        next_try=now + FIRST_LOOK,
        detail="",
    )


async def clean(owner: ServarrTarget | None, failure: Failure, grab: Grab | None) -> int:
    """Remove the blocklist rows a failure made that was not the release's fault; return how many."""
    if owner is None or grab is None:
        return 0
    rows = await blocklist_rows(owner, failure, grab)
    if not rows:
        return 0
    await owner.client.delete_blocklist_rows([row.id for row in rows])
    left = {row.id for row in await blocklist_rows(owner, failure, grab)}
    if not left.isdisjoint(row.id for row in rows):
        raise NotVerified(f"{grab.source_title} is still on the blocklist")
    return len(rows)


async def has_job(client: SabnzbdClient, job_id: str) -> bool:
    """Say whether SABnzbd knows a job, in its queue or its history; raises ServiceError."""
    if any(slot.nzo_id == job_id for slot in (await client.queue()).slots):
        return True
    history = await client.history(nzo_ids=[job_id])
    return history is not None and any(slot.nzo_id == job_id for slot in history.slots)


async def _left_pause(client: SabnzbdClient, job_id: str) -> bool:
    """Say whether a job no longer waits paused in the queue."""
    return not any(
        slot.nzo_id == job_id and slot.status is JobStatus.PAUSED
        for slot in (await client.queue()).slots
    )


def _owned(scene: Scene) -> tuple[ServarrTarget, Grab]:
    """Return the owner of a job and its grab; such actions are never decided without."""
    if scene.owner is None or scene.grab is None:
        raise ValueError(f"{scene.failure.key} belongs to no Radarr or Sonarr")
    return scene.owner, scene.grab


async def searches_before(scene: Scene) -> int:
    """Return the highest number a search for the item has at present; raises ServiceError."""
    if scene.owner is None or scene.item is None:
        return 0
    commands = await searches_of(scene.owner, scene.item)
    return max((command.id for command in commands), default=0)
