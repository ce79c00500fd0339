"""The walk along the chain: total, in order, and honest about what could not be looked at."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, strategies as st

from custom_components.autoarr.clients.models.sabnzbd import JobStatus
from custom_components.autoarr.clients.models.servarr import (
    HistoryEvent,
    QueueStatusName,
    TrackedState,
)
from custom_components.autoarr.requests.diagnosing.facts import (
    Facts,
    Health,
    Indexers,
    Job,
    Jobs,
    Part,
    Past,
    Place,
    Plex,
    Row,
    Search,
    Section,
    Silent,
    StillSearching,
    Title,
    Wish,
)
from custom_components.autoarr.requests.diagnosing.judge import judge
from custom_components.autoarr.requests.diagnosing.models import ORDER, Diagnosis, Finding, Link
from custom_components.autoarr.requests.diagnosing.view import View, worth_searching
from custom_components.autoarr.requests.messages import MESSAGES, render
from custom_components.autoarr.requests.models import RequestState
from custom_components.autoarr.requests.parsed import MediaType

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SILENT = Silent(service="Radarr", reason="Radarr does not answer.")

ids = st.integers(1, 3)
words = st.sampled_from(["", "Dune.2021.1080p", "{title} 100 %", "نص"])
times = st.integers(-100_000, 100_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
downloads = st.sampled_from([None, "job-1", "job-2"])
silences = st.builds(Silent, service=st.sampled_from(["Radarr", "Plex"]), reason=words)

films = st.builds(
    Part, id=ids, monitored=st.booleans(), has_file=st.booleans(), out=st.booleans()
).map(lambda part: (part,))
episodes = st.lists(
    st.builds(
        Part,
        id=ids,
        season=st.integers(0, 2),
        number=ids,
        monitored=st.booleans(),
        has_file=st.booleans(),
        out=st.booleans(),
        due=st.none() | times,
    ),
    max_size=4,
    unique_by=lambda part: part.id,
).map(tuple)
titles = st.builds(
    Title,
    media_id=ids,
    monitored=st.booleans(),
    parts=films | episodes,
    released=st.booleans(),
    due=st.none() | times,
    unlisted=st.sampled_from([(), ("S09",)]),
    folder=st.sampled_from([None, "/films/Dune (2021)"]),
    root=st.sampled_from([None, "/films"]),
)
rows = st.builds(
    Row,
    media_id=st.none() | ids,
    part_id=st.none() | ids,
    season=st.none() | st.integers(0, 2),
    status=st.sampled_from(QueueStatusName),
    tracked=st.sampled_from(TrackedState),
    warned=st.booleans(),
    usenet=st.booleans(),
    download_id=downloads,
    name=words,
    reason=words,
    percent=st.none() | st.integers(0, 100),
)
pasts = st.builds(
    Past,
    id=st.integers(1, 50),
    event=st.sampled_from(HistoryEvent),
    at=times,
    part_id=st.none() | ids,
    download_id=downloads,
    name=words,
    reason=words,
)
searches = st.builds(
    Search,
    at=times,
    found=st.integers(0, 9),
    approved=st.integers(0, 3),
    rejections=st.lists(st.tuples(words, st.integers(1, 9)), max_size=3).map(tuple),
    what=words,
)
jobs = st.builds(
    Job,
    service=st.just("SABnzbd"),
    place=st.sampled_from(Place),
    status=st.sampled_from(JobStatus),
    percent=st.integers(0, 100),
    held=st.sampled_from(["", "ENCRYPTED"]),
    reason=words,
    all_paused=st.booleans(),
    idle=st.booleans(),
    servers_down=st.sampled_from([(), ("news",)]),
    ended=st.none() | times,
)
plexes = st.builds(
    Plex,
    service=st.just("Plex"),
    sections=st.lists(
        st.builds(
            Section,
            title=st.just("Films"),
            locations=st.sampled_from([(), ("/data/films",), ("/tv",)]),
            refreshing=st.booleans(),
            scanned_at=st.none() | times,
        ),
        max_size=2,
    ).map(tuple),
    found=st.booleans(),
    episodes=st.none() | st.frozensets(st.tuples(st.integers(0, 2), ids), max_size=4),
)
facts = st.builds(
    Facts,
    label=st.just("Dune (2021)"),
    media_type=st.sampled_from(MediaType),
    now=st.just(NOW),
    wish=st.none()
    | st.builds(Wish, request_id=st.just("r"), state=st.sampled_from(RequestState), note=st.none()),
    instance=st.just("Radarr"),
    services=st.sampled_from([(), ("Radarr",), ("Radarr", "Radarr 4K")]),
    instance_gone=st.booleans(),
    title=st.none() | silences | titles,
    indexers=st.none()
    | silences
    | st.builds(
        Indexers,
        searching=st.integers(0, 2),
        total=st.integers(0, 2),
        interactive=st.integers(0, 2),
        all_down=st.booleans(),
        complaints=st.sampled_from([(), ("All indexers are unavailable",)]),
    ),
    health=st.none()
    | silences
    | st.builds(Health, no_client=words, missing_roots=st.sampled_from([(), ("/films",)])),
    queue=st.none() | silences | st.lists(rows, max_size=3).map(tuple),
    history=st.none() | silences | st.lists(pasts, max_size=4).map(tuple),
    searching=st.none() | silences | st.booleans(),
    search=st.none() | silences | st.just(StillSearching()) | searches,
    jobs=st.builds(
        Jobs,
        found=st.dictionaries(st.sampled_from(["job-1", "job-2"]), jobs, max_size=2),
        asked=st.integers(0, 2),
        silent=st.lists(silences, max_size=1).map(tuple),
    ),
    plex=st.lists(plexes | silences, max_size=2).map(tuple),
)


def found(diagnosis: Diagnosis) -> Mapping[Link, Finding]:
    """Return the finding of each link."""
    return {step.link: step.finding for step in diagnosis.steps}


def after(link: Link) -> list[Link]:
    """Return a link and those after it."""
    return list(ORDER[ORDER.index(link) :])


@given(facts)
def test_every_link_is_judged_in_order(seen: Facts) -> None:
    """Whatever was seen, and all of it can be said in words and written as JSON."""
    diagnosis = judge(seen)

    assert tuple(step.link for step in diagnosis.steps) == ORDER
    for note in (diagnosis.note, *(step.note for step in diagnosis.steps)):
        assert note.key in MESSAGES
        template = MESSAGES[note.key]
        assert all(f"{{{name}}}" not in template or name in note.placeholders for name in _names())
        assert render(note.key, note.placeholders)
    assert diagnosis.as_dict()["message"]


@given(facts)
def test_the_first_that_does_not_hold_is_named(seen: Facts) -> None:
    """What comes after something broken or waiting is not judged, what comes before holds."""
    diagnosis = judge(seen)
    first = diagnosis.first_broken

    holding = {Finding.OK, Finding.SKIPPED}
    if first is None:
        assert {step.finding for step in diagnosis.steps} <= holding
        assert diagnosis.note == diagnosis.conclusion
        return
    place = ORDER.index(first.link)
    assert {step.finding for step in diagnosis.steps[:place]} <= holding
    ends = [s for s in diagnosis.steps if s.finding in {Finding.BROKEN, Finding.WAITING}]
    assert len(ends) <= 1
    if ends:
        rest = diagnosis.steps[ORDER.index(ends[0].link) + 1 :]
        assert {step.finding for step in rest} <= {Finding.SKIPPED}


@given(facts)
def test_nothing_is_called_broken_after_what_could_not_be_looked_at(seen: Facts) -> None:
    """It may follow from that."""
    findings = [step.finding for step in judge(seen).steps]

    if Finding.UNKNOWN in findings:
        assert Finding.BROKEN not in findings[findings.index(Finding.UNKNOWN) :]


@given(facts, silences)
def test_a_silent_library_breaks_nothing(seen: Facts, silent: Silent) -> None:
    """From its link on."""
    findings = found(judge(replace(seen, title=silent, instance_gone=False)))

    assert all(findings[link] is not Finding.BROKEN for link in after(Link.IN_ARR))


@given(facts, silences)
def test_silent_indexers_or_history_or_queue_break_nothing_of_theirs(
    seen: Facts, silent: Silent
) -> None:
    """None of what depends on them."""
    quiet = replace(seen, indexers=silent, queue=silent, history=silent, search=None)
    quiet = replace(quiet, searching=silent, jobs=Jobs())
    findings = found(judge(quiet))

    assert all(
        findings[link] is not Finding.BROKEN
        for link in after(Link.INDEXERS)
        if link not in {Link.ON_DISK, Link.PLEX_COVERS, Link.SCANNED}
    )


@given(facts, silences)
def test_a_silent_plex_breaks_nothing_of_its_own(seen: Facts, silent: Silent) -> None:
    """Neither the library nor the scan."""
    findings = found(judge(replace(seen, plex=(silent,))))

    assert findings[Link.PLEX_COVERS] is not Finding.BROKEN
    assert findings[Link.SCANNED] not in {Finding.BROKEN, Finding.OK}


@given(facts, silences)
def test_a_silent_sabnzbd_is_no_lost_download(seen: Facts, silent: Silent) -> None:
    """Only the Radarr or Sonarr itself can still say that something is wrong."""
    quiet = replace(seen, jobs=Jobs(asked=1, silent=(silent,)))
    view, step = View(quiet), judge(quiet).steps[ORDER.index(Link.DOWNLOADING)]

    if view.lost:
        assert step.finding is not Finding.BROKEN
    if step.finding is Finding.BROKEN:
        assert step.note.key in {"why_download_failed", "why_failed_others_fit"} or not any(
            row.usenet for row in view.rows
        )


@given(facts)
def test_a_search_is_never_wasted(seen: Facts) -> None:
    """Not for what is unreleased, unmonitored or on its way, not while anything is in doubt."""
    if not worth_searching(seen):
        return
    title, indexers = seen.title, seen.indexers
    assert isinstance(title, Title)
    assert isinstance(indexers, Indexers)
    assert title.monitored
    assert not indexers.all_down
    assert any(part.out and part.monitored and not part.has_file for part in title.parts)
    assert isinstance(seen.queue, tuple)
    assert isinstance(seen.history, tuple)
    assert seen.searching is False


def _names() -> set[str]:
    """Return the placeholders that notes fill."""
    return {"title", "instance", "service", "services", "count", "reason", "first", "second"} | {
        *("date", "episodes", "folder", "state")
    }


def broken(**changes: Any) -> tuple[Link, str] | None:
    """Return what holds up a film that could be had, after some changes to what was seen."""
    part = Part(id=1)
    whole = Facts(
        label="Dune (2021)",
        media_type=MediaType.MOVIE,
        now=NOW,
        wish=Wish(request_id="r", state=RequestState.SEARCHING),
        instance="Radarr",
        services=("Radarr",),
        title=Title(media_id=1, monitored=True, parts=(part,), folder="/f/Dune", root="/f"),
        indexers=Indexers(searching=1, total=1, interactive=1),
        health=Health(),
        queue=(),
        history=(),
        searching=False,
    )
    first = judge(replace(whole, **changes)).first_broken
    return None if first is None else (first.link, first.note.key)


def past(event: HistoryEvent, **more: Any) -> Past:
    """Return something that happened an hour ago."""
    filled: dict[str, Any] = {
        "id": 1,
        "at": NOW - timedelta(hours=1),
        "download_id": "job-1",
        "name": "Dune.2021",
    }
    return Past(event=event, **(filled | more))


def test_a_failed_download_is_blamed_unless_a_search_tells_more() -> None:
    """Nothing else that fits is the better reason; something else that fits is worth saying."""
    failed = (past(HistoryEvent.FAILED, reason="Aborted"),)

    assert broken(history=failed, search=SILENT) == (Link.DOWNLOADING, "why_download_failed")
    none = Search(at=NOW, found=2, approved=0, rejections=(("blocklisted", 2),))
    assert broken(history=failed, search=none) == (Link.SEARCHED, "why_all_rejected")
    some = Search(at=NOW, found=2, approved=1)
    assert broken(history=failed, search=some) == (Link.DOWNLOADING, "why_failed_others_fit")


def test_a_grab_without_a_download_is_looked_for() -> None:
    """Where SABnzbd has it decides; nobody to ask is not the same as nothing there."""
    grab = (past(HistoryEvent.GRABBED),)

    def at(jobs: Jobs) -> tuple[Link, str] | None:
        return broken(history=grab, jobs=jobs)

    def job(status: JobStatus, place: Place = Place.QUEUE, **more: Any) -> Jobs:
        return Jobs(asked=1, found={"job-1": Job(service="S", place=place, status=status, **more)})

    assert at(Jobs(asked=1)) == (Link.DOWNLOADING, "why_job_gone")
    assert at(Jobs()) == (Link.DOWNLOADING, "why_no_sab")
    assert at(Jobs(asked=1, silent=(SILENT,))) == (Link.DOWNLOADING, "why_sab_silent")
    assert at(job(JobStatus.DOWNLOADING)) == (Link.DOWNLOADING, "why_downloading")
    assert at(job(JobStatus.QUEUED)) == (Link.DOWNLOADING, "why_job_queued")
    assert at(job(JobStatus.PAUSED)) == (Link.DOWNLOADING, "why_job_paused")
    assert at(job(JobStatus.REPAIRING, Place.HISTORY)) == (Link.DOWNLOADING, "why_processing")
    assert at(job(JobStatus.FAILED, Place.HISTORY)) == (Link.DOWNLOADING, "why_download_failed")
    done = job(JobStatus.COMPLETED, Place.HISTORY, ended=NOW - timedelta(hours=1))
    assert at(done) == (Link.IMPORTED, "why_not_picked_up")
    just = job(JobStatus.COMPLETED, Place.HISTORY, ended=NOW - timedelta(minutes=1))
    assert at(just) == (Link.IMPORTED, "why_importing")
    fresh = (past(HistoryEvent.GRABBED, at=NOW),)
    assert broken(history=fresh, jobs=Jobs(asked=1)) == (Link.DOWNLOADING, "why_job_queued")


def test_what_a_person_took_out_of_the_queue_is_said() -> None:
    """It is no failure."""
    ignored = (past(HistoryEvent.IGNORED),)
    assert broken(history=ignored, search=SILENT) == (Link.IMPORTED, "why_ignored")


def test_a_search_that_runs_is_waited_for() -> None:
    """Also one that the service started by itself."""
    assert broken(searching=True) == (Link.SEARCHED, "why_search_under_way")
    assert broken(search=StillSearching()) == (Link.SEARCHED, "why_still_searching")
    assert broken(search=SILENT) == (Link.SEARCHED, "why_not_searched")


def test_a_torrent_is_judged_by_what_its_service_says() -> None:
    """SABnzbd knows nothing of it."""

    def row(status: QueueStatusName, **more: Any) -> dict[str, Any]:
        made = Row(
            media_id=1,
            part_id=None,
            season=None,
            status=status,
            tracked=TrackedState.DOWNLOADING,
            usenet=False,
            **more,
        )
        return {"queue": (made,), "jobs": Jobs(asked=1, silent=(SILENT,))}

    def at(status: QueueStatusName, **more: Any) -> tuple[Link, str] | None:
        return broken(**row(status, **more))

    assert at(QueueStatusName.DOWNLOADING) == (Link.DOWNLOADING, "why_downloading")
    assert at(QueueStatusName.PAUSED) == (Link.DOWNLOADING, "why_job_paused")
    assert at(QueueStatusName.WARNING) == (Link.DOWNLOADING, "why_download_warning")
    assert at(QueueStatusName.FAILED) == (Link.DOWNLOADING, "why_download_failed")
