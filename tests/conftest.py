"""Fixtures of all tests."""

import os

from hypothesis import settings
import pytest

# On a busy machine an example may take any time; a change is judged by the same examples as the last one.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def loopback(socket_enabled: None) -> None:
    """Let every test speak to 127.0.0.1, and to nothing else."""
