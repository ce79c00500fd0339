"""Event entities: the milestones of everything, the steps of requests, those of recovery, and the audit."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Final, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import HubEntity
from .hub import AutoarrConfigEntry
from .journal.events import Event, EventKind, Severity, is_milestone
from .journal.ports import JsonValue
from .recovery_steps import RecoveryNews, RecoveryStep, async_follow_recovery, async_tell_recovery
from .requests.models import RequestState
from .steps import RequestStep, async_follow_steps, described

PARALLEL_UPDATES = 0

ACTIVITY = EventEntityDescription(
    key="activity",
    translation_key="activity",
    event_types=[kind for kind in EventKind if is_milestone(kind, Severity.ERROR)],
)

REQUEST = EventEntityDescription(
    key="request", translation_key="request", event_types=[state.value for state in RequestState]
)

RECOVERY = EventEntityDescription(
    key="recovery_step",
    translation_key="recovery",
    event_types=[step.value for step in RecoveryStep],
)


AUDIT_KINDS: Final = {
    EventKind.AUDIT_FINISHED: "finished",
    EventKind.SETTING_CHANGED: "setting_changed",
    EventKind.SETTING_UNDONE: "setting_undone",
    EventKind.SETTING_DRIFTED: "setting_drifted",
}

AUDIT = EventEntityDescription(
    key="audit", translation_key="audit", event_types=list(AUDIT_KINDS.values())
)

TOLD_CHARS: Final = 200
"""Cap of each text that is told; the names of settings are those of a service."""


class HubEvent(HubEntity, EventEntity):
    """The newest of what it follows."""

    @abstractmethod
    def _follow(self) -> CALLBACK_TYPE:
        """Begin to hear of it; return what ends that."""

    @override
    async def async_added_to_hass(self) -> None:
        """Follow it for as long as the entity is there."""
        await super().async_added_to_hass()
        self.async_on_remove(self._follow())

    @callback
    def _show(self, kind: str, told: Mapping[str, Any]) -> None:
        """Show the newest."""
        self._trigger_event(kind, dict(told))
        self.async_write_ha_state()


class ActivityEvent(HubEvent):
    """The newest milestone."""

    @override
    def _follow(self) -> CALLBACK_TYPE:
        """Follow the journal."""
        return self.hub.journal.subscribe(self._recorded)

    @callback
    def _recorded(self, event: Event) -> None:
        """Show a milestone, without its data, which can be long."""
        if not event.milestone:
            return
        self._show(
            event.kind,
            {
                "title": event.title,
                "severity": event.severity,
                "service": event.service,
                "correlation": event.correlation,
            },
        )


class RequestEvent(HubEvent):
    """The newest step of a request."""

    @override
    def _follow(self) -> CALLBACK_TYPE:
        """Follow the requests."""
        return async_follow_steps(self.hass, self._stepped)

    @callback
    def _stepped(self, step: RequestStep) -> None:
        """Show a step: what, whose, and why."""
        self._show(step.request.state.value, described(self.hass, step))


class RecoveryEvent(HubEvent):
    """The newest step of what becomes of a download that failed."""

    @override
    def _follow(self) -> CALLBACK_TYPE:
        """Follow recovery."""
        return async_follow_recovery(self.hass, self._stepped)

    @callback
    def _stepped(self, news: RecoveryNews) -> None:
        """Show a step: of what, why, and what is done."""
        self._show(news.step, news.told)


class AuditEvent(HubEvent):
    """The newest look at the settings, or the newest setting that was changed."""

    @override
    def _follow(self) -> CALLBACK_TYPE:
        """Follow the journal."""
        return self.hub.journal.subscribe(self._recorded)

    @callback
    def _recorded(self, event: Event) -> None:
        """Show what the audit tells: where, by which rules, never the values."""
        if (kind := AUDIT_KINDS.get(event.kind)) is None:
            return
        self._show(
            kind,
            {
                "service": self.hub.name_of(event.instance) if event.instance else None,
                "score": event.data.get("score"),
                "findings": event.data.get("findings"),
                "rules": _listed(event.data.get("rules")),
                "settings": _listed(event.data.get("places")),
                "change_id": event.data.get("change"),
                "correlation": event.correlation,
            },
        )


def _listed(texts: JsonValue) -> str | None:
    """Return a list as one short text: attributes hold no lists."""
    if not isinstance(texts, list) or not texts:
        return None
    line = ", ".join(str(text) for text in texts)
    return line if len(line) <= TOLD_CHARS else f"{line[: TOLD_CHARS - 1]}…"


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the event entities."""
    hub = entry.runtime_data
    async_add_entities(
        [
            ActivityEvent(hub, ACTIVITY),
            RequestEvent(hub, REQUEST),
            RecoveryEvent(hub, RECOVERY),
            AuditEvent(hub, AUDIT),
        ]
    )
    entry.async_on_unload(async_tell_recovery(hub))
