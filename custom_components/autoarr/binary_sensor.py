"""Binary sensors: does the service answer, does it have a problem, did AutoArr pause its queue."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.binary_sensor import BinarySensorEntity, BinarySensorEntityDescription
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .chain import JUDGED_FACETS, Link
from .clients.models.servarr import HealthLevel
from .companion.entity import AppEntity
from .coordinator import AnyCoordinator, PlexCoordinator, SabnzbdCoordinator, ServarrCoordinator
from .entity import HubEntity, ServiceEntity
from .hub import AutoarrConfigEntry, AutoarrHub
from .recovery.records import OurPause
from .snapshot import PlexData, SabnzbdData, ServarrData

PARALLEL_UPDATES = 0

CONNECTIVITY = BinarySensorEntityDescription(
    key="connectivity",
    device_class=BinarySensorDeviceClass.CONNECTIVITY,
    entity_category=EntityCategory.DIAGNOSTIC,
)
CHAIN_PROBLEM = BinarySensorEntityDescription(
    key="problem", translation_key="chain_problem", device_class=BinarySensorDeviceClass.PROBLEM
)
OUR_PAUSE = BinarySensorEntityDescription(key="our_pause", translation_key="our_pause")


@dataclass(frozen=True, kw_only=True)
class ProblemDescription[DataT](BinarySensorEntityDescription):
    """A problem read from a snapshot; `None` while nothing is known."""

    facet: str | None = None
    is_on_fn: Callable[[DataT], bool | None]


def _servarr_problem(data: ServarrData) -> bool | None:
    """Return whether the service's own health check complains."""
    if data.health is None:
        return None
    return any(m.type in (HealthLevel.WARNING, HealthLevel.ERROR) for m in data.health)


def _provider_problem(data: SabnzbdData) -> bool | None:
    """Return whether a news server reports an error."""
    if data.servers is None:
        return None
    return any(server.error for server in data.servers.servers)


SERVARR_PROBLEM = ProblemDescription[ServarrData](
    key="problem",
    device_class=BinarySensorDeviceClass.PROBLEM,
    facet="health",
    is_on_fn=_servarr_problem,
)
SABNZBD_PROBLEMS = (
    ProblemDescription[SabnzbdData](
        key="problem",
        device_class=BinarySensorDeviceClass.PROBLEM,
        is_on_fn=lambda data: bool(data.warnings) or _provider_problem(data),
    ),
    ProblemDescription[SabnzbdData](
        key="provider_problem",
        translation_key="provider_problem",
        device_class=BinarySensorDeviceClass.PROBLEM,
        is_on_fn=_provider_problem,
    ),
    ProblemDescription[SabnzbdData](
        key="paused",
        translation_key="paused",
        is_on_fn=lambda data: data.queue.paused if data.queue else None,
    ),
)
PLEX_PROBLEM = ProblemDescription[PlexData](
    key="problem",
    device_class=BinarySensorDeviceClass.PROBLEM,
    is_on_fn=lambda data: None if data.identity is None else not data.identity.claimed,
)


class ConnectivitySensor[CoordinatorT: AnyCoordinator](
    ServiceEntity[CoordinatorT], BinarySensorEntity
):
    """Whether the service answers; the one entity that is available when it does not."""

    @property
    @override
    def available(self) -> bool:
        """Be there from the first answer or error on."""
        return self.coordinator.answered or self.coordinator.last_exception is not None

    @property
    @override
    def is_on(self) -> bool:
        """Return whether the last cycle succeeded."""
        return self.coordinator.last_update_success


class AppConnectivitySensor(AppEntity, BinarySensorEntity):
    """Whether the companion app answers and can be used; available also when it does not."""

    @property
    @override
    def available(self) -> bool:
        """Be there from the first answer or error on."""
        return self.coordinator.data is not None or self.coordinator.last_exception is not None

    @property
    @override
    def is_on(self) -> bool:
        """Return whether the last cycle succeeded."""
        return self.coordinator.ready


class ProblemSensor[CoordinatorT: AnyCoordinator](ServiceEntity[CoordinatorT], BinarySensorEntity):
    """A problem of the service."""

    entity_description: ProblemDescription[Any]

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether there is a problem."""
        return self.entity_description.is_on_fn(self.coordinator.data)


class OurPauseSensor(ServiceEntity[SabnzbdCoordinator], BinarySensorEntity):
    """Whether AutoArr paused the queue, because the news provider is down."""

    def __init__(self, coordinator: SabnzbdCoordinator, hub: AutoarrHub) -> None:
        """Ask the hub's recovery."""
        super().__init__(coordinator, OUR_PAUSE)
        self._hub = hub

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the hub too: a pause is begun and ended between two polls."""
        await super().async_added_to_hass()
        self.async_on_remove(self._hub.async_add_listener(self.async_write_ha_state))

    @property
    def _pause(self) -> OurPause | None:
        """Return the pause of ours, while there is one."""
        return self._hub.recovery.pauses().get(self.coordinator.ref.id)

    @property
    @override
    def is_on(self) -> bool:
        """Return whether there is one."""
        return self._pause is not None

    @property
    @override
    def extra_state_attributes(self) -> dict[str, str | None]:
        """Return why, since when, and when the provider is tested next."""
        pause = self._pause
        return {
            "kind": pause.kind if pause else None,
            "since": pause.since.isoformat() if pause else None,
            "next_test": pause.next_test.isoformat() if pause else None,
        }


class ChainProblem(HubEntity, BinarySensorEntity):
    """Whether any link of the chain is broken."""

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether there is a problem, unknown while a service was never heard."""
        link = self.hub.chain.link
        return None if link in (Link.UNKNOWN, Link.NOT_SET_UP) else link is not Link.OK


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the binary sensors of every service."""
    hub = entry.runtime_data
    async_add_entities([ChainProblem(hub, CHAIN_PROBLEM, facets=JUDGED_FACETS)])
    if hub.app is not None:
        async_add_entities([AppConnectivitySensor(hub.app.coordinator, CONNECTIVITY)])
    for runtime in hub.services.values():
        coordinator = runtime.coordinator
        async_add_entities(
            [
                ConnectivitySensor(coordinator, CONNECTIVITY),
                *(
                    ProblemSensor(coordinator, description, facet=description.facet)
                    for description in _problems(coordinator)
                ),
            ],
            config_subentry_id=runtime.ref.id,
        )
        if isinstance(coordinator, SabnzbdCoordinator):
            async_add_entities(
                [OurPauseSensor(coordinator, hub)], config_subentry_id=runtime.ref.id
            )


def _problems(coordinator: AnyCoordinator) -> tuple[ProblemDescription[Any], ...]:
    """Return what a service of this kind can complain of."""
    match coordinator:
        case ServarrCoordinator():
            return (SERVARR_PROBLEM,)
        case SabnzbdCoordinator():
            return SABNZBD_PROBLEMS
        case PlexCoordinator():
            return (PLEX_PROBLEM,)
