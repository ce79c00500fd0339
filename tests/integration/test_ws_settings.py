"""Settings that are changed in the panel: as the forms of the options do it, and only by administrators."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.autoarr.audit_options import AuditOptions, Schedule
from custom_components.autoarr.people_options import ANYBODY, PeopleOptions
from custom_components.autoarr.recovery.models import PRESETS, Policy, Preset, Strategy
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.house import hub_of
from tests.integration.panel import Panel
from tests.integration.setup import set_up
from tests.integration.talking import resident

SCHEDULE = {"interval": "weekly", "time": "03:15", "weekday": "tue"}


@pytest.fixture
async def panel(hass_ws_client: WebSocketGenerator, hass: HomeAssistant) -> Panel:
    """Return the panel of an administrator."""
    return Panel(await hass_ws_client(hass))


async def changed(panel: Panel, what: str, **data: Any) -> dict[str, Any]:
    """Change settings and return what they are now."""
    answer = await panel.ask(f"settings/{what}", **data)
    assert answer["success"], answer
    result: dict[str, Any] = answer["result"]
    return result


async def test_policies(hass: HomeAssistant, panel: Panel, sabnzbd: FakeSabnzbd) -> None:
    """One by one or all at once; the others stay as they are."""
    entry = await set_up(hass, sabnzbd)
    recovery = hub_of(entry).recovery

    now = await changed(panel, "set_policies", policies={"next_release": "auto"})
    assert recovery.policies() == {
        **PRESETS[Preset.REPORT],
        Strategy.NEXT_RELEASE: Policy.AUTO,
    }
    shown = {one["strategy"]: one["policy"] for one in now["policies"]}
    assert shown["next_release"] == "auto"

    await changed(panel, "set_policies", preset="recommended")
    assert recovery.policies() == PRESETS[Preset.RECOMMENDED]


async def test_people(hass: HomeAssistant, panel: Panel) -> None:
    """Who may ask; what else was chosen for them stays."""
    entry = await set_up(hass)
    anna, ben = resident(hass), resident(hass, "Ben")
    kept = {"people": {anna.id: {"uhd": False, "max_open": 3, "notify": "notify.anna"}}}
    hass.config_entries.async_update_entry(entry, options=kept)
    await hass.async_block_till_done()

    now = await changed(
        panel,
        "set_people",
        people=[
            {"user_id": anna.id, "permission": "approval"},
            {"user_id": ben.id, "permission": "none"},
            {"user_id": "household", "permission": "free"},
        ],
    )
    await hass.async_block_till_done()

    options = PeopleOptions.of(entry)
    chosen = options.person(anna.id)
    assert (chosen.allowed, chosen.needs_approval) == (True, True)
    assert (chosen.uhd, chosen.max_open, chosen.notify) == (False, 3, "notify.anna")
    assert not options.person(ben.id).allowed
    assert (options.household.needs_approval, options.household.uhd) == (False, ANYBODY.uhd)
    shown = {one["user_id"]: one["permission"] for one in now["people"]}
    assert shown[anna.id] == "approval"
    assert shown["household"] == "free"
    assert hub_of(entry).people.permissions(ben.id).allowed is False


async def test_people_who_are_not_there_or_may_everything(
    hass: HomeAssistant, panel: Panel, hass_admin_user: MockUser
) -> None:
    """Nothing is stored, and it is said why."""
    entry = await set_up(hass)

    for user_id, key in (("nobody", "person_unknown"), (hass_admin_user.id, "person_administers")):
        answer = await panel.ask(
            "settings/set_people", people=[{"user_id": user_id, "permission": "none"}]
        )
        assert answer["error"]["translation_key"] == key
    assert not entry.options


async def test_when_the_audit_looks(hass: HomeAssistant, panel: Panel) -> None:
    """Stored as the form stores it; the panel's subscription goes on over the reload."""
    entry = await set_up(hass)

    now = await changed(panel, "set_audit_schedule", **SCHEDULE)
    await hass.async_block_till_done()

    assert now["audit_schedule"] == SCHEDULE
    options = AuditOptions.of(entry)
    assert (options.schedule, options.at.isoformat(), options.weekday) == (
        Schedule.WEEKLY,
        "03:15:00",
        1,
    )


@pytest.mark.parametrize(
    ("what", "wrong"),
    [
        ("set_policies", {"policies": {"next_release": "always"}}),
        ("set_policies", {"policies": {"wait": "auto"}}),
        ("set_policies", {"policies": {}}),
        ("set_policies", {"preset": "report", "policies": {"next_release": "auto"}}),
        ("set_people", {"people": [{"user_id": "household", "permission": "admin"}]}),
        ("set_people", {"people": []}),
        ("set_audit_schedule", SCHEDULE | {"time": "25:00"}),
        ("set_audit_schedule", SCHEDULE | {"weekday": "someday"}),
        ("set_audit_schedule", SCHEDULE | {"interval": "hourly"}),
    ],
)
async def test_what_makes_no_sense(
    hass: HomeAssistant, panel: Panel, what: str, wrong: dict[str, Any]
) -> None:
    """It is refused, and nothing is changed."""
    entry = await set_up(hass)
    before = dict(hub_of(entry).recovery.policies())

    answer = await panel.ask(f"settings/{what}", **wrong)

    assert answer["error"]["code"] == "invalid_format"
    assert not entry.options
    assert hub_of(entry).recovery.policies() == before


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("set_policies", {"preset": "recommended"}),
        ("set_people", {"people": [{"user_id": "household", "permission": "free"}]}),
        ("set_audit_schedule", SCHEDULE),
    ],
)
async def test_only_administrators(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
    what: str,
    data: dict[str, Any],
) -> None:
    """Others are refused by the server, whatever their panel shows."""
    entry = await set_up(hass)
    guest = Panel(await hass_ws_client(hass, hass_read_only_access_token))

    answer = await guest.ask(f"settings/{what}", **data)

    assert answer["error"]["code"] == "unauthorized"
    assert not entry.options
