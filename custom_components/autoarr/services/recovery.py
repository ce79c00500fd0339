"""The actions about failures and history: look at them, do something about one, decide what recovery may do."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers import config_validation as cv
import probatio

from ..clients.service import ServiceKind
from ..const import DOMAIN
from ..errors import recovery_errors
from ..failures import failures_of, is_open, is_open_to_all, newest_job, waits_for_import
from ..hub import AutoarrHub
from ..recovery.asked import LONGEST_WAIT, RetryAnswer
from ..recovery.models import Failure, Mode, Policy, Preset, Strategy
from ..responses_failures import async_failure, async_failures
from ..responses_jobs import async_jobs
from .common import async_is_admin, instance_of, running_hub

ATTR_FAILURE_ID: Final = "failure_id"
ATTR_CORRELATION: Final = "correlation"
ATTR_HOURS: Final = "hours"
ATTR_LIMIT: Final = "limit"
ATTR_OPEN_ONLY: Final = "open_only"
ATTR_PRESET: Final = "preset"
ATTR_STRATEGY: Final = "strategy"
ATTR_POLICY: Final = "policy"
ATTR_MODE: Final = "mode"

SERVARR: Final = (ServiceKind.RADARR, ServiceKind.SONARR)
DOWNLOADING: Final = (ServiceKind.SABNZBD, *SERVARR)
MOST_JOBS: Final = 10_000

type Wish = Callable[[str], Awaitable[RetryAnswer]]

GET_FAILURES_SCHEMA = probatio.Schema({})


async def async_get_failures(call: ServiceCall) -> ServiceResponse:
    """Return the failures, and what a dry run would have done."""
    return await async_failures(call.hass, running_hub(call.hass))


GET_JOBS_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_DEVICE_ID): cv.string,
        probatio.Optional(ATTR_OPEN_ONLY, default=False): cv.boolean,
        probatio.Optional(ATTR_LIMIT, default=200): probatio.All(
            probatio.Coerce(int), probatio.Range(1, MOST_JOBS)
        ),
    }
)


async def async_get_jobs(call: ServiceCall) -> ServiceResponse:
    """Return what is downloaded, and how each job stands at SABnzbd and the *arr that asked for it."""
    hub, data = running_hub(call.hass), call.data
    return await async_jobs(
        call.hass,
        hub,
        instance_id=_service_of(call, hub),
        open_only=data[ATTR_OPEN_ONLY],
        limit=data[ATTR_LIMIT],
    )


FAILURE_SCHEMA = probatio.Schema(
    {
        probatio.Exclusive(ATTR_FAILURE_ID, "which"): cv.string,
        probatio.Exclusive(ATTR_DEVICE_ID, "which"): cv.string,
    }
)


async def async_retry(call: ServiceCall) -> ServiceResponse:
    """Take up a failure again, in the way that fits its cause; that can be an import, for administrators."""
    hub = running_hub(call.hass)
    if await async_is_admin(call):
        return await _done(call, hub, hub.recovery.retry)
    named = failures_of(hub, call.data.get(ATTR_FAILURE_ID, ""))
    if any(waits_for_import(failure) for failure in named):
        raise Unauthorized(context=call.context)
    return await _done(call, hub, hub.recovery.retry, among=is_open_to_all)


async def async_next_release(call: ServiceCall) -> ServiceResponse:
    """Have another release taken."""
    hub = running_hub(call.hass)
    return await _done(call, hub, hub.recovery.next_release)


async def async_lower_quality(call: ServiceCall) -> ServiceResponse:
    """Have a release in a lower quality taken."""
    hub = running_hub(call.hass)
    return await _done(call, hub, hub.recovery.lower_quality)


async def async_force_import(call: ServiceCall) -> ServiceResponse:
    """Have a download imported that its *arr does not import by itself."""
    hub = running_hub(call.hass)
    return await _done(call, hub, hub.recovery.force_import, among=_is_blocked)


async def async_ignore_failure(call: ServiceCall) -> ServiceResponse:
    """Leave a failure alone from now on."""
    hub = running_hub(call.hass)
    with recovery_errors():
        failure = await hub.recovery.ignore(_job_of(call, hub))
    return {"failure": await async_failure(call.hass, hub, failure)}


POSTPONE_SCHEMA = FAILURE_SCHEMA.extend(
    {
        probatio.Optional(ATTR_HOURS, default=6): probatio.All(
            probatio.Coerce(int), probatio.Range(1, LONGEST_WAIT // timedelta(hours=1))
        )
    }
)


async def async_postpone_failure(call: ServiceCall) -> ServiceResponse:
    """Wait with a failure, and with asking about it."""
    hub = running_hub(call.hass)
    span = timedelta(hours=call.data[ATTR_HOURS])
    with recovery_errors():
        failure = await hub.recovery.postpone(_job_of(call, hub), span)
    return {"failure": await async_failure(call.hass, hub, failure)}


async def async_undo_recovery(call: ServiceCall) -> ServiceResponse:
    """Take back what was done about a failure."""
    hub = running_hub(call.hass)
    job_id = _job_of(call, hub, among=_can_be_undone)
    with recovery_errors():
        undone = await hub.recovery.undo(job_id)
    [failure, *_] = failures_of(hub, job_id)
    return {
        "undone": list(undone),
        "failure": await async_failure(call.hass, hub, failure),
    }


async def _done(
    call: ServiceCall,
    hub: AutoarrHub,
    wish: Wish,
    among: Callable[[Failure], bool] = is_open,
) -> ServiceResponse:
    """Do what a person wants done about a failure, and return what that was."""
    job_id = _job_of(call, hub, among)
    with recovery_errors():
        answer = await wish(job_id)
    return {
        "strategy": answer.strategy,
        "failure": await async_failure(call.hass, hub, answer.failure),
    }


def _job_of(call: ServiceCall, hub: AutoarrHub, among: Callable[[Failure], bool] = is_open) -> str:
    """Return the job an action is about: the one it names, or that of the newest failure that fits."""
    named: str | None = call.data.get(ATTR_FAILURE_ID)
    return newest_job(hub, _service_of(call, hub), among) if named is None else named


def _service_of(call: ServiceCall, hub: AutoarrHub) -> str | None:
    """Return the service whose device was given; raises a translated error for any other device."""
    device_id = call.data.get(ATTR_DEVICE_ID)
    return None if device_id is None else instance_of(call.hass, hub, device_id, DOWNLOADING)


def _is_blocked(failure: Failure) -> bool:
    """Say whether a failure waits for its import."""
    return failure.blocked and is_open(failure)


def _can_be_undone(failure: Failure) -> bool:
    """Say whether something of a failure may be taken back, also when its story has ended."""
    return not failure.baseline and not failure.undone


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
