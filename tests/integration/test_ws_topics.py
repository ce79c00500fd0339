"""What the other topics say: requests, the audit and its changes, settings, models."""

from collections.abc import AsyncIterator
from pathlib import Path

from homeassistant.core import Context, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.autoarr.recovery.models import Policy, Strategy
from tests.fakes.app import MODEL, FakeApp
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.auditing import SAFE, audit, key, unsafe
from tests.integration.companion import set_up_with
from tests.integration.house import ask, hub_of, service_id, tell
from tests.integration.panel import Panel, open_panel
from tests.integration.setup import set_up
from tests.integration.stack import SENTENCE, WHOLE, release, stack


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Keep the outbox in a folder of this test."""
    return hass_tmp_config_dir


@pytest.fixture
async def app() -> AsyncIterator[FakeApp]:
    """Run an app."""
    async with FakeApp() as running:
        yield running


@pytest.fixture
async def panel(hass_ws_client: WebSocketGenerator, hass: HomeAssistant) -> Panel:
    """Return the panel of an administrator."""
    return await open_panel(hass, hass_ws_client)


# ── requests ──


async def test_a_request_is_followed_from_the_proposal_to_the_end(
    hass: HomeAssistant, panel: Panel, hass_admin_user: MockUser, tmp_path: Path
) -> None:
    """Its choices can be confirmed; its history holds every state it has passed."""
    async with stack(hass, tmp_path) as house:
        house.indexer.add(release(WHOLE))
        await panel.subscribe("requests", "jobs")
        assert panel.meta["requests"]["me"] == {
            "may_request": True,
            "needs_approval": False,
            "may_approve": True,
        }
        await ask(hass, "request", text=SENTENCE, context=Context(user_id=hass_admin_user.id))
        await panel.until(lambda: panel.rows["requests"])
        request = panel.only("requests")
        assert (request["state"], request["mine"], request["open"]) == ("proposed", True, True)
        assert (request["media_type"], request["year"]) == ("movie", 2021)
        [choice] = request["choices"]
        assert choice["label"] == "Dune (2021)"

        await ask(hass, "confirm", token=choice["token"])
        await house.minute()
        await panel.until(lambda: panel.rows["jobs"])
        assert panel.only("jobs")["poster"]["instance"] == house.radarr_id
        await house.finish()
        await house.minute()
        house.plex.library.scan(house.plex.library.sections["1"])
        await house.minute()
        await panel.until(lambda: not panel.only("requests")["open"])

        request = panel.only("requests")
        assert request["state"] == "available"
        assert request["choices"] == []
        assert request["poster"]["path"].startswith("/MediaCover/")
        states = [step["state"] for step in request["history"]]
        assert (states[0], states[-1]) == ("proposed", "available")
        assert len(states) == len(set(states)) > 2
        times = [step["at"] for step in request["history"]]
        assert times == sorted(times)


async def test_others_see_a_request_but_cannot_answer_it(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    hass_admin_user: MockUser,
    hass_read_only_access_token: str,
    radarr: FakeRadarr,
) -> None:
    """The tokens of its choices are for whoever asked."""
    await set_up(hass, radarr)
    await ask(hass, "request", text=SENTENCE, context=Context(user_id=hass_admin_user.id))
    panel = await open_panel(hass, hass_ws_client, hass_read_only_access_token)
    await panel.subscribe("requests")

    request = panel.only("requests")
    assert (request["mine"], request["choices"]) == (False, [])
    assert panel.meta["requests"]["me"]["may_approve"] is False


# ── the audit ──


async def test_the_audit_its_changes_and_what_is_ignored(
    hass: HomeAssistant, panel: Panel, hass_admin_user: MockUser, sabnzbd: FakeSabnzbd
) -> None:
    """What is applied becomes a change, which can be undone; what is ignored stays as such."""
    unsafe(sabnzbd)
    entry = await set_up(hass, sabnzbd)
    await panel.subscribe("audit", "changes", "drift", language="de")
    assert panel.meta["audit"]["at"] is None
    assert panel.meta["audit"]["running"] is False
    assert panel.meta["audit"]["schedule_text"].startswith("Täglich um ")

    await audit(hass, entry)
    await panel.until(lambda: panel.meta["audit"]["at"] and not panel.meta["audit"]["running"])
    finding = panel.rows["audit"][key(entry, SAFE)]
    assert (finding["severity"], finding["applicable"], finding["ignored"]) == ("error", True, None)
    assert finding["category_text"]
    assert finding["source"].startswith("https://")
    [score] = panel.meta["audit"]["scores"]
    assert score["score"] < 100

    context = Context(user_id=hass_admin_user.id)
    await ask(hass, "apply_change", finding_keys=[key(entry, SAFE)], context=context)
    await panel.until(lambda: panel.rows["changes"])
    change = panel.only("changes")
    assert (change["state"], change["state_text"], change["undoable"]) == (
        "applied",
        "angewendet",
        True,
    )
    assert change["by"] == hass_admin_user.name
    assert change["titles"]
    assert not any("{" in title for title in change["titles"])
    assert [edit["path"] for edit in change["edits"]] == ["safe_postproc"]

    await ask(hass, "undo_change", change_id=change["id"], context=context)
    await panel.until(lambda: panel.only("changes")["state"] == "undone")

    ignored = next(one for one in panel.rows["audit"] if one != key(entry, SAFE))
    await ask(hass, "ignore_finding", finding_key=ignored, reason="Not here.", context=context)
    await panel.until(lambda: panel.rows["audit"][ignored]["ignored"])
    assert panel.rows["audit"][ignored]["ignored"] == {
        "reason": "Not here.",
        "until": None,
        "by": hass_admin_user.name,
    }


async def test_what_somebody_else_changed_is_told(
    hass: HomeAssistant, panel: Panel, sabnzbd: FakeSabnzbd
) -> None:
    """With what it was before."""
    entry = await set_up(hass, sabnzbd)
    await audit(hass, entry)
    await panel.subscribe("drift")
    unsafe(sabnzbd)
    await audit(hass, entry)
    await panel.until(lambda: panel.rows["drift"])

    drift = panel.only("drift")
    assert (drift["path"], drift["author"], drift["name"]) == (
        "safe_postproc",
        "somebody",
        "SABnzbd",
    )
    assert (drift["before"], drift["after"]) == (1, 0)


# ── for administrators ──


async def test_the_settings(
    hass: HomeAssistant,
    panel: Panel,
    hass_admin_user: MockUser,
    hass_read_only_user: MockUser,
    radarr: FakeRadarr,
    sabnzbd: FakeSabnzbd,
) -> None:
    """Policies, modes, people, the schedule, the app and the services, each in words."""
    entry = await set_up(hass, radarr, sabnzbd)
    await panel.subscribe("settings")
    meta = panel.meta["settings"]

    assert {one["policy"] for one in meta["policies"]} == {"report"}
    assert all(one["about"] and one["strategy_text"] for one in meta["policies"])
    assert set(meta["policy_names"]) == set(Policy)
    [mode] = meta["modes"]
    assert (mode["name"], mode["mode"]) == ("Radarr", "assist")
    people = {one["user_id"]: one["permission"] for one in meta["people"]}
    assert people[hass_admin_user.id] == "admin"
    assert people[hass_read_only_user.id] == "free"
    assert people["household"] == "approval"
    assert set(people.values()) <= set(meta["permissions"])
    assert meta["audit_schedule"]["interval"] == "daily"
    assert meta["app"] == {"state": "none", "version": None, "detail": None, "supervisor": False}
    assert {one["subentry_id"] for one in meta["services"]} == {
        service_id(entry, "radarr"),
        service_id(entry, "sabnzbd"),
    }
    assert radarr.api_key not in str(panel.messages)

    await tell(hass, "set_policy", strategy=Strategy.NEXT_RELEASE, policy=Policy.AUTO)
    await panel.until(
        lambda: (
            {one["strategy"]: one["policy"] for one in panel.meta["settings"]["policies"]}[
                "next_release"
            ]
            == "auto"
        )
    )


async def test_the_models_of_the_app(
    hass: HomeAssistant, panel: Panel, sabnzbd: FakeSabnzbd, app: FakeApp
) -> None:
    """What it offers, with the licence and whether it is there."""
    await set_up_with(hass, app, sabnzbd)
    await panel.subscribe("models")

    model = panel.only("models")
    assert (model["id"], model["state"], model["licence"]) == (MODEL, "absent", "Apache 2.0")
    assert model["size_bytes"] == 398_000_000
    assert panel.meta["models"]["state"] == "ready"
    assert panel.meta["models"]["error"] is None


async def test_without_an_app_there_are_no_models(
    hass: HomeAssistant, panel: Panel, sabnzbd: FakeSabnzbd
) -> None:
    """And that is no error."""
    entry = await set_up(hass, sabnzbd)
    await panel.subscribe("models")

    assert hub_of(entry).app is None
    assert panel.rows["models"] == {}
    assert panel.meta["models"] == {"active": None, "state": "none", "error": None}
