"""The options about satellites: whose voice is heard there."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import EntitySelector, EntitySelectorConfig
import probatio

from ..const import CONF_SATELLITES
from ..notify_targets import SATELLITE, plain_words
from ..people_options import satellites_of_device
from .options_base import OptionsSteps, choice_of

CONF_OWNER: Final = "owner"


class SatelliteSteps(OptionsSteps):
    """Gives satellites to one person at a time; those of nobody are the household's."""

    _owner: str

    async def async_step_satellites(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask whose satellites it is about."""
        people = self.hub.people
        names = {user.id: people.name(user.id) for user in people.users()}
        if user_input is not None:
            self._owner = user_input[CONF_OWNER]
            return await self.async_step_satellites_of()
        if not names:
            return self.async_abort(reason="no_people")
        return self.async_show_form(
            step_id="satellites",
            data_schema=probatio.Schema({probatio.Required(CONF_OWNER): choice_of(names)}),
        )

    async def async_step_satellites_of(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask which satellites are this person's; one that was another's changes hands."""
        owners = dict(self.chosen.satellites)
        if user_input is None:
            theirs = [place for place, owner in owners.items() if owner == self._owner]
            suggested = {"suggested_value": entities_of(self.hass, theirs)}
            marker = probatio.Optional(CONF_SATELLITES, description=suggested)
            selector = EntitySelector(EntitySelectorConfig(domain=SATELLITE, multiple=True))
            return self.async_show_form(
                step_id="satellites_of",
                data_schema=probatio.Schema({marker: selector}),
                description_placeholders={"name": plain_words(self.hub.people.name(self._owner))},
            )
        places = {place_of(self.hass, one) for one in user_input.get(CONF_SATELLITES, [])}
        left = {
            place: owner
            for place, owner in owners.items()
            if owner != self._owner and place not in places
        }
        return self.save({CONF_SATELLITES: left | dict.fromkeys(sorted(places), self._owner)})


@callback
def place_of(hass: HomeAssistant, satellite: str) -> str:
    """Return what a satellite is kept by: its device, which no renaming changes, else its entity id."""
    entity = er.async_get(hass).async_get(satellite)
    return satellite if entity is None or entity.device_id is None else entity.device_id


@callback
def entities_of(hass: HomeAssistant, places: list[str]) -> list[str]:
    """Return the satellites that are kept by these places."""
    found: list[str] = []
    for place in places:
        named = place.startswith(f"{SATELLITE}.")
        found += [place] if named else satellites_of_device(hass, place)
    return found
