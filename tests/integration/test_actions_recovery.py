"""The actions about failures, policies and modes, and what holds for every action."""

from pathlib import Path

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.util.file import WriteError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.autoarr.clients.errors import (
    ServiceNotFound,
    ServiceTimeout,
    ServiceUnauthorised,
)
from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.errors import service_errors
from custom_components.autoarr.journal.ports import StoreError
from custom_components.autoarr.services import Action
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.integration.acting import device, refused
from tests.integration.house import Answer, ask, hub_of, poll, service_id, tell
from tests.integration.setup import set_up
from tests.integration.translated import english

DUNE = 438631
SENTENCE = "Add the Dune movie from 2021 in 4K"


# ── failures ──


async def test_failures_with_their_words(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """What failed, whose fault it was, and what the dry run would have done."""
    entry = await set_up(hass, sabnzbd)
    past = sabnzbd.add_history("Some.Movie.2020.1080p.WEB-DL.H264-GRP", scenario="broken_folder")
    await poll(hass, entry)

    answer = await ask(hass, "get_failures")

    [failure] = answer["failures"]
    assert failure["failure_id"] == past.nzo_id
    assert failure["name"] == past.name
    assert failure["sabnzbd"] == "SABnzbd"
    assert failure["baseline"] is False
    assert failure["message"]
    assert set(answer["policies"].values()) == {"report"}


async def test_a_failure_taken_up_again(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """By its id or, without one, the newest; what failed before AutoArr came only by its id."""
    old = sabnzbd.add_history(
        "Old.Movie.2019.1080p.WEB-DL.H264-GRP",
        scenario="broken_folder",
        completed=sabnzbd.state.now() - 3600,
    )
    entry = await set_up(hass, sabnzbd)
    await poll(hass, entry)
    with refused("nothing_failed"):
        await ask(hass, "retry")

    answer = await ask(hass, "retry", failure_id=old.nzo_id)
    assert answer["strategy"] == "retry_now"
    assert answer["failure"]["name"] == old.name
    assert [job.name for job in sabnzbd.state.queue.values()] == [old.name]

    new = sabnzbd.add_history("New.Movie.2024.1080p.WEB-DL.H264-GRP", scenario="broken_folder")
    await poll(hass, entry)
    await tell(hass, "retry")
    assert sabnzbd.calls("retry")[-1]["value"] == new.nzo_id


async def test_a_retry_that_cannot_be(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """Unknown, or SABnzbd away: translated, and nothing done."""
    entry = await set_up(hass, sabnzbd)
    past = sabnzbd.add_history("Some.Movie.2020.1080p.WEB-DL.H264-GRP", scenario="broken_folder")
    await poll(hass, entry)
    with refused("recovery_unknown_job"):
        await ask(hass, "retry", failure_id="nobody")
    sabnzbd.misbehave("unauthorised")

    with refused("recovery_service_failed"):
        await ask(hass, "retry", failure_id=past.nzo_id)

    assert not sabnzbd.state.queue


# ── what only admins may ──


@pytest.fixture
def somebody(hass_read_only_user: MockUser) -> Context:
    """Return the context of a person who is no admin."""
    return Context(user_id=hass_read_only_user.id)


@pytest.fixture
def admin(hass_admin_user: MockUser) -> Context:
    """Return the context of an admin."""
    return Context(user_id=hass_admin_user.id)


async def test_policies_are_for_admins(
    hass: HomeAssistant, empty_hub: MockConfigEntry, somebody: Context, admin: Context
) -> None:
    """A preset, or one strategy."""
    with pytest.raises(Unauthorized):
        await tell(hass, "set_policy", preset="recommended", context=somebody)
    assert set((await ask(hass, "get_failures"))["policies"].values()) == {"report"}

    await tell(hass, "set_policy", preset="recommended", context=admin)
    policies = (await ask(hass, "get_failures"))["policies"]
    assert policies["next_release"] == "auto"
    assert hub_of(empty_hub).policy_name == "recommended"

    await tell(hass, "set_policy", strategy="next_release", policy="ask", context=admin)
    assert (await ask(hass, "get_failures"))["policies"] == policies | {"next_release": "ask"}
    assert hub_of(empty_hub).policy_name == "custom"

    for strategy in policies:
        await tell(hass, "set_policy", strategy=strategy, policy="off", context=admin)
    assert hub_of(empty_hub).policy_name == "off"
    await tell(hass, "set_policy", preset="report", context=admin)
    assert hub_of(empty_hub).policy_name == "dry_run"


@pytest.mark.parametrize(
    "fields",
    [{}, {"strategy": "next_release"}, {"policy": "auto"}, {"preset": "report", "policy": "off"}],
)
async def test_half_a_policy(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fields: Answer
) -> None:
    """The error says what belongs together."""
    with refused("policy_needs_choice"):
        await tell(hass, "set_policy", **fields)


async def test_the_mode_writes_the_switches_and_puts_them_back(
    hass: HomeAssistant, tmp_path: Path, somebody: Context, admin: Context
) -> None:
    """With consent of an admin, and undone by the same action."""
    async with FakeSabnzbd() as sabnzbd:
        address = SabnzbdAddress(url=sabnzbd.url, api_key=sabnzbd.api_key)
        async with FakeRadarr(root_folder=tmp_path / "films", sabnzbd=address) as radarr:
            entry = await set_up(hass, radarr, sabnzbd)
            radarr_device = device(hass, entry, "radarr")
            before = radarr.core.client_row

            def switches() -> tuple[bool, object]:
                row = radarr.core.client_row or {}
                return (
                    radarr.core.switch("downloadclient", "autoRedownloadFailed"),
                    row["removeFailedDownloads"],
                )

            assert switches() == (True, True)
            with pytest.raises(Unauthorized):
                await ask(
                    hass, "set_mode", device_id=radarr_device, mode="manage", context=somebody
                )
            assert switches() == (True, True)

            change = await ask(
                hass, "set_mode", device_id=radarr_device, mode="manage", context=admin
            )
            assert change["mode"] == "manage"
            assert len(change["changed"]) == 2
            assert switches() == (False, False)

            change = await ask(
                hass, "set_mode", device_id=radarr_device, mode="assist", context=admin
            )
            assert change["conflicts"] == []
            assert switches() == (True, True)
            assert radarr.core.client_row == before
            await hass.config_entries.async_unload(entry.entry_id)


async def test_a_mode_that_cannot_be_set(hass: HomeAssistant, radarr: FakeRadarr) -> None:
    """Radarr away: it stays as it was."""
    entry = await set_up(hass, radarr)
    radarr.misbehave("unauthorised")

    with refused("recovery_service_failed"):
        await ask(hass, "set_mode", device_id=device(hass, entry, "radarr"), mode="manage")

    assert hub_of(entry).recovery.mode(service_id(entry, "radarr")) == "assist"


@pytest.mark.parametrize("kind", ["hub", "sabnzbd", "nobody"])
async def test_a_mode_for_what_has_none(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, kind: str
) -> None:
    """Only a Radarr or Sonarr has one."""
    entry = await set_up(hass, sabnzbd)
    wrong = kind if kind == "nobody" else device(hass, entry, kind)

    with refused("device_not_a_service"):
        await ask(hass, "set_mode", device_id=wrong, mode="manage")


# ── around the actions ──


@pytest.mark.parametrize("action", list(Action))
async def test_without_a_hub_every_action_says_so(
    hass: HomeAssistant, empty_hub: MockConfigEntry, action: Action
) -> None:
    """Also while it is unloaded."""
    fields: dict[Action, Answer] = {
        Action.REQUEST: {"text": "Add Dune"},
        Action.CONFIRM: {"request_id": "1"},
        Action.SEARCH: {"text": "Dune"},
        Action.CANCEL: {"request_id": "1"},
        Action.APPROVE: {"request_id": "1"},
        Action.DENY: {"request_id": "1"},
        Action.SET_POLICY: {"preset": "report"},
        Action.SET_MODE: {"device_id": "1", "mode": "manage"},
        Action.PREVIEW_CHANGE: {"finding_keys": ["1"]},
        Action.APPLY_CHANGE: {"finding_keys": ["1"]},
        Action.UNDO_CHANGE: {"change_id": "1"},
        Action.IGNORE_FINDING: {"finding_key": "1", "reason": "It is meant so."},
    }
    await hass.config_entries.async_unload(empty_hub.entry_id)
    assert empty_hub.state is ConfigEntryState.NOT_LOADED

    run = tell if action is Action.SET_POLICY else ask
    with pytest.raises(ServiceValidationError) as error:
        await run(hass, action, **fields.get(action, {}))

    assert error.value.translation_key is not None


async def test_every_action_is_described(hass: HomeAssistant, empty_hub: MockConfigEntry) -> None:
    """With a name and words for each of its fields."""
    texts = english()["services"]

    assert set(texts) == set(Action) == set(hass.services.async_services_for_domain(DOMAIN))


async def test_a_disk_that_is_full(
    hass: HomeAssistant, radarr: FakeRadarr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is done that could not be written down first, and the answer says why."""
    entry = await set_up(hass, radarr)

    async def full(*_: object) -> None:
        raise WriteError("[Errno 28] No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("homeassistant.helpers.storage.Store._async_write_data", full)
        answer = await ask(hass, "request", confirm=True, text=SENTENCE)
        with refused("recovery_not_saved"):
            await ask(hass, "set_mode", device_id=device(hass, entry, "radarr"), mode="manage")

    assert answer["status"] == "rejected"
    assert "No space left" in answer["message"]
    assert radarr.movies == []
    assert radarr.core.switch("downloadclient", "autoRedownloadFailed")

    assert (await ask(hass, "request", confirm=True, text=SENTENCE))["status"] == "added"


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (ServiceUnauthorised("No.", service="Radarr", endpoint="/"), "service_unauthorised"),
        (ServiceTimeout("Late.", service="Radarr", endpoint="/"), "service_unreachable"),
        (ServiceNotFound("Gone.", service="Radarr", endpoint="/"), "service_refused"),
        (StoreError("The disk is full."), "not_stored"),
    ],
)
def test_every_error_of_a_service_is_translated(error: Exception, key: str) -> None:
    """One place does it for all."""
    with refused(key), service_errors("Radarr"):
        raise error
