"""Keeps the app's copy of something up to date: what changed is sent, the latest state of it only."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import batched
import logging
from typing import Final

from ..clients.errors import ServiceError, ServiceRejected
from ..journal.ports import JsonObject

_LOGGER = logging.getLogger(__name__)

BATCH: Final = 100
LINGER: Final = 2.0
"""Seconds for which further changes are waited for."""
_NEVER_TAKEN: Final = frozenset({413, 422})


class Mirror[T]:
    """Sends records of things that changed since they were sent last.

    Nothing is kept on disk: the things themselves are. What could not be sent is sent with the next
    `changed`, and everything again after `forget`.
    """

    def __init__(
        self,
        *,
        name: str,
        things: Callable[[], Mapping[str, T]],
        record: Callable[[str, T], JsonObject],
        put: Callable[[Sequence[JsonObject]], Awaitable[object]],
        ready: Callable[[], bool],
        linger: float = LINGER,
        batch: int = BATCH,
    ) -> None:
        """Mirror these things, each under a key of its own, while the app is `ready`; `batch` at once."""
        self._name = name
        self._things = things
        self._record = record
        self._put = put
        self._ready = ready
        self._linger = linger
        self._batch = batch
        self._sent: dict[str, T] = {}
        self._wake = asyncio.Event()

    def changed(self) -> None:
        """Look for changes soon."""
        self._wake.set()

    def forget(self) -> None:
        """Send everything again: the app may have lost it."""
        self._sent.clear()
        self._wake.set()

    async def run(self) -> None:
        """Send changes until cancelled; a mistake must not end that."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            await asyncio.sleep(self._linger)
            try:
                await self.send()
            except Exception:
                _LOGGER.exception("The %s could not be copied to the app", self._name)

    async def send(self) -> None:
        """Send what changed."""
        if not self._ready():
            return
        things = dict(self._things())
        self._sent = {key: thing for key, thing in self._sent.items() if key in things}
        due = [(key, thing) for key, thing in things.items() if self._sent.get(key) != thing]
        try:
            for batch in batched(due, self._batch, strict=False):
                await self._send(batch)
        except ServiceError as err:
            _LOGGER.debug("The %s are copied to the app later: %s", self._name, err)

    async def _send(self, batch: Sequence[tuple[str, T]]) -> None:
        """Send a batch; one thing the app never takes must not keep the others away."""
        try:
            await self._put([self._record(key, thing) for key, thing in batch])
        except ServiceRejected as err:
            if err.status not in _NEVER_TAKEN:
                raise
            if len(batch) == 1:
                _LOGGER.warning("The app does not take one of the %s: %s", self._name, err)
            else:
                for one in batch:
                    await self._send([one])
                return
        self._sent.update(batch)
