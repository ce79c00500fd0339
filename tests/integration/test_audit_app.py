"""The audit and the companion app: the history of every configuration, and explanations in a model's words."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from autoarr_app.protocol.records import SnapshotRecord
from autoarr_app.protocol.state import ModelStatus
from custom_components.autoarr.audit.drift import Seen
from custom_components.autoarr.audit.models import Author, Change, ChangeState, Drift, Place
from custom_components.autoarr.companion.configurations import (
    DOCUMENT_BYTES,
    LEFT_OUT,
    document_of,
    entries_of,
    ulid_of,
)
from custom_components.autoarr.journal.ulids import ulid_time
from tests.app.support.server import app_server
from tests.fakes.app import MODEL, FakeApp
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.acting import refused
from tests.integration.auditing import ENCRYPTED, SAFE, audit, key, unsafe
from tests.integration.companion import link_of, look, set_up_with
from tests.integration.house import ask, hub_of, restart, service_id, until
from tests.unit.audit.building import an_edit

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


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
async def entry(hass: HomeAssistant, app: FakeApp, sabnzbd: FakeSabnzbd) -> MockConfigEntry:
    """Return a hub with a SABnzbd that is set dangerously, and an app that answers."""
    unsafe(sabnzbd)
    found = await set_up_with(hass, app, sabnzbd)
    await look(hass, found)
    return found


async def sent(entry: MockConfigEntry, app: FakeApp) -> list[dict[str, Any]]:
    """Send what waits, and return the configurations that the app has, in the order of their time."""
    await link_of(entry)._configuration_mirror.send()
    return sorted(app.records["snapshots"].values(), key=lambda one: str(one["at"]))


# ── history ──


async def test_the_app_keeps_the_history_of_a_configuration(
    hass: HomeAssistant, entry: MockConfigEntry, app: FakeApp, sabnzbd: FakeSabnzbd
) -> None:
    """The whole at first, then each change with its author; no key is in it."""
    await audit(hass, entry)
    [first] = await sent(entry, app)
    assert (first["service"], first["instance"]) == ("sabnzbd", service_id(entry, "sabnzbd"))
    assert first["document"]["misc"]["safe_postproc"] == 0
    assert (first["author"], first["changes"]) == ("unknown", [])

    [change] = (await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)]))["changes"]
    _, second = await sent(entry, app)
    assert (second["author"], second["reason"]) == ("autoarr", f"applied: {SAFE}")
    assert second["changes"] == [{"path": "misc safe_postproc", "before": 0, "after": 1}]

    await ask(hass, "undo_change", change_id=change["change_id"])
    sabnzbd.change("misc", "", "cache_limit", "3G")
    await audit(hass, entry)
    records = await sent(entry, app)
    assert [one["author"] for one in records] == ["unknown", "autoarr", "autoarr", "other"]
    assert records[2]["changes"] == [{"path": "misc safe_postproc", "before": 1, "after": 0}]
    assert [one["path"] for one in records[3]["changes"]] == ["misc cache_limit"]
    assert records[3]["document"]["misc"]["cache_limit"] == "3G"
    assert sabnzbd.api_key not in json.dumps(records)


async def test_what_the_app_has_is_not_sent_again(
    hass: HomeAssistant, entry: MockConfigEntry, app: FakeApp
) -> None:
    """Not by another look that saw the same, and not after a restart."""
    await audit(hass, entry)
    before = await sent(entry, app)

    await audit(hass, entry)
    assert await sent(entry, app) == before
    await restart(hass, entry)
    await look(hass, entry)
    await audit(hass, entry)
    assert await sent(entry, app) == before


async def test_an_app_that_was_away_gets_everything(
    hass: HomeAssistant, entry: MockConfigEntry, app: FakeApp, sabnzbd: FakeSabnzbd
) -> None:
    """What happened meanwhile is kept here until it answers."""
    app.misbehave("down")
    await look(hass, entry)
    await audit(hass, entry)
    await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)])
    assert await sent(entry, app) == []

    app.behave()
    await look(hass, entry)

    records = await sent(entry, app)
    assert {one["author"] for one in records} == {"unknown", "autoarr"}


async def test_a_new_app_gets_the_whole_again(
    hass: HomeAssistant, entry: MockConfigEntry, app: FakeApp
) -> None:
    """Its history is empty."""
    await audit(hass, entry)
    before = await sent(entry, app)
    app.records["snapshots"].clear()
    app.instance_id = "fedcba9876543210"
    await look(hass, entry)

    assert await sent(entry, app) == before


async def test_the_real_app_takes_it(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, tmp_path: Path
) -> None:
    """By itself, soon after a look."""
    async with app_server(tmp_path / "app") as server:
        unsafe(sabnzbd)
        entry = await set_up_with(hass, server, sabnzbd)
        await look(hass, entry)
        await audit(hass, entry)
        await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)])

        async def kept() -> Any:
            items = (await server.ask("GET", "/snapshots")).json["items"]
            return items if len(items) == 2 else None

        records = await until(kept)

        assert {one["author"] for one in records} == {"unknown", "autoarr"}
        assert await hass.config_entries.async_unload(entry.entry_id)


@given(
    st.lists(st.sampled_from(ChangeState), max_size=4),
    st.lists(st.tuples(st.sampled_from(Author), st.integers(0, 2)), max_size=6),
    st.booleans(),
    st.booleans(),
)
def test_the_history_is_whole(
    states: list[ChangeState], drifted: list[tuple[Author, int]], known: bool, seen: bool
) -> None:
    """Every change that was in force, everything that somebody else did, and the whole exactly when it is new."""
    changes = [
        Change(
            id=f"change-{number}",
            instance="sab1",
            edits=(an_edit(f"setting_{number}", 0, 1),),
            rules=("a.rule",),
            findings=("a.rule:sab1",),
            state=state,
            at=NOW,
            ended=NOW + timedelta(minutes=1),
        )
        for number, state in enumerate(states)
    ]
    drifts = [
        Drift(
            place=Place(instance="sab1", document="misc", path=f"other_{number}"),
            before=0,
            after=1,
            at=NOW + timedelta(days=day),
            author=author,
        )
        for number, (author, day) in enumerate(drifted)
    ]
    looks = {"sab1": (NOW + timedelta(days=2), "digest")} if seen else {}

    entries = entries_of(changes, drifts, looks, {"sab1": "digest"} if known else {})

    in_force = [one for one in states if one in ("applied", "undoing", "undone")]
    of_changes = [name for name in entries if name.startswith(("change:", "undone:"))]
    assert len(of_changes) == len(in_force) + states.count(ChangeState.UNDONE)
    steps = [
        step for name, one in entries.items() if name.startswith("drift") for step in one.steps
    ]
    assert sorted(place.path for place, _, _ in steps) == sorted(one.place.path for one in drifts)
    whole = [one for one in entries.values() if one.digest]
    assert len(whole) == (seen and not known)
    assert all(one.at == NOW + timedelta(days=2) for one in whole)


def test_a_large_configuration_leaves_out_its_largest_part() -> None:
    """And says which."""
    seen = Seen(at=NOW, documents={"small": {"a": 1}, "large": ["x" * DOCUMENT_BYTES]})

    assert document_of(seen) == {"small": {"a": 1}, LEFT_OUT: ["large"]}


@given(st.text(), st.integers(0, 98 * 365 * 86_400))
def test_the_same_moment_has_the_same_id(name: str, seconds: int) -> None:
    """One that the app and its history take."""
    moment = datetime(2001, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    ulid = ulid_of(name, moment)
    assert ulid == ulid_of(name, moment)
    assert abs(ulid_time(ulid) - moment) < timedelta(milliseconds=2)
    SnapshotRecord.model_validate_json(
        json.dumps(
            {
                "id": ulid,
                "at": moment.isoformat(),
                "service": "sabnzbd",
                "instance": "i",
                "document": {},
            }
        )
    )


# ── explanations ──


async def test_findings_in_the_words_of_the_model(
    hass: HomeAssistant, entry: MockConfigEntry, app: FakeApp
) -> None:
    """Marked as such, with the model's name; what is asked about and in which language is up to the caller."""
    await audit(hass, entry)
    wanted = [key(entry, SAFE), key(entry, ENCRYPTED, subject="news")]

    answer = await ask(hass, "explain_findings", finding_keys=wanted, language="de")

    assert (answer["words_of_the_model"], answer["model"]) == (True, MODEL)
    assert {one["finding_key"] for one in answer["explanations"]} == set(wanted)
    assert all(one["explanation"] for one in answer["explanations"])
    assert all(one["title"] for one in answer["explanations"])
    [asked] = app.requests_to("/api/v1/audit/explain", "POST")
    assert isinstance(asked.body, dict)
    assert asked.body["language"] == "de"

    await ask(hass, "explain_findings", finding_keys=wanted, language="de")
    assert len(app.requests_to("/api/v1/audit/explain", "POST")) == 1, "it said so already"
    everything = await ask(hass, "explain_findings")
    report = hub_of(entry).audit.report
    assert report is not None
    assert {one["finding_key"] for one in everything["explanations"]} == {
        one.key for one in report.findings[:10]
    }


async def test_without_a_model_nothing_is_explained(
    hass: HomeAssistant, entry: MockConfigEntry, app: FakeApp
) -> None:
    """No audit, no such finding, no model, an app that is down: each says what is missing."""
    with refused("audit_not_audited"):
        await ask(hass, "explain_findings")
    await audit(hass, entry)
    with refused("audit_unknown_finding"):
        await ask(hass, "explain_findings", finding_keys=["no.such:thing"])

    app.model = app.model.model_copy(update={"status": ModelStatus.NONE})
    await look(hass, entry)
    with refused("explain_no_model"):
        await ask(hass, "explain_findings")

    app.model = app.model.model_copy(update={"status": ModelStatus.READY})
    await look(hass, entry)
    app.misbehave("down")
    with refused("service_unreachable"):
        await ask(hass, "explain_findings")


async def test_without_an_app_nothing_is_explained(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """The audit itself needs none."""
    entry = await set_up_with(hass, None, sabnzbd)
    await audit(hass, entry)

    with refused("explain_no_model"):
        await ask(hass, "explain_findings")
