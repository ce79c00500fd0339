"""Checking an address and a key against the live service, and saying what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.instance_id import async_get as async_get_instance_id

from ..clients.base import RequestLimits
from ..clients.endpoint import Endpoint, InvalidUrl, normalise_url
from ..clients.errors import (
    ServiceError,
    ServiceLoginPage,
    ServiceRateLimited,
    ServiceServerError,
    ServiceTimeout,
    ServiceTlsError,
    ServiceUnauthorised,
    ServiceUnreachable,
    WrongService,
)
from ..clients.plex import PlexClient
from ..clients.radarr import RadarrClient
from ..clients.sabnzbd import SabnzbdClient
from ..clients.servarr import ServarrClient
from ..clients.service import ServiceKind
from ..clients.sonarr import SonarrClient
from ..const import CONF_API_KEY, CONF_URL
from ..issues import plain_text
from ..versions import MINIMUM_VERSIONS, too_old

BASE: Final = "base"

FORM_LIMITS: Final = RequestLimits(retries=0)
"""A person waits at the form: one attempt, and its error at once."""

KEYS: tuple[tuple[type[ServiceError], str, str], ...] = (
    (ServiceTlsError, BASE, "tls"),
    (ServiceTimeout, BASE, "timeout"),
    (ServiceUnreachable, BASE, "cannot_connect"),
    (ServiceUnauthorised, CONF_API_KEY, "invalid_auth"),
    (WrongService, CONF_URL, "wrong_service"),
    (ServiceLoginPage, CONF_URL, "login_page"),
    (ServiceRateLimited, BASE, "rate_limited"),
    (ServiceServerError, BASE, "server_error"),
    (ServiceError, BASE, "unexpected_answer"),
)


class Refused(Exception):
    """What was entered cannot be used; names the error text, its field and its placeholders."""

    def __init__(
        self, key: str, *, at: str = BASE, placeholders: Mapping[str, str] | None = None
    ) -> None:
        """Point at a field of the form, or at the whole of it."""
        super().__init__(key)
        self.key = key
        self.at = at
        self.placeholders = placeholders or {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """A service that answered as what it should be."""

    unique_id: str
    name: str
    version: str
    machine_identifier: str | None = None
    servarr: ServarrClient | None = field(default=None, repr=False)


def unique_id_of(kind: ServiceKind, api_key: str, machine_identifier: str | None = None) -> str:
    """Return what tells one instance from another: only Plex has an identity, the others their key."""
    return f"{kind}:{machine_identifier or sha256(api_key.encode()).hexdigest()}"


def endpoint_of(url: str, api_key: str, *, verify_ssl: bool) -> Endpoint:
    """Return where and how to connect; raises `Refused` when the text cannot be an address or a key."""
    try:
        address = normalise_url(url)
    except InvalidUrl as err:
        raise Refused(f"invalid_url_{err.reason}", at=CONF_URL) from err
    if not (api_key.isascii() and api_key.isprintable()):
        raise Refused("invalid_auth", at=CONF_API_KEY)
    return Endpoint(url=address, api_key=api_key, verify_ssl=verify_ssl)


async def connect(
    hass: HomeAssistant,
    kind: ServiceKind,
    endpoint: Endpoint,
    *,
    expected_machine: str | None = None,
) -> Connected:
    """Ask the service who it is; raises `Refused` with the reason when it cannot be used."""
    try:
        found = await _ask(hass, kind, endpoint)
    except ServiceError as err:
        raise refusal_of(err) from err
    if expected_machine not in (None, found.machine_identifier):
        raise Refused("another_server", at=CONF_URL)
    if too_old(kind, found.version):
        raise Refused(
            "unsupported_version",
            placeholders={"found": plain_text(found.version), "minimum": MINIMUM_VERSIONS[kind]},
        )
    return found


def refusal_of(error: ServiceError) -> Refused:
    """Return the form's answer to an error of a service."""
    placeholders = {"error": plain_text(str(error))}
    at, key = next((at, key) for kind, at, key in KEYS if isinstance(error, kind))
    if isinstance(error, WrongService):
        placeholders |= {
            "expected": plain_text(error.expected),
            "found": plain_text(error.found),
        }
    return Refused(key, at=at, placeholders=placeholders)


async def _ask(hass: HomeAssistant, kind: ServiceKind, endpoint: Endpoint) -> Connected:
    """Verify the service with its own client."""
    session = async_get_clientsession(hass)
    match kind:
        case ServiceKind.RADARR | ServiceKind.SONARR:
            servarr: ServarrClient = (
                RadarrClient(session, endpoint, limits=FORM_LIMITS)
                if kind is ServiceKind.RADARR
                else SonarrClient(session, endpoint, limits=FORM_LIMITS)
            )
            status = await servarr.verify()
            return Connected(
                unique_id=unique_id_of(kind, endpoint.api_key),
                name=status.instance_name or kind.label,
                version=status.version,
                servarr=servarr,
            )
        case ServiceKind.SABNZBD:
            sabnzbd = SabnzbdClient(session, endpoint, limits=FORM_LIMITS)
            return Connected(
                unique_id=unique_id_of(kind, endpoint.api_key),
                name=kind.label,
                version=await _sabnzbd_version(sabnzbd),
            )
        case ServiceKind.PLEX:
            plex = PlexClient(
                session,
                endpoint,
                client_identifier=await async_get_instance_id(hass),
                limits=FORM_LIMITS,
            )
            identity = await plex.verify()
            info = await plex.server_info()
            return Connected(
                unique_id=unique_id_of(kind, endpoint.api_key, identity.machine_identifier),
                name=info.friendly_name or kind.label,
                version=identity.version,
                machine_identifier=identity.machine_identifier,
            )


async def _sabnzbd_version(sabnzbd: SabnzbdClient) -> str:
    """Verify a SABnzbd; a refused key that is its NZB key is called by its name."""
    try:
        return await sabnzbd.verify()
    except ServiceUnauthorised as err:
        if await sabnzbd.is_nzb_key():
            raise Refused("nzb_key", at=CONF_API_KEY) from err
        raise
