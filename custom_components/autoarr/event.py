"""Event entities: the milestones of everything, the steps of requests, those of recovery, and the audit."""

from typing import Final, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import HubEntity
from .hub import AutoarrConfigEntry, AutoarrHub
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


class ActivityEvent(HubEntity, EventEntity):
    """The newest milestone."""

    def __init__(self, hub: AutoarrHub) -> None:
        """Offer every kind of milestone."""
        super().__init__(hub, ACTIVITY)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the journal."""
        await super().async_added_to_hass()
        self.async_on_remove(self.hub.journal.subscribe(self._recorded))

    @callback
    def _recorded(self, event: Event) -> None:
        """Show a milestone, without its data, which can be long."""
        if not event.milestone:
            return
        self._trigger_event(
            event.kind,
            {
                "title": event.title,
                "severity": event.severity,
                "service": event.service,
                "correlation": event.correlation,
            },
        )
        self.async_write_ha_state()


class RequestEvent(HubEntity, EventEntity):
    """The newest step of a request."""

    def __init__(self, hub: AutoarrHub) -> None:
        """Offer every step."""
        super().__init__(hub, REQUEST)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the requests."""
        await super().async_added_to_hass()
        self.async_on_remove(async_follow_steps(self.hass, self._stepped))

    @callback
    def _stepped(self, step: RequestStep) -> None:
        """Show a step: what, whose, and why."""
        self._trigger_event(step.request.state.value, described(self.hass, step))
        self.async_write_ha_state()


class RecoveryEvent(HubEntity, EventEntity):
    """The newest step of what becomes of a download that failed."""

    def __init__(self, hub: AutoarrHub) -> None:
        """Offer every step."""
        super().__init__(hub, RECOVERY)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow recovery."""
        await super().async_added_to_hass()
        self.async_on_remove(async_follow_recovery(self.hass, self._stepped))

    @callback
    def _stepped(self, news: RecoveryNews) -> None:
        """Show a step: of what, why, and what is done."""
        self._trigger_event(news.step, news.told)
        self.async_write_ha_state()


class AuditEvent(HubEntity, EventEntity):
    """The newest look at the settings, or the newest setting that was changed."""

    def __init__(self, hub: AutoarrHub) -> None:
        """Offer everything that the audit tells."""
        super().__init__(hub, AUDIT)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the journal."""
        await super().async_added_to_hass()
        self.async_on_remove(self.hub.journal.subscribe(self._recorded))

    @callback
    def _recorded(self, event: Event) -> None:
        """Show what the audit tells: where, by which rules, never the values."""
        if (kind := AUDIT_KINDS.get(event.kind)) is None:
            return
        self._trigger_event(
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
        self.async_write_ha_state()


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
    async_add_entities([ActivityEvent(hub), RequestEvent(hub), RecoveryEvent(hub), AuditEvent(hub)])
    entry.async_on_unload(async_tell_recovery(hub))
