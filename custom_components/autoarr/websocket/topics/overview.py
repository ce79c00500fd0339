"""The topic of the overview: the chain, the counts, and each service with what is wrong with it."""

from collections.abc import Iterator
from typing import Final

from homeassistant.helpers import device_registry as dr
from homeassistant.util.json import JsonObjectType, JsonValueType

from ...approvals import waiting_of
from ...chain import LOW_DISK_BYTES
from ...clients.errors import AppIncompatible, ServiceUnauthorised
from ...const import DOMAIN
from ...failures import open_failures
from ...hub import AutoarrHub
from ...recovery.models import FailureState
from ...recovery_options import GIGABYTE, RecoveryOptions
from ...runtime import ServiceRuntime
from ...snapshot import PlexData, SabnzbdData, ServarrData
from ..delta import TopicState
from ..glance import Glance
from ..questioning import asked_of_queues
from .jobs import is_shown
from .problems import error_of, error_text, problems_of

FACETS: Final = frozenset(
    {"health", "root_folders", "missing_total", "library", "updates", "sections", "update"}
)


async def look(glance: Glance) -> TopicState:
    """Return the overview."""
    hub = glance.hub
    jobs = await glance.moment.jobs()
    failures = {failure.key: failure for failure in hub.recovery.failures()}
    chain, storm, report = hub.chain, hub.recovery.storm_since, hub.audit.report
    questions: list[JsonValueType] = [*asked_of_queues(glance)]
    services = [_service(glance, runtime) for runtime in hub.services.values()]
    meta: JsonObjectType = {
        "chain": {"link": chain.link.value, "instance": chain.instance},
        "policy": hub.policy_name,
        "questions": questions,
        "storm": storm.isoformat() if storm else None,
        "app": app_state(hub),
        "model": _model(hub),
        "disk": list(_disks(hub)),
        "counts": {
            "jobs": sum(is_shown(job, failures.get(job.failure or "")) for job in jobs),
            "failures": len(open_failures(hub)),
            "waiting": len(waiting_of(hub))
            + sum(one.state is FailureState.ASKED for one in open_failures(hub)),
            "findings": len(report.findings) if report else 0,
            "requests": sum(request.open for request in hub.requests.requests()),
        },
    }
    return TopicState(meta, {str(row["id"]): row for row in services})


def app_state(hub: AutoarrHub) -> JsonObjectType:
    """Return whether there is an app, and whether it can be used; one that was not heard yet is taken for well."""
    if hub.app is None:
        return {"state": "none", "version": None}
    coordinator = hub.app.coordinator
    version = coordinator.data.version if coordinator.data else None
    if coordinator.last_update_success:
        return {"state": "ok", "version": version}
    err = coordinator.last_exception
    match err.__cause__ if err else None:
        case AppIncompatible() as cause:
            return {"state": "incompatible", "version": cause.version}
        case ServiceUnauthorised():
            return {"state": "unauthorised", "version": version}
        case _:
            return {"state": "unreachable", "version": version}


def _model(hub: AutoarrHub) -> JsonObjectType | None:
    """Return how the model is, as the app said last; None where there is no app that said."""
    info = hub.app.coordinator.data if hub.app else None
    return {"state": info.model.status.value, "name": info.model.model} if info else None


def _disks(hub: AutoarrHub) -> Iterator[JsonObjectType]:
    """Yield the places where downloads and libraries lie, each once."""
    floor = max(LOW_DISK_BYTES, round(RecoveryOptions.of(hub.entry).disk_floor * GIGABYTE))
    found: dict[str, tuple[int, int | None]] = {}
    for runtime in hub.services.values():
        for path, free, total in _places(runtime):
            known = found.get(path)
            found[path] = (
                (free, total) if known is None else (min(free, known[0]), known[1] or total)
            )
    for path, (free, total) in found.items():
        yield {"path": path, "free": free, "total": total, "low": free < floor}


def _places(runtime: ServiceRuntime) -> Iterator[tuple[str, int, int | None]]:
    """Yield path, free and total bytes of the folders of a service."""
    data = runtime.coordinator.data
    if isinstance(data, ServarrData):
        for folder in data.root_folders or ():
            if folder.free_bytes is not None:
                yield folder.path, folder.free_bytes, None
    elif isinstance(data, SabnzbdData) and data.queue is not None and data.servers is not None:
        queue, status = data.queue, data.servers
        yield status.download_dir, queue.download_free_bytes, queue.download_total_bytes or None
        yield status.complete_dir, queue.complete_free_bytes, queue.complete_total_bytes or None


def _service(glance: Glance, runtime: ServiceRuntime) -> JsonObjectType:
    """Return one service."""
    hub, data = glance.hub, runtime.coordinator.data
    device = dr.async_get(hub.hass).async_get_device_by_identifier(
        (DOMAIN, runtime.ref.id), hub.entry.entry_id
    )
    device_id = device.id if device else None
    problems = problems_of(glance, runtime, device_id)
    listed: list[JsonValueType] = [*problems]
    return {
        "id": runtime.ref.id,
        "kind": runtime.ref.kind.value,
        "name": runtime.ref.name,
        "url": runtime.url if glance.viewer.admin else None,
        "device_id": device_id,
        "entry_id": hub.entry.entry_id,
        "state": _state(runtime, problems),
        "error": error_text(glance, runtime),
        "version": data.running_version,
        "latest": _latest(data),
        "response_ms": runtime.client.response_ms,
        "problems": listed,
        "facts": _facts(data),
    }


def _state(runtime: ServiceRuntime, problems: list[JsonObjectType]) -> str:
    """Return in one word how a service is."""
    coordinator = runtime.coordinator
    if not coordinator.last_update_success and coordinator.last_exception is not None:
        unauthorised = isinstance(error_of(runtime), ServiceUnauthorised)
        return "unauthorised" if unauthorised else "down"
    if not coordinator.answered:
        return "unknown"
    breaks = any(
        one["level"] in ("error", "warning") and not str(one["id"]).startswith("finding:")
        for one in problems
    )
    return "problem" if breaks else "ok"


def _latest(data: ServarrData | SabnzbdData | PlexData) -> str | None:
    """Return the newest version a service offers, None where it offers none or does not tell."""
    if isinstance(data, ServarrData):
        return next((one.version for one in data.updates or () if one.latest), None)
    if isinstance(data, PlexData):
        return (data.update.version or None) if data.update else None
    return None


def _facts(data: ServarrData | SabnzbdData | PlexData) -> JsonObjectType:
    """Return the few numbers that tell of a service."""
    if isinstance(data, ServarrData):
        return {
            "queue": len(data.queue),
            "missing": data.missing_total,
            "library": data.library_total,
        }
    if isinstance(data, SabnzbdData):
        queue = data.queue
        return {
            "queue": queue.slot_count if queue else None,
            "paused": queue.paused if queue else None,
            "warnings": len(data.warnings),
        }
    return {
        "sessions": len(data.sessions),
        "libraries": len(data.sections) if data.sections is not None else None,
        "items": sum(one.total for one in data.sections) if data.sections is not None else None,
    }
