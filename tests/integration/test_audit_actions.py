"""The actions of the audit: what they answer, what they do to the services, and what they refuse."""

import asyncio
from datetime import timedelta
import json

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized
from homeassistant.util import dt as dt_util
from homeassistant.util.file import WriteError
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.autoarr.audit import engine as audit_engine
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.sonarr import FakeSonarr
from tests.integration.acting import device, refused
from tests.integration.auditing import (
    ENCRYPTED,
    RESUME,
    SAFE,
    audit,
    found,
    key,
    safe,
    shown,
    unsafe,
)
from tests.integration.house import ask, hub_of, restart, service_id, tell, until
from tests.integration.setup import set_up


@pytest.fixture
def somebody(hass: HomeAssistant) -> Context:
    """Return the context of a user who is no admin."""
    return Context(user_id=MockUser().add_to_hass(hass).id)


@pytest.fixture
def admin(hass_admin_user: MockUser) -> Context:
    """Return the context of an admin."""
    return Context(user_id=hass_admin_user.id)


@pytest.fixture
async def entry(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> MockConfigEntry:
    """Return a hub with a SABnzbd that is set dangerously."""
    unsafe(sabnzbd)
    return await set_up(hass, sabnzbd)


# ── looking ──


async def test_a_report_of_the_whole_stack(
    hass: HomeAssistant,
    radarr: FakeRadarr,
    sonarr: FakeSonarr,
    sabnzbd: FakeSabnzbd,
    plex: FakePlex,
) -> None:
    """Every service is judged; each finding says what, why, and whether it can be mended; no key is in it."""
    unsafe(sabnzbd)
    entry = await set_up(hass, radarr, sonarr, sabnzbd, plex)

    answer = await ask(hass, "audit")

    assert {one["service"] for one in answer["services"]} == {"Radarr", "Sonarr", "SABnzbd", "Plex"}
    assert 0 <= answer["score"] < 100
    finding = found(answer)[key(entry, SAFE)]
    assert finding["severity"] == "error"
    assert (finding["found"], finding["wanted"], finding["applicable"]) == (0, 1, True)
    assert finding["service"] == "SABnzbd"
    assert finding["source"].startswith("https://")
    assert finding["title"]
    assert finding["reason"]
    manual = found(answer)[key(entry, ENCRYPTED, subject="news")]
    assert not manual["applicable"]
    assert manual["steps"]
    severities = [one["severity"] for one in answer["findings"]]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    text = json.dumps(answer)
    for fake in (radarr, sonarr, sabnzbd, plex):
        assert fake.api_key not in text


async def test_a_part_of_the_report(
    hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd
) -> None:
    """One service, and what is at least so grave."""
    unsafe(sabnzbd)
    entry = await set_up(hass, radarr, sabnzbd)

    answer = await ask(hass, "audit", device_id=device(hass, entry, "sabnzbd"), severity="error")

    assert [one["service"] for one in answer["services"]] == ["SABnzbd"]
    assert {one["service"] for one in answer["findings"]} == {"SABnzbd"}
    assert {one["severity"] for one in answer["findings"]} == {"error"}
    assert key(entry, SAFE) in found(answer)
    with refused("device_not_a_service"):
        await ask(hass, "audit", device_id=device(hass, entry, "hub"))


async def test_a_service_that_does_not_answer(
    hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd
) -> None:
    """It is named with the reason and has no score; the others are judged all the same."""
    entry = await set_up(hass, radarr, sabnzbd)
    radarr.misbehave("down")

    answer = await ask(hass, "audit")

    of = {one["service"]: one for one in answer["services"]}
    assert of["Radarr"]["score"] is None
    assert of["Radarr"]["unread"]
    assert of["SABnzbd"]["unread"] is None
    assert of["SABnzbd"]["score"] is not None
    assert service_id(entry, "radarr") not in {one["service_id"] for one in answer["findings"]}


async def test_everybody_may_look_but_only_administrators_change(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd, somebody: Context
) -> None:
    """Applying, undoing and hiding a problem are not for everybody."""
    await ask(hass, "audit", context=somebody)
    await ask(hass, "get_changes", context=somebody)
    await ask(hass, "preview_change", finding_keys=[key(entry, SAFE)], context=somebody)

    with pytest.raises(Unauthorized):
        await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)], context=somebody)
    with pytest.raises(Unauthorized):
        await ask(hass, "undo_change", change_id="any", context=somebody)
    with pytest.raises(Unauthorized):
        await ask(
            hass, "ignore_finding", finding_key=key(entry, SAFE), reason="no", context=somebody
        )
    assert not safe(sabnzbd)
    assert not hub_of(entry).audit.ignored()


async def test_words_of_a_service_are_never_read_as_a_template(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """A server may be called anything; what is shown is one short line."""
    sabnzbd.change("servers", "{service}\n" + "x" * 500, "host", "news.example.com")
    await set_up(hass, sabnzbd)

    answer = await ask(hass, "audit")

    titles = {one["title"] for one in answer["findings"] if one["rule"] == ENCRYPTED}
    [odd] = [title for title in titles if "xxx" in title]
    assert "{service} xxx" in odd
    assert "\n" not in odd
    assert len(odd) < 250


# ── applying and undoing ──


async def test_a_finding_from_preview_to_undo(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd, admin: Context
) -> None:
    """Shown, tried out, applied as shown, no longer found, taken back, found again."""
    await audit(hass, entry)
    wanted = [key(entry, SAFE)]

    preview = await ask(hass, "preview_change", finding_keys=wanted)
    [service] = preview["services"]
    assert service["service"] == "SABnzbd"
    assert service["edits"] == [
        {
            "service": "SABnzbd",
            "document": "misc",
            "row": "",
            "path": "safe_postproc",
            "before": 0,
            "after": 1,
        }
    ]

    tried = await ask(
        hass,
        "apply_change",
        finding_keys=wanted,
        fingerprint=preview["fingerprint"],
        dry_run=True,
        context=admin,
    )
    assert tried["dry_run"]
    assert [change["change_id"] for change in tried["changes"]] == [None]
    assert not safe(sabnzbd)

    applied = await ask(
        hass,
        "apply_change",
        finding_keys=wanted,
        fingerprint=preview["fingerprint"],
        context=admin,
    )
    [change] = applied["changes"]
    assert (change["state"], change["rules"], applied["refused"]) == ("applied", [SAFE], [])
    assert change["by"] == admin.user_id
    assert safe(sabnzbd)
    assert key(entry, SAFE) not in await audit(hass, entry)

    rehearsed = await ask(
        hass, "undo_change", change_id=change["change_id"], dry_run=True, context=admin
    )
    assert rehearsed["dry_run"]
    assert safe(sabnzbd)
    undone = await ask(hass, "undo_change", change_id=change["change_id"], context=admin)
    assert undone["change"]["state"] == "undone"
    assert sabnzbd.settings.misc["safe_postproc"] == 0
    assert key(entry, SAFE) in await audit(hass, entry)

    [listed] = (await ask(hass, "get_changes"))["changes"]
    assert (listed["change_id"], listed["state"]) == (change["change_id"], "undone")
    with refused("audit_not_undoable"):
        await ask(hass, "undo_change", change_id=change["change_id"])


async def test_what_cannot_be_applied(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """Before any audit, unknown, or for a person: translated, and nothing is written."""
    with refused("audit_not_audited"):
        await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)])
    await audit(hass, entry)
    with refused("audit_unknown_finding"):
        await ask(hass, "apply_change", finding_keys=["no.such:thing"])
    with refused("audit_not_applicable"):
        await ask(hass, "apply_change", finding_keys=[key(entry, ENCRYPTED, subject="news")])
    with refused("audit_unknown_change"):
        await ask(hass, "undo_change", change_id="01M84N56MHF2R6WQJJFYEX0PHK")
    with pytest.raises(probatio.Invalid):
        await ask(hass, "apply_change", finding_keys=[])
    assert not sabnzbd.calls("set_config")


async def test_what_was_changed_meanwhile(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """Nothing is written over what somebody else did since the preview."""
    await audit(hass, entry)
    wanted = [key(entry, SAFE)]
    preview = await ask(hass, "preview_change", finding_keys=wanted)
    sabnzbd.change("misc", "", "cache_limit", "2G")

    with refused("audit_changed_meanwhile"):
        await ask(hass, "apply_change", finding_keys=wanted, fingerprint=preview["fingerprint"])

    assert not safe(sabnzbd)
    assert not sabnzbd.calls("set_config")


async def test_a_value_that_does_not_hold(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """SABnzbd says yes and forgets it: the action fails, and the change is on record as reverted."""
    await audit(hass, entry)
    sabnzbd.misbehave("forgetful", paths="mode=set_config")

    with refused("audit_not_kept"):
        await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)])

    assert not safe(sabnzbd)
    [change] = (await ask(hass, "get_changes"))["changes"]
    assert change["state"] == "reverted"


async def test_one_service_refuses_and_the_other_holds(
    hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd
) -> None:
    """The answer says which holds and why the other does not, in words."""
    unsafe(sabnzbd)
    entry = await set_up(hass, radarr, sabnzbd)
    keys = await audit(hass, entry)
    renaming = key(entry, "radarr.rename", "radarr")
    assert renaming in keys
    radarr.misbehave("error", paths="/config/naming")

    answer = await ask(hass, "apply_change", finding_keys=[key(entry, SAFE), renaming])

    assert [change["service"] for change in answer["changes"]] == ["SABnzbd"]
    [why] = answer["refused"]
    assert (why["service"], why["refusal"]) == ("Radarr", "service_failed")
    assert why["message"].startswith("Radarr did not answer as it should:")
    assert safe(sabnzbd)


async def test_an_undo_over_what_somebody_else_set(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """Their value stays, and the error shows it."""
    sabnzbd.change("misc", "", "fulldisk_autoresume", 0)
    sabnzbd.change("misc", "", "complete_free", "")
    await audit(hass, entry)
    [change] = (
        await ask(hass, "apply_change", finding_keys=[key(entry, "sabnzbd.complete_free")])
    )["changes"]
    sabnzbd.change("misc", "", "complete_free", "77G")

    with refused("audit_conflict") as error:
        await ask(hass, "undo_change", change_id=change["change_id"])

    assert "77G" in (error.value.translation_placeholders or {})["value"]
    assert sabnzbd.settings.misc["complete_free"] == "77G"


async def test_what_cannot_be_written_down_is_not_done(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Home Assistant's disk is full: the service is left alone."""
    await audit(hass, entry)

    async def full(*_: object) -> None:
        raise WriteError("[Errno 28] No space left on device")

    with monkeypatch.context() as patched, refused("audit_not_saved"):
        patched.setattr("homeassistant.helpers.storage.Store._async_write_data", full)
        await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)])

    assert not safe(sabnzbd)


# ── ignoring ──


async def test_a_finding_that_nobody_wants_to_hear_of(
    hass: HomeAssistant, entry: MockConfigEntry, admin: Context
) -> None:
    """It no longer counts, says why, survives a restart, and counts again when asked."""
    await audit(hass, entry)
    before = hub_of(entry).audit.report
    assert before is not None
    assert before.score is not None

    answer = await ask(
        hass, "ignore_finding", finding_key=key(entry, SAFE), reason="Replaced soon", context=admin
    )
    assert answer == {"ignored": True}
    await restart(hass, entry)
    report = await ask(hass, "audit")
    assert key(entry, SAFE) not in found(report)
    assert key(entry, SAFE) in {one["finding_key"] for one in report["ignored"]}
    assert report["score"] > before.score
    [ignored] = (await ask(hass, "get_changes"))["ignored"]
    assert (ignored["reason"], ignored["until"]) == ("Replaced soon", None)
    assert ignored["by"] == admin.user_id

    answer = await ask(
        hass, "ignore_finding", finding_key=key(entry, SAFE), stop_ignoring=True, context=admin
    )
    assert answer == {"ignored": False}
    assert key(entry, SAFE) in await audit(hass, entry)


async def test_ignoring_needs_a_reason_and_a_time_to_come(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """And a finding that there is."""
    await audit(hass, entry)
    with refused("ignore_needs_reason"):
        await tell(hass, "ignore_finding", finding_key=key(entry, SAFE))
    with refused("ignore_until_past"):
        await tell(
            hass,
            "ignore_finding",
            finding_key=key(entry, SAFE),
            reason="later",
            until=dt_util.now() - timedelta(minutes=1),
        )
    with refused("audit_unknown_finding"):
        await tell(hass, "ignore_finding", finding_key="no.such:thing", reason="why not")
    with refused("audit_unknown_finding"):
        await tell(hass, "ignore_finding", finding_key=key(entry, SAFE), stop_ignoring=True)

    until_then = dt_util.utcnow() + timedelta(days=3)
    await tell(
        hass, "ignore_finding", finding_key=key(entry, SAFE), reason="later", until=until_then
    )
    [ignored] = (await ask(hass, "get_changes"))["ignored"]
    assert dt_util.parse_datetime(ignored["until"]) == until_then


# ── drift, and what is under way ──


async def test_what_somebody_else_changed(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """The next look tells it, with what was and what is; what AutoArr wrote is told apart."""
    await audit(hass, entry)
    await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)])
    sabnzbd.change("misc", "", "cache_limit", "3G")

    answer = await ask(hass, "audit")

    of = {one["path"]: one for one in answer["drift"]}
    assert (of["cache_limit"]["after"], of["cache_limit"]["author"]) == ("3G", "somebody")
    assert of["safe_postproc"]["author"] == "autoarr"
    kept = (await ask(hass, "get_changes", device_id=device(hass, entry, "sabnzbd")))["drift"]
    assert {one["path"] for one in kept} == {"cache_limit", "safe_postproc"}


async def test_unloaded_in_the_middle_of_a_change(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """What is under way ends first, and is on record."""
    await audit(hass, entry)
    sabnzbd.misbehave("slow", seconds=0.3, paths="mode=set_config")
    applying = asyncio.create_task(ask(hass, "apply_change", finding_keys=[key(entry, SAFE)]))
    await until(lambda: sabnzbd.in_flight)

    assert await hass.config_entries.async_unload(entry.entry_id)

    [change] = (await applying)["changes"]
    assert change["state"] == "applied"
    assert safe(sabnzbd)
    assert entry.state is ConfigEntryState.NOT_LOADED


async def test_broken_off_in_the_middle_of_a_change(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A service that takes too long is not waited for; the next start finds out what came of it."""
    monkeypatch.setattr(audit_engine, "STOP_WAIT", 0.05)
    await audit(hass, entry)
    sabnzbd.misbehave("slow", seconds=30, paths="mode=set_config")
    applying = asyncio.create_task(ask(hass, "apply_change", finding_keys=[key(entry, SAFE)]))
    await until(lambda: sabnzbd.in_flight)
    assert await hass.config_entries.async_unload(entry.entry_id)
    with pytest.raises(asyncio.CancelledError):
        await applying
    sabnzbd.behave()

    assert await hass.config_entries.async_setup(entry.entry_id)
    await shown(hass, entry)

    [change] = hub_of(entry).audit.changes()
    assert change.state == ("applied" if safe(sabnzbd) else "reverted")
    assert not hub_of(entry).journal.unfinished("audit.")
    assert RESUME in {finding["rule"] for finding in (await audit(hass, entry)).values()}


async def test_one_writes_to_a_service_at_a_time(hass: HomeAssistant, radarr: FakeRadarr) -> None:
    """A mode is not switched while a change of the audit is under way: each would take the other's for its own."""
    radarr.change("config/naming", "", "renameMovies", False)
    entry = await set_up(hass, radarr)
    await audit(hass, entry)
    radarr.misbehave("slow", seconds=1.5, paths="config/naming")
    applying = asyncio.create_task(
        ask(hass, "apply_change", finding_keys=[key(entry, "radarr.rename", "radarr")])
    )
    await until(lambda: hub_of(entry).journal.unfinished("audit."))

    with refused("recovery_still_running"):
        await ask(hass, "set_mode", device_id=device(hass, entry, "radarr"), mode="manage")

    assert (await applying)["changes"][0]["state"] == "applied"
    radarr.behave()
    await ask(hass, "set_mode", device_id=device(hass, entry, "radarr"), mode="manage")
    assert hub_of(entry).recovery.mode(service_id(entry, "radarr")) == "manage"
