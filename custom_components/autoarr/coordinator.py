"""One coordinator per service instance: polls what is needed, as seldom as it can."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .clients.plex import PlexClient
from .clients.sabnzbd import SabnzbdClient
from .clients.servarr import ServarrClient
from .clients.service import ServiceRef
from .polling import IDLE, Facet, ServiceCoordinator
from .releases import Release, read_releases
from .snapshot import PlexData, SabnzbdData, SectionTotal, ServarrData

if TYPE_CHECKING:
    from .hub import AutoarrConfigEntry

BUSY = timedelta(seconds=10)
PUSHED = timedelta(minutes=5)
HISTORY_LIMIT = 200
CALENDAR_FACET = "calendar"
COMING = timedelta(days=30)
"""How far ahead is read to know what comes next."""
WHOLE_HISTORY_EVERY = timedelta(hours=1)
"""SABnzbd's marker counts its changes since it started: after a restart it can show an old number."""


class ServarrCoordinator(ServiceCoordinator[ServarrClient, ServarrData]):
    """Radarr or Sonarr."""

    facets = (
        Facet(name="health", every=timedelta(minutes=10), fetch=ServarrClient.health),
        Facet(name="root_folders", every=timedelta(minutes=15), fetch=ServarrClient.root_folders),
        Facet(
            name="missing_total",
            every=timedelta(minutes=15),
            fetch=ServarrClient.wanted_missing_total,
        ),
        Facet(name="library", every=timedelta(minutes=30), fetch=ServarrClient.library),
        Facet(name="updates", every=timedelta(hours=6), fetch=ServarrClient.updates),
        Facet(name=CALENDAR_FACET, every=timedelta(hours=3), fetch=lambda c: read_coming(c)),
    )

    def __init__(
        self,
        hass: HomeAssistant,
        entry: AutoarrConfigEntry,
        ref: ServiceRef,
        client: ServarrClient,
    ) -> None:
        """Start without the push channel."""
        super().__init__(hass, entry, ref, client, ServarrData())
        self.pushed = False

    @callback
    def async_set_pushed(self, connected: bool) -> None:
        """Poll less while the push channel stands; look at once when it comes or goes."""
        self.pushed = connected
        self.async_look_soon()

    @override
    async def _verify(self) -> Mapping[str, Any]:
        """Check that the same kind of application answers."""
        return {"status": await self.client.verify()}

    @override
    async def _poll(self) -> Mapping[str, Any]:
        """Read the queue."""
        return {"queue": tuple(await self.client.queue())}

    @override
    def _interval(self, data: ServarrData) -> timedelta:
        """Follow a download closely; trust the push channel when nothing happens."""
        if data.downloading:
            return BUSY
        return PUSHED if self.pushed else IDLE


class SabnzbdCoordinator(ServiceCoordinator[SabnzbdClient, SabnzbdData]):
    """SABnzbd: its queue and, only when it changed, its history."""

    facets = (Facet(name="stats", every=timedelta(minutes=10), fetch=SabnzbdClient.server_stats),)
    verify_every = None  # every poll has what nobody but SABnzbd answers, and its version

    def __init__(
        self,
        hass: HomeAssistant,
        entry: AutoarrConfigEntry,
        ref: ServiceRef,
        client: SabnzbdClient,
    ) -> None:
        """Start without a history marker, so that the first cycle reads the history."""
        super().__init__(hass, entry, ref, client, SabnzbdData())
        self._history_read_at: float | None = None

    @override
    async def _verify(self) -> Mapping[str, Any]:
        """Check the key with a call that needs full access; the marker may be that of an earlier run."""
        self._history_read_at = None
        return {"version": await self.client.verify()}

    @override
    async def _poll(self) -> Mapping[str, Any]:
        """Read the queue and what changed in the history; look at the servers while it matters."""
        queue = await self.client.queue()
        changes: dict[str, Any] = {"queue": queue, "version": queue.version}
        history = await self.client.history(limit=HISTORY_LIMIT, since=self._history_marker())
        if history is not None:
            changes["history"] = history
            self._history_read_at = monotonic()
        status = self.data.servers
        if (
            status is None
            or history is not None
            or queue.slot_count > 0
            or queue.have_warnings != status.have_warnings
        ):
            changes["servers"] = await self.client.server_status()
        return changes

    def _history_marker(self) -> int | None:
        """Return where the history stood when it was read, `None` when it has to be read anyway."""
        known, read_at = self.data.history, self._history_read_at
        old = read_at is None or monotonic() - read_at >= WHOLE_HISTORY_EVERY.total_seconds()
        return None if known is None or old else known.last_update

    @override
    def _interval(self, data: SabnzbdData) -> timedelta:
        """Follow work closely."""
        return BUSY if data.working else IDLE


class PlexCoordinator(ServiceCoordinator[PlexClient, PlexData]):
    """Plex: who watches, what the libraries hold."""

    facets = (
        Facet(name="sections", every=timedelta(minutes=10), fetch=lambda c: read_sections(c)),
        Facet(name="update", every=timedelta(hours=12), fetch=PlexClient.update_status),
    )

    def __init__(
        self,
        hass: HomeAssistant,
        entry: AutoarrConfigEntry,
        ref: ServiceRef,
        client: PlexClient,
        machine_identifier: str,
    ) -> None:
        """Remember which server was set up."""
        super().__init__(hass, entry, ref, client, PlexData())
        self._machine_identifier = machine_identifier

    @override
    async def _verify(self) -> Mapping[str, Any]:
        """Check that it is the very server that was set up."""
        return {"identity": await self.client.verify(self._machine_identifier)}

    @override
    async def _poll(self) -> Mapping[str, Any]:
        """Read who is watching."""
        return {"sessions": tuple(await self.client.sessions())}

    @override
    def _interval(self, data: PlexData) -> timedelta:
        """Keep the same pace: sessions begin at any time."""
        return IDLE


async def read_coming(client: ServarrClient) -> Sequence[Release]:
    """Return what comes next."""
    now = dt_util.utcnow()
    return tuple(await read_releases(client, now, now + COMING))


async def read_sections(client: PlexClient) -> Sequence[SectionTotal]:
    """Return every library section with the number of its items."""
    return tuple(
        [
            SectionTotal(section=section, total=await client.section_total(section.key))
            for section in await client.sections()
        ]
    )


type AnyCoordinator = ServarrCoordinator | SabnzbdCoordinator | PlexCoordinator
