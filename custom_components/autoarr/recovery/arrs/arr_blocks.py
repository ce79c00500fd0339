"""Taking in the imports that are blocked at one Radarr or Sonarr: whose they are, and what is new."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
import logging
from typing import Final

from ...clients.errors import ServiceError
from ...clients.models.servarr import DownloadProtocol, QueueItem
from ...journal.events import EventKind, Severity
from ..acting.act_job import has_job
from ..causes import FaultOf
from ..core import Core
from ..deciding.grabs import find_grab
from ..deciding.work import Worker
from ..keeping.ledger import KEEP_SETTLED
from ..models import Failure, FailureState, Grab
from ..targets import ServarrTarget
from ..understanding.unknowns import collect, is_unclear
from .arr_stories import as_baseline, new_story, renewed
from .sightings import CHECKS, Block

_LOGGER = logging.getLogger(__name__)

ELSEWHERE: Final = timedelta(minutes=30)
type _Story = tuple[Failure, Failure | None]
"""A story as it goes on, and as it was before; None for one that begins."""

NEWS: Final = 3
"""So many lines of evidence are told with a new failure."""


class BlockIntake:
    """Makes stories of blocked imports, or goes on with those there are."""

    def __init__(self, core: Core, worker: Worker, lock: Callable[[str], asyncio.Lock]) -> None:
        """Share the state of the engine and its locks."""
        self._core = core
        self._worker = worker
        self._lock = lock
        self._elsewhere: dict[tuple[str, str], datetime] = {}
        """The downloads that no connected SABnzbd holds, and when that is asked again."""

    def _note_time(self, instance: str, counted: Collection[str]) -> None:
        """Forget which downloads lay elsewhere when it is time to ask again, or nobody asks any more."""
        now = self._core.now()
        self._elsewhere = {
            (owner, job_id): due
            for (owner, job_id), due in self._elsewhere.items()
            if (owner != instance or job_id in counted) and timedelta() < due - now <= ELSEWHERE
        }

    async def take(
        self,
        target: ServarrTarget,
        counted: Mapping[str, Block],
        rows: Mapping[str, QueueItem],
    ) -> int:
        """Take in the blocks that count; return how many are of the time before us.

        What a service could not be asked about is left for the next poll.
        """
        known = {job: one for one in self._core.ledger.failures() for job in one.jobs}
        begun: dict[str, list[_Story]] = {}
        for job_id, block in counted.items():
            if (before := known.get(job_id)) is not None:
                story = renewed(before, block.found)
                if story is not None:
                    begun.setdefault(story.sabnzbd, []).append((story, before))
        self._note_time(target.ref.id, counted)
        unknown = [
            job_id
            for job_id in counted
            if job_id not in known and (target.ref.id, job_id) not in self._elsewhere
        ]
        for job_id in unknown[:CHECKS]:
            story = await self._begin(target, rows[job_id], job_id, counted[job_id])
            if story is not None:
                begun.setdefault(story.sabnzbd, []).append((story, None))
        baseline = 0
        for lane, stories in begun.items():
            async with self._lock(lane):
                baseline += await self._keep(target, lane, stories)
        return baseline

    async def _begin(
        self, target: ServarrTarget, row: QueueItem, job_id: str, block: Block
    ) -> Failure | None:
        """Return the story of a download nothing is known of, None when it is not ours or cannot be told yet."""
        core, now = self._core, self._core.now()
        torrent = row.protocol is DownloadProtocol.TORRENT
        # So old a download would be known, had its story not been forgotten.
        forgotten = row.added is not None and now - row.added > KEEP_SETTLED
        old = block.baseline or forgotten
        grab: Grab | None = None
        try:
            lane = target.ref.id if torrent else await self._holder(job_id)
            if lane is None:
                self._elsewhere[target.ref.id, job_id] = now + ELSEWHERE
            if lane is None or not (torrent or lane in core.seen):
                return None
            if not old:
                grab = await find_grab({target.ref.id: target}, job_id)
        except ServiceError as err:
            _LOGGER.debug("It is not known yet who asked for %s: %s", job_id, err)
            return None
        story = new_story(
            job_id,
            block.found,
            lane=lane,
            name=row.title,
            size_bytes=row.size_bytes,
            grab=grab,
            now=now,
        )
        story = replace(story, blocked=True, torrent=torrent)
        return as_baseline(story) if old else story

    async def _holder(self, job_id: str) -> str | None:
        """Return the SABnzbd that holds a job, None when no connected one does; raises ServiceError."""
        core = self._core
        for sabnzbd, seen in core.seen.items():
            if job_id in seen.present and sabnzbd in core.sabnzbd():
                return sabnzbd
        for sabnzbd, target in core.sabnzbd().items():
            if await has_job(target.client, job_id):
                return sabnzbd
        return None

    async def _keep(self, target: ServarrTarget, lane: str, stories: Collection[_Story]) -> int:
        """Put stories of one lane into the ledger, tell of them and decide; return how many are baseline."""
        core = self._core
        kept = [(story, before) for story, before in stories if self._put(lane, story, before)]
        fresh = [story for story, _ in kept if not story.baseline]
        if not fresh:
            return len(kept)
        news = [story for story, before in kept if not story.baseline and _is_news(before)]
        trouble = sum(story.at_fault is not FaultOf.NONE for story in news)
        if trouble and core.ledger.note_failures(trouble, core.now()):
            core.tell_storm(over=False)
        for story in fresh:
            if story.grab is not None and not story.torrent:
                self._worker.supersede(story, story.grab)
        await core.keep()
        for story in news:
            self._tell(story)
        for story in fresh:
            await self._collect(target, story)
            now_known = core.ledger.get(story.key)
            if now_known is not None and now_known.state is FailureState.NEW:
                await self._worker.consider(story.key)
        return len(kept) - len(fresh)

    def _put(self, lane: str, story: Failure, before: Failure | None) -> bool:
        """Put a story into the ledger unless something has happened to it meanwhile; say whether that was done."""
        core = self._core
        if core.ledger.get(story.key) != before or not core.knows(lane):
            return False
        core.ledger.put(story)
        return True

    async def _collect(self, target: ServarrTarget, story: Failure) -> None:
        """Collect what a blocked import says when nobody knows what that means."""
        ledger = self._core.ledger
        if is_unclear(story):
            version = await _version(target)
            collect(ledger, ledger.get(story.key) or story, version, self._core.now())

    def _tell(self, story: Failure) -> None:
        """Tell of a blocked import."""
        core = self._core
        core.ledger.count("seen")
        core.tell(
            EventKind.FAILURE_SEEN,
            story,
            severity=Severity.INFO if story.at_fault is FaultOf.NONE else Severity.WARNING,
            data={"at_fault": story.at_fault, "evidence": list(story.evidence[:NEWS])},
        )


def _is_news(before: Failure | None) -> bool:
    """Say whether a story is to be told of anew: it was not one of a blocked import, or had ended."""
    return before is None or before.state.settled or not before.blocked


async def _version(target: ServarrTarget) -> str:
    """Return the version of a Radarr or Sonarr, nothing when it does not tell."""
    try:
        return (await target.client.system_status()).version
    except ServiceError:
        return ""
