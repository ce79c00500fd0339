"""What AutoArr keeps between two starts, on a real disk: private, atomic, and honest about failed writes."""

from datetime import timedelta
import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.core import CoreState, HomeAssistant
from homeassistant.util import dt as dt_util
from homeassistant.util.file import WriteError
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.autoarr.journal.ports import StoreError
from custom_components.autoarr.store import HomeAssistantClock, StateFile
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.house import hub_of, poll, value
from tests.integration.setup import set_up


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Let Home Assistant write its files."""
    return {}


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Let it write them into a folder of the test."""
    return str(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the files are."""
    there = tmp_path / ".storage"
    there.mkdir(exist_ok=True)
    return there


def kept(folder: Path, key: str) -> Any:
    """Return what a file holds."""
    return json.loads((folder / f"autoarr.{key}").read_text("utf-8"))["data"]


def files(folder: Path) -> list[str]:
    """Return AutoArr's files."""
    return sorted(path.name for path in folder.glob("autoarr.*"))


def corrupt(folder: Path) -> list[str]:
    """Return the files that were set aside."""
    return [name for name in files(folder) if ".corrupt." in name]


async def test_what_is_saved_is_there_at_the_next_start(hass: HomeAssistant, folder: Path) -> None:
    """In a file that only its owner can read."""
    assert await StateFile(hass, "test").load() is None

    await StateFile(hass, "test").save({"a": [1, "ü"]})

    assert await StateFile(hass, "test").load() == {"a": [1, "ü"]}
    assert kept(folder, "test") == {"a": [1, "ü"]}
    assert (folder / "autoarr.test").stat().st_mode & 0o777 == 0o600


async def test_a_write_that_fails_is_told(hass: HomeAssistant, folder: Path) -> None:
    """Whoever waits for it must not act; what was there before stays, and a later write succeeds."""
    store = StateFile(hass, "test")
    await store.save({"n": 1})
    error = WriteError("[Errno 28] No space left on device")
    with (
        patch("homeassistant.helpers.storage.write_utf8_file_atomic", side_effect=error),
        pytest.raises(StoreError, match=r"autoarr\.test could not be written.*No space left"),
    ):
        await store.save({"n": 2})
    assert kept(folder, "test") == {"n": 1}

    await store.save({"n": 3})

    assert kept(folder, "test") == {"n": 3}


async def test_what_is_no_json_is_told(hass: HomeAssistant) -> None:
    """A mistake of ours, not a broken file."""
    with pytest.raises(StoreError, match="could not be written"):
        await StateFile(hass, "test").save({"n": object()})  # type: ignore[dict-item]


async def test_a_damaged_file_is_set_aside(hass: HomeAssistant, folder: Path) -> None:
    """It is kept for a person to look at."""
    (folder / "autoarr.test").write_text('{"version": 1, "data": {"n":', "utf-8")

    assert await StateFile(hass, "test").load() is None

    assert len(corrupt(folder)) == 1


async def test_a_file_that_cannot_be_read_is_told(hass: HomeAssistant, folder: Path) -> None:
    """A folder in its place, for instance."""
    (folder / "autoarr.test").mkdir()

    with pytest.raises(StoreError, match=r"autoarr\.test could not be read"):
        await StateFile(hass, "test").load()


async def test_a_later_write_comes_within_its_time(hass: HomeAssistant, folder: Path) -> None:
    """And takes what is there then."""
    store = StateFile(hass, "test")
    numbers = {"n": 1}
    store.save_later(lambda: dict(numbers), 10)
    numbers["n"] = 2
    assert not (folder / "autoarr.test").exists()

    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=11))
    await hass.async_block_till_done()

    assert kept(folder, "test") == {"n": 2}


async def test_a_save_while_home_assistant_stops_is_in_its_last_write(
    hass: HomeAssistant, folder: Path
) -> None:
    """Nothing is written twice then."""
    store = StateFile(hass, "test")
    hass.set_state(CoreState.stopping)
    await store.save({"n": 1})
    assert not (folder / "autoarr.test").exists()

    hass.set_state(CoreState.final_write)
    hass.bus.async_fire_internal("homeassistant_final_write")
    await hass.async_block_till_done()

    assert kept(folder, "test") == {"n": 1}
    hass.set_state(CoreState.running)


async def test_a_removed_file_is_gone(hass: HomeAssistant, folder: Path) -> None:
    """And removing it twice does no harm."""
    store = StateFile(hass, "test")
    await store.save({"n": 1})

    await store.remove()
    await store.remove()

    assert not (folder / "autoarr.test").exists()


def test_the_clock_is_that_of_home_assistant() -> None:
    """Aware, in UTC."""
    now = HomeAssistantClock().now()

    assert now.utcoffset() == timedelta(0)
    assert abs(dt_util.utcnow() - now) < timedelta(seconds=5)


async def test_damaged_files_do_not_stop_the_hub(
    hass: HomeAssistant, folder: Path, sabnzbd: FakeSabnzbd
) -> None:
    """It starts anew, reporting only, and what failed before is baseline."""
    for key in ("journal", "journal_pending", "requests", "recovery"):
        (folder / f"autoarr.{key}").write_text("\x00\x00", "utf-8")
    sabnzbd.add_history(failed=True)

    entry = await set_up(hass, sabnzbd)
    await poll(hass, entry)

    assert value(hass, entry, "hub", "recovery") == "dry_run"
    assert value(hass, entry, "hub", "open_failures") == "0"
    [failure] = hub_of(entry).recovery.failures()
    assert failure.baseline
    assert len(corrupt(folder)) == 4


async def test_unreadable_files_do_not_stop_the_hub(
    hass: HomeAssistant, folder: Path, sabnzbd: FakeSabnzbd
) -> None:
    """The same where the disk itself refuses."""
    for key in ("journal", "journal_pending", "requests", "recovery"):
        (folder / f"autoarr.{key}").mkdir()

    entry = await set_up(hass, sabnzbd)

    assert value(hass, entry, "sabnzbd", "status") == "idle"


async def test_a_removed_hub_leaves_no_file_also_later(
    hass: HomeAssistant, folder: Path, sabnzbd: FakeSabnzbd
) -> None:
    """No write that was put off brings one back."""
    entry = await set_up(hass, sabnzbd)
    sabnzbd.misbehave("error")
    await poll(hass, entry)
    assert await hass.config_entries.async_remove(entry.entry_id)

    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=1))
    hass.bus.async_fire_internal("homeassistant_final_write")
    await hass.async_block_till_done()

    assert not files(folder)
