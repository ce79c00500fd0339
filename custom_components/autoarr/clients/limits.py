"""How long we wait, how often we ask again, how fast we ask: numbers, and pure functions on them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
import random
import time


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLimits:
    """Limits of one client; times in seconds.

    `timeout` is for one attempt, `slow_timeout` for catalogue lookups and whole libraries, `search_timeout` for a live
    search of the indexers; `deadline` ends the repeating. `rate` is in requests a second after a first `burst`.
    `max_bytes` is for any answer, `max_document` for one document of a configuration.
    """

    timeout: float = 10.0
    connect_timeout: float = 5.0
    slow_timeout: float = 60.0
    search_timeout: float = 240.0
    deadline: float = 20.0
    retries: int = 2
    backoff: float = 0.5
    backoff_cap: float = 8.0
    retry_after_cap: float = 30.0
    connections: int = 4
    rate: float = 10.0
    burst: int = 20
    max_bytes: int = 32 * 1024 * 1024
    max_document: int = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Clock and chance, so that tests need neither: `random` gives 0 <= x < 1, the clocks give seconds."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    random: Callable[[], float] = random.random
    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


DEFAULT_LIMITS = RequestLimits()
REAL_TIME = Timing()


class TokenBucket:
    """Lets `burst` requests pass at once and `rate` a second after that."""

    def __init__(self, rate: float, burst: int, timing: Timing) -> None:
        """Start full."""
        self._rate = rate
        self._burst = burst
        self._timing = timing
        self._tokens = float(burst)
        self._filled_at = timing.monotonic()

    async def take(self) -> None:
        """Wait for the next free place; each caller gets a later one."""
        now = self._timing.monotonic()
        self._tokens = min(self._burst, self._tokens + (now - self._filled_at) * self._rate)
        self._filled_at = now
        self._tokens -= 1
        if self._tokens < 0:
            await self._timing.sleep(-self._tokens / self._rate)


def backoff(attempt: int, limits: RequestLimits, chance: float) -> float:
    """Return the pause (seconds) before asking again after attempt 0, 1, ...: doubling, with full jitter."""
    ceiling = min(limits.backoff_cap, limits.backoff * 2.0 ** min(attempt, 32))
    return ceiling * chance


def retry_after(header: str | None, now: datetime) -> float | None:
    """Return the seconds a Retry-After header asks for (RFC 9110: seconds or a date), None when it says nothing."""
    if not header:
        return None
    value = header.strip()
    if value.isascii() and value.isdecimal():
        return float(min(int(value[:12]), 10**9))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
