"""Events and records for the tests of the history, and a clock that goes where it is told."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
import sqlite3
import sys
from typing import Any, Final

import orjson

from autoarr_app.history import History, HistorySettings
from autoarr_app.protocol.activity import ActivityEvent, ActivityFilter, ActivityQuery
from autoarr_app.protocol.records import FailureRecord, RequestRecord, SnapshotRecord

NOON: Final = datetime(2026, 11, 26, 12, tzinfo=UTC)
_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Clock:
    """Tells the time it was set to."""

    def __init__(self, now: datetime = NOON) -> None:
        """Start at a moment."""
        self.now = now

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self.now


def _base32(number: int, length: int) -> str:
    """Return a number in Crockford's base 32."""
    return "".join(_CROCKFORD[number >> 5 * place & 31] for place in reversed(range(length)))


def ulid(at: datetime, number: int = 0) -> str:
    """Return the ULID of a moment, the `number`-th of its millisecond."""
    ms = (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    return _base32(ms, 10) + _base32(number, 16)


def event(number: int = 0, **fields: Any) -> ActivityEvent:
    """Return an event, `number` seconds after noon."""
    at = fields.pop("at", NOON + timedelta(seconds=number))
    values = {"id": ulid(at, number), "at": at, "kind": "recovered", "title": f"Title {number}"}
    return ActivityEvent.model_validate(values | fields)


def request(name: str = "r1", **fields: Any) -> RequestRecord:
    """Return a request."""
    values = {"id": name, "created": NOON, "updated": NOON, "state": "added", "title": "Dune"}
    return RequestRecord.model_validate(values | fields)


def failure(*chain: str, **fields: Any) -> FailureRecord:
    """Return a failed download."""
    values = {
        "sabnzbd": "SABnzbd",
        "chain": list(chain),
        "name": "Dune.2021",
        "cause": "unpack",
        "first_seen": NOON,
        "updated": NOON,
    }
    return FailureRecord.model_validate(values | fields)


def snapshot(number: int = 0, **fields: Any) -> SnapshotRecord:
    """Return a snapshot, `number` minutes after noon."""
    at = fields.pop("at", NOON + timedelta(minutes=number))
    values = {
        "id": ulid(at, number),
        "at": at,
        "service": "radarr",
        "instance": "Radarr",
        "document": {"number": number},
    }
    return SnapshotRecord.model_validate(values | fields)


def settings_in(folder: Path, **fields: Any) -> HistorySettings:
    """Return settings that keep everything, in a folder."""
    keep: dict[str, Any] = {"retention_days": 0, "retention_bytes": 0}
    return HistorySettings(path=folder / "history.db", **(keep | fields))


async def titles(history: History, **query: Any) -> list[str]:
    """Return the titles of the first page of a query."""
    page = await history.activity(ActivityQuery.model_validate(query))
    return [item.title for item in page.items]


async def everything(history: History, **query: Any) -> list[ActivityEvent]:
    """Return the events of all pages of a query."""
    found: list[ActivityEvent] = []
    cursor = None
    while True:
        page = await history.activity(ActivityQuery.model_validate(query | {"cursor": cursor}))
        found += page.items
        cursor = page.next
        if cursor is None:
            return found
        assert page.items, "a page that has a next one is not empty"


async def exported(history: History, **which: Any) -> list[ActivityEvent]:
    """Return the events of an export."""
    text = b"".join([chunk async for chunk in history.export(ActivityFilter.model_validate(which))])
    return [ActivityEvent.model_validate(orjson.loads(line)) for line in text.splitlines()]


def beside(folder: Path, pattern: str = "*") -> list[Path]:
    """Return the files of a folder whose names are like the pattern."""
    return sorted(folder.glob(pattern))


async def run_python(*arguments: str, seconds: float = 50) -> str:
    """Run Python with the app and the tests at hand; return what it printed."""
    root = Path(__file__).parents[3]
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=root,
        env={"PYTHONPATH": f"{root}:{root / 'addon'}"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(seconds):
            out, err = await program.communicate()
    finally:
        if program.returncode is None:
            program.kill()
            await program.wait()
    assert program.returncode == 0, err.decode()
    return out.decode()


def on_disk(path: Path, statement: str) -> list[tuple[Any, ...]]:
    """Return what another program reads in the file."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        rows = connection.execute(statement).fetchall()
    connection.close()
    return rows
