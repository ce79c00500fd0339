"""The options of recovery: a menu, and what it may do by itself."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import SelectSelector, SelectSelectorConfig, SelectSelectorMode
import probatio

from ..hub import AutoarrHub
from ..recovery.models import ACTING, PRESETS, Policy, Preset, Strategy
from .options_asking import AskingSteps
from .options_house import HouseSteps
from .options_modes import ModeSteps

CONF_PRESET: Final = "preset"
CUSTOM: Final = "custom"
SECTION_STRATEGIES: Final = "strategies"


class RecoverySteps(ModeSteps, HouseSteps, AskingSteps):
    """Sets policies; they are kept by recovery itself, so nothing is reloaded."""

    async def async_step_recovery(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the sections; those about a Radarr or Sonarr only where there is one."""
        steps = ["policies", "house", "asking"]
        if self.instances:
            steps[1:1] = ["modes"]
            steps.append("webhooks")
        return self.async_show_menu(step_id="recovery", menu_options=steps)

    async def async_step_policies(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for a preset, and for what differs from it."""
        hub = self.hub
        shown = dict(hub.recovery.policies())
        preset = _preset(hub)
        if user_input is not None:
            await async_set_policies(
                hub, chosen_policies(preset, shown, user_input[CONF_PRESET], _entered(user_input))
            )
            return self.save({})
        return self.async_show_form(step_id="policies", data_schema=_schema(preset, shown))


def chosen_policies(
    shown_preset: str,
    shown: dict[Strategy, Policy],
    preset: str,
    entered: dict[Strategy, Policy],
) -> dict[Strategy, Policy]:
    """Return the policies a form means: the preset, and over it whatever was changed one by one."""
    base = shown if preset in (CUSTOM, shown_preset) else dict(PRESETS[Preset(preset)])
    changed = {
        strategy: policy for strategy, policy in entered.items() if policy is not shown[strategy]
    }
    return base | changed


def _entered(user_input: dict[str, Any]) -> dict[Strategy, Policy]:
    """Return the policies that were entered one by one."""
    fields = user_input.get(SECTION_STRATEGIES, {})
    return {
        strategy: Policy(fields[strategy.value]) for strategy in ACTING if strategy.value in fields
    }


def _preset(hub: AutoarrHub) -> str:
    """Return the preset in force, or that there is none."""
    policies = dict(hub.recovery.policies())
    return next((name for name, preset in PRESETS.items() if dict(preset) == policies), CUSTOM)


async def async_set_policies(hub: AutoarrHub, wanted: dict[Strategy, Policy]) -> None:
    """Put policies in force: a preset at once, others one by one, and nothing that is so already."""
    for preset, policies in PRESETS.items():
        if wanted == dict(policies):
            if dict(hub.recovery.policies()) != wanted:
                await hub.recovery.apply_preset(preset)
            return
    for strategy, policy in wanted.items():
        if hub.recovery.policies()[strategy] is not policy:
            await hub.recovery.set_policy(strategy, policy)


def _schema(preset: str, policies: dict[Strategy, Policy]) -> probatio.Schema:
    """Return the form; a choice of one's own is offered only where it is in force."""
    presets = [*Preset, *([CUSTOM] if preset == CUSTOM else [])]
    strategies = {
        probatio.Required(strategy.value, default=policies[strategy].value): _select(
            [str(policy) for policy in Policy], "policy", SelectSelectorMode.DROPDOWN
        )
        for strategy in ACTING
    }
    return probatio.Schema(
        {
            probatio.Required(CONF_PRESET, default=str(preset)): _select(
                [str(one) for one in presets], CONF_PRESET, SelectSelectorMode.LIST
            ),
            probatio.Optional(SECTION_STRATEGIES): section(
                probatio.Schema(strategies), {"collapsed": preset != CUSTOM}
            ),
        }
    )


def _select(options: list[str], key: str, mode: SelectSelectorMode) -> SelectSelector:
    """Return a list of values with translated names."""
    return SelectSelector(SelectSelectorConfig(options=options, translation_key=key, mode=mode))
