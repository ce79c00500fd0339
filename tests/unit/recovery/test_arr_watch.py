"""What Radarr shows in a whole house: blocked imports, jobs that vanish, sound nobody wanted, flags of jobs."""

from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.autoarr.journal.events import EventKind, Severity
from custom_components.autoarr.recovery.arrs.jobs import Job, JobState
from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import FailureState, Policy, Strategy
from custom_components.autoarr.recovery.targets import ServarrObservation
from tests.fakes.servarr.state import Event as ArrEvent
from tests.support.stores import SimulatedCrash

from .house import DUNE, RADARR, SAB, House

NO_UPGRADE = "Not an upgrade for existing movie file. Existing quality: A. New Quality B."
NO_SPACE = "Not enough free space"
FILMS = (DUNE, 603, 27205, 157336, 155, 680, 13)


async def look(house: House) -> None:
    """Look at Radarr's queue as the glue does."""
    queue = await house.radarr_client.queue()
    await house.engine.observe_servarr(ServarrObservation(ref=RADARR, queue=tuple(queue)))


async def minutes(house: House, count: int) -> None:
    """Let time pass: Radarr looks each minute, AutoArr polls both and ticks."""
    for _ in range(count):
        house.clock.advance(60)
        await house.radarr.refresh_monitored_downloads()
        await house.poll()
        await look(house)
        await house.engine.tick()
        await house.radarr.idle()


async def settled(house: House, *, auto: bool = True) -> None:
    """Have both services seen once and the policies set."""
    await house.settle_in(auto=auto)
    await look(house)


async def blocked(house: House, *said: str, film: int = DUNE) -> str:
    """Have a download of a film complete that Radarr does not import; return the job's id."""
    house.radarr.refuse_imports(*said)
    job = await house.grab_new(1, film=film)
    house.sabnzbd.finish(job)
    return job


def only_job(house: House) -> Job:
    """Return the only job there is."""
    (job,) = house.engine.jobs()
    return job


async def test_a_blocked_import_is_told_once_it_is_certain(house: House) -> None:
    """After two looks two minutes apart; what it is, is asked, and nothing is changed."""
    await settled(house)
    job = await blocked(house, NO_UPGRADE)
    before = house.writes()
    await minutes(house, 2)
    assert house.engine.failures() == ()
    await minutes(house, 20)
    found = house.failure()
    assert (found.cause, found.kind) == (Cause.IMPORT_BLOCKED, Kind.NOT_AN_UPGRADE)
    assert (found.sabnzbd, found.jobs, found.blocked, found.torrent) == (
        SAB.id,
        (job,),
        True,
        False,
    )
    assert found.grab is not None
    assert found.state is FailureState.ASKED
    (event,) = house.events(EventKind.FAILURE_SEEN)
    assert event.data["kind"] == "not_an_upgrade"
    assert event.severity is Severity.INFO
    assert house.writes() == before
    assert (only_job(house).state, only_job(house).kind) == (JobState.BLOCKED, found.kind)


async def test_an_import_that_is_done_after_all_ends_the_story(house: House) -> None:
    """Somebody deleted the better file, or imported it by hand."""
    await settled(house)
    await blocked(house, NO_UPGRADE)
    await minutes(house, 5)
    house.radarr.refuse_imports()
    await minutes(house, 5)
    assert house.imported()
    assert (house.failure().state, house.failure().reason) == (
        FailureState.RECOVERED,
        Reason.IMPORTED,
    )
    (event,) = house.events(EventKind.RECOVERED)
    assert event.data["by"] == "person"


async def test_what_radarr_may_get_past_is_told_after_an_hour(house: House) -> None:
    """A full library: reported, never acted on, and over as soon as there is space."""
    await settled(house)
    house.radarr.doubt_imports(NO_SPACE)
    job = await house.grab_new(1, 2)
    house.sabnzbd.finish(job)
    before = house.writes()
    await minutes(house, 58)
    assert house.engine.failures() == ()
    await minutes(house, 6)
    assert (house.failure().kind, house.failure().at_fault) == (
        Kind.NO_SPACE_TO_IMPORT,
        FaultOf.LOCAL,
    )
    assert house.failure().state is FailureState.REPORTED
    assert house.writes() == before
    house.radarr.doubt_imports()
    await minutes(house, 5)
    assert house.failure().state is FailureState.RECOVERED
    (event,) = house.events(EventKind.RECOVERED)
    assert event.data["by"] == "arr"


async def test_a_download_that_somebody_takes_off_the_queue_is_left_alone(house: House) -> None:
    """It stays in SABnzbd; Radarr remembers that it is to be ignored."""
    await settled(house)
    await blocked(house, NO_UPGRADE)
    await minutes(house, 5)
    (row,) = await house.radarr_client.queue()
    await house.radarr_client.delete_queue_item(
        row.id, remove_from_client=False, blocklist=False, skip_redownload=True
    )
    assert len(house.radarr.events(ArrEvent.IGNORED)) == 1
    await minutes(house, 4)
    assert (house.failure().state, house.failure().reason) == (
        FailureState.CLOSED,
        Reason.USER_STOPPED,
    )


async def test_a_download_that_somebody_deletes_everywhere_is_left_alone(house: House) -> None:
    """Radarr writes no history then."""
    await settled(house)
    await blocked(house, NO_UPGRADE)
    await minutes(house, 5)
    (row,) = await house.radarr_client.queue()
    await house.radarr_client.delete_queue_item(
        row.id, remove_from_client=True, blocklist=False, skip_redownload=True
    )
    await minutes(house, 4)
    assert house.failure().state is FailureState.CLOSED


async def test_a_radarr_that_shows_nothing_for_a_while_ends_no_story(house: House) -> None:
    """It was restarted, or does not reach SABnzbd; the job is still there."""
    await settled(house)
    await blocked(house, NO_UPGRADE)
    await minutes(house, 5)
    for _ in range(5):
        house.clock.advance(60)
        await house.poll()
        await house.engine.observe_servarr(ServarrObservation(ref=RADARR, queue=()))
    assert house.failure().state is FailureState.ASKED
    await minutes(house, 3)
    assert house.failure().state is FailureState.ASKED
    assert len(house.events(EventKind.FAILURE_SEEN)) == 1


async def test_what_is_blocked_on_day_one_is_told_in_one_line(house: House) -> None:
    """And never acted on by itself, also not after a restart."""
    for number, film in enumerate(FILMS):
        house.radarr.refuse_imports("Caution: Found executable file with extension: '.exe'")
        house.post(number + 1, film=film)
        house.sabnzbd.finish(await house.grab(film))
    await house.radarr.refresh_monitored_downloads()
    await house.poll()
    await house.settle_in()
    before = house.writes()
    await look(house)
    await minutes(house, 10)
    told = [e for e in house.events(EventKind.BASELINE) if e.instance == RADARR.id]
    assert [event.data["failures"] for event in told] == [len(FILMS)]
    await house.restart()
    await minutes(house, 10)
    assert [one.baseline for one in house.engine.failures()] == [True] * len(FILMS)
    assert house.writes() == before
    assert house.events(EventKind.FAILURE_SEEN, EventKind.BASELINE) == []


async def test_after_a_long_absence_what_is_blocked_is_of_that_time(house: House) -> None:
    """More than six hours without a look."""
    await settled(house)
    await blocked(house, NO_UPGRADE)
    house.clock.advance(timedelta(hours=7).total_seconds())
    await house.radarr.refresh_monitored_downloads()
    await house.poll()
    await minutes(house, 5)
    assert house.failure().baseline


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Caution: Found executable file with extension: '.exe'", Kind.DANGEROUS_FILE),
        ("No audio tracks detected", Kind.NO_AUDIO),
    ],
)
async def test_what_nobody_can_watch_is_replaced_by_another_release(
    house: House, said: str, kind: Kind
) -> None:
    """Nothing of it may be imported, so that the release is to blame: a dangerous file, a film without sound."""
    await settled(house)
    job = await blocked(house, said)
    house.radarr.refuse_imports()
    house.radarr.refuse_imports(said, of=house.radarr.tracked[0].item.title)
    house.post(2)
    await minutes(house, 4)
    assert (house.failure().kind, house.failure().strategy) == (kind, Strategy.NEXT_RELEASE)
    assert len(house.radarr.blocklisted) == 1
    (replacement,) = house.sabnzbd.jobs
    assert replacement != job
    house.sabnzbd.finish(replacement)
    await minutes(house, 15)
    assert house.imported()
    assert house.failure().state is FailureState.RECOVERED
    assert len(house.radarr.blocklisted) == 1


async def test_a_message_nobody_knows_is_asked_about_and_collected(house: House) -> None:
    """With the version of the Radarr that said it, for the user to report."""
    await settled(house)
    await blocked(house, "The moon is in the wrong house")
    await minutes(house, 6)
    assert (house.failure().kind, house.failure().state) == (Kind.OTHER_BLOCK, FailureState.ASKED)
    (unknown,) = house.engine.unknown_messages()
    assert (unknown.service, unknown.version) == ("radarr", house.radarr.version)
    assert unknown.text == "The moon is in the wrong house"
    assert unknown.count == 1


async def test_another_reason_is_judged_anew(house: House) -> None:
    """One story: there is space now, and the file turns out to be no upgrade."""
    await settled(house)
    await blocked(house, NO_SPACE)
    await minutes(house, 64)
    assert house.failure().state is FailureState.REPORTED
    house.radarr.refuse_imports(NO_UPGRADE)
    await minutes(house, 6)
    assert (house.failure().kind, house.failure().state) == (
        Kind.NOT_AN_UPGRADE,
        FailureState.ASKED,
    )
    assert len(house.events(EventKind.FAILURE_SEEN)) == 1


async def test_a_job_that_was_retried_goes_on_as_a_blocked_import(house: House) -> None:
    """The chain of ids is one story, whichever way it goes wrong."""
    await settled(house)
    job = await house.grab_new(1)
    house.sabnzbd.fails(job, "Failed to move files", stage="Unpack")
    await house.poll()
    (again,) = house.sabnzbd.jobs
    house.radarr.refuse_imports(NO_UPGRADE)
    house.sabnzbd.finish(again)
    await minutes(house, 8)
    assert house.failure().jobs == (job, again)
    assert (house.failure().kind, house.failure().blocked) == (Kind.NOT_AN_UPGRADE, True)
    assert len(house.events(EventKind.FAILURE_SEEN)) == 2


async def test_a_job_of_a_sabnzbd_that_is_not_connected_is_none_of_ours(house: House) -> None:
    """Only usenet jobs of a connected SABnzbd are acted on."""
    await settled(house)
    await blocked(house, NO_UPGRADE)
    house.connected = {RADARR.id}
    for _ in range(10):
        house.clock.advance(60)
        await house.radarr.refresh_monitored_downloads()
        await look(house)
    assert house.engine.failures() == ()


async def test_a_blocked_torrent_is_told_and_never_touched(house: House, tmp_path: Path) -> None:
    """With every policy on auto; also the best reason leads to nothing."""
    await settled(house)
    movie = house.radarr.add(DUNE)
    folder = tmp_path / "torrents" / "Dune.2021.1080p.WEB-DL.H264-GRP1"
    folder.mkdir(parents=True)
    (folder / "dune.mkv").write_bytes(b"x" * 100)
    house.radarr.refuse_imports("Caution: Found executable file with extension: '.exe'")
    house.radarr.add_torrent("ABCDEF", folder.name, folder)
    house.record_grab("ABCDEF", folder.name)
    before = house.writes()
    await minutes(house, 10)
    found = house.failure()
    assert (found.torrent, found.blocked, found.sabnzbd) == (True, True, RADARR.id)
    assert (found.state, found.reason) == (FailureState.REPORTED, Reason.TORRENT)
    assert found.item is not None
    assert found.item.media_id == movie.id
    assert house.writes() == before
    assert (folder / "dune.mkv").exists()
    assert only_job(house).torrent
    house.radarr.core.elsewhere.clear()
    await minutes(house, 30)
    assert house.failure().state is FailureState.REPORTED
    await minutes(house, 45)
    assert house.failure().state is FailureState.CLOSED


async def test_a_job_that_was_removed_unfinished_is_told_and_left(house: House) -> None:
    """Neither failed nor imported: somebody removed it from SABnzbd."""
    await settled(house)
    job = await house.grab_new(1, 2)
    await minutes(house, 2)
    before = house.writes()
    house.sabnzbd.drop(job)
    await minutes(house, 4)
    found = house.failure()
    assert (found.cause, found.kind) == (Cause.USER_STOPPED, Kind.REMOVED_FROM_CLIENT)
    assert (found.state, found.reason) == (FailureState.CLOSED, Reason.USER_STOPPED)
    assert house.writes() == before
    assert house.events(EventKind.FAILURE_SEEN) == []
    (told,) = house.events(EventKind.DECISION_MADE)
    assert told.data["kind"] == "removed_from_client"


async def test_many_jobs_removed_at_once_are_no_storm(house: House) -> None:
    """Somebody cleaned up: nothing has failed."""
    await settled(house)
    for number, film in enumerate(FILMS):
        await house.grab_new(number + 1, film=film)
    await minutes(house, 2)
    for job in house.sabnzbd.jobs:
        house.sabnzbd.drop(job)
    await minutes(house, 5)
    assert len(house.engine.failures()) == len(FILMS)
    assert house.engine.storm_since is None


async def test_a_sabnzbd_that_does_not_answer_has_lost_nothing(house: House) -> None:
    """Radarr shows nothing while it is down; afterwards all is as it was."""
    await settled(house)
    await house.grab_new(1)
    await minutes(house, 2)
    house.sabnzbd.misbehave("dropped")
    for _ in range(20):
        house.clock.advance(60)
        await house.engine.observe_servarr(ServarrObservation(ref=RADARR, queue=()))
    assert house.engine.failures() == ()
    house.sabnzbd.behave()
    await minutes(house, 4)
    assert house.engine.failures() == ()


@pytest.mark.parametrize(
    ("tracks", "profile", "wrong"),
    [
        ("fra", "English", True),
        ("eng", "English", False),
        ("fra/eng", "English", False),
        ("fra", "Any", False),
        ("fra", "Original", True),
        ("", "English", False),
        ("und", "English", False),
    ],
)
async def test_a_film_that_can_only_be_heard_in_another_language_is_told(
    house: House, tracks: str, profile: str, wrong: bool
) -> None:
    """By what Radarr read of the file, against its profile; nothing is done about it."""
    await settled(house)
    for row in house.radarr.core.tables["qualityprofile"]:
        row["language"] = {"id": 1, "name": profile}
    house.radarr.hear(tracks)
    house.sabnzbd.finish(await house.grab_new(1))
    await look(house)
    before = house.writes()
    await minutes(house, 6)
    assert house.imported()
    found = house.engine.failures()
    assert [one.kind for one in found] == ([Kind.WRONG_LANGUAGE] if wrong else [])
    assert {one.state for one in found} <= {FailureState.REPORTED}
    assert house.writes() == before


async def test_that_a_film_sounds_wrong_is_not_mended_by_its_being_there(house: House) -> None:
    """The report stays when the story is looked at again after an hour."""
    await settled(house)
    house.radarr.hear("fra")
    job = await house.grab_new(1)
    await look(house)
    house.sabnzbd.finish(job)
    await minutes(house, 70)
    assert house.imported()
    assert (house.failure().state, house.failure().reason) == (
        FailureState.REPORTED,
        Reason.WRONG_LANGUAGE,
    )


async def test_the_flags_of_jobs_are_found_without_an_answer_to_each_poll(house: House) -> None:
    """Unmonitored meanwhile, a title that was deleted, and a job that nobody wants."""
    await settled(house)
    job = await house.grab_new(1)
    await minutes(house, 1)
    assert not only_job(house).unmonitored
    house.radarr.movie(DUNE).monitored = False
    await minutes(house, 16)
    assert only_job(house).unmonitored
    stray = house.sabnzbd.enqueue("Something.Else.2020.1080p.WEB-DL-GRP")
    await minutes(house, 1)
    await house.radarr_client.delete_movie(house.radarr.movie(DUNE).id)
    await minutes(house, 6)
    jobs = {one.id: one for one in house.engine.jobs()}
    assert jobs[job].title_deleted
    assert not jobs[job].orphan
    assert not jobs[stray].title_deleted


async def test_a_job_in_radarrs_category_that_it_does_not_list_is_an_orphan(house: House) -> None:
    """After it had five minutes to list it; one of another category is of another program."""
    await settled(house)
    await minutes(house, 1)
    stray = house.sabnzbd.enqueue("Some.Old.Thing.2020-GRP")
    other = house.sabnzbd.enqueue("A.Book", category="books")
    await house.poll()
    await house.engine.tick()
    assert [(one.orphan, one.foreign) for one in house.engine.jobs()] == [
        (False, False),
        (False, True),
    ]
    for _ in range(6):
        house.clock.advance(60)
        await house.poll()
        await house.engine.observe_servarr(ServarrObservation(ref=RADARR, queue=()))
    flags = {one.id: (one.orphan, one.foreign) for one in house.engine.jobs()}
    assert flags == {stray: (True, False), other: (False, True)}


async def test_a_radarr_that_answers_no_question_is_asked_again(house: House) -> None:
    """The block waits until it can be told whose it is."""
    await settled(house)
    await blocked(house, NO_UPGRADE)
    await minutes(house, 2)
    house.radarr.misbehave("dropped", paths="/api/v3/history")
    await minutes(house, 5)
    assert house.engine.failures() == ()
    house.radarr.behave()
    await minutes(house, 1)
    assert house.failure().state is FailureState.ASKED


async def test_a_crash_at_any_save_repeats_and_loses_nothing(house: House) -> None:
    """Taken in once, told once, acted on once: whenever the process is killed."""
    await settled(house)
    await house.engine.set_policy(Strategy.NEXT_RELEASE, Policy.AUTO)
    job = await blocked(house, "Caution: Found executable file with extension: '.exe'")
    title = house.radarr.tracked[0].item.title
    house.radarr.refuse_imports()
    house.radarr.refuse_imports("Caution: Found executable file", of=title)
    house.post(2)
    for at in (1, 2, 3, 4):
        for after in (False, True):
            house.fuse.arm(at, after=after)
            try:
                await minutes(house, 3)
            except SimulatedCrash:
                await house.restart()
    house.fuse.disarm()
    await minutes(house, 6)
    assert len(house.engine.failures()) == 1
    assert len(house.radarr.blocklisted) == 1
    assert len(house.radarr.events(ArrEvent.GRABBED)) == 2
    assert job not in house.sabnzbd.jobs
