"""The actions: request, confirm and cancel a title; retry a failure; decide what recovery may do."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.service import async_get_config_entry, async_register_admin_service
import probatio

from .clients.service import ServiceKind
from .const import DOMAIN
from .errors import recovery_errors, service_errors
from .hub import AutoarrConfigEntry, AutoarrHub
from .recovery.models import Mode, Policy, Preset, Strategy
from .requests.models import Answer, AnswerStatus, ExactId
from .requests.parsed import Quality
from .responses import async_answer, async_failures, async_requests

ATTR_TEXT: Final = "text"
ATTR_MEDIA_ID: Final = "media_id"
ATTR_QUALITY: Final = "quality"
ATTR_SEASONS: Final = "seasons"
ATTR_REQUEST_ID: Final = "request_id"
ATTR_CHOICE: Final = "choice"
ATTR_OPEN_ONLY: Final = "open_only"
ATTR_FAILURE_ID: Final = "failure_id"
ATTR_CORRELATION: Final = "correlation"
ATTR_LIMIT: Final = "limit"
ATTR_PRESET: Final = "preset"
ATTR_STRATEGY: Final = "strategy"
ATTR_POLICY: Final = "policy"
ATTR_MODE: Final = "mode"

SERVARR: Final = (ServiceKind.RADARR, ServiceKind.SONARR)


class Action(StrEnum):
    """Names of the actions."""

    REQUEST = "request"
    CONFIRM = "confirm"
    CANCEL_REQUEST = "cancel_request"
    GET_REQUESTS = "get_requests"
    GET_FAILURES = "get_failures"
    RETRY = "retry"
    GET_TIMELINE = "get_timeline"
    SET_POLICY = "set_policy"
    SET_MODE = "set_mode"


def _hub(hass: HomeAssistant) -> AutoarrHub:
    """Return the hub that runs; raises a translated error where there is none."""
    entry: AutoarrConfigEntry = async_get_config_entry(hass, DOMAIN, None)
    return entry.runtime_data


def _split(values: list[object]) -> list[object]:
    """Return a list in which "1, 2" counts as two values: that is what a person types into one field."""
    parts: list[object] = []
    for value in values:
        parts += (
            [part for part in value.split(",") if part.strip()]
            if isinstance(value, str)
            else [value]
        )
    return parts


REQUEST_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_TEXT): cv.string,
        probatio.Optional(ATTR_MEDIA_ID): cv.string,
        probatio.Optional(ATTR_QUALITY): probatio.Coerce(Quality),
        probatio.Optional(ATTR_SEASONS): probatio.All(
            cv.ensure_list,
            _split,
            [probatio.All(probatio.Coerce(int), probatio.Range(0, 1000))],
        ),
    }
)


async def _async_request(call: ServiceCall) -> ServiceResponse:
    """Understand what is asked for and add it when it is clear."""
    requests, data = _hub(call.hass).requests, call.data
    text, media_id = data.get(ATTR_TEXT), data.get(ATTR_MEDIA_ID)
    with service_errors("AutoArr"):
        if text is not None and data.keys() <= {ATTR_TEXT}:
            answer = await requests.request(text, requester=call.context.user_id)
        elif media_id is not None and text is None:
            if (exact := ExactId.parse(media_id)) is None:
                raise ServiceValidationError(
                    translation_domain=DOMAIN,
                    translation_key="bad_media_id",
                    translation_placeholders={"value": media_id[:100]},
                )
            answer = await requests.request_exact(
                exact,
                requester=call.context.user_id,
                quality=data.get(ATTR_QUALITY),
                seasons=data.get(ATTR_SEASONS, ()),
            )
        else:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="request_needs_text"
            )
    return await _told(call, answer)


NOT_DONE: Final = frozenset(
    {
        AnswerStatus.CHOICES,
        AnswerStatus.NOT_FOUND,
        AnswerStatus.NOT_UNDERSTOOD,
        AnswerStatus.UNAVAILABLE,
        AnswerStatus.REJECTED,
    }
)


async def _told(call: ServiceCall, answer: Answer) -> ServiceResponse:
    """Return an answer; where nobody reads it, that something was not done is an error."""
    response = await async_answer(call.hass, answer)
    statuses = {answer.status, *(part.status for part in answer.parts)}
    if not call.return_response and not statuses.isdisjoint(NOT_DONE):
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="request_not_done",
            translation_placeholders={"message": str(response["message"])},
        )
    return response


CONFIRM_SCHEMA = probatio.Schema(
    {
        probatio.Required(ATTR_REQUEST_ID): cv.string,
        probatio.Optional(ATTR_CHOICE): probatio.All(probatio.Coerce(int), probatio.Range(min=1)),
    }
)


async def _async_confirm(call: ServiceCall) -> ServiceResponse:
    """Add what was proposed."""
    with service_errors("AutoArr"):
        answer = await _hub(call.hass).requests.confirm(
            call.data[ATTR_REQUEST_ID], call.data.get(ATTR_CHOICE)
        )
    return await _told(call, answer)


CANCEL_SCHEMA = probatio.Schema({probatio.Required(ATTR_REQUEST_ID): cv.string})


async def _async_cancel(call: ServiceCall) -> ServiceResponse:
    """Take a request back."""
    with service_errors("AutoArr"):
        answer = await _hub(call.hass).requests.cancel(call.data[ATTR_REQUEST_ID])
    return await _told(call, answer)


GET_REQUESTS_SCHEMA = probatio.Schema(
    {probatio.Optional(ATTR_OPEN_ONLY, default=False): cv.boolean}
)


async def _async_get_requests(call: ServiceCall) -> ServiceResponse:
    """Return the requests."""
    requests = _hub(call.hass).requests.requests()
    if call.data[ATTR_OPEN_ONLY]:
        requests = tuple(request for request in requests if request.open)
    return await async_requests(call.hass, requests)


GET_FAILURES_SCHEMA = probatio.Schema({})


async def _async_get_failures(call: ServiceCall) -> ServiceResponse:
    """Return the failures, and what a dry run would have done."""
    return await async_failures(call.hass, _hub(call.hass))


RETRY_SCHEMA = probatio.Schema({probatio.Optional(ATTR_FAILURE_ID): cv.string})


async def _async_retry(call: ServiceCall) -> ServiceResponse:
    """Take up a failure again."""
    strategy = await _hub(call.hass).async_retry(call.data.get(ATTR_FAILURE_ID))
    return {"strategy": strategy}


GET_TIMELINE_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_CORRELATION): cv.string,
        probatio.Optional(ATTR_LIMIT, default=50): probatio.All(
            probatio.Coerce(int), probatio.Range(1, 500)
        ),
    }
)


async def _async_get_timeline(call: ServiceCall) -> ServiceResponse:
    """Return what happened."""
    journal, limit = _hub(call.hass).journal, call.data[ATTR_LIMIT]
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


async def _async_set_policy(call: ServiceCall) -> None:
    """Decide what recovery may do by itself."""
    recovery = _hub(call.hass).recovery
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


async def _async_set_mode(call: ServiceCall) -> ServiceResponse:
    """Decide who replaces failed releases of one *arr."""
    hub = _hub(call.hass)
    instance_id = _instance(call.hass, hub, call.data[ATTR_DEVICE_ID], SERVARR)
    change = await hub.async_set_mode(instance_id, call.data[ATTR_MODE])
    return {
        "mode": change.mode,
        "changed": list(change.changed),
        "conflicts": list(change.conflicts),
    }


def _instance(
    hass: HomeAssistant, hub: AutoarrHub, device_id: str, kinds: tuple[ServiceKind, ...]
) -> str:
    """Return the service a device stands for; raises a translated error for any other device."""
    device = dr.async_get(hass).async_get(device_id)
    for domain, key in device.identifiers if device else ():
        runtime = hub.services.get(key) if domain == DOMAIN else None
        if runtime is not None and runtime.ref.kind in kinds:
            return key
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="device_not_a_service",
        translation_placeholders={
            "device": (device.name_by_user or device.name or device_id)
            if device
            else device_id[:100],
            "kind": " / ".join(kind.label for kind in kinds),
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDescription:
    """An action: its handler, what it accepts, what it answers, and who may run it."""

    handler: Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]]
    schema: probatio.Schema
    response: SupportsResponse = SupportsResponse.OPTIONAL
    admin_only: bool = False


ACTIONS: Final[dict[Action, ActionDescription]] = {
    Action.REQUEST: ActionDescription(handler=_async_request, schema=REQUEST_SCHEMA),
    Action.CONFIRM: ActionDescription(handler=_async_confirm, schema=CONFIRM_SCHEMA),
    Action.CANCEL_REQUEST: ActionDescription(handler=_async_cancel, schema=CANCEL_SCHEMA),
    Action.GET_REQUESTS: ActionDescription(
        handler=_async_get_requests, schema=GET_REQUESTS_SCHEMA, response=SupportsResponse.ONLY
    ),
    Action.GET_FAILURES: ActionDescription(
        handler=_async_get_failures, schema=GET_FAILURES_SCHEMA, response=SupportsResponse.ONLY
    ),
    Action.RETRY: ActionDescription(handler=_async_retry, schema=RETRY_SCHEMA),
    Action.GET_TIMELINE: ActionDescription(
        handler=_async_get_timeline, schema=GET_TIMELINE_SCHEMA, response=SupportsResponse.ONLY
    ),
    Action.SET_POLICY: ActionDescription(
        handler=_async_set_policy,
        schema=SET_POLICY_SCHEMA,
        response=SupportsResponse.NONE,
        admin_only=True,
    ),
    Action.SET_MODE: ActionDescription(
        handler=_async_set_mode, schema=SET_MODE_SCHEMA, admin_only=True
    ),
}


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register every action."""
    for name, action in ACTIONS.items():
        if action.admin_only:
            async_register_admin_service(
                hass, DOMAIN, name, action.handler, action.schema, action.response
            )
        else:
            hass.services.async_register(
                DOMAIN, name, action.handler, action.schema, action.response
            )
