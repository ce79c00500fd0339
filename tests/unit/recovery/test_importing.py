"""Blocked imports in a whole house: imported when it is certain what they are, once, also when an answer is lost."""

import pytest

from custom_components.autoarr.journal.events import Event as JournalEvent, EventKind
from custom_components.autoarr.recovery.messages import Reason, RecoveryRefused, Refusal
from custom_components.autoarr.recovery.models import FailureState, Mode
from custom_components.autoarr.recovery.targets import ServarrObservation
from tests.fakes.servarr.state import Event

from .house import RADARR, House

BY_ID = "D2021.Obfuscated.1080p.WEB-DL-ONE"


async def minutes(house: House, number: int) -> None:
    """Let time pass, with a look at Radarr's queue in each minute."""
    for _ in range(number):
        house.clock.advance(60)
        await house.radarr.refresh_monitored_downloads()
        queue = await house.radarr_client.queue()
        await house.engine.observe_servarr(ServarrObservation(ref=RADARR, queue=tuple(queue)))
        await house.poll()
        await house.engine.tick()
        await house.radarr.idle()


async def blocked(house: House, *, auto: bool = True, mode: Mode = Mode.ASSIST) -> str:
    """Have a download complete that Radarr knows by its grab alone; return its job."""
    await house.settle_in(mode=mode, auto=auto)
    await minutes(house, 1)
    house.post(1, title=BY_ID)
    job = await house.grab()
    await house.poll()
    house.sabnzbd.finish(job)
    return job


async def test_what_is_certainly_what_was_asked_for_is_imported(house: House) -> None:
    """The grab says what it is, and every file is of that."""
    await blocked(house)
    await minutes(house, 20)
    assert house.imported()
    assert house.failure().state is FailureState.RECOVERED
    (event,) = house.events(EventKind.RECOVERED)
    assert event.data["strategy"] == "force_import"
    assert house.searches() == 0
    assert house.radarr.blocklisted == []
    assert house.engine.counters()["done_force_import"] == 1


async def test_what_is_not_certain_is_left_to_a_person_with_the_reason(house: House) -> None:
    """And a person's word is not enough either, when it is not what was grabbed."""
    job = await blocked(house)
    house.radarr.refuse_imports("No audio tracks detected")
    await minutes(house, 20)
    assert not house.imported()
    assert house.failure().state in (FailureState.ASKED, FailureState.REPORTED)
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.force_import(job)
    assert refused.value.refusal is Refusal.NOT_IMPORTABLE
    assert "No audio tracks detected" in str(refused.value)
    assert job in house.sabnzbd.state.history


async def test_an_import_that_took_nothing_is_not_tried_for_ever(house: House) -> None:
    """Once, then somebody is asked."""
    await blocked(house)

    async def nothing(row: object) -> str:
        """Import nothing."""
        return "Manually imported 0 files"

    house.radarr.commands._work["ManualImport"] = nothing
    await minutes(house, 30)
    posted = house.radarr.requests_to("/api/v3/command", "POST")
    assert len(posted) == 1
    assert house.failure().state is FailureState.ASKED
    assert house.failure().reason is Reason.IMPORT_NEEDS_A_PERSON
    assert house.journal.unfinished() == ()


@pytest.mark.parametrize("done", [False, True])
async def test_an_import_whose_answer_was_lost_is_read_back(house: House, done: bool) -> None:
    """Found in the history, or made."""
    await blocked(house)
    push = house.radarr.commands.push

    def lost(name: str, *args: object, **more: object) -> object:
        """Take the command, or not; the connection breaks."""
        house.radarr.commands.push = push  # type: ignore[method-assign]
        if done or name != "ManualImport":
            return push(name, *args, **more)  # type: ignore[arg-type]
        return push("CheckHealth")

    def breaking(event: JournalEvent) -> None:
        """Break the connection at the command of the first action."""
        if event.kind is EventKind.ACTION_STARTED:
            stop()
            house.radarr.commands.push = lost  # type: ignore[method-assign,assignment]
            house.radarr.misbehave("dropped", paths="/api/v3/command", times=1)

    stop = house.journal.subscribe(breaking)
    await minutes(house, 30)
    assert house.imported()
    assert len(house.radarr.events(Event.IMPORTED)) == 1
    assert house.journal.unfinished() == ()
