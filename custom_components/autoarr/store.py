"""The engines' persistence port on Home Assistant's storage."""

from collections.abc import Callable
from datetime import datetime
from typing import override

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util
from homeassistant.util.file import WriteError
from homeassistant.util.json import SerializationError

from .const import DOMAIN
from .journal.ports import Clock, JsonObject, StateStore, StoreError

STORAGE_VERSION = 1


class _Store(Store[JsonObject]):
    """Remembers a failed write, which Home Assistant only logs: no action may begin on that."""

    write_error: Exception | None = None

    @override
    async def _async_write_data(self, data: dict[str, object]) -> None:
        """Write, and keep the error for the caller that waits."""
        self.write_error = None
        try:
            await super()._async_write_data(data)
        except (WriteError, SerializationError, OSError) as err:
            self.write_error = err
            raise


class StateFile(StateStore):
    """One file under `.storage`, written atomically and readable by its owner only."""

    def __init__(self, hass: HomeAssistant, key: str) -> None:
        """Name the file `autoarr.<key>`."""
        self._store = _Store(
            hass, STORAGE_VERSION, f"{DOMAIN}.{key}", private=True, atomic_writes=True
        )

    @override
    async def load(self) -> JsonObject | None:
        """Return what was saved; a damaged file is set aside by Home Assistant."""
        try:
            return await self._store.async_load()
        except (HomeAssistantError, OSError) as err:
            raise StoreError(f"{self._store.key} could not be read: {err}") from err

    @override
    async def save(self, data: JsonObject) -> None:
        """Write now and return when it is on disk, or in Home Assistant's last write when it stops."""
        await self._store.async_save(data)
        if (err := self._store.write_error) is not None:
            raise StoreError(f"{self._store.key} could not be written: {err}") from err

    @override
    def save_later(self, data: Callable[[], JsonObject], delay: float) -> None:
        """Write within `delay` seconds, and in any case before Home Assistant stops."""
        self._store.async_delay_save(data, delay)

    async def remove(self) -> None:
        """Delete the file."""
        await self._store.async_remove()


class HomeAssistantClock(Clock):
    """Home Assistant's clock, which tests can freeze."""

    @override
    def now(self) -> datetime:
        """Return the current time as aware UTC."""
        return dt_util.utcnow()
