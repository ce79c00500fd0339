"""What one client and all clients together may ask of the app."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final

from .problems import ProblemError, ProblemType, retry_after

CLIENTS: Final = 1_024
"""How many clients are remembered; the one not seen for longest is forgotten."""

BURST_PART: Final = 4
"""A client may use this part of its minute at once."""


@dataclass(slots=True)
class _Bucket:
    """What a client has left, and when that was known."""

    left: float
    at: float


class RateLimit:
    """A bucket of requests for each client, filled evenly."""

    def __init__(self, per_minute: int, monotonic: Callable[[], float]) -> None:
        """Allow so many requests a minute, a quarter of them at once."""
        self._rate = per_minute / 60
        self._burst = max(1.0, per_minute / BURST_PART)
        self._monotonic = monotonic
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, client: str) -> float:
        """Count one request; return 0, or after how many seconds there is room for it."""
        now = self._monotonic()
        bucket = self._buckets.pop(client, None) or _Bucket(left=self._burst, at=now)
        self._buckets[client] = bucket
        if len(self._buckets) > CLIENTS:
            self._buckets.popitem(last=False)
        bucket.left = min(self._burst, bucket.left + max(0.0, now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.left < 1:
            return (1 - bucket.left) / self._rate
        bucket.left -= 1
        return 0


def client_of(address: str | None) -> str:
    """Return who asks: an address, or the network that one IPv6 customer has."""
    try:
        parsed = ip_address((address or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else parsed.exploded[:19]
    return str(parsed)


class Gate:
    """Lets so many in at a time; who finds it closed is sent away, nobody waits."""

    def __init__(self, most: int, what: str) -> None:
        """Let `most` in; `what` names them in the refusal."""
        self.inside = 0
        self._most = most
        self._what = what

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place; raises ProblemError when there is none."""
        if self.inside >= self._most:
            raise ProblemError(
                ProblemType.OVERLOADED,
                f"{self._what.capitalize()} are limited to {self._most} at a time; "
                "ask again in a moment.",
                headers=retry_after(1),
            )
        self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1
