"""Who lives here: what each user of Home Assistant may ask for, and how they are called."""

from collections.abc import Mapping
from typing import Final, override

from homeassistant.auth import EVENT_USER_ADDED, EVENT_USER_REMOVED
from homeassistant.auth.models import User
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Event, HomeAssistant, callback

from .const import CONF_PEOPLE, CONF_SATELLITES
from .notify_targets import owner_of
from .people_options import PeopleOptions
from .requests.messages import MESSAGES
from .requests.people import HOUSEHOLD, People, Permissions

_NOBODY: Final = Permissions(allowed=False, needs_approval=True, may_uhd=False)
"""What somebody may do who was removed, or whose account is switched off."""


class Household(People):
    """Home Assistant's users with what the options say about each."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry) -> None:
        """Know nobody yet; `async_load` reads the users."""
        self._hass = hass
        self._entry = entry
        self._users: dict[str, User] = {}

    async def async_load(self) -> None:
        """Read the users, and follow who comes and goes."""
        self._users = {user.id: user for user in await self._hass.auth.async_get_users()}
        for event_type, listener in (
            (EVENT_USER_ADDED, self._user_added),
            (EVENT_USER_REMOVED, self._user_removed),
        ):
            self._entry.async_on_unload(self._hass.bus.async_listen(event_type, listener))

    def users(self) -> list[User]:
        """Return the people who can sign in, by name."""
        found = [user for user in self._users.values() if _is_person(user)]
        return sorted(found, key=lambda user: (self.name(user.id).casefold(), user.id))

    def is_active(self, user_id: str) -> bool:
        """Say whether this is somebody who can sign in."""
        user = self._users.get(user_id)
        return user is not None and _is_person(user)

    def is_admin(self, user_id: str) -> bool:
        """Say whether somebody is an administrator of Home Assistant."""
        return self.is_active(user_id) and self._users[user_id].is_admin

    @override
    def permissions(self, requester: str | None) -> Permissions:
        """Return what somebody may do; an automation without a user was written by an administrator."""
        if requester is None:
            return Permissions(admin=True)
        options = PeopleOptions.of(self._entry)
        chosen = options.person(requester)
        if requester == HOUSEHOLD:
            decides = False
        elif not self.is_active(requester):
            return _NOBODY
        elif self.is_admin(requester):
            return Permissions(admin=True)
        else:
            decides = self.is_approver(requester, options)
        return Permissions(
            allowed=chosen.allowed,
            needs_approval=chosen.needs_approval and not decides,
            may_uhd=chosen.uhd or decides,
            max_open=chosen.max_open,
            admin=decides,
        )

    def is_approver(self, user_id: str, options: PeopleOptions) -> bool:
        """Say whether somebody was chosen to decide: a phone of theirs is among those that are asked."""
        return any(owner_of(self._hass, target) == user_id for target in options.approvers)

    @override
    def name(self, requester: str | None) -> str:
        """Return how somebody is called: as a person, else as a user; "" when nobody knows."""
        if requester is None:
            return MESSAGES["an_automation"]
        if requester == HOUSEHOLD:
            return MESSAGES["the_household"]
        for state in self._hass.states.async_all("person"):
            if state.attributes.get("user_id") == requester:
                return state.name
        user = self._users.get(requester)
        return (user.name if user else None) or ""

    async def _user_added(self, event: Event[Mapping[str, str]]) -> None:
        """Know a new user."""
        if (user := await self._hass.auth.async_get_user(event.data["user_id"])) is not None:
            self._users[user.id] = user

    @callback
    def _user_removed(self, event: Event[Mapping[str, str]]) -> None:
        """Forget a user who was removed, and what was chosen for them."""
        user_id = event.data["user_id"]
        self._users.pop(user_id, None)
        options = without_user(self._entry.options, user_id)
        if options != self._entry.options:
            self._hass.config_entries.async_update_entry(self._entry, options=options)


def without_user(options: Mapping[str, object], user_id: str) -> dict[str, object]:
    """Return options in which nothing of a user is left; their satellites belong to the household."""
    left = dict(options)
    people, satellites = options.get(CONF_PEOPLE), options.get(CONF_SATELLITES)
    if isinstance(people, Mapping):
        left[CONF_PEOPLE] = {key: value for key, value in people.items() if key != user_id}
    if isinstance(satellites, Mapping):
        left[CONF_SATELLITES] = {
            key: owner for key, owner in satellites.items() if owner != user_id
        }
    return left


def _is_person(user: User) -> bool:
    """Say whether a user is somebody who can sign in, not a part of the system."""
    return user.is_active and not user.system_generated
