"""The steps of recovery, told to whoever waits for one: the event, triggers; a reload ends nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from .const import DOMAIN
from .failures import services_of
from .hub import AutoarrHub
from .journal.events import Event, EventKind
from .journal.redact import redact
from .recovery.causes import Cause
from .recovery.core import PREFIX
from .recovery.models import ACTING, Failure, Strategy
from .responses import Sentences, reason_of
from .runtime import secrets_of

TOLD_CHARS: Final = 200
"""Cap of each text that is told; names of releases are anybody's."""


class RecoveryStep(StrEnum):
    """What can happen to a download that failed."""

    DOWNLOAD_FAILED = "download_failed"
    RECOVERY_STARTED = "recovery_started"
    RECOVERED = "recovered"
    GAVE_UP = "gave_up"


_STEPS: Final = {
    EventKind.FAILURE_SEEN: RecoveryStep.DOWNLOAD_FAILED,
    EventKind.RECOVERED: RecoveryStep.RECOVERED,
    EventKind.GAVE_UP: RecoveryStep.GAVE_UP,
}
_STARTS: Final = {f"{PREFIX}{strategy}": strategy for strategy in ACTING}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryNews:
    """A step of recovery: what happened, to what, and what is told of it; the ids are those of services."""

    step: RecoveryStep
    cause: str
    instances: frozenset[str]
    told: dict[str, str | None]


SIGNAL_RECOVERY: SignalType[RecoveryNews] = SignalType(f"{DOMAIN}_recovery_step")


@callback
def async_tell_recovery(hub: AutoarrHub) -> CALLBACK_TYPE:
    """Tell every step of recovery from now on; return what ends that."""

    @callback
    def recorded(event: Event) -> None:
        """Tell what is a step."""
        if (step := _step_of(event)) is not None:
            async_dispatcher_send(hub.hass, SIGNAL_RECOVERY, _news(hub, step, event))

    return hub.journal.subscribe(recorded)


@callback
def async_follow_recovery(
    hass: HomeAssistant, follower: Callable[[RecoveryNews], None]
) -> CALLBACK_TYPE:
    """Call `follower` with every step, also across reloads of the hub; return what ends that."""
    return async_dispatcher_connect(hass, SIGNAL_RECOVERY, follower)


def _step_of(event: Event) -> RecoveryStep | None:
    """Return the step that an event of the journal is, if it is one."""
    if event.kind is EventKind.ACTION_STARTED and _text(event, "action") in _STARTS:
        return RecoveryStep.RECOVERY_STARTED
    return _STEPS.get(event.kind)


def _news(hub: AutoarrHub, step: RecoveryStep, event: Event) -> RecoveryNews:
    """Return what is told of a step: of the failure as it is known now, else what the event says itself."""
    failure = _failure_of(hub, event)
    owner = failure.item.instance if failure and failure.item else None
    sabnzbd = failure.sabnzbd if failure else event.instance
    strategy = _strategy_of(event)
    pausing = failure is None and strategy == Strategy.PAUSE_QUEUE
    cause = Cause.PROVIDER_DOWN.value if pausing else _text(event, "cause")
    told = {
        "title": event.title or hub.name_of(sabnzbd),
        "release": failure.name if failure else None,
        "cause": cause,
        "kind": _text(event, "kind") or (failure.kind.value if failure else None),
        "strategy": strategy,
        "reason": _reason(hub, failure, _text(event, "reason")),
        "failure_id": failure.job_id if failure else None,
        "sabnzbd": hub.name_of(sabnzbd),
        "instance": hub.name_of(owner) if owner else None,
        "correlation": event.correlation,
    }
    secrets = secrets_of(hub.entry)
    return RecoveryNews(
        step=step,
        cause=cause or "",
        instances=services_of(failure) if failure else frozenset({sabnzbd}),
        told={
            name: redact(text, secrets)[:TOLD_CHARS] if text else None
            for name, text in told.items()
        },
    )


def _strategy_of(event: Event) -> str | None:
    """Return what is done, or was done last."""
    action = _text(event, "action") or ""
    return _STARTS.get(action) or _text(event, "strategy")


def _failure_of(hub: AutoarrHub, event: Event) -> Failure | None:
    """Return the failure that an event is about; a queue that is paused is none."""
    key, job = event.data.get("failure"), event.data.get("job")
    for failure in reversed(hub.recovery.failures()):
        if failure.key == key or job in failure.jobs:
            return failure
    return None


def _reason(hub: AutoarrHub, failure: Failure | None, reason: str | None) -> str | None:
    """Return why, as a sentence in Home Assistant's language."""
    if failure is None or reason is None:
        return None
    return reason_of(hub, failure, Sentences.at_hand(hub.hass), reason)


def _text(event: Event, name: str) -> str | None:
    """Return a text of an event's data."""
    value = event.data.get(name)
    return value if isinstance(value, str) else None
