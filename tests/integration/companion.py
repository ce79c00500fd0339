"""A hub that is connected to a companion app: the real server, or a fake that misbehaves."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from homeassistant.config_entries import SOURCE_HASSIO, SOURCE_RECONFIGURE
from homeassistant.core import HomeAssistant
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
from pytest_homeassistant_custom_component.common import MockConfigEntry
from yarl import URL

from custom_components.autoarr.companion.files import outbox_folder
from custom_components.autoarr.companion.link import AppLink
from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.journal.events import Event, EventKind, Severity
from tests.app.support.server import AppServer
from tests.fakes.app import FakeApp
from tests.fakes.http import FakeService
from tests.integration.house import hub_of, until
from tests.integration.setup import subentry

SLUG = "0123abcd_autoarr"
UUID = "0123456789abcdef0123456789abcdef"

type App = AppServer | FakeApp


def token_of(app: App) -> str:
    """Return the token of an app."""
    return app.api_key if isinstance(app, FakeApp) else app.token


def connection(app: App, **how: Any) -> dict[str, Any]:
    """Return the connection as a flow would store it; keywords replace parts of it."""
    stored = {
        "url": app.url,
        "token": token_of(app),
        "verify_ssl": True,
        "instance_id": None,
        "slug": None,
    }
    return stored | how


async def set_up_with(
    hass: HomeAssistant,
    app: App | None,
    *services: FakeService,
    entry_id: str | None = None,
    **how: Any,
) -> MockConfigEntry:
    """Set up a hub that uses this app, or none, with these services."""
    data = {} if app is None else {"app": connection(app, **how)}
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="AutoArr",
        entry_id=entry_id,
        unique_id=DOMAIN,
        data=data,
        subentries_data=[await subentry(hass, service) for service in services],
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


def link_of(entry: MockConfigEntry) -> AppLink:
    """Return the link to the app."""
    link = hub_of(entry).app
    assert link is not None
    return link


def note(entry: MockConfigEntry, title: str, severity: Severity = Severity.INFO) -> Event:
    """Let something happen."""
    return hub_of(entry).journal.record(
        EventKind.RECOVERED, correlation="movie:tmdb:438631", title=title, severity=severity
    )


async def look(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Ask the app how it is, as every minute."""
    await link_of(entry).coordinator.async_refresh()
    await hass.async_block_till_done()


async def delivered(entry: MockConfigEntry) -> None:
    """Send what waits, and expect all of it to arrive."""
    assert await link_of(entry).outbox.flush()


async def history(app: AppServer, path: str = "/activity?limit=500") -> list[dict[str, Any]]:
    """Return what the app has, oldest first."""
    reply = await app.ask("GET", path)
    assert reply.status == 200, reply.body
    items: list[dict[str, Any]] = reply.json["items"]
    return items[::-1]


async def titles(app: AppServer) -> list[str]:
    """Return the titles of the events that the app has, oldest first."""
    return [event["title"] for event in await history(app) if event["title"]]


def segments(hass: HomeAssistant) -> list[Path]:
    """Return the files of the outbox."""
    return sorted(outbox_folder(hass).glob("*.ndjson"))


async def eventually(check: Callable[[], Any]) -> Any:
    """Wait for something that happens by itself."""
    return await until(check)


def announcement(app: App, **config: Any) -> HassioServiceInfo:
    """Return what Supervisor says about an app; keywords replace what the app said."""
    url = URL(app.url)
    said: dict[str, Any] = {
        "host": url.host,
        "port": url.port,
        "token": token_of(app),
        "addon": "AutoArr",
    }
    return HassioServiceInfo(config=said | config, name="AutoArr", slug=SLUG, uuid=UUID)


async def announce(hass: HomeAssistant, info: HassioServiceInfo) -> Any:
    """Let Supervisor announce an app."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_HASSIO}, data=info
    )
    await hass.async_block_till_done()
    return result


async def reconfigure(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    """Begin to change the connection to the app."""
    return await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id}
    )


async def submit(hass: HomeAssistant, result: Any, fields: dict[str, Any]) -> Any:
    """Submit a form of the hub's flow."""
    result = await hass.config_entries.flow.async_configure(result["flow_id"], fields)
    await hass.async_block_till_done()
    return result
