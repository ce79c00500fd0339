"""Waiting for another process: ask until it is so, for a limited time."""

import asyncio
from collections.abc import Awaitable, Callable


async def until[Answer](
    ask: Callable[[], Awaitable[Answer | None]], *, seconds: float = 30.0, pause: float = 0.1
) -> Answer:
    """Return the first answer that is true; raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while True:
            if answer := await ask():
                return answer
            await asyncio.sleep(pause)
