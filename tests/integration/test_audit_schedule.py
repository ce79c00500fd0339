"""When the settings are looked at by themselves: on schedule, after an update, after set-up; and the options of it."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.util import dt as dt_util
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.autoarr.audit_desk import AFTER_UPDATE, FIRST_AFTER, PATIENCE
from custom_components.autoarr.audit_options import WEEKDAYS, AuditOptions, Schedule, moment_of
from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.journal.ports import StoreError
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd, Release
from tests.integration.auditing import audit, shown
from tests.integration.flows import add, choose, section, suggested
from tests.integration.house import ask, hub_of, poll, quiet, restart, until
from tests.integration.setup import new_entry, set_up, subentry

SOON = timedelta(hours=2)
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def start(hass: HomeAssistant) -> datetime:
    """Live in UTC; return the moment at which a test begins. Time is only made to pass for what waits for it."""
    await hass.config.async_set_time_zone("UTC")
    return dt_util.utcnow().replace(microsecond=0)


def day_of(moment: datetime) -> str:
    """Return the day of the week as the options name it."""
    return WEEKDAYS[moment.weekday()]


def update(sabnzbd: FakeSabnzbd) -> None:
    """Let another version of SABnzbd run than before."""
    [other] = set(Release) - {sabnzbd.state.release}
    sabnzbd.state.release = other


def looks(entry: MockConfigEntry) -> int:
    """Return how often the settings were looked at."""
    events = hub_of(entry).journal.recent(1_000)
    return sum(event.kind is EventKind.AUDIT_FINISHED for event in events)


async def rest(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Wait for what is under way: it would take a jump of the clock for a service that does not answer."""
    await hass.async_block_till_done()
    await quiet(entry)
    await until(
        lambda: (
            not any(
                runtime.coordinator._debounced_refresh._execute_lock.locked()
                for runtime in hub_of(entry).services.values()
            )
        ),
        "the services are still being asked",
    )
    await hass.async_block_till_done()


async def at(hass: HomeAssistant, entry: MockConfigEntry, moment: datetime) -> int:
    """Let it be a moment; return how often the settings have been looked at by then."""
    await rest(hass, entry)
    async_fire_time_changed(hass, moment)
    await hass.async_block_till_done()
    await rest(hass, entry)
    await shown(hass, entry)
    return looks(entry)


async def scheduled(hass: HomeAssistant, *services: Any, **options: Any) -> MockConfigEntry:
    """Set up a hub with these options of the audit, looked at once."""
    entry = new_entry([await subentry(hass, service) for service in services])
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, options={"audit": options})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await audit(hass, entry)
    return entry


# ── on schedule ──


async def test_every_day_at_the_chosen_time(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, start: datetime
) -> None:
    """Once a day, not a minute before."""
    entry = await scheduled(hass, sabnzbd, schedule="daily", time=f"{start + SOON:%H:%M:%S}")
    due = start + SOON

    assert await at(hass, entry, due - timedelta(minutes=1)) == 1
    assert await at(hass, entry, due) == 2
    assert await at(hass, entry, due + timedelta(hours=5)) == 2
    assert await at(hass, entry, due + timedelta(days=1)) == 3


async def test_every_week_on_the_chosen_day(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, start: datetime
) -> None:
    """Other days go by."""
    entry = await scheduled(
        hass,
        sabnzbd,
        schedule="weekly",
        time=f"{start + SOON:%H:%M:%S}",
        weekday=day_of(start + SOON + timedelta(days=1)),
    )
    due = start + SOON

    assert await at(hass, entry, due) == 1
    assert await at(hass, entry, due + timedelta(days=1)) == 2
    assert await at(hass, entry, due + timedelta(days=2)) == 2


async def test_only_when_asked(hass: HomeAssistant, sabnzbd: FakeSabnzbd, start: datetime) -> None:
    """Neither at night, nor after an update or a long absence; an action looks all the same."""
    entry = await scheduled(hass, sabnzbd, schedule="off")
    update(sabnzbd)
    await poll(hass, entry)
    await restart(hass, entry)

    for days in range(1, 9):
        assert await at(hass, entry, start + timedelta(days=days)) == 1
    await ask(hass, "audit")
    assert looks(entry) == 2


async def test_a_look_that_was_missed_is_made_up_for(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, start: datetime
) -> None:
    """Home Assistant was off at night."""
    entry = await scheduled(hass, sabnzbd, schedule="daily", time=f"{start + SOON:%H:%M:%S}")
    contents = hub_of(entry).audit._core.ledger.contents
    assert contents.report is not None
    contents.report = replace(contents.report, at=start - timedelta(days=2))
    await restart(hass, entry)
    assert looks(entry) == 1

    assert await at(hass, entry, dt_util.utcnow() + FIRST_AFTER) == 2


async def test_a_restart_alone_is_no_reason_to_look(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, start: datetime
) -> None:
    """What was found is still known."""
    entry = await scheduled(hass, sabnzbd)
    await restart(hass, entry)

    assert await at(hass, entry, start + 2 * FIRST_AFTER) == 1


# ── after set-up, and after an update ──


async def test_the_first_look_some_minutes_after_set_up(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, start: datetime
) -> None:
    """Not at once: what starts together with Home Assistant is not up yet."""
    entry = await set_up(hass, sabnzbd)

    assert await at(hass, entry, dt_util.utcnow() + FIRST_AFTER - timedelta(seconds=30)) == 0
    assert await at(hass, entry, dt_util.utcnow() + FIRST_AFTER) == 1
    assert await at(hass, entry, dt_util.utcnow() + 3 * FIRST_AFTER) == 1


async def test_a_hub_without_services_is_not_looked_at(
    hass: HomeAssistant, start: datetime, empty_hub: MockConfigEntry
) -> None:
    """There is nothing to see, now or at night."""
    assert await at(hass, empty_hub, start + 2 * FIRST_AFTER) == 0
    tomorrow = start.date() + timedelta(days=1)
    due = datetime.combine(tomorrow, moment_of(empty_hub.entry_id), UTC)
    assert await at(hass, empty_hub, due) == 0


async def test_the_first_look_waits_for_a_service_that_was_never_heard(
    hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd, start: datetime
) -> None:
    """For a while; then what is there is looked at."""
    of_radarr = await subentry(hass, radarr)
    radarr.misbehave("error")
    entry = await set_up(hass, of_radarr, sabnzbd)

    for _ in range(PATIENCE):
        assert await at(hass, entry, dt_util.utcnow() + FIRST_AFTER) == 0
    assert await at(hass, entry, dt_util.utcnow() + FIRST_AFTER) == 1
    report = hub_of(entry).audit.report
    assert report is not None
    assert len(report.unread) == 1


async def test_a_new_service_is_looked_at_soon(
    hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd, start: datetime
) -> None:
    """It has a score some minutes after it was added."""
    entry = await scheduled(hass, sabnzbd)
    added = await add(hass, entry, radarr)

    assert await at(hass, entry, dt_util.utcnow() + FIRST_AFTER) == 2
    report = hub_of(entry).audit.report
    assert report is not None
    assert added.subentry_id in report.scores


async def test_an_updated_service_is_looked_at_soon(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, start: datetime
) -> None:
    """While AutoArr ran, or while it did not; an unchanged version is no reason."""
    entry = await scheduled(hass, sabnzbd)
    await poll(hass, entry)
    assert await at(hass, entry, dt_util.utcnow() + AFTER_UPDATE) == 1

    update(sabnzbd)
    await poll(hass, entry)
    assert looks(entry) == 1
    assert await at(hass, entry, dt_util.utcnow() + AFTER_UPDATE) == 2

    assert await hass.config_entries.async_unload(entry.entry_id)
    update(sabnzbd)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await poll(hass, entry)
    assert await at(hass, entry, dt_util.utcnow() + AFTER_UPDATE) == 3


async def test_a_look_that_fails_ends_nothing(
    hass: HomeAssistant,
    sabnzbd: FakeSabnzbd,
    start: datetime,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is logged, and the next one is made; after an unload none is."""
    entry = await scheduled(hass, sabnzbd, schedule="daily", time=f"{start + SOON:%H:%M:%S}")
    due = start + SOON

    with monkeypatch.context() as patched:

        async def broken(*_: object) -> None:
            raise StoreError("the disk is gone")

        patched.setattr("custom_components.autoarr.audit.snapshots.Snapshots.keep", broken)
        assert await at(hass, entry, due) == 1
    assert "the disk is gone" in caplog.text

    assert await at(hass, entry, due + timedelta(days=1)) == 2
    hub = hub_of(entry)
    assert await hass.config_entries.async_unload(entry.entry_id)
    async_fire_time_changed(hass, due + timedelta(days=2))
    await hass.async_block_till_done()
    assert not hub.audits._tasks


# ── options ──


async def test_the_options_say_when(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, start: datetime
) -> None:
    """What holds is filled in; what is chosen holds from then on."""
    entry = await set_up(hass, sabnzbd)
    form = await section(hass, entry, "audit")
    assert suggested(form) == {
        "schedule": "daily",
        "time": moment_of(entry.entry_id).isoformat(),
        "weekday": "sun",
    }

    due = start + SOON
    day = day_of(due)
    result = await choose(hass, form, schedule="weekly", time=f"{due:%H:%M:%S}", weekday=day)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert AuditOptions.of(entry) == AuditOptions(
        schedule=Schedule.WEEKLY, at=due.time(), weekday=due.weekday()
    )
    await audit(hass, entry)
    before = looks(entry)
    assert await at(hass, entry, due) == before + 1


@given(st.text(), st.text())
def test_each_house_has_a_moment_of_its_own(one: str, other: str) -> None:
    """Always the same one, and at night."""
    assert moment_of(one) == moment_of(one)
    assert all(time(2) <= moment_of(seed) < time(5) for seed in (one, other))


def test_the_moments_are_spread() -> None:
    """Of a thousand houses few look within the same minute."""
    minutes = [moment_of(f"house {number}").replace(second=0) for number in range(1_000)]
    assert max(minutes.count(minute) for minute in set(minutes)) < 30


@given(
    st.sampled_from(Schedule),
    st.none() | st.timedeltas(timedelta(days=-30), timedelta(days=30)),
)
def test_when_a_look_is_overdue(schedule: Schedule, ago: timedelta | None) -> None:
    """Never when nobody wants one; else after a day or a week, and when the clock was set back."""
    options = AuditOptions(schedule=schedule, at=time(3))
    overdue = options.overdue(None if ago is None else NOON - ago, NOON)
    every = {"daily": timedelta(days=1), "weekly": timedelta(weeks=1)}.get(schedule)
    if every is None:
        assert not overdue
    else:
        assert overdue == (ago is None or not timedelta() <= ago <= every)
