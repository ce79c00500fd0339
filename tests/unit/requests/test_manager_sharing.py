"""Several people want the same: it is requested once, everybody follows, nobody ends it for others."""

import pytest

from custom_components.autoarr.requests.models import AnswerStatus, RequestState, Source
from custom_components.autoarr.requests.people import HOUSEHOLD, Permissions, Via
from custom_components.autoarr.requests.sharing import MAX_FOLLOWERS
from tests.fakes.radarr import FakeRadarr

from .house import House

ANNA = Source(requester="anna")
BERT = Source(requester="bert")
MOTHER = Source(requester="mother")


@pytest.fixture(autouse=True)
def family(house: House) -> None:
    """Make the mother an admin."""
    house.people.known = {"mother": Permissions(admin=True)}


async def test_the_second_one_follows(house: House, radarr: FakeRadarr) -> None:
    """And is not told by whom it was requested; an admin is, and the first one needs not be."""
    first = await house.ask("add Dune from 2021", source=ANNA)
    second = await house.ask("add Dune from 2021", source=BERT)
    own = await house.ask("add Dune from 2021", source=ANNA)
    admin = await house.ask("add Dune from 2021", source=MOTHER)

    assert {one.request_id for one in (first, second, own, admin)} == {house.only.id}
    assert second.text == ("Dune (2021) is already requested by somebody else: being searched for.")
    assert own.text == "Dune (2021) is already requested: being searched for."
    assert admin.text == "Dune (2021) is already requested by Anna: being searched for."
    assert [one.requester for one in house.only.followers] == ["bert", "mother"]
    assert len(radarr.movies) == 1


async def test_two_questions_one_request(house: House, radarr: FakeRadarr) -> None:
    """Both were asked before either was confirmed."""
    one = await house.manager.request("add Dune from 2021", source=ANNA)
    other = await house.manager.request("add Dune from 2021", source=BERT)
    await house.manager.confirm_token(one.tokens[0], source=ANNA)

    late = await house.manager.confirm_token(other.tokens[0], source=BERT)

    assert (late.status, late.key) == (AnswerStatus.ALREADY, "already_requested_other")
    assert [one.requester for one in house.only.followers] == ["bert"]
    assert len(radarr.requests_to("/api/v3/movie", "POST")) == 1


async def test_followers_are_bounded_and_counted_once(house: House) -> None:
    """Each place of the household follows; automations do not."""
    await house.ask("add Dune from 2021", source=ANNA)
    kitchen = Source(requester=HOUSEHOLD, via=Via.VOICE, satellite="assist_satellite.kitchen")
    for source in (kitchen, kitchen, Source()):
        await house.ask("add Dune from 2021", source=source)
    assert house.only.followers == (kitchen,)
    for number in range(MAX_FOLLOWERS + 5):
        await house.ask("add Dune from 2021", source=Source(requester=str(number)))

    assert len(house.only.followers) == MAX_FOLLOWERS


async def test_a_stranger_cannot_cancel(house: House, radarr: FakeRadarr) -> None:
    """Neither by id nor in words."""
    await house.ask("add Dune from 2021", source=ANNA)

    by_id = await house.manager.cancel(house.only.id, source=BERT)
    spoken = await house.ask("cancel Dune", source=BERT)
    nothing = await house.ask("cancel my request", source=BERT)

    assert (by_id.status, by_id.key) == (AnswerStatus.REJECTED, "not_yours")
    assert spoken.key == "not_yours"
    assert nothing.status is not AnswerStatus.CANCELLED
    assert len(radarr.movies) == 1


@pytest.mark.parametrize("source", [ANNA, MOTHER, Source()])
async def test_who_may_cancel(house: House, radarr: FakeRadarr, source: Source) -> None:
    """The one who asked, an admin, an automation."""
    await house.ask("add Dune from 2021", source=ANNA)

    answer = await house.manager.cancel(house.only.id, source=source)

    assert answer.key == "cancelled_removed"
    assert radarr.movies == []


async def test_a_follower_leaves(house: House, radarr: FakeRadarr) -> None:
    """The request stays with the one who asked."""
    await house.ask("add Dune from 2021", source=ANNA)
    await house.ask("add Dune from 2021", source=BERT)

    answer = await house.manager.cancel(house.only.id, source=BERT)

    assert (answer.status, answer.key) == (AnswerStatus.CANCELLED, "left_request")
    assert house.only.followers == ()
    assert house.only.open
    assert len(radarr.movies) == 1


async def test_the_first_one_leaves_and_the_next_goes_on(house: House, radarr: FakeRadarr) -> None:
    """It belongs to the follower then, who can cancel it for good."""
    await house.ask("add Dune from 2021", source=ANNA)
    await house.ask("add Dune from 2021", source=BERT)

    left = await house.manager.cancel(house.only.id, source=ANNA)
    assert left.key == "left_request"
    assert house.only.requester == "bert"
    assert len(radarr.movies) == 1

    gone = await house.manager.cancel(house.only.id, source=BERT)
    assert gone.key == "cancelled_removed"
    assert house.state() is RequestState.CANCELLED


async def test_an_admin_cancels_for_everybody(house: House, radarr: FakeRadarr) -> None:
    """Whoever follows."""
    await house.ask("add Dune from 2021", source=ANNA)
    await house.ask("add Dune from 2021", source=BERT)

    await house.manager.cancel(house.only.id, source=MOTHER)

    assert radarr.movies == []


async def test_followers_survive_a_restart(house: House) -> None:
    """They still want it tomorrow."""
    await house.ask("add Dune from 2021", source=ANNA)
    await house.ask("add Dune from 2021", source=BERT)
    await house.manager.stop()
    await house.restart()

    assert [one.requester for one in house.only.followers] == ["bert"]
