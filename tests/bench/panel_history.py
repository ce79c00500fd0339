"""A history of any length for the app, of the kinds of events that the integration writes."""

from collections.abc import Mapping
from pathlib import Path
from random import Random
import sys
from time import perf_counter
from typing import Any

import orjson

from autoarr_app.history.repository import History
from autoarr_app.history.settings import HistorySettings
from autoarr_app.protocol.activity import MOST_EVENTS, ActivityBatch

from .app_history import START, STEP, event

SEED = 3
SAID: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("request_added", {"outcome": "added to Radarr"}),
    ("request_state", {"state": "searching"}),
    ("request_state", {"state": "downloading"}),
    ("request_state", {"state": "available"}),
    ("failure_seen", {"cause": "article_missing", "kind": "article_missing"}),
    ("decision_made", {"cause": "par2_damaged", "reason": "release_at_fault"}),
    ("action_started", {"action": "recovery.next_release", "reason": "release_at_fault"}),
    ("action_finished", {"outcome": "The release was blocklisted and another search was begun"}),
    ("recovered", {"cause": "article_missing", "strategy": "next_release"}),
    ("gave_up", {"cause": "stalled", "strategy": "wait"}),
    ("service_down", {"error": "Nobody answers at the address"}),
    ("service_up", {}),
)
"""The kinds, and what the integration would add to each."""


async def remember(path: Path, rows: int) -> None:
    """Make a history of so many events where an app will find it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    settings = HistorySettings(path=path, retention_days=0, retention_bytes=0)
    begun = perf_counter()
    history = await History.open(settings, clock=lambda: START + rows * STEP)
    random = Random(SEED)
    try:
        for first in range(0, rows, MOST_EVENTS):
            numbers = range(first, min(rows, first + MOST_EVENTS))
            body = orjson.dumps({"events": [_told(number, random) for number in numbers]})
            await history.add_activity(ActivityBatch.model_validate_json(body).events)
    finally:
        await history.close()
    print(f"{rows:,} events stored in {perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)


def _told(number: int, random: Random) -> dict[str, Any]:
    """Return an event as the integration sends it."""
    made: dict[str, Any] = event(number, random)
    kind, said = random.choice(SAID)
    return made | {"kind": kind, "data": {"release": made["data"]["release"], **said}}
