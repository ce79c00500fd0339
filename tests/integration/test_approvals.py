"""Requests that wait for an approval: asked on phones and in a repair, decided by those who may."""

from http import HTTPStatus
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_mock_service,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.requests.models import Request, RequestState
from custom_components.autoarr.requests.people import HOUSEHOLD, Source, Via
from tests.fakes.radarr import FakeRadarr
from tests.integration.house import hub_of, issues, restart, until
from tests.integration.night import later, quiet_now
from tests.integration.phone import Phone, settled
from tests.integration.setup import set_up

KITCHEN = Source(requester=HOUSEHOLD, via=Via.VOICE, satellite="assist_satellite.kitchen")


async def house(
    hass: HomeAssistant, radarr: FakeRadarr, *approvers: Phone | str, **options: Any
) -> MockConfigEntry:
    """Set up a hub that asks these about approvals."""
    entry = await set_up(hass, radarr)
    chosen = [one.action if isinstance(one, Phone) else one for one in approvers]
    hass.config_entries.async_update_entry(entry, options={"approvers": chosen, **options})
    await hass.async_block_till_done()
    return entry


async def wish(
    hass: HomeAssistant, entry: MockConfigEntry, text: str = "Add the Dune movie from 2021"
) -> Request:
    """Let the household ask for a film and confirm it; return the request that waits now."""
    answer = await hub_of(entry).requests.request(text, source=KITCHEN, confirmed=True)
    assert answer.state is RequestState.APPROVAL, answer.text
    await settled(hass)
    found = hub_of(entry).requests.get(answer.request_id or "")
    assert found is not None
    return found


def state_of(entry: MockConfigEntry, request: Request) -> str:
    """Return how far a request is."""
    found = hub_of(entry).requests.get(request.id)
    assert found is not None
    return found.state


async def test_a_phone_is_asked_and_approves(
    hass: HomeAssistant, radarr: FakeRadarr, boss_phone: Phone
) -> None:
    """The notification says who wants what; its button adds it, and the question is gone everywhere."""
    entry = await house(hass, radarr, boss_phone)

    request = await wish(hass, entry)
    asked = await boss_phone.notified()

    assert "Dune (2021)" in asked["message"]
    assert "somebody in the house" in asked["message"]
    assert [button["title"] for button in asked["data"]["actions"]] == ["Approve", "Deny"]
    assert issues(hass) == {"approvals"}
    assert not radarr.requests_to("/api/v3/movie", "POST")

    await boss_phone.press(asked, "Approve")

    assert radarr.requests_to("/api/v3/movie", "POST")
    assert state_of(entry, request) in {RequestState.ADDED, RequestState.SEARCHING}
    assert not issues(hass)
    await until(lambda: not boss_phone.shown)


async def test_a_phone_denies(hass: HomeAssistant, radarr: FakeRadarr, boss_phone: Phone) -> None:
    """Nothing is added, and the request says who did not want it."""
    entry = await house(hass, radarr, boss_phone)
    request = await wish(hass, entry)

    await boss_phone.press(await boss_phone.notified(), "Deny")

    assert state_of(entry, request) == RequestState.CANCELLED
    assert not radarr.requests_to("/api/v3/movie", "POST")
    assert not issues(hass)


async def test_only_those_who_may_decide(
    hass: HomeAssistant, radarr: FakeRadarr, boss_phone: Phone, anna_phone: Phone
) -> None:
    """Somebody else's phone can fire the same event, and nothing comes of it."""
    entry = await house(hass, radarr, boss_phone)
    request = await wish(hass, entry)

    await anna_phone.fire(f"AUTOARR_APPROVE_{request.id}")
    hass.bus.async_fire(
        "mobile_app_notification_action", {"action": f"AUTOARR_APPROVE_{request.id}"}
    )
    await settled(hass)

    assert state_of(entry, request) == RequestState.APPROVAL


async def test_an_approver_need_not_be_an_administrator(
    hass: HomeAssistant, radarr: FakeRadarr, anna_phone: Phone
) -> None:
    """Whose phone was chosen decides."""
    entry = await house(hass, radarr, anna_phone)
    request = await wish(hass, entry)

    await anna_phone.press(await anna_phone.notified(), "Approve")

    assert state_of(entry, request) in {RequestState.ADDED, RequestState.SEARCHING}


async def test_the_question_is_withdrawn_from_everybody_when_one_decides(
    hass: HomeAssistant, radarr: FakeRadarr, boss_phone: Phone, anna_phone: Phone
) -> None:
    """And a late press finds nothing to do."""
    entry = await house(hass, radarr, boss_phone, anna_phone)
    await wish(hass, entry)
    late = await anna_phone.notified()
    await boss_phone.press(await boss_phone.notified(), "Deny")
    await until(lambda: not anna_phone.shown)

    await anna_phone.press(late, "Approve")

    assert not radarr.requests_to("/api/v3/movie", "POST")
    told = await anna_phone.notified()
    assert "Dune (2021)" in told["message"]
    assert "actions" not in told["data"]


async def test_a_restart_asks_nobody_again(
    hass: HomeAssistant, radarr: FakeRadarr, boss_phone: Phone
) -> None:
    """The request still waits, and the button still works."""
    entry = await house(hass, radarr, boss_phone)
    request = await wish(hass, entry)
    asked = await boss_phone.notified()

    await restart(hass, entry)
    await settled(hass)

    assert len(boss_phone.received) == 1
    assert issues(hass) == {"approvals"}
    await boss_phone.press(asked, "Approve")
    assert state_of(entry, request) in {RequestState.ADDED, RequestState.SEARCHING}


async def test_what_is_decided_while_nothing_ran_is_withdrawn_later(
    hass: HomeAssistant, radarr: FakeRadarr, boss_phone: Phone
) -> None:
    """Also when the push server did not answer: nobody is asked twice, and the log says so."""
    entry = await house(hass, radarr, boss_phone, "notify.no_such_phone")
    request = await wish(hass, entry)
    await boss_phone.notified()
    boss_phone.push.misbehave("error")

    await hub_of(entry).requests.deny(request.id, source=Source())
    await settled(hass)

    assert not issues(hass)
    assert hub_of(entry)._telling.asked == {}


async def test_a_title_shows_no_markup(
    hass: HomeAssistant, radarr: FakeRadarr, boss_phone: Phone
) -> None:
    """What a catalogue calls a film is shown as text."""
    entry = await house(hass, radarr, boss_phone, "notify.persistent_notification")
    MockUser(id="c" * 32, name="<b>[Eve](http://evil.example)</b>").add_to_hass(hass)
    await hub_of(entry).people.async_load()
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, "people": {"c" * 32: {"needs_approval": True}}}
    )
    await hass.async_block_till_done()

    answer = await hub_of(entry).requests.request(
        "Add the Dune movie from 2021", source=Source(requester="c" * 32), confirmed=True
    )
    assert answer.state is RequestState.APPROVAL
    asked = await boss_phone.notified()

    assert "<" not in asked["message"]
    assert "](" not in asked["message"]


async def test_at_night_nobody_is_woken(
    hass: HomeAssistant, radarr: FakeRadarr, boss_phone: Phone
) -> None:
    """The question comes when the quiet hours end; the repair is there at once."""
    entry = await house(hass, radarr, boss_phone, quiet_hours=quiet_now())
    await wish(hass, entry)
    assert issues(hass) == {"approvals"}
    assert boss_phone.received == []

    await later(hass, lambda: boss_phone.shown, hours=2)


async def test_a_target_without_buttons_is_told_where_to_decide(
    hass: HomeAssistant, radarr: FakeRadarr
) -> None:
    """A notify entity or another action."""
    calls = async_mock_service(hass, "notify", "telegram")
    entry = await house(hass, radarr, "notify.telegram")

    await wish(hass, entry)

    [call] = calls
    assert call.data["message"].endswith("or under Settings, Repairs.")
    assert "data" not in call.data


# ── the repair ──


async def begin_fix(client: Any) -> Any:
    """Open the repair as an administrator does."""
    answer = await client.post(
        "/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": "approvals"}
    )
    assert answer.status == HTTPStatus.OK, await answer.text()
    return await answer.json()


async def submit_fix(client: Any, form: Any, **chosen: Any) -> Any:
    """Submit the repair."""
    answer = await client.post(f"/api/repairs/issues/fix/{form['flow_id']}", json=chosen)
    assert answer.status == HTTPStatus.OK, await answer.text()
    return await answer.json()


async def test_a_repair_decides(
    hass: HomeAssistant,
    radarr: FakeRadarr,
    hass_client: ClientSessionGenerator,
    hass_admin_user: MockUser,
    issue_texts: Any,
) -> None:
    """It lists what waits, refuses nonsense, decides each, and closes when nothing waits any more.

    Who decided is written down.
    """
    assert await async_setup_component(hass, "repairs", {})
    entry = await house(hass, radarr)
    dune = await wish(hass, entry)
    blade = await wish(hass, entry, "Add the movie Blade Runner 2049")
    issue = ir.async_get(hass).async_get_issue(DOMAIN, "approvals")
    assert issue is not None
    issue_texts(issue)
    client = await hass_client()

    form = await begin_fix(client)
    assert form["description_placeholders"]["count"] == "2"
    form = await submit_fix(client, form)
    assert form["errors"] == {"base": "nothing_chosen"}
    form = await submit_fix(client, form, approve=[dune.id], deny=[dune.id])
    assert form["errors"] == {"base": "both"}

    form = await submit_fix(client, form, approve=[dune.id])
    assert form["errors"] == {}
    assert form["description_placeholders"]["count"] == "1"
    assert issues(hass) == {"approvals"}
    assert state_of(entry, dune) in {RequestState.ADDED, RequestState.SEARCHING}
    approved = hub_of(entry).requests.get(dune.id)
    assert approved is not None
    assert approved.approved_by == hass_admin_user.id

    done = await submit_fix(client, form, deny=[blade.id])
    assert done["type"] == FlowResultType.CREATE_ENTRY
    assert state_of(entry, blade) == RequestState.CANCELLED
    assert not issues(hass)


async def test_a_repair_that_cannot_do_it_says_why(
    hass: HomeAssistant, radarr: FakeRadarr, hass_client: ClientSessionGenerator
) -> None:
    """Radarr refuses: the form has its words."""
    assert await async_setup_component(hass, "repairs", {})
    entry = await house(hass, radarr)
    dune = await wish(hass, entry)
    client = await hass_client()
    form = await begin_fix(client)
    radarr.misbehave("unauthorised")

    result = await submit_fix(client, form, approve=[dune.id])

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_decided")
    assert "Radarr" in result["description_placeholders"]["error"]


async def test_the_repair_is_for_administrators(
    hass: HomeAssistant,
    radarr: FakeRadarr,
    hass_client: ClientSessionGenerator,
    hass_read_only_access_token: str,
) -> None:
    """Home Assistant lets nobody else through."""
    assert await async_setup_component(hass, "repairs", {})
    entry = await house(hass, radarr)
    await wish(hass, entry)
    client = await hass_client(hass_read_only_access_token)

    answer = await client.post(
        "/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": "approvals"}
    )

    assert answer.status == HTTPStatus.UNAUTHORIZED


async def test_the_repair_goes_with_the_hub(hass: HomeAssistant, radarr: FakeRadarr) -> None:
    """Nothing of AutoArr stays."""
    entry = await house(hass, radarr)
    await wish(hass, entry)

    await hass.config_entries.async_remove(entry.entry_id)

    assert not issues(hass)
