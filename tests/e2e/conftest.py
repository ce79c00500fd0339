"""Fixtures of the end-to-end tests: a whole stack for each test, whose Home Assistant must leave clean traces."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import os
from pathlib import Path

import pytest

from .stack.stack import Stack

LONGEST = ("test_kill", "test_app", "test_main_job", "test_causes", "test_restart")
"""The modules whose tests take longest, the longest first: each has a whole stack start and stop."""

WARM_UP = 12
"""So many short tests go before the long ones, while the houses of the longest test start."""

LOOK_EVERY = 2.0
"""Seconds between two looks of the fakes of Radarr, Sonarr and Plex; the real ones take a minute."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give one process the longest test first, and the others long ones when that is waiting.

    pytest-xdist (`--dist worksteal`) first gives each process its part of the order, and later evens out. The
    tests of the panel share what runs, so they come first in the part of one process.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers < 2:
        return
    long = [item for name in LONGEST for item in items if item.path.stem == name]
    panel = [item for item in items if item.path.parent.name == "panel"]
    short = [item for item in items if item not in long and item not in panel]
    longest, long = long[:1], long[1:]
    order: list[pytest.Item] = []
    for number in range(workers):
        size = (len(items) - len(order)) // (workers - number)
        mine = long[number - 1 :: workers - 1] if number else longest
        if number == 1:
            mine = panel + mine
        before = 0 if number == 0 or panel else min(WARM_UP, max(size - len(mine), 0))
        after = max(size - len(mine) - before, 0)
        order += [*short[:before], *mine, *short[before : before + after]]
        del short[: before + after]
    items[:] = [*order, *short]


@asynccontextmanager
async def clean_stack(folder: Path) -> AsyncIterator[Stack]:
    """Run a stack without AutoArr set up; fails when Home Assistant's log or files are not clean in the end."""
    async with Stack(folder, look_every=LOOK_EVERY) as stack:
        yield stack
        diagnostics = await stack.house.diagnostics()
    assert stack.hass.complaints(expected=stack.expected) == []
    assert stack.hass.leaks(stack.secrets, diagnostics=diagnostics) == []
    for arr in (stack.radarr, stack.sonarr):
        assert arr.contract_errors == []


@pytest.fixture
async def bare_stack(tmp_path: Path) -> AsyncIterator[Stack]:
    """Return everything running, AutoArr not yet set up."""
    async with clean_stack(tmp_path) as stack:
        yield stack


@pytest.fixture
async def stack(bare_stack: Stack) -> Stack:
    """Return everything running, AutoArr set up with its four services as after a fresh install."""
    await bare_stack.set_up()
    return bare_stack
