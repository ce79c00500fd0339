"""Fixtures for the tests of recovery."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .house import House, a_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Return a house where nothing has happened yet."""
    async with a_house(tmp_path) as built:
        yield built
