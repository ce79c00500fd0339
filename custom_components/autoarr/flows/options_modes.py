"""The options about each Radarr and Sonarr: who handles its failures, and whether it calls."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import probatio

from ..clients.errors import ServiceError
from ..clients.servarr import ServarrClient
from ..clients.service import ServiceRef
from ..const import CONF_WEBHOOKS
from ..hub import AutoarrHub
from ..issues import plain_text
from ..recovery.messages import RecoveryRefused
from ..recovery.models import Mode
from ..responses import Sentences
from ..switches import read_switches
from ..webhook import NoAddress
from .recovery_base import RecoverySection

CONF_MANAGED: Final = "managed"


class ModeSteps(RecoverySection):
    """Asks which instances AutoArr manages, and which call Home Assistant."""

    async def async_step_modes(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the instances to manage; show what that turns off in each of the others."""
        hub, instances = self.hub, self.instances
        managed = [ref.id for ref in instances if hub.recovery.mode(ref.id) is Mode.MANAGE]
        errors: dict[str, str] = {}
        placeholders = {"failed": "", "error": ""}
        if user_input is not None:
            managed = user_input.get(CONF_MANAGED, [])
            for ref in instances:
                mode = Mode.MANAGE if ref.id in managed else Mode.ASSIST
                try:
                    await _set_mode(hub, ref, mode)
                except RecoveryRefused as err:
                    errors[CONF_MANAGED] = "mode_not_changed"
                    placeholders = {"failed": plain_text(ref.name), "error": plain_text(str(err))}
            if not errors:
                return self.save({})
        placeholders["switches"] = await _switches(hub, instances)
        schema = probatio.Schema(
            {probatio.Optional(CONF_MANAGED, default=managed): _choice(instances)}
        )
        return self.async_show_form(
            step_id="modes",
            data_schema=schema,
            errors=errors,
            description_placeholders=placeholders,
        )

    async def async_step_webhooks(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask which instances call when an import needs a person; a call is tried before it is stored."""
        instances = self.instances
        there = {ref.id for ref in instances}
        kept = {key: value for key, value in self.wanted.webhooks.items() if key in there}
        chosen = [*kept]
        errors: dict[str, str] = {}
        placeholders = {"failed": "", "error": ""}
        if user_input is not None:
            chosen = user_input.get(CONF_WEBHOOKS, [])
            for ref in instances:
                try:
                    await self._set_webhook(ref, ref.id in chosen, kept)
                except NoAddress:
                    errors["base"] = "no_own_address"
                except ServiceError as err:
                    errors[CONF_WEBHOOKS] = "webhook_refused"
                    placeholders = {"failed": plain_text(ref.name), "error": plain_text(str(err))}
            if not errors:
                return self.save_recovery(**{CONF_WEBHOOKS: kept})
        schema = probatio.Schema(
            {probatio.Optional(CONF_WEBHOOKS, default=chosen): _choice(instances)}
        )
        return self.async_show_form(
            step_id="webhooks",
            data_schema=schema,
            errors=errors,
            description_placeholders=placeholders,
        )

    async def _set_webhook(self, ref: ServiceRef, wanted: bool, kept: dict[str, str]) -> None:
        """Have an instance call, or call no more. Raises NoAddress or ServiceError."""
        webhooks = self.hub.webhooks
        if wanted and ref.id not in kept:
            kept[ref.id] = await webhooks.async_enable(ref.id)
        elif not wanted and ref.id in kept:
            await webhooks.async_disable(ref.id)
            del kept[ref.id]


async def _switches(hub: AutoarrHub, instances: list[ServiceRef]) -> str:
    """Return what managing would turn off in each instance that is not managed, line by line."""
    sentences = await Sentences.load(hub.hass)
    lines: list[str] = []
    for ref in instances:
        client = hub.services[ref.id].client
        if hub.recovery.mode(ref.id) is Mode.MANAGE or not isinstance(client, ServarrClient):
            continue
        try:
            listed = (await read_switches(client)).listed(sentences)
        except ServiceError:
            listed = sentences.line("switch_unknown", {})
        lines.append(f"- {plain_text(ref.name)}: {plain_text(listed)}")
    return "\n".join(lines)


async def _set_mode(hub: AutoarrHub, ref: ServiceRef, mode: Mode) -> None:
    """Change who handles an instance's failures, where that is a change."""
    if hub.recovery.mode(ref.id) is not mode:
        await hub.recovery.set_mode(ref.id, mode)


def _choice(instances: list[ServiceRef]) -> SelectSelector:
    """Return a list of instances to tick."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[SelectOptionDict(value=ref.id, label=ref.name) for ref in instances],
            multiple=True,
            mode=SelectSelectorMode.LIST,
        )
    )
