"""The options about understanding: what helps to read a sentence, and who answers the others."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import (
    BooleanSelector,
    ConversationAgentSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import probatio

from ..const import CONF_FALLBACK_AGENT, CONF_MODEL_ENTITY, CONF_SENTENCES, MODEL_APP, MODEL_NONE
from .options_base import OptionsSteps

AI_TASK: Final = "ai_task"


class AssistantSteps(OptionsSteps):
    """Asks for the model, the agent behind ours, and whether plain Assist listens for requests."""

    async def async_step_assistant(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask, and refuse AutoArr's own agent as the one behind it."""
        now = self.chosen
        values: dict[str, Any] = {
            CONF_MODEL_ENTITY: now.model_entity,
            CONF_FALLBACK_AGENT: now.fallback_agent,
            CONF_SENTENCES: now.sentences,
        }
        errors: dict[str, str] = {}
        if user_input is not None:
            values = user_input
            agent = user_input.get(CONF_FALLBACK_AGENT)
            if agent is not None and self._is_ours(agent):
                errors[CONF_FALLBACK_AGENT] = "own_agent"
            else:
                return self.save(
                    {
                        CONF_MODEL_ENTITY: user_input[CONF_MODEL_ENTITY],
                        CONF_FALLBACK_AGENT: agent,
                        CONF_SENTENCES: user_input[CONF_SENTENCES],
                    }
                )
        schema = probatio.Schema(
            {
                probatio.Required(CONF_MODEL_ENTITY): self._models(now.model_entity),
                probatio.Optional(CONF_FALLBACK_AGENT): ConversationAgentSelector(),
                probatio.Required(CONF_SENTENCES): BooleanSelector(),
            }
        )
        return self.async_show_form(
            step_id="assistant",
            data_schema=self.add_suggested_values_to_schema(schema, values),
            errors=errors,
        )

    def _is_ours(self, agent: str) -> bool:
        """Say whether an agent is AutoArr itself, which would ask itself for ever."""
        if agent == self.config_entry.entry_id:
            return True
        entity = er.async_get(self.hass).async_get(agent)
        return entity is not None and entity.config_entry_id == self.config_entry.entry_id

    def _models(self, chosen: str) -> SelectSelector:
        """Return what may help to read a sentence; what was chosen stays in the list while it is away."""
        names = {state.entity_id: state.name for state in self.hass.states.async_all(AI_TASK)}
        if chosen not in (MODEL_APP, MODEL_NONE):
            names.setdefault(chosen, chosen)
        options = [
            SelectOptionDict(value=value, label=label)
            for value, label in {MODEL_APP: MODEL_APP, MODEL_NONE: MODEL_NONE, **names}.items()
        ]
        return SelectSelector(
            SelectSelectorConfig(
                options=options,
                translation_key=CONF_MODEL_ENTITY,
                mode=SelectSelectorMode.DROPDOWN,
            )
        )
