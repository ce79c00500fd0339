"""The options about people: what each may ask for, and where they are told."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
)
import probatio

from ..const import (
    CONF_ALLOWED,
    CONF_HOUSEHOLD,
    CONF_MAX_OPEN,
    CONF_NEEDS_APPROVAL,
    CONF_NOTIFY,
    CONF_PEOPLE,
    CONF_UHD,
)
from ..notify_targets import plain_words
from ..people_options import PersonOptions
from .options_base import OptionsSteps, choice_of

CONF_PERSON: Final = "person"
MOST_OPEN: Final = 100


class PeopleSteps(OptionsSteps):
    """Asks for one person at a time; the household is asked about like a person."""

    _person: str

    async def async_step_people(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask who it is about."""
        people = self.hub.people
        names = {user.id: people.name(user.id) for user in people.users()}
        if user_input is not None:
            self._person = user_input[CONF_PERSON]
            if people.is_admin(self._person):
                return await self.async_step_admin()
            return await self.async_step_person()
        if not names:
            return self.async_abort(reason="no_people")
        return self.async_show_form(
            step_id="people",
            data_schema=probatio.Schema({probatio.Required(CONF_PERSON): choice_of(names)}),
        )

    async def async_step_person(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what this person may do."""
        now = self.chosen.person(self._person)
        if user_input is None:
            return self._form("person", self._may_schema(now))
        return self._save_person(_entered(user_input))

    async def async_step_admin(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask where an administrator is told; they may do everything."""
        now = self.chosen.person(self._person)
        if user_input is None:
            return self._form("admin", probatio.Schema(self._notify_field(now)))
        return self._save_person(
            PersonOptions.of(now.as_dict() | {CONF_NOTIFY: user_input.get(CONF_NOTIFY)})
        )

    async def async_step_household(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask what whoever speaks to a satellite that belongs to nobody may do."""
        if user_input is None:
            schema = self._may_schema(self.chosen.household)
            return self.async_show_form(step_id="household", data_schema=schema)
        return self.save({CONF_HOUSEHOLD: _entered(user_input).as_dict()})

    def _form(self, step: str, schema: probatio.Schema) -> ConfigFlowResult:
        """Show a form about the person that was chosen."""
        name = plain_words(self.hub.people.name(self._person))
        return self.async_show_form(
            step_id=step, data_schema=schema, description_placeholders={"name": name}
        )

    def _save_person(self, options: PersonOptions) -> ConfigFlowResult:
        """Store what was chosen for one person."""
        others = self.config_entry.options.get(CONF_PEOPLE, {})
        return self.save({CONF_PEOPLE: {**others, self._person: options.as_dict()}})

    def _may_schema(self, now: PersonOptions) -> probatio.Schema:
        """Return the fields about what somebody may do."""
        suggested = {"suggested_value": now.max_open}
        return probatio.Schema(
            {
                probatio.Required(CONF_ALLOWED, default=now.allowed): BooleanSelector(),
                probatio.Required(
                    CONF_NEEDS_APPROVAL, default=now.needs_approval
                ): BooleanSelector(),
                probatio.Required(CONF_UHD, default=now.uhd): BooleanSelector(),
                probatio.Optional(CONF_MAX_OPEN, description=suggested): NumberSelector(
                    NumberSelectorConfig(min=1, max=MOST_OPEN, step=1, mode=NumberSelectorMode.BOX)
                ),
                **self._notify_field(now),
            }
        )

    def _notify_field(self, now: PersonOptions) -> dict[probatio.Marker, Any]:
        """Return the field about where somebody is told."""
        marker = probatio.Optional(CONF_NOTIFY, description={"suggested_value": now.notify})
        chosen = () if now.notify is None else (now.notify,)
        return {marker: self.target_selector(chosen, multiple=False)}


def _entered(user_input: dict[str, Any]) -> PersonOptions:
    """Return what a form says; what it leaves out has no value."""
    limit = user_input.get(CONF_MAX_OPEN)
    return PersonOptions(
        allowed=user_input[CONF_ALLOWED],
        needs_approval=user_input[CONF_NEEDS_APPROVAL],
        uhd=user_input[CONF_UHD],
        max_open=None if limit is None else int(limit),
        notify=user_input.get(CONF_NOTIFY),
    )
