"""Sensors: what each service holds, how fast it is, and where the chain is broken."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import UnitOfInformation
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType

from .companion.descriptions import APP, AppSensorDescription
from .companion.entity import AppEntity
from .coordinator import AnyCoordinator, PlexCoordinator, SabnzbdCoordinator, ServarrCoordinator
from .dynamic import async_follow
from .entity import HubEntity, ServiceEntity
from .hub import AutoarrConfigEntry
from .journal.redact import redact
from .runtime import secrets_of
from .sensor_audit import hub_sensors, service_sensors
from .sensor_descriptions import (
    HUB,
    PLEX,
    SABNZBD,
    SERVARR,
    HubSensorDescription,
    ServiceSensorDescription,
    gigabytes,
)
from .sensor_recovery import RECOVERY, TODAY, TodaySensor, async_follow_strategies
from .snapshot import SectionTotal

PARALLEL_UPDATES = 0
MESSAGE_CHARS = 200


class ServiceSensor[CoordinatorT: AnyCoordinator](ServiceEntity[CoordinatorT], SensorEntity):
    """A sensor of one service."""

    entity_description: ServiceSensorDescription[Any]

    def __init__(
        self, coordinator: CoordinatorT, description: ServiceSensorDescription[Any]
    ) -> None:
        """Ask for the facet that it shows."""
        super().__init__(coordinator, description, facet=description.facet)

    @property
    @override
    def native_value(self) -> StateType:
        """Return the value."""
        return self.entity_description.value_fn(self.coordinator.data)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, StateType] | None:
        """Return the few attributes that explain the value."""
        describe = self.entity_description.attributes_fn
        if describe is None:
            return None
        return _fit_to_show(self.coordinator.config_entry, describe(self.coordinator.data))


class RootFolderSensor(ServiceEntity[ServarrCoordinator], SensorEntity):
    """Free space of one root folder."""

    _attr_device_class = SensorDeviceClass.DATA_SIZE
    _attr_state_class = SensorStateClass.MEASUREMENT
    _attr_native_unit_of_measurement = UnitOfInformation.GIGABYTES
    _attr_suggested_display_precision = 0

    def __init__(self, coordinator: ServarrCoordinator, path: str) -> None:
        """Belong to the folder with this path."""
        super().__init__(
            coordinator,
            SensorEntityDescription(key="root_folder_free", translation_key="root_folder_free"),
            facet="root_folders",
            key=f"root_folder_{path}",
        )
        self._path = path
        self._attr_translation_placeholders = {"path": path}

    @property
    @override
    def native_value(self) -> StateType:
        """Return the free space, unknown where the service cannot tell."""
        for folder in self.coordinator.data.root_folders or ():
            if folder.path == self._path:
                return gigabytes(folder.free_bytes)
        return None


class LibrarySensor(ServiceEntity[PlexCoordinator], SensorEntity):
    """Items in one Plex library."""

    _attr_state_class = SensorStateClass.MEASUREMENT

    def __init__(self, coordinator: PlexCoordinator, section: str) -> None:
        """Belong to the library with this key."""
        super().__init__(
            coordinator,
            SensorEntityDescription(key="library", translation_key="plex_library"),
            facet="sections",
            key=f"library_{section}",
        )
        self._section = section
        found = self._find()
        self._attr_translation_placeholders = {"library": found.section.title if found else ""}

    def _find(self) -> SectionTotal | None:
        """Return the library while Plex has it."""
        for item in self.coordinator.data.sections or ():
            if item.section.key == self._section:
                return item
        return None

    @property
    @override
    def native_value(self) -> StateType:
        """Return the number of items."""
        found = self._find()
        return found.total if found else None


class HubSensor(HubEntity, SensorEntity):
    """A sensor of AutoArr itself."""

    entity_description: HubSensorDescription

    @property
    @override
    def native_value(self) -> StateType | datetime:
        """Return the value."""
        return self.entity_description.value_fn(self.hub)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, StateType] | None:
        """Return the few attributes that explain the value."""
        describe = self.entity_description.attributes_fn
        return describe(self.hub) if describe else None


class AppSensor(AppEntity, SensorEntity):
    """A sensor of the companion app."""

    entity_description: AppSensorDescription

    @property
    @override
    def native_value(self) -> StateType:
        """Return the value."""
        info = self.coordinator.data
        return None if info is None else self.entity_description.value_fn(info)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, StateType] | None:
        """Return the few attributes that explain the value."""
        info, describe = self.coordinator.data, self.entity_description.attributes_fn
        if info is None or describe is None:
            return None
        return _fit_to_show(self.coordinator.config_entry, describe(info))


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of every service."""
    hub = entry.runtime_data
    async_add_entities(
        HubSensor(hub, description, facets=description.facets) for description in (*HUB, *RECOVERY)
    )
    async_add_entities(TodaySensor(hub, description) for description in TODAY)
    async_follow_strategies(hass, entry, async_add_entities)
    async_add_entities(hub_sensors(hub))
    if hub.app is not None:
        app = hub.app.coordinator
        async_add_entities(AppSensor(app, description) for description in APP)
    for runtime in hub.services.values():
        coordinator = runtime.coordinator
        async_add_entities(
            (ServiceSensor(coordinator, description) for description in _descriptions(coordinator)),
            config_subentry_id=runtime.ref.id,
        )
        async_add_entities(service_sensors(hub, runtime.ref), config_subentry_id=runtime.ref.id)
        if isinstance(coordinator, ServarrCoordinator):
            _follow_root_folders(hass, entry, coordinator, async_add_entities)
        elif isinstance(coordinator, PlexCoordinator):
            _follow_libraries(hass, entry, coordinator, async_add_entities)


def _descriptions(coordinator: AnyCoordinator) -> list[ServiceSensorDescription[Any]]:
    """Return what a service of this kind shows."""
    match coordinator:
        case ServarrCoordinator():
            return [d for d in SERVARR if d.kind in (None, coordinator.ref.kind)]
        case SabnzbdCoordinator():
            return list(SABNZBD)
        case PlexCoordinator():
            return list(PLEX)


def _follow_root_folders(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    coordinator: ServarrCoordinator,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Show each root folder while the service has it."""

    def keys() -> set[str] | None:
        if coordinator.data.root_folders is None:
            return None
        return {folder.path for folder in coordinator.data.root_folders}

    async_follow(
        hass,
        entry,
        coordinator,
        async_add_entities,
        prefix="root_folder",
        keys=keys,
        create=lambda path: RootFolderSensor(coordinator, path),
    )


def _follow_libraries(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    coordinator: PlexCoordinator,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Show each library while Plex has it."""

    def keys() -> set[str] | None:
        if coordinator.data.sections is None:
            return None
        return {item.section.key for item in coordinator.data.sections}

    async_follow(
        hass,
        entry,
        coordinator,
        async_add_entities,
        prefix="library",
        keys=keys,
        create=lambda section: LibrarySensor(coordinator, section),
    )


def _fit_to_show(entry: ConfigEntry, attributes: Mapping[str, StateType]) -> dict[str, StateType]:
    """Return attributes whose texts, a service's own words, are redacted and short."""
    secrets = secrets_of(entry)
    return {
        name: redact(value, secrets)[:MESSAGE_CHARS] if isinstance(value, str) else value
        for name, value in attributes.items()
    }
