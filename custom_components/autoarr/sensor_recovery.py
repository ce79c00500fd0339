"""Sensors of recovery: what happened today, how often each strategy helps, what is next, what is allowed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import PERCENTAGE, EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_time_change
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .entity import HubEntity
from .failures import open_failures
from .hub import AutoarrConfigEntry, AutoarrHub
from .recovery.keeping.statistics import count_since, strategies_used, success_rate
from .recovery.models import ACTING, FailureState, Policy, Strategy
from .recovery.records import Happened
from .sensor_descriptions import HubSensorDescription

SUCCESS: Final = "success_"

RATED: Final = tuple(strategy for strategy in ACTING if strategy is not Strategy.PAUSE_QUEUE)
"""The strategies that a download can recover by; a pause only protects."""

_OFTEN_USED: Final = frozenset(
    {Strategy.NEXT_RELEASE, Strategy.RETRY_LATER, Strategy.RETRY_NOW, Strategy.FORCE_IMPORT}
)
"""The strategies whose success is shown without being asked for."""


@dataclass(frozen=True, kw_only=True)
class TodayDescription(SensorEntityDescription):
    """A count that begins anew at midnight."""

    counted: Happened


TODAY: Final = tuple(
    TodayDescription(
        key=key,
        translation_key=key,
        state_class=SensorStateClass.TOTAL,
        counted=counted,
    )
    for key, counted in (
        ("failures_today", Happened.SEEN),
        ("recoveries_today", Happened.RECOVERED),
        ("gave_up_today", Happened.GAVE_UP),
    )
)


def _next_retry(hub: AutoarrHub) -> datetime | None:
    """Return when the next failure that waits is tried again."""
    waiting = (
        failure.next_try
        for failure in hub.recovery.failures()
        if failure.state is FailureState.WAITING and failure.next_try is not None
    )
    return min(waiting, default=None)


def _policy_of(strategy: Strategy) -> Callable[[AutoarrHub], Policy]:
    """Return what reads the policy of a strategy."""
    return lambda hub: hub.recovery.policies()[strategy]


RECOVERY: Final[tuple[HubSensorDescription, ...]] = (
    HubSensorDescription(
        key="open_failures",
        translation_key="open_failures",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda hub: len(open_failures(hub)),
    ),
    HubSensorDescription(
        key="next_retry",
        translation_key="next_retry",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=_next_retry,
    ),
    HubSensorDescription(
        key="would_have_done",
        translation_key="would_have_done",
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda hub: len(hub.recovery.would_have_done()),
    ),
    HubSensorDescription(
        key="recovery",
        translation_key="recovery",
        device_class=SensorDeviceClass.ENUM,
        options=["dry_run", "recommended", "custom", "off"],
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda hub: hub.policy_name,
    ),
    *(
        HubSensorDescription(
            key=f"policy_{strategy}",
            translation_key=f"policy_{strategy}",
            device_class=SensorDeviceClass.ENUM,
            options=list(Policy),
            entity_category=EntityCategory.DIAGNOSTIC,
            value_fn=_policy_of(strategy),
        )
        for strategy in ACTING
    ),
)


class TodaySensor(HubEntity, SensorEntity):
    """How often something has happened since midnight, local time."""

    entity_description: TodayDescription

    @override
    async def async_added_to_hass(self) -> None:
        """Begin anew at midnight."""
        await super().async_added_to_hass()
        self.async_on_remove(
            async_track_time_change(self.hass, self._new_day, hour=0, minute=0, second=0)
        )

    @callback
    def _new_day(self, _now: datetime) -> None:
        """Show the new day."""
        self.async_write_ha_state()

    @property
    @override
    def last_reset(self) -> datetime:
        """Return the midnight this day began with."""
        return dt_util.start_of_local_day()

    @property
    @override
    def native_value(self) -> int:
        """Return the count."""
        counts = count_since(self.hub.recovery.outcomes(), self.last_reset)
        return counts[self.entity_description.counted]


class SuccessSensor(HubEntity, SensorEntity):
    """How often a strategy led to a recovery, in the last 30 days."""

    _attr_state_class = SensorStateClass.MEASUREMENT
    _attr_native_unit_of_measurement = PERCENTAGE
    _attr_suggested_display_precision = 0

    def __init__(self, hub: AutoarrHub, strategy: Strategy) -> None:
        """Belong to one strategy."""
        key = f"{SUCCESS}{strategy}"
        super().__init__(
            hub,
            SensorEntityDescription(
                key=key,
                translation_key=key,
                entity_registry_enabled_default=strategy in _OFTEN_USED,
            ),
        )
        self._strategy = strategy

    @property
    @override
    def native_value(self) -> float | None:
        """Return the share in percent, unknown while nothing has come of it yet."""
        rate = success_rate(self.hub.recovery.outcomes(), self._strategy)
        return None if rate is None else round(100 * rate, 1)


@callback
def async_follow_strategies(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Show the success of each strategy from its first use on; an entity that was there once stays."""
    hub = entry.runtime_data
    added: set[Strategy] = set()

    @callback
    def look() -> None:
        """Add what is new."""
        used = strategies_used(hub.recovery.outcomes())
        new = [s for s in RATED if s not in added and (s in used or _known(hass, entry, s))]
        if new:
            added.update(new)
            async_add_entities(SuccessSensor(hub, strategy) for strategy in new)

    entry.async_on_unload(hub.async_add_listener(look))
    look()


def _known(hass: HomeAssistant, entry: AutoarrConfigEntry, strategy: Strategy) -> bool:
    """Say whether the success of a strategy was shown before."""
    unique_id = f"{entry.entry_id}_{SUCCESS}{strategy}"
    return er.async_get(hass).async_get_entity_id("sensor", DOMAIN, unique_id) is not None
