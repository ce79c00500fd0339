"""Ports that stay free while their owner is away."""

import random
import socket

# Below the range from which systems take ports for outgoing connections, so that none of those gets in the way
# of a program that is restarted.
_PORTS = range(20_000, 32_000)


def free_port() -> int:
    """Return a port of loopback that nobody listens on; raises OSError when there is none."""
    for port in random.sample(_PORTS, 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no free port found on 127.0.0.1")
