"""Every download as one job: joined by id and by chain, with the right state and flags."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.models.decode import JsonObject
from custom_components.autoarr.clients.models.servarr import DownloadProtocol
from custom_components.autoarr.recovery.arrs.jobbook import FRESH, SILENT, JobBook
from custom_components.autoarr.recovery.arrs.jobs import Around, Job, JobState, join
from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import Failure, FailureState
from custom_components.autoarr.recovery.targets import ServarrObservation
from tests.support.clock import START

from .builders import failure
from .rows import RADARR, SAB, arr_row, radarr_shows, sabnzbd_shows

MOVIES = Around(categories={RADARR.id: frozenset({"movies"})})


def only(jobs: tuple[Job, ...]) -> Job:
    """Return the only job there is."""
    (job,) = jobs
    return job


def test_what_two_services_show_of_a_download_is_one_job() -> None:
    """SABnzbd knows how far it is, Radarr that it is wanted."""
    job = only(join(sabnzbd_shows({}), radarr_shows(arr_row(state="downloading")), ()))
    assert (job.id, job.sabnzbd, job.servarr) == ("nzo1", SAB.id, RADARR.id)
    assert (job.state, job.progress) == (JobState.DOWNLOADING, 50)
    assert (job.size_bytes, job.left_bytes) == (100 * 1024**2, 50 * 1024**2)
    flags = (job.foreign, job.orphan, job.torrent, job.title_deleted, job.unmonitored)
    assert not any(flags)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Downloading", JobState.DOWNLOADING),
        ("Queued", JobState.WAITING),
        ("Grabbing", JobState.WAITING),
        ("Propagating", JobState.WAITING),
        ("Paused", JobState.PAUSED),
        ("Checking", JobState.CHECKING),
        ("Fetching", JobState.REPAIRING),
        ("Something new", JobState.WAITING),
    ],
)
def test_every_state_of_the_queue_is_one_of_ours(status: str, state: JobState) -> None:
    """Also one that a later version adds."""
    assert only(join(sabnzbd_shows({"status": status}), {}, ())).state is state


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Queued", JobState.WAITING),
        ("QuickCheck", JobState.CHECKING),
        ("Verifying", JobState.CHECKING),
        ("Repairing", JobState.REPAIRING),
        ("Extracting", JobState.UNPACKING),
        ("Moving", JobState.UNPACKING),
        ("Running", JobState.UNPACKING),
        ("Completed", JobState.DONE),
        ("Failed", JobState.FAILED),
    ],
)
def test_every_state_of_the_history_is_one_of_ours(status: str, state: JobState) -> None:
    """Post-processing is seen there."""
    job = only(join(sabnzbd_shows(ended=[{"status": status}]), {}, ()))
    assert (job.state, job.progress, job.left_bytes) == (state, 100, 0)


@pytest.mark.parametrize(
    ("tracked", "state"),
    [
        ("importPending", JobState.IMPORTING),
        ("importing", JobState.IMPORTING),
        ("importBlocked", JobState.BLOCKED),
        ("imported", JobState.DONE),
    ],
)
def test_what_is_downloaded_stands_where_its_radarr_says(tracked: str, state: JobState) -> None:
    """SABnzbd is done with it."""
    shown = sabnzbd_shows(ended=[{"status": "Completed"}])
    assert only(join(shown, radarr_shows(arr_row(state=tracked)), ())).state is state


def test_a_paused_queue_pauses_all_but_what_is_forced() -> None:
    """SABnzbd does not say so of each job."""
    shown = sabnzbd_shows({}, {"nzo_id": "nzo2", "priority": "Force"}, paused=True)
    assert [job.state for job in join(shown, {}, ())] == [JobState.PAUSED, JobState.DOWNLOADING]


def test_the_episodes_of_a_pack_are_one_job() -> None:
    """Sonarr has a row for each."""
    rows = [arr_row(id=number, episodeId=number, state="downloading") for number in (1, 2, 3)]
    assert only(join(sabnzbd_shows({}), radarr_shows(*rows), ())).servarr == RADARR.id


def test_a_retried_job_keeps_its_story() -> None:
    """The new id is the old download: what Radarr and SABnzbd still show of the old one is no other job."""
    story = failure(jobs=("nzo1", "nzo2"), key="sab1:nzo1", state=FailureState.FOLLOWING)
    shown = sabnzbd_shows({"nzo_id": "nzo2"}, ended=[{"nzo_id": "nzo1"}])
    job = only(join(shown, radarr_shows(arr_row(state="downloading")), [story]))
    assert (job.id, job.ids) == ("nzo2", ("nzo1", "nzo2"))
    assert job.state is JobState.DOWNLOADING
    assert (job.failure, job.failure_state) == ("sab1:nzo1", FailureState.FOLLOWING)
    assert job.title == "Dune (2021)"


def test_a_story_that_goes_on_without_a_download_is_still_shown() -> None:
    """Radarr removes failed jobs from SABnzbd; the wait for another release is not over."""
    waiting = failure(
        state=FailureState.WAITING, reason=Reason.NOTHING_GRABBED, next_try=START, kind=Kind.OUTAGE
    )
    job = only(join({}, {}, [waiting, failure(key="x", state=FailureState.RECOVERED)]))
    assert (job.state, job.cause, job.kind) == (JobState.FAILED, waiting.cause, Kind.OUTAGE)
    assert (job.reason, job.next_try) == (Reason.NOTHING_GRABBED, START)


def test_a_blocked_import_that_radarr_tries_again_just_now_stays_blocked() -> None:
    """It would flicker each minute otherwise."""
    story = failure(Cause.IMPORT_BLOCKED, FaultOf.NONE, blocked=True, state=FailureState.ASKED)
    shown = sabnzbd_shows(ended=[{"status": "Completed"}])
    job = only(join(shown, radarr_shows(arr_row(state="importing")), [story]))
    assert job.state is JobState.BLOCKED


def test_torrents_and_waiting_releases_are_shown_too() -> None:
    """SABnzbd knows of neither."""
    torrent = arr_row(
        id=1, downloadId="ABCD", protocol="torrent", state="downloading", status="downloading"
    )
    delayed = arr_row(id=2, downloadId=None, status="delay", state="downloading", sizeleft=100)
    jobs = join({}, radarr_shows(replace(torrent, left_bytes=25), delayed), ())
    assert [(job.id, job.state, job.progress) for job in jobs] == [
        ("ABCD", JobState.DOWNLOADING, 75),
        ("radarr1:2", JobState.WAITING, 0),
    ]
    assert [job.torrent for job in jobs] == [True, False]
    assert jobs[0].protocol is DownloadProtocol.TORRENT


def test_a_job_in_the_category_of_a_radarr_that_does_not_want_it_is_an_orphan() -> None:
    """One in another category is of another program."""
    shown = sabnzbd_shows({}, {"nzo_id": "nzo2", "cat": "books"})
    orphan, foreign = join(shown, radarr_shows(), (), MOVIES)
    assert (orphan.orphan, orphan.foreign) == (True, False)
    assert (foreign.orphan, foreign.foreign) == (False, True)


def test_categories_are_also_learnt_from_what_is_joined() -> None:
    """Without a word about another program as long as Radarr has not told its own."""
    shown = sabnzbd_shows({}, {"nzo_id": "nzo2"}, {"nzo_id": "nzo3", "cat": "books"})
    jobs = join(shown, radarr_shows(arr_row(state="downloading")), ())
    assert [(job.orphan, job.foreign) for job in jobs] == [
        (False, False),
        (True, False),
        (False, False),
    ]


@pytest.mark.parametrize(
    "around",
    [
        replace(MOVIES, fresh=frozenset({"nzo1"})),
        replace(MOVIES, silent=frozenset({RADARR.id})),
        Around(categories={"radarr2": frozenset({"movies"})}),
    ],
    ids=["too new", "Radarr is silent", "another Radarr was never heard"],
)
def test_nothing_is_an_orphan_while_somebody_may_still_claim_it(around: Around) -> None:
    """A wrong word here would have a healthy download removed."""
    assert not only(join(sabnzbd_shows({}), radarr_shows(), (), around)).orphan


def test_what_was_downloaded_is_no_orphan() -> None:
    """Radarr forgets what it has imported."""
    shown = sabnzbd_shows(ended=[{"status": "Completed", "category": "movies"}])
    assert not only(join(shown, radarr_shows(), (), MOVIES)).orphan


def test_a_title_that_was_deleted_or_is_unmonitored_now_is_told() -> None:
    """By the row alone, or by the story."""
    shown = sabnzbd_shows({})
    gone = radarr_shows(arr_row(state="downloading", movieId=0))
    assert not only(join(shown, gone, ())).title_deleted
    assert only(join(shown, gone, (), Around(deleted=frozenset({"nzo1"})))).title_deleted
    assert only(join(shown, gone, [failure()])).title_deleted
    there = arr_row(state="downloading", movie={"monitored": False})
    assert only(join(shown, radarr_shows(there), ())).unmonitored
    story = failure(state=FailureState.REPORTED, reason=Reason.TITLE_UNMONITORED)
    assert only(join(shown, {}, [story])).unmonitored


def test_the_same_nzb_in_two_queues_is_two_jobs() -> None:
    """Each has its own id, also where the names are equal."""
    jobs = join(sabnzbd_shows({}, {"nzo_id": "nzo2"}), {}, ())
    assert [(job.id, job.name) for job in jobs] == [("nzo1", jobs[0].name), ("nzo2", jobs[0].name)]


def test_an_address_that_serves_as_a_name_does_not_show_its_key() -> None:
    """SABnzbd names a job by its address until it has the NZB."""
    name = "https://indexer.example/get?id=1&apikey=0123456789abcdef0123"
    job = only(join(sabnzbd_shows({"filename": name}), {}, ()))
    assert "0123456789abcdef" not in job.name + job.title


ids = st.sampled_from(["a", "b", "c", "d", "e"])
queued = st.lists(
    st.fixed_dictionaries(
        {"nzo_id": ids, "status": st.sampled_from(["Downloading", "Paused", "Queued", "Odd"])}
    ),
    max_size=5,
)
ended = st.lists(
    st.fixed_dictionaries(
        {"nzo_id": ids, "status": st.sampled_from(["Completed", "Failed", "Extracting"])}
    ),
    max_size=5,
)
listed = st.lists(st.tuples(ids | st.none(), st.booleans(), st.integers(1, 9)), max_size=6)
chains = st.lists(st.lists(ids, min_size=1, max_size=3, unique=True).map(tuple), max_size=3)


@given(queued=queued, ended=ended, listed=listed, chains=chains, open_=st.booleans())
def test_every_download_is_one_job_and_only_one(
    queued: list[JsonObject],
    ended: list[JsonObject],
    listed: list[tuple[str | None, bool, int]],
    chains: list[tuple[str, ...]],
    open_: bool,
) -> None:
    """Whatever the services show: nothing twice, nothing lost, percents are percents."""
    stories: list[Failure] = []
    taken: set[str] = set()
    for jobs in chains:
        if taken.isdisjoint(jobs):
            taken.update(jobs)
            state = FailureState.WAITING if open_ else FailureState.CLOSED
            stories.append(failure(jobs=jobs, key=f"sab1:{jobs[0]}", state=state))
    rows = [
        arr_row(id=number, downloadId=job, state="importBlocked" if blocked else "downloading")
        for job, blocked, number in listed
    ]
    found = join(sabnzbd_shows(*queued, ended=ended), radarr_shows(*rows), stories)
    assert len({job.id for job in found}) == len(found)
    latest = {job: story.job_id for story in stories for job in story.jobs}
    shown = {str(one["nzo_id"]) for one in (*queued, *ended)}
    shown |= {job or f"radarr1:{number}" for job, _, number in listed}
    told = {latest.get(job, job) for job in shown}
    told |= {story.job_id for story in stories if open_}
    assert {job.id for job in found} == told
    assert all(0 <= job.progress <= 100 for job in found)


def test_five_thousand_of_each_are_joined_without_looking_at_each_other() -> None:
    """Each service is gone through once: the work grows with the number of jobs."""
    many: list[JsonObject] = [{"nzo_id": f"n{number}"} for number in range(5_000)]
    rows = [arr_row(id=number + 1, downloadId=f"n{number}") for number in range(5_000)]
    stories = [
        failure(jobs=(f"n{number}",), key=f"sab1:n{number}") for number in range(0, 5_000, 10)
    ]
    jobs = join(sabnzbd_shows(*many), radarr_shows(*rows), stories, MOVIES)
    assert len(jobs) == 5_000
    assert sum(job.failure is not None for job in jobs) == 500
    assert {job.servarr for job in jobs} == {RADARR.id}


class TestBook:
    """What only time tells of jobs."""

    def test_a_job_is_an_orphan_only_after_its_radarr_had_time_to_list_it(self) -> None:
        """What a first look shows has been there before; what comes later is new at first."""
        book, categories = JobBook(), MOVIES.categories
        book.take_servarr(radarr_shows()[RADARR.id], START)
        book.take_sabnzbd(sabnzbd_shows({})[SAB.id], START)
        assert [job.orphan for job in book.jobs((), categories, START)] == [True]
        book.take_sabnzbd(sabnzbd_shows({}, {"nzo_id": "nzo2"})[SAB.id], START)
        assert [job.orphan for job in book.jobs((), categories, START)] == [True, False]
        later = START + FRESH
        assert [job.orphan for job in book.jobs((), categories, later)] == [True, True]

    def test_the_last_word_of_a_radarr_grows_old(self) -> None:
        """While it is down its downloads belong to somebody."""
        book, categories = JobBook(), MOVIES.categories
        book.take_servarr(radarr_shows()[RADARR.id], START)
        book.take_sabnzbd(sabnzbd_shows({})[SAB.id], START)
        assert not only(book.jobs((), categories, START + SILENT)).orphan
        assert not only(book.jobs((), categories, START - timedelta(minutes=1))).orphan

    def test_a_title_that_is_lost_between_two_polls_was_deleted(self) -> None:
        """Radarr keeps the row and forgets what it is of."""
        book = JobBook()
        row = arr_row(state="downloading")
        book.take_servarr(ServarrObservation(ref=RADARR, queue=(row,)), START)
        assert not only(book.jobs((), {}, START)).title_deleted
        gone = ServarrObservation(ref=RADARR, queue=(replace(row, media_id=None),))
        book.take_servarr(gone, START)
        book.take_servarr(gone, START)
        assert only(book.jobs((), {}, START)).title_deleted

    def test_a_service_that_was_removed_is_forgotten(self) -> None:
        """Of either kind."""
        book = JobBook()
        book.take_servarr(radarr_shows(arr_row())[RADARR.id], START)
        book.take_sabnzbd(sabnzbd_shows({})[SAB.id], START)
        book.forget(RADARR.id)
        book.forget(SAB.id)
        assert book.jobs((), {}, START) == ()
