"""Buttons: read again, test, pause and resume, retry, audit."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .clients.sabnzbd import SabnzbdClient
from .coordinator import AnyCoordinator
from .entity import HubEntity, ServiceEntity
from .errors import audit_errors, recovery_errors, service_errors
from .failures import is_open_to_all, newest_job
from .hub import AutoarrConfigEntry
from .runtime import AnyClient

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class ServiceButtonDescription[ClientT](ButtonEntityDescription):
    """A button of a service; without `press_fn` it only reads everything again, as each press does."""

    press_fn: Callable[[ClientT], Awaitable[object]] | None = None
    needs_answer: bool = True


ANY_SERVICE: tuple[ServiceButtonDescription[AnyClient], ...] = (
    ServiceButtonDescription(
        key="refresh",
        translation_key="refresh",
        entity_category=EntityCategory.DIAGNOSTIC,
        needs_answer=False,
    ),
    ServiceButtonDescription(
        key="test",
        translation_key="test",
        entity_category=EntityCategory.DIAGNOSTIC,
        press_fn=lambda client: client.verify(),
        needs_answer=False,
    ),
)
SABNZBD: tuple[ServiceButtonDescription[SabnzbdClient], ...] = (
    ServiceButtonDescription(
        key="pause", translation_key="pause", press_fn=lambda client: client.pause()
    ),
    ServiceButtonDescription(
        key="resume", translation_key="resume", press_fn=lambda client: client.resume()
    ),
)
RETRY = ButtonEntityDescription(key="retry", translation_key="retry")
AUDIT = ButtonEntityDescription(key="audit_now", translation_key="audit_now")


class ServiceButton[CoordinatorT: AnyCoordinator, ClientT](
    ServiceEntity[CoordinatorT], ButtonEntity
):
    """A button of one service."""

    entity_description: ServiceButtonDescription[ClientT]

    def __init__(
        self,
        coordinator: CoordinatorT,
        client: ClientT,
        description: ServiceButtonDescription[ClientT],
    ) -> None:
        """Press on this client."""
        super().__init__(coordinator, description)
        self._client = client

    @property
    @override
    def available(self) -> bool:
        """Be there for what helps when the service does not answer."""
        return super().available or not self.entity_description.needs_answer

    @override
    async def async_press(self) -> None:
        """Do it, and show at once what came of it."""
        if (press := self.entity_description.press_fn) is not None:
            with service_errors(self.coordinator.ref.name):
                await press(self._client)
        await self.coordinator.async_refresh_everything()


class RetryButton(HubEntity, ButtonEntity):
    """Takes up the newest failure again."""

    @override
    async def async_press(self) -> None:
        """Retry the newest failure that is still open and that everybody may retry."""
        job_id = newest_job(self.hub, among=is_open_to_all)
        with recovery_errors():
            await self.hub.recovery.retry(job_id)


class AuditButton(HubEntity, ButtonEntity):
    """Compares the configuration of every service with the rules."""

    @override
    async def async_press(self) -> None:
        """Look; what is found shows in the sensors and repairs."""
        with audit_errors():
            await self.hub.audit.audit()


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the buttons of every service."""
    hub = entry.runtime_data
    async_add_entities([RetryButton(hub, RETRY), AuditButton(hub, AUDIT)])
    for runtime in hub.services.values():
        buttons = [
            ServiceButton(runtime.coordinator, runtime.client, description)
            for description in ANY_SERVICE
        ]
        async_add_entities(buttons, config_subentry_id=runtime.ref.id)
        if isinstance(runtime.client, SabnzbdClient):
            async_add_entities(
                [
                    ServiceButton(runtime.coordinator, runtime.client, description)
                    for description in SABNZBD
                ],
                config_subentry_id=runtime.ref.id,
            )
