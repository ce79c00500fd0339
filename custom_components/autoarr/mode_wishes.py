"""Sets the mode that somebody chose when a Radarr or Sonarr was added, once it answers; then the wish is forgotten."""

from datetime import datetime, timedelta
import logging
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from .const import CONF_MODE_WISH
from .recovery.messages import RecoveryRefused
from .recovery.models import Mode

if TYPE_CHECKING:
    from .hub import AutoarrHub

_LOGGER = logging.getLogger(__name__)

PAUSE: Final = timedelta(minutes=5)
"""Between two tries."""


class ModeWishes:
    """The wishes of one hub; each is kept in the subentry until it is fulfilled."""

    def __init__(self, hub: AutoarrHub) -> None:
        """Fulfil the wishes of this hub."""
        self._hub = hub
        self._tried: dict[str, datetime] = {}
        self._stopped = False

    @callback
    def start(self) -> None:
        """Begin as soon as the services answer."""
        self._hub.entry.async_on_unload(self._hub.async_add_listener(self._look))
        self._look()

    @callback
    def stop(self) -> None:
        """Begin nothing more; a wish that is open is fulfilled after the next start."""
        self._stopped = True

    @callback
    def _look(self) -> None:
        """Begin with what can be done now."""
        now = dt_util.utcnow()
        for key, subentry in self._hub.entry.subentries.items():
            runtime = self._hub.services.get(key)
            if CONF_MODE_WISH not in subentry.data or runtime is None or self._stopped:
                continue
            tried = self._tried.get(key)
            rests = tried is not None and abs(now - tried) < PAUSE
            if runtime.coordinator.answered and not rests:
                self._tried[key] = now
                # No background task: those are cancelled, and what is being written is to end.
                self._hub.entry.async_create_task(
                    self._hub.hass,
                    self._fulfil(key),
                    f"autoarr sets the mode of {runtime.ref.name}",
                )

    async def _fulfil(self, key: str) -> None:
        """Set the mode, then forget the wish; the entry's listener reloads the hub."""
        entry = self._hub.entry
        wish = entry.subentries[key].data[CONF_MODE_WISH]
        try:
            await self._hub.recovery.set_mode(key, Mode(wish))
        except (RecoveryRefused, ValueError) as err:
            _LOGGER.warning("%s stays in the mode assist for now: %s", self._hub.name_of(key), err)
            return
        if (subentry := entry.subentries.get(key)) is not None:
            data = {name: value for name, value in subentry.data.items() if name != CONF_MODE_WISH}
            self._hub.hass.config_entries.async_update_subentry(entry, subentry, data=data)
