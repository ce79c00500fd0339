"""A full disk: a clear error, nothing half-written, and on it goes when there is room again."""

import json
from pathlib import Path

import pytest

from autoarr_app.history import History, HistoryFull
from autoarr_app.protocol.activity import StatsQuery

from .builders import event, everything, failure, run_python, settings_in, titles

_PROGRAM = """
import asyncio, json, pathlib, resource, sys
from autoarr_app.history import History, HistoryFull, HistorySettings
from autoarr_app.protocol.activity import ActivityQuery
from tests.app.history.builders import event

LIMIT = 3 * 1024 * 1024

async def main():
    settings = HistorySettings(path=pathlib.Path(sys.argv[1]), retention_days=0)
    history = await History.open(settings)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, resource.RLIM_INFINITY))
    stored, errors = 0, 0
    while errors < 3:
        batch = [event(stored + part, data={"text": "x" * 500}) for part in range(100)]
        try:
            receipt = await history.add_activity(batch)
        except HistoryFull as err:
            errors, said = errors + 1, str(err)
        else:
            stored += receipt.accepted
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    after = await history.add_activity(batch)
    state = await history.state()
    await history.close()
    history = await History.open(settings)
    rows, cursor = 0, None
    while True:
        page = await history.activity(ActivityQuery(limit=500, cursor=cursor, q="titl"))
        rows += len(page.items)
        cursor = page.next
        if cursor is None:
            break
    healthy = (await history.state()).healthy
    await history.close()
    print(json.dumps({"stored": stored, "after": after.accepted, "rows": rows, "said": said,
                      "told": state.rows, "healthy": healthy}))

asyncio.run(main())
"""


async def test_a_limit_on_the_size_of_files_is_a_full_disk(tmp_path: Path) -> None:
    """The system refuses to write on: what was acknowledged is there, what was not is not."""
    told = json.loads(await run_python("-c", _PROGRAM, str(tmp_path / "history.db")))
    assert told["stored"] > 0
    assert told["after"] == 100
    assert told["rows"] == told["told"] == told["stored"] + 100
    assert told["healthy"]
    assert "free some space" in told["said"]


async def test_a_file_that_may_not_grow_keeps_what_it_has(tmp_path: Path) -> None:
    """SQLite itself finds no room: half of a batch is none of it, also in words and counts."""
    history = await History.open(settings_in(tmp_path))
    try:
        await history.add_activity([event(number) for number in range(10)])
        ((pages,),) = await history._database._pragma("page_count")
        await history._database._pragma(f"max_page_count({pages + 4})")
        batch = [event(100 + number, kind="flood", title="Flood") for number in range(1_000)]
        for _ in range(2):
            with pytest.raises(HistoryFull, match="Nothing was stored"):
                await history.add_activity(batch)
        with pytest.raises(HistoryFull):
            await history.put_failures([failure(f"job{number}") for number in range(500)])
        assert len(await everything(history)) == 10
        assert await titles(history, q="flood") == []
        assert (await history.stats(StatsQuery())).by_kind == {"recovered": 10}
        assert (await history.state()).healthy
        await history._database._pragma("max_page_count(1000000)")
        assert (await history.add_activity(batch)).accepted == 1_000
        assert len(await titles(history, kind=["flood"], q="flood", limit=500)) == 500
        assert (await history.state()).rows == 1_010
    finally:
        await history.close()
