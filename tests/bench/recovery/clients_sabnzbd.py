"""The client of SABnzbd, answered by the simulated one instead of over HTTP.

It is a subclass of the real one, so that it is taken for it; whatever is not answered here fails, because it
has no connection.
"""

from collections.abc import Callable, Sequence
from typing import override

from custom_components.autoarr.clients.errors import ServiceNotFound
from custom_components.autoarr.clients.models.sabnzbd import (
    HistorySlot,
    SabHistory,
    SabQueue,
    SabWarning,
    ServerStats,
    ServerStatus,
    ServerTest,
    ServerTraffic,
)
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient

from . import views_sabnzbd as views
from .sabnzbd import HISTORY, Job, Phase, SimSabnzbd
from .timeline import moment


def missing(service: str, what: str) -> ServiceNotFound:
    """Return the error about something that is not there."""
    return ServiceNotFound(f"{service} has no {what}.", service=service, endpoint="/")


class SimSabnzbdClient(SabnzbdClient):
    """Talks to the simulated SABnzbd."""

    def __init__(self, program: SimSabnzbd, delete: Callable[[Job], None]) -> None:
        """Talk to this one; `delete` removes a job, and has the referee look at it."""
        self.program = program
        self._delete = delete
        self._ended: dict[str, HistorySlot] = {}

    @override
    async def queue(self, *, limit: int = 0, nzo_ids: Sequence[str] = ()) -> SabQueue:
        return views.queue(self.program)

    @override
    async def history(
        self,
        *,
        limit: int = 60,
        start: int = 0,
        since: int | None = None,
        category: str | None = None,
        failed_only: bool = False,
        nzo_ids: Sequence[str] = (),
    ) -> SabHistory | None:
        jobs = [job for job in self.program.jobs.values() if job.in_history]
        if nzo_ids:
            jobs = [job for job in jobs if job.id in nzo_ids]
        newest = jobs[: -HISTORY - 1 : -1]
        slots = tuple(self._slot(job) for job in newest)
        return SabHistory(slots=slots, total=len(jobs), last_update=self.program.changed)

    def _slot(self, job: Job) -> HistorySlot:
        """Return a job of the history; one that has ended stays as it is."""
        if job.completed is None:
            return views.history_slot(job)
        if job.id not in self._ended:
            self._ended[job.id] = views.history_slot(job)
        return self._ended[job.id]

    @override
    async def server_status(self) -> ServerStatus:
        return views.server_status(self.program)

    @override
    async def server_stats(self) -> ServerStats:
        day = moment(self.program.time.seconds).date().isoformat()
        server = ServerTraffic(
            total=0,
            month=0,
            week=0,
            day=0,
            articles_tried={day: self.program.articles_tried},
            articles_failed={day: self.program.articles_failed},
        )
        return ServerStats(total=0, month=0, week=0, day=0, servers={views.SERVER: server})

    @override
    async def warnings(self) -> tuple[SabWarning, ...]:
        return ()

    @override
    async def test_server(self, name: str) -> ServerTest:
        well = self.program.outage is None
        return ServerTest(ok=well, message="" if well else "502 Service unavailable")

    @override
    async def retry(self, nzo_id: str, *, password: str | None = None) -> str:
        job = self.program.jobs.get(nzo_id)
        if job is None or job.phase is not Phase.FAILED:
            raise missing("SABnzbd", f"job {nzo_id} to retry")
        return self.program.retry(nzo_id).id

    @override
    async def delete_history(
        self, nzo_id: str, *, archive: bool = False, delete_files: bool = False
    ) -> None:
        job = self.program.jobs.get(nzo_id)
        if job is not None and job.in_history:
            self._delete(job)

    @override
    async def end_job(self, nzo_id: str) -> None:
        job = self.program.jobs.get(nzo_id)
        if job is None or job.in_history:
            raise missing("SABnzbd", f"job {nzo_id} in its queue")
        self.program.end(nzo_id)

    @override
    async def unblock_server(self, name: str) -> None:
        """Try a news server again; the simulated one is tried all the time."""

    @override
    async def pause(self) -> None:
        self.program.pause(paused=True)

    @override
    async def resume(self) -> None:
        self.program.pause(paused=False)
