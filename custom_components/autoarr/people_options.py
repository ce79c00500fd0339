"""The options about people, typed: who may ask for what, whose satellite it is, who is told and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING, Any, Final, Self

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import (
    CONF_ALLOWED,
    CONF_ANNOUNCE,
    CONF_APPROVERS,
    CONF_END,
    CONF_FALLBACK_AGENT,
    CONF_HOUSEHOLD,
    CONF_MAX_OPEN,
    CONF_MODEL_ENTITY,
    CONF_NEEDS_APPROVAL,
    CONF_NOTIFY,
    CONF_PEOPLE,
    CONF_QUIET_HOURS,
    CONF_SATELLITES,
    CONF_SENTENCES,
    CONF_START,
    CONF_UHD,
    MODEL_APP,
)
from .requests.people import HOUSEHOLD

if TYPE_CHECKING:
    from .hub import AutoarrConfigEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOptions:
    """What one person may do, and the notify action or entity that reaches them."""

    allowed: bool = True
    needs_approval: bool = False
    uhd: bool = True
    max_open: int | None = None
    notify: str | None = None

    @classmethod
    def of(cls, stored: Mapping[str, Any], default: PersonOptions | None = None) -> Self:
        """Return what is stored, filled up with the defaults."""
        base = default or KNOWN_PERSON
        return cls(
            allowed=stored.get(CONF_ALLOWED, base.allowed),
            needs_approval=stored.get(CONF_NEEDS_APPROVAL, base.needs_approval),
            uhd=stored.get(CONF_UHD, base.uhd),
            max_open=stored.get(CONF_MAX_OPEN, base.max_open),
            notify=stored.get(CONF_NOTIFY, base.notify),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the options as they are stored."""
        return {
            CONF_ALLOWED: self.allowed,
            CONF_NEEDS_APPROVAL: self.needs_approval,
            CONF_UHD: self.uhd,
            CONF_MAX_OPEN: self.max_open,
            CONF_NOTIFY: self.notify,
        }


KNOWN_PERSON: Final = PersonOptions()
"""Whoever has an account may ask."""

ANYBODY: Final = PersonOptions(needs_approval=True, uhd=False)
"""Anybody who speaks to a satellite that belongs to nobody may ask, but somebody has to agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From when until when, in local time, nobody is told anything; may pass midnight."""

    start: time
    end: time

    @classmethod
    def of(cls, stored: Mapping[str, str] | None) -> Self | None:
        """Return the stored hours, None where there are none."""
        if not stored:
            return None
        return cls(
            start=time.fromisoformat(stored[CONF_START]), end=time.fromisoformat(stored[CONF_END])
        )

    def as_dict(self) -> dict[str, str]:
        """Return the hours as they are stored."""
        return {CONF_START: f"{self.start:%H:%M}", CONF_END: f"{self.end:%H:%M}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleOptions:
    """The options of the hub. `satellites` maps an entity id or a device id to a user id.

    `fallback_agent` None means Home Assistant's own; `model_entity` is "app", "none" or an
    AI Task entity.
    """

    people: Mapping[str, PersonOptions] = field(default_factory=dict)
    household: PersonOptions = ANYBODY
    satellites: Mapping[str, str] = field(default_factory=dict)
    announce: bool = True
    quiet_hours: QuietHours | None = None
    approvers: tuple[str, ...] = ()
    fallback_agent: str | None = None
    model_entity: str = MODEL_APP
    sentences: bool = True

    @classmethod
    def of(cls, entry: ConfigEntry) -> Self:
        """Return the options of an entry, with the defaults for what was never chosen."""
        stored = entry.options
        return cls(
            people={
                user_id: PersonOptions.of(person)
                for user_id, person in stored.get(CONF_PEOPLE, {}).items()
            },
            household=PersonOptions.of(stored.get(CONF_HOUSEHOLD, {}), ANYBODY),
            satellites=dict(stored.get(CONF_SATELLITES, {})),
            announce=stored.get(CONF_ANNOUNCE, True),
            quiet_hours=QuietHours.of(stored.get(CONF_QUIET_HOURS)),
            approvers=tuple(stored.get(CONF_APPROVERS, ())),
            fallback_agent=stored.get(CONF_FALLBACK_AGENT),
            model_entity=stored.get(CONF_MODEL_ENTITY, MODEL_APP),
            sentences=stored.get(CONF_SENTENCES, True),
        )

    def person(self, requester: str) -> PersonOptions:
        """Return what was chosen for a user, or for the household."""
        if requester == HOUSEHOLD:
            return self.household
        return self.people.get(requester, KNOWN_PERSON)


@callback
def requester_of(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    *,
    user_id: str | None = None,
    satellite: str | None = None,
    device: str | None = None,
) -> str:
    """Return who speaks: the user, else the one the satellite belongs to, else the household.

    `satellite` is an entity id. A user who is unknown, not active or a system's own counts as nobody.
    """
    people = entry.runtime_data.people
    if user_id is not None:
        return user_id if people.is_active(user_id) else HOUSEHOLD
    owners = PeopleOptions.of(entry).satellites
    places: list[str | None] = [satellite]
    if satellite is not None and (entity := er.async_get(hass).async_get(satellite)) is not None:
        places.append(entity.device_id)
    places.append(device)
    if satellite is None and device is not None:
        places += satellites_of_device(hass, device)
    owner = next((owners[place] for place in places if place and place in owners), None)
    return owner if owner is not None and people.is_active(owner) else HOUSEHOLD


@callback
def satellites_of_device(hass: HomeAssistant, device: str) -> list[str]:
    """Return the entity ids of the satellites of a device."""
    return [
        entity.entity_id
        for entity in er.async_entries_for_device(er.async_get(hass), device)
        if entity.domain == "assist_satellite"
    ]
