"""What the sensors of the app show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory, UnitOfInformation, UnitOfTime
from homeassistant.helpers.typing import StateType

from ..clients.models.app import AppInfo, ModelStatus

_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, kw_only=True)
class AppSensorDescription(SensorEntityDescription):
    """A sensor over what the app says of itself."""

    value_fn: Callable[[AppInfo], StateType]
    attributes_fn: Callable[[AppInfo], dict[str, StateType]] | None = None


def _latency(info: AppInfo) -> StateType:
    """Return how long the newest answer took, before the first one that of the app's own trial."""
    if info.model.last_answer_ms is not None:
        return round(info.model.last_answer_ms)
    return None if info.model.benchmark is None else round(info.model.benchmark.first_answer_ms)


def _trial(info: AppInfo) -> dict[str, StateType]:
    """Return what the app measured when it loaded the model."""
    if (trial := info.model.benchmark) is None:
        return {}
    return {
        "load_time": round(trial.load_ms),
        "reading_speed": round(trial.prompt_tokens_per_s, 1),
        "writing_speed": round(trial.tokens_per_s, 1),
        "first_answer": round(trial.first_answer_ms),
        "memory": round(trial.resident_bytes / _MEGABYTE),
    }


APP: Final = (
    AppSensorDescription(
        key="model",
        translation_key="app_model",
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda info: info.model.model,
        attributes_fn=_trial,
    ),
    AppSensorDescription(
        key="model_status",
        translation_key="app_model_status",
        device_class=SensorDeviceClass.ENUM,
        options=[*ModelStatus],
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda info: info.model.status,
        attributes_fn=lambda info: {"detail": info.model.detail or None},
    ),
    AppSensorDescription(
        key="latency",
        translation_key="app_latency",
        device_class=SensorDeviceClass.DURATION,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfTime.MILLISECONDS,
        suggested_display_precision=0,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=_latency,
    ),
    AppSensorDescription(
        key="database_size",
        translation_key="app_database_size",
        device_class=SensorDeviceClass.DATA_SIZE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfInformation.MEGABYTES,
        suggested_display_precision=0,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda info: round(info.history.bytes / _MEGABYTE, 1),
    ),
    AppSensorDescription(
        key="history_rows",
        translation_key="app_history_rows",
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda info: info.history.rows,
    ),
    AppSensorDescription(
        key="version",
        translation_key="version",
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda info: info.version,
    ),
)
