"""Connecting the companion app: what Supervisor announces, or what a person types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import (
    BooleanSelector,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
import probatio

from ..clients.app import AppClient
from ..clients.endpoint import Endpoint, InvalidUrl, normalise_url
from ..clients.errors import AppIncompatible, ServiceError, ServiceUnauthorised
from ..clients.models.app import AppInfo
from ..const import (
    CONF_APP,
    CONF_APP_DECLINED,
    CONF_INSTANCE_ID,
    CONF_SLUG,
    CONF_TOKEN,
    CONF_URL,
    CONF_VERIFY_SSL,
)
from ..issues import plain_text
from .connection import FORM_LIMITS, Refused, refusal_of
from .schema import SECTION_MORE

EXAMPLE: Final = "http://192.168.1.10:8099"
DISCOVERED: Final = "autoarr_app"
"""Tells announcements of the app from the set-up of the hub, so that either can wait while the other is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """The app as Supervisor announces it."""

    name: str
    slug: str
    url: str
    token: str = field(repr=False)

    @property
    def endpoint(self) -> Endpoint:
        """Return where and how to connect."""
        return Endpoint(url=self.url, api_key=self.token)


def announced(info: HassioServiceInfo) -> Announced | None:
    """Return the app that an announcement is about, None when it does not say enough."""
    host, port, token = (info.config.get(name) for name in ("host", "port", "token"))
    if not isinstance(host, str) or not isinstance(port, int) or not isinstance(token, str):
        return None
    try:
        url = normalise_url(f"http://{host}:{port}")
    except InvalidUrl:
        return None
    usable = token and token.isascii() and token.isprintable()
    return Announced(name=info.name, slug=info.slug, url=url, token=token) if usable else None


def takes_over(data: Mapping[str, Any], app: Announced, instance_id: str | None) -> bool:
    """Say whether a hub uses an announced app without asking.

    It does when it has none and nobody took one away, and when it is the one it has already, at another
    address or with another token: the same app of Supervisor, the same address, or the same data folder.
    """
    current: Mapping[str, Any] | None = data.get(CONF_APP)
    if current is None:
        return not data.get(CONF_APP_DECLINED, False)
    return (
        current.get(CONF_SLUG) == app.slug
        or current[CONF_URL] == app.url
        or (instance_id is not None and current.get(CONF_INSTANCE_ID) == instance_id)
    )


def with_app(
    data: Mapping[str, Any], endpoint: Endpoint, *, instance_id: str | None, slug: str | None
) -> dict[str, Any]:
    """Return the data of a hub that uses this app."""
    current: Mapping[str, Any] = data.get(CONF_APP, {})
    if instance_id is None and slug is not None and current.get(CONF_SLUG) == slug:
        instance_id = current.get(CONF_INSTANCE_ID)
    connection = {
        CONF_URL: endpoint.url,
        CONF_TOKEN: endpoint.api_key,
        CONF_VERIFY_SSL: endpoint.verify_ssl,
        CONF_INSTANCE_ID: instance_id,
        CONF_SLUG: slug,
    }
    rest = {key: value for key, value in data.items() if key != CONF_APP_DECLINED}
    return rest | {CONF_APP: connection}


def without_app(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a hub whose app somebody took away."""
    rest = {key: value for key, value in data.items() if key != CONF_APP}
    return rest | {CONF_APP_DECLINED: True}


async def connect_app(hass: HomeAssistant, endpoint: Endpoint) -> AppInfo:
    """Ask the app who it is; raises `Refused` with the reason when it cannot be used."""
    client = AppClient(async_get_clientsession(hass), endpoint, limits=FORM_LIMITS)
    try:
        return await client.info()
    except AppIncompatible as err:
        key = f"{err.outdated}_outdated"
        raise Refused(key, placeholders={"version": plain_text(err.version)}) from err
    except ServiceUnauthorised as err:
        raise Refused("invalid_auth", at=CONF_TOKEN) from err
    except ServiceError as err:
        raise refusal_of(err) from err


def app_endpoint(values: Mapping[str, Any]) -> Endpoint:
    """Return where and how to connect as it was typed; raises `Refused`."""
    try:
        url = normalise_url(values[CONF_URL])
    except InvalidUrl as err:
        key = f"invalid_url_{err.reason}"
        raise Refused(key, at=CONF_URL) from err
    token = values.get(CONF_TOKEN, "")
    if not (token and token.isascii() and token.isprintable()):
        raise Refused("invalid_auth", at=CONF_TOKEN)
    return Endpoint(url=url, api_key=token, verify_ssl=values[CONF_VERIFY_SSL])


def app_schema(*, keeps_token: bool) -> probatio.Schema:
    """Return address, token and certificate check; the token may be left blank where one is stored."""
    secret = probatio.Secret(CONF_TOKEN)
    return probatio.Schema(
        {
            probatio.Required(CONF_URL): TextSelector(
                TextSelectorConfig(type=TextSelectorType.URL)
            ),
            probatio.Optional(secret) if keeps_token else probatio.Required(secret): TextSelector(
                TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off")
            ),
            probatio.Optional(SECTION_MORE): section(
                probatio.Schema(
                    {probatio.Required(CONF_VERIFY_SSL, default=True): BooleanSelector()}
                ),
                {"collapsed": True},
            ),
        }
    )
