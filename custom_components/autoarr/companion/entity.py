"""What the entities of the app share."""

from typing import override

from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from ..const import DOMAIN
from ..devices import app_id
from .coordinator import AppCoordinator


class AppEntity(CoordinatorEntity[AppCoordinator]):
    """An entity of the companion app."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: AppCoordinator, description: EntityDescription) -> None:
        """Belong to the device of the app."""
        super().__init__(coordinator)
        device = app_id(coordinator.config_entry.entry_id)
        self.entity_description = description
        self._attr_unique_id = f"{device}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, device)})

    @property
    @override
    def available(self) -> bool:
        """Be unavailable until the app answered, and while it does not."""
        return self.coordinator.ready
