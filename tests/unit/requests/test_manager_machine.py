"""Whatever people do in whatever order, and wherever it is killed: the promises of a request hold."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
import tempfile

import aiohttp
from hypothesis import HealthCheck, Phase, example, given, settings, strategies as st

from custom_components.autoarr.requests.models import Answer, AnswerStatus, RequestState, Source
from custom_components.autoarr.requests.people import Permissions
from tests.fakes.radarr import FakeRadarr
from tests.support.clock import ManualClock
from tests.support.stores import SimulatedCrash
from tests.unit.fakes.caller import DUNE

from .house import House

INTERSTELLAR = 157336
TITLES = {"add Dune from 2021": DUNE, "add Interstellar": INTERSTELLAR}
PEOPLE: dict[str | None, Permissions] = {
    "kid": Permissions(needs_approval=True),
    "father": Permissions(),
    "mother": Permissions(admin=True),
    "guest": Permissions(allowed=False),
}

who = st.sampled_from([*PEOPLE, None])
place = st.integers(min_value=0, max_value=3)
asks = st.tuples(st.just("ask"), who, st.sampled_from(list(TITLES)))
answers = st.tuples(st.sampled_from(["confirm", "confirm", "hold"]), who, place)
decisions = st.tuples(st.sampled_from(["approve", "deny", "cancel"]), who, place)
waits = st.tuples(st.just("wait"), st.none(), st.sampled_from([10, 31, 25 * 60, 15 * 24 * 60]))
deaths = st.tuples(st.just("crash"), st.sampled_from(["store", "pending"]), st.booleans())
rests = st.tuples(st.sampled_from(["restart", "look"]), st.none(), st.none())
steps = st.one_of(asks, answers, answers, decisions, asks, answers, decisions, waits, deaths, rests)
"""What anybody may do next; questions, answers and decisions are the most of it."""


@dataclass
class Story:
    """What happened so far, as somebody outside sees it."""

    house: House
    radarr: FakeRadarr
    tokens: list[tuple[str, int]] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)
    permitted: set[int] = field(default_factory=set)

    async def step(self, name: str, first: str | None, second: object) -> None:
        """Do one thing; the process may die in it."""
        try:
            await self._do(name, first, second)
        except SimulatedCrash:
            await self.house.restart()

    async def _do(self, name: str, first: str | None, second: object) -> None:
        """Do one thing."""
        manager, source = self.house.manager, Source(requester=first)
        match name, second:
            case "ask", str(text):
                self._note(await manager.request(text, source=source), TITLES[text])
            case (("confirm" | "hold"), int(number)) if self.tokens:
                token, title = self.tokens[-1 - number % len(self.tokens)]
                hold = name == "hold"
                if not hold and first in {"father", "mother", None}:
                    self.permitted.add(title)
                self._note(await manager.confirm_token(token, source=source, hold=hold), title)
            case (("approve" | "deny" | "cancel"), int(number)) if self.told:
                request_id = list(self.told)[-1 - number % len(self.told)]
                title = self.told[request_id]
                if name == "approve" and first in {"mother", None}:
                    self.permitted.add(title)
                await getattr(manager, name)(request_id, source=source)
            case "wait", int(minutes):
                self.house.clock.advance(timedelta(minutes=minutes))
            case "crash", bool(after):
                store = getattr(self.house, first or "store")
                store.crash_after_save, store.crash_before_save = after, not after
            case "restart", _:
                await manager.stop()
                await self.house.restart()
            case "look", _:
                await self.house.look("radarr")

    def _note(self, answer: Answer, title: int) -> None:
        """Remember what a person was told."""
        self.tokens += [(token, title) for token in answer.tokens]
        if answer.request_id is not None and answer.status in {
            AnswerStatus.APPROVAL,
            AnswerStatus.ADDED,
        }:
            self.told[answer.request_id] = title

    def check(self) -> None:
        """Nothing was added twice or without permission, and nothing that was promised is lost."""
        posted = [one.body for one in self.radarr.requests_to("/api/v3/movie", "POST")]
        deleted = len(
            [
                one
                for one in self.radarr.requests
                if one.method == "DELETE" and "/movie/" in one.path
            ]
        )
        assert len(posted) <= len(TITLES) + deleted
        assert {movie.film.tmdb_id for movie in self.radarr.movies} <= self.permitted
        requests = {one.id: one for one in self.house.manager.requests()}
        assert self.told.keys() <= requests.keys()
        assert all(requests[one].state is not RequestState.PROPOSED for one in self.told)
        tokens = [token for one in requests.values() for token in (*one.tokens, *one.spent)]
        assert len(tokens) == len(set(tokens))
        for one in requests.values():
            assert len(one.tokens) == len(one.choices)
            if one.state is RequestState.APPROVAL:
                assert one.chosen is not None
                assert one.expires is not None
        going = [one.media for one in requests.values() if one.followed]
        assert len(going) == len(set(going))


async def play(story: Story, script: list[tuple[str, str | None, object]]) -> None:
    """Let everything happen, and then let it come to rest."""
    for name, first, second in script:
        await story.step(name, first, second)
        story.check()
    for name in ("restart", "look", "look"):
        await story.step(name, None, None)
    story.check()
    assert story.house.journal.unfinished() == ()
    states = {one.state for one in story.house.manager.requests()}
    assert RequestState.CONFIRMED not in states


async def run(script: list[tuple[str, str | None, object]], folder: Path) -> None:
    """Play a story in a house with one Radarr."""
    clock = ManualClock()
    async with AsyncExitStack() as stack:
        radarr = await stack.enter_async_context(
            FakeRadarr(
                root_folder=folder,
                refresh_interval=None,
                clock=clock.now,
                command_delay=0.001,
            )
        )
        session = await stack.enter_async_context(aiohttp.ClientSession())
        house = House(session, clock)
        house.people.known = dict(PEOPLE)
        house.connect("radarr", radarr, is_default=True)
        await house.start()
        await play(Story(house=house, radarr=radarr), script)


DUNE_WISH = "add Dune from 2021"


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(st.lists(steps, min_size=10, max_size=25))
@example([("ask", "kid", DUNE_WISH), ("confirm", "kid", 0), ("approve", "father", 0)])
@example([("ask", "kid", DUNE_WISH), ("hold", "father", 0), ("approve", "kid", 0)])
@example(
    [
        ("ask", "father", DUNE_WISH),
        ("ask", None, DUNE_WISH),
        ("confirm", "father", 0),
        ("confirm", "father", 1),
    ]
)
@example(
    [
        ("ask", "kid", DUNE_WISH),
        ("ask", "mother", DUNE_WISH),
        ("confirm", "kid", 1),
        ("crash", "store", True),
        ("confirm", "mother", 0),
        ("look", None, None),
        ("approve", "mother", 0),
    ]
)
@example(
    [
        ("ask", "kid", DUNE_WISH),
        ("confirm", "kid", 0),
        ("crash", "pending", True),
        ("approve", None, 0),
        ("look", None, None),
        ("cancel", "kid", 0),
        ("ask", "father", DUNE_WISH),
        ("confirm", "father", 0),
    ]
)
@example([("ask", "father", DUNE_WISH), ("ask", "father", DUNE_WISH), ("confirm", "father", 1)])
def test_the_promises_of_a_request(script: list[tuple[str, str | None, object]]) -> None:
    """Asked, confirmed, approved, declined, cancelled, killed: in any order, by anybody."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(script, Path(folder)))
