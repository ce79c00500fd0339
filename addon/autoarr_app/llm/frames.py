"""Reads what a worker says, for its parent; the worker itself has no use for asyncio and its 6 MB."""

import asyncio

from .wire import HEADER, BrokenFrame, announced


async def read_frame_async(reader: asyncio.StreamReader) -> bytes | None:
    """Return what the next frame carries, None at the end of the stream; raises BrokenFrame."""
    try:
        header = await reader.readexactly(HEADER)
    except asyncio.IncompleteReadError as err:
        if not err.partial:
            return None
        raise BrokenFrame("the stream ended inside a frame") from None
    try:
        return await reader.readexactly(announced(header))
    except asyncio.IncompleteReadError:
        raise BrokenFrame("the stream ended inside a frame") from None
