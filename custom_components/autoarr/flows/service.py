"""What the flows of all services share: address and key, checked, then the service's own choices."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigSubentry,
    ConfigSubentryFlow,
    SubentryFlowResult,
)

from ..clients.endpoint import Endpoint
from ..clients.service import ServiceKind
from ..const import CONF_API_KEY, CONF_MACHINE_IDENTIFIER, CONF_URL, CONF_VERIFY_SSL
from ..issues import async_clear_service_issues, plain_text
from .connection import Connected, Refused, connect, endpoint_of
from .known import KnownService, known_services
from .schema import CONF_EXISTING, SECTION_MORE, connection_schema, existing_schema, flattened

PORTS: Final = {
    ServiceKind.RADARR: 7878,
    ServiceKind.SONARR: 8989,
    ServiceKind.SABNZBD: 8080,
    ServiceKind.PLEX: 32400,
}


class ServiceFlow(ConfigSubentryFlow):
    """Adds one service, or changes one: the same steps for both."""

    kind: ClassVar[ServiceKind]

    def __init__(self) -> None:
        """Start with nothing entered."""
        self._known: dict[str, KnownService] = {}
        self._connection: dict[str, Any] = {}
        self._connected: Connected | None = None

    @property
    def _changed(self) -> ConfigSubentry | None:
        """Return the subentry that is being changed; None while one is added or when it is gone."""
        if self.source != SOURCE_RECONFIGURE:
            return None
        return self._get_entry().subentries.get(self._reconfigure_subentry_id)

    @property
    def _others(self) -> list[ConfigSubentry]:
        """Return every other service of the hub."""
        changed = self._changed
        return [
            subentry
            for subentry in self._get_entry().subentries.values()
            if changed is None or subentry.subentry_id != changed.subentry_id
        ]

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Offer what Home Assistant knows already, else ask for the address."""
        used = {subentry.data[CONF_URL] for subentry in self._others}
        self._known = known_services(self.hass, self.kind, used)
        if not self._known:
            return await self.async_step_connection()
        return self.async_show_menu(step_id="user", menu_options=["existing", "connection"])

    async def async_step_existing(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Take over address and key of a service the person picks."""
        if user_input is not None:
            known = self._known[user_input[CONF_EXISTING]]
            return await self.async_step_connection(
                {
                    CONF_URL: known.url,
                    CONF_API_KEY: known.api_key,
                    SECTION_MORE: {CONF_VERIFY_SSL: known.verify_ssl},
                }
            )
        titles = {key: f"{known.title} ({known.url})" for key, known in self._known.items()}
        return self.async_show_form(step_id="existing", data_schema=existing_schema(titles))

    async def async_step_connection(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for address and key of a new service."""
        return await self._connection_step("connection", user_input, stored={})

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for another address or key; a key left blank stays as it is."""
        if (subentry := self._changed) is None:
            return self.async_abort(reason="service_removed")
        return await self._connection_step("reconfigure", user_input, stored=subentry.data)

    async def _connection_step(
        self, step_id: str, user_input: dict[str, Any] | None, *, stored: Mapping[str, Any]
    ) -> SubentryFlowResult:
        """Show the form until what is entered answers as the service it should be."""
        values = {CONF_URL: "", CONF_VERIFY_SSL: True} | dict(stored)
        refused: Refused | None = None
        if user_input is not None:
            entered = {
                k: v.strip() if isinstance(v, str) else v for k, v in flattened(user_input).items()
            }
            values |= {key: value for key, value in entered.items() if value != ""}
            try:
                await self._check(values)
                return await self._choose(stored)
            except Refused as err:
                refused = err
        suggested = {
            CONF_URL: values[CONF_URL],
            SECTION_MORE: {CONF_VERIFY_SSL: values[CONF_VERIFY_SSL]},
        }
        return self._show(
            step_id,
            self.add_suggested_values_to_schema(
                connection_schema(keeps_key=bool(stored)), suggested
            ),
            refused,
        )

    async def _check(self, values: Mapping[str, Any]) -> None:
        """Connect with what was entered and keep both; raises `Refused`."""
        endpoint = endpoint_of(
            values[CONF_URL], values.get(CONF_API_KEY, ""), verify_ssl=values[CONF_VERIFY_SSL]
        )
        self._refuse_double(lambda other: other.data[CONF_URL] == endpoint.url, "url_in_use")
        connected = await self._connect(endpoint)
        self._refuse_double(
            lambda other: other.unique_id == connected.unique_id, "already_configured"
        )
        self._connected = connected
        self._connection = {
            CONF_URL: endpoint.url,
            CONF_API_KEY: endpoint.api_key,
            CONF_VERIFY_SSL: endpoint.verify_ssl,
        }
        if connected.machine_identifier is not None:
            self._connection[CONF_MACHINE_IDENTIFIER] = connected.machine_identifier

    async def _connect(self, endpoint: Endpoint) -> Connected:
        """Ask the service who it is; a Plex server must stay the one that was set up."""
        changed = self._changed
        expected = changed.data.get(CONF_MACHINE_IDENTIFIER) if changed else None
        return await connect(self.hass, self.kind, endpoint, expected_machine=expected)

    def _refuse_double(self, same: Callable[[ConfigSubentry], bool], key: str) -> None:
        """Refuse what another service of the hub already is."""
        for other in self._others:
            if same(other):
                raise Refused(key, placeholders={"other": plain_text(other.title)})

    async def _choose(self, stored: Mapping[str, Any]) -> SubentryFlowResult:
        """Ask what only this kind of service needs; most need nothing more."""
        return self._finish({})

    def _finish(self, choices: Mapping[str, Any]) -> SubentryFlowResult:
        """Add the service, or store what changed; the entry's listener reloads the hub."""
        if (connected := self._connected) is None:
            raise RuntimeError("a service is stored only after it has answered")
        data = {**self._connection, **choices}
        if any(other.unique_id == connected.unique_id for other in self._others):
            return self.async_abort(reason="already_configured")
        if self.source != SOURCE_RECONFIGURE:
            return self.async_create_entry(
                title=self._free_title(connected.name), data=data, unique_id=connected.unique_id
            )
        if (subentry := self._changed) is None:
            return self.async_abort(reason="service_removed")
        entry = self._get_entry()
        async_clear_service_issues(self.hass, subentry.subentry_id)
        if entry.update_listeners:
            return self.async_update_and_abort(
                entry, subentry, unique_id=connected.unique_id, data=data
            )
        return self.async_update_reload_and_abort(
            entry, subentry, unique_id=connected.unique_id, data=data
        )

    def _free_title(self, name: str) -> str:
        """Return the service's own name, numbered when another has it already."""
        name = plain_text(name)[:60] or self.kind.label
        taken = {subentry.title for subentry in self._others}
        number, title = 1, name
        while title in taken:
            number += 1
            title = f"{name} {number}"
        return title

    def _show(
        self,
        step_id: str,
        schema: Any,
        refused: Refused | None = None,
        placeholders: Mapping[str, str] | None = None,
    ) -> SubentryFlowResult:
        """Show a form, with the reason why the last input was refused."""
        changed = self._changed
        filled = dict(placeholders or {}) | {
            "name": plain_text(changed.title) if changed else self.kind.label,
            "example": f"http://192.168.1.10:{PORTS[self.kind]}",
        }
        return self.async_show_form(
            step_id=step_id,
            data_schema=schema,
            errors={refused.at: refused.key} if refused else None,
            description_placeholders=filled | dict(refused.placeholders if refused else {}),
        )


class SabnzbdFlow(ServiceFlow):
    """Adds or changes a SABnzbd."""

    kind = ServiceKind.SABNZBD


class PlexFlow(ServiceFlow):
    """Adds or changes a Plex server."""

    kind = ServiceKind.PLEX
