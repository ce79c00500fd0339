"""The first look at every service: all at once, and set-up waits only a little for it."""

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .hub import AutoarrHub

WAIT: Final = 2.0
"""Seconds that set-up waits."""


async def async_first_refreshes(hub: AutoarrHub) -> None:
    """Ask all services at once; those that take longer finish in the background."""
    tasks = [
        hub.entry.async_create_background_task(
            hub.hass,
            runtime.coordinator.async_refresh(),
            f"autoarr first refresh of {runtime.ref.name}",
        )
        for runtime in hub.services.values()
    ]
    if hub.app is not None:
        tasks.append(
            hub.entry.async_create_background_task(
                hub.hass, hub.app.coordinator.async_refresh(), "autoarr first refresh of the app"
            )
        )
    if tasks:
        await asyncio.wait(tasks, timeout=WAIT)
