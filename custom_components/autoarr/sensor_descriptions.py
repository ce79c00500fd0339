"""What the sensors show: one description each, read from a service's snapshot or from the hub."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory, UnitOfDataRate, UnitOfInformation, UnitOfTime
from homeassistant.helpers.typing import StateType

from .chain import JUDGED_FACETS, Link
from .clients.models.sabnzbd import JobStatus
from .clients.models.servarr import HealthLevel, HealthMessage
from .clients.service import ServiceKind
from .hub import AutoarrHub
from .snapshot import PlexData, SabnzbdData, ServarrData

_SAB_STATES = {
    JobStatus.DOWNLOADING: "downloading",
    JobStatus.GRABBING: "grabbing",
    JobStatus.CHECKING: "checking",
    JobStatus.PAUSED: "paused",
    JobStatus.PROPAGATING: "propagating",
}
SAB_STATES = ["idle", *_SAB_STATES.values(), "post_processing", "unknown"]


@dataclass(frozen=True, kw_only=True)
class ServiceSensorDescription[DataT](SensorEntityDescription):
    """A sensor over one coordinator's snapshot; `facet` names the part that must be polled for it."""

    value_fn: Callable[[DataT], StateType]
    attributes_fn: Callable[[DataT], dict[str, StateType]] | None = None
    facet: str | None = None
    kind: ServiceKind | None = None


def worst(messages: Sequence[HealthMessage] | None) -> HealthMessage | None:
    """Return the gravest health message, the first of equals."""
    order = [HealthLevel.ERROR, HealthLevel.WARNING, HealthLevel.NOTICE]
    ranked = [m for m in messages or () if m.type in order]
    return min(ranked, key=lambda m: order.index(m.type), default=None)


def _health(data: ServarrData) -> StateType:
    """Return the level of the gravest message."""
    if data.health is None:
        return None
    message = worst(data.health)
    return HealthLevel.OK if message is None else message.type


def _health_attributes(data: ServarrData) -> dict[str, StateType]:
    """Return the gravest message in the service's own words and how many there are."""
    message = worst(data.health)
    levels = [m.type for m in data.health or ()]
    return {
        "message": message.message if message else None,
        "source": message.source if message else None,
        "errors": levels.count(HealthLevel.ERROR),
        "warnings": levels.count(HealthLevel.WARNING),
    }


SERVARR: tuple[ServiceSensorDescription[ServarrData], ...] = (
    ServiceSensorDescription(
        key="health",
        translation_key="health",
        device_class=SensorDeviceClass.ENUM,
        options=[HealthLevel.OK, HealthLevel.NOTICE, HealthLevel.WARNING, HealthLevel.ERROR],
        facet="health",
        value_fn=_health,
        attributes_fn=_health_attributes,
    ),
    ServiceSensorDescription(
        key="queue",
        translation_key="queue",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda data: len(data.queue),
    ),
    ServiceSensorDescription(
        key="missing",
        translation_key="missing",
        state_class=SensorStateClass.MEASUREMENT,
        facet="missing_total",
        value_fn=lambda data: data.missing_total,
    ),
    ServiceSensorDescription(
        key="library",
        translation_key="movies",
        kind=ServiceKind.RADARR,
        state_class=SensorStateClass.MEASUREMENT,
        facet="library",
        value_fn=lambda data: data.library_total,
    ),
    ServiceSensorDescription(
        key="library",
        translation_key="series",
        kind=ServiceKind.SONARR,
        state_class=SensorStateClass.MEASUREMENT,
        facet="library",
        value_fn=lambda data: data.library_total,
    ),
    ServiceSensorDescription(
        key="version",
        translation_key="version",
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda data: data.running_version,
    ),
)


def _failed_jobs(data: SabnzbdData) -> StateType:
    """Return how many of the newest history items failed."""
    if data.history is None:
        return None
    return sum(slot.status is JobStatus.FAILED for slot in data.history.slots)


def gigabytes(value: int | None, digits: int = 0) -> StateType:
    """Return bytes as rounded gigabytes, so that the recorder is not flooded."""
    return None if value is None else round(value / 1e9, digits)


def _free_space(folder: str) -> ServiceSensorDescription[SabnzbdData]:
    """Describe the free space where SABnzbd keeps unfinished (download) or finished (complete) jobs."""

    def free(data: SabnzbdData) -> StateType:
        return gigabytes(getattr(data.queue, f"{folder}_free_bytes")) if data.queue else None

    return ServiceSensorDescription(
        key=f"{folder}_free",
        translation_key=f"{folder}_free",
        device_class=SensorDeviceClass.DATA_SIZE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfInformation.GIGABYTES,
        suggested_display_precision=0,
        value_fn=free,
    )


def _total(period: str) -> ServiceSensorDescription[SabnzbdData]:
    """Describe what was downloaded in a period that SABnzbd counts."""

    def downloaded(data: SabnzbdData) -> StateType:
        return gigabytes(getattr(data.stats, period), 1) if data.stats else None

    return ServiceSensorDescription(
        key=f"total_{period}",
        translation_key=f"total_{period}",
        device_class=SensorDeviceClass.DATA_SIZE,
        state_class=SensorStateClass.TOTAL_INCREASING,
        native_unit_of_measurement=UnitOfInformation.GIGABYTES,
        suggested_display_precision=1,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        facet="stats",
        value_fn=downloaded,
    )


SABNZBD: tuple[ServiceSensorDescription[SabnzbdData], ...] = (
    ServiceSensorDescription(
        key="status",
        translation_key="sabnzbd_status",
        device_class=SensorDeviceClass.ENUM,
        options=SAB_STATES,
        value_fn=lambda data: _sab_state(data),
    ),
    ServiceSensorDescription(
        key="speed",
        translation_key="speed",
        device_class=SensorDeviceClass.DATA_RATE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfDataRate.MEGABYTES_PER_SECOND,
        suggested_display_precision=1,
        value_fn=lambda data: round(data.queue.speed_bytes / 1_000_000, 1) if data.queue else None,
    ),
    ServiceSensorDescription(
        key="remaining",
        translation_key="remaining",
        device_class=SensorDeviceClass.DATA_SIZE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfInformation.GIGABYTES,
        suggested_display_precision=2,
        value_fn=lambda data: round(data.queue.left_bytes / 1e9, 2) if data.queue else None,
    ),
    ServiceSensorDescription(
        key="time_remaining",
        translation_key="time_remaining",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        entity_registry_enabled_default=False,
        value_fn=lambda data: (
            round(data.queue.time_left.total_seconds() / 60) if data.queue else None
        ),
    ),
    ServiceSensorDescription(
        key="queue",
        translation_key="queue",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda data: data.queue.slot_count if data.queue else None,
    ),
    ServiceSensorDescription(
        key="failed",
        translation_key="failed_jobs",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=_failed_jobs,
    ),
    ServiceSensorDescription(
        key="warnings",
        translation_key="warnings",
        entity_category=EntityCategory.DIAGNOSTIC,
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda data: len(data.warnings),
        attributes_fn=lambda data: {"newest": data.warnings[-1].text if data.warnings else None},
    ),
    *(_free_space(folder) for folder in ("download", "complete")),
    *(_total(period) for period in ("day", "week", "month", "total")),
    ServiceSensorDescription(
        key="version",
        translation_key="version",
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda data: data.running_version,
    ),
)

PLEX: tuple[ServiceSensorDescription[PlexData], ...] = (
    ServiceSensorDescription(
        key="sessions",
        translation_key="sessions",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda data: len(data.sessions),
    ),
    ServiceSensorDescription(
        key="transcodes",
        translation_key="transcodes",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda data: sum(session.transcoding for session in data.sessions),
    ),
    ServiceSensorDescription(
        key="version",
        translation_key="version",
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda data: data.running_version,
    ),
)


@dataclass(frozen=True, kw_only=True)
class HubSensorDescription(SensorEntityDescription):
    """A sensor over the hub."""

    value_fn: Callable[[AutoarrHub], StateType | datetime]
    attributes_fn: Callable[[AutoarrHub], dict[str, StateType]] | None = None
    facets: tuple[str, ...] = ()


HUB: tuple[HubSensorDescription, ...] = (
    HubSensorDescription(
        key="chain",
        translation_key="chain",
        device_class=SensorDeviceClass.ENUM,
        options=list(Link),
        facets=JUDGED_FACETS,
        value_fn=lambda hub: hub.chain.link,
        attributes_fn=lambda hub: {"instance": hub.chain.instance or None},
    ),
    HubSensorDescription(
        key="open_requests",
        translation_key="open_requests",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda hub: sum(request.open for request in hub.requests.requests()),
    ),
)


def _sab_state(data: SabnzbdData) -> StateType:
    """Return one word for what SABnzbd does; its own words are many and change with versions."""
    if data.queue is None:
        return None
    if data.queue.paused:
        return "paused"
    if data.queue.status in _SAB_STATES:
        return _SAB_STATES[data.queue.status]
    if data.post_processing:
        return "post_processing"
    return "idle" if data.queue.status is JobStatus.IDLE else "unknown"
