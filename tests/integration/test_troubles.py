"""Repairs about what lasts: opened, explained, mended where that is possible, closed by themselves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from freezegun import freeze_time
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.clients.models.sabnzbd import SabWarning
from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.recovery.causes import Kind
from custom_components.autoarr.recovery.models import Failure, FailureState
from custom_components.autoarr.recovery.records import OurPause
from custom_components.autoarr.snapshot import SabnzbdData
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.flows import Result
from tests.integration.house import hub_of, issues, poll, restart, service_id
from tests.integration.setup import set_up
from tests.unit.asking.builders import asked, grab

HOUR = timedelta(hours=1)


@pytest.fixture
async def entry(hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd) -> MockConfigEntry:
    """Return a hub with a Radarr and a SABnzbd."""
    found = await set_up(hass, radarr, sabnzbd)
    await poll(hass, found)
    return found


def look(entry: MockConfigEntry, later: timedelta) -> None:
    """Let the hub look at what it knows, so much later."""
    with freeze_time(dt_util.utcnow() + later):
        hub_of(entry).async_update_listeners()


def keep(entry: MockConfigEntry, *failures: Failure) -> None:
    """Let recovery know failures, as of the services that are there."""
    ledger = hub_of(entry).recovery._core.ledger
    for failure in failures:
        of_radarr = grab(instance=service_id(entry, "radarr"), label=failure.title)
        ledger.put(
            replace(
                failure,
                sabnzbd=service_id(entry, "sabnzbd"),
                grab=of_radarr,
                first_seen=dt_util.utcnow(),
                state=FailureState.REPORTED,
            )
        )
    hub_of(entry).async_update_listeners()


def issue_of(hass: HomeAssistant, key: str) -> ir.IssueEntry:
    """Return the only repair, which must be this one."""
    [found] = issues(hass)
    assert found.startswith(f"{key}_")
    issue = ir.async_get(hass).async_get_issue(DOMAIN, found)
    assert issue is not None
    return issue


async def begin_fix(hass: HomeAssistant, issue: ir.IssueEntry) -> Result:
    """Open a repair as a person does."""
    assert await async_setup_component(hass, "repairs", {})
    manager = hass.data["repairs"]["flow_manager"]
    return await manager.async_init(DOMAIN, context={"issue_id": issue.issue_id})


async def submit_fix(hass: HomeAssistant, form: Result) -> Result:
    """Submit the explanation of a repair."""
    result = await hass.data["repairs"]["flow_manager"].async_configure(form["flow_id"], {})
    await hass.async_block_till_done()
    return result


async def down(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd, **how: Any
) -> None:
    """Let the provider fail while a job waits."""
    sabnzbd.add_slot("Some.Movie.2024.1080p.WEB-DL.H264-GRP")
    sabnzbd.provider(active=True, error="Too many connections to server news", **how)
    await poll(hass, entry, "sabnzbd")


async def test_a_provider_that_stays_down(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    issue_texts: Callable[[ir.IssueEntry], None],
) -> None:
    """After an hour there is a repair that says what is the matter; it stays over a reload, and closes by itself."""
    await down(hass, entry, sabnzbd)
    look(entry, HOUR - timedelta(minutes=1))
    assert issues(hass) == set()

    look(entry, HOUR + timedelta(minutes=1))
    issue = issue_of(hass, "provider_down")
    issue_texts(issue)
    placeholders = issue.translation_placeholders or {}
    assert placeholders["kind"] == "the news server refuses so many connections"

    await restart(hass, entry)
    await poll(hass, entry, "sabnzbd")
    issue_of(hass, "provider_down")

    sabnzbd.provider(active=True)
    await poll(hass, entry, "sabnzbd")
    assert issues(hass) == set()


async def test_what_a_server_said_last_is_no_trouble_while_nothing_is_wanted(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
) -> None:
    """SABnzbd does not log in to find out."""
    sabnzbd.provider(active=True, error="Too many connections to server news")
    await poll(hass, entry, "sabnzbd")
    look(entry, 2 * HOUR)

    assert issues(hass) == set()


async def test_a_provider_is_tested_on_demand(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
) -> None:
    """The flow says what SABnzbd heard; when it is let in, a queue that AutoArr paused goes on."""
    await down(hass, entry, sabnzbd, test="Authentication failed, check username/password.")
    look(entry, HOUR)
    issue = issue_of(hass, "provider_down")

    result = await submit_fix(hass, await begin_fix(hass, issue))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "still_down")
    assert "Authentication failed" in result["description_placeholders"]["message"]
    issue_of(hass, "provider_down")

    sabnzbd.provider(active=True)
    pause(entry, dt_util.utcnow())
    sabnzbd.state.paused = True
    look(entry, HOUR)
    result = await submit_fix(hass, await begin_fix(hass, issue))
    assert result["reason"] == "answers_again"
    assert not sabnzbd.state.paused


async def test_a_sabnzbd_without_a_news_server(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """There is nothing to test; the flow says what to do."""
    sabnzbd.settings.servers.clear()
    sabnzbd.add_slot("Some.Movie.2024.1080p.WEB-DL.H264-GRP")
    await poll(hass, entry, "sabnzbd")
    look(entry, HOUR)
    issue = issue_of(hass, "provider_down")
    assert (issue.translation_placeholders or {})["kind"] == "no news server is enabled"

    result = await submit_fix(hass, await begin_fix(hass, issue))

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "no_server")


async def test_a_test_that_cannot_be_made(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
) -> None:
    """The form stays, with the reason."""
    await down(hass, entry, sabnzbd)
    look(entry, HOUR)
    form = await begin_fix(hass, issue_of(hass, "provider_down"))
    sabnzbd.misbehave("error")

    result = await submit_fix(hass, form)

    assert result["errors"] == {"base": "not_mended"}
    assert "SABnzbd" in result["description_placeholders"]["error"]


def pause(entry: MockConfigEntry, since: datetime) -> None:
    """Let recovery hold the queue for its own."""
    ours = OurPause(since=since, next_test=since, kind=Kind.UNREACHABLE)
    hub_of(entry).recovery._core.ledger.set_pause(service_id(entry, "sabnzbd"), ours)
    hub_of(entry).async_update_listeners()


async def test_a_queue_that_autoarr_cannot_resume(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    issue_texts: Callable[[ir.IssueEntry], None],
) -> None:
    """The repair resumes it."""
    sabnzbd.add_slot("Some.Movie.2024.1080p.WEB-DL.H264-GRP")
    sabnzbd.state.paused = True
    sabnzbd.provider(active=True, error="down")
    await poll(hass, entry, "sabnzbd")
    hub_of(entry).recovery._core.stopping = True
    pause(entry, dt_util.utcnow() - timedelta(minutes=30))
    issue = issue_of(hass, "queue_stays_paused")
    issue_texts(issue)
    form = await begin_fix(hass, issue)
    sabnzbd.misbehave("error")
    form = await submit_fix(hass, form)
    assert form["errors"] == {"base": "not_mended"}
    sabnzbd.behave()

    result = await submit_fix(hass, form)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert not sabnzbd.state.paused


@pytest.mark.parametrize(
    ("key", "failures"),
    [
        ("indexer_key", [asked(kind=Kind.NZB_REFUSED)]),
        ("path_missing", [asked(kind=Kind.PATH_MISSING, blocked=True)]),
        ("script_fails", [asked(one, kind=Kind.SCRIPT_FAILED) for one in "ab"]),
    ],
)
async def test_what_failures_tell_of(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    issue_texts: Callable[[ir.IssueEntry], None],
    key: str,
    failures: list[Failure],
) -> None:
    """A repair, with what is named made plain; it closes when they are over, and goes with the service."""
    keep(entry, *failures)
    issue = issue_of(hass, key)
    issue_texts(issue)
    assert not issue.is_fixable

    ledger = hub_of(entry).recovery._core.ledger
    for failure in ledger.failures():
        ledger.put(replace(failure, state=FailureState.CLOSED))
    hub_of(entry).async_update_listeners()
    assert issues(hass) == set()

    keep(entry, *failures)
    assert len(issues(hass)) == 1
    await hass.config_entries.async_remove(entry.entry_id)
    assert issues(hass) == set()


async def test_a_hostile_name_is_shown_as_text(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Repairs are written in Markdown."""
    hostile = asked(
        kind=Kind.PATH_MISSING, blocked=True, grab=grab(label="[x](http://evil.example) <b>")
    )
    keep(entry, hostile)

    placeholders = issue_of(hass, "path_missing").translation_placeholders or {}

    assert not set("[]()<>") & set(placeholders["names"])


async def test_a_queue_that_sabnzbd_paused_for_want_of_space(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """Also while nothing has failed yet."""
    sabnzbd.add_slot("Some.Movie.2024.1080p.WEB-DL.H264-GRP")
    sabnzbd.state.paused = True
    await poll(hass, entry, "sabnzbd")
    data = hub_of(entry).services[service_id(entry, "sabnzbd")].coordinator.data
    assert isinstance(data, SabnzbdData)
    assert data.queue is not None
    assert data.servers is not None
    warning = SabWarning(
        text="Too little diskspace forcing PAUSE", type="WARNING", time=dt_util.utcnow()
    )
    hub_of(entry).services[service_id(entry, "sabnzbd")].coordinator.data = replace(
        data,
        queue=replace(data.queue, download_free_bytes=0),
        servers=replace(data.servers, warnings=(warning,)),
    )

    look(entry, timedelta())
    look(entry, timedelta(minutes=31))

    issue_of(hass, "disk_full")


async def test_a_full_disk(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    issue_texts: Callable[[ir.IssueEntry], None],
) -> None:
    """After half an hour, until there is space."""
    keep(entry, asked(kind=Kind.DISK_FULL, size_bytes=10**15))
    assert issues(hass) == set()

    look(entry, timedelta(minutes=31))
    issue_texts(issue_of(hass, "disk_full"))

    ledger = hub_of(entry).recovery._core.ledger
    [failure] = ledger.failures()
    ledger.put(replace(failure, size_bytes=1))
    hub_of(entry).async_update_listeners()
    assert issues(hass) == set()


async def test_a_repair_about_a_service_that_is_gone(
    hass: HomeAssistant, tmp_path: Path, sabnzbd: FakeSabnzbd
) -> None:
    """Removing it closes the repair; a form that is open ends."""
    entry = await set_up(hass, sabnzbd)
    await poll(hass, entry)
    await down(hass, entry, sabnzbd)
    look(entry, HOUR)
    form = await begin_fix(hass, issue_of(hass, "provider_down"))

    hass.config_entries.async_remove_subentry(entry, service_id(entry, "sabnzbd"))
    await hass.async_block_till_done()

    assert issues(hass) == set()
    result = await submit_fix(hass, form)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "service_removed")
