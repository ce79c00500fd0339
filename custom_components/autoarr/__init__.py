"""AutoArr: runs Radarr, Sonarr, SABnzbd and Plex from Home Assistant."""

from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .audit_issues import async_clear_findings
from .companion.link import async_forget_app
from .const import DOMAIN
from .devices import async_register_devices
from .http import async_register_views
from .hub import STORES, AutoarrConfigEntry, AutoarrHub
from .issues import (
    async_clear_orphan_issues,
    async_clear_service_issues,
    async_clear_troubles,
    async_show_approvals,
    async_show_storm,
)
from .panel import async_hide_panel, async_serve_bundle, async_show_panel
from .services import async_setup_services
from .store import StateFile
from .websocket import async_setup_websocket

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
    """Register actions and commands once; they find the hub when they are called."""
    async_setup_services(hass)
    async_setup_websocket(hass)
    async_register_views(hass)
    await async_serve_bundle(hass)
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
    # A service that was added meanwhile is among the hub's: entities are named after devices.
    async_register_devices(hass, entry)

    async def stop(_event: Event) -> None:
        """Home Assistant unloads nothing when it stops."""
        await hub.async_stop()

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, stop))
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    await async_show_panel(hass)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: AutoarrConfigEntry) -> bool:
    """Stop the engines, then take the entities away; the panel waits for what is only loaded anew."""
    await entry.runtime_data.async_stop()
    if entry.disabled_by is not None:
        async_hide_panel(hass)
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: AutoarrConfigEntry) -> None:
    """Leave nothing behind."""
    async_hide_panel(hass)
    await AutoarrHub(hass, entry).async_leave()
    async_show_storm(hass, raging=False)
    async_show_approvals(hass, ())
    async_clear_findings(hass)
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
