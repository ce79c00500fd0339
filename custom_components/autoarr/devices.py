"""The devices: one for AutoArr itself and one for each service instance."""

from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntryType

from .clients.service import ServiceKind
from .const import CONF_APP, CONF_SLUG, DOMAIN

if TYPE_CHECKING:
    from .hub import AutoarrConfigEntry

_MODELS = {
    ServiceKind.RADARR: "Radarr",
    ServiceKind.SONARR: "Sonarr",
    ServiceKind.SABNZBD: "SABnzbd",
    ServiceKind.PLEX: "Plex Media Server",
}


def app_id(entry_id: str) -> str:
    """Return the identifier of the device of the companion app."""
    return f"{entry_id}_app"


@callback
def async_register_devices(hass: HomeAssistant, entry: AutoarrConfigEntry) -> None:
    """Create the devices of what is configured and remove those of what is not."""
    registry = dr.async_get(hass)
    hub = registry.async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, entry.entry_id)},
        entry_type=DeviceEntryType.SERVICE,
        manufacturer="AutoArr",
        name="AutoArr",
    )
    for subentry in entry.subentries.values():
        _register_service(registry, entry, subentry, hub.id)
    wanted = {(DOMAIN, entry.entry_id), *((DOMAIN, key) for key in entry.subentries)}
    if CONF_APP in entry.data:
        _register_app(registry, entry, hub.id)
        wanted.add((DOMAIN, app_id(entry.entry_id)))
    for device in dr.async_entries_for_config_entry(registry, entry.entry_id):
        if not device.identifiers & wanted:
            registry.async_remove_device(device.id)


def _register_app(registry: dr.DeviceRegistry, entry: AutoarrConfigEntry, hub_id: str) -> None:
    """Create the device of the companion app."""
    slug = entry.data[CONF_APP].get(CONF_SLUG)
    registry.async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, app_id(entry.entry_id))},
        configuration_url=f"homeassistant://hassio/addon/{slug}/info" if slug else None,
        entry_type=DeviceEntryType.SERVICE,
        manufacturer="AutoArr",
        model="AutoArr app",
        name="AutoArr app",
        via_device_id=hub_id,
    )


def _register_service(
    registry: dr.DeviceRegistry, entry: AutoarrConfigEntry, subentry: ConfigSubentry, hub_id: str
) -> None:
    """Create or rename the device of one service."""
    model = _MODELS[ServiceKind(subentry.subentry_type)]
    registry.async_get_or_create(
        config_entry_id=entry.entry_id,
        config_subentry_id=subentry.subentry_id,
        identifiers={(DOMAIN, subentry.subentry_id)},
        configuration_url=subentry.data[CONF_URL],
        entry_type=DeviceEntryType.SERVICE,
        manufacturer="Plex" if model.startswith("Plex") else model,
        model=model,
        name=subentry.title,
        via_device_id=hub_id,
    )


@callback
def async_note_version(hass: HomeAssistant, entry_id: str, instance_id: str, version: str) -> None:
    """Show the service's version at its device."""
    registry = dr.async_get(hass)
    device = registry.async_get_device_by_identifier((DOMAIN, instance_id), entry_id)
    if device is not None and device.sw_version != version:
        registry.async_update_device(device.id, sw_version=version)
