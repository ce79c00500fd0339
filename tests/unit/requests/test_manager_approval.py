"""What needs an admin: it waits, goes on exactly as confirmed, is declined, or lapses."""

import asyncio
from datetime import timedelta

import pytest

from custom_components.autoarr.requests.models import AnswerStatus, RequestState, Source
from custom_components.autoarr.requests.people import HOUSEHOLD, Permissions, Via
from tests.fakes.radarr import FakeRadarr
from tests.support.stores import SimulatedCrash
from tests.unit.fakes.caller import DUNE

from .house import House

KID = Source(requester="kid")
SISTER = Source(requester="sister")
FATHER = Source(requester="father")
MOTHER = Source(requester="mother")
KITCHEN = Source(requester=HOUSEHOLD, via=Via.VOICE, satellite="assist_satellite.kitchen")


@pytest.fixture(autouse=True)
def family(house: House) -> None:
    """Let the children ask, the father add, and the mother decide."""
    house.people.known = {
        "kid": Permissions(needs_approval=True, may_uhd=False, max_open=2),
        "sister": Permissions(needs_approval=True),
        "father": Permissions(may_uhd=False),
        "mother": Permissions(admin=True),
        "guest": Permissions(allowed=False),
    }


async def waiting(house: House, text: str = "add Dune from 2021", source: Source = KID) -> str:
    """Return the id of a request that waits for an approval."""
    answer = await house.ask(text, source=source)
    assert answer.status is AnswerStatus.APPROVAL
    assert answer.request_id is not None
    return answer.request_id


async def test_an_approval_adds_what_was_confirmed(house: House, radarr: FakeRadarr) -> None:
    """Until then nothing is added; afterwards it is told who asked and who allowed it."""
    request_id = await waiting(house)
    assert house.state() is RequestState.APPROVAL
    assert radarr.movies == []
    assert house.kinds()[-1] == "request_approval"

    answer = await house.manager.approve(request_id, source=MOTHER)

    assert answer.status is AnswerStatus.ADDED
    assert radarr.movie(DUNE).monitored
    assert (house.only.requester, house.only.approved_by) == ("kid", "mother")
    assert house.only.expires is None


async def test_only_admins_and_automations_decide(house: House, radarr: FakeRadarr) -> None:
    """Not the one who asked, and not everybody who may add."""
    request_id = await waiting(house)
    for source in (KID, FATHER, KITCHEN):
        assert (await house.manager.approve(request_id, source=source)).key == "not_admin"
        assert (await house.manager.deny(request_id, source=source)).key == "not_admin"
    assert radarr.movies == []
    assert house.state() is RequestState.APPROVAL

    assert (await house.manager.approve(request_id, source=Source())).status is AnswerStatus.ADDED


async def test_a_refusal_ends_it_with_the_reason(house: House, radarr: FakeRadarr) -> None:
    """By name, or in the words of the admin."""
    first = await waiting(house)
    answer = await house.manager.deny(first, source=MOTHER)
    assert answer.status is AnswerStatus.CANCELLED
    assert house.note() == "denied_by"
    second = await waiting(house, "add Interstellar")
    await house.manager.deny(second, source=Source(), reason="not {title}\n before the exam")
    said = house.manager.get(second)
    assert said is not None
    assert said.note is not None
    assert said.note.placeholders == {"reason": "not {title} before the exam"}

    late = await house.manager.approve(first, source=MOTHER)
    assert late.key == "request_closed"
    assert radarr.movies == []


async def test_two_admins_decide_at_once(house: House, radarr: FakeRadarr) -> None:
    """The first one counts, the other is told."""
    request_id = await waiting(house)
    yes, again, no = await asyncio.gather(
        house.manager.approve(request_id, source=MOTHER),
        house.manager.approve(request_id, source=Source()),
        house.manager.deny(request_id, source=MOTHER),
    )

    assert yes.status is AnswerStatus.ADDED
    assert (again.key, no.key) == ("not_waiting", "not_waiting")
    assert len(radarr.requests_to("/api/v3/movie", "POST")) == 1


async def test_what_there_is_nothing_to_decide_about(house: House) -> None:
    """No such request, or only a question."""
    assert (await house.manager.approve("x", source=MOTHER)).key == "no_request"
    asked = await house.ask("add Dune", source=KID)
    assert (await house.manager.approve(asked.request_id or "", source=MOTHER)).key == "not_waiting"


async def test_an_approval_nobody_gives_lapses(house: House, radarr: FakeRadarr) -> None:
    """After two weeks, whoever looks first."""
    request_id = await waiting(house)
    house.clock.advance(timedelta(days=13))
    await house.manager.refresh("radarr")
    assert house.state() is RequestState.APPROVAL
    house.clock.advance(timedelta(days=1))

    answer = await house.manager.approve(request_id, source=MOTHER)

    assert answer.key == "request_closed"
    assert house.note() == "approval_lapsed"
    assert house.kinds()[-1] == "request_cancelled"
    assert radarr.movies == []


async def test_the_profile_goes_while_it_waits(house: House, radarr: FakeRadarr) -> None:
    """It is looked at again, and nothing is added."""
    request_id = await waiting(house)
    radarr.core.tables["qualityprofile"].clear()

    answer = await house.manager.approve(request_id, source=MOTHER)

    assert answer.key == "profile_gone"
    assert house.state() is RequestState.FAILED
    assert radarr.movies == []


async def test_the_service_goes_while_it_waits(house: House) -> None:
    """Removed before an admin looked."""
    request_id = await waiting(house)
    house.instances = [one for one in house.instances if one.ref.id != "radarr"]

    assert (await house.manager.approve(request_id, source=MOTHER)).key == "instance_gone"
    assert house.state() is RequestState.FAILED


async def test_cancelling_what_waits(house: House, radarr: FakeRadarr) -> None:
    """Nothing was done, nothing is undone."""
    request_id = await waiting(house)
    assert (await house.manager.cancel(request_id, source=SISTER)).key == "not_yours"

    answer = await house.manager.cancel(request_id, source=KID)

    assert answer.key == "cancelled"
    assert radarr.requests_to("/api/v3/movie", "DELETE") == []


async def test_the_same_asked_for_twice_waits_once(house: House) -> None:
    """The sister follows; the kid is only reminded."""
    request_id = await waiting(house)
    for source in (SISTER, KID):
        again = await house.ask("add Dune from 2021", source=source)
        assert (again.status, again.request_id) == (AnswerStatus.APPROVAL, request_id)
        assert again.key == "approval_waiting"

    assert [one.requester for one in house.only.followers] == ["sister"]


async def test_somebody_who_may_asks_for_what_waits(house: House, radarr: FakeRadarr) -> None:
    """Then it needs no approval any more, and the kid's request goes on."""
    request_id = await waiting(house)

    answer = await house.ask("add Dune from 2021", source=FATHER)

    assert answer.status is AnswerStatus.ADDED
    assert answer.request_id == request_id
    assert house.only.requester == "kid"
    assert [one.requester for one in house.only.followers] == ["father"]
    assert len(radarr.movies) == 1


async def test_a_smaller_wish_approves_no_larger_one(house: House) -> None:
    """The kid wants all of it, the father one season: only that is added."""
    await waiting(house, "add all seasons of New Girl")
    answer = await house.ask("add season 1 of New Girl", source=FATHER)

    assert answer.status is AnswerStatus.ADDED
    states = {one.requester: one.state for one in house.manager.requests()}
    assert states == {"kid": RequestState.APPROVAL, "father": RequestState.SEARCHING}


async def test_approving_what_runs_already(house: House, radarr: FakeRadarr) -> None:
    """Somebody's larger wish was added meanwhile: the kid follows it."""
    request_id = await waiting(house, "add season 1 of New Girl")
    await house.ask("add all seasons of New Girl", source=FATHER)

    answer = await house.manager.approve(request_id, source=MOTHER)

    assert answer.status is AnswerStatus.ALREADY
    ended = house.manager.get(request_id)
    assert ended is not None
    assert ended.state is RequestState.CANCELLED
    (other,) = [one for one in house.manager.requests() if one.open]
    assert [one.requester for one in other.followers] == ["kid"]


async def test_4k_needs_the_right_to_it(house: House, radarr: FakeRadarr) -> None:
    """Asked for in words it is refused; where the only profile is for 4K an admin decides."""
    refused = await house.ask("add Dune from 2021 in 4K", source=FATHER)
    assert (refused.status, refused.key) == (AnswerStatus.REJECTED, "uhd_not_allowed")
    assert house.manager.requests() == ()

    house.set_defaults("radarr", profiles={"any": 5})
    asked = await house.ask("add Dune from 2021", source=FATHER)
    assert asked.status is AnswerStatus.APPROVAL
    assert house.note() == "approval_uhd"
    assert radarr.movies == []


async def test_so_many_and_no_more(house: House) -> None:
    """Two open requests; a cancelled one makes room."""
    first = await waiting(house)
    await waiting(house, "add Interstellar")
    third = await house.ask("add season 1 of New Girl", source=KID)
    assert (third.status, third.key) == (AnswerStatus.REJECTED, "too_many_open")

    await house.manager.cancel(first, source=KID)
    assert (await house.ask("add season 1 of New Girl", source=KID)).key == "approval_asked"


async def test_who_may_not_ask_is_told_so(house: House, radarr: FakeRadarr) -> None:
    """Before anything is looked up; also by an id, a search or a token of somebody else."""
    guest = Source(requester="guest")
    asked = await house.manager.request("add Dune from 2021", source=FATHER)
    before = len(radarr.requests)
    assert (await house.ask("add Interstellar", source=guest)).key == "not_allowed"
    assert (await house.manager.search("Interstellar", source=guest)).key == "not_allowed"
    assert len(radarr.requests) == before

    taken = await house.manager.confirm_token(asked.tokens[0], source=guest)
    assert taken.key == "not_allowed"
    assert house.state() is RequestState.PROPOSED


async def test_the_household_asks_an_admin(house: House) -> None:
    """A satellite of nobody; whoever answers with their own right is believed."""
    asked = await house.manager.request("add Dune from 2021", source=KITCHEN)
    kept = await house.manager.confirm_token(asked.tokens[0], source=KITCHEN)
    assert kept.status is AnswerStatus.APPROVAL
    assert house.only.source == KITCHEN

    other = await house.manager.request("add Interstellar", source=KITCHEN)
    taken = await house.manager.confirm_token(other.tokens[0], source=FATHER)
    assert taken.status is AnswerStatus.ADDED


@pytest.mark.parametrize("moment", ["crash_before_save", "crash_after_save"])
async def test_killed_while_it_is_kept(house: House, radarr: FakeRadarr, moment: str) -> None:
    """Either it was told and waits, or it is still a question; it is never added."""
    asked = await house.manager.request("add Dune from 2021", source=KID)
    await house.store.run_delayed()
    setattr(house.store, moment, True)
    with pytest.raises(SimulatedCrash):
        await house.manager.confirm_token(asked.tokens[0], source=KID)

    await house.restart()
    await house.look("radarr")

    kept = moment == "crash_after_save"
    assert house.state() is (RequestState.APPROVAL if kept else RequestState.PROPOSED)
    assert radarr.movies == []
    again = await house.manager.confirm_token(asked.tokens[0], source=KID)
    assert again.status is (AnswerStatus.ALREADY if kept else AnswerStatus.APPROVAL)


@pytest.mark.parametrize("store", ["store", "pending"])
@pytest.mark.parametrize("moment", ["crash_before_save", "crash_after_save"])
async def test_killed_while_it_is_approved(
    house: House, radarr: FakeRadarr, store: str, moment: str
) -> None:
    """Approved before the crash it goes on by itself, else the admin is asked again."""
    request_id = await waiting(house)
    setattr(getattr(house, store), moment, True)
    with pytest.raises(SimulatedCrash):
        await house.manager.approve(request_id, source=MOTHER)

    await house.restart()
    await house.look("radarr")
    if house.state() is RequestState.APPROVAL:
        assert (store, moment) == ("store", "crash_before_save")
        await house.manager.approve(request_id, source=MOTHER)

    assert house.state() is RequestState.SEARCHING
    assert len(radarr.requests_to("/api/v3/movie", "POST")) == 1
    assert house.journal.unfinished() == ()


async def test_a_full_disk_keeps_nobody_waiting_for_nothing(
    house: House, radarr: FakeRadarr
) -> None:
    """What cannot be written down is not kept: the person is told."""
    house.store.fail_saves = 1
    answer = await house.ask("add Dune from 2021", source=KID)

    assert answer.status is AnswerStatus.REJECTED
    assert "No space left" in answer.text
    assert radarr.movies == []


async def test_a_decision_the_disk_refuses_is_written_later(house: House) -> None:
    """The request is declined all the same."""
    request_id = await waiting(house)
    house.store.fail_saves = 1

    answer = await house.manager.deny(request_id, source=MOTHER)

    assert answer.key == "denied_done"
    assert house.store.delayed


async def test_a_stopped_house_decides_nothing(house: House) -> None:
    """Home Assistant stops."""
    request_id = await waiting(house)
    await house.manager.stop()

    assert (await house.manager.approve(request_id, source=MOTHER)).key == "stopping"
    assert (await house.manager.confirm_token("x")).key == "stopping"
