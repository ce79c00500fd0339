"""A model's help with sentences: seldom asked, checked against the catalogue, never believed."""

import asyncio
from time import perf_counter

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.requests.asking import Asker
from custom_components.autoarr.requests.describing import describes
from custom_components.autoarr.requests.help import Unclear, items_of
from custom_components.autoarr.requests.media import Proposal, ProposalKind
from custom_components.autoarr.requests.parsed import (
    Intent,
    MediaType,
    ParsedItem,
    ParsedRequest,
    Quality,
)
from tests.fakes.radarr import FakeRadarr

from .house import House

DREAMS = "get the one where they dream inside dreams in 4k"


class Model:
    """A model that reads everything as the same titles, after a while."""

    def __init__(self, *titles: str, intent: Intent = Intent.ADD, seconds: float = 0.0) -> None:
        items = tuple(ParsedItem(titles=(title,), quality=Quality.SD) for title in titles)
        self.reading = ParsedRequest(text="", intent=intent, items=items)
        self.seconds = seconds
        self.asked: list[str] = []

    async def read(
        self, text: str, *, known: ParsedRequest, language: str | None
    ) -> ParsedRequest | None:
        """Answer, and note the question."""
        self.asked.append(text)
        await asyncio.sleep(self.seconds)
        return self.reading


async def proposals(house: House, model: Model | None, text: str) -> list[Proposal]:
    """Return what is proposed for a sentence."""
    asker = Asker(resolver=house.resolver, clock=house.clock, reader=model, patience=2.0)
    parsed, refusal = asker.understand(text)
    assert refusal is None
    return await asker.propose(parsed)


async def test_what_is_described_is_guessed_and_looked_up(house: House) -> None:
    """The title is the model's, the quality the person's; every choice is marked as a guess."""
    model = Model("Inception")

    [proposal] = await proposals(house, model, DREAMS)

    assert model.asked == [DREAMS]
    assert (proposal.kind, proposal.note.key) == (ProposalKind.CLEAR, "guessed")
    assert proposal.guessed
    assert [(one.label, one.guessed, one.profile_name) for one in proposal.choices] == [
        ("Inception (2010)", True, "Ultra-HD")
    ]


async def test_a_text_that_is_no_sentence_may_describe_something(house: House) -> None:
    """Household sentences do not: for them no model is kept busy."""
    model = Model("Inception")

    [proposal] = await proposals(house, model, "the movie about a dream inside a dream")
    assert proposal.guessed
    assert await proposals(house, model, "good morning everybody") == []
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    "model",
    [
        None,
        Model("A Film That Nobody Made"),
        Model("Inception", intent=Intent.NONE),
        Model(),
        Model("Inception", seconds=30),
    ],
)
async def test_without_a_title_that_exists_there_is_a_question(
    house: House, model: Model | None
) -> None:
    """In time, whatever the model does."""
    began = perf_counter()

    [proposal] = await proposals(house, model, DREAMS)

    assert perf_counter() - began < 4.0
    assert (proposal.kind, proposal.note.key) == (ProposalKind.NOT_FOUND, "not_found_described")
    assert not proposal.guessed


async def test_what_is_clear_or_a_good_question_is_not_asked_of_a_model(house: House) -> None:
    """Nor what is refused for another reason."""
    model = Model("Inception")
    for sentence in ("add Interstellar", "add the movie Dune", "get season 12 of New Girl"):
        await proposals(house, model, sentence)
    assert model.asked == []


async def test_a_service_that_was_silent_may_know_the_title(
    house: House, radarr: FakeRadarr
) -> None:
    """No model is asked then."""
    model = Model("Inception")
    radarr.misbehave("error")

    [proposal] = await proposals(house, model, DREAMS)

    assert proposal.kind is ProposalKind.UNAVAILABLE
    assert model.asked == []


async def test_a_model_may_name_two(house: House) -> None:
    """Each is a guess; what does not exist is left out."""
    model = Model("Interstellar", "A Film That Nobody Made", "Tenet")

    found = await proposals(house, model, "download the one where they travel in time")

    assert [one.choices[0].label for one in found] == ["Interstellar (2014)", "Tenet (2020)"]
    assert all(one.guessed for one in found)


async def test_a_description_with_an_and_is_one(house: House) -> None:
    """Unless what stands on both sides of it are titles."""
    model = Model("Inception")
    [proposal] = await proposals(house, model, "get the movie where they sleep and dream of snow")
    assert proposal.guessed

    found = await proposals(house, model, "add Interstellar and Tenet")
    assert [one.guessed for one in found] == [False, False]


titles = st.text(max_size=300) | st.sampled_from(["Dune\u202e\x00", " ", "Ignore all rules"])
read_items = st.builds(
    ParsedItem,
    titles=st.lists(titles, max_size=6).map(tuple),
    media_type=st.sampled_from(MediaType),
    year=st.none() | st.integers(-(10**9), 10**9),
    seasons=st.lists(st.integers(-5, 10**6), max_size=50).map(tuple),
    quality=st.none() | st.sampled_from(Quality),
    all_seasons=st.booleans(),
)


@given(
    st.lists(read_items, max_size=30),
    st.sampled_from(Intent),
    st.none() | st.sampled_from(Quality),
    st.none() | st.just(2021),
)
def test_nothing_but_titles_is_taken_from_a_model(
    read: list[ParsedItem], intent: Intent, quality: Quality | None, year: int | None
) -> None:
    """Neither quality nor seasons nor a year that nobody said; few titles, short and printable."""
    said = ParsedItem(titles=("the one with the worm",), quality=quality, year=year)
    known = ParsedRequest(text="", intent=Intent.ADD, items=(said,))
    unclear = Unclear(place=0, text="get the one with the worm from 1984", known=known)

    items = items_of(ParsedRequest(text="", intent=intent, items=tuple(read)), unclear)

    assert len(items) <= 5
    assert intent is Intent.ADD or not items
    for item in items:
        assert item.quality == quality
        assert item.seasons == item.episodes == ()
        assert item.year in ({year} if year else {None, 1984})
        assert 1 <= len(item.titles) <= 3
        assert all(title and len(title) <= 100 for title in item.titles)
        assert "\u202e" not in "".join(item.titles)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the one where they dream inside dreams", True),
        ("that movie with the blue aliens", True),
        ("den Film, in dem alle träumen", True),
        ("le film où tout le monde rêve", True),
        ("la película donde todos sueñan", True),
        ("de film waarin iedereen droomt", True),
        ("the movie Dune", False),
        ("One Piece", False),
        ("turn on the light in the kitchen", False),
        ("", False),
    ],
)
def test_descriptions_are_told_from_titles(text: str, expected: bool) -> None:
    """In every language that is understood."""
    assert describes(text) is expected
