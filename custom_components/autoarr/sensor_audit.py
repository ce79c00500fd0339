"""Sensors of the audit: how well each service is set and how much is wrong, and the same of all of them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import PERCENTAGE
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.typing import StateType

from .audit.models import Finding, Severity
from .audit.report import Report
from .clients.service import ServiceRef
from .const import DOMAIN
from .entity import HubEntity
from .hub import AutoarrHub

_COUNTED: Final = {
    "errors": Severity.ERROR,
    "warnings": Severity.WARNING,
    "hints": Severity.INFO,
}


@dataclass(frozen=True, kw_only=True)
class AuditDescription(SensorEntityDescription):
    """A sensor over the last report; `instance` is a service, empty for all of them."""

    value_fn: Callable[[Report, str], StateType | datetime]
    attributes_fn: Callable[[Report, str], dict[str, StateType]] | None = None


def _score(report: Report, instance: str) -> int | None:
    """Return the score of a service, or of all."""
    return report.scores.get(instance) if instance else report.score


def _of(findings: Iterable[Finding], instance: str) -> list[Finding]:
    """Return the findings of a service, or all."""
    return [one for one in findings if instance in ("", one.service.id)]


def _counts(report: Report, instance: str) -> dict[str, StateType]:
    """Return how many findings there are of each severity, and how many nobody wants to hear of."""
    counts = Counter(finding.rule.severity for finding in _of(report.findings, instance))
    return {
        **{name: counts[severity] for name, severity in _COUNTED.items()},
        "ignored": len(_of(report.ignored, instance)),
    }


EACH: Final[tuple[AuditDescription, ...]] = (
    AuditDescription(
        key="audit_score",
        translation_key="audit_score",
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=0,
        value_fn=_score,
    ),
    AuditDescription(
        key="audit_findings",
        translation_key="audit_findings",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda report, instance: len(_of(report.findings, instance)),
        attributes_fn=_counts,
    ),
)
"""Of every service, and of all together."""

LAST_AUDIT: Final = AuditDescription(
    key="last_audit",
    translation_key="last_audit",
    device_class=SensorDeviceClass.TIMESTAMP,
    value_fn=lambda report, _: report.at,
)


class AuditSensor(HubEntity, SensorEntity):
    """A sensor of the audit, at the device of a service or of AutoArr itself."""

    entity_description: AuditDescription

    def __init__(
        self, hub: AutoarrHub, description: AuditDescription, ref: ServiceRef | None = None
    ) -> None:
        """Belong to a service, to all without one."""
        super().__init__(hub, description)
        self._instance = ref.id if ref else ""
        if ref is not None:
            self._attr_unique_id = f"{ref.id}_{description.key}"
            self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, ref.id)})

    @property
    @override
    def available(self) -> bool:
        """Be unavailable until there was a look, and where it could not judge the service."""
        report = self.hub.audit.report
        return report is not None and (not self._instance or self._instance in report.scores)

    @property
    @override
    def native_value(self) -> StateType | datetime:
        """Return the value."""
        report = self.hub.audit.report
        return self.entity_description.value_fn(report, self._instance) if report else None

    @property
    @override
    def extra_state_attributes(self) -> dict[str, StateType] | None:
        """Return the few attributes that explain the value."""
        report, describe = self.hub.audit.report, self.entity_description.attributes_fn
        return describe(report, self._instance) if report and describe else None


def hub_sensors(hub: AutoarrHub) -> list[AuditSensor]:
    """Return the sensors of everything together."""
    return [AuditSensor(hub, description) for description in (*EACH, LAST_AUDIT)]


def service_sensors(hub: AutoarrHub, ref: ServiceRef) -> list[AuditSensor]:
    """Return the sensors of a service."""
    return [AuditSensor(hub, description, ref) for description in EACH]
