"""Fixtures of all tests."""

from itertools import islice
import os
import traceback

from hypothesis import settings
import pytest

# On a busy machine an example may take any time; a change is judged by the same examples as the last one.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

_walk_stack = traceback.walk_stack
# The harness runs every loop in debug mode, for its checks. That also keeps where each future was made, in all
# its frames, which takes a third of the time of a test; the nearest are enough.
traceback.walk_stack = lambda f: islice(_walk_stack(f), 8)


@pytest.fixture(autouse=True)
def loopback(socket_enabled: None) -> None:
    """Let every test speak to 127.0.0.1, and to nothing else."""
