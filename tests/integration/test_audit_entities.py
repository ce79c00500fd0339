"""The audit as sensors, as a button and as an event, in the logbook and in diagnostics."""

import json

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.autoarr.audit.report import Report
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.acting import refused
from tests.integration.auditing import SAFE, audit, key, shown, unsafe
from tests.integration.house import ask, entity_id, hub_of, press, restart, state, value
from tests.integration.setup import set_up
from tests.integration.test_diagnostics import diagnostics_of
from tests.integration.test_logbook import line

SENSORS = ("audit_score", "audit_findings")


@pytest.fixture
async def entry(hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd) -> MockConfigEntry:
    """Return a hub with a Radarr and a SABnzbd that is set dangerously."""
    unsafe(sabnzbd)
    return await set_up(hass, radarr, sabnzbd)


def report_of(entry: MockConfigEntry) -> Report:
    """Return the last report."""
    report = hub_of(entry).audit.report
    assert report is not None
    return report


async def test_nothing_is_known_before_the_first_look(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """No score is not a score of 0."""
    for owner in ("hub", "radarr", "sabnzbd"):
        for name in SENSORS:
            assert value(hass, entry, owner, name) == STATE_UNAVAILABLE
    assert value(hass, entry, "hub", "last_audit") == STATE_UNAVAILABLE


async def test_the_button_looks_and_the_sensors_show_it(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """The score and the number of findings of each service, and of all; no list in an attribute."""
    await press(hass, entity_id(hass, entry, "hub", "audit_now"))
    await shown(hass, entry)

    report = report_of(entry)
    assert value(hass, entry, "hub", "audit_score") == str(report.score)
    assert value(hass, entry, "hub", "audit_findings") == str(len(report.findings))
    assert value(hass, entry, "hub", "last_audit") == report.at.isoformat(timespec="seconds")
    found = 0
    for owner in ("radarr", "sabnzbd"):
        assert 0 <= int(value(hass, entry, owner, "audit_score")) < 100
        shown_here = state(hass, entry, owner, "audit_findings")
        found += int(shown_here.state)
        counts = [shown_here.attributes[name] for name in ("errors", "warnings", "hints")]
        assert sum(counts) == int(shown_here.state)
        assert not any(isinstance(one, list | dict) for one in shown_here.attributes.values())
    assert found == len(report.findings)


async def test_a_service_that_cannot_be_read_has_no_score(
    hass: HomeAssistant, entry: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """The others keep theirs."""
    await audit(hass, entry)
    radarr.misbehave("down")
    await audit(hass, entry)

    assert value(hass, entry, "radarr", "audit_score") == STATE_UNAVAILABLE
    assert value(hass, entry, "sabnzbd", "audit_score").isdigit()


async def test_what_was_found_survives_a_restart(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Nobody has to look again to see the score."""
    await audit(hass, entry)
    before = {
        (owner, name): value(hass, entry, owner, name)
        for owner in ("hub", "radarr", "sabnzbd")
        for name in SENSORS
    }
    at = value(hass, entry, "hub", "last_audit")

    await restart(hass, entry)

    assert {place: value(hass, entry, *place) for place in before} == before
    assert value(hass, entry, "hub", "last_audit") == at


async def test_a_mended_finding_counts_no_more_at_once(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Applying and ignoring show without another look."""
    await audit(hass, entry)
    before = int(value(hass, entry, "sabnzbd", "audit_findings"))
    score = int(value(hass, entry, "sabnzbd", "audit_score"))

    await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)])
    await hass.async_block_till_done()

    assert int(value(hass, entry, "sabnzbd", "audit_findings")) == before - 1
    assert int(value(hass, entry, "sabnzbd", "audit_score")) > score


async def test_the_button_while_autoarr_stops(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """It says so instead of doing nothing."""
    await hub_of(entry).audit.stop()
    with refused("audit_stopping"):
        await press(hass, entity_id(hass, entry, "hub", "audit_now"))


async def test_the_event_tells_each_step(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """Finished, changed, taken back, changed by somebody else: which settings, never their values."""
    sabnzbd.change("misc", "", "cache_limit", "987M")
    await audit(hass, entry)
    event = state(hass, entry, "hub", "audit").attributes
    assert event["event_type"] == "finished"
    assert event["score"] == report_of(entry).score
    assert event["findings"] == len(report_of(entry).findings)

    applied = await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)])
    event = state(hass, entry, "hub", "audit").attributes
    [change] = applied["changes"]
    assert event["event_type"] == "setting_changed"
    assert (event["service"], event["rules"]) == ("SABnzbd", SAFE)
    assert event["settings"] == "misc safe_postproc"
    assert event["change_id"] == change["change_id"]

    await ask(hass, "undo_change", change_id=change["change_id"])
    assert state(hass, entry, "hub", "audit").attributes["event_type"] == "setting_undone"

    sabnzbd.change("misc", "", "cache_limit", "986M")
    await ask(hass, "audit")
    event = state(hass, entry, "hub", "audit").attributes
    assert event["event_type"] == "setting_drifted"
    assert event["settings"] == "misc cache_limit"
    assert "986M" not in json.dumps(dict(event), default=str)


def test_the_lines_of_the_logbook() -> None:
    """Who did what to which service."""
    assert line(kind="audit_finished", title="", data={"score": 80}) == (
        "AutoArr looked at the settings of the services"
    )
    assert line(kind="setting_changed", title="SABnzbd", data={"rules": [SAFE]}) == (
        "SABnzbd was set differently by AutoArr"
    )
    assert line(kind="setting_undone", title="SABnzbd", data={}) == (
        "SABnzbd was set back by AutoArr"
    )
    assert line(kind="setting_drifted", title="SABnzbd", data={}) == (
        "SABnzbd has settings that somebody changed"
    )


async def test_diagnostics_show_the_rules_and_no_value(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
) -> None:
    """What people post in public says what was found, not how they have set it."""
    assert (await diagnostics_of(hass, hass_client, entry))["audit"] is None
    sabnzbd.change("misc", "", "complete_free", "7654M")
    await audit(hass, entry)
    await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)])

    shown_audit = (await diagnostics_of(hass, hass_client, entry))["audit"]

    assert shown_audit["score"] == report_of(entry).score
    assert ["sabnzbd.server_ssl", "sabnzbd", "error"] in shown_audit["findings"]
    assert [change[1:] for change in shown_audit["changes"]] == [["sabnzbd", "applied", [SAFE]]]
    text = json.dumps(shown_audit)
    assert "7654M" not in text
    assert sabnzbd.api_key not in text
