"""The actions about requests: look for a title, ask for it, confirm, follow, decide, call off."""

from typing import Final

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import probatio

from ..clients.service import ServiceKind
from ..errors import service_errors
from ..requests.models import Answer, AnswerStatus, ExactId
from ..requests.parsed import Intent, ParsedItem, Quality
from ..requests.parser import MAX_CHARS, parse_request, parse_title
from ..responses import async_answer, async_diagnosis, async_requests
from .common import instance_of, refusal, running_hub, source_of

ATTR_TEXT: Final = "text"
ATTR_MEDIA_ID: Final = "media_id"
ATTR_QUALITY: Final = "quality"
ATTR_SEASONS: Final = "seasons"
ATTR_CONFIRM: Final = "confirm"
ATTR_LIMIT: Final = "limit"
ATTR_REQUEST_ID: Final = "request_id"
ATTR_CHOICE: Final = "choice"
ATTR_TOKEN: Final = "token"
ATTR_REASON: Final = "reason"
ATTR_OPEN_ONLY: Final = "open_only"

SERVARR: Final = (ServiceKind.RADARR, ServiceKind.SONARR)
MEDIA_ID_CHARS: Final = 100
MOST_FOUND: Final = 20

NOT_DONE: Final = frozenset(
    {
        AnswerStatus.CHOICES,
        AnswerStatus.NOT_FOUND,
        AnswerStatus.NOT_UNDERSTOOD,
        AnswerStatus.UNAVAILABLE,
        AnswerStatus.REJECTED,
    }
)


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


async def _told(
    call: ServiceCall, answer: Answer, not_done: frozenset[AnswerStatus] = NOT_DONE
) -> ServiceResponse:
    """Return an answer; where nobody reads it, that something was not done is an error."""
    response = await async_answer(call.hass, answer)
    statuses = {answer.status, *(part.status for part in answer.parts)}
    if not call.return_response and not statuses.isdisjoint(not_done):
        raise refusal("request_not_done", message=str(response["message"]))
    return response


def _exact(media_id: str) -> ExactId:
    """Return the id that was given; raises a translated error for anything else."""
    if (exact := ExactId.parse(media_id)) is None:
        raise refusal("bad_media_id", value=media_id[:MEDIA_ID_CHARS])
    return exact


def _items(text: str, language: str) -> tuple[ParsedItem, ...]:
    """Return the titles that a question or a mere title names; none for one beyond all measure."""
    text = " ".join(text.split())[: MAX_CHARS + 1]
    today = dt_util.now().date()
    parsed = parse_request(text, today=today, languages=[language])
    if parsed.intent is not Intent.NONE:
        return parsed.items
    title = parse_title(text, today=today, languages=[language])
    return () if title is None else (title,)


SEARCH_SCHEMA = probatio.Schema(
    {
        probatio.Required(ATTR_TEXT): cv.string,
        probatio.Optional(ATTR_LIMIT, default=10): probatio.All(
            probatio.Coerce(int), probatio.Range(1, MOST_FOUND)
        ),
    }
)


async def async_search(call: ServiceCall) -> ServiceResponse:
    """Say what could be added and what is there; nothing is kept."""
    with service_errors("AutoArr"):
        answer = await running_hub(call.hass).requests.search(
            call.data[ATTR_TEXT], source=source_of(call), limit=call.data[ATTR_LIMIT]
        )
    return await async_answer(call.hass, answer)


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
        probatio.Optional(ATTR_DEVICE_ID): cv.string,
        probatio.Optional(ATTR_CONFIRM, default=False): cv.boolean,
    }
)


async def async_request(call: ServiceCall) -> ServiceResponse:
    """Propose what is asked for, or add it at once where that was said and it is clear."""
    hub, data = running_hub(call.hass), call.data
    confirmed: bool = data[ATTR_CONFIRM]
    text, media_id = data.get(ATTR_TEXT), data.get(ATTR_MEDIA_ID)
    with service_errors("AutoArr"):
        if text is not None and data.keys() <= {ATTR_TEXT, ATTR_CONFIRM}:
            answer = await hub.requests.request(text, source=source_of(call), confirmed=confirmed)
        elif media_id is not None and text is None:
            device = data.get(ATTR_DEVICE_ID)
            answer = await hub.requests.request_exact(
                _exact(media_id),
                source=source_of(call),
                quality=data.get(ATTR_QUALITY),
                seasons=data.get(ATTR_SEASONS, ()),
                instance_id=instance_of(call.hass, hub, device, SERVARR) if device else None,
                confirmed=confirmed,
            )
        else:
            raise refusal("request_needs_text")
    # A proposal that nobody reads here is kept; only who wanted it added at once must hear otherwise.
    return await _told(call, answer, NOT_DONE if confirmed else NOT_DONE - {AnswerStatus.CHOICES})


CONFIRM_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_TOKEN): cv.string,
        probatio.Optional(ATTR_REQUEST_ID): cv.string,
        probatio.Optional(ATTR_CHOICE): probatio.All(probatio.Coerce(int), probatio.Range(min=1)),
    }
)


async def async_confirm(call: ServiceCall) -> ServiceResponse:
    """Add what was proposed."""
    requests, data = running_hub(call.hass).requests, call.data
    with service_errors("AutoArr"):
        match data.get(ATTR_TOKEN), data.get(ATTR_REQUEST_ID):
            case str(token), None if ATTR_CHOICE not in data:
                answer = await requests.confirm_token(token, source=source_of(call))
            case None, str(request_id):
                answer = await requests.confirm(
                    request_id, data.get(ATTR_CHOICE), source=source_of(call)
                )
            case _:
                raise refusal("confirm_needs_token")
    return await _told(call, answer)


CANCEL_SCHEMA = probatio.Schema({probatio.Required(ATTR_REQUEST_ID): cv.string})


async def async_cancel(call: ServiceCall) -> ServiceResponse:
    """Take a request back."""
    with service_errors("AutoArr"):
        answer = await running_hub(call.hass).requests.cancel(
            call.data[ATTR_REQUEST_ID], source=source_of(call)
        )
    return await _told(call, answer)


STATUS_SCHEMA = probatio.Schema({probatio.Optional(ATTR_TEXT, default=""): cv.string})


async def async_status(call: ServiceCall) -> ServiceResponse:
    """Say how far requests are: those that are named, else all open ones."""
    items = _items(call.data[ATTR_TEXT], call.hass.config.language)
    answer = await running_hub(call.hass).requests.status(items, source=source_of(call))
    return await async_answer(call.hass, answer)


DIAGNOSE_SCHEMA = probatio.Schema(
    {
        probatio.Exclusive(ATTR_TEXT, "what"): cv.string,
        probatio.Exclusive(ATTR_REQUEST_ID, "what"): cv.string,
        probatio.Exclusive(ATTR_MEDIA_ID, "what"): cv.string,
    }
)


async def async_diagnose(call: ServiceCall) -> ServiceResponse:
    """Say why a title is not here: the first link of the chain that does not hold."""
    data, requests = call.data, running_hub(call.hass).requests
    items = _items(data.get(ATTR_TEXT, ""), call.hass.config.language)
    if ATTR_TEXT in data and not items:
        raise refusal("diagnose_needs_title")
    with service_errors("AutoArr"):
        diagnosis = await requests.diagnose(
            items[0] if items else None,
            request_id=data.get(ATTR_REQUEST_ID),
            exact=_exact(data[ATTR_MEDIA_ID]) if ATTR_MEDIA_ID in data else None,
            source=source_of(call),
        )
    return await async_diagnosis(call.hass, diagnosis)


APPROVE_SCHEMA = probatio.Schema({probatio.Required(ATTR_REQUEST_ID): cv.string})


async def async_approve(call: ServiceCall) -> ServiceResponse:
    """Let a request go on that waits for an approval; the manager knows who may."""
    with service_errors("AutoArr"):
        answer = await running_hub(call.hass).requests.approve(
            call.data[ATTR_REQUEST_ID], source=source_of(call)
        )
    return await _told(call, answer)


DENY_SCHEMA = APPROVE_SCHEMA.extend({probatio.Optional(ATTR_REASON, default=""): cv.string})


async def async_deny(call: ServiceCall) -> ServiceResponse:
    """Close a request that waits for an approval; the manager knows who may."""
    with service_errors("AutoArr"):
        answer = await running_hub(call.hass).requests.deny(
            call.data[ATTR_REQUEST_ID], source=source_of(call), reason=call.data[ATTR_REASON]
        )
    return await _told(call, answer)


GET_REQUESTS_SCHEMA = probatio.Schema(
    {probatio.Optional(ATTR_OPEN_ONLY, default=False): cv.boolean}
)


async def async_get_requests(call: ServiceCall) -> ServiceResponse:
    """Return the requests."""
    hub = running_hub(call.hass)
    requests = hub.requests.requests()
    if call.data[ATTR_OPEN_ONLY]:
        requests = tuple(request for request in requests if request.open)
    return await async_requests(call.hass, requests, hub.people)
