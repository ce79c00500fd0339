"""The config flow: one hub, its services as subentries, its options."""

from typing import Any, override

from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
    FlowType,
)
from homeassistant.core import callback
import probatio

from .clients.service import ServiceKind
from .const import DOMAIN
from .flows.known import known_services
from .flows.options import AutoarrOptionsFlow
from .flows.servarr import RadarrFlow, SonarrFlow
from .flows.service import PlexFlow, SabnzbdFlow


class AutoarrConfigFlow(ConfigFlow, domain=DOMAIN):
    """Sets up the hub; services are added to it as subentries."""

    VERSION = 1

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Create the hub, which needs to know nothing."""
        await self.async_set_unique_id(DOMAIN)
        self._abort_if_unique_id_configured()
        if user_input is None:
            return self.async_show_form(step_id="user", data_schema=probatio.Schema({}))
        return self.async_create_entry(title="AutoArr", data={})

    @override
    async def async_on_create_entry(self, result: ConfigFlowResult) -> ConfigFlowResult:
        """Go on with the first service: one Home Assistant knows already, else Radarr."""
        first = next(
            (kind for kind in ServiceKind if known_services(self.hass, kind, ())),
            ServiceKind.RADARR,
        )
        flow = await self.hass.config_entries.subentries.async_init(
            (result["result"].entry_id, first), context={"source": SOURCE_USER}
        )
        result["next_flow"] = (FlowType.CONFIG_SUBENTRIES_FLOW, flow["flow_id"])
        return result

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the flow of each kind of service."""
        return {
            ServiceKind.RADARR: RadarrFlow,
            ServiceKind.SONARR: SonarrFlow,
            ServiceKind.SABNZBD: SabnzbdFlow,
            ServiceKind.PLEX: PlexFlow,
        }

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> AutoarrOptionsFlow:
        """Return the flow for what AutoArr may do."""
        return AutoarrOptionsFlow()
