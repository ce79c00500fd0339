"""The actions about failures and history: look at them, retry one, decide what recovery may do."""

from typing import Final

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import probatio

from ..clients.service import ServiceKind
from ..const import DOMAIN
from ..errors import recovery_errors
from ..recovery.models import Mode, Policy, Preset, Strategy
from ..responses import async_failures
from .common import instance_of, running_hub

ATTR_FAILURE_ID: Final = "failure_id"
ATTR_CORRELATION: Final = "correlation"
ATTR_LIMIT: Final = "limit"
ATTR_PRESET: Final = "preset"
ATTR_STRATEGY: Final = "strategy"
ATTR_POLICY: Final = "policy"
ATTR_MODE: Final = "mode"

SERVARR: Final = (ServiceKind.RADARR, ServiceKind.SONARR)


GET_FAILURES_SCHEMA = probatio.Schema({})


async def async_get_failures(call: ServiceCall) -> ServiceResponse:
    """Return the failures, and what a dry run would have done."""
    return await async_failures(call.hass, running_hub(call.hass))


RETRY_SCHEMA = probatio.Schema({probatio.Optional(ATTR_FAILURE_ID): cv.string})


async def async_retry(call: ServiceCall) -> ServiceResponse:
    """Take up a failure again."""
    strategy = await running_hub(call.hass).async_retry(call.data.get(ATTR_FAILURE_ID))
    return {"strategy": strategy}


GET_TIMELINE_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_CORRELATION): cv.string,
        probatio.Optional(ATTR_LIMIT, default=50): probatio.All(
            probatio.Coerce(int), probatio.Range(1, 500)
        ),
    }
)


async def async_get_timeline(call: ServiceCall) -> ServiceResponse:
    """Return what happened."""
    journal, limit = running_hub(call.hass).journal, call.data[ATTR_LIMIT]
    if correlation := call.data.get(ATTR_CORRELATION):
        events = journal.timeline(correlation)[-limit:]
    else:
        events = journal.recent(limit)
    return {"events": [event.as_dict() for event in events]}


SET_POLICY_SCHEMA = probatio.Schema(
    {
        probatio.Exclusive(ATTR_PRESET, "what"): probatio.Coerce(Preset),
        probatio.Exclusive(ATTR_STRATEGY, "what"): probatio.Coerce(Strategy),
        probatio.Optional(ATTR_POLICY): probatio.Coerce(Policy),
    }
)


async def async_set_policy(call: ServiceCall) -> None:
    """Decide what recovery may do by itself."""
    recovery = running_hub(call.hass).recovery
    preset, strategy = call.data.get(ATTR_PRESET), call.data.get(ATTR_STRATEGY)
    policy = call.data.get(ATTR_POLICY)
    if preset is not None and policy is None:
        await recovery.apply_preset(preset)
    elif strategy is not None and policy is not None:
        with recovery_errors():
            await recovery.set_policy(strategy, policy)
    else:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="policy_needs_choice"
        )


SET_MODE_SCHEMA = probatio.Schema(
    {
        probatio.Required(ATTR_DEVICE_ID): cv.string,
        probatio.Required(ATTR_MODE): probatio.Coerce(Mode),
    }
)


async def async_set_mode(call: ServiceCall) -> ServiceResponse:
    """Decide who replaces failed releases of one *arr."""
    hub = running_hub(call.hass)
    instance_id = instance_of(call.hass, hub, call.data[ATTR_DEVICE_ID], SERVARR)
    change = await hub.async_set_mode(instance_id, call.data[ATTR_MODE])
    return {
        "mode": change.mode,
        "changed": list(change.changed),
        "conflicts": list(change.conflicts),
    }
