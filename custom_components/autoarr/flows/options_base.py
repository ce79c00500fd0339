"""What the sections of the options share."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from ..hub import AutoarrHub
from ..notify_targets import targets
from ..people_options import PeopleOptions


class OptionsSteps(OptionsFlow):
    """A section of the options."""

    @property
    def hub(self) -> AutoarrHub:
        """Return the running hub."""
        hub: AutoarrHub = self.config_entry.runtime_data
        return hub

    @property
    def chosen(self) -> PeopleOptions:
        """Return the options as they are now."""
        return PeopleOptions.of(self.config_entry)

    @callback
    def save(self, changes: Mapping[str, Any]) -> ConfigFlowResult:
        """Store what this section chose beside what the others did."""
        return self.async_create_entry(data={**self.config_entry.options, **changes})

    @callback
    def target_selector(self, chosen: tuple[str, ...], *, multiple: bool) -> SelectSelector:
        """Return a list of whatever can be notified; what was chosen stays in it while it is away."""
        found = targets(self.hass)
        found |= {target: target for target in chosen if target not in found}
        return choice_of(found, multiple=multiple)


def choice_of(names: Mapping[str, str], *, multiple: bool = False) -> SelectSelector:
    """Return a drop-down list of values and their names."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[SelectOptionDict(value=value, label=label) for value, label in names.items()],
            multiple=multiple,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )
