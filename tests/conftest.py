"""Fixtures of all tests."""

import pytest


@pytest.fixture(autouse=True)
def loopback(socket_enabled: None) -> None:
    """Let every test speak to 127.0.0.1, and to nothing else."""
