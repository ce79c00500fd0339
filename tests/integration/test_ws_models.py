"""The models of the app, in the panel: downloaded with consent, followed as the app pushes it, tried out."""

from collections.abc import AsyncIterator
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from autoarr_app.protocol.state import (
    DownloadProgress,
    DownloadPush,
    DownloadStatus,
    EngineKind,
    ModelPush,
    ModelState,
    ModelStatus,
)
from tests.fakes.app import MODEL, FakeApp
from tests.integration.companion import link_of, look, set_up_with
from tests.integration.house import until
from tests.integration.panel import Panel
from tests.integration.setup import set_up


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Keep the outbox in a folder of this test."""
    return hass_tmp_config_dir


@pytest.fixture
async def app(hass: HomeAssistant) -> AsyncIterator[FakeApp]:
    """Run an app."""
    async with FakeApp() as running:
        yield running


@pytest.fixture
async def panel(hass_ws_client: WebSocketGenerator, hass: HomeAssistant) -> Panel:
    """Return the panel of an administrator."""
    return Panel(await hass_ws_client(hass))


async def listening(app: FakeApp) -> None:
    """Wait until the hub listens to the app."""
    await until(lambda: app.sockets)


def progress(done: int, status: DownloadStatus = DownloadStatus.RUNNING) -> DownloadProgress:
    """Return how far a download is."""
    error = "checksum" if status is DownloadStatus.FAILED else ""
    return DownloadProgress(status=status, received_bytes=done, total_bytes=100, error=error)


async def test_a_download_needs_consent(hass: HomeAssistant, panel: Panel, app: FakeApp) -> None:
    """Without it, the app is not even asked."""
    await set_up_with(hass, app)

    answer = await panel.ask("models/download", model=MODEL, accept_licence=False)
    assert answer["error"]["translation_key"] == "licence_not_accepted"
    assert app.done == []

    assert (await panel.ask("models/download", model=MODEL, accept_licence=True))["success"]
    assert (await panel.ask("models/activate", model=MODEL))["success"]
    assert (await panel.ask("models/delete", model=MODEL))["success"]
    assert app.done == ["download", "activate", "delete"]


async def test_a_download_is_followed_without_asking(
    hass: HomeAssistant, panel: Panel, app: FakeApp
) -> None:
    """As far as the app pushes it; the list is read again when it is over."""
    await set_up_with(hass, app)
    await listening(app)
    await panel.subscribe("models")
    await panel.until(lambda: panel.only("models")["state"] == "absent")
    app.requests.clear()

    await app.push(DownloadPush(model=MODEL, progress=progress(40)))
    await panel.until(lambda: panel.only("models")["state"] == "downloading")
    assert panel.only("models")["progress"] == {"done": 40, "total": 100}
    await app.push(DownloadPush(model=MODEL, progress=progress(80)))
    await panel.until(lambda: panel.only("models")["progress"] == {"done": 80, "total": 100})
    assert not [one for one in app.requests if one.path.endswith("/models")]

    await app.push(DownloadPush(model=MODEL, progress=None))
    await panel.until(lambda: panel.only("models")["state"] == "absent")
    assert [one for one in app.requests if one.path.endswith("/models")]


async def test_a_download_that_fails(hass: HomeAssistant, panel: Panel, app: FakeApp) -> None:
    """It is said why."""
    await set_up_with(hass, app)
    await listening(app)
    await panel.subscribe("models")

    await app.push(DownloadPush(model=MODEL, progress=progress(40, DownloadStatus.FAILED)))

    await panel.until(lambda: panel.only("models")["state"] == "failed")
    assert panel.only("models")["error"] == "checksum"


async def test_the_model_is_heard_of_at_once(hass: HomeAssistant, app: FakeApp) -> None:
    """Not only with the next look at the app."""
    entry = await set_up_with(hass, app)
    await listening(app)

    state = ModelState(engine=EngineKind.LLAMA, model=MODEL, status=ModelStatus.LOADING)
    await app.push(ModelPush(state=state))

    coordinator = link_of(entry).coordinator
    await until(lambda: coordinator.data and coordinator.data.model.status == "loading")


@pytest.mark.parametrize("nonsense", ["{", "[]", '{"type": "model"}', '{"type": 7}', "null"])
async def test_an_app_that_pushes_nonsense(
    hass: HomeAssistant, panel: Panel, app: FakeApp, nonsense: str
) -> None:
    """The connection is given up or the push is passed over; everything else goes on."""
    entry = await set_up_with(hass, app)
    await listening(app)

    await app.push(nonsense)
    await hass.async_block_till_done()

    await look(hass, entry)
    assert link_of(entry).coordinator.ready
    assert (await panel.ask("models/activate", model=MODEL))["success"]


async def test_a_connection_that_ends(hass: HomeAssistant, panel: Panel, app: FakeApp) -> None:
    """The app is asked again instead, and what it pushed of a download is no longer believed."""
    entry = await set_up_with(hass, app)
    await listening(app)
    await panel.subscribe("models")
    await app.push(DownloadPush(model=MODEL, progress=progress(40)))
    await panel.until(lambda: panel.only("models")["state"] == "downloading")

    await app.hang_up()

    await panel.until(lambda: panel.only("models")["state"] == "absent")
    assert not link_of(entry).models.connected


async def test_a_sentence_is_tried(hass: HomeAssistant, panel: Panel, app: FakeApp) -> None:
    """What the model made of it and how long it took; nothing is requested."""
    await set_up_with(hass, app)

    answer = await panel.ask("models/test", sentence="that one with the sand worms")

    result: dict[str, Any] = answer["result"]
    assert (result["model"], result["ms"]) == (MODEL, 1200)
    assert result["parsed"]["intent"] == "add"
    assert result["parsed"]["items"][0]["titles"] == ["that one with the sand worms"]


@pytest.mark.parametrize(
    ("command", "data"),
    [
        ("models/download", {"model": MODEL, "accept_licence": True}),
        ("models/activate", {"model": MODEL}),
        ("models/delete", {"model": MODEL}),
        ("models/test", {"sentence": "Dune"}),
    ],
)
async def test_who_may_and_with_what(
    hass: HomeAssistant,
    panel: Panel,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
    command: str,
    data: dict[str, Any],
) -> None:
    """Only administrators, and only with an app."""
    await set_up(hass)
    guest = Panel(await hass_ws_client(hass, hass_read_only_access_token))

    assert (await guest.ask(command, **data))["error"]["code"] == "unauthorized"
    assert (await panel.ask(command, **data))["error"]["translation_key"] == "no_app"


async def test_a_model_that_is_not_there(hass: HomeAssistant, panel: Panel, app: FakeApp) -> None:
    """The app's own words; a name that is none never reaches it."""
    await set_up_with(hass, app)

    answer = await panel.ask("models/activate", model="something-else")
    assert answer["error"]["translation_key"] == "service_refused"
    answer = await panel.ask("models/activate", model="../info")
    assert answer["error"]["code"] == "invalid_format"
