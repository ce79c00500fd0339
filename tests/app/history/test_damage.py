"""A damaged file: kept aside, told in state and journal, and a new one started."""

from collections.abc import Callable
from pathlib import Path
import random
import re

import pytest

from autoarr_app.history import History, HistoryDamaged, HistorySettings
from autoarr_app.history.preflight import KEPT, suspect_mark
from autoarr_app.protocol.activity import ActivityQuery
from autoarr_app.protocol.common import Severity

from .builders import Clock, beside, event, everything, on_disk, settings_in, titles

PAGE = 4096


def truncated(path: Path) -> None:
    """Cut the file off in the middle, as a power cut may."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 + 100)


def headless(path: Path) -> None:
    """Overwrite the beginning of the file."""
    with path.open("r+b") as file:
        file.write(b"This is not a database." * 10)


def zeroed(path: Path) -> None:
    """Leave only zeros, as some file systems do after a crash."""
    path.write_bytes(bytes(path.stat().st_size))


def emptied(path: Path) -> None:
    """Leave nothing."""
    path.write_bytes(b"")


def scribbled(path: Path) -> None:
    """Fill many pages with noise, but not the first."""
    _scribble(path, 4)


def _scribble(path: Path, first: int) -> None:
    """Fill every third page with noise, from one on."""
    noise = random.Random(7)
    pages = path.stat().st_size // PAGE
    with path.open("r+b") as file:
        for page in range(first, pages, 3):
            file.seek(page * PAGE)
            file.write(noise.randbytes(PAGE))


DAMAGES = (truncated, headless, zeroed, emptied, scribbled)


async def filled(settings: HistorySettings, events: int = 2_000) -> None:
    """Leave a history with some events in it."""
    history = await History.open(settings, clock=Clock())
    for start in range(0, events, 1_000):
        await history.add_activity([event(start + number) for number in range(1_000)])
    await history.close()


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_file_is_kept_aside_and_a_new_one_started(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """The old bytes stay as they were; state and journal say so; everything works."""
    settings = settings_in(tmp_path)
    await filled(settings)
    damage(settings.path)
    left = settings.path.read_bytes()
    history = await History.open(settings, clock=Clock())
    try:
        aside = tmp_path / "history.db.damaged-20261126T120000Z"
        assert aside.read_bytes() == left
        state = await history.state()
        assert not state.healthy
        assert aside.name in state.detail
        (told,) = await everything(history)
        assert (told.kind, told.severity) == ("history_damaged", Severity.ERROR)
        assert told.data["kept_as"] == aside.name
        assert re.fullmatch(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", told.id)
        await history.add_activity([event(1)])
        assert await titles(history, q="title 1") == ["Title 1"]
    finally:
        await history.close()
    history = await History.open(settings, clock=Clock())
    try:
        state = await history.state()
        assert state.healthy
        assert aside.name in state.detail, "it takes room until somebody deletes it"
        assert state.rows == 2
    finally:
        await history.close()


async def test_the_log_of_a_damaged_file_is_kept_with_it(tmp_path: Path) -> None:
    """What is in the log belongs to the old file; the new one must not read it."""
    settings = settings_in(tmp_path)
    await filled(settings)
    headless(settings.path)
    log = settings.path.with_name("history.db-wal")
    log.write_bytes(b"log")
    history = await History.open(settings, clock=Clock())
    await history.close()
    kept = {file.name for file in beside(tmp_path, "*.damaged-*")}
    assert "history.db.damaged-20261126T120000Z-wal" in kept


async def test_damage_again_and_again_does_not_fill_the_disk(tmp_path: Path) -> None:
    """The last ones are kept, each under a name of its own."""
    settings = settings_in(tmp_path)
    for _ in range(KEPT + 2):
        await filled(settings, 1_000)
        headless(settings.path)
    history = await History.open(settings, clock=Clock())
    await history.close()
    assert len(beside(tmp_path, "*.damaged-*")) == KEPT


async def test_damage_that_shows_while_it_runs_is_told_and_healed_by_a_restart(
    tmp_path: Path,
) -> None:
    """What the check at the start had no time for: a clear error, then a full check."""
    settings = settings_in(tmp_path, check_seconds=0.0)
    await filled(settings, 4_000)
    _scribble(settings.path, 100)
    history = await History.open(settings, clock=Clock())
    try:
        with pytest.raises(HistoryDamaged, match="Restart the app"):
            await everything(history, limit=500)
        state = await history.state()
        assert not state.healthy
        assert "Restart the app" in state.detail
        assert suspect_mark(settings.path).exists()
    finally:
        await history.close()
    history = await History.open(settings, clock=Clock())
    try:
        assert not (await history.state()).healthy
        assert [item.kind for item in await everything(history)] == ["history_damaged"]
        assert not suspect_mark(settings.path).exists()
    finally:
        await history.close()


async def test_damage_that_shows_right_after_an_unchecked_start_is_healed_at_once(
    tmp_path: Path,
) -> None:
    """What is read at the start is broken: it is checked after all, and the start succeeds."""
    settings = settings_in(tmp_path, check_seconds=0.0)
    await filled(settings, 1_000)
    (root,) = on_disk(
        settings.path, "SELECT rootpage FROM sqlite_master WHERE name = 'activity_counts'"
    )
    with settings.path.open("r+b") as file:
        file.seek((root[0] - 1) * PAGE)
        file.write(random.Random(7).randbytes(PAGE))
    history = await History.open(settings, clock=Clock())
    try:
        assert not (await history.state()).healthy
        assert [item.kind for item in await everything(history)] == ["history_damaged"]
    finally:
        await history.close()


async def test_a_sound_file_passes_the_check(tmp_path: Path) -> None:
    """Nothing is set aside without need, also when there is no time to look at all of it."""
    for seconds in (5.0, 0.0):
        settings = settings_in(tmp_path, check_seconds=seconds)
        await filled(settings, 1_000)
        history = await History.open(settings)
        assert (await history.state()).healthy
        assert (await history.state()).detail == ""
        assert (await history.activity(ActivityQuery(limit=1))).items
        await history.close()
    assert beside(tmp_path, "*.damaged-*") == []
