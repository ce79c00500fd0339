"""Ports that stay free while their owner is away."""

import os
import random
import socket

# Below the range from which systems take ports for outgoing connections, so that none of those gets in the way
# of a program that is restarted.
_FIRST, _LAST = 20_000, 32_000
_OURS = 1_000
"""So many ports each process of a test run has for itself: a port is free for seconds before its owner takes it."""

_handed_out: set[int] = set()


def free_port() -> int:
    """Return a port of loopback that nobody listens on, and that was not returned before; raises OSError without one."""
    for port in random.sample(_range(), 100):
        if port in _handed_out:
            continue
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            _handed_out.add(port)
            return port
    raise OSError("no free port found on 127.0.0.1")


def _range() -> range:
    """Return the ports of this process: a part of its own where several of them run tests."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
    if not worker.isdecimal():
        return range(_FIRST, _LAST)
    first = _FIRST + int(worker) % ((_LAST - _FIRST) // _OURS) * _OURS
    return range(first, first + _OURS)
