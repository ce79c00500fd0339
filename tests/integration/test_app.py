"""A hub with its companion app: what it shows, what is wrong with it, and that nothing needs it."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
import json
from typing import Any

from homeassistant.components.repairs.const import FlowType
from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigEntryState
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.helpers.entity import Entity
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
    get_system_health_info,
    snapshot_platform,
)
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from syrupy.assertion import SnapshotAssertion

from autoarr_app.protocol.state import (
    Benchmark,
    EngineKind,
    HistoryState,
    ModelState,
    ModelStatus,
    ProtocolRange,
)
from custom_components.autoarr.companion.issues import AppIssue
from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.repairs import AppFlow, async_create_fix_flow
from tests.fakes.app import MODEL, FakeApp
from tests.fakes.radarr import FakeRadarr
from tests.integration.companion import SLUG, link_of, look, note, segments, set_up_with
from tests.integration.house import ask, entity_id, hub_of, issues, restart, state, until, value
from tests.integration.stack import SENTENCE
from tests.integration.test_diagnostics import device_of, diagnostics_of

SUPERVISOR = "hassio"


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Keep the outbox in a folder of this test."""
    return hass_tmp_config_dir


@pytest.fixture
async def app() -> AsyncIterator[FakeApp]:
    """Run an app that misbehaves when told to."""
    async with FakeApp() as running:
        yield running


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare without what is different in every run."""
    return snapshot.use_extension(HomeAssistantSnapshotExtension)


@pytest.fixture
async def entry(hass: HomeAssistant, app: FakeApp) -> MockConfigEntry:
    """Return a hub that uses the app."""
    return await set_up_with(hass, app, slug=SLUG)


def shown(hass: HomeAssistant, entry: MockConfigEntry, key: str) -> str:
    """Return what an entity of the app shows."""
    return value(hass, entry, "hub", f"app_{key}")


# ── what it shows ──


@pytest.mark.parametrize("platform", [Platform.BINARY_SENSOR, Platform.SENSOR])
async def test_every_entity_of_the_app(
    hass: HomeAssistant,
    app: FakeApp,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    platform: Platform,
) -> None:
    """Name, key, category, unit, class and state of each."""
    monkeypatch.setattr("custom_components.autoarr.PLATFORMS", (platform,))
    monkeypatch.setattr(Entity, "entity_registry_enabled_default", True)
    app.model = app.model.model_copy(update={"last_answer_ms": 812.44})
    entry = await set_up_with(hass, app, entry_id="hub-1")
    for entity in er.async_entries_for_config_entry(entity_registry, entry.entry_id):
        if "_app_" not in entity.unique_id:
            entity_registry.async_remove(entity.entity_id)
    await hass.async_block_till_done()

    await snapshot_platform(hass, entity_registry, snapshot, entry.entry_id)


async def test_the_app_is_a_device_with_what_it_says_of_itself(
    hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry
) -> None:
    """Model, speed, size, version."""
    app.model = ModelState(
        engine=EngineKind.LLAMA, model=MODEL, status=ModelStatus.READY, last_answer_ms=812.44
    )
    app.history = HistoryState(healthy=True, rows=1_234, bytes=56_789_012)
    await look(hass, entry)

    keys = ("connectivity", "model", "model_status", "latency", "database_size", "version")
    assert [shown(hass, entry, key) for key in keys] == [
        "on",
        MODEL,
        "ready",
        "812",
        "56.8",
        "0.1.0",
    ]
    device = await device_of(hass, entry, f"{entry.entry_id}_app")
    assert (device.name, device.sw_version) == ("AutoArr app", "0.1.0")
    assert device.entry_type is dr.DeviceEntryType.SERVICE
    assert device.configuration_url == f"homeassistant://hassio/addon/{SLUG}/info"
    rows = er.async_get(hass).async_get(entity_id(hass, entry, "hub", "app_history_rows"))
    assert rows is not None
    assert rows.disabled_by is er.RegistryEntryDisabler.INTEGRATION


async def test_before_the_first_answer_the_trial_says_how_fast_it_is(
    hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry
) -> None:
    """The app measures itself after loading."""
    trial = Benchmark(
        load_ms=900,
        prompt_tokens_per_s=80,
        tokens_per_s=12,
        first_answer_ms=1_500.7,
        threads=2,
        resident_bytes=10**9,
    )
    app.model = app.model.model_copy(update={"benchmark": trial})
    await look(hass, entry)
    assert shown(hass, entry, "latency") == "1501"
    shows = state(hass, entry, "hub", "app_model").attributes
    assert {name: shows[name] for name in ("load_time", "first_answer", "memory")} == {
        "load_time": 900,
        "first_answer": 1_501,
        "memory": 1_000,
    }
    assert (shows["reading_speed"], shows["writing_speed"]) == (80, 12)


async def test_an_app_without_a_model_says_why(
    hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry
) -> None:
    """In its own words."""
    app.model = ModelState(
        engine=EngineKind.NONE, model=None, status=ModelStatus.NONE, detail="Too little memory."
    )
    await look(hass, entry)

    status = state(hass, entry, "hub", "app_model_status")
    assert (status.state, status.attributes["detail"]) == ("none", "Too little memory.")
    assert shown(hass, entry, "model") == "unknown"
    assert shown(hass, entry, "latency") == "unknown"


async def test_a_hub_without_an_app_has_nothing_of_it(
    hass: HomeAssistant, empty_hub: MockConfigEntry
) -> None:
    """No device, no entity, no file."""
    found = er.async_entries_for_config_entry(er.async_get(hass), empty_hub.entry_id)
    assert not [entity for entity in found if "_app_" in entity.unique_id]
    assert hub_of(empty_hub).app is None
    assert not segments(hass)


async def test_it_is_looked_at_every_minute_and_more_often_while_it_loads(
    hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry
) -> None:
    """A model takes a while to load."""

    async def looked_at_after(seconds: float) -> None:
        before = len(app.requests_to("/api/v1/info"))
        async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=seconds))
        await until(lambda: len(app.requests_to("/api/v1/info")) > before)

    coordinator = link_of(entry).coordinator
    app.model = app.model.model_copy(update={"status": ModelStatus.LOADING})
    await looked_at_after(62)
    await until(lambda: coordinator.update_interval == timedelta(seconds=10))
    app.model = app.model.model_copy(update={"status": ModelStatus.READY})
    await looked_at_after(12)
    await until(lambda: coordinator.update_interval == timedelta(seconds=60))


# ── nothing needs it ──


@pytest.mark.parametrize("mode", ["down", "unauthorised", "error", "html", "garbage", "wrong_app"])
async def test_everything_works_without_it(
    hass: HomeAssistant, app: FakeApp, radarr: FakeRadarr, mode: str
) -> None:
    """Whatever is wrong with it, from the start."""
    app.misbehave(mode)
    entry = await set_up_with(hass, app, radarr)
    assert entry.state is ConfigEntryState.LOADED
    assert shown(hass, entry, "connectivity") == "off"
    assert shown(hass, entry, "model") == "unavailable"

    answer = await ask(hass, "request", confirm=True, text=SENTENCE)

    assert answer["status"] == "added"
    assert len(radarr.requests_to("/api/v3/movie", "POST")) == 1
    assert value(hass, entry, "hub", "open_requests") == "1"


async def test_a_slow_app_does_not_hold_up_the_start(hass: HomeAssistant, app: FakeApp) -> None:
    """It is heard later."""
    app.misbehave("slow", seconds=30)
    entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=DOMAIN,
        data={"app": {"url": app.url, "token": app.api_key}},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)

    assert entry.state is ConfigEntryState.LOADED
    assert shown(hass, entry, "connectivity") == "unavailable"
    assert await hass.config_entries.async_unload(entry.entry_id)


# ── what is wrong with it ──


async def down_for(
    hass: HomeAssistant, entry: MockConfigEntry, how_long: timedelta, monkeypatch: Any
) -> None:
    """Look twice, with so much time in between."""
    now = [1_000.0]
    monkeypatch.setattr("custom_components.autoarr.companion.coordinator.monotonic", lambda: now[0])
    await look(hass, entry)
    now[0] += how_long.total_seconds()
    await look(hass, entry)


async def test_an_app_that_is_missing_for_an_hour_is_a_repair(
    hass: HomeAssistant,
    app: FakeApp,
    entry: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
    issue_texts: Callable[[ir.IssueEntry], None],
) -> None:
    """An update is over by then; it closes when the app is back."""
    app.misbehave("down")
    await down_for(hass, entry, timedelta(minutes=59), monkeypatch)
    assert not issues(hass)
    await down_for(hass, entry, timedelta(minutes=61), monkeypatch)

    assert issues(hass) == {AppIssue.MISSING}
    issue_texts(ir.async_get(hass).issues[DOMAIN, AppIssue.MISSING])

    app.behave()
    await app.opened()
    await look(hass, entry)
    assert not issues(hass)
    assert shown(hass, entry, "connectivity") == "on"


@pytest.mark.parametrize(
    ("slug", "there", "open_after"),
    [(SLUG, False, True), (SLUG, True, False), ("another_app", True, True)],
)
async def test_an_app_that_supervisor_no_longer_has_is_missing_sooner(
    hass: HomeAssistant,
    app: FakeApp,
    monkeypatch: pytest.MonkeyPatch,
    slug: str,
    there: bool,
    open_after: bool,
) -> None:
    """Each app is a device of Supervisor."""
    supervisor = MockConfigEntry(domain=SUPERVISOR)
    supervisor.add_to_hass(hass)
    supervisor.mock_state(hass, ConfigEntryState.LOADED)
    if there:
        dr.async_get(hass).async_get_or_create(
            config_entry_id=supervisor.entry_id, identifiers={(SUPERVISOR, SLUG)}
        )
    entry = await set_up_with(hass, app, slug=slug)
    app.misbehave("down")

    await down_for(hass, entry, timedelta(minutes=11), monkeypatch)

    assert issues(hass) == ({AppIssue.MISSING} if open_after else set())
    supervisor.mock_state(hass, ConfigEntryState.NOT_LOADED)


async def test_a_refused_token_is_a_repair_that_leads_to_the_form(
    hass: HomeAssistant,
    app: FakeApp,
    entry: MockConfigEntry,
    issue_texts: Callable[[ir.IssueEntry], None],
) -> None:
    """At once, and it closes when the token is right."""
    app.misbehave("unauthorised")
    await look(hass, entry)
    assert issues(hass) == {AppIssue.AUTH}
    issue = ir.async_get(hass).issues[DOMAIN, AppIssue.AUTH]
    issue_texts(issue)
    assert app.api_key not in str(issue)

    flow = await async_create_fix_flow(hass, AppIssue.AUTH, issue.data)
    assert isinstance(flow, AppFlow)
    flow.hass, flow.issue_id = hass, AppIssue.AUTH
    assert (await flow.async_step_init())["type"] is FlowResultType.FORM
    end = await flow.async_step_confirm({})

    assert (end["type"], end["reason"]) == (FlowResultType.ABORT, "reconfigure")
    kind, flow_id = end["next_flow"]
    assert kind is FlowType.CONFIG_FLOW
    menu = hass.config_entries.flow.async_get(flow_id)
    assert (menu["step_id"], menu["context"]["source"]) == ("reconfigure", SOURCE_RECONFIGURE)
    hass.config_entries.flow.async_abort(flow_id)

    app.behave()
    await look(hass, entry)
    assert not issues(hass)


async def test_a_repair_of_an_app_that_was_taken_away_is_over(
    hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry
) -> None:
    """There is nothing to repair any more."""
    app.misbehave("unauthorised")
    await look(hass, entry)
    flow = await async_create_fix_flow(hass, AppIssue.AUTH, {"entry_id": entry.entry_id})
    assert isinstance(flow, AppFlow)
    flow.hass, flow.issue_id = hass, AppIssue.AUTH
    hass.config_entries.async_update_entry(entry, data={})
    await hass.async_block_till_done()
    assert not issues(hass)

    end = await flow.async_step_init()
    assert (end["type"], end["reason"]) == (FlowResultType.ABORT, "app_removed")


@pytest.mark.parametrize(
    ("spoken", "issue"),
    [((0, 0), AppIssue.APP_OUTDATED), ((2, 3), AppIssue.INTEGRATION_OUTDATED)],
)
async def test_an_app_that_speaks_another_protocol_is_as_none_with_a_repair(
    hass: HomeAssistant,
    app: FakeApp,
    issue_texts: Callable[[ir.IssueEntry], None],
    spoken: tuple[int, int],
    issue: AppIssue,
) -> None:
    """It says who is to be updated; nothing is sent meanwhile, and all of it afterwards."""
    app.protocol = ProtocolRange(min=spoken[0], max=spoken[1])
    entry = await set_up_with(hass, app)
    assert entry.state is ConfigEntryState.LOADED
    assert issues(hass) == {issue}
    issue_texts(ir.async_get(hass).issues[DOMAIN, issue])
    assert shown(hass, entry, "connectivity") == "off"
    event = note(entry, "Dune")
    assert not await link_of(entry).outbox.flush()
    assert not app.requests_to("/api/v1/activity")

    app.protocol = ProtocolRange(min=1, max=2)
    await look(hass, entry)
    assert not issues(hass)
    await until(lambda: event.id in app.events)


async def test_a_repair_gives_way_to_the_one_that_fits_now(
    hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry
) -> None:
    """Two about the same connection would contradict each other."""
    app.misbehave("unauthorised")
    await look(hass, entry)
    app.behave()
    app.protocol = ProtocolRange(min=5, max=5)
    await look(hass, entry)
    assert issues(hass) == {AppIssue.INTEGRATION_OUTDATED}


@pytest.mark.parametrize(
    ("healthy", "severity"), [(False, ir.IssueSeverity.ERROR), (True, ir.IssueSeverity.WARNING)]
)
async def test_a_damaged_history_is_a_repair_in_the_words_of_the_app(
    hass: HomeAssistant,
    app: FakeApp,
    entry: MockConfigEntry,
    issue_texts: Callable[[ir.IssueEntry], None],
    healthy: bool,
    severity: ir.IssueSeverity,
) -> None:
    """Also when it was replaced and works again; it closes when the app has nothing to say."""
    good = app.history
    app.history = HistoryState(
        healthy=healthy, rows=0, bytes=0, detail="The file was damaged; it is kept as `x.db`."
    )
    await look(hass, entry)

    assert issues(hass) == {AppIssue.HISTORY_DAMAGED}
    issue = ir.async_get(hass).issues[DOMAIN, AppIssue.HISTORY_DAMAGED]
    issue_texts(issue)
    assert issue.severity is severity
    assert issue.translation_placeholders == {
        "detail": "The file was damaged; it is kept as x.db ."
    }

    app.history = good
    await look(hass, entry)
    assert not issues(hass)


# ── its end, and what is shown to others ──


async def test_removing_the_hub_leaves_nothing_of_the_app(
    hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    """No repair, no device, no waiting events, no state."""
    app.misbehave("unauthorised")
    await look(hass, entry)
    note(entry, "Dune")
    await link_of(entry).outbox.keep()
    assert segments(hass)

    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()

    assert not issues(hass)
    assert not segments(hass)
    assert not [key for key in hass_storage if key.startswith(DOMAIN)]


async def test_taking_the_app_away_leaves_nothing_of_it(
    hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    """While the hub goes on."""
    app.misbehave("unauthorised")
    await look(hass, entry)
    note(entry, "Dune")

    hass.config_entries.async_update_entry(entry, data={})
    await hass.async_block_till_done()

    assert hub_of(entry).app is None
    assert not issues(hass)
    assert not segments(hass)
    assert f"{DOMAIN}.app" not in hass_storage
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert [device.name for device in devices] == ["AutoArr"]


async def test_diagnostics_show_the_app_without_token_and_host(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, app: FakeApp, entry: MockConfigEntry
) -> None:
    """With what helps, for the whole and for its device."""
    whole = await diagnostics_of(hass, hass_client, entry)
    device = await device_of(hass, entry, f"{entry.entry_id}_app")
    alone = await diagnostics_of(hass, hass_client, entry, device)

    assert whole["app"]["data"]["version"] == "0.1.0"
    assert whole["entry"]["app"]["slug"] == SLUG
    assert alone["app"]["answers"] is True
    for text in (json.dumps(whole), json.dumps(alone)):
        assert app.api_key not in text
        assert "127.0.0.1" not in text
        assert f":{app.port}" in text


async def test_diagnostics_say_why_an_app_does_not_answer(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, app: FakeApp, entry: MockConfigEntry
) -> None:
    """And how much waits for it."""
    app.misbehave("down")
    await look(hass, entry)
    note(entry, "Dune")
    await link_of(entry).outbox.keep()

    found = (await diagnostics_of(hass, hass_client, entry))["app"]

    assert found["answers"] is False
    assert "refused" in found["error"]
    assert found["waiting_bytes"] > 100


async def test_system_health_says_how_the_app_is(
    hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry
) -> None:
    """In one line."""
    assert await async_setup_component(hass, "system_health", {})
    assert (await get_system_health_info(hass, DOMAIN))["app"] == "0.1.0, model ready"

    app.misbehave("down")
    await look(hass, entry)
    assert (await get_system_health_info(hass, DOMAIN))["app"] == "does not answer"

    hass.config_entries.async_update_entry(entry, data={})
    await hass.async_block_till_done()
    assert (await get_system_health_info(hass, DOMAIN))["app"] == "not connected"


async def test_the_token_is_in_no_event_and_no_log(
    hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """Although somebody wrote it into a title."""
    note(entry, f"A film called {app.api_key}")
    for mode in ("error", "garbage", "unauthorised", "rate_limit"):
        app.misbehave(mode)
        await look(hass, entry)
        await link_of(entry).outbox.flush()
    app.behave()
    await look(hass, entry)
    await until(lambda: app.events)

    assert app.api_key not in caplog.text
    assert app.api_key not in json.dumps(app.events)
    assert app.api_key not in str(ir.async_get(hass).issues)


async def test_a_restart_tells_the_app_nothing_twice(
    hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry
) -> None:
    """What it has, it keeps."""
    note(entry, "Dune")
    await until(lambda: app.events and not segments(hass))
    before = len(app.requests_to("/api/v1/activity"))

    await restart(hass, entry)
    await link_of(entry).outbox.flush()

    assert len(app.requests_to("/api/v1/activity")) == before
