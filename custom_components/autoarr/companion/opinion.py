"""The app's model, asked about failures that no table knows."""

import asyncio
import logging
from typing import Final, override

from ..clients.app import AppClient
from ..clients.errors import ServiceError
from ..clients.models.app import ModelStatus
from ..recovery.causes import Cause
from ..recovery.records import UnknownMessage
from ..recovery.understanding.advice import AGAIN, Adviser, Opinion
from .coordinator import AppCoordinator

_LOGGER = logging.getLogger(__name__)

LINGER: Final = 2.0
"""Seconds for which further failures are waited for."""
_SHORT: Final = 100
_USABLE: Final = frozenset({ModelStatus.READY, ModelStatus.IDLE})


def model_ready(coordinator: AppCoordinator) -> bool:
    """Say whether the app answers and a model is loaded or can be at once."""
    info = coordinator.data
    return coordinator.ready and info is not None and info.model.status in _USABLE


class AppOpinion(Opinion):
    """Asks the app while it answers and has a model; whatever goes wrong there is no answer."""

    def __init__(self, client: AppClient, coordinator: AppCoordinator) -> None:
        """Ask this app."""
        self._client = client
        self._coordinator = coordinator

    @property
    @override
    def ready(self) -> bool:
        """Say whether the model can be asked."""
        return model_ready(self._coordinator)

    @override
    async def classify(self, message: UnknownMessage, *, stage: str) -> Cause | None:
        """Ask the model; nothing waits for it, so that its silence is worth no more than a debug line."""
        try:
            answer = await self._client.classify(
                message.text,
                service=message.service[:_SHORT],
                version=message.version[:_SHORT],
                stage=stage[:_SHORT],
            )
        except ServiceError as err:
            _LOGGER.debug("The model said nothing about a failure: %s", err)
            return None
        return next((cause for cause in Cause if cause == answer.result), None)


class Advice:
    """Has the model asked whenever recovery changed, and now and then, until cancelled."""

    def __init__(self, adviser: Adviser) -> None:
        """Ask through this adviser."""
        self._adviser = adviser
        self._wake = asyncio.Event()

    def changed(self) -> None:
        """Look soon whether there is something to ask."""
        self._wake.set()

    async def run(self) -> None:
        """Ask, one round at a time."""
        while True:
            try:
                async with asyncio.timeout(AGAIN.total_seconds()):
                    await self._wake.wait()
            except TimeoutError:
                _LOGGER.debug("What got no answer is asked about again")
            self._wake.clear()
            await asyncio.sleep(LINGER)
            await self._adviser.advise()
