"""The queue while the provider fails: paused by AutoArr, and only what AutoArr paused is resumed."""

import contextlib
from datetime import timedelta
from typing import Any

import pytest

from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.recovery.causes import Cause, Kind
from custom_components.autoarr.recovery.messages import RecoveryRefused, Refusal
from custom_components.autoarr.recovery.models import FailureState, Policy, Preset, Strategy
from tests.fakes.http import Json
from tests.fakes.sabnzbd.model import NewsServer
from tests.support.stores import SimulatedCrash

from .downloader import NOT_COMPLETE
from .house import SAB, House

GUARDING = ("recovery.pause_queue", "recovery.resume_queue")


def paused(house: House) -> bool:
    """Say whether the queue of SABnzbd is paused."""
    return house.sabnzbd.state.paused


def asked(house: House, mode: str) -> int:
    """Return how often a mode of SABnzbd was called."""
    return len(house.sabnzbd.calls(mode))


def logins(house: House) -> int:
    """Return how often a news server was tested."""
    return sum(call.get("name") == "test_server" for call in house.sabnzbd.calls("config"))


def queue_events(house: House) -> list[tuple[EventKind, object]]:
    """Return what was told about the queue, and whether AutoArr had done it."""
    kinds = (EventKind.QUEUE_PAUSED, EventKind.QUEUE_RESUMED)
    return [(event.kind, event.data.get("by_us", True)) for event in house.events(*kinds)]


async def in_an_outage(house: House, *, error: str = "Cannot connect [400]") -> str:
    """Have a film being downloaded when every news server fails; return the job."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.outage(error=error)
    await house.poll()
    return job


# ── pausing ──


async def test_while_every_server_is_blocked_the_queue_is_paused_at_once(house: House) -> None:
    """It is written down before, told, and shown with the reason."""
    await in_an_outage(house, error="Server news reported: 502 Your account has expired")
    assert paused(house)
    assert asked(house, "pause") == 1
    assert house.engine.pauses()[SAB.id].kind is Kind.ACCOUNT_EXPIRED
    (event,) = house.events(EventKind.QUEUE_PAUSED)
    assert event.data["kind"] == Kind.ACCOUNT_EXPIRED
    assert event.instance == SAB.id
    actions = [e.data["action"] for e in house.events(EventKind.ACTION_FINISHED)]
    assert GUARDING[0] in actions
    await house.minute(2)
    assert asked(house, "pause") == 1


async def test_a_provider_that_hangs_is_tested_before_the_queue_is_paused(house: House) -> None:
    """It shows no error; only that nothing comes for two minutes."""
    await in_an_outage(house, error="")
    await house.minute(1)
    assert not paused(house)
    assert logins(house) == 0
    await house.minute(1)
    assert paused(house)
    assert logins(house) == 1
    assert house.engine.pauses()[SAB.id].evidence == ("test of news: 502 Go away",)


async def test_a_queue_that_stands_still_by_itself_is_not_paused(house: House) -> None:
    """The test says that all is well, and is not repeated with every poll."""
    await house.settle_in()
    await house.grab_new(1)
    house.sabnzbd.machine.speed = 0
    await house.minute(6)
    assert not paused(house)
    assert logins(house) == 1


async def test_articles_that_are_all_missing_lead_to_a_test(house: House) -> None:
    """SABnzbd is busy, its servers show no error, and yet nothing arrives."""
    await house.settle_in()
    await house.grab_new(1)
    (server,) = house.sabnzbd.settings.servers.values()
    server.test = "400 maintenance"
    await house.minute(1)
    server.tried, server.missed = server.tried + 500, server.missed + 500
    await house.minute(2)
    assert paused(house)


async def test_two_providers_count_together(house: House) -> None:
    """One that works is enough."""
    await house.settle_in()
    await house.grab_new(1)
    house.sabnzbd.settings.servers["other"] = NewsServer(name="other")
    first = next(iter(house.sabnzbd.settings.servers.values()))
    first.active, first.error = False, "481 no"
    await house.minute(3)
    assert not paused(house)
    house.sabnzbd.settings.servers["other"].active = False
    await house.poll()
    assert paused(house)


async def test_nothing_is_paused_for_want_of_a_server_or_of_jobs(house: House) -> None:
    """Without a server nothing fails; with an empty queue nothing can."""
    await house.settle_in()
    house.sabnzbd.outage(error="Cannot connect")
    await house.minute(3)
    assert not paused(house)
    house.sabnzbd.back()
    await house.grab_new(1)
    house.sabnzbd.settings.servers.clear()
    await house.minute(4)
    assert not paused(house)


async def test_a_pause_of_somebody_else_is_theirs(house: House) -> None:
    """It is neither taken over nor ended."""
    await house.settle_in()
    await house.grab_new(1)
    house.sabnzbd.state.paused = True
    house.sabnzbd.outage(error="Cannot connect")
    await house.minute(3)
    assert dict(house.engine.pauses()) == {}
    house.sabnzbd.back()
    await house.minute(10)
    assert paused(house)
    assert (asked(house, "pause"), asked(house, "resume")) == (0, 0)


async def test_while_the_queue_is_paused_for_an_outage_no_release_is_blamed(house: House) -> None:
    """Also when the servers show no error, and the queue no longer stands still but is paused."""
    job = await in_an_outage(house, error="")
    await house.minute(2)
    assert paused(house)
    house.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    await house.poll()
    assert (house.failure().cause, house.failure().kind) == (Cause.PROVIDER_DOWN, Kind.OUTAGE)
    assert house.searches() == 0


# ── resuming ──


async def test_the_queue_runs_again_when_a_server_passes_its_test(house: House) -> None:
    """Tested after one, two and then every five minutes; blocked servers are let in again first."""
    await in_an_outage(house)
    await house.minute(30)
    assert paused(house)
    assert logins(house) == 7
    for server in house.sabnzbd.settings.servers.values():
        server.test = None
    house.sabnzbd.machine.speed = 60_000_000
    await house.minute(5)
    assert not paused(house)
    assert [c["value"] for c in house.sabnzbd.calls("status") if c.get("name")] == ["news"]
    assert dict(house.engine.pauses()) == {}
    assert queue_events(house) == [
        (EventKind.QUEUE_PAUSED, True),
        (EventKind.QUEUE_RESUMED, True),
    ]
    (told,) = house.events(EventKind.QUEUE_RESUMED)
    assert 30 <= int(str(told.data["minutes"])) <= 35


async def test_a_server_that_fails_again_at_once_is_not_tested_every_minute(house: House) -> None:
    """A second pause goes on with the waits of the first."""
    await in_an_outage(house)
    await house.minute(13)
    first = logins(house)
    for server in house.sabnzbd.settings.servers.values():
        server.test = None
    await house.minute(5)
    assert not paused(house)
    before = logins(house)
    house.sabnzbd.outage(error="Cannot connect [400]")
    await house.minute(4)
    assert paused(house)
    assert first >= 3
    assert logins(house) == before
    await house.minute(2)
    assert logins(house) == before + 1


async def test_what_somebody_resumed_runs_for_an_hour(house: House) -> None:
    """They know; also after a restart."""
    await in_an_outage(house)
    house.sabnzbd.state.paused = False
    await house.minute(5)
    assert not paused(house)
    assert queue_events(house)[-1] == (EventKind.QUEUE_RESUMED, False)
    await house.journal.flush()
    await house.restart()
    await house.minute(30)
    assert not paused(house)
    await house.minute(30)
    assert paused(house)


async def test_what_somebody_resumed_and_paused_again_is_theirs(house: House) -> None:
    """AutoArr has forgotten it by then."""
    await in_an_outage(house)
    house.sabnzbd.state.paused = False
    await house.minute(1)
    house.sabnzbd.state.paused = True
    house.sabnzbd.back()
    await house.minute(20)
    assert paused(house)
    assert asked(house, "resume") == 0


def for_an_hour(answer: Json) -> Json:
    """Show a pause that ends by itself."""
    assert isinstance(answer, dict)
    queue = answer["queue"]
    assert isinstance(queue, dict)
    return {"queue": queue | {"pause_int": "59:30"}}


async def test_a_pause_that_got_an_end_is_somebody_elses(house: House) -> None:
    """Somebody paused the queue for an hour: it resumes by itself."""
    await in_an_outage(house)
    usual = house.sabnzbd._modes._modes["queue"]
    with pytest.MonkeyPatch.context() as patch:
        modes = {**house.sabnzbd._modes._modes, "queue": lambda query: for_an_hour(usual(query))}
        patch.setattr(house.sabnzbd._modes, "_modes", modes)
        await house.poll()
    assert dict(house.engine.pauses()) == {}
    house.sabnzbd.back()
    await house.minute(10)
    assert paused(house)
    assert asked(house, "resume") == 0


async def test_after_sabnzbd_was_restarted_nobody_had_asked_for_the_queue_to_run(
    house: House,
) -> None:
    """It begins unpaused; the outage still lasts."""
    await in_an_outage(house)
    await house.minute(15)
    house.sabnzbd.state.paused = False
    await house.minute(2)
    assert paused(house)
    assert asked(house, "pause") == 2


# ── what is allowed ──


async def test_a_dry_run_only_writes_down_that_it_would_have_paused(house: House) -> None:
    """Once for each outage."""
    await house.settle_in(auto=False)
    await house.grab_new(1)
    house.sabnzbd.outage(error="Cannot connect")
    await house.minute(30)
    assert not paused(house)
    lines = [w for w in house.engine.would_have_done() if w.strategy is Strategy.PAUSE_QUEUE]
    assert [(line.cause, line.instance) for line in lines] == [(Cause.PROVIDER_DOWN, SAB.id)]
    assert len(house.events(EventKind.DRY_RUN)) == 1
    house.sabnzbd.back()
    await house.minute(20)
    house.sabnzbd.outage(error="Cannot connect")
    await house.minute(1)
    lines = [w for w in house.engine.would_have_done() if w.strategy is Strategy.PAUSE_QUEUE]
    assert len(lines) == 2


async def test_a_policy_of_off_does_not_even_write_it_down(house: House) -> None:
    """And the queue is left as it is."""
    await house.settle_in()
    await house.engine.set_policy(Strategy.PAUSE_QUEUE, Policy.OFF)
    await house.grab_new(1)
    house.sabnzbd.outage()
    await house.minute(5)
    assert not paused(house)
    assert house.engine.would_have_done() == ()


@pytest.mark.parametrize("policy", [Policy.OFF, Policy.REPORT])
async def test_a_policy_taken_away_resumes_what_is_ours(house: House, policy: Policy) -> None:
    """The queue is not left behind."""
    await in_an_outage(house)
    await house.engine.set_policy(Strategy.PAUSE_QUEUE, policy)
    await house.engine.tick()
    assert not paused(house)
    assert dict(house.engine.pauses()) == {}


# ── asked first ──


async def asked_about(house: House, *, error: str = "Server news reported: 481 no") -> None:
    """Have an outage in which a person is asked whether to pause the queue."""
    await house.settle_in()
    await house.engine.set_policy(Strategy.PAUSE_QUEUE, Policy.ASK)
    await house.grab_new(1)
    house.sabnzbd.outage(error=error)
    await house.minute(3)


def asking(house: House) -> int:
    """Return how often it was told that a person is asked."""
    return sum(event.data.get("ask") is True for event in house.events(EventKind.DECISION_MADE))


async def test_on_ask_the_queue_waits_for_a_yes(house: House) -> None:
    """One question for each SABnzbd, however long it lasts; a yes pauses the queue, and it ends as any pause of ours."""
    await asked_about(house)
    await house.minute(20)
    assert not paused(house)
    assert house.engine.wanted_pauses()[SAB.id].kind is Kind.LOGIN_REFUSED
    assert asking(house) == 1
    assert house.engine.would_have_done() == ()
    await house.engine.pause_queue(SAB.id)
    assert paused(house)
    assert dict(house.engine.wanted_pauses()) == {}
    await house.minute(5)
    assert paused(house)
    assert asking(house) == 1
    house.sabnzbd.back()
    await house.minute(10)
    assert not paused(house)
    assert [kind for kind, by_us in queue_events(house) if by_us] == [
        EventKind.QUEUE_PAUSED,
        EventKind.QUEUE_RESUMED,
    ]


async def test_a_provider_that_hangs_is_tested_before_anybody_is_asked(house: House) -> None:
    """And again before it is paused."""
    await asked_about(house, error="")
    assert SAB.id in house.engine.wanted_pauses()
    house.clock.advance(300)
    await house.engine.pause_queue(SAB.id)
    assert paused(house)


async def test_a_no_counts_until_the_outage_is_over(house: House) -> None:
    """The next one is another question."""
    await asked_about(house)
    await house.engine.leave_queue(SAB.id)
    await house.minute(90)
    assert not paused(house)
    assert dict(house.engine.wanted_pauses()) == {}
    assert asking(house) == 1
    house.sabnzbd.back()
    await house.minute(5)
    house.sabnzbd.outage(error="Cannot connect")
    await house.minute(2)
    assert SAB.id in house.engine.wanted_pauses()
    assert asking(house) == 2


async def test_a_question_is_over_when_there_is_nothing_to_ask(house: House) -> None:
    """The provider is back, a person has paused the queue, or the policy says what to do."""
    await asked_about(house)
    house.sabnzbd.back()
    await house.minute(2)
    assert dict(house.engine.wanted_pauses()) == {}
    house.sabnzbd.outage(error="Cannot connect")
    await house.minute(1)
    assert SAB.id in house.engine.wanted_pauses()
    house.sabnzbd.state.paused = True
    await house.minute(1)
    assert dict(house.engine.wanted_pauses()) == {}
    house.sabnzbd.state.paused = False
    await house.minute(1)
    assert SAB.id in house.engine.wanted_pauses()
    await house.engine.set_policy(Strategy.PAUSE_QUEUE, Policy.AUTO)
    await house.minute(1)
    assert paused(house)
    assert dict(house.engine.wanted_pauses()) == {}


async def test_a_yes_that_comes_too_late_changes_nothing(house: House) -> None:
    """The provider is back, SABnzbd does not answer, nothing can be written, or it is gone."""
    await asked_about(house)
    house.pending.fail_saves = 1
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.pause_queue(SAB.id)
    assert refused.value.refusal is Refusal.NOT_SAVED
    house.sabnzbd.misbehave("down")
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.pause_queue(SAB.id)
    assert refused.value.refusal is Refusal.SERVICE_FAILED
    house.sabnzbd.behave()
    await house.sabnzbd.opened()
    house.sabnzbd.back()
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.pause_queue(SAB.id)
    assert refused.value.refusal is Refusal.SETTLED
    assert not paused(house)
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.pause_queue("elsewhere")
    assert refused.value.refusal is Refusal.UNKNOWN_INSTANCE
    await house.engine.stop()
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.pause_queue(SAB.id)
    assert refused.value.refusal is Refusal.STOPPING


async def test_a_storm_does_not_keep_the_queue_from_being_protected(house: House) -> None:
    """It does no harm, and ends it."""
    await house.settle_in()
    for film in (603, 27205, 157336, 155, 680, 13):
        house.sabnzbd.fails(await house.grab_new(1, film=film))
    await house.poll()
    assert house.engine.storm_since is not None
    await house.grab_new(1)
    house.sabnzbd.outage(error="Cannot connect")
    await house.poll()
    assert paused(house)


async def test_when_nobody_looks_after_it_any_more_the_queue_runs(house: House) -> None:
    """AutoArr stops, or the SABnzbd is taken from it."""
    await in_an_outage(house)
    await house.engine.release_queue(SAB.id)
    assert not paused(house)
    assert dict(house.engine.pauses()) == {}
    await house.engine.release_queue(SAB.id)
    assert asked(house, "resume") == 1


# ── the bad day ──


async def test_a_restart_keeps_the_pause_and_its_tests(house: House) -> None:
    """On disk with the time of the next test."""
    await in_an_outage(house)
    await house.minute(4)
    before = house.engine.pauses()[SAB.id]
    await house.restart()
    await house.poll()
    assert house.engine.pauses()[SAB.id] == before
    for server in house.sabnzbd.settings.servers.values():
        server.test = None
    await house.minute(6)
    assert not paused(house)
    assert asked(house, "pause") == 1


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(1, 6))
async def test_a_crash_while_pausing_leaves_no_queue_paused_for_ever(
    house: House, at: int, after: bool
) -> None:
    """At each write, before and after it reached the disk."""
    await house.settle_in()
    await house.grab_new(1)
    await house.minute(1)
    house.sabnzbd.outage(error="Cannot connect [400]")
    house.fuse.arm(at, after=after)
    with contextlib.suppress(SimulatedCrash):
        await house.poll()
    await house.restart()
    await house.minute(3)
    assert paused(house)
    assert SAB.id in house.engine.pauses()
    assert house.journal.unfinished() == ()
    for server in house.sabnzbd.settings.servers.values():
        server.test = None
    await house.minute(8)
    assert not paused(house)
    assert dict(house.engine.pauses()) == {}


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(1, 6))
async def test_a_crash_while_resuming_is_made_up_for(house: House, at: int, after: bool) -> None:
    """The queue runs in the end, and nobody else is said to have resumed it."""
    await in_an_outage(house)
    house.sabnzbd.back()
    house.clock.advance(70)
    house.fuse.arm(at, after=after)
    with contextlib.suppress(SimulatedCrash):
        await house.poll()
        await house.engine.tick()
    await house.restart()
    await house.minute(8)
    assert not paused(house)
    assert dict(house.engine.pauses()) == {}
    assert house.journal.unfinished() == ()
    assert (EventKind.QUEUE_RESUMED, False) not in queue_events(house)


async def test_a_pause_whose_answer_is_lost_is_read_back(house: House) -> None:
    """SABnzbd had paused; the connection broke."""
    await house.settle_in()
    await house.grab_new(1)
    house.sabnzbd.outage(error="Cannot connect")

    def lost(query: Any, usual: Any) -> Any:
        """Pause, and answer with an error."""
        usual(query)
        return {"status": False, "error": "database is locked"}

    house.sabnzbd.once("pause", lost)
    await house.poll()
    await house.minute(1)
    assert paused(house)
    assert SAB.id in house.engine.pauses()
    assert asked(house, "pause") == 1
    assert house.journal.unfinished() == ()


async def test_a_pause_that_sabnzbd_refuses_is_not_tried_with_every_poll(house: House) -> None:
    """A minute later it is tried again."""
    await house.settle_in()
    await house.grab_new(1)
    house.sabnzbd.outage(error="Cannot connect")
    house.sabnzbd.once("pause", lambda *_: {"status": False, "error": "no"})
    for _ in range(4):
        await house.poll()
    assert asked(house, "pause") == 1
    assert dict(house.engine.pauses()) == {}
    await house.minute(1)
    await house.minute(1)
    assert paused(house)


async def test_a_disk_that_takes_no_record_keeps_the_queue_running(house: House) -> None:
    """What cannot be written down first is not done."""
    await house.settle_in()
    await house.grab_new(1)
    house.sabnzbd.outage(error="Cannot connect")
    house.pending.fail_saves = 1
    await house.poll()
    assert not paused(house)
    assert dict(house.engine.pauses()) == {}
    await house.minute(1)
    assert paused(house)


async def test_a_clock_set_back_puts_the_next_test_off_by_minutes_at_most(house: House) -> None:
    """Not by the hour it was set back."""
    await in_an_outage(house)
    house.clock.advance(timedelta(hours=-1))
    house.sabnzbd.back()
    await house.minute(12)
    assert not paused(house)


async def test_a_sabnzbd_that_cannot_be_asked_is_looked_after_later(house: House) -> None:
    """A test that fails on the way is no proof of anything."""
    await in_an_outage(house)
    house.sabnzbd.back()
    house.clock.advance(60)
    house.sabnzbd.misbehave("error")
    await house.engine.tick()
    assert SAB.id in house.engine.pauses()
    house.sabnzbd.behave()
    await house.minute(5)
    assert not paused(house)


async def test_a_preset_of_reports_resumes_as_well(house: House) -> None:
    """One switch puts everything back."""
    await in_an_outage(house)
    await house.engine.apply_preset(Preset.REPORT)
    await house.minute(1)
    assert not paused(house)
    assert all(f.state is not FailureState.ACTING for f in house.engine.failures())
