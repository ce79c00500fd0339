"""The history of the fake SABnzbd: what is in it, what is chosen from it, how long it may be."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.sabnzbd import FakeSabnzbd, seed_failures, seed_much, stages

from .asking import NAME, ask, history


@pytest.fixture
async def sab(tmp_path: Path) -> AsyncIterator[FakeSabnzbd]:
    """Return a running SABnzbd."""
    async with FakeSabnzbd(folder=tmp_path) as server:
        yield server


async def test_an_unchanged_history_is_not_sent_again(sab: FakeSabnzbd) -> None:
    """The cheap poll."""
    sab.add_history()
    known = (await ask(sab, "history"))["history"]["last_history_update"]
    assert await ask(sab, "history", last_history_update=known) == {"history": False}
    sab.add_history(failed=True)
    assert (await ask(sab, "history", last_history_update=known))["history"]["noofslots"] == 2


async def test_the_history_is_chosen_from_and_paged(sab: FakeSabnzbd) -> None:
    """The newest first, what is in post-processing before it; a page has ten by default."""
    seed_failures(sab, 12)
    sab.add_history("Fine.Show.S01E01", category="tv")
    sab.add_history("Busy.Show.S01E02", category="tv", status="Extracting", loaded=True)
    whole = (await ask(sab, "history"))["history"]
    assert [slot["name"] for slot in whole["slots"]][:2] == ["Busy.Show.S01E02", "Fine.Show.S01E01"]
    assert (len(whole["slots"]), whole["noofslots"], whole["ppslots"]) == (10, 14, 1)
    assert len(await history(sab, limit=60, failed_only=1)) == 12
    assert len(await history(sab, limit=60, cat="tv")) == 2
    assert [slot["name"] for slot in await history(sab, start=13, limit=5)] == [
        "Old.Movie.0000.2019.1080p.WEB-DL.H264-GRP"
    ]


async def test_deleting_from_the_history_archives_unless_told_otherwise(sab: FakeSabnzbd) -> None:
    """`archive=0` forgets."""
    kept, gone = sab.add_history("Kept"), sab.add_history("Gone")
    await ask(sab, "history", name="delete", value=kept.nzo_id)
    await ask(sab, "history", name="delete", value=gone.nzo_id, archive=0, del_files=1)
    assert await history(sab) == []
    assert [slot["name"] for slot in await history(sab, archive=1)] == ["Kept"]


async def test_a_message_and_stages_of_ones_own(sab: FakeSabnzbd) -> None:
    """As a translated release would show them."""
    sab.add_history(
        message="Reparatur fehlgeschlagen, nicht genügend Blöcke (16 zu wenig)",
        stages=stages(("Repair", "[x] Reparatur fehlgeschlagen")),
    )
    (slot,) = await history(sab)
    assert (slot["status"], slot["retry"]) == ("Failed", True)
    assert slot["stage_log"] == [{"name": "Repair", "actions": ["[x] Reparatur fehlgeschlagen"]}]


async def test_a_broken_folder_shows_only_in_the_warnings(sab: FakeSabnzbd) -> None:
    """As the real one shows it, see the end-to-end test of the same."""
    sab.add_history(scenario="broken_folder", category="tv")
    (slot,) = await history(sab)
    assert slot["fail_message"] == "Post-processing was aborted"
    texts = " ".join(row["text"] for row in (await ask(sab, "warnings"))["warnings"])
    assert "Cannot create final folder" in texts
    assert f"Post Processing Failed for {NAME}" in texts


async def test_a_long_history_is_paged_quickly(sab: FakeSabnzbd) -> None:
    """Only the page that is asked for is made."""
    seed_much(sab)
    begin = asyncio.get_running_loop().time()
    assert len(await history(sab, limit=60)) == 60
    queue = (await ask(sab, "queue", limit=10))["queue"]
    assert (queue["noofslots_total"], len(queue["slots"])) == (5_000, 10)
    assert asyncio.get_running_loop().time() - begin < 5
