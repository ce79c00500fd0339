"""Diagnostics: what helps to find a fault, without keys, tokens, passwords and host names."""

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceEntry
from homeassistant.loader import async_get_loaded_integration
from yarl import URL

from .companion.link import AppLink
from .const import (
    CONF_API_KEY,
    CONF_APP,
    CONF_INSTANCE_ID,
    CONF_MACHINE_IDENTIFIER,
    CONF_TOKEN,
    CONF_URL,
    CONF_WEBHOOKS,
    DOMAIN,
)
from .devices import app_id
from .hub import AutoarrConfigEntry, AutoarrHub
from .journal.redact import REDACTED, is_sensitive_key, redact
from .recovery.keeping.notebook import UNKNOWNS
from .runtime import ServiceRuntime, secrets_of

LIST_LENGTH: Final = 25
TEXT_LENGTH: Final = 200
RECENT_EVENTS: Final = 100

_HIDDEN: Final = frozenset(
    {
        CONF_API_KEY,
        CONF_INSTANCE_ID,
        CONF_MACHINE_IDENTIFIER,
        CONF_TOKEN,
        CONF_WEBHOOKS,
        "user",
        "requester",
        "confirmed_by",
        "approved_by",
        "by",
        "tokens",
        "spent",
        "satellite",
        "device",
        "conversation",
        "unique_id",
        "entry_id",
    }
)


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: AutoarrConfigEntry
) -> dict[str, Any]:
    """Return the hub: its services, what recovery may do, what happened last."""
    hub = entry.runtime_data
    show = Shower(hidden_words(entry))
    return {
        "entry": {
            "version": entry.version,
            "options": show(entry.options),
            "app": show_app(show, entry.data.get(CONF_APP)),
            "services": [show_subentry(show, sub.as_dict()) for sub in entry.subentries.values()],
        },
        "services": [_service(show, runtime) for runtime in hub.services.values()],
        "app": _app(show, hub.app),
        "requests": show(hub.requests.requests()),
        "recovery": _recovery(show, hub),
        "audit": _audit(hub),
        "journal": show(hub.journal.recent(RECENT_EVENTS), limit=RECENT_EVENTS),
    }


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: AutoarrConfigEntry, device: DeviceEntry
) -> dict[str, Any]:
    """Return one service, or the hub for the hub's own device."""
    ids = {value for domain, value in device.identifiers if domain == DOMAIN}
    if app_id(entry.entry_id) in ids:
        show = Shower(hidden_words(entry))
        return {
            "entry": show_app(show, entry.data.get(CONF_APP)),
            "app": _app(show, entry.runtime_data.app),
        }
    for subentry_id in ids & entry.subentries.keys():
        show = Shower(hidden_words(entry))
        runtime = entry.runtime_data.services[subentry_id]
        return {
            "entry": show_subentry(show, entry.subentries[subentry_id].as_dict()),
            "service": _service(show, runtime),
        }
    return await async_get_config_entry_diagnostics(hass, entry)


def show_subentry(show: Shower, subentry: Mapping[str, Any]) -> dict[str, Any]:
    """Return a subentry with the host of its address hidden."""
    shown: dict[str, Any] = show(subentry)
    shown["data"][CONF_URL] = hidden_host(subentry["data"][CONF_URL])
    return shown


def show_app(show: Shower, connection: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the connection to the companion app with host and token hidden."""
    if connection is None:
        return None
    shown: dict[str, Any] = show(connection)
    shown[CONF_URL] = hidden_host(connection[CONF_URL])
    return shown


def hidden_host(url: str) -> str:
    """Return an address with everything but scheme, port and path hidden."""
    parsed = URL(url)
    return f"{parsed.scheme}://{REDACTED}:{parsed.port}{parsed.path}"


def _service(show: Shower, runtime: ServiceRuntime) -> dict[str, Any]:
    """Return what is known of one service."""
    coordinator = runtime.coordinator
    return {
        "kind": runtime.ref.kind,
        "name": show(runtime.ref.name),
        "answers": coordinator.last_update_success,
        "error": show(str(coordinator.last_exception)) if coordinator.last_exception else None,
        "poll_seconds": coordinator.update_interval and coordinator.update_interval.total_seconds(),
        "unread": sorted(coordinator.failed_facets),
        "data": show(coordinator.data),
    }


def _app(show: Shower, link: AppLink | None) -> dict[str, Any] | None:
    """Return what is known of the companion app, and how much waits for it."""
    if link is None:
        return None
    coordinator = link.coordinator
    return {
        "answers": coordinator.last_update_success,
        "error": show(str(coordinator.last_exception)) if coordinator.last_exception else None,
        "waiting_bytes": link.outbox.bytes,
        "data": show(coordinator.data),
    }


def _recovery(show: Shower, hub: AutoarrHub) -> dict[str, Any]:
    """Return what recovery knows and would do."""
    return {
        "failures": show(hub.recovery.failures()),
        "would_have_done": show(hub.recovery.would_have_done()),
        "unknown_messages": {
            "report_at": async_get_loaded_integration(hub.hass, DOMAIN).issue_tracker,
            "messages": show(hub.recovery.unknown_messages(), limit=UNKNOWNS),
        },
    }


def _audit(hub: AutoarrHub) -> dict[str, Any] | None:
    """Return the last report and the changes in short: which rules, never a value of a setting."""
    report = hub.audit.report
    if report is None:
        return None
    kinds = {key: runtime.ref.kind for key, runtime in hub.services.items()}
    return {
        "at": report.at.isoformat(),
        "score": report.score,
        "scores": [[kinds.get(key), score] for key, score in report.scores.items()],
        "unread": [kinds.get(key) for key in report.unread],
        "findings": [[one.rule.id, one.service.kind, one.rule.severity] for one in report.findings],
        "ignored": [[one.rule.id, one.service.kind] for one in report.ignored],
        "skipped": [[one.rule_id, one.service.kind, one.reason] for one in report.skipped],
        "changes": [
            [one.at.isoformat(), kinds.get(one.instance), one.state, list(one.rules)]
            for one in hub.audit.changes()[:LIST_LENGTH]
        ],
        "drifts": len(hub.audit.drifts()),
    }


def hidden_words(entry: AutoarrConfigEntry) -> frozenset[str]:
    """Return every key and every host name of the entry: neither may appear anywhere."""
    hosts = {URL(sub.data[CONF_URL]).host for sub in entry.subentries.values()}
    keys = set(secrets_of(entry))
    if CONF_APP in entry.data:
        hosts.add(URL(entry.data[CONF_APP][CONF_URL]).host)
    return frozenset(text for text in (*hosts, *keys) if text)


class Shower:
    """Turns what AutoArr knows into short, redacted JSON."""

    def __init__(self, secrets: Collection[str]) -> None:
        """Remember what must not appear."""
        self._secrets = secrets

    def __call__(self, value: object, *, limit: int = LIST_LENGTH) -> Any:
        """Return a value as JSON: lists cut, texts cut and redacted."""
        match value:
            case bool() | int() | float() | None:
                return value
            case Enum():
                return value.value
            case str():
                return redact(value, self._secrets)[:TEXT_LENGTH]
            case datetime() | date():
                return value.isoformat()
            case timedelta():
                return value.total_seconds()
            case Mapping():
                return {str(key): self._field(str(key), item) for key, item in value.items()}
            case list() | tuple() | set() | frozenset():
                shown = [self(item) for item in list(value)[:limit]]
                left = len(value) - len(shown)
                return [*shown, f"and {left} more"] if left else shown
            case _ if is_dataclass(value):
                return {f.name: self._field(f.name, getattr(value, f.name)) for f in fields(value)}
            case _:
                return type(value).__name__

    def _field(self, name: str, value: object) -> Any:
        """Return a named value, hidden when the name says that it is a secret."""
        if value is not None and (name in _HIDDEN or is_sensitive_key(name)):
            return REDACTED
        return self(value)
