"""The panel and the cards: in the sidebar while the hub is there, loaded from names that carry a hash."""

import json
from pathlib import Path
from typing import Any

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL, async_panel_exists
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.autoarr import panel
from tests.integration.setup import set_up


@pytest.fixture(autouse=True)
def autoarr_installed(
    enable_custom_integrations: None, hass_storage: dict[str, Any], bundle: Path
) -> None:
    """Have the bundle before anything is served."""


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a bundle as the build makes it."""
    folder = tmp_path / "frontend"
    folder.mkdir()
    build(folder, "AAAAAAAA")
    monkeypatch.setattr(panel, "BUNDLE", folder)
    return folder


def build(folder: Path, digest: str) -> None:
    """Write a bundle."""
    entries = {}
    for name in ("panel", "cards"):
        (folder / f"{name}-{digest}.js").write_text("export {};\n")
        entries[f"src/{name}.ts"] = {"file": f"{name}-{digest}.js", "isEntry": True}
    (folder / "entries.json").write_text(json.dumps(entries))


async def shown(hass_ws_client: WebSocketGenerator) -> dict[str, Any] | None:
    """Return what the frontend is told of the panel."""
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": "get_panels"})
    answer = await client.receive_json()
    found: dict[str, Any] | None = answer["result"].get("autoarr")
    return found


async def test_the_panel_is_in_the_sidebar_for_everybody(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, hass_client: ClientSessionGenerator
) -> None:
    """With the module of this version, which browsers may keep for ever."""
    await set_up(hass)

    told = await shown(hass_ws_client)
    assert told is not None
    assert (told["title"], told["require_admin"]) == ("AutoArr", False)
    module = told["config"]["_panel_custom"]["module_url"]
    assert module == "/autoarr_static/panel-AAAAAAAA.js"
    assert told["config"]["_panel_custom"]["name"] == "autoarr-panel"
    assert "/autoarr_static/cards-AAAAAAAA.js" in hass.data[DATA_EXTRA_MODULE_URL].urls

    answer = await (await hass_client()).get(module)
    assert answer.status == 200
    assert "max-age" in answer.headers["Cache-Control"]
    assert "javascript" in answer.headers["Content-Type"]


async def test_the_panel_stays_while_the_hub_is_loaded_anew(hass: HomeAssistant) -> None:
    """Whoever looks at it is not thrown out by a change of the settings."""
    entry = await set_up(hass)
    gone: list[object] = []
    hass.bus.async_listen("panels_updated", gone.append)

    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert async_panel_exists(hass, "autoarr")
    assert not gone


async def test_a_new_version_is_shown_after_a_reload(
    hass: HomeAssistant, bundle: Path, hass_ws_client: WebSocketGenerator
) -> None:
    """The old module and the old cards are forgotten."""
    entry = await set_up(hass)
    build(bundle, "BBBBBBBB")

    assert await hass.config_entries.async_reload(entry.entry_id)

    told = await shown(hass_ws_client)
    assert told is not None
    assert told["config"]["_panel_custom"]["module_url"] == "/autoarr_static/panel-BBBBBBBB.js"
    urls = hass.data[DATA_EXTRA_MODULE_URL].urls
    assert {url for url in urls if "autoarr" in url} == {"/autoarr_static/cards-BBBBBBBB.js"}


@pytest.mark.parametrize("how", ["removed", "disabled"])
async def test_the_panel_goes_with_the_hub(hass: HomeAssistant, how: str) -> None:
    """Nothing of it is left when the hub was removed or disabled."""
    entry = await set_up(hass)

    if how == "removed":
        await hass.config_entries.async_remove(entry.entry_id)
    else:
        await hass.config_entries.async_set_disabled_by(entry.entry_id, ConfigEntryDisabler.USER)
    await hass.async_block_till_done()

    assert not async_panel_exists(hass, "autoarr")
    assert not any("autoarr" in url for url in hass.data[DATA_EXTRA_MODULE_URL].urls)


@pytest.mark.parametrize("damage", ["nothing built", "no JSON", "a module is gone", "a list"])
async def test_without_a_bundle_everything_else_works(
    hass: HomeAssistant, bundle: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The hub is set up, and the log says what to do."""
    match damage:
        case "nothing built":
            (bundle / "entries.json").unlink()
        case "no JSON":
            (bundle / "entries.json").write_text("{")
        case "a module is gone":
            (bundle / "cards-AAAAAAAA.js").unlink()
        case _:
            (bundle / "entries.json").write_text("[]")

    await set_up(hass)

    assert not async_panel_exists(hass, "autoarr")
    assert "npm --prefix frontend ci" in caplog.text
