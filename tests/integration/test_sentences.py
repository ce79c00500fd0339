"""Trigger sentences on plain Assist: a request without an agent, and nothing taken from anybody else."""

from collections.abc import Iterator
from functools import cache
import itertools
import json
from pathlib import Path
import re

from hassil.intents import Intents, RangeSlotList, SlotList, TextSlotList, WildcardSlotList
from hassil.recognize import recognize_best
from hassil.sample import sample_expression
import home_assistant_intents
from homeassistant.components.conversation import HOME_ASSISTANT_AGENT
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.autoarr.sentence_templates import SENTENCES
from tests.fakes.radarr import FakeRadarr
from tests.integration.talking import Speaker, house, resident

DATA = Path(home_assistant_intents.__file__).parent / "data"
NAMES = ["Kitchen light", "Film lamp", "TV", "Küchenlampe", "lampe du salon", "luz de la cocina"]
MARKS = re.compile(
    "auto|otto arr|movie|film|series|show|anime|download|radarr|sonarr|plex|serie|série|feuilleton"
    "|peli|pelí|télécharge|descarg|descárg|bájame|herunter|runter",
    re.IGNORECASE,
)
MADE, EVERY = 40, 4
"""So many sentences are made of each of Home Assistant's templates, and one of so many is tried."""


@pytest.fixture
def anna(hass: HomeAssistant) -> MockUser:
    """Return somebody who lives here and administers nothing."""
    return resident(hass)


def plain(hass: HomeAssistant, user: MockUser | None, **more: str) -> Speaker:
    """Return somebody who speaks to Home Assistant's own agent."""
    return Speaker(hass=hass, user=user, agent=HOME_ASSISTANT_AGENT, **more)  # type: ignore[arg-type]


# ── a request without an agent ──


@pytest.mark.parametrize(
    "sentence",
    [
        "download Inception",
        "Add the movie Inception",
        "please find the film Inception",
        "add Inception to Radarr",
        "AutoArr, add Inception",
        "Hey AutoArr, I'd like to watch Inception",
        "auto are add inception",
    ],
)
async def test_a_sentence_starts_a_request(
    hass: HomeAssistant, anna: MockUser, radarr: FakeRadarr, sentence: str
) -> None:
    """And says how to answer, because nobody listens until AutoArr is named."""
    await house(hass, radarr)
    speaker = plain(hass, anna)

    said = await speaker.say(sentence)
    assert "Inception (2010)" in said
    assert "AutoArr, yes" in said
    assert not speaker.asked
    assert radarr.movies == []

    await speaker.say("AutoArr, yes")
    assert [movie.film.title for movie in radarr.movies] == ["Inception"]


async def test_follow_ups_belong_to_the_place(
    hass: HomeAssistant, anna: MockUser, radarr: FakeRadarr
) -> None:
    """A new conversation at the same satellite goes on; another satellite knows nothing of it."""
    owners = {"assist_satellite.a": anna.id, "assist_satellite.b": anna.id}
    await house(hass, radarr, satellites=owners)
    await plain(hass, None, satellite="assist_satellite.a").say("download Dune")

    other = await plain(hass, None, satellite="assist_satellite.b").say("AutoArr, the second one")
    assert "Nothing is asked" in other
    same = await plain(hass, None, satellite="assist_satellite.a").say("AutoArr, the second one")
    assert "Dune (1984)" in same
    await plain(hass, None, satellite="assist_satellite.a").say("AutoArr, yes")
    assert [movie.film.year for movie in radarr.movies] == [1984]


async def test_a_satellite_of_nobody_files_an_approval(
    hass: HomeAssistant, radarr: FakeRadarr
) -> None:
    """As everywhere."""
    await house(hass, radarr)
    kitchen = plain(hass, None, satellite="assist_satellite.kitchen")
    await kitchen.say("download Inception")
    assert "approve" in await kitchen.say("AutoArr, yes")
    assert radarr.movies == []


@pytest.mark.parametrize(
    "sentence", ["AutoArr", "AutoArr, yes", "AutoArr, turn on the light", "AutoArr, ?!"]
)
async def test_nothing_is_asked(
    hass: HomeAssistant, anna: MockUser, radarr: FakeRadarr, sentence: str
) -> None:
    """A sentence with the name is answered, also when there is nothing to do."""
    await house(hass, radarr)
    assert await plain(hass, anna).say(sentence)
    assert radarr.movies == []


async def test_the_option_turns_them_off(
    hass: HomeAssistant, anna: MockUser, radarr: FakeRadarr
) -> None:
    """Then plain Assist knows nothing of AutoArr."""
    await house(hass, radarr, sentences=False)
    await plain(hass, anna).say("download Inception")
    assert radarr.requests_to("/api/v3/movie/lookup") == []


async def test_unloading_takes_them_away(
    hass: HomeAssistant, anna: MockUser, radarr: FakeRadarr
) -> None:
    """Nothing of the hub answers any more."""
    entry = await house(hass, radarr)
    await hass.config_entries.async_unload(entry.entry_id)
    await plain(hass, anna).say("download Inception")
    assert radarr.requests_to("/api/v3/movie/lookup") == []


async def test_a_match_that_is_not_about_media_goes_where_it_would_have_gone(
    hass: HomeAssistant, anna: MockUser, radarr: FakeRadarr
) -> None:
    """Tickets for the cinema belong on the shopping list."""
    await async_setup_component(hass, "todo", {})
    hass.states.async_set("todo.shopping_list", "0", {"friendly_name": "Shopping list"})
    await house(hass, radarr)

    said = await plain(hass, anna).say("add movie tickets to the shopping list")

    assert "Shall I" not in said
    assert radarr.movies == []


# ── nothing taken from anybody else ──


@cache
def ours() -> Intents:
    """Return all of AutoArr's sentences as one intent, as Home Assistant builds it."""
    sentences = [sentence for language in SENTENCES.values() for sentence in language]
    intents = Intents.from_dict(
        {"language": "en", "intents": {"AutoArr": {"data": [{"sentences": sentences}]}}}
    )
    for name in ("autoarr_title", "autoarr_wish"):
        intents.slot_lists[name] = WildcardSlotList(name)
    return intents


def samples(language: str) -> Iterator[str]:
    """Yield sentences of Home Assistant's own in a language: some of every template."""
    data = json.loads((DATA / f"{language}.json").read_text("utf-8"))
    intents = Intents.from_dict(data)
    lists = dict(intents.slot_lists)
    for name in ("name", "area", "floor", "domain"):
        lists[name] = TextSlotList.from_strings(NAMES, name=name)
    for name, values in list(lists.items()):
        if isinstance(values, RangeSlotList):
            lists[name] = TextSlotList.from_strings(["20"], name=name)
        if isinstance(values, WildcardSlotList):
            lists[name] = TextSlotList.from_strings(["bread", "Dune", "orange juice"], name=name)
    for found in intents.intents.values():
        for part in found.data:
            for sentence in part.sentences:
                made = sample_expression(
                    sentence.expression,
                    {**lists, **part.slot_lists},
                    {**intents.expansion_rules, **part.expansion_rules},
                    language=language,
                )
                yield from itertools.islice(made, 0, MADE, EVERY)


@pytest.mark.parametrize("language", list(SENTENCES))
def test_no_sentence_of_home_assistant_is_captured(language: str) -> None:
    """A match cannot be declined and goes before every agent, so there must be none."""
    seen = 0
    captured: list[str] = []
    for sentence in samples(language):
        seen += 1
        if recognize_best(sentence, ours()) is not None:
            captured.append(sentence)
    assert seen > 200
    assert captured == []


@pytest.mark.parametrize("template", [one for language in SENTENCES.values() for one in language])
def test_each_has_a_word_of_its_own(template: str) -> None:
    """A word for media, the word download, or the name of AutoArr, in whatever way it is said."""
    intents = Intents.from_dict(
        {"language": "en", "intents": {"A": {"data": [{"sentences": [template]}]}}}
    )
    lists: dict[str, SlotList] = {
        name: TextSlotList.from_strings(["xyzzy"], name=name)
        for name in ("autoarr_title", "autoarr_wish")
    }
    [part] = intents.intents["A"].data
    for sentence in part.sentences:
        made = sample_expression(sentence.expression, lists, {}, language="en")
        for text in itertools.islice(made, 2_000):
            assert MARKS.search(text), text
