"""The models of the app as they change: it pushes them; what it does not push is asked for."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
import logging
import random
from time import monotonic
from typing import Final

import aiohttp
from homeassistant.core import CALLBACK_TYPE, callback
import orjson

from ..clients.app import AppClient
from ..clients.models.app import DownloadProgress
from ..clients.models.app_pushes import DownloadPush, ModelPush, push_of
from ..clients.models.decode import as_object
from .coordinator import AppCoordinator

_LOGGER = logging.getLogger(__name__)

CONNECT_TIMEOUT: Final = 30.0
FIRST_PAUSE: Final = 5.0
LONGEST_PAUSE: Final = 300.0
STEADY: Final = 60.0
"""A connection that held so many seconds was a good one."""

BROKEN: Final = (aiohttp.ClientError, TimeoutError, OSError, ValueError, RecursionError)
"""What a connection can end with: refused, cut, silent, or not what the protocol says."""


class AppModels:
    """Keeps one connection to the app, and what it told of downloads.

    While `connected` nobody has to ask how far a download is; `revision` grows whenever the list of models may be
    another one.
    """

    def __init__(self, client: AppClient, coordinator: AppCoordinator) -> None:
        """Know nothing yet; `run` connects."""
        self.connected = False
        self.downloads: dict[str, DownloadProgress] = {}
        self.revision = 0
        self._client = client
        self._coordinator = coordinator
        self._listeners: list[Callable[[], None]] = []
        self._ready = asyncio.Event()

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Tell `listener` of every change; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def changed(self) -> None:
        """Have the list of models read again: something was done to it."""
        self.revision += 1
        self._tell()

    @callback
    def heard(self) -> None:
        """Connect now rather than later: the app answers."""
        if self._coordinator.ready:
            self._ready.set()
        else:
            self._ready.clear()

    async def run(self) -> None:
        """Stay connected while the app answers, until cancelled."""
        pause = FIRST_PAUSE
        while True:
            await self._ready.wait()
            began = monotonic()
            try:
                await self._listen()
            except BROKEN as err:
                # The text of aiohttp's errors can hold the address.
                _LOGGER.debug("The app pushes nothing any more: %s", type(err).__name__)
            finally:
                self._lost()
            pause = FIRST_PAUSE if monotonic() - began >= STEADY else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311

    async def _listen(self) -> None:
        """Connect, and take in what is pushed until the connection ends."""
        async with asyncio.timeout(CONNECT_TIMEOUT):
            socket = await self._client.connect()
        async with socket:
            self.connected = True
            self.downloads.clear()
            self.changed()
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._take(message.data)

    @callback
    def _take(self, text: str) -> None:
        """Take in one push. Raises ValueError for what is none."""
        match push_of(as_object(orjson.loads(text))):
            case ModelPush(state=state):
                info = self._coordinator.data
                if self._coordinator.ready and info is not None and info.model != state:
                    self._coordinator.async_set_updated_data(replace(info, model=state))
                    self.changed()
            case DownloadPush(model=model, progress=None):
                self.downloads.pop(model, None)
                self.changed()
            case DownloadPush(model=model, progress=progress) if progress is not None:
                self.downloads[model] = progress
                self._tell()

    @callback
    def _lost(self) -> None:
        """Forget what may be over by now."""
        if self.connected:
            self.connected = False
            self.downloads.clear()
            self.changed()

    @callback
    def _tell(self) -> None:
        """Tell everybody who listens."""
        for listener in tuple(self._listeners):
            listener()
