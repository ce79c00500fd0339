"""One month of one world, with Radarr and Sonarr alone or with AutoArr beside them."""

from collections.abc import Mapping
import contextlib
from dataclasses import dataclass, field
from enum import StrEnum
import math
from random import Random
from typing import Final

from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.journal.events import Event, EventKind
from custom_components.autoarr.journal.journal import Journal
from custom_components.autoarr.recovery.engine import RecoveryEngine
from custom_components.autoarr.recovery.messages import RecoveryRefused
from custom_components.autoarr.recovery.models import FailureState, Mode, Preset, Strategy
from custom_components.autoarr.recovery.targets import (
    SabnzbdObservation,
    SabnzbdTarget,
    ServarrObservation,
    ServarrTarget,
)
from custom_components.autoarr.recovery.world import Limits, Settings

from .arr_model import By
from .clients_sabnzbd import SimSabnzbdClient
from .clients_servarr import SimRadarrClient, SimSonarrClient
from .indexers import Indexers
from .posts import INDEXERS, Usenet, usenet
from .referee import Referee
from .sabnzbd import Job, SimSabnzbd
from .servarr import SimServarr
from .stores import HeldLedger, HeldStore
from .timeline import HOUR, MINUTE, NEVER, Timeline
from .weather import END, World, forecast

SAB: Final = ServiceRef(id="sabnzbd", kind=ServiceKind.SABNZBD, name="SABnzbd")
RADARR: Final = ServiceRef(id="radarr", kind=ServiceKind.RADARR, name="Radarr")
SONARR: Final = ServiceRef(id="sonarr", kind=ServiceKind.SONARR, name="Sonarr")

POLL: Final = 10.0
"""Seconds between two polls of a SABnzbd at work; what changes shows in the next one."""
PUSHED: Final = 2.0
"""Seconds until a change at Radarr or Sonarr is read."""
TICK: Final = 15.0
EYE: Final = 30.0
"""How often is looked at what proves something by staying as it is: a queue that stands still, a block."""
STARE: Final = 5 * MINUTE
"""So long after a change it is looked at that often; then as on quiet days."""
CATCH_UP: Final = 6 * HOUR
"""How often the journal's events are written."""
ANSWERS: Final = 8 * HOUR
"""How often somebody answers what AutoArr asks."""
QUIET: Final = HOUR
"""How often is looked when nothing goes on; each look would show the same."""


SETTINGS: Final = Settings(
    limits=Limits(item_searches=2, instance_searches=100, actions=100, series_actions=20)
)
"""The limits of a house that asks for 33 titles a day: five times the usual ones, but for those of one title."""


class Way(StrEnum):
    """Who handles failures."""

    NATIVE = "native"
    ASSIST = "assist"
    MANAGE = "manage"


@dataclass(slots=True, kw_only=True)
class House:
    """The simulated services and who watches them."""

    world: World
    time: Timeline
    usenet: Usenet
    indexers: Indexers
    referee: Referee
    sabnzbd: SimSabnzbd
    radarr: SimServarr
    sonarr: SimServarr


def build(world: World, seed: int, scale: float) -> House:
    """Return the services of a world at its beginning."""
    time = Timeline()
    known = usenet(world, seed, scale=scale)
    weather = forecast(world, seed, len(INDEXERS))
    indexers = Indexers(time=time, weather=weather, world=world)
    referee = Referee(time=time)
    sabnzbd = SimSabnzbd(time=time, weather=weather)

    def program(kind: ServiceKind) -> SimServarr:
        """Return a Radarr or Sonarr with its titles."""
        listings = (x for x in known.listings if x.post.titles[0].kind is kind)
        return SimServarr(
            kind=kind,
            time=time,
            sabnzbd=sabnzbd,
            indexers=indexers,
            referee=referee,
            titles=tuple(title for title in known.titles if title.kind is kind),
            listings=tuple(sorted(listings, key=lambda x: x.published)),
        )

    return House(
        world=world,
        time=time,
        usenet=known,
        indexers=indexers,
        referee=referee,
        sabnzbd=sabnzbd,
        radarr=program(ServiceKind.RADARR),
        sonarr=program(ServiceKind.SONARR),
    )


@dataclass(slots=True)
class _Watch:
    """When one service was last looked at, and what it had shown."""

    looked: float = -NEVER
    shown: int = -1
    changed: float = 0.0

    def due(self, now: float, shown: int, grid: float, eye: float) -> float:
        """Return when to look next: soon after a change, else after `eye` seconds."""
        if shown != self.shown:
            return max(now, _ceil(max(self.looked, now), grid))
        return self.looked + eye

    def note(self, now: float, shown: int) -> None:
        """Note a look."""
        if shown != self.shown:
            self.changed = now
        self.looked, self.shown = now, shown

    def eye(self, now: float, *, proves: bool) -> float:
        """Return how often to look while nothing changes."""
        return EYE if proves and now - self.changed < STARE else QUIET


@dataclass(slots=True, kw_only=True)
class Household:
    """AutoArr in a house: its engine, and the looks and ticks that the glue gives it."""

    house: House
    engine: RecoveryEngine
    journal: Journal
    ring: HeldStore
    sabnzbd: SimSabnzbdClient
    servarr: Mapping[str, ServarrTarget]
    polls: int = 0
    ticks: int = 0
    actions: int = 0
    _ticked: float = -NEVER
    _caught_up: float = 0.0
    _answered: float = 0.0
    _sab: _Watch = field(default_factory=_Watch)
    _arr: dict[str, _Watch] = field(default_factory=dict)

    async def move_in(self, mode: Mode) -> None:
        """Let the engine see an empty house, and choose how it works."""
        self.journal.subscribe(self._heard)
        await self.engine.load()
        await self._look_at_sabnzbd()
        for target in self.servarr.values():
            await self._look_at(target)
            if mode is Mode.MANAGE:
                await self.engine.set_mode(target.ref.id, mode)
        await self.engine.apply_preset(Preset.RECOMMENDED)

    def _heard(self, event: Event) -> None:
        """Count an action of recovery."""
        name = event.data.get("action")
        if event.kind is EventKind.ACTION_STARTED and str(name).startswith("recovery."):
            self.actions += 1
            if "item" in event.data:
                self.house.referee.action(str(event.data["item"]))

    async def live(self, end: float) -> None:
        """Let the month go by."""
        time = self.house.time
        while time.seconds < end:
            due = min(self._sabnzbd_due(), self._servarr_due(), self._tick_due(), end)
            if time.next_event < due:
                time.run_until(time.next_event)
                continue
            time.run_until(due)
            if self._sabnzbd_due() <= due:
                await self._look_at_sabnzbd()
            for target in self.servarr.values():
                if self._due(target) <= due:
                    await self._look_at(target)
            if self._tick_due() <= due:
                self._ticked = time.seconds
                self.ticks += 1
                await self.engine.tick()
            if time.seconds - self._answered > ANSWERS:
                self._answered = time.seconds
                await self._answer()
            if time.seconds - self._caught_up > CATCH_UP:
                self._caught_up = time.seconds
                self.ring.catch_up()

    async def _answer(self) -> None:
        """Say yes to every lower quality that is asked about."""
        for failure in self.engine.failures():
            asked = failure.state is FailureState.ASKED
            if asked and failure.proposed is Strategy.LOWER_QUALITY:
                with contextlib.suppress(RecoveryRefused):
                    await self.engine.lower_quality(failure.job_id)

    # ── when ──

    def _sabnzbd_due(self) -> float:
        """Return when SABnzbd is to be looked at."""
        program, now = self.house.sabnzbd, self.house.time.seconds
        waits = program.standing_still() or program.stuck > 0
        eye = self._sab.eye(now, proves=program.standing_still())
        return self._sab.due(now, program.changed, POLL, min(eye, STARE) if waits else eye)

    def _servarr_due(self) -> float:
        """Return when a Radarr or Sonarr is to be looked at."""
        return min(self._due(target) for target in self.servarr.values())

    def _due(self, target: ServarrTarget) -> float:
        """Return when one of them is to be looked at."""
        now, program = self.house.time.seconds, self._program(target)
        watch = self._arr.setdefault(target.ref.id, _Watch())
        blocked = any(tracked.blocked for tracked in program.tracked.values())
        return watch.due(now, program.changed, PUSHED, watch.eye(now, proves=blocked))

    def _tick_due(self) -> float:
        """Return when the engine has something to do."""
        times = [self._ticked + QUIET]
        if (next_try := self.engine.next_try) is not None:
            times.append(_seconds(self.house.time, next_try.timestamp()))
        times += [
            _seconds(self.house.time, pause.next_test.timestamp())
            for pause in self.engine.pauses().values()
        ]
        if self.engine.storm_since is not None:
            times.append(self._ticked + 5 * MINUTE)
        return max(_ceil(min(times), TICK), self._ticked + TICK)

    # ── looks ──

    async def _look_at_sabnzbd(self) -> None:
        """Poll SABnzbd."""
        client, now = self.sabnzbd, self.house.time.seconds
        self.polls += 1
        self._sab.note(now, self.house.sabnzbd.changed)
        history = await client.history()
        await self.engine.observe(
            SabnzbdObservation(
                ref=SAB,
                queue=await client.queue(),
                history=history.slots if history else (),
                warnings=await client.warnings(),
                servers=await client.server_status(),
            )
        )

    async def _look_at(self, target: ServarrTarget) -> None:
        """Poll the queue of a Radarr or Sonarr."""
        self.polls += 1
        watch = self._arr.setdefault(target.ref.id, _Watch())
        watch.note(self.house.time.seconds, self._program(target).changed)
        await self.engine.observe_servarr(
            ServarrObservation(ref=target.ref, queue=tuple(await target.client.queue()))
        )

    def _program(self, target: ServarrTarget) -> SimServarr:
        """Return the program behind a client."""
        return self.house.radarr if target.ref is RADARR else self.house.sonarr


def household(house: House, seed: int) -> Household:
    """Put AutoArr into a house."""
    time = house.time
    ring = HeldStore()
    journal = Journal(clock=time, pending=HeldStore(), ring=ring)

    def delete(job: Job) -> None:
        """Remove a job of the program whose category it has."""
        programs = (house.radarr, house.sonarr)
        next(one for one in programs if one.kind.value == job.category).delete(job.id, By.AUTOARR)

    sabnzbd = SimSabnzbdClient(house.sabnzbd, delete)
    servarr = {
        RADARR.id: ServarrTarget(ref=RADARR, client=SimRadarrClient(house.radarr)),
        SONARR.id: ServarrTarget(ref=SONARR, client=SimSonarrClient(house.sonarr)),
    }
    target = SabnzbdTarget(ref=SAB, client=sabnzbd)

    async def sleep(seconds: float) -> None:
        """Let the world go on while the engine waits."""
        time.run_until(time.seconds + seconds)

    engine = RecoveryEngine(
        journal=journal,
        store=HeldStore(),
        clock=time,
        rng=Random(seed),
        sabnzbd=lambda: {SAB.id: target},
        servarr=lambda: servarr,
        settings=lambda: SETTINGS,
        sleep=sleep,
    )
    engine._core.ledger = HeldLedger()
    return Household(
        house=house,
        engine=engine,
        journal=journal,
        ring=ring,
        sabnzbd=sabnzbd,
        servarr=servarr,
    )


async def play(world: World, seed: int, way: Way, scale: float) -> tuple[House, Household | None]:
    """Play one month through."""
    house = build(world, seed, scale)
    if way is Way.NATIVE:
        house.time.run_until(END)
        return house, None
    beside = household(house, seed)
    await beside.move_in(Mode.MANAGE if way is Way.MANAGE else Mode.ASSIST)
    await beside.live(END)
    return house, beside


def _ceil(seconds: float, grid: float) -> float:
    """Return the next time of a grid."""
    return seconds if math.isinf(seconds) else math.ceil(seconds / grid) * grid


def _seconds(time: Timeline, stamp: float) -> float:
    """Return a time stamp as seconds since the start."""
    return stamp - time.now().timestamp() + time.seconds
