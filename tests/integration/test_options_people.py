"""The options about people, satellites, announcements and voice, filled in as a person does."""

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_mock_service,
)

from custom_components.autoarr.people_options import ANYBODY, PeopleOptions, PersonOptions
from tests.integration.flows import choose, section, suggested
from tests.integration.house import hub_of

ANNA = "a" * 32
BOSS = "b" * 32


@pytest.fixture
def anna(hass: HomeAssistant) -> MockUser:
    """Return somebody who lives here."""
    return MockUser(id=ANNA, name="Anna", groups=[]).add_to_hass(hass)


def chosen(entry: MockConfigEntry) -> PeopleOptions:
    """Return the options as they are stored."""
    return PeopleOptions.of(entry)


async def notifier(hass: HomeAssistant, name: str) -> str:
    """Let there be a notify action, and return it as a target."""
    async_mock_service(hass, "notify", name)
    return f"notify.{name}"


async def test_what_was_never_chosen(hass: HomeAssistant, empty_hub: MockConfigEntry) -> None:
    """Users may, the household has to ask, announcements are made, the app helps."""
    options = chosen(empty_hub)
    assert options.household == ANYBODY == PersonOptions(needs_approval=True, uhd=False)
    assert options.person(ANNA) == PersonOptions()
    assert (options.announce, options.quiet_hours, options.approvers) == (True, None, ())
    assert (options.model_entity, options.fallback_agent, options.sentences) == ("app", None, True)


async def test_a_person(hass: HomeAssistant, anna: MockUser, empty_hub: MockConfigEntry) -> None:
    """The form shows what holds, and what it is left with is stored."""
    phone = await notifier(hass, "annas_phone")
    form = await choose(hass, await section(hass, empty_hub, "people"), person=ANNA)
    assert form["description_placeholders"] == {"name": "Anna"}
    assert suggested(form) == {
        "allowed": True,
        "needs_approval": False,
        "uhd": True,
        "max_open": None,
        "notify": None,
    }

    entered = {"allowed": True, "needs_approval": True, "uhd": False, "max_open": 3.0}
    result = await choose(hass, form, **entered, notify=phone)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert chosen(empty_hub).person(ANNA) == PersonOptions(
        needs_approval=True, uhd=False, max_open=3, notify=phone
    )
    form = await choose(hass, await section(hass, empty_hub, "people"), person=ANNA)
    assert suggested(form) == entered | {"max_open": 3, "notify": phone}

    await choose(hass, form, allowed=True, needs_approval=False, uhd=True)
    assert chosen(empty_hub).person(ANNA) == PersonOptions(), "what is emptied is gone"


async def test_an_administrator_is_only_asked_where_to_tell(
    hass: HomeAssistant, hass_admin_user: MockUser, empty_hub: MockConfigEntry
) -> None:
    """Nothing could be refused to them."""
    phone = await notifier(hass, "boss_phone")
    form = await choose(hass, await section(hass, empty_hub, "people"), person=hass_admin_user.id)
    assert form["step_id"] == "admin"

    await choose(hass, form, notify=phone)

    assert chosen(empty_hub).person(hass_admin_user.id) == PersonOptions(notify=phone)


async def test_only_people_who_can_sign_in_are_offered(
    hass: HomeAssistant, anna: MockUser, empty_hub: MockConfigEntry
) -> None:
    """No part of the system, and nobody whose account is switched off; by the name of their person."""
    MockUser(id="c" * 32, name="Supervisor", system_generated=True).add_to_hass(hass)
    MockUser(id="d" * 32, name="Gone", is_active=False).add_to_hass(hass)
    hass.states.async_set("person.anna", "home", {"user_id": ANNA, "friendly_name": "Anna Bell"})
    await hub_of(empty_hub).people.async_load()

    form = await section(hass, empty_hub, "people")

    [selector] = form["data_schema"].schema.values()
    assert selector.config["options"] == [{"value": ANNA, "label": "Anna Bell"}]


async def test_without_people_there_is_nothing_to_choose(
    hass: HomeAssistant, empty_hub: MockConfigEntry
) -> None:
    """The section says so."""
    for name in ("people", "satellites"):
        result = await section(hass, empty_hub, name)
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "no_people")


async def test_the_household(hass: HomeAssistant, empty_hub: MockConfigEntry) -> None:
    """Its permissions can be changed like a person's."""
    form = await section(hass, empty_hub, "household")
    assert suggested(form)["needs_approval"] is True

    await choose(hass, form, allowed=True, needs_approval=False, uhd=False, max_open=2)

    assert chosen(empty_hub).household == PersonOptions(uhd=False, max_open=2)


async def test_no_section_touches_another(
    hass: HomeAssistant, anna: MockUser, empty_hub: MockConfigEntry
) -> None:
    """Whatever order they are saved in."""
    phone = await notifier(hass, "phone")
    form = await choose(hass, await section(hass, empty_hub, "people"), person=ANNA)
    await choose(hass, form, allowed=False, needs_approval=False, uhd=True)
    form = await section(hass, empty_hub, "announcements")
    await choose(
        hass, form, announce=False, quiet_from="22:00:00", quiet_until="07:00:00", approvers=[phone]
    )
    form = await section(hass, empty_hub, "assistant")
    await choose(hass, form, model_entity="none", sentences=False)
    form = await section(hass, empty_hub, "recovery", "policies")
    await choose(hass, form, preset="report")

    assert empty_hub.options == {
        "people": {
            ANNA: {
                "allowed": False,
                "needs_approval": False,
                "uhd": True,
                "max_open": None,
                "notify": None,
            }
        },
        "announce": False,
        "quiet_hours": {"start": "22:00", "end": "07:00"},
        "approvers": [phone],
        "model_entity": "none",
        "fallback_agent": None,
        "sentences": False,
    }


async def test_satellites_change_hands(
    hass: HomeAssistant,
    anna: MockUser,
    empty_hub: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
) -> None:
    """They are kept by their device where they have one, so that renaming them loses nobody."""
    MockUser(id=BOSS, name="Boss").add_to_hass(hass)
    await hub_of(empty_hub).people.async_load()
    other = MockConfigEntry(domain="esphome")
    other.add_to_hass(hass)
    device = device_registry.async_get_or_create(
        config_entry_id=other.entry_id, identifiers={("esphome", "kitchen")}
    )
    kitchen = entity_registry.async_get_or_create(
        "assist_satellite", "esphome", "kitchen", device_id=device.id
    ).entity_id
    hass.states.async_set("assist_satellite.attic", "idle")

    form = await choose(hass, await section(hass, empty_hub, "satellites"), owner=ANNA)
    await choose(hass, form, satellites=[kitchen, "assist_satellite.attic"])
    assert chosen(empty_hub).satellites == {device.id: ANNA, "assist_satellite.attic": ANNA}

    form = await choose(hass, await section(hass, empty_hub, "satellites"), owner=BOSS)
    await choose(hass, form, satellites=[kitchen])
    assert chosen(empty_hub).satellites == {device.id: BOSS, "assist_satellite.attic": ANNA}

    form = await choose(hass, await section(hass, empty_hub, "satellites"), owner=BOSS)
    assert suggested(form) == {"satellites": [kitchen]}
    await choose(hass, form)
    assert chosen(empty_hub).satellites == {"assist_satellite.attic": ANNA}


@pytest.mark.parametrize(
    ("entered", "field", "error"),
    [
        ({"quiet_from": "22:00:00"}, "quiet_until", "quiet_half"),
        ({"quiet_until": "07:00:00"}, "quiet_from", "quiet_half"),
        ({"quiet_from": "07:00:00", "quiet_until": "07:00:30"}, "quiet_until", "quiet_empty"),
    ],
)
async def test_quiet_hours_without_sense(
    hass: HomeAssistant,
    empty_hub: MockConfigEntry,
    entered: dict[str, str],
    field: str,
    error: str,
) -> None:
    """The form says what is missing, keeps what was entered, and stores nothing."""
    form = await section(hass, empty_hub, "announcements")

    result = await choose(hass, form, announce=True, **entered)

    assert result["errors"] == {field: error}
    assert {key: value for key, value in suggested(result).items() if value} == {
        "announce": True,
        **entered,
    }
    assert empty_hub.options == {}


async def test_a_target_that_is_away_stays_chosen(
    hass: HomeAssistant, empty_hub: MockConfigEntry
) -> None:
    """A phone that is not registered at the moment is not lost by saving the form."""
    form = await section(hass, empty_hub, "announcements")
    phone = await notifier(hass, "phone")
    form = await section(hass, empty_hub, "announcements")
    await choose(hass, form, announce=True, approvers=[phone])
    hass.services.async_remove("notify", "phone")

    form = await section(hass, empty_hub, "announcements")
    assert suggested(form)["approvers"] == [phone]
    result = await choose(hass, form, announce=True, approvers=[phone])

    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_the_model_and_the_agent_behind(
    hass: HomeAssistant, empty_hub: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """Any AI Task entity and any agent can be chosen, but not AutoArr's own."""
    hass.states.async_set("ai_task.local", "unknown", {"friendly_name": "Local model"})
    own = entity_registry.async_get_or_create(
        "conversation", "autoarr", "own", config_entry=empty_hub
    ).entity_id
    form = await section(hass, empty_hub, "assistant")

    refused = await choose(
        hass, form, model_entity="ai_task.local", fallback_agent=own, sentences=True
    )
    assert refused["errors"] == {"fallback_agent": "own_agent"}

    await choose(
        hass,
        refused,
        model_entity="ai_task.local",
        fallback_agent="conversation.home_assistant",
        sentences=True,
    )
    options = chosen(empty_hub)
    assert options.model_entity == "ai_task.local"
    assert options.fallback_agent == "conversation.home_assistant"


async def test_a_change_takes_effect_at_once(
    hass: HomeAssistant, anna: MockUser, empty_hub: MockConfigEntry
) -> None:
    """The hub starts anew with what was chosen."""
    before = hub_of(empty_hub)
    form = await choose(hass, await section(hass, empty_hub, "people"), person=ANNA)
    await choose(hass, form, allowed=False, needs_approval=False, uhd=True)

    assert hub_of(empty_hub) is not before
    assert not hub_of(empty_hub).people.permissions(ANNA).allowed
