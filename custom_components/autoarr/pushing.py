"""Listens to the push channel of every Radarr and Sonarr, and has looked at what they say changed."""

from functools import partial
from typing import TYPE_CHECKING

from homeassistant.core import callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .coordinator import SabnzbdCoordinator, ServarrCoordinator
from .signalr import Change, PushChannel

if TYPE_CHECKING:
    from .hub import AutoarrHub


@callback
def async_start_push_channels(hub: AutoarrHub) -> None:
    """Listen to the hub of every *arr until the entry is unloaded."""
    for runtime in hub.services.values():
        coordinator = runtime.coordinator
        if isinstance(coordinator, ServarrCoordinator):
            channel = PushChannel(
                async_get_clientsession(hub.hass),
                coordinator.client.endpoint,
                name=runtime.ref.name,
                on_change=partial(_pushed, hub, coordinator),
                on_connection=coordinator.async_set_pushed,
            )
            hub.entry.async_create_background_task(
                hub.hass, channel.run(), f"autoarr push channel of {runtime.ref.name}"
            )


@callback
def _pushed(hub: AutoarrHub, coordinator: ServarrCoordinator, what: Change) -> None:
    """Look where something changed; a changed queue means that SABnzbd has something to tell too."""
    if what is Change.QUEUE_AGAIN and not coordinator.data.downloading:
        return
    coordinator.async_look_soon("health" if what is Change.HEALTH else None)
    if what is not Change.HEALTH:
        for runtime in hub.services.values():
            if isinstance(runtime.coordinator, SabnzbdCoordinator):
                runtime.coordinator.async_look_soon()
