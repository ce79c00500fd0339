"""The milestones of the journal as lines of Home Assistant's logbook."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from homeassistant.components.logbook.const import (
    LOGBOOK_ENTRY_ICON,
    LOGBOOK_ENTRY_MESSAGE,
    LOGBOOK_ENTRY_NAME,
)
from homeassistant.core import Event, HomeAssistant, callback

from .const import DOMAIN, EVENT_AUTOARR
from .journal.events import EventKind
from .recovery.words import WORDS, key_of, word_of
from .requests.models import RequestState

DETAILS: Final = (
    "outcome",
    "message",
    "reason",
    "error",
    "kind",
    "cause",
    "state",
    "mode",
    "failures",
)
"""What may say more in an event's data; the first one that is there is shown."""
SENTENCES: Final = ("outcome", "message", "error")
"""Those that are text already; the others are single words of ours."""

_LINES: Final[Mapping[str, tuple[str, str]]] = {
    EventKind.REQUEST_PROPOSED: ("was proposed", "mdi:help-circle-outline"),
    EventKind.REQUEST_APPROVAL: ("waits for an approval", "mdi:account-question-outline"),
    EventKind.REQUEST_ADDED: ("was requested and added", "mdi:plus-circle-outline"),
    EventKind.REQUEST_STATE: ("moved on", "mdi:progress-download"),
    EventKind.REQUEST_FAILED: ("could not be had", "mdi:alert-circle-outline"),
    EventKind.REQUEST_CANCELLED: ("was cancelled", "mdi:cancel"),
    EventKind.FAILURE_SEEN: ("failed to download", "mdi:download-off-outline"),
    EventKind.DECISION_MADE: ("needs a decision", "mdi:directions-fork"),
    EventKind.ACTION_STARTED: ("is being repaired", "mdi:wrench-outline"),
    EventKind.ACTION_FINISHED: ("was acted on", "mdi:wrench-check-outline"),
    EventKind.ACTION_FAILED: ("could not be acted on", "mdi:wrench-clock-outline"),
    EventKind.ACTION_RESOLVED: ("was checked after an interruption", "mdi:restart"),
    EventKind.RECOVERED: ("recovered", "mdi:check-circle-outline"),
    EventKind.GAVE_UP: ("was given up", "mdi:close-circle-outline"),
    EventKind.BASELINE: (
        "had failures from before AutoArr watched it; they are left alone",
        "mdi:eye-outline",
    ),
    EventKind.STORM: ("saw too many failures at once and paused", "mdi:weather-lightning"),
    EventKind.QUEUE_PAUSED: (
        "was paused until the news server delivers again",
        "mdi:pause-circle-outline",
    ),
    EventKind.QUEUE_RESUMED: ("goes on", "mdi:play-circle-outline"),
    EventKind.POLICY_CHANGED: ("changed what it may do", "mdi:shield-edit-outline"),
    EventKind.MODE_CHANGED: ("changed who handles failures", "mdi:account-switch-outline"),
    EventKind.SERVICE_DOWN: ("stopped answering", "mdi:lan-disconnect"),
    EventKind.SERVICE_UP: ("answers again", "mdi:lan-connect"),
    EventKind.DRY_RUN: ("would have been repaired", "mdi:test-tube"),
    EventKind.AUDIT_FINISHED: (
        "looked at the settings of the services",
        "mdi:clipboard-check-outline",
    ),
    EventKind.SETTING_CHANGED: ("was set differently by AutoArr", "mdi:cog-play-outline"),
    EventKind.SETTING_UNDONE: ("was set back by AutoArr", "mdi:undo-variant"),
    EventKind.SETTING_DRIFTED: ("has settings that somebody changed", "mdi:cog-sync-outline"),
    EventKind.JOURNAL_GAP: ("lost some of its journal", "mdi:notebook-remove-outline"),
}

_STATES: Final[Mapping[str, tuple[str, str]]] = {
    RequestState.CONFIRMED: ("was confirmed", "mdi:check-circle-outline"),
    RequestState.SEARCHING: ("is being searched for", "mdi:magnify"),
    RequestState.GRABBED: ("was found", "mdi:tray-arrow-down"),
    RequestState.DOWNLOADING: ("is downloading", "mdi:progress-download"),
    RequestState.IMPORTING: ("is being imported", "mdi:folder-download-outline"),
    RequestState.AVAILABLE: ("is ready to watch", "mdi:television-play"),
}
"""The lines of a request that moved on, by the state it came to."""

_QUEUES: Final[Mapping[str, str]] = {
    EventKind.QUEUE_PAUSED: "stays paused, because somebody paused it",
    EventKind.QUEUE_RESUMED: "goes on, because somebody resumed it",
}
"""The lines of a queue that AutoArr had paused and that somebody else took over."""


@callback
def async_describe_events(
    hass: HomeAssistant,
    async_describe_event: Callable[[str, str, Callable[[Event], dict[str, Any]]], None],
) -> None:
    """Describe AutoArr's one event type."""
    async_describe_event(DOMAIN, EVENT_AUTOARR, describe)


@callback
def describe(event: Event) -> dict[str, Any]:
    """Return the line of one milestone: its title, what happened, and the detail if there is one."""
    line, icon = _LINES.get(str(event.data.get("kind")), ("noted something", "mdi:notebook"))
    given = event.data.get("data")
    data = given if isinstance(given, Mapping) else {}
    if event.data.get("kind") == EventKind.STORM and data.get("over"):
        line, icon, data = (
            "acts again after too many failures at once",
            "mdi:weather-partly-cloudy",
            {},
        )
    if event.data.get("kind") in _QUEUES:
        line, data = _of_queue(str(event.data["kind"]), line, data)
    if event.data.get("kind") == EventKind.REQUEST_STATE and data.get("state") in _STATES:
        line, icon = _STATES[str(data["state"])]
        data = {"message": data.get("message")}
    key = next((key for key in DETAILS if data.get(key)), "")
    detail = _detail(key, str(data.get(key, "")))
    return {
        LOGBOOK_ENTRY_NAME: event.data.get("title") or "AutoArr",
        LOGBOOK_ENTRY_MESSAGE: f"{line}: {detail}" if detail else line,
        LOGBOOK_ENTRY_ICON: icon,
    }


def _of_queue(kind: str, line: str, data: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Return the line of a queue, and what says more: only why AutoArr paused it."""
    if data.get("by_us") is False:
        return _QUEUES[kind], {}
    return line, data if kind == EventKind.QUEUE_PAUSED else {}


def _detail(key: str, text: str) -> str:
    """Return a sentence as it is, and a code of ours in words."""
    if key in SENTENCES:
        return text
    word = word_of(key, text)
    return text.replace("_", " ") if word is None else WORDS[key_of(word)]
