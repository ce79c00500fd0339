"""People: who a sentence comes from, what they may, how they are called, and what happens when they leave."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.autoarr.people_options import requester_of
from custom_components.autoarr.requests.people import HOUSEHOLD, Permissions
from tests.integration.house import hub_of
from tests.integration.setup import new_entry

ANNA = "a" * 32
PHONE = "notify.mobile_app_anna_s_phone"


@pytest.fixture
def anna(hass: HomeAssistant) -> MockUser:
    """Return somebody who lives here and administers nothing."""
    return MockUser(id=ANNA, name="Anna", groups=[]).add_to_hass(hass)


async def house(hass: HomeAssistant, **options: Any) -> MockConfigEntry:
    """Set up a hub with these options."""
    entry = new_entry()
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, options=options)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


def phone_of(hass: HomeAssistant, user_id: str, name: str = "Anna's phone") -> None:
    """Let somebody have registered a phone."""
    entry = MockConfigEntry(
        domain="mobile_app", title=name, data={"device_name": name, "user_id": user_id}
    )
    entry.add_to_hass(hass)
    hass.services.async_register("notify", "mobile_app_anna_s_phone", lambda _: None)


async def test_permissions_follow_the_options(hass: HomeAssistant, anna: MockUser) -> None:
    """Of each person, and of the household."""
    entry = await house(
        hass,
        people={ANNA: {"allowed": True, "needs_approval": True, "uhd": False, "max_open": 2}},
        household={"allowed": False},
    )
    people = hub_of(entry).people

    assert people.permissions(ANNA) == Permissions(needs_approval=True, may_uhd=False, max_open=2)
    assert not people.permissions(HOUSEHOLD).allowed
    assert people.permissions(None) == Permissions(admin=True), "an admin wrote the automation"


async def test_an_administrator_may_everything(
    hass: HomeAssistant, hass_admin_user: MockUser
) -> None:
    """Whatever is left in the options of when they were none."""
    stored = {hass_admin_user.id: {"allowed": False, "needs_approval": True, "max_open": 1}}
    people = hub_of(await house(hass, people=stored)).people

    assert people.permissions(hass_admin_user.id) == Permissions(admin=True)


async def test_an_approver_decides_but_a_shared_target_makes_nobody_one(
    hass: HomeAssistant, anna: MockUser
) -> None:
    """The phone must be their own: somebody told through the same target decides nothing."""
    MockUser(id="b" * 32, name="Bob", groups=[]).add_to_hass(hass)
    phone_of(hass, ANNA)
    entry = await house(hass, approvers=[PHONE], people={"b" * 32: {"notify": PHONE}})
    people = hub_of(entry).people

    assert people.permissions(ANNA).admin
    assert not people.permissions("b" * 32).admin


async def test_two_phones_of_one_name_make_nobody_an_approver(
    hass: HomeAssistant, anna: MockUser
) -> None:
    """Whoever calls their phone like an approver's gains nothing by it."""
    phone_of(hass, ANNA)
    phone_of(hass, "b" * 32)
    entry = await house(hass, approvers=[PHONE])

    assert not hub_of(entry).people.permissions(ANNA).admin


@pytest.mark.parametrize("stays", [True, False])
async def test_who_is_gone_may_nothing(hass: HomeAssistant, anna: MockUser, stays: bool) -> None:
    """Removed or switched off; a removed user's options and satellites go too."""
    entry = await house(
        hass, people={ANNA: {"notify": PHONE}}, satellites={"assist_satellite.attic": ANNA}
    )
    if stays:
        await hass.auth.async_deactivate_user(anna)
    else:
        await hass.auth.async_remove_user(anna)
    await hass.async_block_till_done()

    people = hub_of(entry).people
    assert not people.permissions(ANNA).allowed
    where = {"satellite": "assist_satellite.attic"}
    assert requester_of(hass, entry, **where) == HOUSEHOLD
    assert requester_of(hass, entry, user_id=ANNA) == HOUSEHOLD
    if not stays:
        assert entry.options == {"people": {}, "satellites": {}}


async def test_who_comes_is_known_at_once(hass: HomeAssistant) -> None:
    """Nothing has to be reloaded."""
    entry = await house(hass)
    user = await hass.auth.async_create_user("Carla")
    await hass.async_block_till_done()

    assert hub_of(entry).people.permissions(user.id).allowed
    assert hub_of(entry).people.name(user.id) == "Carla"


async def test_names(hass: HomeAssistant, anna: MockUser) -> None:
    """The person's before the user's; an unknown user has none."""
    people = hub_of(await house(hass)).people
    assert people.name(ANNA) == "Anna"

    hass.states.async_set("person.anna", "home", {"user_id": ANNA, "friendly_name": "Anna Bell"})

    assert people.name(ANNA) == "Anna Bell"
    assert people.name("f" * 32) == ""
    assert people.name(HOUSEHOLD)
    assert people.name(None)


async def test_whose_voice_a_satellite_hears(
    hass: HomeAssistant,
    anna: MockUser,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
) -> None:
    """By its entity, by its device, by the device alone; the user counts before the satellite."""
    other = MockConfigEntry(domain="esphome")
    other.add_to_hass(hass)
    device = device_registry.async_get_or_create(
        config_entry_id=other.entry_id, identifiers={("esphome", "kitchen")}
    )
    kitchen = entity_registry.async_get_or_create(
        "assist_satellite", "esphome", "kitchen", device_id=device.id
    ).entity_id
    entry = await house(hass, satellites={device.id: ANNA})

    assert requester_of(hass, entry, satellite=kitchen) == ANNA
    assert requester_of(hass, entry, device=device.id) == ANNA
    assert requester_of(hass, entry, satellite="assist_satellite.attic") == HOUSEHOLD
    assert requester_of(hass, entry) == HOUSEHOLD

    hass.config_entries.async_update_entry(entry, options={"satellites": {kitchen: ANNA}})
    await hass.async_block_till_done()
    assert requester_of(hass, entry, device=device.id) == ANNA
    boss = MockUser(id="b" * 32, name="Boss").add_to_hass(hass)
    await hub_of(entry).people.async_load()
    assert requester_of(hass, entry, user_id=boss.id, satellite=kitchen) == boss.id


async def test_a_part_of_the_system_is_nobody(hass: HomeAssistant) -> None:
    """A sentence that comes through an app's own user is the household's."""
    system = await hass.auth.async_create_system_user("An app")
    entry = await house(hass)

    assert requester_of(hass, entry, user_id=system.id) == HOUSEHOLD
    assert not hub_of(entry).people.permissions(system.id).allowed
