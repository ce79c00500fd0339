"""The to-do list of requests, used as the panel, automations, voice and language models use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import intent, llm
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_mock_restore_state_shutdown_restart,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.autoarr.const import CONF_NEEDS_APPROVAL, CONF_PEOPLE
from tests.fakes.radarr import FakeRadarr
from tests.integration.acting import refused
from tests.integration.house import ask, entity_id, restart, state
from tests.integration.setup import set_up

DUNE = 438631
SENTENCE = "Add the Dune movie from 2021 in 4K"


@pytest.fixture
def person(hass_admin_user: MockUser) -> Context:
    """Return the context of somebody who lives here."""
    return Context(user_id=hass_admin_user.id)


@pytest.fixture
async def child(hass: HomeAssistant, hass_admin_user: MockUser) -> Context:
    """Return the context of somebody who lives here and is no admin; the first user always is one."""
    user = await hass.auth.async_create_user("Kim", group_ids=[GROUP_ID_USER])
    return Context(user_id=user.id)


@contextmanager
def told(words: str) -> Iterator[None]:
    """Expect that an assistant gets an error in words."""
    with pytest.raises(intent.IntentHandleError, match=words):
        yield


async def act(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    action: str,
    *,
    context: Context | None = None,
    **fields: Any,
) -> None:
    """Run an action of Home Assistant's to-do lists on ours."""
    fields["entity_id"] = entity_id(hass, entry, "hub", "requests")
    await hass.services.async_call("todo", action, fields, blocking=True, context=context)


async def items(hass: HomeAssistant, entry: MockConfigEntry) -> list[dict[str, Any]]:
    """Return what the list shows."""
    todo = entity_id(hass, entry, "hub", "requests")
    answer = await hass.services.async_call(
        "todo", "get_items", {"entity_id": todo}, blocking=True, return_response=True
    )
    assert isinstance(answer, dict)
    listed: list[dict[str, Any]] = answer[todo]["items"]  # type: ignore[index,call-overload,assignment]
    return listed


async def speak(hass: HomeAssistant, entry: MockConfigEntry, kind: str, item: str) -> Any:
    """Let an assistant act on the list, as a spoken sentence does."""
    todo = state(hass, entry, "hub", "requests")
    async_expose_entity(hass, "conversation", todo.entity_id, True)
    return await intent.async_handle(
        hass,
        "test",
        kind,
        {"item": {"value": item}, "name": {"value": todo.name}},
        assistant="conversation",
    )


# ── adding ──


async def test_a_clear_wish_of_somebody_known_is_added(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context
) -> None:
    """The item shows what became of it, and the list counts it."""
    entry = await set_up(hass, radarr)

    await act(hass, entry, "add_item", item="Dune from 2021 in 4K", context=person)

    assert [movie.film.tmdb_id for movie in radarr.movies] == [DUNE]
    [item] = await items(hass, entry)
    assert (item["summary"], item["status"]) == ("Dune (2021)", "needs_action")
    assert item["description"].startswith("State: being searched for")
    assert state(hass, entry, "hub", "requests").state == "1"
    [request] = (await ask(hass, "get_requests"))["requests"]
    assert (request["request_id"], request["requester"]) == (item["uid"], person.user_id)


@pytest.mark.parametrize("text", ["Dune", "Add Dune"])
async def test_an_ambiguous_wish_waits_for_an_answer(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context, text: str
) -> None:
    """It is no error: the item asks."""
    entry = await set_up(hass, radarr)

    await act(hass, entry, "add_item", item=text, context=person)

    assert radarr.movies == []
    [item] = await items(hass, entry)
    assert item["summary"] == text
    assert "1984" in item["description"]
    assert "Confirm a request" in item["description"]
    await ask(hass, "confirm", request_id=item["uid"], choice=1, context=person)
    assert len(radarr.movies) == 1


async def test_a_wish_of_nobody_in_particular_waits(
    hass: HomeAssistant, radarr: FakeRadarr
) -> None:
    """An automation has no user: even a clear match is only proposed."""
    entry = await set_up(hass, radarr)

    await act(hass, entry, "add_item", item=SENTENCE)

    assert radarr.movies == []
    [item] = await items(hass, entry)
    assert item["description"].startswith("State: waiting for an answer")


async def test_a_wish_that_needs_an_approval_waits_for_it(
    hass: HomeAssistant, radarr: FakeRadarr, child: Context
) -> None:
    """The item says who decides."""
    entry = await set_up(hass, radarr)
    chosen = {child.user_id: {CONF_NEEDS_APPROVAL: True}}
    hass.config_entries.async_update_entry(entry, options={CONF_PEOPLE: chosen})
    await hass.async_block_till_done()

    await act(hass, entry, "add_item", item="Inception", context=child)

    [item] = await items(hass, entry)
    assert item["description"].startswith("State: waiting for an approval")
    assert "administrator decides" in item["description"]
    assert radarr.movies == []


async def test_what_cannot_be_had_is_an_error(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context
) -> None:
    """Else an item that was typed in would vanish without a word."""
    radarr.add(27205)
    entry = await set_up(hass, radarr)

    for text in ("Add the movie Xyzzy Plugh Frobnicate", "Inception", "x" * 10_000, "😀", "\u202e"):
        with refused("todo_not_added") as error:
            await act(hass, entry, "add_item", item=text, context=person)
        assert (error.value.translation_placeholders or {})["message"]

    assert await items(hass, entry) == []


async def test_a_question_on_the_list_is_a_title(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context
) -> None:
    """Nothing is cancelled or told because a title looks like it."""
    entry = await set_up(hass, radarr)
    await act(hass, entry, "add_item", item="Inception", context=person)

    with refused("todo_not_added"):
        await act(hass, entry, "add_item", item="Cancel the movie Inception", context=person)

    assert len(radarr.movies) == 1
    [item] = await items(hass, entry)
    assert item["status"] == "needs_action"


async def test_when_a_service_is_down_the_error_says_so(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context
) -> None:
    """And no item stays behind."""
    entry = await set_up(hass, radarr)
    radarr.misbehave("unauthorised")

    with refused("todo_not_added") as error:
        await act(hass, entry, "add_item", item="Inception", context=person)

    assert "Radarr" in (error.value.translation_placeholders or {})["message"]
    assert await items(hass, entry) == []


async def test_the_due_date_is_when_it_comes_out(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context
) -> None:
    """As far as that is known."""
    entry = await set_up(hass, radarr)

    await act(hass, entry, "add_item", item="Dune Part Three", context=person)

    [item] = await items(hass, entry)
    assert item["summary"] == "Dune: Part Three (2026)"
    assert item.get("due", "2026-12-16") >= "2026-12-16"


# ── what is under way follows its request ──


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"status": "completed"}, "todo_tick"),
        ({"rename": "Dune (1984)"}, "todo_rename"),
    ],
)
async def test_an_item_follows_its_request(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context, fields: dict[str, str], key: str
) -> None:
    """Ticking off and renaming are refused, with what to do instead."""
    entry = await set_up(hass, radarr)
    await act(hass, entry, "add_item", item="Inception", context=person)

    with refused(key):
        await act(hass, entry, "update_item", item="Inception (2010)", context=person, **fields)

    assert len(radarr.movies) == 1


async def test_ticking_off_what_waits_is_refused(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context
) -> None:
    """A tick is neither a yes nor a no."""
    entry = await set_up(hass, radarr)
    await act(hass, entry, "add_item", item="Dune", context=person)

    with refused("todo_tick_proposed"):
        await act(hass, entry, "update_item", item="Dune", status="completed", context=person)

    assert radarr.movies == []


# ── deleting ──


async def test_deleting_cancels(hass: HomeAssistant, radarr: FakeRadarr, person: Context) -> None:
    """What AutoArr added goes, and the item with it."""
    entry = await set_up(hass, radarr)
    await act(hass, entry, "add_item", item=SENTENCE, context=person)

    await act(hass, entry, "remove_item", item="Dune (2021)", context=person)

    assert radarr.movies == []
    assert await items(hass, entry) == []
    [request] = (await ask(hass, "get_requests"))["requests"]
    assert request["state"] == "cancelled"


async def test_what_belongs_to_others_stays(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context, child: Context
) -> None:
    """The error says whose say it is."""
    entry = await set_up(hass, radarr)
    await act(hass, entry, "add_item", item=SENTENCE, context=person)

    with refused("request_not_done"):
        await act(
            hass,
            entry,
            "remove_item",
            item="Dune (2021)",
            context=child,
        )

    assert len(radarr.movies) == 1
    assert len(await items(hass, entry)) == 1


async def test_an_ended_request_is_completed_and_can_be_put_away(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context
) -> None:
    """It comes back after no restart."""
    entry = await set_up(hass, radarr)
    await act(hass, entry, "add_item", item="Inception", context=person)
    [item] = await items(hass, entry)
    await ask(hass, "cancel", request_id=item["uid"], context=person)
    [item] = await items(hass, entry)
    assert item["status"] == "completed"
    assert item["description"].startswith("State: cancelled")
    with refused("todo_follows"):
        await act(
            hass, entry, "update_item", item=item["uid"], status="needs_action", context=person
        )

    await act(hass, entry, "remove_completed_items", context=person)
    assert await items(hass, entry) == []
    await async_mock_restore_state_shutdown_restart(hass)
    await restart(hass, entry)

    assert await items(hass, entry) == []


# ── assistants ──


@pytest.fixture
async def assistant(hass: HomeAssistant) -> None:
    """Set up what a spoken sentence needs."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    assert await async_setup_component(hass, "intent", {})


@pytest.mark.usefixtures("assistant")
async def test_what_an_assistant_adds_waits_for_a_yes(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context
) -> None:
    """Nobody knows who spoke, also right after somebody known used the list."""
    entry = await set_up(hass, radarr)
    await act(hass, entry, "add_item", item="Inception", context=person)

    with told("may not ask for 4K"):
        await speak(hass, entry, "HassListAddItem", SENTENCE)
    await speak(hass, entry, "HassListAddItem", "the movie Oppenheimer")

    assert [movie.film.title for movie in radarr.movies] == ["Inception"]
    [spoken] = [
        one for one in (await ask(hass, "get_requests"))["requests"] if one["state"] == "proposed"
    ]
    assert spoken["requester"] == "household"


@pytest.mark.usefixtures("assistant")
async def test_an_assistant_cancels_nothing_by_deleting(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context
) -> None:
    """The error tells it to ask first; what has ended it may put away."""
    entry = await set_up(hass, radarr)
    await act(hass, entry, "add_item", item=SENTENCE, context=person)

    with told("Ask the person"):
        await speak(hass, entry, "HassListRemoveItem", "Dune (2021)")
    with told("ticked off by itself"):
        await speak(hass, entry, "HassListCompleteItem", "Dune (2021)")
    assert len(radarr.movies) == 1
    assert len(await items(hass, entry)) == 1

    [item] = await items(hass, entry)
    await ask(hass, "cancel", request_id=item["uid"], context=person)
    await speak(hass, entry, "HassListRemoveItem", "Dune (2021)")
    assert await items(hass, entry) == []


@pytest.mark.usefixtures("assistant")
async def test_a_language_model_is_told_to_ask(
    hass: HomeAssistant, radarr: FakeRadarr, person: Context
) -> None:
    """Its tool for to-do lists is the same as the spoken sentence."""
    entry = await set_up(hass, radarr)
    assert await async_setup_component(hass, "llm", {})
    await act(hass, entry, "add_item", item=SENTENCE, context=person)
    todo = state(hass, entry, "hub", "requests")
    async_expose_entity(hass, "conversation", todo.entity_id, True)
    asking = llm.LLMContext(
        platform="test",
        context=person,
        language="en",
        assistant="conversation",
        device_id=None,
    )
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, asking)

    call = llm.ToolInput(
        tool_name="todo__HassListRemoveItem",
        tool_args={"item": "Dune (2021)", "name": todo.name},
    )
    with told("Ask the person"):
        await api.async_call_tool(call)

    assert len(radarr.movies) == 1


# ── as the panel sees it ──


async def test_the_panel_is_told_of_changes(
    hass: HomeAssistant,
    radarr: FakeRadarr,
    hass_ws_client: WebSocketGenerator,
    person: Context,
) -> None:
    """Over the subscription it opens."""
    entry = await set_up(hass, radarr)
    client = await hass_ws_client(hass)
    todo = entity_id(hass, entry, "hub", "requests")
    await client.send_json_auto_id({"type": "todo/item/subscribe", "entity_id": todo})
    assert (await client.receive_json())["success"]
    assert (await client.receive_json())["event"]["items"] == []

    await act(hass, entry, "add_item", item="Inception", context=person)

    seen = [(await client.receive_json())["event"]["items"]]
    assert seen[-1][0]["summary"] == "Inception (2010)"


async def test_without_the_hub_the_list_is_unavailable(
    hass: HomeAssistant, radarr: FakeRadarr
) -> None:
    """And back with it."""
    entry = await set_up(hass, radarr)
    await hass.config_entries.async_unload(entry.entry_id)
    assert state(hass, entry, "hub", "requests").state == STATE_UNAVAILABLE

    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    assert state(hass, entry, "hub", "requests").state == "0"
