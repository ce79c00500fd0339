"""The speed limit of SABnzbd."""

from typing import override

from homeassistant.components.number import NumberEntity, NumberEntityDescription, NumberMode
from homeassistant.const import PERCENTAGE, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import SabnzbdCoordinator
from .entity import ServiceEntity
from .errors import service_errors
from .hub import AutoarrConfigEntry

PARALLEL_UPDATES = 1

SPEED_LIMIT = NumberEntityDescription(
    key="speed_limit",
    translation_key="speed_limit",
    entity_category=EntityCategory.CONFIG,
    native_min_value=1,
    native_max_value=100,
    native_step=1,
    native_unit_of_measurement=PERCENTAGE,
    mode=NumberMode.SLIDER,
)


class SpeedLimit(ServiceEntity[SabnzbdCoordinator], NumberEntity):
    """Percent of the line speed that SABnzbd may use; 100 is no limit."""

    @property
    @override
    def native_value(self) -> float | None:
        """Return the limit in force."""
        queue = self.coordinator.data.queue
        if queue is None or (queue.speed_limit_bytes and not queue.speed_limit_percent):
            return None
        return queue.speed_limit_percent or 100

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set the limit and read it back."""
        with service_errors(self.coordinator.ref.name):
            await self.coordinator.client.set_speed_limit(int(value))
        await self.coordinator.async_refresh()


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the speed limit of every SABnzbd."""
    for runtime in entry.runtime_data.services.values():
        if isinstance(runtime.coordinator, SabnzbdCoordinator):
            async_add_entities(
                [SpeedLimit(runtime.coordinator, SPEED_LIMIT)],
                config_subentry_id=runtime.ref.id,
            )
