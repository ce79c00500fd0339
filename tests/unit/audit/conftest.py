"""Fixtures of the tests of the audit."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .stack import Stack, a_stack


@pytest.fixture
async def stack(tmp_path: Path) -> AsyncIterator[Stack]:
    """Return the whole stack, without an engine yet."""
    async with a_stack(tmp_path) as built:
        yield built
