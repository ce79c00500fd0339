"""The bad day: at every port of every action the process dies, the line breaks, or the disk is full.

The ports are those that a run without a fault passes, so that a new step of an action is gone
through by itself. What has come of it in the end is the same each time.
"""

from collections.abc import Awaitable, Callable
import contextlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from custom_components.autoarr.recovery.messages import RecoveryRefused
from custom_components.autoarr.recovery.models import FailureState, Mode
from tests.support.stores import SimulatedCrash

from .downloader import ENCRYPTED, MOVE, NOT_COMPLETE
from .estate import Estate, an_estate
from .house import DUNE, RADARR
from .ports import Fault

BY_ID = "D2021.Obfuscated.1080p.WEB-DL-ONE"
ASKED_AGAIN = 5
"""So often a person looks, a minute apart, and asks again while nothing has come of their wish."""

type Step = Callable[[Estate], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One action: what comes before, the wish or the wait that leads to it, and what it costs at most.

    `wish` is what a person asks for: after a fault they ask again while nothing has come of it.
    `afterwards` is what happens in the house once the action is over.
    """

    name: str
    before: Step
    during: Step | None = None
    wish: Step | None = None
    afterwards: Callable[[Estate], object] | None = None
    granted: Callable[[Estate], bool] | None = None


async def a_minute(estate: Estate) -> None:
    """Look at once, and again after a minute."""
    await estate.poll()
    await estate.minute()


async def waited(estate: Estate) -> None:
    """Wait until what is due is done."""
    due = estate.engine.next_try
    assert due is not None
    await estate.after(due - estate.clock.now())
    await estate.minute()


# ── what comes before ──


async def bad_release(estate: Estate) -> None:
    """Have a film's download lack articles; there is another release."""
    await estate.settle_in()
    estate.sabnzbd.fails(await estate.grab_new(1, 2))


async def known_bad_release(estate: Estate) -> None:
    """Have the same seen, and only reported."""
    await estate.settle_in(auto=False)
    estate.sabnzbd.fails(await estate.grab_new(1, 2))
    await estate.poll()


async def only_worse_is_left(estate: Estate) -> None:
    """Have the same, and what else there is be of a lower quality."""
    await estate.settle_in(auto=False)
    estate.sabnzbd.fails(await estate.grab_new(1))
    await estate.poll()
    estate.post(2, lines=720)


async def cannot_be_moved(estate: Estate) -> None:
    """Have a film's download whole, and a folder of this machine that cannot be written."""
    await estate.settle_in()
    estate.sabnzbd.fails(await estate.grab_new(1, 2), MOVE, stage="Unpack")


async def known_and_encrypted(estate: Estate) -> None:
    """Have a download want a password that a person knows."""
    await estate.settle_in(auto=False)
    estate.sabnzbd.fails(await estate.grab_new(1, 2), ENCRYPTED, stage="Unpack")
    await estate.poll()


async def held(estate: Estate) -> None:
    """Have SABnzbd hold a job that is encrypted."""
    await estate.settle_in()
    estate.sabnzbd.hold(await estate.grab_new(1, 2), "ENCRYPTED")


async def outage_over(estate: Estate) -> None:
    """Have the provider down, the release blamed by Radarr, and the provider back."""
    await estate.settle_in()
    job = await estate.grab_new(1)
    estate.sabnzbd.outage(error="Cannot connect")
    estate.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    await estate.minute(2)
    assert len(estate.radarr.blocklisted) == 1
    estate.sabnzbd.back()
    await estate.minute(2)


async def one_episode(estate: Estate) -> None:
    """Have an episode's download lack articles."""
    await estate.settle_in()
    for job in await estate.grab_episodes(1):
        estate.sabnzbd.fails(job)


async def three_episodes(estate: Estate) -> None:
    """Have three episodes of a season lack articles."""
    await estate.settle_in()
    jobs = await estate.grab_episodes(1, 2, 3)
    assert len(jobs) == 3
    for job in jobs:
        estate.sabnzbd.fails(job)


async def season_pack(estate: Estate) -> None:
    """Have a pack of three episodes lack articles, and another release of each episode."""
    await estate.settle_in()
    estate.sabnzbd.fails(await estate.grab_pack(1, 2, 3))
    for episode in (1, 2, 3):
        estate.post_episode(2, episode)


async def blocked(estate: Estate) -> None:
    """Have a download complete that Radarr knows by its grab alone."""
    await estate.settle_in(mode=Mode.ASSIST)
    await estate.minute()
    estate.post(1, title=BY_ID)
    job = await estate.grab()
    await estate.poll()
    estate.sabnzbd.finish(job)
    await estate.minute(2)


async def nothing_comes(estate: Estate) -> None:
    """Have the provider down while a film is being downloaded."""
    await estate.settle_in()
    await estate.grab_new(1)
    estate.sabnzbd.outage(error="Cannot connect")


async def paused_by_us(estate: Estate) -> None:
    """Have the queue paused for an outage that is over now."""
    await nothing_comes(estate)
    await estate.minute(2)
    assert estate.engine.pauses()
    assert estate.sabnzbd.state.paused
    estate.sabnzbd.back()


async def replaced(estate: Estate) -> None:
    """Have a release blamed and replaced, and nobody watch for the film any more."""
    await bad_release(estate)
    await estate.minute(2)
    assert len(estate.radarr.blocklisted) == 1
    estate.radarr.movie(DUNE).monitored = False


async def managed(estate: Estate) -> None:
    """Have AutoArr handle the failures of Radarr."""
    await estate.settle_in()


async def assisted(estate: Estate) -> None:
    """Have Radarr handle its failures itself."""
    await estate.settle_in(mode=Mode.ASSIST)


# ── what a person wishes ──


def job_of(estate: Estate) -> str:
    """Return a job of the only story."""
    return estate.failure().jobs[0]


def taken_up(estate: Estate) -> bool:
    """Say whether something was done about the only story."""
    return estate.failure().state in (FailureState.FOLLOWING, FailureState.RECOVERED)


def taken_back(estate: Estate) -> bool:
    """Say whether nothing is left to take back."""
    return not estate.radarr.blocklisted and estate.radarr.movie(DUNE).monitored


STORIES = (
    Story(name="retry_now", before=cannot_be_moved),
    Story(name="retry_later", before=outage_over, during=waited),
    Story(name="next_release_of_a_film", before=bad_release),
    Story(name="next_release_of_an_episode", before=one_episode),
    Story(name="next_release_of_three_episodes", before=three_episodes),
    Story(name="next_releases_of_a_pack", before=season_pack),
    Story(name="force_import", before=blocked, during=a_minute),
    Story(name="end_job", before=held),
    Story(
        name="pause_queue",
        before=nothing_comes,
        afterwards=lambda estate: estate.sabnzbd.back(),
    ),
    Story(name="resume_queue", before=paused_by_us, during=lambda estate: estate.minute(3)),
    Story(
        name="next_release_for_a_person",
        before=known_bad_release,
        wish=lambda estate: estate.engine.next_release(job_of(estate)),
        granted=taken_up,
    ),
    Story(
        name="lower_quality_for_a_person",
        before=only_worse_is_left,
        wish=lambda estate: estate.engine.lower_quality(job_of(estate)),
        granted=taken_up,
    ),
    Story(
        name="retry_with_a_password",
        before=known_and_encrypted,
        wish=lambda estate: estate.engine.retry(job_of(estate), password="open sesame"),
        granted=taken_up,
    ),
    Story(
        name="ignore",
        before=known_bad_release,
        wish=lambda estate: estate.engine.ignore(job_of(estate)),
        granted=lambda estate: estate.failure().state is FailureState.CLOSED,
    ),
    Story(
        name="undo",
        before=replaced,
        wish=lambda estate: estate.engine.undo(job_of(estate)),
        granted=taken_back,
    ),
    Story(
        name="manage",
        before=assisted,
        wish=lambda estate: estate.engine.set_mode(RADARR.id, Mode.MANAGE),
        granted=lambda estate: estate.engine.mode(RADARR.id) is Mode.MANAGE,
    ),
    Story(
        name="assist",
        before=managed,
        wish=lambda estate: estate.engine.set_mode(RADARR.id, Mode.ASSIST),
        granted=lambda estate: estate.engine.mode(RADARR.id) is Mode.ASSIST,
    ),
)


async def wish(estate: Estate, story: Story) -> None:
    """Have a person ask; what is refused is asked again later."""
    assert story.wish is not None
    with contextlib.suppress(RecoveryRefused):
        await story.wish(estate)


async def act(estate: Estate, story: Story) -> None:
    """Have the action done."""
    if story.wish is not None:
        await wish(estate, story)
    await (story.during or a_minute)(estate)


async def go_on(estate: Estate, story: Story) -> None:
    """Let everything come to its end."""
    estate.ports.calm()
    if story.afterwards is not None:
        story.afterwards(estate)
    for _ in range(ASKED_AGAIN if story.granted else 0):
        await estate.minute()
        if story.granted and not story.granted(estate):
            await wish(estate, story)
    await estate.run_out()


async def with_fault(folder: Path, story: Story, fault: Fault | None, at: int) -> Estate:
    """Live through a story in which something happens at one port; return the house as it is in the end."""
    async with an_estate(folder) as estate:
        await story.before(estate)
        estate.ports.arm(fault, at)
        with contextlib.suppress(SimulatedCrash):
            await act(estate, story)
        passed = list(estate.ports.passed)
        if fault is Fault.CRASH:
            await estate.idle()
            await estate.restart()
        await go_on(estate, story)
        estate.ports.passed = passed
        return estate


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run has come to."""

    ports: list[str]
    told: dict[str, object]
    searches: int
    harm: list[str]


async def outcome(folder: Path, story: Story, fault: Fault | None = None, at: int = 0) -> Outcome:
    """Live through a story and say what has come of it."""
    estate = await with_fault(folder, story, fault, at)
    return Outcome(
        ports=estate.ports.passed,
        told=estate.told(),
        searches=estate.searched(),
        harm=estate.harm(),
    )


def differences(clean: Outcome, found: Outcome) -> list[str]:
    """Return what is not as it is without a fault; a search whose list was lost is made once more."""
    wrong = [
        f"{what}: {found.told[what]} instead of {told}"
        for what, told in clean.told.items()
        if found.told[what] != told
    ]
    if found.searches > clean.searches + 1:
        wrong.append(f"searched {found.searches} times instead of {clean.searches}")
    return wrong + found.harm


@pytest.mark.timeout(300)
@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
async def test_whatever_happens_at_a_port_nothing_is_repeated_and_nothing_lost(
    tmp_path: Path, story: Story, fault: Fault
) -> None:
    """One blocklist row, one grab, one retry, one import; every story ends; nobody's download is removed."""
    clean = await outcome(tmp_path / "clean", story)
    assert clean.ports, "nothing has happened"
    assert clean.harm == []
    wrong: dict[str, list[str]] = {}
    places = [(number, port) for number, port in enumerate(clean.ports, 1) if fault.concerns(port)]
    if fault is Fault.CRASH:
        places.append((len(clean.ports) + 1, "the end"))
    for at, port in places:
        found = await outcome(tmp_path / f"{at}", story, fault, at)
        if bad := differences(clean, found):
            wrong[f"{at} {port}"] = bad
    assert wrong == {}
