"""Polls the app: whether it answers, how it is, and whether it still is one that we can use."""

from datetime import timedelta
import logging
from time import monotonic
from typing import TYPE_CHECKING, Final, override

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from ..clients.app import AppClient
from ..clients.errors import ServiceError, ServiceRateLimited
from ..clients.models.app import AppInfo, ModelStatus
from ..const import CONF_APP, CONF_SLUG, DOMAIN
from ..devices import app_id, async_note_version
from .issues import async_clear_connection_issues, async_judge_history, async_raise_app_issue

if TYPE_CHECKING:
    from ..hub import AutoarrConfigEntry

_LOGGER = logging.getLogger(__name__)

EVERY: Final = timedelta(seconds=60)
WHILE_LOADING: Final = timedelta(seconds=10)
SUPERVISOR: Final = "hassio"
BELIEVED_AFTER: Final = timedelta(minutes=10)
"""Supervisor's integration shows a freshly installed app only after some minutes."""


class AppCoordinator(DataUpdateCoordinator[AppInfo | None]):
    """Keeps what the app says of itself; its failure is its own and never the hub's."""

    config_entry: AutoarrConfigEntry

    def __init__(self, hass: HomeAssistant, entry: AutoarrConfigEntry, client: AppClient) -> None:
        """Start knowing nothing."""
        super().__init__(
            hass, _LOGGER, config_entry=entry, name="AutoArr app", update_interval=EVERY
        )
        self.client = client
        self._down_since: float | None = None

    @property
    def ready(self) -> bool:
        """Say whether the app answered the last time, and can be used."""
        return self.data is not None and self.last_update_success

    @override
    async def _async_update_data(self) -> AppInfo:
        """Ask the app how it is; an error becomes `UpdateFailed` and, if lasting, a repair."""
        try:
            info = await self.client.info()
        except ServiceError as err:
            self.update_interval = EVERY
            self._raise_issue(err)
            raise UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="update_failed",
                translation_placeholders={"service": self.name, "error": str(err)},
                retry_after=err.retry_after if isinstance(err, ServiceRateLimited) else None,
            ) from err
        if self._down_since is not None or self.data is None:
            self._down_since = None
            async_clear_connection_issues(self.hass)
        async_judge_history(self.hass, self.config_entry, info.history)
        entry_id = self.config_entry.entry_id
        async_note_version(self.hass, entry_id, app_id(entry_id), info.version)
        loading = info.model.status is ModelStatus.LOADING
        self.update_interval = WHILE_LOADING if loading else EVERY
        return info

    def _raise_issue(self, err: ServiceError) -> None:
        """Open a repair for what a person must mend, and for what lasts."""
        now = monotonic()
        if self._down_since is None:
            self._down_since = now
        down_for = timedelta(seconds=now - self._down_since)
        async_raise_app_issue(
            self.hass,
            self.config_entry,
            err,
            down_for=down_for,
            uninstalled=down_for >= BELIEVED_AFTER and uninstalled(self.hass, self.config_entry),
        )


def uninstalled(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Say whether Supervisor, who announced the app, no longer has it: then it has no device there."""
    slug = entry.data[CONF_APP].get(CONF_SLUG)
    supervisors = hass.config_entries.async_entries(SUPERVISOR, include_ignore=False)
    if slug is None or not supervisors or supervisors[0].state is not ConfigEntryState.LOADED:
        return False
    registry = dr.async_get(hass)
    return (
        registry.async_get_device_by_identifier((SUPERVISOR, slug), supervisors[0].entry_id) is None
    )
