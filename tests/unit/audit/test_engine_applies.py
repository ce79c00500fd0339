"""Applying and undoing over HTTP: what is written, what is read back, what is refused, and what is put back."""

import asyncio
from collections.abc import Callable
import json

import pytest

from custom_components.autoarr.audit.messages import AuditRefused, Refusal
from custom_components.autoarr.audit.models import ChangeState, Rule, Severity, SkipReason
from custom_components.autoarr.audit.rulebook import load
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.events import EventKind
from tests.fakes.http import Mode
from tests.unit.recovery.ports import Fault

from .building import a_rule
from .stack import Stack

RADARR = ServiceKind.RADARR
SABNZBD = ServiceKind.SABNZBD

HOST = a_rule("t.log", kind=RADARR, document="config/host", path="logLevel", value="debug")
HANDLING = a_rule(
    "t.handling",
    kind=RADARR,
    severity=Severity.ERROR,
    document="config/downloadclient",
    path="enableCompletedDownloadHandling",
    expect={"equals": True},
    value=True,
)
CLIENT = a_rule(
    "t.client",
    kind=RADARR,
    document="downloadclient",
    each={},
    path="priority",
    expect={"equals": 7},
    value=7,
    test=True,
)
SAFE = a_rule("t.safe", severity=Severity.ERROR)
TOP = a_rule("t.dupes", path="no_dupes", expect={"equals": 4}, value=4)
SCAN = a_rule(
    "t.scan",
    kind=ServiceKind.PLEX,
    document="prefs",
    path="FSEventLibraryUpdatesEnabled",
    expect={"equals": True},
    value=True,
)
RULES = (HOST, HANDLING, CLIENT, SAFE, TOP, SCAN)
OF_RADARR = ("t.handling:radarr1", "t.log:radarr1")


async def misconfigured(stack: Stack, rules: tuple[Rule, ...] = RULES) -> None:
    """Set everything wrong, and look."""
    stack.radarr.change("config/downloadclient", "", "enableCompletedDownloadHandling", False)
    stack.radarr.change("config/host", "", "logLevel", "info")
    stack.sabnzbd.change("misc", "", "safe_postproc", False)
    stack.sabnzbd.change("misc", "", "no_dupes", 1)
    await stack.start(rules)
    await stack.engine.audit()


def keys(stack: Stack) -> list[str]:
    """Return the keys of what is open."""
    assert stack.engine.report is not None
    return [one.key for one in stack.engine.report.findings]


async def refused(stack: Stack, *wanted: str, **how: str) -> AuditRefused:
    """Have applying refused."""
    with pytest.raises(AuditRefused) as caught:
        await stack.engine.apply(wanted, **how)  # type: ignore[arg-type]
    return caught.value


def written(stack: Stack, kind: ServiceKind) -> list[str]:
    """Return what was sent to a service that changes something."""
    return [
        request.path
        for request in stack.fakes[kind].requests
        if request.method == "PUT" or (kind is SABNZBD and "set_config" in str(request.body))
    ]


async def test_everything_is_found_applied_held_and_undone(stack: Stack) -> None:
    """One press mends all four services; one undo each brings every document back, byte for byte."""
    await misconfigured(stack)
    found = keys(stack)
    assert {key.split(":")[0] for key in found} == {rule.id for rule in RULES}
    assert found[:2] == ["t.handling:radarr1", "t.safe:sab1"]
    names = [
        (RADARR, "config/host"),
        (RADARR, "config/downloadclient"),
        (RADARR, "downloadclient"),
        (SABNZBD, "misc"),
        (ServiceKind.PLEX, "prefs"),
    ]
    before = {place: json.dumps(await stack.read(*place)) for place in names}
    preview = await stack.engine.preview(found)
    assert len(preview.edits) == len(found)
    applied = await stack.engine.apply(found, by="somebody", fingerprint=preview.fingerprint)
    assert {change.state for change in applied.changes} == {ChangeState.APPLIED}
    assert not applied.refused
    assert keys(stack) == []
    assert (await stack.engine.audit()).score == 100
    for change in stack.engine.changes():
        assert (await stack.engine.undo(change.id)).state is ChangeState.UNDONE
    assert keys(stack) == found
    assert {place: json.dumps(await stack.read(*place)) for place in names} == before
    assert {one.key for one in (await stack.engine.audit()).findings} == set(found)
    told = stack.events(EventKind.SETTING_CHANGED, EventKind.SETTING_UNDONE)
    assert len(told) == 6
    assert told[0].data["by"] == "somebody"


async def test_a_dry_run_writes_nothing(stack: Stack) -> None:
    """Neither applying nor undoing, and nothing is remembered of it."""
    await misconfigured(stack)
    planned = await stack.engine.apply(keys(stack), dry_run=True)
    assert planned.dry_run
    assert sum(len(change.edits) for change in planned.changes) == len(keys(stack))
    assert not any(written(stack, kind) for kind in stack.fakes)
    assert stack.engine.changes() == ()
    (held,) = (await stack.engine.apply(OF_RADARR)).changes
    sent = written(stack, RADARR)
    assert await stack.engine.undo(held.id, dry_run=True) == held
    assert written(stack, RADARR) == sent


@pytest.mark.parametrize("fingerprint", [True, False])
async def test_what_changed_since_the_look_is_not_overwritten(
    stack: Stack, fingerprint: bool
) -> None:
    """Somebody set it meanwhile: nothing is written, in no document of that service."""
    await misconfigured(stack)
    how = (
        {"fingerprint": (await stack.engine.preview(OF_RADARR)).fingerprint} if fingerprint else {}
    )
    stack.radarr.change("config/host", "", "logLevel", "trace")
    found = await refused(stack, *OF_RADARR, **how)
    assert found.refusal is Refusal.CHANGED_MEANWHILE
    assert found.words["place"] == "config/host logLevel"
    assert written(stack, RADARR) == []


async def test_another_field_that_changed_since_the_preview_is_told(stack: Stack) -> None:
    """The preview showed exactly what would be sent; it is not that any more."""
    await misconfigured(stack)
    preview = await stack.engine.preview(OF_RADARR)
    stack.radarr.change("config/host", "", "backupRetention", 30)
    found = await refused(stack, *OF_RADARR, fingerprint=preview.fingerprint)
    assert found.refusal is Refusal.CHANGED_MEANWHILE
    assert written(stack, RADARR) == []
    await stack.engine.apply(OF_RADARR)
    host = await stack.read(RADARR, "config/host")
    assert isinstance(host, dict)
    assert host["backupRetention"] == 30


async def test_a_put_that_changes_nothing_is_seen(stack: Stack) -> None:
    """The service answers 202 and forgets it: the earlier document of the same change is put back."""
    await misconfigured(stack)
    before = await stack.read(RADARR, "config/downloadclient")
    stack.radarr.misbehave(Mode.FORGETFUL, paths="config/host")
    found = await refused(stack, *OF_RADARR)
    assert found.refusal is Refusal.NOT_KEPT
    assert found.words == {"service": "Radarr", "place": "config/host logLevel"}
    assert await stack.read(RADARR, "config/downloadclient") == before
    assert [change.state for change in stack.engine.changes()] == [ChangeState.REVERTED]
    assert not stack.journal.unfinished()


async def test_a_put_that_changes_more_is_taken_back(stack: Stack) -> None:
    """A side effect that nobody asked for is not kept."""
    await misconfigured(stack)
    before = await stack.read(RADARR, "config/host")
    left = iter([True])

    def as_well() -> None:
        if next(left, False):
            stack.radarr.change("config/host", "", "backupInterval", 1)

    stack.radarr.after_write = as_well
    found = await refused(stack, "t.log:radarr1")
    assert found.refusal is Refusal.NOT_KEPT
    assert await stack.read(RADARR, "config/host") == before


async def test_a_value_that_the_service_rejects(stack: Stack) -> None:
    """Its own words are told, and the earlier document is put back."""
    rule = a_rule("t.log", kind=RADARR, document="config/host", path="backupInterval", value=99)
    await misconfigured(stack, (HANDLING, rule))
    before = await stack.read(RADARR, "config/downloadclient")
    found = await refused(stack, *OF_RADARR)
    assert found.refusal is Refusal.REJECTED
    assert found.words["detail"]
    assert await stack.read(RADARR, "config/downloadclient") == before


async def test_a_value_that_sabnzbd_silently_does_not_take(stack: Stack) -> None:
    """Read back it is another one; what was there before is put back."""
    rule = a_rule("t.dupes", path="no_dupes", expect={"equals": "many"}, value="many")
    await misconfigured(stack, (rule,))
    before = await stack.read(SABNZBD, "misc")
    found = await refused(stack, "t.dupes:sab1")
    assert found.refusal is Refusal.NOT_KEPT
    assert await stack.read(SABNZBD, "misc") == before


async def test_a_test_of_the_service_that_fails(stack: Stack) -> None:
    """What the service cannot use is put back."""
    await misconfigured(stack)
    (key,) = [one for one in keys(stack) if one.startswith("t.client")]
    before = await stack.read(RADARR, "downloadclient")
    stack.radarr.fail_test("downloadclient", "Unable to connect")
    found = await refused(stack, key)
    assert found.refusal is Refusal.TEST_FAILED
    assert "Unable to connect" in found.words["detail"]
    assert await stack.read(RADARR, "downloadclient") == before
    stack.radarr.fail_test("downloadclient")
    assert (await stack.engine.apply([key])).changes


async def test_one_service_that_is_down_does_not_hold_up_the_others(stack: Stack) -> None:
    """The answer says which held."""
    await misconfigured(stack)
    stack.plex.misbehave(Mode.ERROR)
    applied = await stack.engine.apply(keys(stack))
    assert {change.instance for change in applied.changes} == {"radarr1", "sab1"}
    assert {key: err.refusal for key, err in applied.refused.items()} == {
        "plex1": Refusal.SERVICE_FAILED
    }


async def test_a_finding_about_two_services_is_mended_in_both_or_in_none(stack: Stack) -> None:
    """The category is made in SABnzbd, Radarr does not keep its name: the category goes again."""
    rule = next(one for one in load() if one.id == "stack.category_missing")
    stack.radarr.change("downloadclient", "1", "fields[name=movieCategory].value", "Films4K")
    await stack.start([rule])
    await stack.engine.audit()
    (key,) = keys(stack)
    before = await stack.read(SABNZBD, "categories")
    stack.radarr.misbehave(Mode.FORGETFUL, paths="downloadclient")
    assert (await refused(stack, key)).refusal is Refusal.NOT_KEPT
    assert await stack.read(SABNZBD, "categories") == before
    assert {one.state for one in stack.engine.changes()} == {ChangeState.REVERTED}
    stack.radarr.misbehave(Mode.OK)
    await stack.engine.audit()
    applied = await stack.engine.apply([key])
    assert {change.instance for change in applied.changes} == {"sab1", "radarr1"}


async def test_a_service_that_goes_away_in_the_middle_is_settled_later(stack: Stack) -> None:
    """The first document is written, then it is gone: tried again until it can be ended."""
    await misconfigured(stack)
    before = await stack.read(RADARR, "config/downloadclient")

    def gone() -> None:
        stack.radarr.misbehave(Mode.ERROR)

    stack.radarr.after_write = gone
    found = await refused(stack, *OF_RADARR)
    assert found.refusal is Refusal.SERVICE_FAILED
    assert [change.state for change in stack.engine.changes()] == [ChangeState.APPLYING]
    assert len(stack.journal.unfinished()) == 1
    assert (await refused(stack, "t.log:radarr1")).refusal is Refusal.BUSY
    await stack.engine.resolve()
    assert [change.state for change in stack.engine.changes()] == [ChangeState.APPLYING]
    stack.radarr.after_write = None
    stack.radarr.misbehave(Mode.OK)
    await stack.engine.resolve()
    assert [change.state for change in stack.engine.changes()] == [ChangeState.REVERTED]
    assert not stack.journal.unfinished()
    assert await stack.read(RADARR, "config/downloadclient") == before
    assert (await stack.engine.apply(OF_RADARR)).changes


async def test_nothing_is_done_that_could_not_be_written_down(stack: Stack) -> None:
    """A full disk comes before any write."""
    await misconfigured(stack)
    for store in (stack.store, stack.pending):
        store.fail_saves = 1
        assert (await refused(stack, *OF_RADARR)).refusal is Refusal.NOT_SAVED
        assert written(stack, RADARR) == []
        assert stack.engine.changes() == ()
    assert not stack.journal.unfinished()


async def test_undo_of_what_somebody_changed_since_is_a_conflict(stack: Stack) -> None:
    """It says what is there, and leaves it."""
    await misconfigured(stack)
    (change,) = (await stack.engine.apply(OF_RADARR)).changes
    stack.radarr.change("config/host", "", "logLevel", "trace")
    before = await stack.read(RADARR, "config/downloadclient")
    with pytest.raises(AuditRefused) as caught:
        await stack.engine.undo(change.id)
    assert caught.value.refusal is Refusal.CONFLICT
    assert caught.value.words["value"] == '"trace"'
    assert caught.value.words["ours"] == '"debug"'
    assert await stack.read(RADARR, "config/downloadclient") == before


async def test_what_cannot_be_undone(stack: Stack) -> None:
    """Neither what is undone already, nor what is not known."""
    await misconfigured(stack)
    (change,) = (await stack.engine.apply(OF_RADARR)).changes
    await stack.engine.undo(change.id)
    for wanted, why in ((change.id, Refusal.NOT_UNDOABLE), ("x", Refusal.UNKNOWN_CHANGE)):
        with pytest.raises(AuditRefused) as caught:
            await stack.engine.undo(wanted)
        assert caught.value.refusal is why


async def test_an_undo_that_the_service_does_not_keep(stack: Stack) -> None:
    """The change stays in force, and can be undone once the service takes it."""
    await misconfigured(stack)
    (change,) = (await stack.engine.apply(OF_RADARR)).changes
    stack.radarr.misbehave(Mode.FORGETFUL, paths="config/downloadclient")
    before = [await stack.read(RADARR, name) for name in ("config/host", "config/downloadclient")]
    with pytest.raises(AuditRefused) as caught:
        await stack.engine.undo(change.id)
    assert caught.value.refusal is Refusal.NOT_KEPT
    after = [await stack.read(RADARR, name) for name in ("config/host", "config/downloadclient")]
    assert after == before
    assert stack.engine.changes()[0].state is ChangeState.APPLIED
    stack.radarr.misbehave(Mode.OK)
    assert (await stack.engine.undo(change.id)).state is ChangeState.UNDONE


async def test_an_answer_that_is_lost_after_the_write_counts_as_written(stack: Stack) -> None:
    """Reading back tells that it was done."""
    await misconfigured(stack)
    stack.ports.arm(Fault.LOST, 3)
    applied = await stack.engine.apply(["t.log:radarr1"])
    assert stack.ports.passed[2].startswith("PUT v3/config/host")
    assert [change.state for change in applied.changes] == [ChangeState.APPLIED]


async def test_one_writer_at_a_time(stack: Stack) -> None:
    """A second one is told that the service is busy; another service is not."""
    await misconfigured(stack)
    stack.radarr.misbehave(Mode.SLOW, seconds=0.2)
    first = asyncio.create_task(stack.engine.apply(["t.log:radarr1"]))
    await asyncio.sleep(0.05)
    assert (await refused(stack, "t.handling:radarr1")).refusal is Refusal.BUSY
    assert (await stack.engine.apply(["t.safe:sab1"])).changes
    assert (await first).changes


async def test_a_caller_that_is_cancelled_breaks_nothing_off(stack: Stack) -> None:
    """What began ends; a stop waits for it and begins nothing more."""
    await misconfigured(stack)
    stack.radarr.misbehave(Mode.SLOW, seconds=0.1)
    caller = asyncio.create_task(stack.engine.apply(OF_RADARR))
    await asyncio.sleep(0.05)
    caller.cancel()
    await stack.engine.stop()
    assert [change.state for change in stack.engine.changes()] == [ChangeState.APPLIED]
    assert (await refused(stack, "t.safe:sab1")).refusal is Refusal.STOPPING


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda stack: stack.engine.apply(["x"]), Refusal.UNKNOWN_FINDING),
        (lambda stack: stack.engine.preview(["x"]), Refusal.UNKNOWN_FINDING),
        (lambda stack: stack.engine.unignore("x"), Refusal.UNKNOWN_FINDING),
    ],
)
async def test_what_is_not_known_is_refused(
    stack: Stack, act: Callable[[Stack], object], why: Refusal
) -> None:
    """Before the first look nothing is known at all."""
    await stack.start(RULES)
    for expected in (Refusal.NOT_AUDITED, why):
        with pytest.raises(AuditRefused) as caught:
            await act(stack)  # type: ignore[misc]
        assert caught.value.refusal in (expected, why)
        await stack.engine.audit()


async def test_a_service_that_was_removed(stack: Stack) -> None:
    """Nothing can be applied to it, and what is known of it is forgotten."""
    await misconfigured(stack)
    await stack.engine.apply(OF_RADARR)
    stack.connected.discard(SABNZBD)
    assert (await refused(stack, "t.safe:sab1")).refusal is Refusal.UNKNOWN_INSTANCE
    for instance in ("sab1", "radarr1"):
        await stack.engine.forget_instance(instance)
    assert stack.engine.changes() == ()
    assert stack.engine.report is not None
    assert {one.service.id for one in stack.engine.report.findings} == {"plex1"}
    assert set(stack.engine.report.scores) == {"plex1", "sonarr1"} - {"sonarr1"}


async def test_a_setting_that_this_version_does_not_have(stack: Stack) -> None:
    """It is not judged; gone since the look, nothing is written."""
    await misconfigured(stack)
    stack.radarr.leave_out("config/host", "logLevel")
    found = await refused(stack, "t.log:radarr1")
    assert found.refusal is Refusal.CHANGED_MEANWHILE
    assert written(stack, RADARR) == []
    report = await stack.engine.audit()
    assert "t.log:radarr1" not in keys(stack)
    assert [(one.rule_id, one.reason) for one in report.skipped] == [("t.log", SkipReason.NO_FIELD)]


async def test_a_service_without_rights_is_told(stack: Stack) -> None:
    """Reading is refused, so that nothing is written; so is writing alone."""
    await misconfigured(stack)
    before = await stack.read(RADARR, "config/host")
    stack.radarr.misbehave(Mode.FORBIDDEN, paths="config/host")
    assert (await refused(stack, "t.log:radarr1")).refusal is Refusal.SERVICE_FAILED
    stack.radarr.misbehave(Mode.FORBIDDEN, paths="config/host/")
    assert (await refused(stack, "t.log:radarr1")).refusal is Refusal.SERVICE_FAILED
    stack.radarr.misbehave(Mode.OK)
    assert await stack.read(RADARR, "config/host") == before
    assert not stack.journal.unfinished()
