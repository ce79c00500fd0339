"""What all entities of AutoArr share."""

from typing import override

from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .coordinator import AnyCoordinator
from .hub import AutoarrHub


class ServiceEntity[CoordinatorT: AnyCoordinator](CoordinatorEntity[CoordinatorT]):
    """An entity of one service instance; `context` names the facet it needs to be polled."""

    _attr_has_entity_name = True

    def __init__(
        self,
        coordinator: CoordinatorT,
        description: EntityDescription,
        *,
        facet: str | None = None,
        key: str | None = None,
    ) -> None:
        """Belong to the device of the service."""
        super().__init__(coordinator, context=facet)
        self.entity_description = description
        self._facet = facet
        self._attr_unique_id = f"{coordinator.ref.id}_{key or description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, coordinator.ref.id)})

    @property
    @override
    def available(self) -> bool:
        """Be unavailable until the service answered, and when the part shown here could not be read."""
        return (
            super().available
            and self.coordinator.answered
            and self._facet not in self.coordinator.failed_facets
        )


class HubEntity(Entity):
    """An entity of AutoArr itself, told by the hub when something changed.

    `facets` are the parts of the services that it judges, and that must be read for it.
    """

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self, hub: AutoarrHub, description: EntityDescription, *, facets: tuple[str, ...] = ()
    ) -> None:
        """Belong to the hub's device."""
        self.hub = hub
        self.entity_description = description
        self._facets = facets
        self._attr_unique_id = f"{hub.entry.entry_id}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, hub.entry.entry_id)})

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the hub."""
        await super().async_added_to_hass()
        self.async_on_remove(self.hub.async_add_listener(self._hub_changed))
        for runtime in self.hub.services.values():
            for facet in self._facets:
                self.async_on_remove(runtime.coordinator.async_add_listener(_heard, facet))

    @callback
    def _hub_changed(self) -> None:
        """Show the new state."""
        self.async_write_ha_state()


@callback
def _heard() -> None:
    """Do nothing: the hub tells of every change, the listener only keeps a facet read."""
