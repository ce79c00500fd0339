"""How one service instance is polled: verified, read, repaired; its facets at their own pace."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
import logging
from time import monotonic
from typing import TYPE_CHECKING, Any, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from .clients.errors import (
    ServiceError,
    ServiceRateLimited,
    ServiceUnauthorised,
    ServiceUnreachable,
)
from .clients.service import ServiceRef
from .const import DOMAIN
from .devices import async_note_version
from .issues import async_clear_service_issues, async_judge_version, async_raise_service_issue
from .snapshot import PlexData, SabnzbdData, ServarrData

if TYPE_CHECKING:
    from .hub import AutoarrConfigEntry

_LOGGER = logging.getLogger(__name__)

IDLE = timedelta(seconds=60)
VERIFY_EVERY = timedelta(hours=1)
"""Another program can take an address over between two polls, without a single failed one."""

NO_FACETS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet[ClientT]:
    """A part of a service that is read at its own pace, and only while somebody looks at it."""

    name: str
    every: timedelta
    fetch: Callable[[ClientT], Awaitable[object]]


class ServiceCoordinator[ClientT, DataT: (ServarrData, SabnzbdData, PlexData)](
    DataUpdateCoordinator[DataT]
):
    """Keeps one service's snapshot; its failure is its own and never the hub's."""

    config_entry: AutoarrConfigEntry
    facets: tuple[Facet[ClientT], ...] = ()
    verify_every: timedelta | None = VERIFY_EVERY

    def __init__(
        self,
        hass: HomeAssistant,
        entry: AutoarrConfigEntry,
        ref: ServiceRef,
        client: ClientT,
        empty: DataT,
    ) -> None:
        """Start idle and knowing nothing."""
        super().__init__(hass, _LOGGER, config_entry=entry, name=ref.name, update_interval=IDLE)
        self.ref = ref
        self.client = client
        self.failed_facets: frozenset[str] = NO_FACETS
        self.data = empty
        self._verified_at: float | None = None
        self._fetched_at: dict[str, float] = {}
        self._down_since: float | None = None
        self.answered = False
        """Whether the service ever did: before that, `data` holds nothing."""

    @abstractmethod
    async def _verify(self) -> Mapping[str, Any]:
        """Prove that this is still the service that was set up; return what was learned."""

    @abstractmethod
    async def _poll(self) -> Mapping[str, Any]:
        """Read what is read in every cycle."""

    @abstractmethod
    def _interval(self, data: DataT) -> timedelta:
        """Return the pause until the next cycle."""

    @override
    async def _async_update_data(self) -> DataT:
        """Run one cycle; every error of the service becomes `UpdateFailed` and, if lasting, a repair."""
        try:
            changes = await self._verify_if_due()
            changes |= await self._poll()
        except ServiceError as err:
            self._verified_at = None
            self.update_interval = IDLE
            self._raise_issue(err)
            raise UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="update_failed",
                translation_placeholders={"service": self.ref.name, "error": str(err)},
                retry_after=err.retry_after if isinstance(err, ServiceRateLimited) else None,
            ) from err
        if self._down_since is not None or not self.answered:
            self._down_since = None
            self.answered = True
            async_clear_service_issues(self.hass, self.ref.id)
        changes |= await self._fetch_due()
        data = replace(self.data, **changes)
        self.update_interval = self._interval(data)
        self._note_version(data)
        return data

    async def _verify_if_due(self) -> dict[str, Any]:
        """Verify the service the first time, after every error, and now and then."""
        now = monotonic()
        every = self.verify_every
        if self._verified_at is not None and (
            every is None or now - self._verified_at < every.total_seconds()
        ):
            return {}
        learned = dict(await self._verify())
        self._verified_at = now
        return learned

    def _note_version(self, data: DataT) -> None:
        """Show the version at the device, and judge it."""
        if data.running_version is not None:
            entry, version = self.config_entry, data.running_version
            async_note_version(self.hass, entry.entry_id, self.ref.id, version)
            async_judge_version(self.hass, entry, self.ref, version)

    def _raise_issue(self, err: ServiceError) -> None:
        """Open a repair for what a person must mend, and for what lasts."""
        now = monotonic()
        if self._down_since is None:
            self._down_since = now
        async_raise_service_issue(
            self.hass,
            self.config_entry,
            self.ref,
            err,
            down_for=timedelta(seconds=now - self._down_since),
        )

    async def _fetch_due(self) -> dict[str, Any]:
        """Read the facets that are due; one that fails keeps its old value and is marked."""
        now = monotonic()
        wanted = set(self.async_contexts())
        changes: dict[str, Any] = {}
        failed = set(self.failed_facets)
        for facet in self.facets:
            last = self._fetched_at.get(facet.name)
            looked_at = last is None or facet.name in wanted
            if not looked_at or (last is not None and now - last < facet.every.total_seconds()):
                continue
            try:
                changes[facet.name] = await facet.fetch(self.client)
            except ServiceUnreachable, ServiceUnauthorised:
                failed.add(facet.name)
                break
            except ServiceError as err:
                _LOGGER.debug("%s: %s not read: %s", self.ref.name, facet.name, err)
                failed.add(facet.name)
            else:
                failed.discard(facet.name)
            self._fetched_at[facet.name] = now
        self.failed_facets = frozenset(failed)
        return changes

    @callback
    def async_look_soon(self, facet: str | None = None) -> None:
        """Read again soon, `facet` too: somebody said that something changed."""
        if facet is not None:
            self._fetched_at.pop(facet, None)
        self.config_entry.async_create_background_task(
            self.hass, self.async_request_refresh(), f"{self.name} - early refresh"
        )

    async def async_refresh_everything(self) -> None:
        """Read every facet again, whatever its pace, and see that it is still the same service."""
        self._verified_at = None
        self._fetched_at.clear()
        await self.async_refresh()
