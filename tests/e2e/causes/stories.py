"""How a story can go and end: what several causes have in common."""

from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.models import Mode, Strategy
from tests.fakes.usenet import Post

from .evidence import Seen, seen_of
from .house import House

ENDED = "recovery.end_job"
NEXT = "recovery.next_release"
RETRIED = "recovery.retry_now"
SEARCHED = "recovery.retry_later"
PAUSED = "recovery.pause_queue"
RESUMED = "recovery.resume_queue"


def release(cause: Cause, kind: Kind) -> Seen:
    """Return what a failure is taken for when the release is to blame."""
    return Seen(cause=cause, kind=kind, at_fault=FaultOf.RELEASE)


async def first_failure(house: House, mode: Mode, *, tracked: bool = True) -> Seen:
    """Let the best release be grabbed, and return what its failure is taken for.

    AutoArr sees it before Radarr does, as it does with their real intervals of 10 and 60 s; `tracked` says that
    Radarr has seen the job before it failed.
    """
    await house.settle_in(mode)
    house.radarr_looks = False
    if tracked:
        await house.sabnzbd.api("pause")
        await house.grab()
        await house.radarr.refresh_monitored_downloads()
        await house.sabnzbd.api("resume")
    else:
        await house.grab()
    seen = seen_of(await house.failed())
    house.radarr_looks = True
    return seen


async def replaced(house: House, mode: Mode, bad: Post, good: Post, *, stuck: bool = False) -> Seen:
    """See a bad release fail and a good one take its place; return what the failure was taken for.

    Whoever searched: one blocklist row, two grabs, two searches of the indexer in all, nothing left in SABnzbd.
    """
    seen = await first_failure(house, mode)
    await house.imported()
    assert house.grabbed() == [bad.name, good.name]
    assert house.marked() == house.blocklisted() == [bad.name]
    assert house.from_file() == good.name
    assert house.radarr.queue == []
    assert await house.jobs() == {}
    assert len(house.indexer.searches) == 2
    assert len(house.indexer.downloads) == 2
    ended = [ENDED] if stuck else []
    (failure,) = house.engine.failures()
    if mode is Mode.ASSIST:
        assert house.done() == ended
        # What AutoArr ended may have been replaced by Radarr before AutoArr looks again.
        assert failure.strategy in (
            {Strategy.LEAVE, Strategy.END_JOB} if stuck else {Strategy.LEAVE}
        )
        assert house.writes() == []
    else:
        assert house.done() == [*ended, NEXT]
        assert failure.strategy is Strategy.NEXT_RELEASE
    return seen


async def untouched(house: House, whole: Post, mode: Mode = Mode.MANAGE) -> None:
    """See a release complete and be imported, with nothing seen, told or done."""
    await house.settle_in(mode)
    await house.grab()
    await house.imported()
    assert house.from_file() == whole.name
    assert house.engine.failures() == ()
    assert house.told_of(EventKind.FAILURE_SEEN, EventKind.DECISION_MADE) == []
    assert house.done() == []
    assert house.blocklisted() == house.marked() == house.writes() == []
    assert len(house.indexer.searches) == len(house.indexer.downloads) == 1
    assert await house.jobs() == {}


async def left_alone(house: House) -> None:
    """See that for a while nothing is done, at Radarr or at SABnzbd."""
    before = await house.jobs(), house.grabbed(), house.writes(), len(house.indexer.searches)
    await house.rounds()
    await house.later(hours=2)
    await house.rounds()
    assert house.done() == []
    assert before == (
        await house.jobs(),
        house.grabbed(),
        house.writes(),
        len(house.indexer.searches),
    )
