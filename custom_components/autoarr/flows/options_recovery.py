"""The options of recovery: what it may do, and which Radarr or Sonarr AutoArr manages."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import probatio

from ..clients.service import ServiceKind, ServiceRef
from ..hub import AutoarrHub
from ..issues import plain_text
from ..recovery.messages import RecoveryRefused
from ..recovery.models import PRESETS, Mode, Preset
from .options_base import OptionsSteps

CONF_PRESET: Final = "preset"
CONF_MANAGED: Final = "managed"
CUSTOM: Final = "custom"


class RecoverySteps(OptionsSteps):
    """Sets policies and modes; they are kept by recovery itself, so nothing is reloaded."""

    async def async_step_recovery(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the policies and for the instances to manage."""
        hub = self.hub
        instances = _servarr(hub)
        values: dict[str, Any] = {
            CONF_PRESET: _preset(hub),
            CONF_MANAGED: [ref.id for ref in instances if hub.recovery.mode(ref.id) is Mode.MANAGE],
        }
        errors: dict[str, str] = {}
        placeholders = {"failed": "", "error": ""}
        if user_input is not None:
            values |= user_input
            for ref in instances:
                mode = Mode.MANAGE if ref.id in values[CONF_MANAGED] else Mode.ASSIST
                try:
                    await _set_mode(hub, ref, mode)
                except RecoveryRefused as err:
                    errors[CONF_MANAGED] = "mode_not_changed"
                    placeholders = {"failed": plain_text(ref.name), "error": plain_text(str(err))}
            if not errors:
                await _set_preset(hub, values[CONF_PRESET])
                return self.save({})
        return self.async_show_form(
            step_id="recovery",
            data_schema=_schema(instances, values),
            errors=errors,
            description_placeholders=placeholders,
        )


def _servarr(hub: AutoarrHub) -> list[ServiceRef]:
    """Return the instances that have a mode."""
    kinds = (ServiceKind.RADARR, ServiceKind.SONARR)
    return [runtime.ref for runtime in hub.services.values() if runtime.ref.kind in kinds]


def _preset(hub: AutoarrHub) -> str:
    """Return the preset in force, or that there is none."""
    policies = dict(hub.recovery.policies())
    return next((name for name, preset in PRESETS.items() if dict(preset) == policies), CUSTOM)


async def _set_preset(hub: AutoarrHub, name: str) -> None:
    """Put a preset in force; a choice of one's own stays as it is."""
    if name not in (CUSTOM, _preset(hub)):
        await hub.recovery.apply_preset(Preset(name))


async def _set_mode(hub: AutoarrHub, ref: ServiceRef, mode: Mode) -> None:
    """Change who handles an instance's failures, where that is a change."""
    if hub.recovery.mode(ref.id) is not mode:
        await hub.recovery.set_mode(ref.id, mode)


def _schema(instances: list[ServiceRef], values: dict[str, Any]) -> probatio.Schema:
    """Return the form; a choice of one's own is offered only where it is in force."""
    presets = [*Preset, *([CUSTOM] if values[CONF_PRESET] == CUSTOM else [])]
    fields: dict[probatio.Marker, Any] = {
        probatio.Required(CONF_PRESET, default=values[CONF_PRESET]): SelectSelector(
            SelectSelectorConfig(
                options=[str(preset) for preset in presets],
                translation_key=CONF_PRESET,
                mode=SelectSelectorMode.LIST,
            )
        )
    }
    if instances:
        fields[probatio.Optional(CONF_MANAGED, default=values[CONF_MANAGED])] = SelectSelector(
            SelectSelectorConfig(
                options=[SelectOptionDict(value=ref.id, label=ref.name) for ref in instances],
                multiple=True,
                mode=SelectSelectorMode.LIST,
            )
        )
    return probatio.Schema(fields)
