"""Death without warning: what was acknowledged is on disk, and the file is sound."""

import json
from pathlib import Path
import random

import pytest

from autoarr_app.history import History

from .builders import beside, everything, on_disk, run_python, settings_in

DEATHS = 100


@pytest.mark.slow
async def test_a_hundred_deaths_lose_no_acknowledged_event(tmp_path: Path) -> None:
    """Kill -9 at random moments of opening, writing and checkpointing."""
    settings = settings_in(tmp_path)
    log = tmp_path / "acknowledged"
    log.touch()
    seed = random.SystemRandom().randrange(2**32)
    program = ("-m", "tests.app.history.dying", str(settings.path), str(log))
    told = json.loads(await run_python(*program, str(DEATHS), str(seed)))
    assert told["killed"] == DEATHS, f"seed {seed}: {told}"
    acknowledged = {line for line in log.read_text().split() if len(line) == 26}
    assert len(acknowledged) > DEATHS, f"seed {seed}: hardly anything was written"
    history = await History.open(settings)
    try:
        assert (await history.state()).healthy, f"seed {seed}"
        kept = {item.id for item in await everything(history, limit=500)}
        found = {item.id for item in await everything(history, limit=500, q="titl")}
        assert acknowledged <= kept, f"seed {seed}"
        assert found == kept, f"seed {seed}: the full text knows each event"
        assert (await history.state()).rows == len(kept), f"seed {seed}: the counts are right"
    finally:
        await history.close()
    assert on_disk(settings.path, "PRAGMA integrity_check") == [("ok",)]
    assert beside(tmp_path, "*.damaged-*") == []
