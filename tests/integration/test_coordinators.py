"""How the services are polled: as seldom as can be, and what becomes of each way to fail."""

from datetime import timedelta
from logging import DEBUG
from pathlib import Path
from time import perf_counter

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.clients.limits import RequestLimits
from custom_components.autoarr.coordinator import BUSY, PUSHED, WHOLE_HISTORY_EVERY
from custom_components.autoarr.issues import UNREACHABLE_AFTER
from custom_components.autoarr.polling import IDLE, VERIFY_EVERY
from tests.fakes.http import FakeService
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.sonarr import FakeSonarr
from tests.integration.house import (
    entity_id,
    hub_of,
    issues,
    known_as,
    poll,
    press,
    service_id,
    until,
    value,
)
from tests.integration.passing_time import PassingTime
from tests.integration.setup import make, new_entry, set_up

HOUR = timedelta(hours=1)
ONCE = RequestLimits(timeout=0.5, connect_timeout=0.5, deadline=0.5, retries=0, max_bytes=1 << 20)
"""No second try and no long wait, so that a failure is there at once."""


def hurry(entry: MockConfigEntry) -> None:
    """Let every client of a hub try once."""
    for runtime in hub_of(entry).services.values():
        runtime.client.limits = ONCE


def polls(fake: FakeService) -> int:
    """Return how many requests a fake has got, without the opening of push channels."""
    return len([request for request in fake.requests if "signalr" not in request.path])


async def test_an_idle_house_costs_at_most_three_requests_a_minute(
    hass: HomeAssistant, tmp_path: Path, freezer: FrozenDateTimeFactory
) -> None:
    """One SABnzbd, a Radarr and a Sonarr that push, and look at SABnzbd themselves once a minute."""
    async with FakeSabnzbd() as sabnzbd:
        address = SabnzbdAddress(url=sabnzbd.url, api_key=sabnzbd.api_key)
        async with (
            FakeRadarr(root_folder=tmp_path / "films", sabnzbd=address) as radarr,
            FakeSonarr(root_folder=tmp_path / "series", sabnzbd=address) as sonarr,
        ):
            entry = await set_up(hass, radarr, sonarr, sabnzbd)
            time = PassingTime(hass, freezer, entry, (radarr, sonarr, sabnzbd))
            await time.pass_by(timedelta(minutes=3))
            assert radarr.hub.listeners == sonarr.hub.listeners == 1
            for fake in (radarr, sonarr, sabnzbd):
                fake.requests.clear()

            await time.pass_by(HOUR)

            ours = [
                request
                for request in sabnzbd.requests
                if request.headers.get("User-Agent", "").startswith("HomeAssistant")
            ]
            spent = {
                "sabnzbd": len(ours),
                "radarr": polls(radarr),
                "sonarr": polls(sonarr),
            }
            assert sum(spent.values()) <= 3 * 60, spent
            assert spent["sabnzbd"] >= 60, "it is still watched"
            assert radarr.hub.listeners == 1
            await hass.config_entries.async_unload(entry.entry_id)


async def test_without_a_push_channel_the_queue_is_polled_every_minute(
    hass: HomeAssistant, radarr: FakeRadarr, freezer: FrozenDateTimeFactory
) -> None:
    """A proxy that lets no websocket pass costs seconds, nothing else."""
    radarr.misbehave("error", paths="signalr")
    entry = await set_up(hass, radarr)
    time = PassingTime(hass, freezer, entry, (radarr,))
    await time.pass_by(timedelta(minutes=1))
    radarr.requests.clear()

    await time.pass_by(timedelta(minutes=10))

    coordinator = hub_of(entry).services[service_id(entry, "radarr")].coordinator
    assert coordinator.update_interval == IDLE
    assert 9 <= len(radarr.requests_to("/api/v3/queue")) <= 11


async def test_with_a_push_channel_the_queue_is_polled_every_five_minutes(
    hass: HomeAssistant, radarr: FakeRadarr, freezer: FrozenDateTimeFactory
) -> None:
    """It would say that something changed."""
    entry = await set_up(hass, radarr)
    time = PassingTime(hass, freezer, entry, (radarr,))
    await time.pass_by(timedelta(minutes=1))
    radarr.requests.clear()

    await time.pass_by(timedelta(minutes=30))

    coordinator = hub_of(entry).services[service_id(entry, "radarr")].coordinator
    assert coordinator.update_interval == PUSHED
    assert 5 <= len(radarr.requests_to("/api/v3/queue")) <= 7


async def test_work_is_followed_every_ten_seconds(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, freezer: FrozenDateTimeFactory
) -> None:
    """While something downloads, and no longer; a paused queue is no work."""
    entry = await set_up(hass, sabnzbd)
    time = PassingTime(hass, freezer, entry, (sabnzbd,))
    job = sabnzbd.add_slot()
    await time.pass_by(timedelta(minutes=1, seconds=10))
    sabnzbd.requests.clear()
    await time.pass_by(timedelta(minutes=1), step=5)
    busy = len(sabnzbd.calls("queue"))

    sabnzbd.finish(job.nzo_id)
    await time.pass_by(timedelta(seconds=20), step=5)
    sabnzbd.requests.clear()
    await time.pass_by(timedelta(minutes=2))
    idle = len(sabnzbd.calls("queue"))

    assert (busy, idle) == (60 // BUSY.total_seconds(), 2)


async def test_history_is_sent_only_when_it_changed(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, freezer: FrozenDateTimeFactory
) -> None:
    """SABnzbd answers a single word otherwise; now and then, and after a failure, it is read anyway."""
    entry = await set_up(hass, sabnzbd)
    hurry(entry)
    time = PassingTime(hass, freezer, entry, (sabnzbd,))

    def whole() -> int:
        return len([c for c in sabnzbd.calls("history") if "last_history_update" not in c])

    assert whole() == 1
    await time.pass_by(timedelta(minutes=30), step=30)
    assert whole() == 1
    assert {c.get("last_history_update") for c in sabnzbd.calls("history")[1:]} == {"1"}

    sabnzbd.misbehave("error")
    await time.pass_by(IDLE)
    sabnzbd.behave()
    await time.pass_by(IDLE)
    assert whole() == 2, "it may have been restarted and count anew"

    await time.pass_by(WHOLE_HISTORY_EVERY + IDLE, step=30)
    assert whole() == 3


async def test_a_change_in_the_history_is_seen_with_the_next_poll(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """The marker says so."""
    entry = await set_up(hass, sabnzbd)
    assert value(hass, entry, "sabnzbd", "failed") == "0"
    sabnzbd.add_history(failed=True)

    await poll(hass, entry)

    assert value(hass, entry, "sabnzbd", "failed") == "1"


async def test_a_rate_limit_is_kept(
    hass: HomeAssistant, radarr: FakeRadarr, freezer: FrozenDateTimeFactory
) -> None:
    """The service says when it wants to be asked again."""
    radarr.misbehave("error", paths="signalr")
    entry = await set_up(hass, radarr)
    time = PassingTime(hass, freezer, entry, (radarr,))
    radarr.misbehave("rate_limit", retry_after=600.0, paths="api|signalr")
    await time.pass_by(timedelta(minutes=2))
    assert value(hass, entry, "radarr", "connectivity") == STATE_OFF
    radarr.requests.clear()

    await time.pass_by(timedelta(minutes=7))
    assert not radarr.requests_to("/api/.*")

    radarr.behave()
    await time.pass_by(timedelta(minutes=4))
    assert radarr.requests_to("/api/v3/queue")
    assert value(hass, entry, "radarr", "connectivity") == STATE_ON


async def test_a_service_that_is_away_for_an_hour_gets_a_repair(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, freezer: FrozenDateTimeFactory
) -> None:
    """Shorter absences pass by themselves; the repair goes when it is back."""
    entry = await set_up(hass, sabnzbd)
    hurry(entry)
    time = PassingTime(hass, freezer, entry, (sabnzbd,))
    sabnzbd.misbehave("error")
    await time.pass_by(UNREACHABLE_AFTER - timedelta(minutes=5), step=30)
    assert not issues(hass)

    await time.pass_by(timedelta(minutes=10))
    assert issues(hass) == {f"unreachable_{service_id(entry, 'sabnzbd')}"}

    sabnzbd.behave()
    await time.pass_by(timedelta(minutes=2))
    assert not issues(hass)


@pytest.mark.parametrize("kind", [FakeRadarr, FakeSonarr, FakeSabnzbd, FakePlex])
async def test_a_refused_key_opens_a_repair_that_closes_by_itself(
    hass: HomeAssistant, kind: type[FakeService], tmp_path: Path
) -> None:
    """The entities are unavailable meanwhile."""
    async with make(kind, tmp_path) as fake:
        entry = await set_up(hass, fake)
        [service] = entry.subentries
        fake.misbehave("unauthorised")
        await poll(hass, entry)
        assert issues(hass) == {f"auth_{service}"}

        fake.behave()
        await poll(hass, entry)
        assert not issues(hass)
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("kind", [FakeRadarr, FakeSonarr, FakePlex])
async def test_another_program_that_took_over_the_address_unnoticed(
    hass: HomeAssistant, kind: type[FakeService], tmp_path: Path, freezer: FrozenDateTimeFactory
) -> None:
    """Between two polls, so that none failed: what answers is looked at once an hour."""
    async with make(kind, tmp_path) as fake:
        entry = await set_up(hass, fake)
        [service] = entry.subentries
        time = PassingTime(hass, freezer, entry, (fake,))
        if isinstance(fake, FakePlex):
            fake.machine_identifier = "f" * 40
        else:
            fake.system.app_name = "Lidarr"  # type: ignore[attr-defined]

        await time.pass_by(VERIFY_EVERY + timedelta(minutes=6), step=15)

        assert issues(hass) == {f"wrong_service_{service}"}
        [runtime] = hub_of(entry).services.values()
        assert not runtime.coordinator.last_update_success
        await hass.config_entries.async_unload(entry.entry_id)


async def test_the_refresh_button_looks_who_answers(hass: HomeAssistant, plex: FakePlex) -> None:
    """Somebody who presses it after exchanging the server must not wait for an hour."""
    entry = await set_up(hass, plex)
    [service] = entry.subentries
    plex.machine_identifier = "f" * 40

    await press(hass, entity_id(hass, entry, "plex", "refresh"))

    assert issues(hass) == {f"wrong_service_{service}"}


@pytest.mark.parametrize("mode", ["html", "truncated", "garbage", "redirect", "wrong_app", "error"])
@pytest.mark.parametrize("kind", [FakeRadarr, FakeSonarr, FakeSabnzbd, FakePlex])
async def test_whatever_a_service_sends_it_is_only_unavailable(
    hass: HomeAssistant,
    kind: type[FakeService],
    mode: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """5 MB of HTML, half a JSON, binary rubbish, another program: one line in the log, and back again."""
    async with make(kind, tmp_path) as fake:
        entry = await set_up(hass, fake)
        hurry(entry)
        [subentry] = entry.subentries.values()
        fake.misbehave(mode)

        await poll(hass, entry)
        await poll(hass, entry)

        owner = subentry.subentry_type
        key = {"sabnzbd": "status", "plex": "sessions"}.get(owner, "queue")
        assert value(hass, entry, owner, "connectivity") == STATE_OFF
        assert value(hass, entry, owner, key) == STATE_UNAVAILABLE
        assert caplog.text.count("Error fetching") == 1
        assert not [
            record for record in caplog.records if record.exc_info and record.levelno > DEBUG
        ]
        assert fake.api_key not in caplog.text

        fake.behave()
        await poll(hass, entry)
        assert value(hass, entry, owner, key) != STATE_UNAVAILABLE
        assert not issues(hass)
        await hass.config_entries.async_unload(entry.entry_id)


async def test_an_api_that_changed_names_what_is_missing(
    hass: HomeAssistant, radarr: FakeRadarr, caplog: pytest.LogCaptureFixture
) -> None:
    """A later Radarr that tells its version in another way."""
    radarr.system._identity = {"version": None}
    entry = await set_up(hass, radarr)

    assert value(hass, entry, "radarr", "connectivity") == STATE_OFF
    error = next(record for record in caplog.records if "Error fetching" in record.message)
    assert "/system/status" in error.message
    assert "version" in error.message
    assert issues(hass) == set()


async def test_a_service_too_old_gets_a_repair_and_works_on(
    hass: HomeAssistant, radarr: FakeRadarr
) -> None:
    """It goes with the update."""
    radarr.system.version = "3.2.2.5080"
    entry = await set_up(hass, radarr)
    assert issues(hass) == {f"unsupported_version_{service_id(entry, 'radarr')}"}
    assert value(hass, entry, "radarr", "queue") == "0"

    radarr.misbehave("error")
    await poll(hass, entry)
    radarr.system.version = "6.0.4.10291"
    radarr.behave()
    await poll(hass, entry)

    assert not issues(hass)


async def test_set_up_waits_two_seconds_for_a_slow_service(
    hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd
) -> None:
    """The others are there at once; the slow one comes later."""
    entry = new_entry([await known_as(hass, sabnzbd, "sab"), await known_as(hass, radarr, "rad")])
    entry.add_to_hass(hass)
    sabnzbd.misbehave("slow", seconds=8.0)
    began = perf_counter()

    assert await hass.config_entries.async_setup(entry.entry_id)

    assert 1.9 < perf_counter() - began < 8.0
    assert value(hass, entry, "radarr", "queue") == "0"
    assert value(hass, entry, "sabnzbd", "status") == STATE_UNAVAILABLE
    assert value(hass, entry, "sabnzbd", "connectivity") == STATE_UNAVAILABLE
    assert value(hass, entry, "hub", "chain") == "unknown"
    assert value(hass, entry, "hub", "problem") == "unknown"
    sabnzbd.behave()
    await until(lambda: value(hass, entry, "sabnzbd", "status") == "idle")
    assert value(hass, entry, "hub", "chain") == "ok"


async def test_a_service_that_dies_in_the_middle_of_a_poll(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, radarr: FakeRadarr
) -> None:
    """What was read before stays until it is back; nothing else is touched."""
    entry = await set_up(hass, sabnzbd, radarr)
    hurry(entry)
    sabnzbd.misbehave("down")

    await press(hass, entity_id(hass, entry, "sabnzbd", "refresh"))

    assert value(hass, entry, "sabnzbd", "status") == STATE_UNAVAILABLE
    assert value(hass, entry, "radarr", "queue") == "0"
    sabnzbd.behave()
    await sabnzbd.opened()
    await press(hass, entity_id(hass, entry, "sabnzbd", "refresh"))
    assert value(hass, entry, "sabnzbd", "status") == "idle"


async def test_who_depends_on_sabnzbd_is_asked_how_it_is_when_sabnzbd_goes_or_comes(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, radarr: FakeRadarr
) -> None:
    """Its complaint about the download client must not stand for ten minutes after SABnzbd is back."""
    entry = await set_up(hass, sabnzbd, radarr)
    hurry(entry)
    asked = len(radarr.requests_to("/api/v3/health"))

    for mode in ("error", "ok"):
        sabnzbd.misbehave(mode)
        await press(hass, entity_id(hass, entry, "sabnzbd", "refresh"))
        await poll(hass, entry)
        assert len(radarr.requests_to("/api/v3/health")) == asked + 1
        asked += 1


async def test_a_failed_round_ends_the_busy_pace(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """A dead service is not asked every ten seconds because it was busy when it died."""
    sabnzbd.add_slot()
    entry = await set_up(hass, sabnzbd)
    hurry(entry)
    [runtime] = hub_of(entry).services.values()
    assert runtime.coordinator.update_interval == BUSY
    sabnzbd.misbehave("error")

    await poll(hass, entry)

    assert runtime.coordinator.update_interval == IDLE
