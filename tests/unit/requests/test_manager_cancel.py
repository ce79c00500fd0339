"""Calling a request off: what AutoArr did is undone, what others did stays, files stay."""

import pytest

from custom_components.autoarr.requests.models import AnswerStatus, RequestState
from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer
from tests.unit.fakes.caller import DUNE, film_release
from tests.unit.fakes.downloader import Downloader

from .house import House


async def test_the_job_and_the_film_go_without_a_blocklist_row(
    house: House, radarr: FakeRadarr, indexer: Indexer, downloader: Downloader
) -> None:
    """The release was not at fault."""
    indexer.add(film_release("one"))
    await house.ask("add Dune from 2021")
    await house.look("radarr")
    assert house.only.moving

    answer = await house.manager.cancel(house.only.id)
    await radarr.idle()

    assert answer.status is AnswerStatus.CANCELLED
    assert answer.text == (
        "The request for Dune (2021) is cancelled, and it is removed from Radarr."
    )
    assert radarr.movies == []
    assert downloader.queue == []
    assert radarr.blocklisted == []
    assert house.state() is RequestState.CANCELLED
    assert house.kinds()[-2:] == ["request_cancelled", "action_finished"]


async def test_a_film_with_a_file_stays(
    house: House, radarr: FakeRadarr, indexer: Indexer, downloader: Downloader
) -> None:
    """Files are never deleted."""
    indexer.add(film_release("one"))
    house.plex.has = False
    await house.ask("add Dune from 2021")
    await house.look("radarr")
    downloader.complete(str(downloader.queue[0]["nzo_id"]))
    await house.look("radarr")

    answer = await house.manager.cancel(house.only.id)

    assert answer.key == "cancelled_kept"
    assert answer.placeholders["why"] == "it has a file"
    movie = radarr.movie(DUNE)
    assert movie.file is not None
    assert movie.file.path.exists()


async def test_a_film_somebody_tagged_stays(house: House, radarr: FakeRadarr) -> None:
    """Another list or person wants it too."""
    await house.ask("add Dune from 2021")
    radarr.core.tables["tag"].append({"id": 77, "label": "seerr"})
    movie = radarr.movie(DUNE)
    movie.tags = (*movie.tags, 77)

    answer = await house.manager.cancel(house.only.id)

    assert answer.placeholders["why"] == "it carries another tag"
    assert radarr.movie(DUNE).monitored


async def test_a_film_whose_tag_was_taken_off_is_no_longer_ours(
    house: House, radarr: FakeRadarr
) -> None:
    """A person made it theirs."""
    await house.ask("add Dune from 2021")
    radarr.movie(DUNE).tags = ()

    answer = await house.manager.cancel(house.only.id)

    assert answer.placeholders["why"] == "AutoArr did not add it"
    assert radarr.movies


async def test_our_own_further_tags_are_nobody_elses(house: House, radarr: FakeRadarr) -> None:
    """The tags of the instance were put there by us."""
    house.set_defaults("radarr", tags=("family",))
    await house.ask("add Dune from 2021")

    assert (await house.manager.cancel(house.only.id)).key == "cancelled_removed"
    assert radarr.movies == []


async def test_a_film_deleted_in_radarr_meanwhile(house: House, radarr: FakeRadarr) -> None:
    """Nothing is left to undo."""
    await house.ask("add Dune from 2021")
    radarr.library.movies.clear()

    assert (await house.manager.cancel(house.only.id)).status is AnswerStatus.CANCELLED


async def test_a_question_is_simply_closed(house: House) -> None:
    """Nothing was done yet."""
    asked = await house.ask("add Dune")

    answer = await house.manager.cancel(asked.request_id or "")

    assert answer.text == "The request for add Dune is cancelled."
    assert house.state() is RequestState.CANCELLED


async def test_what_has_ended_cannot_be_cancelled(house: House) -> None:
    """Twice is once."""
    await house.ask("add Dune from 2021")
    await house.manager.cancel(house.only.id)

    answer = await house.manager.cancel(house.only.id)

    assert answer.key == "request_closed"
    assert (await house.manager.confirm(house.only.id)).key == "request_closed"


async def test_an_id_that_nobody_knows(house: House) -> None:
    """Both say so."""
    assert (await house.manager.cancel("nothing")).key == "no_request"
    assert (await house.manager.confirm("nothing")).key == "no_request"


async def test_a_service_that_does_not_answer_leaves_the_request_open(
    house: House, radarr: FakeRadarr
) -> None:
    """It can be cancelled later."""
    await house.ask("add Dune from 2021")
    radarr.misbehave("error", status=500)

    answer = await house.manager.cancel(house.only.id)

    assert answer.key == "cancel_failed"
    assert house.only.open
    radarr.behave()
    assert (await house.manager.cancel(house.only.id)).key == "cancelled_removed"


async def test_a_full_disk_stops_a_cancellation(house: House, radarr: FakeRadarr) -> None:
    """What cannot be written down first is not done."""
    await house.ask("add Dune from 2021")
    house.pending.fail_saves = 1

    answer = await house.manager.cancel(house.only.id)

    assert answer.key == "cancel_failed"
    assert radarr.movies


@pytest.mark.parametrize("text", ["cancel Dune", "cancel my last request", "cancel it"])
async def test_cancelled_in_words(house: House, radarr: FakeRadarr, text: str) -> None:
    """By title, or the last one."""
    await house.ask("add Dune from 2021")

    answer = await house.ask(text)

    assert answer.status is AnswerStatus.CANCELLED
    assert radarr.movies == []


async def test_nothing_to_cancel(house: House) -> None:
    """By title and without."""
    assert (await house.ask("cancel Dune")).text == "There is no open request for Dune."
    assert (await house.ask("cancel it")).key == "no_open_requests"


async def test_a_removed_service_closes_its_requests(house: House, radarr: FakeRadarr) -> None:
    """Each with the reason; questions lose the choices there."""
    await house.ask("add Interstellar")
    await house.ask("add Dune")
    house.instances = [one for one in house.instances if one.ref.id != "radarr"]

    await house.manager.close_for_instance("radarr")

    added, asked = house.manager.requests()
    assert (added.state, added.note and added.note.key) == ("failed", "instance_removed")
    assert (asked.state, asked.note and asked.note.key) == ("cancelled", "instance_gone")
    assert radarr.movies


async def test_a_request_of_a_removed_service_is_called_off(house: House) -> None:
    """The instance is gone before the cancellation."""
    await house.ask("add Interstellar")
    house.instances.clear()

    assert (await house.manager.cancel(house.only.id)).status is AnswerStatus.CANCELLED


async def test_what_may_not_mean_cancelling_calls_nothing_off(
    house: House, radarr: FakeRadarr
) -> None:
    """What is dropped may mean something else: the answer says how to say it, and nothing is done."""
    await house.ask("add Dune from 2021")
    before = house.state()

    answer = await house.ask("drop Dune")

    assert answer.status is AnswerStatus.NOT_UNDERSTOOD
    assert answer.text == (
        "Nothing is cancelled yet. To cancel the request for Dune (2021), say: cancel Dune (2021)."
    )
    assert house.state() is before
    assert len(radarr.movies) == 1

    assert (await house.ask("cancel Dune")).status is AnswerStatus.CANCELLED


async def test_what_may_not_mean_cancelling_and_fits_no_request(house: House) -> None:
    """It is only said that there is none."""
    answer = await house.ask("drop Arrival")

    assert answer.status is AnswerStatus.NOT_FOUND
    assert house.manager.requests() == ()
