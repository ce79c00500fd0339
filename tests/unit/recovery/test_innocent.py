"""Releases that an outage or this machine let fail do not stay on a blocklist when their story has ended."""

from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.models.servarr import BlocklistRow
from custom_components.autoarr.recovery.causes import Cause, FaultOf
from custom_components.autoarr.recovery.following.innocent import innocent
from custom_components.autoarr.recovery.models import FailureState, Mode, Policy, Strategy
from custom_components.autoarr.recovery.records import Tried

from .builders import GRAB, failure
from .downloader import FULL, SHORT
from .house import House
from .strategies import failures


async def replaced_after_a_full_disk(house: House, *, mode: Mode = Mode.ASSIST) -> str:
    """Have a full disk fail a release, which Radarr blames and replaces; return the replacement's job."""
    await house.settle_in(mode=mode)
    job = await house.grab_new(1, 2)
    house.sabnzbd.space(0)
    house.sabnzbd.fails(job, FULL, stage="Unpack")
    await house.minute(2)
    assert len(house.radarr.blocklisted) == 1
    house.sabnzbd.space(100)
    (other,) = house.sabnzbd.jobs
    return other


async def until_recovered(house: House) -> None:
    """Go on until the story has ended well."""
    for _ in range(6):
        await house.later(timedelta(minutes=15))
        if house.failure().state is FailureState.RECOVERED:
            return
    raise AssertionError(house.failure())


async def test_a_release_that_was_not_to_blame_is_free_again_when_another_is_imported(
    house: House,
) -> None:
    """Radarr had blamed it for a full disk; nothing else on the list is touched."""
    other = await replaced_after_a_full_disk(house)
    await house.later(timedelta(minutes=30))
    assert house.failure().state is FailureState.FOLLOWING
    house.sabnzbd.finish(other)
    await house.radarr.refresh_monitored_downloads()
    await until_recovered(house)
    assert house.radarr.blocklisted == []
    assert house.journal.unfinished() == ()


async def test_what_is_not_to_be_done_by_itself_is_not_done(house: House) -> None:
    """The policy for searching a release again covers its place on the blocklist."""
    other = await replaced_after_a_full_disk(house)
    await house.engine.set_policy(Strategy.RETRY_LATER, Policy.REPORT)
    house.sabnzbd.finish(other)
    await house.radarr.refresh_monitored_downloads()
    await until_recovered(house)
    assert len(house.radarr.blocklisted) == 1


async def test_a_release_that_was_to_blame_stays_blamed(house: House) -> None:
    """Whatever replaces it."""
    await house.settle_in(mode=Mode.ASSIST)
    house.sabnzbd.fails(await house.grab_new(1, 2), SHORT)
    await house.minute(2)
    house.sabnzbd.finish(house.sabnzbd.jobs[0])
    await house.minute(13)
    assert house.failure().state is FailureState.RECOVERED
    assert len(house.radarr.blocklisted) == 1


@pytest.mark.parametrize("troubles", [1, 2])
async def test_a_blocklist_in_trouble_delays_the_end_of_a_story_once(
    house: House, troubles: int
) -> None:
    """Then the story ends all the same."""
    other = await replaced_after_a_full_disk(house)
    await house.later(timedelta(minutes=30))
    house.sabnzbd.finish(other)
    await house.radarr.refresh_monitored_downloads()
    house.radarr.misbehave("error", paths="/blocklist")
    await house.later(timedelta(minutes=11))
    assert house.failure().state is FailureState.FOLLOWING
    if troubles == 1:
        house.radarr.behave()
    await house.minute(3)
    assert house.failure().state is FailureState.RECOVERED
    house.radarr.behave()
    assert len(house.radarr.blocklisted) == troubles - 1


async def test_what_an_earlier_story_of_the_title_left_is_cleaned_with_it(house: House) -> None:
    """A full disk first, then a release that really was bad: one of the two stays blamed."""
    second = await replaced_after_a_full_disk(house)
    house.post(3)
    first_name = house.radarr.blocklisted[0].source_title
    house.sabnzbd.fails(second, SHORT)
    await house.minute(3)
    house.sabnzbd.finish(house.sabnzbd.jobs[0])
    await house.minute(14)
    assert house.imported()
    names = [row.source_title for row in house.radarr.blocklisted]
    assert len(names) == 1
    assert first_name not in names


async def test_a_story_that_ends_without_being_followed_is_tidied_up_later(house: House) -> None:
    """E.g. what waited for space while Radarr had found another release: the next look at anything does it."""
    other = await replaced_after_a_full_disk(house)
    house.sabnzbd.space(0)
    house.sabnzbd.finish(other)
    await house.radarr.refresh_monitored_downloads()
    house.sabnzbd.space(100)
    await until_recovered(house)
    house.sabnzbd.fails(await house.grab_new(1, film=603), SHORT)
    await house.minute(8)
    assert [row.source_title for row in house.radarr.blocklisted if "Dune" in row.source_title] == (
        []
    )


# ── who is innocent ──


def row(title: str, message: str, *, media_id: int = GRAB.item.media_id) -> BlocklistRow:
    """Return a row of a blocklist."""
    return BlocklistRow.from_json(
        {
            "id": 1,
            "movieId": media_id,
            "sourceTitle": title,
            "date": "2026-11-23T12:00:00Z",
            "protocol": "usenet",
            "message": message,
        }
    )


def test_a_row_that_tells_of_this_machine_is_innocent_without_a_story() -> None:
    """A job may fail and be removed between two looks."""
    seen = failure(Cause.DISK_FULL, FaultOf.LOCAL, grab=GRAB)
    rows = (row("Own", FULL), row("Bad", SHORT), row("Other", FULL, media_id=999))
    assert innocent(seen, (), (), rows) == {GRAB.source_title, "Own"}
    tried = Tried(guid="", title="Own", published=None, size_bytes=0, indexer="")
    assert innocent(seen, (), (tried,), rows) == {GRAB.source_title}


@given(failures(), st.lists(failures(), max_size=4))
def test_nothing_that_was_to_blame_is_innocent(seen: object, stories: list[object]) -> None:
    """Not even where an outage had let it fail before."""
    names = innocent(seen, stories, ())  # type: ignore[arg-type]
    for story in (seen, *stories):
        if story.at_fault in (FaultOf.RELEASE, FaultOf.UNKNOWN):  # type: ignore[attr-defined]
            assert story.grab.source_title not in names  # type: ignore[attr-defined]
