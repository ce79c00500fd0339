"""Who owns a Radarr's failures: its switches, taken over with consent and put back."""

import pytest

from custom_components.autoarr.clients.models.servarr import FailedHandling
from custom_components.autoarr.journal.events import EventKind, Severity
from custom_components.autoarr.recovery.messages import RecoveryRefused, Refusal
from custom_components.autoarr.recovery.models import Mode
from custom_components.autoarr.recovery.targets import ModeChange
from tests.support.stores import SimulatedCrash

from .house import RADARR, House

ON = FailedHandling(auto_redownload=True, auto_redownload_interactive=True)
OFF = FailedHandling(auto_redownload=False, auto_redownload_interactive=False)


async def switches(house: House) -> tuple[FailedHandling, list[bool]]:
    """Return the switches as Radarr has them."""
    clients = await house.radarr_client.download_clients()
    return (
        await house.radarr_client.failed_handling(),
        [client.remove_failed for client in clients],
    )


async def test_the_default_changes_no_setting(house: House) -> None:
    """Assist."""
    await house.poll()
    await house.engine.tick()
    assert house.engine.mode(RADARR.id) is Mode.ASSIST
    assert await switches(house) == (ON, [True])
    assert house.writes() == []


async def test_managing_turns_the_switches_off_and_assisting_puts_them_back(house: House) -> None:
    """Across a restart, and told each time."""
    change = await house.engine.set_mode(RADARR.id, Mode.MANAGE)
    assert change.changed == ("autoRedownloadFailed", "removeFailedDownloads of client 1")
    assert await switches(house) == (OFF, [False])
    await house.restart()
    assert house.engine.mode(RADARR.id) is Mode.MANAGE
    change = await house.engine.set_mode(RADARR.id, Mode.ASSIST)
    assert change == ModeChange(
        mode=Mode.ASSIST,
        changed=("autoRedownloadFailed", "removeFailedDownloads of client 1"),
    )
    assert await switches(house) == (ON, [True])
    (event,) = house.events(EventKind.MODE_CHANGED)
    assert event.data["mode"] == "assist"


async def test_switches_that_were_off_before_stay_off(house: House) -> None:
    """They are somebody's choice."""
    await house.radarr_client.set_failed_handling(OFF)
    await house.radarr_client.set_remove_failed(1, enabled=False)
    change = await house.engine.set_mode(RADARR.id, Mode.MANAGE)
    assert change.changed == ()
    await house.engine.set_mode(RADARR.id, Mode.ASSIST)
    assert await switches(house) == (OFF, [False])


async def test_what_somebody_changed_meanwhile_is_left_and_named(house: House) -> None:
    """Only what is still as we left it is put back."""
    await house.engine.set_mode(RADARR.id, Mode.MANAGE)
    mixed = FailedHandling(auto_redownload=True, auto_redownload_interactive=False)
    await house.radarr_client.set_failed_handling(mixed)
    change = await house.engine.set_mode(RADARR.id, Mode.ASSIST)
    assert change.conflicts == ("autoRedownloadFailed",)
    assert await switches(house) == (mixed, [True])
    event = house.events(EventKind.MODE_CHANGED)[-1]
    assert event.severity is Severity.WARNING


async def test_the_same_mode_again_changes_nothing(house: House) -> None:
    """Nor is anything written."""
    assert await house.engine.set_mode(RADARR.id, Mode.ASSIST) == ModeChange(mode=Mode.ASSIST)
    await house.engine.set_mode(RADARR.id, Mode.MANAGE)
    before = house.writes()
    assert await house.engine.set_mode(RADARR.id, Mode.MANAGE) == ModeChange(mode=Mode.MANAGE)
    assert house.writes() == before


async def test_a_service_that_is_not_connected_has_no_mode(house: House) -> None:
    """It is refused by name."""
    with pytest.raises(RecoveryRefused, match="sonarr9") as refused:
        await house.engine.set_mode("sonarr9", Mode.MANAGE)
    assert refused.value.refusal is Refusal.UNKNOWN_INSTANCE
    await house.engine.stop()
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.set_mode(RADARR.id, Mode.MANAGE)
    assert refused.value.refusal is Refusal.STOPPING


async def test_a_radarr_that_fails_half_way_gets_its_switches_back(house: House) -> None:
    """The mode stays assist."""
    house.radarr.misbehave("error", paths=r"v3/downloadclient/1$", times=20)
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.set_mode(RADARR.id, Mode.MANAGE)
    assert refused.value.refusal is Refusal.SERVICE_FAILED
    house.radarr.behave()
    assert await switches(house) == (ON, [True])
    assert house.engine.mode(RADARR.id) is Mode.ASSIST
    assert house.journal.unfinished() == ()


async def test_a_radarr_that_is_down_is_put_right_when_it_is_back(house: House) -> None:
    """What was written already is not forgotten."""
    house.radarr.misbehave("down")
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.set_mode(RADARR.id, Mode.MANAGE)
    assert refused.value.refusal is Refusal.SERVICE_FAILED
    assert house.journal.unfinished() == ()
    house.radarr.behave()
    await house.radarr.opened()
    await house.engine.tick()
    assert await switches(house) == (ON, [True])


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(1, 5))
async def test_a_crash_at_any_save_leaves_the_old_mode_or_the_new_one(
    house: House, at: int, after: bool
) -> None:
    """Never half of each."""
    await house.poll()
    house.fuse.arm(at, after=after)
    try:
        await house.engine.set_mode(RADARR.id, Mode.MANAGE)
    except SimulatedCrash:
        await house.restart()
    house.fuse.disarm()
    await house.engine.tick()
    expected = {Mode.ASSIST: (ON, [True]), Mode.MANAGE: (OFF, [False])}
    assert await switches(house) == expected[house.engine.mode(RADARR.id)]
    assert house.journal.unfinished() == ()
    await house.engine.set_mode(RADARR.id, Mode.ASSIST)
    assert await switches(house) == (ON, [True])


async def test_what_cannot_be_written_down_is_not_switched(house: House) -> None:
    """The mode stays as it was."""
    house.store.fail_saves = 1
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.set_mode(RADARR.id, Mode.MANAGE)
    assert refused.value.refusal is Refusal.NOT_SAVED
    assert await switches(house) == (ON, [True])
    assert house.engine.mode(RADARR.id) is Mode.ASSIST


async def test_an_interrupted_switch_of_a_radarr_that_was_removed_is_closed(house: House) -> None:
    """There is nothing left to put back."""
    house.fuse.arm(3, after=False)
    with pytest.raises(SimulatedCrash):
        await house.engine.set_mode(RADARR.id, Mode.MANAGE)
    house.connected.discard(RADARR.id)
    await house.restart()
    await house.engine.forget_instance(RADARR.id)
    await house.engine.tick()
    assert house.journal.unfinished() == ()


async def test_an_interrupted_switch_waits_for_a_radarr_that_is_down(house: House) -> None:
    """It is put right later."""
    house.fuse.arm(3, after=False)
    with pytest.raises(SimulatedCrash):
        await house.engine.set_mode(RADARR.id, Mode.MANAGE)
    await house.restart()
    house.radarr.misbehave("down")
    await house.engine.tick()
    assert len(house.journal.unfinished()) == 1
    house.radarr.behave()
    await house.radarr.opened()
    await house.engine.tick()
    assert house.journal.unfinished() == ()
    assert await switches(house) == (ON, [True])
