"""Services that Home Assistant's own integrations already know, offered for import."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from homeassistant.core import HomeAssistant

from ..clients.endpoint import InvalidUrl, normalise_url
from ..clients.service import ServiceKind

_PLEX_CONNECTION = "server_config"
_PLEX_TOKEN = "token"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownService:
    """Address and key of a service as another integration keeps them."""

    title: str
    url: str
    api_key: str = field(repr=False)
    verify_ssl: bool


def known_services(
    hass: HomeAssistant, kind: ServiceKind, used_urls: Collection[str]
) -> dict[str, KnownService]:
    """Return what Home Assistant's integration of the same name knows and AutoArr does not, by entry id."""
    return {
        entry.entry_id: service
        for entry in hass.config_entries.async_entries(kind, include_ignore=False)
        if (service := _read(kind, entry.title, entry.data)) and service.url not in used_urls
    }


def _read(kind: ServiceKind, title: str, data: Mapping[str, Any]) -> KnownService | None:
    """Return the connection in an entry's data; None when it is not kept the way we know."""
    if kind is ServiceKind.PLEX:
        data = data.get(_PLEX_CONNECTION, {})
    url, api_key = data.get("url"), data.get(_PLEX_TOKEN, data.get("api_key"))
    if not isinstance(url, str) or not isinstance(api_key, str):
        return None
    try:
        address = normalise_url(url)
    except InvalidUrl:
        return None
    return KnownService(
        title=title, url=address, api_key=api_key, verify_ssl=bool(data.get("verify_ssl", True))
    )
