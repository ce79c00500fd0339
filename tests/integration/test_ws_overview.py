"""What the overview says of each service: how it is, what is wrong, and the button that helps."""

from collections.abc import AsyncIterator

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from tests.fakes.app import FakeApp
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.acting import device
from tests.integration.auditing import SAFE, audit, key, unsafe
from tests.integration.companion import look, set_up_with
from tests.integration.house import hub_of, poll, service_id
from tests.integration.panel import Json, Panel, open_panel
from tests.integration.setup import set_up

FORMS = "/config/integrations/integration/autoarr"


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Keep the outbox in a folder of this test."""
    return hass_tmp_config_dir


@pytest.fixture
async def app() -> AsyncIterator[FakeApp]:
    """Run an app."""
    async with FakeApp() as running:
        yield running


@pytest.fixture
async def panel(hass_ws_client: WebSocketGenerator, hass: HomeAssistant) -> Panel:
    """Return the panel of an administrator, not subscribed to anything."""
    return await open_panel(hass, hass_ws_client)


def problems(panel: Panel, kind: str) -> dict[str, Json]:
    """Return the problems of the only service of a kind, by what their id begins with."""
    row = panel.named("overview", kind=kind)
    return {problem["id"].split(":")[0]: problem for problem in row["problems"]}


async def test_services_that_are_well(
    hass: HomeAssistant, panel: Panel, radarr: FakeRadarr, sabnzbd: FakeSabnzbd, plex: FakePlex
) -> None:
    """Each with its version, how quick it was, and a few numbers."""
    entry = await set_up(hass, radarr, sabnzbd, plex)
    await panel.subscribe("overview")

    meta = panel.meta["overview"]
    assert meta["chain"] == {"link": "ok", "instance": ""}
    assert (meta["policy"], meta["storm"]) == ("dry_run", None)
    assert meta["app"] == {"state": "none", "version": None}
    assert meta["model"] is None
    assert meta["counts"] == {"jobs": 0, "failures": 0, "waiting": 0, "findings": 0, "requests": 0}
    assert len({disk["path"] for disk in meta["disk"]}) == len(meta["disk"]) == 3
    assert not any(disk["low"] for disk in meta["disk"])
    for kind, fake in (("radarr", radarr), ("sabnzbd", sabnzbd), ("plex", plex)):
        row = panel.named("overview", kind=kind)
        # A Radarr to which nobody has added an indexer says so.
        told = {problem["id"].split(":")[0] for problem in row["problems"]}
        assert (row["state"], told) == (("problem", {"health"}) if told else ("ok", set()))
        assert not told or kind == "radarr"
        assert (row["url"], row["error"]) == (fake.url, None)
        assert row["version"]
        assert 0 <= row["response_ms"] < 10_000
        assert row["device_id"] == device(hass, entry, kind)
        assert all(value is not None for value in row["facts"].values()), row["facts"]


async def test_a_service_that_is_down_says_so_and_leads_to_its_form(
    hass: HomeAssistant, panel: Panel, sabnzbd: FakeSabnzbd
) -> None:
    """In the language of the panel, with what its client found out."""
    entry = await set_up(hass, sabnzbd)
    await panel.subscribe("overview", language="de")
    sabnzbd.misbehave("down")
    await poll(hass, entry)
    await panel.until(lambda: panel.only("overview")["state"] == "down")

    row = panel.only("overview")
    assert row["error"].startswith("SABnzbd ist nicht erreichbar.")
    assert sabnzbd.url in row["error"]
    assert problems(panel, "sabnzbd")["connection"]["help"] == {
        "label": "Verbindung prüfen",
        "path": FORMS,
    }
    assert panel.meta["overview"]["chain"] == {"link": "sabnzbd", "instance": "SABnzbd"}

    sabnzbd.behave()
    await poll(hass, entry)
    await panel.until(lambda: panel.only("overview")["state"] == "ok")
    assert panel.only("overview")["problems"] == []


async def test_a_key_that_is_refused(hass: HomeAssistant, panel: Panel, radarr: FakeRadarr) -> None:
    """It is no outage: somebody has to enter the present one."""
    entry = await set_up(hass, radarr)
    radarr.misbehave("unauthorised")
    await poll(hass, entry)
    await panel.subscribe("overview")

    row = panel.only("overview")
    assert row["state"] == "unauthorised"
    assert "refuses its key" in row["error"]
    assert problems(panel, "radarr")["connection"]["help"]["path"] == FORMS


async def test_what_radarr_complains_of_is_text(
    hass: HomeAssistant, panel: Panel, radarr: FakeRadarr
) -> None:
    """As it wrote it, with no address of its own to go to."""
    said = 'Indexers <b>down</b>: <a href="javascript:alert(1)">help</a>'
    radarr.system.add_health("IndexerStatusCheck", "error", said)
    entry = await set_up(hass, radarr)
    await poll(hass, entry)
    await panel.subscribe("overview")

    [problem] = [one for one in panel.only("overview")["problems"] if one["text"] == said]
    assert problem["level"] == "error"
    assert problem["help"]["path"] == f"/config/devices/device/{device(hass, entry, 'radarr')}"
    assert panel.only("overview")["state"] == "problem"


async def test_warnings_servers_and_disks_of_sabnzbd(
    hass: HomeAssistant, panel: Panel, sabnzbd: FakeSabnzbd
) -> None:
    """A full disk is grave, a warning in the log is not."""
    sabnzbd.provider(active=False, error="502 account expired")
    sabnzbd.overview.machine.free = (500_000_000, 72 << 30)
    entry = await set_up(hass, sabnzbd)
    await poll(hass, entry)
    await panel.subscribe("overview")

    found = problems(panel, "sabnzbd")
    assert (found["disk"]["level"], found["warning"]["level"]) == ("error", "warning")
    assert found["disk"]["text"].startswith("Only 5")
    assert found["server"]["text"].endswith("reports: 502 account expired")
    assert any(disk["low"] for disk in panel.meta["overview"]["disk"])


async def test_findings_lead_to_the_audit(
    hass: HomeAssistant, panel: Panel, sabnzbd: FakeSabnzbd
) -> None:
    """The service works, so that it is no breakdown."""
    unsafe(sabnzbd)
    entry = await set_up(hass, sabnzbd)
    await panel.subscribe("overview")
    await audit(hass, entry)
    await panel.until(lambda: panel.meta["overview"]["counts"]["findings"])

    row = panel.only("overview")
    by_id = {problem["id"]: problem for problem in row["problems"]}
    finding = by_id[f"finding:{key(entry, SAFE)}"]
    assert finding["help"]["path"].startswith("/autoarr/audit/")
    assert finding["level"] == "warning"
    assert row["state"] == "ok"


async def test_the_app_and_its_model(
    hass: HomeAssistant, panel: Panel, sabnzbd: FakeSabnzbd, app: FakeApp
) -> None:
    """Whether it can be used, and what it runs."""
    entry = await set_up_with(hass, app, sabnzbd)
    await panel.subscribe("overview")
    assert panel.meta["overview"]["app"] == {"state": "ok", "version": "0.1.0"}
    assert panel.meta["overview"]["model"]["state"] == "ready"

    app.misbehave("unauthorised")
    await look(hass, entry)
    await panel.until(lambda: panel.meta["overview"]["app"]["state"] == "unauthorised")

    app.behave()
    await look(hass, entry)
    await panel.until(lambda: panel.meta["overview"]["app"]["state"] == "ok")
    app.misbehave("down")
    await look(hass, entry)
    await panel.until(lambda: panel.meta["overview"]["app"]["state"] == "unreachable")


async def test_what_the_overview_shows_is_read_also_when_no_entity_does(
    hass: HomeAssistant, panel: Panel, radarr: FakeRadarr
) -> None:
    """As long as somebody looks, and no longer."""
    entry = await set_up(hass, radarr)
    coordinator = hub_of(entry).services[service_id(entry, "radarr")].coordinator
    before = list(coordinator.async_contexts()).count("updates")
    await panel.subscribe("overview")
    assert list(coordinator.async_contexts()).count("updates") == before + 1

    await panel.client.send_json_auto_id(
        {"type": "unsubscribe_events", "subscription": panel._subscription}
    )
    await panel.client.receive_json()
    assert list(coordinator.async_contexts()).count("updates") == before
