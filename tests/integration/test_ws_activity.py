"""What happened, in the panel: pages, counts and a file, of the app or of what is still known here."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
import orjson
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.autoarr.journal.events import EventKind, Severity
from tests.app.support.server import AppServer, app_server
from tests.fakes.app import FakeApp
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.companion import delivered, look, set_up_with
from tests.integration.house import hub_of
from tests.integration.panel import Panel
from tests.integration.setup import set_up

DUNE = "movie:tmdb:438631"


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Allow the real app its timer: a client that still reads is cut off half a minute after the app stopped."""
    return True


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Keep the outbox in a folder of this test."""
    return hass_tmp_config_dir


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[AppServer]:
    """Run the real app."""
    async with app_server(tmp_path / "app") as running:
        yield running


@pytest.fixture
async def panel(hass_ws_client: WebSocketGenerator, hass: HomeAssistant) -> Panel:
    """Return the panel of an administrator."""
    return Panel(await hass_ws_client(hass))


async def activity(panel: Panel, **filters: Any) -> dict[str, Any]:
    """List what happened."""
    answer = await panel.ask("activity", **filters)
    assert answer["success"], answer
    result: dict[str, Any] = answer["result"]
    return result


def fill(entry: Any) -> None:
    """Let some things happen."""
    journal = hub_of(entry).journal
    for number in range(5):
        journal.record(
            EventKind.FAILURE_SEEN,
            correlation=DUNE,
            title=f"Dune {number}",
            service="sabnzbd",
            instance="removed since",
            severity=Severity.WARNING,
            data={"cause": "article_missing", "kind": "cannot_complete"},
        )
    journal.record(
        EventKind.SERVICE_DOWN,
        correlation="service:x",
        title="Radarr",
        service="radarr",
        severity=Severity.ERROR,
        data={"error": "<b>refused</b> {name}"},
    )


async def test_what_is_known_here(hass: HomeAssistant, panel: Panel) -> None:
    """Without an app: pages of the ring, filtered, each event with a sentence."""
    entry = await set_up(hass)
    fill(entry)

    first = await activity(panel, limit=3, kind=["failure_seen"])
    assert first["source"] == "local"
    assert [one["title"] for one in first["items"]] == ["Dune 4", "Dune 3", "Dune 2"]
    second = await activity(panel, limit=3, kind=["failure_seen"], cursor=first["next"])
    assert [one["title"] for one in second["items"]] == ["Dune 1", "Dune 0"]
    assert second["next"] is None

    [down] = (await activity(panel, severity=["error"], q="refus"))["items"]
    assert down["kind_text"] == "Service down"
    assert down["text"] == "The service stopped answering: <b>refused</b> {name}"
    [one] = (await activity(panel, q="dune 3"))["items"]
    assert one["text"] == "The download failed: too many articles are missing"
    assert (one["service"], one["instance"], one["correlation"]) == ("sabnzbd", "", DUNE)


async def test_a_service_is_called_by_its_name(hass: HomeAssistant, panel: Panel) -> None:
    """What is kept of an event is the id of the service it was about."""
    async with FakeSabnzbd() as sabnzbd:
        entry = await set_up(hass, sabnzbd)
        hub = hub_of(entry)
        [instance] = hub.services
        hub.journal.record(
            EventKind.FAILURE_SEEN,
            correlation=DUNE,
            title="Dune",
            service="sabnzbd",
            instance=instance,
            severity=Severity.WARNING,
            data={"cause": "article_missing", "kind": "cannot_complete"},
        )

        [one] = (await activity(panel, q="dune"))["items"]

        assert one["instance"] == hub.name_of(instance) != instance
        await hass.config_entries.async_unload(entry.entry_id)


async def test_the_history_of_the_app(hass: HomeAssistant, panel: Panel, app: AppServer) -> None:
    """With an app: what it has, also what happened before anything that is known here."""
    entry = await set_up_with(hass, app)
    fill(entry)
    await delivered(entry)

    first = await activity(panel, limit=2, service=["sabnzbd"], severity=["warning", "error"])
    assert first["source"] == "app"
    assert [one["title"] for one in first["items"]] == ["Dune 4", "Dune 3"]
    again = {"limit": 10, "service": ["sabnzbd"], "severity": ["warning", "error"]}
    second = await activity(panel, cursor=first["next"], **again)
    assert [one["title"] for one in second["items"]] == ["Dune 2", "Dune 1", "Dune 0"]
    assert second["next"] is None
    [one] = (await activity(panel, correlation="service:x"))["items"]
    assert one["text"].startswith("The service stopped answering: ")


async def test_an_app_that_fails(hass: HomeAssistant, panel: Panel) -> None:
    """A first page is that of the ring; a page that began in the app says what to do."""
    async with FakeApp() as app:
        entry = await set_up_with(hass, app)
        fill(entry)

        assert (await activity(panel, limit=1))["source"] == "local"
        answer = await panel.ask("activity", cursor="app:12")
        assert answer["error"]["translation_key"] == "service_refused"
        stats = (await panel.ask("activity/stats"))["result"]
        assert stats["source"] == "local"

        await app.stop()
        await look(hass, entry)
        answer = await panel.ask("activity", cursor="app:12")
        assert answer["error"]["translation_key"] == "app_not_ready"
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": ["nonsense"]},
        {"cursor": "1'; DROP TABLE"},
        {"limit": 501},
        {"limit": 0},
        {"since": "yesterday"},
        {"q": "x" * 201},
    ],
)
async def test_a_filter_that_makes_no_sense(
    hass: HomeAssistant, panel: Panel, wrong: dict[str, Any]
) -> None:
    """It is refused, not guessed at."""
    await set_up(hass)

    answer = await panel.ask("activity", **wrong)

    assert answer["error"]["code"] == "invalid_format"


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "nl"])
async def test_every_kind_has_words(hass: HomeAssistant, panel: Panel, language: str) -> None:
    """In every language, none of them a key or a code."""
    entry = await set_up(hass)
    for kind in EventKind:
        hub_of(entry).journal.record(kind, correlation=DUNE, title="Dune", data={})

    items = (await activity(panel, limit=500, language=language))["items"]

    shown = {one["kind"]: one for one in items}
    assert shown.keys() == set(EventKind)
    for one in shown.values():
        for text in (one["kind_text"], one["text"]):
            assert text
            assert "panel_" not in text
            assert "_" not in text


async def test_counts(hass: HomeAssistant, panel: Panel, app: AppServer) -> None:
    """Of the app while it answers, with what causes are called."""
    entry = await set_up_with(hass, app)
    fill(entry)
    await delivered(entry)

    answer = await panel.ask("activity/stats", since="2026-01-01T00:00:00Z")

    assert answer["success"], answer
    assert answer["result"]["source"] == "app"
    assert answer["result"]["by_strategy"] == []


async def exported(panel: Panel, client: Any, **filters: Any) -> list[dict[str, Any]]:
    """Return the lines of the file."""
    answer = await panel.ask("activity/export", **filters)
    assert answer["success"], answer
    reply = await client.get(answer["result"]["url"])
    assert reply.status == 200, await reply.text()
    assert "attachment" in reply.headers["Content-Disposition"]
    return [orjson.loads(line) for line in (await reply.read()).splitlines()]


@pytest.mark.parametrize("paired", [True, False])
async def test_a_file_of_it(
    hass: HomeAssistant,
    panel: Panel,
    hass_client_no_auth: ClientSessionGenerator,
    app: AppServer,
    paired: bool,
) -> None:
    """A browser loads it from a signed address, filtered as the page is."""
    entry = await (set_up_with(hass, app) if paired else set_up(hass))
    fill(entry)
    if paired:
        await delivered(entry)

    lines = await exported(
        panel, await hass_client_no_auth(), service=["sabnzbd", "plex"], kind=["failure_seen"]
    )

    assert [line["title"] for line in lines] == [f"Dune {number}" for number in range(4, -1, -1)]


async def test_the_file_is_for_administrators(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    hass_client: ClientSessionGenerator,
    hass_read_only_access_token: str,
) -> None:
    """Neither an address nor the file itself for anybody else."""
    await set_up(hass)
    guest = Panel(await hass_ws_client(hass, hass_read_only_access_token))

    assert (await guest.ask("activity/export"))["error"]["code"] == "unauthorized"
    client = await hass_client(hass_read_only_access_token)
    assert (await client.get("/api/autoarr/activity.ndjson")).status == 401
    assert (await guest.ask("activity"))["success"]


async def test_an_app_that_cannot_export(
    hass: HomeAssistant, panel: Panel, hass_client_no_auth: ClientSessionGenerator
) -> None:
    """Then the file has what is known here."""
    async with FakeApp() as app:
        entry = await set_up_with(hass, app)
        fill(entry)

        lines = await exported(panel, await hass_client_no_auth(), q="dune 2")

        assert [line["title"] for line in lines] == ["Dune 2"]
        await hass.config_entries.async_unload(entry.entry_id)
