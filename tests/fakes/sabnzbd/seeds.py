"""Histories and queues as people bring them along."""

from .model import Job, Past
from .scenarios import SCENARIOS
from .server import FakeSabnzbd

_KINDS = (
    "incomplete",
    "not_enough_blocks",
    "password",
    "corrupt_rar",
    "disk_full",
    "not_on_servers",
)
_DAY = 86_400


def seed_failures(sab: FakeSabnzbd, count: int = 300, *, category: str = "movies") -> list[Past]:
    """Add failures of every kind, an hour apart, the newest an hour old."""
    now = sab.state.now()
    return [
        sab.add_history(
            f"Old.Movie.{number:04}.2019.1080p.WEB-DL.H264-GRP",
            scenario=_KINDS[number % len(_KINDS)],
            category=category,
            completed=now - 3600 * (count - number),
        )
        for number in range(count)
    ]


def seed_much(sab: FakeSabnzbd, *, queue: int = 5_000, history: int = 50_000) -> None:
    """Fill the queue and the history without files on disk, for measuring; every twentieth job failed."""
    now = sab.state.now()
    for number in range(queue):
        job = Job(
            nzo_id=sab.state.new_id(),
            name=f"Queued.Show.S01E{number:05}.1080p.WEB-DL.H264-GRP",
            added=now,
        )
        sab.state.queue[job.nzo_id] = job
    complete, failed = SCENARIOS["complete"], SCENARIOS["incomplete"]
    for number in range(history):
        how = failed if number % 20 == 0 else complete
        name = f"Old.Show.S01E{number:05}.1080p.WEB-DL.H264-GRP"
        past = Past(
            nzo_id=sab.state.new_id(),
            name=name,
            category="tv",
            status="Failed" if how.failed else "Completed",
            message=how.message,
            stages=(("Source", (f"{name}.nzb",)), *how.stages),
            storage=f"/downloads/complete/tv/{name}/{name}.mkv",
            path=f"/downloads/incomplete/{name}",
            size=700_000_000,
            completed=now - _DAY - 60 * (history - number),
            retry=how.failed,
        )
        sab.state.history[past.nzo_id] = past
    sab.state.touch()
