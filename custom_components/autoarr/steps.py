"""The steps of requests, told to whoever waits for one: events, triggers; a reload ends nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from .const import DOMAIN
from .matching import kind_of
from .requests.manager import RequestManager
from .requests.models import Request, RequestState
from .requests.people import People
from .responses import Sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestStep:
    """A request that has come to another state; `before` is None for a new one."""

    request: Request
    before: RequestState | None
    requester_name: str


SIGNAL_STEP: SignalType[RequestStep] = SignalType(f"{DOMAIN}_request_step")


@callback
def async_tell_steps(
    hass: HomeAssistant, requests: RequestManager, people: People
) -> CALLBACK_TYPE:
    """Tell every step of the requests from now on; return what ends that."""
    known = {request.id: request.state for request in requests.requests()}

    @callback
    def look() -> None:
        """Compare with what was there; a change of the reason or the progress alone is no step."""
        nonlocal known
        before = known
        now = requests.requests()
        known = {request.id: request.state for request in now}
        for request in now:
            if before.get(request.id) is not request.state:
                step = RequestStep(
                    request=request,
                    before=before.get(request.id),
                    requester_name=people.name(request.requester),
                )
                async_dispatcher_send(hass, SIGNAL_STEP, step)

    return requests.subscribe(look)


@callback
def async_follow_steps(
    hass: HomeAssistant, follower: Callable[[RequestStep], None]
) -> CALLBACK_TYPE:
    """Call `follower` with every step, also across reloads of the hub; return what ends that."""
    return async_dispatcher_connect(hass, SIGNAL_STEP, follower)


def described(hass: HomeAssistant, step: RequestStep) -> dict[str, str | None]:
    """Return what automations are told about a step; the reason is a sentence in Home Assistant's language."""
    request, note = step.request, step.request.note
    sentences = Sentences.at_hand(hass)
    return {
        "title": request.title,
        "request_id": request.id,
        "media_type": kind_of(request),
        "media_id": request.media.key if request.media else None,
        "quality": request.quality,
        "requester": request.requester,
        "requester_name": sentences.word(step.requester_name) or None,
        "reason": sentences.of_request(note.key, note.placeholders) if note else None,
    }
