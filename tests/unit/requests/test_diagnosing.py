"""Why is it not here? Every link of the chain broken once, through real clients and HTTP."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
import shutil

import pytest

from custom_components.autoarr.requests.diagnosing.models import Finding, Link
from custom_components.autoarr.requests.media import ExactId, IdKind
from custom_components.autoarr.requests.models import RequestState
from custom_components.autoarr.requests.parsed import MediaType, ParsedItem
from tests.fakes.releases import Fault
from tests.support.clock import ManualClock

from .chain import DUNE, DUNE_PART_THREE, HD, SECRET, UHD, Chain, chain

BROKEN, WAITING = Finding.BROKEN, Finding.WAITING


@pytest.fixture
async def house(clock: ManualClock, tmp_path: Path) -> AsyncIterator[Chain]:
    """Return a chain in which everything works and nothing is asked for."""
    async with chain(clock, tmp_path) as running:
        yield running


# ── requested ──


async def test_nobody_asked_for_it(house: Chain) -> None:
    """It is in no library and on no list."""
    assert await house.verdict() == (Link.REQUESTED, BROKEN, "why_not_requested")
    assert house.said.startswith("Nobody asked for Dune (2021), and it is not in Radarr.")
    assert {house.finding(link) for link in list(Link)[1:]} == {Finding.SKIPPED}


async def test_a_title_that_does_not_exist_is_not_guessed(house: Chain) -> None:
    """Every catalogue answered."""
    assert await house.why("Qwertzuiop the Unwritten") is None
    assert house.diagnosis.steps == ()
    assert house.diagnosis.note.key == "why_no_such_title"


async def test_without_a_word_the_last_request_is_meant(house: Chain) -> None:
    """None is open: that is said."""
    assert await house.why(item=None, request_id=None) is None
    assert house.diagnosis.note.key == "no_open_requests"
    house.request()
    assert await house.verdict(item=None) == (Link.IN_ARR, BROKEN, "why_not_in_arr")
    await house.why(request_id="nobody's")
    assert house.diagnosis.note.key == "no_request"


@pytest.mark.parametrize(
    ("state", "key", "finding"),
    [
        (RequestState.PROPOSED, "why_question_open", WAITING),
        (RequestState.APPROVAL, "why_approval", WAITING),
        (RequestState.CONFIRMED, "why_about_to_be_added", WAITING),
        (RequestState.CANCELLED, "why_request_ended", BROKEN),
        (RequestState.FAILED, "why_request_ended", BROKEN),
    ],
)
async def test_a_request_that_went_nowhere(
    house: Chain, state: RequestState, key: str, finding: Finding
) -> None:
    """It is not in Radarr for a reason AutoArr knows itself."""
    request = house.request(state)
    assert await house.verdict(request_id=request.id) == (Link.REQUESTED, finding, key)
    assert house.diagnosis.request_id == request.id


async def test_a_question_that_is_still_open(house: Chain) -> None:
    """Nobody has said yet which title is meant, or whether to add it."""
    open_question = house.request(RequestState.PROPOSED, chosen=None, text="add dune")
    assert open_question.media is None
    verdict = await house.verdict(request_id=open_question.id)
    assert verdict == (Link.REQUESTED, WAITING, "why_question_open")
    assert house.diagnosis.title == "add dune"


async def test_how_a_request_ended_does_not_matter_once_the_film_is_there(house: Chain) -> None:
    """Somebody else may have added it since."""
    house.request(RequestState.CANCELLED)
    house.radarr.add(DUNE, monitored=False)
    assert await house.verdict() == (Link.MONITORED, BROKEN, "why_not_monitored")
    assert house.finding(Link.REQUESTED) is Finding.OK


# ── in the library, monitored, released ──


async def test_it_was_deleted_in_radarr(house: Chain) -> None:
    """Asked for, added, and gone."""
    house.request()
    assert await house.verdict() == (Link.IN_ARR, BROKEN, "why_not_in_arr")


async def test_its_service_was_removed(house: Chain) -> None:
    """Nobody else is asked."""
    house.request(instance="gone")
    assert await house.verdict() == (Link.IN_ARR, BROKEN, "why_instance_gone")


async def test_it_is_not_monitored(house: Chain) -> None:
    """A film that is in the library and that nobody looks for; no search is wasted on it."""
    house.radarr.add(DUNE, monitored=False)
    house.release()
    assert await house.verdict() == (Link.MONITORED, BROKEN, "why_not_monitored")
    assert house.finding(Link.REQUESTED) is Finding.SKIPPED
    assert house.searches == 0


async def test_it_is_not_released(house: Chain) -> None:
    """With the day; no search is wasted on it."""
    house.radarr.add(DUNE_PART_THREE)
    verdict = await house.verdict("Dune: Part Three")
    assert verdict == (Link.RELEASED, WAITING, "why_not_released")
    assert "2026-12-16" in house.said
    assert house.searches == 0


async def test_a_film_in_cinemas_is_not_searched_for(house: Chain) -> None:
    """Also where Radarr is told to take it from its announcement on."""
    house.radarr.add(DUNE_PART_THREE, minimum_availability="announced")
    verdict = await house.verdict("Dune: Part Three")
    assert verdict == (Link.RELEASED, WAITING, "why_not_released")
    assert house.searches == 0


async def test_radarr_waits_longer_than_needed(house: Chain) -> None:
    """The film is out; a delay of availability is not over."""
    house.radarr.core.config["indexer"]["availabilityDelay"] = 4000
    house.radarr.add(DUNE)
    assert await house.verdict() == (Link.RELEASED, WAITING, "why_minimum_availability")


# ── indexers, search, grab ──


async def test_there_is_no_indexer(house: Chain) -> None:
    """Nothing can be searched, and nothing is."""
    house.radarr.add(DUNE)
    house.radarr.core.tables["indexer"].clear()
    assert await house.verdict() == (Link.INDEXERS, BROKEN, "why_no_indexer")


async def test_no_indexer_searches_by_itself(house: Chain) -> None:
    """A switch of the indexer."""
    house.radarr.add(DUNE)
    house.release()
    house.radarr.core.tables["indexer"][0]["enableAutomaticSearch"] = False
    assert await house.verdict() == (Link.INDEXERS, BROKEN, "why_no_automatic_search")


async def test_nobody_may_look_at_what_an_indexer_has(house: Chain) -> None:
    """It searches by itself, but not for a person."""
    house.radarr.add(DUNE)
    house.radarr.core.tables["indexer"][0]["enableInteractiveSearch"] = False
    verdict = await house.verdict()
    assert verdict == (Link.SEARCHED, Finding.UNKNOWN, "why_no_interactive_search")
    assert house.searches == 0


async def test_no_indexer_answers(house: Chain) -> None:
    """The first link that is broken, with Radarr's own words, and no further hit for the indexer."""
    house.radarr.add(DUNE)
    house.indexer.fault = Fault.SEARCH
    for _ in range(3):
        await house.search()
    hits = house.indexer.hits
    assert await house.verdict() == (Link.INDEXERS, BROKEN, "why_indexers_down")
    assert "All indexers are unavailable" in house.evidence(Link.INDEXERS)
    assert house.said == (
        "Dune (2021) is in Radarr and monitored, but no indexer answers. "
        "Look at the indexers in Radarr."
    )
    assert (house.searches, house.indexer.hits) == (0, hits)


async def test_nothing_is_found(house: Chain) -> None:
    """Looked, and found nothing."""
    house.radarr.add(DUNE)
    assert await house.verdict() == (Link.SEARCHED, BROKEN, "why_nothing_found")
    assert house.finding(Link.INDEXERS) is Finding.OK
    assert house.searches == 1


async def test_all_that_is_found_is_rejected(house: Chain) -> None:
    """Grouped by the reason, whatever numbers are in it."""
    house.radarr.core.config["indexer"]["maximumSize"] = 3000
    house.radarr.add(DUNE)
    for place in range(3):
        house.release(f"{UHD}{place}", quality="WEBDL-2160p", size=1_000_000)
    for place in range(2):
        house.release(f"{HD}{place}", size=9_000_000_000 + place)
    assert await house.verdict() == (Link.SEARCHED, BROKEN, "why_all_rejected")
    assert house.evidence(Link.SEARCHED).splitlines() == [
        "3 × WEBDL-2160p is not wanted in profile",
        "2 × 9000000001 is too big, maximum size is 3145728000",
    ]
    assert "5 releases of Dune (2021) were found, but Radarr takes none of them" in house.said


async def test_something_fits_and_is_not_taken(house: Chain) -> None:
    """Radarr has not looked since; the diagnosis takes nothing either."""
    house.radarr.add(DUNE)
    house.release()
    assert await house.verdict() == (Link.GRABBED, BROKEN, "why_not_grabbed")
    assert house.indexer.downloads == []


async def test_there_is_no_download_client(house: Chain) -> None:
    """What fits cannot be sent anywhere."""
    house.radarr.add(DUNE)
    house.release()
    house.radarr.core.tables["downloadclient"].clear()
    assert await house.verdict() == (Link.GRABBED, BROKEN, "why_no_client")
    assert house.evidence(Link.GRABBED) == "No download client is available"


async def test_a_delay_profile_holds_it_back(house: Chain) -> None:
    """It was found, and waits."""
    house.radarr.delay(3 * 24 * 60)
    house.radarr.add(DUNE)
    house.release()
    await house.radarr.rss_sync()
    assert await house.verdict() == (Link.GRABBED, WAITING, "why_delay")
    assert house.evidence(Link.GRABBED) == HD
    assert house.searches == 0


async def test_radarr_cannot_reach_its_download_client(house: Chain) -> None:
    """It was found, and waits for the client."""
    house.radarr.add(DUNE)
    house.release()
    house.sabnzbd.misbehave("down")
    await house.search()
    assert await house.verdict() == (Link.GRABBED, BROKEN, "why_client_unavailable")


# ── the search itself ──


async def test_one_title_is_searched_once_in_half_an_hour(house: Chain, clock: ManualClock) -> None:
    """Also when it is asked for again and again; each time costs the indexers a hit."""
    house.radarr.add(DUNE)
    for _ in range(3):
        await house.why()
    assert house.searches == 1
    assert house.evidence(Link.SEARCHED) == ""
    clock.advance(timedelta(minutes=20))
    assert await house.verdict() == (Link.SEARCHED, BROKEN, "why_nothing_found")
    assert house.evidence(Link.SEARCHED) == "2026-11-23 12:00 UTC"
    assert house.searches == 1
    clock.advance(timedelta(minutes=11))
    await house.why()
    assert house.searches == 2


async def test_a_slow_search_goes_on_by_itself(house: Chain) -> None:
    """What is not known by the deadline is known the next time."""
    house.radarr.add(DUNE)
    house.radarr.misbehave("slow", seconds=1.0, paths="/release$")
    verdict = await house.verdict(deadline=0.6)
    assert verdict == (Link.SEARCHED, Finding.UNKNOWN, "why_still_searching")
    assert await house.verdict(deadline=5.0) == (Link.SEARCHED, BROKEN, "why_nothing_found")
    assert house.searches == 1


async def test_a_search_that_fails_is_no_empty_result(house: Chain) -> None:
    """Could not look is not looked and found nothing; and it is not repeated at once."""
    house.radarr.add(DUNE)
    house.radarr.misbehave("error", paths="/release$")
    for _ in range(2):
        verdict = await house.verdict()
        assert verdict == (Link.SEARCHED, Finding.UNKNOWN, "why_not_searched")
    assert house.searches == 1


async def test_a_search_under_way_is_left_alone(house: Chain) -> None:
    """Radarr is at it already."""
    house.radarr.add(DUNE)
    house.radarr.commands.delay = 30.0
    movie = house.radarr.movie(DUNE)
    house.radarr.commands.push("MoviesSearch", {"movieIds": [movie.id]}, trigger="scheduled")
    assert await house.verdict() == (Link.SEARCHED, WAITING, "why_search_under_way")
    assert house.searches == 0


# ── the download ──


async def test_it_is_downloading(house: Chain) -> None:
    """Which is no fault; how far it is comes from SABnzbd."""
    job = await house.grabbed()
    job.left = job.size // 4
    assert await house.verdict() == (Link.DOWNLOADING, WAITING, "why_downloading")
    assert house.said == "Dune (2021) is downloading: 75 %."
    assert house.searches == 0


async def test_the_download_is_paused(house: Chain) -> None:
    """By a person, or the whole queue, or by SABnzbd for a reason of its own."""
    job = await house.grabbed()
    job.status = "Paused"
    assert await house.verdict() == (Link.DOWNLOADING, BROKEN, "why_job_paused")
    job.labels = ["ENCRYPTED"]
    assert await house.verdict() == (Link.DOWNLOADING, BROKEN, "why_job_held")
    assert "ENCRYPTED" in house.said
    job.status, job.labels = "Downloading", []
    house.sabnzbd.state.paused = True
    assert await house.verdict() == (Link.DOWNLOADING, BROKEN, "why_sab_paused")


async def test_no_news_server_delivers(house: Chain) -> None:
    """The download stands still, and SABnzbd says why."""
    await house.grabbed()
    house.sabnzbd.provider(active=False, error="502 Too many connections")
    assert await house.verdict() == (Link.DOWNLOADING, BROKEN, "why_no_news_server")
    assert "502 Too many connections" in house.evidence(Link.DOWNLOADING)


async def test_the_download_failed(house: Chain) -> None:
    """Radarr has blocklisted it, and nothing else is there: that is the first link."""
    job = await house.grabbed()
    house.radarr.core.config["downloadclient"]["autoRedownloadFailed"] = False
    house.sabnzbd.fail(job.nzo_id)
    await house.minute()
    assert await house.verdict() == (Link.SEARCHED, BROKEN, "why_all_rejected")
    assert "1 × Release is blocklisted" in house.evidence(Link.SEARCHED)
    assert HD in house.evidence(Link.SEARCHED)


async def test_the_download_failed_and_another_fits(house: Chain) -> None:
    """Then it is the failure that matters."""
    job = await house.grabbed()
    house.radarr.core.config["downloadclient"]["autoRedownloadFailed"] = False
    house.sabnzbd.fail(job.nzo_id)
    await house.minute()
    house.release("Dune.2021.1080p.BluRay.x264-OTHER", quality="Bluray-1080p")
    assert await house.verdict() == (Link.DOWNLOADING, BROKEN, "why_failed_others_fit")
    assert "but 1 other releases fit" in house.said


async def test_the_download_was_removed(house: Chain, clock: ManualClock) -> None:
    """It is neither in Radarr's queue nor in SABnzbd."""
    job = await house.grabbed()
    del house.sabnzbd.state.queue[job.nzo_id]
    await house.minute()
    clock.advance(timedelta(hours=1))
    assert await house.verdict() == (Link.DOWNLOADING, BROKEN, "why_job_gone")


async def test_sabnzbd_still_works_on_it(house: Chain) -> None:
    """Repairing and unpacking take their time."""
    job = await house.grabbed()
    past = house.sabnzbd.finish(job.nzo_id)
    past.status, past.loaded = "Extracting", True
    assert await house.verdict() == (Link.DOWNLOADING, WAITING, "why_processing")


# ── the import, the disk ──


async def test_the_import_is_blocked(house: Chain) -> None:
    """With the reason that Radarr gives."""
    job = await house.grabbed()
    house.radarr.refuse_imports("Not an upgrade for existing movie file")
    house.sabnzbd.finish(job.nzo_id)
    await house.minute()
    assert await house.verdict() == (Link.IMPORTED, BROKEN, "why_import_blocked")
    assert "Not an upgrade" in house.said
    assert house.finding(Link.DOWNLOADING) is Finding.OK


async def test_the_import_is_about_to_come(house: Chain) -> None:
    """SABnzbd is done, and Radarr has not looked yet."""
    job = await house.grabbed()
    house.sabnzbd.finish(job.nzo_id)
    assert await house.verdict() == (Link.IMPORTED, WAITING, "why_importing")


async def test_radarr_does_not_see_what_is_done(house: Chain, clock: ManualClock) -> None:
    """It looks into another category."""
    job = await house.grabbed()
    job.category = "other"
    house.sabnzbd.finish(job.nzo_id)
    await house.minute()
    clock.advance(timedelta(hours=1))
    assert await house.verdict() == (Link.IMPORTED, BROKEN, "why_not_picked_up")


async def test_the_folder_is_gone(house: Chain) -> None:
    """A disk or share that is not there."""
    await house.imported()
    shutil.rmtree(house.folder / "films")
    assert await house.verdict() == (Link.ON_DISK, BROKEN, "why_folder_gone")


# ── Plex ──


async def test_everything_holds(house: Chain) -> None:
    """Radarr has it, Plex shows it."""
    house.request(RequestState.AVAILABLE)
    await house.imported()
    house.scan()
    assert await house.verdict() is None
    assert house.said == "Dune (2021) is here: Plex can play it."
    assert house.finding(Link.SCANNED) is Finding.OK


async def test_a_house_without_plex_ends_on_the_disk(house: Chain) -> None:
    """What is not set up is not missing."""
    await house.imported()
    house.plexes.clear()
    assert await house.verdict() is None
    assert house.said == "Dune (2021) is here: Radarr has the file."
    assert house.finding(Link.SCANNED) is Finding.SKIPPED


async def test_no_library_of_plex_contains_the_folder(house: Chain) -> None:
    """What was compared is said."""
    await house.imported()
    house.plex.library.sections["1"].locations = (Path("/data/cartoons"),)
    assert await house.verdict() == (Link.PLEX_COVERS, BROKEN, "why_plex_not_covering")
    compared = house.evidence(Link.PLEX_COVERS)
    assert "Plex: Films: /data/cartoons" in compared
    assert str(house.folder / "films") in compared


async def test_plex_sees_the_same_disk_under_another_name(house: Chain) -> None:
    """Containers do; the ends of the paths are compared."""
    await house.imported()
    house.plex.library.sections["1"].locations = (Path("/media/library/Films"),)
    assert await house.verdict() == (Link.SCANNED, WAITING, "why_not_scanned")
    assert house.finding(Link.PLEX_COVERS) is Finding.OK


async def test_plex_has_no_library_for_films(house: Chain) -> None:
    """Only one for series."""
    await house.imported()
    del house.plex.library.sections["1"]
    assert await house.verdict() == (Link.PLEX_COVERS, BROKEN, "why_no_plex_library")


async def test_plex_has_not_scanned_yet(house: Chain, clock: ManualClock) -> None:
    """Or is at it, or has scanned and not understood what it saw."""
    house.scan()
    clock.advance(timedelta(hours=1))
    await house.imported()
    clock.advance(timedelta(hours=1))
    assert await house.verdict() == (Link.SCANNED, WAITING, "why_not_scanned")
    house.plex.library.sections["1"].refreshing = True
    assert await house.verdict() == (Link.SCANNED, WAITING, "why_scanning")
    house.plex.library.sections["1"].refreshing = False
    house.plex.library.sections["1"].scanned_at = int(clock.now().timestamp())
    assert await house.verdict() == (Link.SCANNED, BROKEN, "why_not_matched")


# ── which title, and what leaves the house ──


async def test_a_title_is_found_by_its_id(house: Chain) -> None:
    """Spoken or given."""
    house.radarr.add(841, monitored=False)
    exact = ExactId(kind=IdKind.TMDB, value="841")
    assert await house.verdict(exact=exact) == (Link.MONITORED, BROKEN, "why_not_monitored")
    assert house.diagnosis.title == "Dune (1984)"
    await house.why("tmdb:841")
    assert house.diagnosis.title == "Dune (1984)"


async def test_a_request_is_found_by_its_id(house: Chain) -> None:
    """The films of another catalogue have the same numbers."""
    request = house.request()
    await house.why(exact=ExactId(kind=IdKind.TMDB, value=str(DUNE)))
    assert house.diagnosis.request_id == request.id
    for other in (
        ExactId(kind=IdKind.TVDB, value=str(DUNE)),
        ExactId(kind=IdKind.IMDB, value="tt1160419"),
    ):
        await house.why(exact=other)
        assert house.diagnosis.request_id is None


async def test_of_two_namesakes_the_one_that_is_waited_for_is_meant(house: Chain) -> None:
    """The other one is in no library."""
    house.radarr.add(841)
    await house.why()
    assert house.diagnosis.title == "Dune (1984)"
    await house.why(item=ParsedItem(titles=("Dune",), year=2021, media_type=MediaType.MOVIE))
    assert house.diagnosis.title == "Dune (2021)"


async def test_no_credential_is_shown(house: Chain) -> None:
    """Services write them into their own words."""
    job = await house.grabbed()
    house.radarr.refuse_imports(f"http://x/get?apikey={SECRET} failed for {SECRET}")
    house.sabnzbd.finish(job.nzo_id)
    await house.minute()
    await house.why()
    assert "failed for" in str(house.diagnosis.as_dict())
    assert SECRET not in str(house.diagnosis.as_dict())


async def test_nothing_is_changed_anywhere(house: Chain) -> None:
    """A question is a question."""
    await house.grabbed()
    before = len(house.radarr.writes())
    await house.why()
    await house.why("Fargo")
    assert len(house.radarr.writes()) == before
    assert house.sonarr.writes() == []
    assert not [call for call in house.sabnzbd.calls("queue") if "name" in call]
