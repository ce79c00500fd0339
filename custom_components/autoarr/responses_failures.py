"""What the actions about failures answer: plain data, with each sentence in Home Assistant's language."""

from homeassistant.core import HomeAssistant
from homeassistant.util.json import JsonObjectType

from .hub import AutoarrHub
from .recovery.models import Failure
from .recovery.records import WouldHaveDone
from .responses import Sentences, reason_of, reason_of_line
from .responses_unknown import async_unknown_messages


async def async_failures(hass: HomeAssistant, hub: AutoarrHub) -> JsonObjectType:
    """Return the failures, the newest first, what a dry run would have done, and what nobody understands."""
    sentences = await Sentences.load(hass)
    newest_first = sorted(
        hub.recovery.failures(), key=lambda one: one.completed or one.first_seen, reverse=True
    )
    return {
        "policies": {
            strategy.value: policy for strategy, policy in hub.recovery.policies().items()
        },
        "failures": [_failure(hub, failure, sentences) for failure in newest_first],
        "would_have_done": [
            _would(hub, line, sentences) for line in reversed(hub.recovery.would_have_done())
        ],
        **await async_unknown_messages(hass, hub),
    }


async def async_failure(hass: HomeAssistant, hub: AutoarrHub, failure: Failure) -> JsonObjectType:
    """Return one failure."""
    return _failure(hub, failure, await Sentences.load(hass))


def _failure(hub: AutoarrHub, failure: Failure, sentences: Sentences) -> JsonObjectType:
    """Return one failure: what, why, whose fault, and what is done about it."""
    item = failure.item
    return {
        "failure_id": failure.job_id,
        "name": failure.name,
        "title": failure.title,
        "cause": failure.cause,
        "kind": failure.kind,
        "cause_text": sentences.recovery_word("kind", failure.kind),
        "suggested": failure.suggested,
        "suggested_text": sentences.recovery_word("cause", failure.suggested)
        if failure.suggested
        else None,
        "at_fault": failure.at_fault,
        "evidence": list(failure.evidence),
        "state": failure.state,
        "strategy": failure.strategy,
        "proposed": failure.proposed,
        "reason": failure.reason,
        "message": reason_of(hub, failure, sentences, failure.reason) if failure.reason else None,
        "baseline": failure.baseline,
        "paused": failure.paused,
        "blocked": failure.blocked,
        "torrent": failure.torrent,
        "undone": failure.undone,
        "tried": len(hub.recovery.tried(failure.job_id)),
        "sabnzbd": None if failure.torrent else hub.name_of(failure.sabnzbd),
        "instance": hub.name_of(item.instance) if item else None,
        "correlation": failure.correlation,
        "failed_at": (failure.completed or failure.first_seen).isoformat(),
        "next_try": failure.next_try.isoformat() if failure.next_try else None,
    }


def _would(hub: AutoarrHub, line: WouldHaveDone, sentences: Sentences) -> JsonObjectType:
    """Return one line of the dry run."""
    return {
        "at": line.at.isoformat(),
        "name": line.name,
        "cause": line.cause,
        "strategy": line.strategy,
        "message": reason_of_line(hub, line, sentences),
        "instance": hub.name_of(line.instance),
    }
