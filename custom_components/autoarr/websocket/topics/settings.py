"""The topic of the settings, for administrators: what recovery may do, who may ask, when the audit looks."""

from typing import Final

from homeassistant.util.json import JsonObjectType, JsonValueType

from ...audit_options import WEEKDAYS, AuditOptions
from ...companion.coordinator import SUPERVISOR
from ...hub import AutoarrHub
from ...instances import servarr_targets
from ...people_options import PeopleOptions, PersonOptions
from ...recovery.models import ACTING, Policy
from ...requests.people import HOUSEHOLD
from ..delta import TopicState
from ..glance import Glance, Words
from .overview import app_state

PERMISSIONS: Final = ("admin", "free", "approval", "none")
"""What a person may do; `admin` is decided by Home Assistant and cannot be chosen."""


async def look(glance: Glance) -> TopicState:
    """Return the settings."""
    hub, words = glance.hub, glance.words
    options = AuditOptions.of(hub.entry)
    policies = hub.recovery.policies()
    shown: list[JsonValueType] = [
        {
            "strategy": strategy.value,
            "strategy_text": words.option("strategy", strategy),
            "about": words.say(f"about_{strategy}"),
            "policy": policies[strategy].value,
        }
        for strategy in ACTING
    ]
    schedule: JsonObjectType = {
        "interval": options.schedule.value,
        "time": f"{options.at:%H:%M}",
        "weekday": WEEKDAYS[options.weekday],
    }
    meta: JsonObjectType = {
        "policies": shown,
        "policy_names": {policy.value: words.option("policy", policy) for policy in Policy},
        "modes": _modes(hub, words),
        "people": _people(hub, words),
        "permissions": {one: words.say(f"permission_{one}") for one in PERMISSIONS},
        "audit_schedule": schedule,
        "app": _app(hub),
        "services": _services(hub),
    }
    return TopicState(meta)


def permission_of(options: PersonOptions) -> str:
    """Return in one word what somebody who does not administer Home Assistant may do. Pure."""
    if not options.allowed:
        return "none"
    return "approval" if options.needs_approval else "free"


def _modes(hub: AutoarrHub, words: Words) -> list[JsonValueType]:
    """Return who owns the failures of each Radarr and Sonarr."""
    return [
        {
            "instance": key,
            "name": hub.name_of(key),
            "mode": hub.recovery.mode(key).value,
            "about": words.option("mode", hub.recovery.mode(key)),
        }
        for key in servarr_targets(hub.services)
    ]


def _people(hub: AutoarrHub, words: Words) -> list[JsonValueType]:
    """Return what each person may ask for, the household last."""
    options = PeopleOptions.of(hub.entry)
    people: list[JsonValueType] = [
        {
            "user_id": user.id,
            "name": hub.people.name(user.id),
            "permission": "admin"
            if hub.people.is_admin(user.id)
            else permission_of(options.person(user.id)),
        }
        for user in hub.people.users()
    ]
    household = hub.people.name(HOUSEHOLD)
    people.append(
        {
            "user_id": HOUSEHOLD,
            "name": words.sentences.word(household),
            "permission": permission_of(options.household),
        }
    )
    return people


def _app(hub: AutoarrHub) -> JsonObjectType:
    """Return how the app is, with what is wrong as its client says it."""
    err = hub.app.coordinator.last_exception if hub.app else None
    failed = err is not None and hub.app is not None and not hub.app.coordinator.last_update_success
    return {
        **app_state(hub),
        "detail": str(err.__cause__ or err) if failed and err is not None else None,
        "supervisor": SUPERVISOR in hub.hass.config.components,
    }


def _services(hub: AutoarrHub) -> list[JsonValueType]:
    """Return the services, as Home Assistant's own forms know them."""
    return [
        {
            "id": key,
            "kind": runtime.ref.kind.value,
            "name": runtime.ref.name,
            "entry_id": hub.entry.entry_id,
            "subentry_id": key,
        }
        for key, runtime in hub.services.items()
    ]
