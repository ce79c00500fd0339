"""Radarr and Sonarr that call when an import needs a person: set up, heard, mended, removed again."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import aiohttp
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from tests.fakes.radarr import FakeRadarr
from tests.fakes.servarr.server import FakeServarr
from tests.fakes.servarr.webhooks import Webhooks
from tests.integration.flows import Result, choose, section, suggested
from tests.integration.house import quiet, restart, service_id, until
from tests.integration.setup import set_up, tear_down

JOB = "SABnzbd_nzo_abc123"
QUEUE = "/api/v3/queue"


@pytest.fixture
async def address(hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator) -> str:
    """Return where Home Assistant is reached."""
    client = await hass_client_no_auth()
    assert client.server is not None
    url = str(client.server.make_url("")).rstrip("/")
    await hass.config.async_update(internal_url=url)
    return url


@pytest.fixture
async def entry(hass: HomeAssistant, radarr: FakeRadarr) -> MockConfigEntry:
    """Return a hub with a Radarr."""
    return await set_up(hass, radarr)


def connections(radarr: FakeServarr) -> list[dict[str, Any]]:
    """Return the connections of a Radarr."""
    return [dict(row) for row in radarr.core.tables["notification"]]


def url_of(row: dict[str, Any]) -> str:
    """Return where a connection posts to."""
    return next(str(field["value"]) for field in row["fields"] if field["name"] == "url")


def own(radarr: FakeServarr, name: str, url: str) -> None:
    """Let somebody else have made a connection."""
    radarr.core.tables["notification"].append(
        {
            "id": 90 + len(radarr.core.tables["notification"]),
            "name": name,
            "implementation": "Webhook",
            "configContract": "WebhookSettings",
            "fields": [{"name": "url", "value": url}, {"name": "method", "value": 1}],
            "onGrab": True,
            "tags": [],
        }
    )


async def options(hass: HomeAssistant, entry: MockConfigEntry, called_by: Iterable[str]) -> Result:
    """Choose who calls."""
    form = await section(hass, entry, "recovery", "webhooks")
    return await choose(hass, form, webhooks=list(called_by))


async def enabled(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    """Let Radarr call; return its id."""
    radarr_id = service_id(entry, "radarr")
    result = await options(hass, entry, [radarr_id])
    assert result["type"] is FlowResultType.CREATE_ENTRY
    return radarr_id


async def reads(entry: MockConfigEntry, radarr: FakeServarr) -> int:
    """Return how often the queue was read, once nothing is under way."""
    await quiet(entry)
    return len(radarr.requests_to(QUEUE))


async def test_it_is_off_until_somebody_wants_it(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr, address: str
) -> None:
    """Nothing is written to Radarr, and its connections are not even read."""
    assert suggested(await section(hass, entry, "recovery", "webhooks"))["webhooks"] == []
    assert not radarr.requests_to("/api/v3/notification")


async def test_a_call_lets_the_queue_be_read(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr, address: str
) -> None:
    """One connection that calls for nothing else, for all titles; it is tested when it is made."""
    radarr_id = await enabled(hass, entry)
    [made] = connections(radarr)
    assert made["name"] == "AutoArr"
    assert made["tags"] == []
    assert [key for key, value in made.items() if key.startswith("on") and value] == [
        "onManualInteractionRequired"
    ]
    assert url_of(made).startswith(f"{address}/api/webhook/autoarr_")
    assert len(url_of(made).rpartition("_")[2]) == 64
    shown = suggested(await section(hass, entry, "recovery", "webhooks"))["webhooks"]
    assert shown == [radarr_id]

    before = await reads(entry, radarr)
    await Webhooks(radarr.core).manual_interaction(JOB)
    await until(lambda: len(radarr.requests_to(QUEUE)) > before)


async def test_it_is_removed_again(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr, address: str
) -> None:
    """Connections of others stay."""
    own(radarr, "Somebody", "http://elsewhere.example/api/webhook/autoarr_x")
    await enabled(hass, entry)
    assert len(connections(radarr)) == 2

    await options(hass, entry, [])

    assert [row["name"] for row in connections(radarr)] == ["Somebody"]
    assert entry.options["recovery"]["webhooks"] == {}


async def test_it_goes_with_the_service_and_with_the_hub(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr, address: str
) -> None:
    """Nothing of AutoArr stays in Radarr."""
    radarr_id = await enabled(hass, entry)
    hass.config_entries.async_remove_subentry(entry, radarr_id)
    await hass.async_block_till_done()
    assert connections(radarr) == []

    await tear_down(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    again = await set_up(hass, radarr)
    await enabled(hass, again)
    assert len(connections(radarr)) == 1
    await hass.config_entries.async_remove(again.entry_id)
    assert connections(radarr) == []


async def test_a_restart_makes_no_second_one(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr, address: str
) -> None:
    """It is heard again, and made again where somebody removed it."""
    await enabled(hass, entry)
    [made] = connections(radarr)
    await restart(hass, entry)
    await until(lambda: len(radarr.requests_to("/api/v3/notification", "GET")) >= 2)
    assert connections(radarr) == [made]
    before = await reads(entry, radarr)
    await Webhooks(radarr.core).manual_interaction(JOB)
    await until(lambda: len(radarr.requests_to(QUEUE)) > before)

    radarr.core.tables["notification"].clear()
    await restart(hass, entry)
    await until(lambda: connections(radarr))
    assert url_of(connections(radarr)[0]) == url_of(made)


async def test_what_a_crash_left_is_found(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr, address: str
) -> None:
    """A connection whose id was never stored is replaced; there are never two."""
    own(radarr, "AutoArr", f"{address}/api/webhook/autoarr_{'0' * 64}")

    await enabled(hass, entry)

    [made] = connections(radarr)
    assert made["name"] == "AutoArr"
    assert not url_of(made).endswith("0" * 64)


async def test_another_address_of_home_assistant(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr, address: str
) -> None:
    """The connection follows with the next start."""
    await enabled(hass, entry)
    await hass.config.async_update(internal_url=address.replace("127.0.0.1", "localhost"))

    await restart(hass, entry)

    await until(lambda: any("localhost" in url_of(row) for row in connections(radarr)))
    assert len(connections(radarr)) == 1


async def test_our_name_is_taken(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr, address: str
) -> None:
    """For example by the AutoArr of another Home Assistant: that one is left alone."""
    own(radarr, "AutoArr", "http://elsewhere.example/api/webhook/autoarr_1")

    await enabled(hass, entry)

    assert [row["name"] for row in connections(radarr)] == ["AutoArr", "AutoArr 2"]


async def test_a_radarr_that_does_not_reach_home_assistant(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr, address: str
) -> None:
    """The form says so with Radarr's words, and nothing is stored."""
    await hass.config.async_update(internal_url="http://127.0.0.1:9")

    result = await options(hass, entry, [service_id(entry, "radarr")])

    assert result["errors"] == {"webhooks": "webhook_refused"}
    assert result["description_placeholders"]["failed"] == "Radarr"
    assert "recovery" not in entry.options
    assert connections(radarr) == []


async def test_a_radarr_that_does_not_let_go(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr, address: str
) -> None:
    """The form says so, and it still counts as set up."""
    radarr_id = await enabled(hass, entry)
    radarr.misbehave("error", paths="/notification")

    result = await options(hass, entry, [])

    assert result["errors"] == {"webhooks": "webhook_refused"}
    assert set(entry.options["recovery"]["webhooks"]) == {radarr_id}


async def test_home_assistant_does_not_know_where_it_is(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """The form says where that is set."""
    hass.config.api = None

    result = await options(hass, entry, [service_id(entry, "radarr")])

    assert result["errors"] == {"base": "no_own_address"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"eventType": "Test"}',
        b'{"eventType": "Grab", "downloadId": "SABnzbd_nzo_1"}',
        b'{"eventType": "ManualInteractionRequired"}',
        b'{"eventType": "ManualInteractionRequired", "downloadId": "<script>"}',
        b'{"eventType": "ManualInteractionRequired", "downloadId": 7}',
        b" " * 300_000 + b'{"eventType": "ManualInteractionRequired", "downloadId": "a"}',
    ],
)
async def test_anything_else_is_taken_and_ignored(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr, address: str, body: bytes
) -> None:
    """Nobody learns from the answer whether it meant something."""
    await enabled(hass, entry)
    [made] = connections(radarr)
    before = await reads(entry, radarr)

    async with aiohttp.ClientSession() as session, session.post(url_of(made), data=body) as told:
        assert (told.status, await told.read()) == (200, b"")

    await hass.async_block_till_done()
    assert await reads(entry, radarr) == before


async def test_a_service_that_is_down_when_the_hub_starts(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    radarr: FakeRadarr,
    address: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is polled as ever, and seen to later; the hub starts all the same."""
    await enabled(hass, entry)
    radarr.core.tables["notification"].clear()
    radarr.misbehave("error", paths="/notification")
    await restart(hass, entry)
    await until(lambda: "does not call Home Assistant" in caplog.text)

    radarr.behave()
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(hours=1, minutes=1))
    await until(lambda: connections(radarr))
