"""Fixtures of the end-to-end tests: a whole stack for each test, whose Home Assistant must leave clean traces."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from .stack.stack import Stack

LOOK_EVERY = 2.0
"""Seconds between two looks of the fakes of Radarr, Sonarr and Plex; the real ones take a minute."""


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
