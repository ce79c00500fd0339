"""What an event of the journal says, in the words of one language."""

from collections.abc import Mapping
from typing import Final

from homeassistant.util.json import JsonObjectType, JsonValueType

from ..journal.events import EventKind
from ..logbook import DETAILS, SENTENCES
from ..recovery.messages import REASONS
from ..requests.models import RequestState
from .glance import Words, as_line

_KINDS: Final = frozenset(kind.value for kind in EventKind)
_REASONS: Final = frozenset(reason.value for reason in REASONS)
_STATES: Final = frozenset(state.value for state in RequestState)
_OTHER: Final = "other"
_QUEUES: Final = frozenset({EventKind.QUEUE_PAUSED.value, EventKind.QUEUE_RESUMED.value})


def kind_text(words: Words, kind: str) -> str:
    """Return what a kind of event is called; one of a later version is just an event."""
    return words.say(f"kind_{kind if kind in _KINDS else _OTHER}")


def sentence(words: Words, event: JsonObjectType) -> str:
    """Return what happened, with the detail if there is one; `event` is as the journal writes it."""
    kind = str(event.get("kind", ""))
    given = event.get("data")
    data: Mapping[str, JsonValueType] = given if isinstance(given, dict) else {}
    state = str(data.get("state", ""))
    if kind == EventKind.REQUEST_STATE and state in _STATES:
        line = words.sentences.of_request(f"state_{state}", {})
        return _joined(as_line(line), str(data.get("message") or ""))
    if kind == EventKind.STORM and data.get("over"):
        return words.say("event_storm_over")
    if kind in _QUEUES and data.get("by_us") is False:
        return words.say(f"event_{kind}_else")
    line = words.say(f"event_{kind if kind in _KINDS else _OTHER}")
    return _joined(line, "" if kind in _QUEUES else _detail(words, event, data))


def _detail(words: Words, event: JsonObjectType, data: Mapping[str, JsonValueType]) -> str:
    """Return what says more: a text as it is, a code of ours in words."""
    key = next((key for key in DETAILS if data.get(key)), "")
    text = str(data.get(key, ""))
    if key in SENTENCES:
        return text
    if key == "reason" and text in _REASONS:
        filled = {
            "name": str(event.get("title", "")),
            "service": str(event.get("instance", "")),
            "cause": str(data.get("kind") or data.get("cause") or ""),
            "detail": str(data.get("detail") or ""),
        }
        return words.sentences.of_recovery(text, filled)
    return words.sentences.recovery_word(key, text).replace("_", " ")


def _joined(line: str, detail: str) -> str:
    """Return a line with what says more."""
    return f"{line}: {detail}" if detail else line
