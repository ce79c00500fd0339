"""Fixtures of the history's tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from autoarr_app.history import History

from .builders import Clock, settings_in


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands at noon."""
    return Clock()


@pytest.fixture
async def history(tmp_path: Path, clock: Clock) -> AsyncIterator[History]:
    """Open a history that keeps everything."""
    opened = await History.open(settings_in(tmp_path), clock=clock)
    yield opened
    await opened.close()
