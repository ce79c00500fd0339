"""What recovery shows of itself: today, the success of its strategies, what is next, what is allowed."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.recovery.models import ACTING, Policy, Strategy
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.house import ask, hub_of, poll, restart, state, tell, value
from tests.integration.passing_time import PassingTime
from tests.integration.setup import set_up
from tests.integration.stack import FADED, SENTENCE, WHOLE, Stack, release, stack

MOVIE = "Some.Movie.{}.1080p.WEB-DL.H264-GRP"


@pytest.fixture
async def house(hass: HomeAssistant, tmp_path: Path) -> AsyncIterator[Stack]:
    """Return a stack in which a film is on its way, managed, with recovery on."""
    async with stack(hass, tmp_path) as running:
        running.indexer.add(release(FADED, age=1), release(WHOLE, age=3))
        await running.manage()
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await running.minute()
        yield running


def today(hass: HomeAssistant, entry: MockConfigEntry) -> tuple[str, str, str]:
    """Return what the three counts of the day show."""
    keys = ("failures_today", "recoveries_today", "gave_up_today")
    first, second, third = (value(hass, entry, "hub", key) for key in keys)
    return first, second, third


def last_reset(hass: HomeAssistant, entry: MockConfigEntry) -> datetime | None:
    """Return when the day that is counted began."""
    shown = state(hass, entry, "hub", "failures_today")
    return dt_util.parse_datetime(shown.attributes["last_reset"])


async def test_the_day_is_counted(hass: HomeAssistant, house: Stack) -> None:
    """What failed and what recovered; also after a reload."""
    assert today(hass, house.entry) == ("0", "0", "0")

    await house.fail()
    assert today(hass, house.entry) == ("1", "0", "0")
    await house.minute()
    await house.finish()
    await house.minute()
    await house.due()
    await hass.async_block_till_done()

    assert today(hass, house.entry) == ("1", "1", "0")
    await restart(hass, house.entry)
    assert today(hass, house.entry) == ("1", "1", "0")
    shown = state(hass, house.entry, "hub", "failures_today").attributes
    assert shown["state_class"] == "total"
    assert shown["last_reset"] == dt_util.start_of_local_day().isoformat()


async def test_what_failed_before_autoarr_is_not_of_today(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """The baseline is no failure of this day."""
    sabnzbd.add_history(MOVIE.format(2019), failed=True, completed=sabnzbd.state.now() - 3600)
    entry = await set_up(hass, sabnzbd)
    await poll(hass, entry)

    assert today(hass, entry) == ("0", "0", "0")


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Kolkata"])
async def test_midnight_begins_a_new_day(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, freezer: FrozenDateTimeFactory, zone: str
) -> None:
    """The local one, by itself."""
    await hass.config.async_set_time_zone(zone)
    midnight = dt_util.start_of_local_day() + timedelta(days=1)
    freezer.move_to(midnight - timedelta(minutes=4))
    entry = await set_up(hass, sabnzbd)
    time = PassingTime(hass, freezer, entry, [sabnzbd])
    sabnzbd.add_history(MOVIE.format(2020), failed=True)
    await time.pass_by(timedelta(minutes=3))
    assert today(hass, entry)[0] == "1"
    assert last_reset(hass, entry) == dt_util.start_of_local_day()

    await time.pass_by(timedelta(minutes=2))

    assert today(hass, entry) == ("0", "0", "0")
    assert last_reset(hass, entry) == midnight


async def test_the_success_of_a_strategy_shows_with_its_first_use(
    hass: HomeAssistant, house: Stack
) -> None:
    """Not before; then in percent, and it stays over a restart."""
    registry = er.async_get(hass)

    def known() -> set[str]:
        """Return the strategies whose success is shown."""
        start = f"{house.entry.entry_id}_success_"
        found = er.async_entries_for_config_entry(registry, house.entry.entry_id)
        return {
            one.unique_id.removeprefix(start) for one in found if one.unique_id.startswith(start)
        }

    assert known() == set()
    await house.fail()
    await house.minute()
    await house.finish()
    await house.minute()
    await house.due()
    await hass.async_block_till_done()
    await hass.async_block_till_done()

    assert known() == {"next_release"}
    shown = state(hass, house.entry, "hub", "success_next_release")
    assert shown.state == "100.0"
    assert shown.attributes["unit_of_measurement"] == "%"
    await restart(hass, house.entry)
    assert value(hass, house.entry, "hub", "success_next_release") == "100.0"


async def test_a_success_that_was_forgotten_is_unknown(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """What came of it is kept for 30 days; the entity stays, and those of rare strategies are disabled."""
    entry = await set_up(hass, sabnzbd)
    for strategy in (Strategy.NEXT_RELEASE, Strategy.END_JOB):
        er.async_get(hass).async_get_or_create(
            "sensor", "autoarr", f"{entry.entry_id}_success_{strategy}", config_entry=entry
        )

    await restart(hass, entry)

    assert value(hass, entry, "hub", "success_next_release") == STATE_UNKNOWN


async def test_each_policy_is_shown(hass: HomeAssistant, empty_hub: MockConfigEntry) -> None:
    """As it is now, one entity a strategy."""
    for strategy in ACTING:
        shown = state(hass, empty_hub, "hub", f"policy_{strategy}")
        assert shown.state == "report"
        assert shown.attributes["options"] == [policy.value for policy in Policy]

    await tell(hass, "set_policy", preset="recommended")
    await hass.async_block_till_done()

    assert {value(hass, empty_hub, "hub", f"policy_{s}") for s in ACTING} == {"auto", "ask"}
    assert value(hass, empty_hub, "hub", "policy_lower_quality") == "ask"
    await tell(hass, "set_policy", strategy="pause_queue", policy="off")
    assert value(hass, empty_hub, "hub", "policy_pause_queue") == "off"


async def test_the_next_retry(hass: HomeAssistant, house: Stack) -> None:
    """Of what waits; unknown while nothing does."""
    assert value(hass, house.entry, "hub", "next_retry") == STATE_UNKNOWN

    house.sabnzbd.provider(active=False, error="Cannot connect", test="Cannot connect")
    await house.fail()

    [failure] = house.recovery.failures()
    assert failure.next_try is not None
    shown = dt_util.parse_datetime(value(hass, house.entry, "hub", "next_retry"))
    assert shown == failure.next_try.replace(microsecond=0)


async def test_a_queue_that_autoarr_paused(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """On while it is ours, with what was seen; off when it goes on, or when somebody else paused it."""
    entry = await set_up(hass, sabnzbd)
    sabnzbd.add_slot(MOVIE.format(2020))
    sabnzbd.state.paused = True
    await poll(hass, entry)
    assert value(hass, entry, "sabnzbd", "our_pause") == STATE_OFF
    assert value(hass, entry, "sabnzbd", "paused") == STATE_ON

    sabnzbd.state.paused = False
    await hub_of(entry).recovery.set_policy(Strategy.PAUSE_QUEUE, Policy.AUTO)
    sabnzbd.provider(active=False, error="Cannot connect", test="Cannot connect")
    await poll(hass, entry)
    await poll(hass, entry)

    assert sabnzbd.state.paused
    shown = state(hass, entry, "sabnzbd", "our_pause")
    assert shown.state == STATE_ON
    assert shown.attributes["kind"] == "unreachable"
    assert shown.attributes["since"] <= shown.attributes["next_test"]

    sabnzbd.state.paused = False
    sabnzbd.provider(active=True)
    await poll(hass, entry)
    assert value(hass, entry, "sabnzbd", "our_pause") == STATE_OFF
