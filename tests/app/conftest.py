"""Fixtures of the app's tests."""

from collections.abc import AsyncIterator
from pathlib import Path

# The whole package first: the app puts one in place that has llama.cpp's functions only.
import llama_cpp  # noqa: F401
import pytest

from .support.server import AppServer, app_server


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[AppServer]:
    """Run the real app with a real history and without a model."""
    async with app_server(tmp_path / "data") as server:
        yield server
