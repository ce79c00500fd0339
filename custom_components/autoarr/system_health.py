"""System health: version, how many services answer, what recovery may do."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.loader import async_get_integration

from .const import DOMAIN
from .failures import open_failures
from .hub import AutoarrConfigEntry


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Offer the information."""
    register.async_register_info(system_health_info, f"/config/integrations/integration/{DOMAIN}")


async def system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return what the system's information page shows; asks nothing of the services."""
    integration = await async_get_integration(hass, DOMAIN)
    info: dict[str, Any] = {"version": str(integration.version)}
    entries: list[AutoarrConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    for entry in entries:
        if entry.state is not ConfigEntryState.LOADED:
            continue
        services = entry.runtime_data.services.values()
        answering = sum(1 for s in services if s.coordinator.last_update_success)
        info["services_answering"] = f"{answering}/{len(services)}"
        info["open_requests"] = sum(
            1 for request in entry.runtime_data.requests.requests() if not request.ended
        )
        app = entry.runtime_data.app
        if app is None:
            info["app"] = "not connected"
        elif app.coordinator.ready and app.coordinator.data is not None:
            data = app.coordinator.data
            info["app"] = f"{data.version}, model {data.model.status}"
        else:
            info["app"] = "does not answer"
        info["open_failures"] = len(open_failures(entry.runtime_data))
    return info
