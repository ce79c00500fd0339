"""AutoArr: runs Radarr, Sonarr, SABnzbd and Plex from Home Assistant."""

from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .companion.link import async_forget_app
from .const import DOMAIN
from .devices import async_register_devices
from .hub import STORES, AutoarrConfigEntry, AutoarrHub
from .issues import (
    async_clear_orphan_issues,
    async_clear_service_issues,
    async_clear_troubles,
    async_show_approvals,
    async_show_storm,
)
from .services import async_setup_services
from .store import StateFile

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

PLATFORMS = (
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CALENDAR,
    Platform.CONVERSATION,
    Platform.EVENT,
    Platform.NUMBER,
    Platform.SENSOR,
    Platform.TODO,
    Platform.UPDATE,
)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions once; they find the hub when they are called."""
    async_setup_services(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: AutoarrConfigEntry) -> bool:
    """Set up the hub; a service that does not answer never stops it."""
    hub = AutoarrHub(hass, entry)
    entry.runtime_data = hub
    # Before anything is read: a service that is added while this runs must be heard of.
    entry.async_on_unload(entry.add_update_listener(_async_entry_changed))
    async_register_devices(hass, entry)
    async_clear_orphan_issues(hass, entry)
    await hub.async_setup()

    async def stop(_event: Event) -> None:
        """Home Assistant unloads nothing when it stops."""
        await hub.async_stop()

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, stop))
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: AutoarrConfigEntry) -> bool:
    """Stop the engines, then take the entities away."""
    await entry.runtime_data.async_stop()
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: AutoarrConfigEntry) -> None:
    """Leave nothing behind."""
    await AutoarrHub(hass, entry).async_leave()
    async_show_storm(hass, raging=False)
    async_show_approvals(hass, ())
    for subentry_id in entry.subentries:
        async_clear_service_issues(hass, subentry_id)
        async_clear_troubles(hass, subentry_id)
    for key in STORES:
        await StateFile(hass, key).remove()
    await async_forget_app(hass)


async def _async_entry_changed(hass: HomeAssistant, entry: AutoarrConfigEntry) -> None:
    """Forget services that were removed and start again with what is configured now."""
    hub = entry.runtime_data
    gone = hub.services.keys() - entry.subentries.keys()
    await hub.async_forget_services(gone)
    for subentry_id in gone:
        async_clear_service_issues(hass, subentry_id)
        async_clear_troubles(hass, subentry_id)
    await hass.config_entries.async_reload(entry.entry_id)
