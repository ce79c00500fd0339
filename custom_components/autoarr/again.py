"""A second look after a while, at what has to wait until then."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

LOOK_AGAIN: Final = 60.0
"""Seconds between two looks; nothing is looked at while nothing waits."""


class SecondLook:
    """Looks again, once for each time it is asked to, and not after it was stopped."""

    def __init__(self, hass: HomeAssistant, look: Callable[[], None]) -> None:
        """Look by calling this."""
        self._hass = hass
        self._look = look
        self._planned: CALLBACK_TYPE | None = None
        self.stopped = False

    @callback
    def plan(self) -> None:
        """Look again in a while, unless that is planned already."""
        if self._planned is None and not self.stopped:
            self._planned = async_call_later(self._hass, LOOK_AGAIN, self._due)

    @callback
    def stop(self) -> None:
        """Look no more."""
        self.stopped = True
        if self._planned is not None:
            self._planned()
            self._planned = None

    @callback
    def _due(self, _now: datetime) -> None:
        """Look, now that it is time."""
        self._planned = None
        self._look()
