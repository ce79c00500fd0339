"""The config flow: one hub, its services as subentries, its companion app, its options."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import (
    SOURCE_IGNORE,
    SOURCE_USER,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
    FlowType,
)
from homeassistant.core import callback
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
import probatio

from .clients.endpoint import Endpoint
from .clients.service import ServiceKind
from .const import CONF_APP, CONF_SLUG, CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL, DOMAIN
from .flows.app import (
    DISCOVERED,
    EXAMPLE,
    Announced,
    announced,
    app_endpoint,
    app_schema,
    connect_app,
    takes_over,
    with_app,
    without_app,
)
from .flows.connection import Refused
from .flows.known import known_services
from .flows.options import AutoarrOptionsFlow
from .flows.schema import SECTION_MORE, flattened
from .flows.servarr import RadarrFlow, SonarrFlow
from .flows.service import PlexFlow, SabnzbdFlow
from .issues import plain_text


class AutoarrConfigFlow(ConfigFlow, domain=DOMAIN):
    """Sets up the hub; services are added to it as subentries, the companion app is found or typed."""

    VERSION = 1

    _announced: Announced

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

    # ── the companion app, announced by Supervisor ──

    @override
    async def async_step_hassio(self, discovery_info: HassioServiceInfo) -> ConfigFlowResult:
        """Use the app that Supervisor announces; ask first where that is not what somebody wants for sure."""
        if (app := announced(discovery_info)) is None:
            return self.async_abort(reason="invalid_discovery_info")
        self._announced = app
        # An earlier announcement that still waits for an answer may hold an old token.
        for flow in self._async_in_progress(match_context={"unique_id": DISCOVERED}):
            self.hass.config_entries.flow.async_abort(flow["flow_id"])
        ignored = await self.async_set_unique_id(DISCOVERED, raise_on_progress=False)
        if (hub := self._hub()) is not None:
            instance_id = await self._instance_id(app.endpoint)
            if takes_over(hub.data, app, instance_id):
                return self._use_app(hub, instance_id)
        if ignored is not None:
            return self.async_abort(reason="already_configured")
        self.context.update(
            {
                "title_placeholders": {"name": app.name},
                "configuration_url": f"homeassistant://hassio/addon/{app.slug}/info",
            }
        )
        return await self.async_step_hassio_confirm()

    async def async_step_hassio_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Set up the hub with the app, or use it in the hub that is there."""
        refused: Refused | None = None
        if user_input is not None:
            try:
                info = await connect_app(self.hass, self._announced.endpoint)
            except Refused as err:
                refused = err
            else:
                await self.async_set_unique_id(DOMAIN, raise_on_progress=False)
                if (hub := self._hub()) is not None:
                    return self._use_app(hub, info.instance_id)
                return self.async_create_entry(
                    title="AutoArr", data=self._app_data({}, info.instance_id)
                )
        self._set_confirm_only()
        placeholders = {"app": plain_text(self._announced.name), "example": EXAMPLE}
        return self.async_show_form(
            step_id="hassio_confirm",
            data_schema=probatio.Schema({}),
            errors={"base": refused.key} if refused else None,
            description_placeholders=placeholders | dict(refused.placeholders if refused else {}),
        )

    def _hub(self) -> ConfigEntry | None:
        """Return the hub, where it is set up."""
        hub = self.hass.config_entries.async_entry_for_domain_unique_id(DOMAIN, DOMAIN)
        return None if hub is None or hub.source == SOURCE_IGNORE else hub

    def _use_app(self, hub: ConfigEntry, instance_id: str | None) -> ConfigFlowResult:
        """Let a hub use the announced app from now on; its own listener reloads it."""
        data = self._app_data(hub.data, instance_id)
        if not self.hass.config_entries.async_update_entry(hub, data=data):
            return self.async_abort(reason="already_configured")
        return self.async_abort(reason="app_connected")

    def _app_data(self, data: Mapping[str, Any], instance_id: str | None) -> dict[str, Any]:
        """Return the data of a hub that uses the announced app."""
        app = self._announced
        return with_app(data, app.endpoint, instance_id=instance_id, slug=app.slug)

    async def _instance_id(self, endpoint: Endpoint) -> str | None:
        """Return which data folder an announced app has; None while it cannot say."""
        try:
            return (await connect_app(self.hass, endpoint)).instance_id
        except Refused:
            return None

    # ── the companion app, typed by a person ──

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Connect an app, change the connection, or end it."""
        if CONF_APP not in self._get_reconfigure_entry().data:
            return await self.async_step_app()
        return self.async_show_menu(step_id="reconfigure", menu_options=["app", "forget_app"])

    async def async_step_app(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for address and token until the app answers; a token left blank stays as it is."""
        hub = self._get_reconfigure_entry()
        stored: Mapping[str, Any] = hub.data.get(CONF_APP, {})
        values = {CONF_URL: "", CONF_VERIFY_SSL: True} | dict(stored)
        refused: Refused | None = None
        if user_input is not None:
            entered = {
                k: v.strip() if isinstance(v, str) else v for k, v in flattened(user_input).items()
            }
            values |= {key: value for key, value in entered.items() if value != ""}
            try:
                endpoint = app_endpoint(values)
                info = await connect_app(self.hass, endpoint)
            except Refused as err:
                refused = err
            else:
                same = stored.get(CONF_URL) == endpoint.url
                slug = stored.get(CONF_SLUG) if same else None
                data = with_app(hub.data, endpoint, instance_id=info.instance_id, slug=slug)
                return self._store(hub, data)
        suggested = {
            CONF_URL: values[CONF_URL],
            SECTION_MORE: {CONF_VERIFY_SSL: values[CONF_VERIFY_SSL]},
        }
        schema = app_schema(keeps_token=CONF_TOKEN in stored)
        return self.async_show_form(
            step_id="app",
            data_schema=self.add_suggested_values_to_schema(schema, suggested),
            errors={refused.at: refused.key} if refused else None,
            description_placeholders={"example": EXAMPLE}
            | dict(refused.placeholders if refused else {}),
        )

    async def async_step_forget_app(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Go on without the app."""
        if user_input is None:
            return self.async_show_form(step_id="forget_app", data_schema=probatio.Schema({}))
        hub = self._get_reconfigure_entry()
        return self._store(hub, without_app(hub.data))

    def _store(self, hub: ConfigEntry, data: Mapping[str, Any]) -> ConfigFlowResult:
        """Store the data of the hub; its own listener reloads it while it runs."""
        if hub.update_listeners:
            return self.async_update_and_abort(hub, data=data)
        return self.async_update_reload_and_abort(hub, data=data)

    # ── what belongs to the hub ──

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
