"""One configured service at run time: its client and its coordinator, built from a subentry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.instance_id import async_get as async_get_instance_id

from .clients.base import Endpoint
from .clients.plex import PlexClient
from .clients.radarr import RadarrClient
from .clients.sabnzbd import SabnzbdClient
from .clients.service import ServiceKind, ServiceRef
from .clients.sonarr import SonarrClient
from .const import (
    CONF_ANIME_ROOT_FOLDER,
    CONF_APP,
    CONF_IS_DEFAULT,
    CONF_MACHINE_IDENTIFIER,
    CONF_MINIMUM_AVAILABILITY,
    CONF_PROFILES,
    CONF_ROOT_FOLDER,
    CONF_TAGS,
    CONF_TOKEN,
)
from .coordinator import AnyCoordinator, PlexCoordinator, SabnzbdCoordinator, ServarrCoordinator
from .requests.models import RequestDefaults

if TYPE_CHECKING:
    from .hub import AutoarrConfigEntry

type AnyClient = RadarrClient | SonarrClient | SabnzbdClient | PlexClient


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRuntime:
    """A service instance; the coordinator's own type tells its kind."""

    ref: ServiceRef
    url: str
    client: AnyClient
    coordinator: AnyCoordinator
    defaults: RequestDefaults | None = None


def service_ref(subentry: ConfigSubentry) -> ServiceRef:
    """Return who the subentry is."""
    return ServiceRef(
        id=subentry.subentry_id, kind=ServiceKind(subentry.subentry_type), name=subentry.title
    )


async def build_runtime(
    hass: HomeAssistant, entry: AutoarrConfigEntry, subentry: ConfigSubentry
) -> ServiceRuntime:
    """Build client and coordinator of one subentry; nothing is asked of the service yet."""
    ref = service_ref(subentry)
    data = subentry.data
    endpoint = Endpoint(
        url=data[CONF_URL], api_key=data[CONF_API_KEY], verify_ssl=data[CONF_VERIFY_SSL]
    )
    session = async_get_clientsession(hass)
    client: AnyClient
    coordinator: AnyCoordinator
    defaults: RequestDefaults | None = None
    match ref.kind:
        case ServiceKind.RADARR | ServiceKind.SONARR:
            client = (
                RadarrClient(session, endpoint)
                if ref.kind is ServiceKind.RADARR
                else SonarrClient(session, endpoint)
            )
            coordinator = ServarrCoordinator(hass, entry, ref, client)
            defaults = request_defaults(data)
        case ServiceKind.SABNZBD:
            client = SabnzbdClient(session, endpoint)
            coordinator = SabnzbdCoordinator(hass, entry, ref, client)
        case ServiceKind.PLEX:
            client = PlexClient(
                session, endpoint, client_identifier=await async_get_instance_id(hass)
            )
            coordinator = PlexCoordinator(hass, entry, ref, client, data[CONF_MACHINE_IDENTIFIER])
    return ServiceRuntime(
        ref=ref,
        url=data[CONF_URL],
        client=client,
        coordinator=coordinator,
        defaults=defaults,
    )


def request_defaults(data: Mapping[str, Any]) -> RequestDefaults:
    """Return how this instance adds titles, as chosen in its subentry."""
    return RequestDefaults(
        is_default=data.get(CONF_IS_DEFAULT, False),
        profiles=data.get(CONF_PROFILES, {}),
        root_folder=data.get(CONF_ROOT_FOLDER),
        anime_root_folder=data.get(CONF_ANIME_ROOT_FOLDER),
        minimum_availability=data.get(CONF_MINIMUM_AVAILABILITY, "released"),
        tags=tuple(data.get(CONF_TAGS, ())),
    )


def secrets_of(entry: ConfigEntry) -> list[str]:
    """Return every credential of an entry: what services write may hold one, and it is shown nowhere."""
    keys = [
        subentry.data[CONF_API_KEY]
        for subentry in entry.subentries.values()
        if CONF_API_KEY in subentry.data
    ]
    if CONF_APP in entry.data:
        keys.append(entry.data[CONF_APP][CONF_TOKEN])
    return keys
