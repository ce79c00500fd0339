"""Updates that the services report about themselves; they install them on their own terms."""

from typing import override

from homeassistant.components.update import (
    UpdateEntity,
    UpdateEntityDescription,
    UpdateEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .clients.models.servarr import AppUpdate
from .coordinator import PlexCoordinator, ServarrCoordinator
from .entity import ServiceEntity
from .hub import AutoarrConfigEntry

PARALLEL_UPDATES = 0

SERVARR = UpdateEntityDescription(key="update", translation_key="update", device_class=None)
NOTES_CHARS = 4_000


class ServarrUpdate(ServiceEntity[ServarrCoordinator], UpdateEntity):
    """What Radarr's or Sonarr's own update page offers."""

    _attr_supported_features = UpdateEntityFeature.RELEASE_NOTES

    def _newest(self) -> AppUpdate | None:
        """Return the newest version on offer."""
        return next(
            (update for update in self.coordinator.data.updates or () if update.latest), None
        )

    @property
    @override
    def installed_version(self) -> str | None:
        """Return the version that runs."""
        return self.coordinator.data.running_version

    @property
    @override
    def latest_version(self) -> str | None:
        """Return the newest version, the running one where none is offered."""
        newest = self._newest()
        return newest.version if newest else self.installed_version

    @override
    async def async_release_notes(self) -> str | None:
        """Return the changes in the service's own words."""
        newest = self._newest()
        return newest.changes[:NOTES_CHARS] if newest and newest.changes else None


class PlexUpdateEntity(ServiceEntity[PlexCoordinator], UpdateEntity):
    """What Plex's own updater offers."""

    @property
    @override
    def installed_version(self) -> str | None:
        """Return the version that runs."""
        return self.coordinator.data.running_version

    @property
    @override
    def latest_version(self) -> str | None:
        """Return the version on offer, the running one where there is none."""
        update = self.coordinator.data.update
        return update.version if update and update.version else self.installed_version


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up an update entity for each service that reports updates."""
    for runtime in entry.runtime_data.services.values():
        coordinator = runtime.coordinator
        if isinstance(coordinator, ServarrCoordinator):
            async_add_entities(
                [ServarrUpdate(coordinator, SERVARR, facet="updates")],
                config_subentry_id=runtime.ref.id,
            )
        elif isinstance(coordinator, PlexCoordinator):
            async_add_entities(
                [PlexUpdateEntity(coordinator, SERVARR, facet="update")],
                config_subentry_id=runtime.ref.id,
            )
