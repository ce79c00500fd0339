"""Looking: what is found, ignored, forgotten, drifted, and known again after a restart."""

import asyncio
from datetime import timedelta
import logging

import pytest

from custom_components.autoarr.audit.messages import AuditRefused, Refusal
from custom_components.autoarr.audit.models import Author, Severity
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.events import EventKind
from tests.fakes.http import Mode
from tests.support.stores import MemoryStore

from .building import a_rule
from .stack import Stack

RADARR = ServiceKind.RADARR
SAFE = a_rule("t.safe", severity=Severity.ERROR)
HOST = a_rule("t.log", kind=RADARR, document="config/host", path="logLevel", value="debug")
RULES = (HOST, SAFE)
BOTH = ["t.safe:sab1", "t.log:radarr1"]


async def looked(stack: Stack) -> list[str]:
    """Look at what is set wrong; return the keys of what is open."""
    stack.radarr.change("config/host", "", "logLevel", "info")
    stack.sabnzbd.change("misc", "", "safe_postproc", False)
    if not stack.rules:
        await stack.start(RULES)
    return [one.key for one in (await stack.engine.audit()).findings]


async def test_the_gravest_comes_first_and_what_is_mended_closes_itself(stack: Stack) -> None:
    """Sorted by severity; mended by hand it is gone with the next look, and the score is full."""
    assert await looked(stack) == BOTH
    report = stack.engine.report
    assert report is not None
    assert report.scores == {"radarr1": 0, "sab1": 0}
    stack.radarr.change("config/host", "", "logLevel", "debug")
    stack.sabnzbd.change("misc", "", "safe_postproc", True)
    report = await stack.engine.audit()
    assert report.findings == ()
    assert report.score == 100
    told = stack.events(EventKind.AUDIT_FINISHED)
    assert [one.data["findings"] for one in told] == [2, 0]
    assert told[-1].data["mended"] == 2


async def test_who_asks_twice_at_once_gets_one_look(stack: Stack) -> None:
    """Both wait for the same report."""
    await looked(stack)
    stack.radarr.misbehave(Mode.SLOW, seconds=0.1)
    one, other = await asyncio.gather(stack.engine.audit(), stack.engine.audit())
    assert one is other


async def test_a_service_that_is_down_is_unread_and_others_are_judged(stack: Stack) -> None:
    """It says why, and gives no score for it."""
    await stack.start(RULES)
    stack.radarr.misbehave(Mode.UNAUTHORISED)
    stack.sabnzbd.change("misc", "", "safe_postproc", False)
    report = await stack.engine.audit()
    assert set(report.unread) == {"radarr1"}
    assert "API key" in report.unread["radarr1"]
    assert set(report.scores) == {"sab1"}
    assert [one.rule_id for one in report.skipped] == ["t.log"]


@pytest.mark.parametrize("mode", [Mode.GARBAGE, Mode.HTML, Mode.HUGE, Mode.FORBIDDEN, Mode.DOWN])
async def test_nonsense_is_a_clear_reason(stack: Stack, mode: Mode) -> None:
    """Whatever a service answers, the look ends with a report."""
    await stack.start(RULES)
    stack.radarr.misbehave(mode)
    report = await stack.engine.audit()
    assert report.unread.get("radarr1") or report.skipped or mode is Mode.HUGE
    assert "sab1" in report.scores
    stack.radarr.misbehave(Mode.OK)


async def test_what_is_ignored_is_not_counted_and_opens_again(stack: Stack) -> None:
    """Until its time, for ever, or until a person says so."""
    await looked(stack)
    engine = stack.engine
    later = stack.clock.now() + timedelta(days=1)
    await engine.ignore(BOTH[0], reason="I know", until=later, by="somebody")
    await engine.ignore(BOTH[1], reason="I like it", until=None)
    assert engine.report is not None
    assert engine.report.findings == ()
    assert engine.report.score == 100
    assert {one.key: one.reason for one in engine.ignored()} == {
        BOTH[0]: "I know",
        BOTH[1]: "I like it",
    }
    await stack.restart(after=timedelta(days=2))
    assert [one.key for one in (await stack.engine.audit()).findings] == [BOTH[0]]
    await stack.engine.unignore(BOTH[1])
    assert stack.engine.report is not None
    assert [one.key for one in stack.engine.report.findings] == BOTH
    with pytest.raises(AuditRefused) as caught:
        await stack.engine.unignore(BOTH[1])
    assert caught.value.refusal is Refusal.UNKNOWN_FINDING


async def test_an_ignore_is_forgotten_when_its_finding_was_gone_for_a_month(stack: Stack) -> None:
    """Not before, and not while the service could not be read."""
    await looked(stack)
    for key in BOTH:
        await stack.engine.ignore(key, reason="", until=None)
    stack.sabnzbd.change("misc", "", "safe_postproc", True)
    stack.radarr.misbehave(Mode.UNAUTHORISED)
    await stack.engine.audit()
    stack.clock.advance(timedelta(days=20))
    await stack.engine.audit()
    assert len(stack.engine.ignored()) == 2
    stack.clock.advance(timedelta(days=20))
    await stack.engine.audit()
    assert [one.key for one in stack.engine.ignored()] == [BOTH[1]]


async def test_drift_says_what_changed_and_whose_doing_it_was(stack: Stack) -> None:
    """The first look has none; what AutoArr applied is its own."""
    await looked(stack)
    assert stack.engine.drifts() == ()
    await stack.engine.apply([BOTH[0]])
    stack.radarr.change("config/host", "", "backupRetention", 99)
    stack.clock.advance(timedelta(hours=1))
    report = await stack.engine.audit()
    found = {(one.place.document, one.place.path): one for one in report.drift}
    assert {place: one.author for place, one in found.items()} == {
        ("config/host", "backupRetention"): Author.SOMEBODY,
        ("misc", "safe_postproc"): Author.AUTOARR,
    }
    assert found["config/host", "backupRetention"].after == 99
    (told,) = stack.events(EventKind.SETTING_DRIFTED)
    assert told.instance == "radarr1"
    assert told.data["places"] == ["config/host backupRetention"]
    await stack.restart()
    assert len(stack.engine.drifts()) == 2
    assert (await stack.engine.audit()).drift == ()


async def test_a_restart_knows_the_last_report(stack: Stack) -> None:
    """Also what can be applied, and it is applied without another look."""
    await looked(stack)
    before = stack.engine.report
    await stack.restart()
    after = stack.engine.report
    assert before is not None
    assert after is not None
    assert after.findings == before.findings
    assert after.scores == before.scores
    assert after.score == before.score
    assert (await stack.engine.apply(BOTH)).changes


async def test_a_store_that_cannot_be_read_starts_anew(
    stack: Stack, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, and the audit works."""
    stack.store.fail_loads = 1
    stack.snapshots.fail_loads = 1
    with caplog.at_level(logging.ERROR):
        await stack.start(RULES)
    assert "starts anew" in caplog.text
    assert await looked(stack) == BOTH


async def test_no_secret_is_kept(stack: Stack) -> None:
    """Neither in the ledger, nor in the snapshots, nor in the journal, nor in the log."""
    await looked(stack)
    await stack.engine.apply(BOTH)
    stack.radarr.change("config/host", "", "backupRetention", 99)
    await stack.engine.audit()
    await stack.journal.flush()
    stores: list[MemoryStore] = [stack.store, stack.snapshots, stack.ring, stack.pending]
    kept = "".join(str(store.data) for store in stores)
    assert "backupRetention" in kept
    for fake in stack.fakes.values():
        assert fake.api_key not in kept


async def test_listeners_hear_of_it_until_they_stop(stack: Stack) -> None:
    """What one raises harms nobody."""
    await stack.start(RULES)
    heard: list[int] = []

    def bad() -> None:
        raise ValueError("a bug elsewhere")

    stack.engine.subscribe(bad)
    end = stack.engine.subscribe(lambda: heard.append(1))
    await stack.engine.audit()
    assert heard
    end()
    end()
    heard.clear()
    await stack.engine.audit()
    assert not heard


async def test_stopping_begins_no_look(stack: Stack) -> None:
    """Who asks is told so."""
    await stack.start(RULES)
    await stack.engine.stop()
    with pytest.raises(AuditRefused) as caught:
        await stack.engine.audit()
    assert caught.value.refusal is Refusal.STOPPING
