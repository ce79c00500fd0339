"""What happens, told to every WebSocket client at its own pace; one that is too slow has to leave."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from .limits import Gate
from .protocol.activity import ActivityEvent
from .protocol.state import ActivityPush, DownloadPush, ModelPush

MOST_CLIENTS: Final = 16
MOST_MESSAGES: Final = 2_048
"""More than the events of the largest batch, which all come at once."""
MOST_CHARS: Final = 8 * 1024 * 1024

GOING_AWAY: Final = 1001
TRY_AGAIN_LATER: Final = 1013


class Listener:
    """One client, and the messages that wait for it."""

    def __init__(self) -> None:
        """Begin with nothing to tell."""
        self.close_code: int | None = None
        """Why the server wants it to leave; None while it may stay."""
        self._waiting: deque[str] = deque()
        self._chars = 0
        self._changed = asyncio.Event()
        self._left = asyncio.Event()

    def offer(self, text: str) -> None:
        """Add a message; never waits."""
        if self.close_code is not None:
            return
        if len(self._waiting) >= MOST_MESSAGES or self._chars + len(text) > MOST_CHARS:
            self.leave(TRY_AGAIN_LATER)
            return
        self._waiting.append(text)
        self._chars += len(text)
        self._changed.set()

    def leave(self, code: int) -> None:
        """Have it leave; what waits for it is dropped."""
        self.close_code = self.close_code or code
        self._waiting.clear()
        self._left.set()

    async def next(self) -> str:
        """Wait for a message."""
        while not self._waiting:
            self._changed.clear()
            await self._changed.wait()
        text = self._waiting.popleft()
        self._chars -= len(text)
        return text

    async def has_to_leave(self) -> None:
        """Wait until the server wants it to leave."""
        await self._left.wait()


class Hub:
    """Knows who listens."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._listeners: set[Listener] = set()
        self._gate = Gate(MOST_CLIENTS, "WebSocket connections")
        self._closed = False

    @property
    def listeners(self) -> int:
        """Return how many listen."""
        return len(self._listeners)

    def publish(self, push: ActivityPush | ModelPush | DownloadPush) -> None:
        """Tell everybody; never waits, and costs nothing while nobody listens."""
        if self._listeners:
            text = push.model_dump_json()
            for listener in tuple(self._listeners):
                listener.offer(text)

    def publish_event(self, event: ActivityEvent) -> None:
        """Tell everybody of an event that was stored."""
        if self._listeners:
            self.publish(ActivityPush(event=event))

    @contextmanager
    def joined(self) -> Iterator[Listener]:
        """Listen; raises ProblemError when too many do already."""
        with self._gate.place():
            listener = Listener()
            if self._closed:
                listener.leave(GOING_AWAY)
            self._listeners.add(listener)
            try:
                yield listener
            finally:
                self._listeners.discard(listener)

    def close(self) -> None:
        """Have everybody leave, because the app stops."""
        self._closed = True
        for listener in tuple(self._listeners):
            listener.leave(GOING_AWAY)
