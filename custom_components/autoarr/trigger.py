"""Triggers: a request came to a step of its life; what becomes of downloads that fail is beside this."""

from typing import override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.trigger import (
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType
import probatio

from .matching import OPTIONS, Wanted, validated
from .steps import RequestStep, async_follow_steps, described
from .trigger_recovery import TRIGGERS

_SCHEMA = probatio.Schema({probatio.Required(CONF_OPTIONS): OPTIONS})


class RequestStepTrigger(Trigger):
    """Fires when a request comes to one of the chosen steps."""

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the options."""
        return validated(config, _SCHEMA)

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Know what is waited for."""
        super().__init__(hass, config)
        self._wanted = Wanted.of(config.options or {})

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Run the actions at every step that is meant."""

        @callback
        def stepped(step: RequestStep) -> None:
            """Run the actions if the step is meant."""
            if self._wanted.takes(self._hass, step.request):
                state = step.request.state.value
                before = None if step.before is None else step.before.value
                run_action(
                    {**described(self._hass, step), "step": state, "from_step": before},
                    f"{step.request.title}: {state}",
                )

        return async_follow_steps(self._hass, stepped)


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers by their names."""
    return {"request_reached_step": RequestStepTrigger, **TRIGGERS}
