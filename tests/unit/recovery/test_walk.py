"""Long random walks through a house where everything happens at once; what must never be is looked for after each step."""

from collections import Counter
from collections.abc import Awaitable, Callable
import contextlib
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from custom_components.autoarr.recovery.deciding.budgets import (
    IMPORTS,
    QUALITY_STEPS,
    RELEASES,
    RETRIES,
)
from custom_components.autoarr.recovery.messages import RecoveryRefused
from custom_components.autoarr.recovery.models import (
    ACTING,
    FailureState,
    Mode,
    Policy,
    Preset,
    Strategy,
)
from custom_components.autoarr.recovery.world import Limits
from tests.fakes.sabnzbd.model import Job
from tests.fakes.servarr.state import Event
from tests.support.stores import SimulatedCrash

from .downloader import CORRUPT, ENCRYPTED, FULL, MOVE, NOT_COMPLETE, SCRIPT, SHORT
from .estate import FOREIGN, SONARR, Estate, an_estate
from .house import FILMS, RADARR
from .ports import Fault

STEPS = 60
EPISODES = 7
"""So many the first season has."""

SEEDS = range(6)

MESSAGES = (
    (SHORT, "Repair"),
    (CORRUPT, "Unpack"),
    (NOT_COMPLETE, "Download"),
    (ENCRYPTED, "Unpack"),
    (MOVE, "Unpack"),
    (FULL, "Unpack"),
    (SCRIPT, "Script"),
    ("Something nobody has ever read", "Unpack"),
)
TROUBLE = ("error", "truncated", "unauthorised", "dropped", "rate_limit", "garbage")
JUMPS = (
    timedelta(hours=-1),
    timedelta(minutes=20),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(days=1),
)
BUDGETS = {
    Strategy.RETRY_NOW: RETRIES,
    Strategy.NEXT_RELEASE: RELEASES,
    Strategy.LOWER_QUALITY: QUALITY_STEPS,
    Strategy.FORCE_IMPORT: IMPORTS,
}
"""What is done by itself for a film in seven days at most; no walk is that long."""

type Happening = Callable[[], Awaitable[object]]


class Walk:
    """One walk, made of what a seed brings."""

    def __init__(self, estate: Estate, seed: int) -> None:
        """Walk through an estate."""
        self.estate = estate
        self.dice = Random(seed)
        self.trail: list[str] = []
        self.episodes = iter(range(1, 100))
        self.happenings: dict[str, tuple[int, Happening]] = {
            "a film is grabbed": (4, self.grab),
            "episodes are grabbed": (2, self.grab_episodes),
            "a job fails": (8, self.fail),
            "a job is held": (2, self.hold),
            "a job completes": (5, self.finish),
            "the provider goes": (1, self.outage),
            "the provider comes": (2, self.back),
            "imports are blocked": (1, self.block),
            "imports go on": (2, self.unblock),
            "somebody wishes": (5, self.wish),
            "a policy changes": (1, self.policy),
            "a mode changes": (1, self.mode),
            "the clock jumps": (3, self.jump),
            "a service is in trouble": (2, self.trouble),
            "the process dies": (4, self.crash),
            "a line breaks": (3, self.broken),
        }

    async def step(self) -> None:
        """Have something happen, and a minute or two pass."""
        weights = [weight for weight, _ in self.happenings.values()]
        (name,) = self.dice.choices(list(self.happenings), weights)
        self.trail.append(name)
        try:
            await self.happenings[name][1]()
            await self.estate.minute(self.dice.randint(1, 2))
        except SimulatedCrash:
            await self.estate.idle()
            await self.estate.restart()
        self.estate.ports.calm()
        self.estate.radarr.behave()
        self.estate.sabnzbd.behave()

    def running(self) -> list[Job]:
        """Return the jobs of Radarr that SABnzbd works on."""
        jobs = self.estate.sabnzbd.state.queue.values()
        return [j for j in jobs if j.status != "Paused" and not j.name.startswith(FOREIGN)]

    # ── what happens ──

    async def grab(self) -> None:
        """Have a film grabbed that is not in the library."""
        film = self.dice.choice(FILMS)
        known = [movie.film.tmdb_id for movie in self.estate.radarr.movies]
        if film in known:
            return
        for number in (1, 2, 3):
            self.estate.post(number, film=film)
        self.estate.post(4, film=film, lines=720)
        await self.estate.grab(film)

    async def grab_episodes(self) -> None:
        """Have up to three episodes grabbed that are next in the season."""
        numbers = [next(self.episodes) for _ in range(self.dice.randint(1, 3))]
        if numbers[-1] <= EPISODES:
            await self.estate.grab_episodes(*numbers, releases=3)

    async def fail(self) -> None:
        """Have a job fail in some way."""
        if jobs := self.running():
            message, stage = self.dice.choice(MESSAGES)
            self.estate.sabnzbd.fails(self.dice.choice(jobs).nzo_id, message, stage=stage)

    async def hold(self) -> None:
        """Have SABnzbd hold a job; Radarr may take an encrypted one for failed."""
        if jobs := self.running():
            job = self.dice.choice(jobs)
            self.estate.failed.add(job.nzo_id)
            label = self.dice.choice(("ENCRYPTED", "UNWANTED", "DUPLICATE"))
            self.estate.sabnzbd.hold(job.nzo_id, label)

    async def finish(self) -> None:
        """Have a job complete."""
        jobs = self.running()
        if jobs and not self.estate.sabnzbd.state.paused:
            self.estate.sabnzbd.finish(self.dice.choice(jobs).nzo_id)

    async def outage(self) -> None:
        """Have the provider fail."""
        self.estate.sabnzbd.outage(error=self.dice.choice(("Cannot connect", "")))

    async def back(self) -> None:
        """Have the provider deliver."""
        self.estate.sabnzbd.back()

    async def block(self) -> None:
        """Have Radarr import nothing by itself."""
        self.estate.radarr.refuse_imports("Not an upgrade for existing movie file")

    async def unblock(self) -> None:
        """Have Radarr import again."""
        self.estate.radarr.refuse_imports()

    async def wish(self) -> None:
        """Have a person ask for something about one of the failures."""
        engine = self.estate.engine
        failures = engine.failures()
        if not failures:
            return
        job = self.dice.choice(failures).job_id
        wishes: tuple[Callable[[str], Awaitable[object]], ...] = (
            engine.retry,
            engine.next_release,
            engine.lower_quality,
            engine.force_import,
            engine.ignore,
            engine.undo,
        )
        wished = self.dice.choice(wishes)
        self.trail[-1] += f": {wished.__name__}"
        with contextlib.suppress(RecoveryRefused):
            await wished(job)

    async def policy(self) -> None:
        """Have a policy changed, or all of them."""
        engine = self.estate.engine
        if self.dice.random() < 0.5:
            await engine.apply_preset(Preset.RECOMMENDED)
        else:
            await engine.set_policy(self.dice.choice(ACTING), self.dice.choice(list(Policy)))

    async def mode(self) -> None:
        """Have the mode of Radarr or Sonarr changed."""
        instance = self.dice.choice((RADARR, SONARR))
        with contextlib.suppress(RecoveryRefused):
            await self.estate.engine.set_mode(instance.id, self.dice.choice(list(Mode)))

    async def jump(self) -> None:
        """Have the clock jump, also back."""
        jump = self.dice.choice(JUMPS)
        self.trail[-1] += f" {jump}"
        self.estate.clock.advance(jump)

    async def trouble(self) -> None:
        """Have a service answer badly; what is lost on the way may have been done."""
        service = self.dice.choice((self.estate.radarr, self.estate.sabnzbd))
        service.misbehave(self.dice.choice(TROUBLE), times=self.dice.randint(1, 3), paths="/api/v3/|^/api$")  # fmt: skip
        with contextlib.suppress(RecoveryRefused):
            await self.estate.engine.tick()

    async def crash(self) -> None:
        """Have the process die soon, and something fail meanwhile."""
        self.estate.ports.arm(Fault.CRASH, self.dice.randint(1, 8))
        await self.fail()

    async def broken(self) -> None:
        """Have a line break, or a disk be full, soon."""
        fault = self.dice.choice((Fault.LOST, Fault.UNSENT, Fault.REFUSED))
        self.estate.ports.arm(fault, self.dice.randint(1, 8))
        await self.fail()

    # ── what must never be ──

    def wrong(self) -> list[str]:
        """Return what must not be."""
        estate = self.estate
        contents = estate.engine._core.ledger.contents
        found = estate.harm()
        automatic = [one for one in contents.attempts if one.automatic]
        for (item, strategy), count in Counter((a.item, a.strategy) for a in automatic).items():
            if count > BUDGETS.get(strategy, count):
                found.append(f"{strategy} {count} times for {item}")
        day = estate.clock.now() - timedelta(hours=24)
        if sum(one.at > day for one in automatic) > Limits().actions:
            found.append("more than a day's actions")
        unfinished = estate.journal.unfinished("recovery.")
        if estate.sabnzbd.state.paused and not (estate.engine.pauses() or unfinished):
            found.append("the queue is paused and nobody knows")
        begun = Counter(action.correlation for action in unfinished)
        found += [f"{count} actions at once for {title}" for title, count in begun.items() if count > 1]  # fmt: skip
        acting = [one for one in estate.engine.failures() if one.state is FailureState.ACTING]
        known = {str(action.data.get("failure")) for action in unfinished}
        found += [f"{one.name} is acted on by nobody" for one in acting if one.key not in known]
        twice = Counter((row.data.get("guid"), row.download_id) for row in estate.radarr.events(Event.GRABBED))  # fmt: skip
        found += [f"{guid} was grabbed twice as one job" for guid, n in twice.items() if n > 1]
        return found


async def to_the_end(estate: Estate) -> None:
    """Have every service well, everything allowed, and time pass until nothing is left to do."""
    estate.sabnzbd.back()
    estate.radarr.refuse_imports()
    await estate.engine.apply_preset(Preset.RECOMMENDED)
    await estate.run_out()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_happens_in_whatever_order_no_harm_is_done_and_every_story_ends(
    tmp_path: Path, seed: int
) -> None:
    """Budgets hold, nothing is blamed or done twice, nothing healthy goes, no queue stays paused."""
    async with an_estate(tmp_path) as estate:
        await estate.settle_in()
        walk = Walk(estate, seed)
        for _ in range(STEPS):
            await walk.step()
            assert walk.wrong() == [], walk.trail
        await to_the_end(estate)
        assert walk.wrong() == [], walk.trail
        assert estate.journal.unfinished() == ()
        assert not estate.sabnzbd.state.paused
