"""Entities for things of a service that come and go: root folders, libraries."""

from collections.abc import Callable, Collection

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import AnyCoordinator
from .hub import AutoarrConfigEntry


@callback
def async_follow(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    coordinator: AnyCoordinator,
    async_add_entities: AddConfigEntryEntitiesCallback,
    *,
    prefix: str,
    keys: Callable[[], Collection[str] | None],
    create: Callable[[str], Entity],
) -> None:
    """Keep one entity, with unique id `<service>_<prefix>_<key>`, for each key; `None`: not known yet."""
    added: set[str] = set()
    start = f"{coordinator.ref.id}_{prefix}_"

    @callback
    def compare() -> None:
        """Add what is new and remove what is gone, also what went while nobody looked."""
        present = keys()
        if present is None:
            return
        new = [key for key in present if key not in added]
        if new:
            added.update(new)
            async_add_entities([create(key) for key in new], config_subentry_id=coordinator.ref.id)
        registry = er.async_get(hass)
        for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
            if entity.unique_id.startswith(start) and entity.unique_id[len(start) :] not in present:
                added.discard(entity.unique_id[len(start) :])
                registry.async_remove(entity.entity_id)

    entry.async_on_unload(coordinator.async_add_listener(compare))
    compare()
