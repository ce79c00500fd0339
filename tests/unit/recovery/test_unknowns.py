"""What nobody understands is collected without names, and what a model makes of it decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
import re
from typing import Any, override

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.decide import decide
from custom_components.autoarr.recovery.deciding.person import answer
from custom_components.autoarr.recovery.keeping.ledger import Ledger
from custom_components.autoarr.recovery.keeping.notebook import UNKNOWNS
from custom_components.autoarr.recovery.models import Failure, FailureState, Item, Policy, Strategy
from custom_components.autoarr.recovery.records import UnknownMessage
from custom_components.autoarr.recovery.understanding.advice import AGAIN, Adviser, Opinion
from custom_components.autoarr.recovery.understanding.unknowns import (
    TEXT_CHARS,
    anonymous,
    collect,
    message_of,
    take_guess,
)
from custom_components.autoarr.recovery.world import ItemHistory, World
from tests.support.clock import START, ManualClock
from tests.support.stores import MemoryStore

from .builders import GRAB, failure
from .strategies import NOW, causes, failures, histories, items, policies, worlds

WISHES = (Strategy.NEXT_RELEASE, Strategy.LOWER_QUALITY, Strategy.FORCE_IMPORT)
NAME = "Dune.2021.2160p.WEB-DL-GRP"


def unclear(message: str, number: int = 1, **fields: object) -> Failure:
    """Return a failure that says something no table knows."""
    about: dict[str, Any] = {
        "key": f"sab1:nzo{number}",
        "jobs": (f"nzo{number}",),
        "evidence": (f"message: {message}", "stage: Unpack"),
    }
    return failure(Cause.UNKNOWN, FaultOf.UNKNOWN, **(about | fields))


def text_of(seen: Failure) -> str | None:
    """Return what is collected of a failure."""
    message = message_of(seen, "5.1.3", START)
    return None if message is None else message.text


@pytest.fixture
def ledger() -> Ledger:
    """Return a ledger without history."""
    return Ledger(MemoryStore())


# ── what is collected ──


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Entpacken ging schief", "Entpacken ging schief"),
        (f"Cannot open {NAME}.part01.rar for it", "Cannot open ….part01.rar for it"),
        ("Cannot open dune 2021 2160p web dl grp", "Cannot open …"),
        ("Cannot open Dune_2021_2160p_WEB", "Cannot open …"),
        ("Cannot read the film Dune (2021)", "Cannot read the film …"),
        ("Nothing of Dune is left", "Nothing of … is left"),
        ("Reading /data/complete/films/x.mkv failed", "Reading … failed"),
        ("Reading '/data/my films/x.mkv' failed", "Reading … failed"),
        ("Reading /data/my films/x.mkv failed", "Reading … … failed"),
        (r"Reading C:\Users\me\x.mkv failed", "Reading … failed"),
        (r"Reading \\nas\films\x.mkv failed", "Reading … failed"),
        ("See https://news.example.org:563/a?b=c for more", "See … for more"),
        ("Job SABnzbd_nzo1 and nzo1 went", "Job SABnzbd_… and … went"),
        ("failed with apikey=0123abcd here", "failed with apikey=**REDACTED** here"),
        ("a\x00b\n\tc \u202ed", "a b c d"),
        ("and/or: 16 of 20 blocks (4 short)", "and/or: 16 of 20 blocks (4 short)"),
    ],
)
def test_a_message_is_kept_without_names_paths_addresses_and_credentials(
    said: str, kept: str
) -> None:
    """A person is going to post it in public."""
    assert text_of(unclear(said)) == kept


def test_a_title_that_is_an_everyday_word_leaves_the_sentence_readable() -> None:
    """A single word is taken for the name only where it is spelt like one, a very short one never."""
    lost = replace(GRAB, label="Lost S01E01", source_title="Lost.S01E01.720p-GRP")
    assert text_of(unclear("Lost is lost", grab=lost, name="Lost.S01E01.720p-GRP")) == "… is lost"
    up = replace(GRAB, label="Up", source_title="Up-GRP")
    assert text_of(unclear("Up it went", grab=up, name="Up-GRP")) == "Up it went"


@pytest.mark.parametrize("evidence", [(), ("message: ",), (f"message: {NAME}",), ("message: ?!",)])
def test_what_says_nothing_is_not_collected(ledger: Ledger, evidence: tuple[str, ...]) -> None:
    """Nobody could learn from it."""
    seen = failure(Cause.UNKNOWN, FaultOf.UNKNOWN, evidence=evidence)

    assert collect(ledger, seen, "5.1.3", START) is seen
    assert ledger.contents.unknowns == []


words = st.text("abcdefghijklmnopqrstuvwxyzABCDEFÄß0123456789", min_size=1, max_size=12)
separators = st.sampled_from([".", " ", "_", "-", " - ", ".("])


@given(
    names=st.lists(words, min_size=2, max_size=8),
    before=st.text(max_size=60),
    after=st.text(max_size=60),
    between=separators,
    shown=separators,
)
def test_no_name_of_several_words_is_left(
    names: list[str], before: str, after: str, between: str, shown: str
) -> None:
    """Whatever stands around it, and however the service spells it."""
    text = anonymous(f"{before} {shown.join(names)} {after}", [between.join(names)])

    assert len(text) <= TEXT_CHARS
    assert text.isprintable()
    left = [re.findall(r"[^\W_]+", part) for part in text.split("…")]
    runs = (words[at:] for words in left for at in range(len(words)))
    assert sum(map(len, names)) < 4 or not any(run[: len(names)] == names for run in runs)


@given(text=st.text(max_size=2_000), name=st.text(max_size=300))
def test_any_text_can_be_made_fit(text: str, name: str) -> None:
    """Services and posters send anything."""
    once = anonymous(text, [name])

    assert len(once) <= TEXT_CHARS
    assert once.isprintable()


def test_the_same_words_are_counted_and_not_repeated(ledger: Ledger) -> None:
    """Two titles that say the same are one message; the service is part of it."""
    other = replace(GRAB, source_title="Heat.1995.1080p-GRP", label="Heat (1995)")
    collect(ledger, unclear(f"Odd thing in {NAME}"), "5.1.3", START)
    later = START + timedelta(hours=1)
    collect(
        ledger,
        unclear("Odd thing in Heat.1995.1080p-GRP", 2, grab=other, name="Heat.1995.1080p-GRP"),
        "5.1.3",
        later,
    )
    blocked = failure(
        Cause.IMPORT_BLOCKED,
        FaultOf.UNKNOWN,
        kind=Kind.OTHER_BLOCK,
        blocked=True,
        evidence=("import: Odd thing in …",),
    )
    collect(ledger, blocked, "6.0.4", later)

    assert ledger.contents.unknowns == [
        UnknownMessage(
            service=ServiceKind.SABNZBD, version="5.1.3", text="Odd thing in …", at=later, count=2
        ),
        UnknownMessage(
            service=ServiceKind.RADARR, version="6.0.4", text="Odd thing in …", at=later
        ),
    ]


def test_what_is_understood_is_not_collected(ledger: Ledger) -> None:
    """Only what no table knows helps anybody."""
    collect(ledger, failure(evidence=("message: Aborted",)), "5.1.3", START)
    known = failure(Cause.IMPORT_BLOCKED, FaultOf.NONE, kind=Kind.MANUAL_IMPORT, evidence=("a",))
    collect(ledger, known, "6.0.4", START)

    assert ledger.contents.unknowns == []


def test_a_flood_of_messages_stays_small(ledger: Ledger) -> None:
    """Each with a number of its own, as hashes and times are."""
    for number in range(UNKNOWNS + 50):
        collect(ledger, unclear(f"Odd thing number {number}x"), "5.1.3", START)

    assert len(ledger.contents.unknowns) == UNKNOWNS


# ── what a model makes of it ──


async def test_a_guess_is_kept_with_all_that_say_the_same(ledger: Ledger) -> None:
    """Those that failed before, those that fail later, and after a restart."""
    first = ledger.put(unclear("Odd thing"))
    ledger.put(unclear("Odd thing", 2))
    ledger.put(unclear("Another thing", 3))
    collect(ledger, first, "5.1.3", START)

    take_guess(ledger, first, Cause.UNPACK, START)
    later = collect(ledger, ledger.put(unclear("Odd thing", 4)), "5.1.3", START)

    assert later.suggested is Cause.UNPACK
    assert [one.suggested for one in ledger.failures()] == [
        Cause.UNPACK,
        Cause.UNPACK,
        None,
        Cause.UNPACK,
    ]
    await ledger.save()
    again = Ledger(ledger._store)
    await again.load(START)
    [message] = again.contents.unknowns
    assert (message.suggested, message.count) == (Cause.UNPACK, 2)
    assert again.failures() == ledger.failures()


def test_what_became_of_a_failure_meanwhile_stays(ledger: Ledger) -> None:
    """Whoever collects may hold an earlier version of it."""
    ledger.put(unclear("Odd thing", 2))
    take_guess(ledger, unclear("Odd thing", 2), Cause.UNPACK, START)
    early = unclear("Odd thing")
    ledger.put(replace(early, state=FailureState.WAITING, lookups=1))

    late = collect(ledger, early, "5.1.3", START)

    assert (late.state, late.lookups, late.suggested) == (FailureState.WAITING, 1, Cause.UNPACK)


def test_a_model_that_does_not_know_either(ledger: Ledger) -> None:
    """That is remembered, and nothing is said to a person."""
    first = ledger.put(unclear("Odd thing"))
    collect(ledger, first, "5.1.3", START)

    take_guess(ledger, first, Cause.UNKNOWN, START)

    [message] = ledger.contents.unknowns
    assert message.suggested is Cause.UNKNOWN
    assert ledger.failures() == (first,)


def test_a_guess_ends_with_the_failure_it_was_about(ledger: Ledger) -> None:
    """The job was retried and now says why."""
    known = failure(evidence=("message: Aborted",), suggested=Cause.SCRIPT)

    assert collect(ledger, ledger.put(known), "5.1.3", START).suggested is None


@settings(max_examples=400)
@given(
    item=items,
    seen=failures(),
    guess=causes,
    history=histories,
    allowed=policies,
    world=worlds,
    wish=st.sampled_from([None, *WISHES]),
)
def test_a_guess_decides_nothing(
    item: Item | None,
    seen: Failure,
    guess: Cause,
    history: ItemHistory,
    allowed: Mapping[Strategy, Policy],
    world: World,
    wish: Strategy | None,
) -> None:
    """Whatever the model says, the same is done as if it had said nothing, also where a person asks."""
    guessed = replace(seen, suggested=guess)

    assert decide(item, guessed, history, allowed, world, NOW) == decide(
        item, seen, history, allowed, world, NOW
    )
    assert answer(item, guessed, world, wish) == answer(item, seen, world, wish)


# ── asking ──


@dataclass
class Oracle(Opinion):
    """A model that knows some messages, and may be away."""

    answers: dict[str, Cause] = field(default_factory=dict)
    here: bool = True
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    @override
    def ready(self) -> bool:
        return self.here

    @override
    async def classify(self, message: UnknownMessage, *, stage: str) -> Cause | None:
        self.asked.append((message.version, message.text, stage))
        return self.answers.get(message.text)


class Room:
    """A ledger and whoever asks about it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.clock = ManualClock()
        self.oracle = Oracle()
        self.adviser = Adviser(
            opinion=self.oracle,
            clock=self.clock,
            failures=ledger.failures,
            messages=lambda: tuple(ledger.contents.unknowns),
            suggest=self.suggest,
        )

    async def suggest(self, job: str, cause: Cause) -> None:
        """Take an answer as the engine does."""
        found = self.ledger.of_job(job)
        if found is not None:
            take_guess(self.ledger, found, cause, self.clock.now())

    def fails(self, message: str, number: int = 1, **how: object) -> Failure:
        """Let a job fail."""
        seen = self.ledger.put(unclear(message, number, **how))
        return collect(self.ledger, seen, "5.1.3", self.clock.now())

    @property
    def asked(self) -> list[str]:
        """What the model was asked about."""
        return [text for _, text, _ in self.oracle.asked]


@pytest.fixture
def room(ledger: Ledger) -> Room:
    """Return a room where nothing has failed yet."""
    return Room(ledger)


async def test_each_text_is_asked_about_once(room: Room) -> None:
    """With what is known of where it was said."""
    room.oracle.answers = {"Odd thing": Cause.UNPACK, "Another thing": Cause.UNKNOWN}
    for number, text in enumerate(("Odd thing", "Odd thing", "Another thing"), start=1):
        room.fails(text, number)

    await room.adviser.advise()
    room.fails("Odd thing", 4)
    room.fails("Another thing", 5)
    await room.adviser.advise()

    assert sorted(room.oracle.asked) == [
        ("5.1.3", "Another thing", "Unpack"),
        ("5.1.3", "Odd thing", "Unpack"),
    ]
    assert [one.suggested for one in room.ledger.failures()] == [
        Cause.UNPACK,
        Cause.UNPACK,
        None,
        Cause.UNPACK,
        None,
    ]


async def test_what_got_no_answer_is_asked_again_after_an_hour(room: Room) -> None:
    """A clock that is set back meanwhile keeps nobody waiting for days."""
    room.fails("Odd thing")
    for minutes in (0, 1, 58):
        room.clock.advance(timedelta(minutes=minutes))
        await room.adviser.advise()
    assert room.asked == ["Odd thing"]

    room.clock.advance(AGAIN)
    await room.adviser.advise()
    assert room.asked == ["Odd thing"] * 2

    room.clock.advance(-timedelta(days=3))
    await room.adviser.advise()
    assert room.asked == ["Odd thing"] * 3


async def test_a_model_that_is_away_is_asked_as_soon_as_it_is_there(room: Room) -> None:
    """Nothing is lost by its absence."""
    room.oracle.here = False
    room.fails("Odd thing")
    await room.adviser.advise()
    assert room.asked == []

    room.oracle.here = True
    await room.adviser.advise()
    assert room.asked == ["Odd thing"]


@pytest.mark.parametrize(
    "how", [{"baseline": True}, {"state": FailureState.CLOSED}, {"state": FailureState.RECOVERED}]
)
async def test_nobody_is_asked_about_what_nobody_looks_at(room: Room, how: dict[str, Any]) -> None:
    """The model costs a small machine seconds of work."""
    room.fails("Odd thing", **how)

    await room.adviser.advise()

    assert room.asked == []


async def test_a_failure_whose_owner_was_found_late_is_asked_about_too(room: Room) -> None:
    """Its title is a name only since then, so that its text is another than the one collected."""
    nameless = room.fails("No way with Arrakis here", grab=None)
    room.ledger.put(replace(nameless, grab=replace(GRAB, label="Arrakis (2024)")))
    room.oracle.answers = {"No way with … here": Cause.SCRIPT}

    await room.adviser.advise()

    assert [one.suggested for one in room.ledger.failures()] == [Cause.SCRIPT]


async def test_a_failure_that_is_forgotten_while_the_model_thinks(room: Room) -> None:
    """Its removal is no error, and the rest is asked about."""
    room.fails("Odd thing", 1)
    room.fails("Another thing", 2)

    class Forgetful(Oracle):
        @override
        async def classify(self, message: UnknownMessage, *, stage: str) -> Cause | None:
            room.ledger.drop("sab1:nzo1")
            self.asked.append(("", message.text, stage))
            return Cause.SCRIPT

    room.adviser = Adviser(
        opinion=(oracle := Forgetful()),
        clock=room.clock,
        failures=room.ledger.failures,
        messages=lambda: tuple(room.ledger.contents.unknowns),
        suggest=room.suggest,
    )
    await room.adviser.advise()

    assert len(oracle.asked) == 2
    assert [one.suggested for one in room.ledger.failures()] == [Cause.SCRIPT]


def test_the_time_of_a_guess_is_no_sighting(ledger: Ledger) -> None:
    """When it was last seen is when a job last failed."""
    first = ledger.put(unclear("Odd thing"))
    collect(ledger, first, "5.1.3", START)
    later: datetime = START + timedelta(minutes=5)

    take_guess(ledger, first, Cause.UNPACK, later)

    [message] = ledger.contents.unknowns
    assert (message.at, message.count) == (START, 1)
