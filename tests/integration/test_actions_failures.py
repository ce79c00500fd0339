"""The actions of people about one failure: another try, another release, an import, to be left alone, to take back."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
import re

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.autoarr.recovery.arrs import sightings
from custom_components.autoarr.recovery.models import Preset
from custom_components.autoarr.recovery.records import Happened
from custom_components.autoarr.services.recovery import FAILURE_SCHEMA
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.acting import device, refused
from tests.integration.house import ask, entity_id, hub_of, poll, press, tell
from tests.integration.setup import set_up
from tests.integration.stack import DUNE, FADED, SENTENCE, WHOLE, Stack, release, stack

OPEN_TO_ALL = ("retry", "next_release", "lower_quality", "postpone_failure", "ignore_failure")
FOR_ADMINS = ("force_import", "undo_recovery")
BY_GRAB_ONLY = "D2021.Obfuscated.2160p.WEB-DL-ONE"


@pytest.fixture
async def house(
    hass: HomeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Stack]:
    """Return a stack that only reports, and takes an import for blocked without waiting two minutes."""
    monkeypatch.setattr(sightings, "STEADY", timedelta())
    async with stack(hass, tmp_path) as running:
        yield running


@pytest.fixture
def somebody(hass_read_only_user: MockUser) -> Context:
    """Return the context of a person who is no admin."""
    return Context(user_id=hass_read_only_user.id)


@pytest.fixture
def admin(hass_admin_user: MockUser) -> Context:
    """Return the context of an admin."""
    return Context(user_id=hass_admin_user.id)


async def grabbed(house: Stack, *titles: str) -> None:
    """Have a film be on its way that there are some releases of."""
    house.indexer.add(*(release(title, age=n) for n, title in enumerate(titles, 1)))
    await ask(house.hass, "request", confirm=True, text=SENTENCE)
    await house.minute()


async def failed(house: Stack, *titles: str) -> str:
    """Have a film fail that AutoArr manages and only reports about; return its job."""
    await house.manage(None)
    await grabbed(house, *titles)
    return await house.fail()


async def blocked(house: Stack) -> str:
    """Have a film downloaded that Radarr knows by its grab alone; return its job."""
    await grabbed(house, BY_GRAB_ONLY)
    job = house.job().nzo_id
    await house.finish()
    for _ in range(3):
        await house.minute()
    [failure] = house.recovery.failures()
    assert failure.blocked
    return job


# ── another release, a lower quality ──


async def test_another_release(hass: HomeAssistant, house: Stack) -> None:
    """The failed one is blocklisted and the best untried one grabbed; the answer tells of the failure."""
    job = await failed(house, FADED, WHOLE)

    answer = await ask(hass, "next_release", failure_id=job)

    assert answer["strategy"] == "next_release"
    assert answer["failure"]["failure_id"] == job
    assert answer["failure"]["title"] == "Dune (2021)"
    assert answer["failure"]["state"] == "following"
    assert house.grabbed == [FADED, WHOLE]
    assert [row.source_title for row in house.radarr.blocklisted] == [FADED]


async def test_no_other_release(hass: HomeAssistant, house: Stack) -> None:
    """Said at once, and nothing grabbed."""
    job = await failed(house, FADED)

    with refused("recovery_no_other_release"):
        await ask(hass, "next_release", failure_id=job)

    assert house.grabbed == [FADED]


async def test_a_lower_quality(hass: HomeAssistant, house: Stack) -> None:
    """What the profile leaves out, and not below the floor."""
    low, lowest = "Dune.2021.1080p.WEB-DL.H264-LOW", "Dune.2021.480p.WEB-DL.H264-SD"
    house.indexer.add(
        release(low, age=5, quality="WEBDL-1080p"), release(lowest, age=4, quality="WEBDL-480p")
    )
    job = await failed(house, FADED)

    answer = await ask(hass, "lower_quality", failure_id=job)

    assert answer["strategy"] == "lower_quality"
    assert house.grabbed == [FADED, low]
    profile = house.radarr.movie(DUNE).quality_profile_id
    assert not [w for w in house.radarr.writes() if "qualityprofile" in w.path.lower()]
    assert house.radarr.movie(DUNE).quality_profile_id == profile


async def test_no_lower_quality(hass: HomeAssistant, house: Stack) -> None:
    """Nothing is taken that is worse than the floor."""
    house.indexer.add(release("Dune.2021.480p.WEB-DL.H264-SD", age=4, quality="WEBDL-480p"))
    job = await failed(house, FADED)

    with refused("recovery_no_lower_quality"):
        await ask(hass, "lower_quality", failure_id=job)

    assert house.grabbed == [FADED]


async def test_what_nobody_asked_for_has_no_other_release(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """No Radarr or Sonarr, nothing to search for."""
    entry = await set_up(hass, sabnzbd)
    past = sabnzbd.add_history("Some.Movie.2020.1080p.WEB-DL.H264-GRP", failed=True)
    await poll(hass, entry)

    for action in ("next_release", "lower_quality", "force_import"):
        with refused("recovery_foreign_job"):
            await ask(hass, action, failure_id=past.nzo_id)


async def test_what_is_on_its_way_already(hass: HomeAssistant, house: Stack) -> None:
    """A second click does not grab a second one."""
    job = await failed(house, FADED, WHOLE)
    await ask(hass, "next_release", failure_id=job)
    await house.minute()

    for action in ("next_release", "lower_quality", "retry"):
        with refused("recovery_replaced"):
            await ask(hass, action, failure_id=job)

    assert house.grabbed == [FADED, WHOLE]


# ── imports ──


async def test_an_import(hass: HomeAssistant, house: Stack, admin: Context) -> None:
    """Every file is what was asked for, so an administrator's word is enough."""
    job = await blocked(house)

    answer = await ask(hass, "force_import", failure_id=job, context=admin)
    await house.radarr.idle()

    assert answer["strategy"] == "force_import"
    assert answer["failure"]["blocked"] is True
    assert house.radarr.movie(DUNE).file is not None


async def test_an_import_is_for_administrators(
    hass: HomeAssistant, house: Stack, somebody: Context
) -> None:
    """Also by way of a retry, with an id, without one, or by the button."""
    job = await blocked(house)

    for action, fields in (
        ("force_import", {"failure_id": job}),
        ("force_import", {}),
        ("retry", {"failure_id": job}),
    ):
        with pytest.raises(Unauthorized):
            await ask(hass, action, context=somebody, **fields)
    with refused("nothing_failed"):
        await ask(hass, "retry", context=somebody)
    with refused("nothing_failed"):
        await press(hass, entity_id(hass, house.entry, "hub", "retry"))

    assert house.radarr.movie(DUNE).file is None
    assert (await ask(hass, "retry"))["strategy"] == "force_import"


async def test_what_does_not_wait_for_an_import(hass: HomeAssistant, house: Stack) -> None:
    """A download that failed has nothing to import."""
    job = await failed(house, FADED)

    with refused("recovery_not_blocked"):
        await ask(hass, "force_import", failure_id=job)
    with refused("nothing_failed"):
        await ask(hass, "force_import")


async def test_what_is_not_what_was_asked_for(hass: HomeAssistant, house: Stack) -> None:
    """Then nobody's word is enough, and the error says what is wrong."""
    house.radarr.refuse_imports("No audio tracks detected")
    job = await blocked(house)

    with refused("recovery_not_importable") as error:
        await ask(hass, "force_import", failure_id=job)

    assert "No audio tracks detected" in str(error.value.translation_placeholders)
    assert house.radarr.movie(DUNE).file is None


# ── leaving alone, taking back ──


async def test_a_failure_that_is_ignored(hass: HomeAssistant, house: Stack) -> None:
    """Its story is closed, with the reason, and not closed twice."""
    job = await failed(house, FADED, WHOLE)

    answer = await ask(hass, "ignore_failure", failure_id=job)

    assert answer["failure"]["state"] == "closed"
    assert answer["failure"]["message"] == f"Somebody asked AutoArr to leave {FADED} alone."
    await house.recovery.apply_preset(Preset.RECOMMENDED)
    await house.minute()
    await house.due()
    assert house.grabbed == [FADED]
    with refused("recovery_settled"):
        await ask(hass, "ignore_failure", failure_id=job)


async def test_a_failure_that_is_postponed(hass: HomeAssistant, house: Stack) -> None:
    """Nothing is done about it for the hours that were asked for, whatever is allowed meanwhile; then it is."""
    job = await failed(house, FADED, WHOLE)

    answer = await ask(hass, "postpone_failure", failure_id=job, hours=2)

    assert answer["failure"]["state"] == "waiting"
    assert answer["failure"]["message"] == f"Somebody asked AutoArr to wait with {FADED}."
    await house.recovery.apply_preset(Preset.RECOMMENDED)
    await house.minute()
    assert house.grabbed == [FADED]
    await house.due()
    assert house.grabbed == [FADED, WHOLE]
    with refused("recovery_in_flight"):
        await ask(hass, "postpone_failure", failure_id=job)


async def test_what_was_done_is_taken_back(
    hass: HomeAssistant, house: Stack, admin: Context, somebody: Context
) -> None:
    """By an administrator: off the blocklist, and left alone from then on."""
    job = await failed(house, FADED, WHOLE)
    await ask(hass, "next_release", failure_id=job)
    with pytest.raises(Unauthorized):
        await ask(hass, "undo_recovery", failure_id=job, context=somebody)
    assert house.radarr.blocklisted

    answer = await ask(hass, "undo_recovery", context=admin)

    assert answer["undone"] == ["unblocklisted"]
    assert answer["failure"]["undone"] is True
    assert house.radarr.blocklisted == []
    with refused("recovery_nothing_to_undo"):
        await ask(hass, "undo_recovery", failure_id=job)
    with refused("nothing_failed"):
        await ask(hass, "undo_recovery")


async def test_nothing_was_done(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """So there is nothing to take back."""
    entry = await set_up(hass, sabnzbd)
    sabnzbd.add_history("Some.Movie.2020.1080p.WEB-DL.H264-GRP", failed=True)
    await poll(hass, entry)

    with refused("recovery_nothing_to_undo"):
        await ask(hass, "undo_recovery")


# ── which failure, and who ──


async def test_the_newest_failure_of_a_service(hass: HomeAssistant, house: Stack) -> None:
    """By the device of the SABnzbd that has it, or of the Radarr that asked for it."""
    job = await failed(house, FADED, WHOLE)
    other = house.sabnzbd.add_history("Other.Movie.2020.1080p.WEB-DL.H264-GRP", failed=True)
    await poll(hass, house.entry)

    of_radarr = device(hass, house.entry, "radarr")
    answer = await ask(hass, "next_release", device_id=of_radarr)
    assert answer["failure"]["failure_id"] == job

    of_sabnzbd = device(hass, house.entry, "sabnzbd")
    answer = await ask(hass, "ignore_failure", device_id=of_sabnzbd)
    assert answer["failure"]["failure_id"] == other.nzo_id
    with refused("device_not_a_service"):
        await ask(hass, "retry", device_id=device(hass, house.entry, "plex"))


async def test_any_id_the_download_had(hass: HomeAssistant, house: Stack) -> None:
    """The one before a retry is what Radarr knows it by."""
    await house.manage(None)
    await grabbed(house, FADED)
    job = await house.fail("broken_folder")
    answer = await ask(hass, "retry", failure_id=job)
    assert answer["strategy"] == "retry_now"
    assert answer["failure"]["failure_id"] == house.job().nzo_id != job
    again = await house.fail("incomplete")

    answer = await ask(hass, "ignore_failure", failure_id=job)

    assert answer["failure"]["failure_id"] == again


@pytest.mark.parametrize("action", [*OPEN_TO_ALL, *FOR_ADMINS])
async def test_an_id_nobody_knows(
    hass: HomeAssistant, empty_hub: MockConfigEntry, action: str
) -> None:
    """Also an empty one, which a template may have left: it is not the newest."""
    for unknown in ("nobody", ""):
        with refused("recovery_unknown_job"):
            await ask(hass, action, failure_id=unknown)


@pytest.mark.parametrize("action", [*OPEN_TO_ALL, *FOR_ADMINS])
async def test_nothing_failed(hass: HomeAssistant, empty_hub: MockConfigEntry, action: str) -> None:
    """The error says so."""
    with refused("nothing_failed"):
        await ask(hass, action)


@pytest.mark.parametrize("action", FOR_ADMINS)
async def test_others_are_kept_out_before_anything_is_looked_at(
    hass: HomeAssistant, empty_hub: MockConfigEntry, somebody: Context, action: str
) -> None:
    """By Home Assistant itself, whatever the fields say."""
    with pytest.raises(Unauthorized):
        await tell(hass, action, failure_id="nobody", context=somebody)


async def test_everybody_may_do_the_others(
    hass: HomeAssistant, house: Stack, somebody: Context
) -> None:
    """They cost a search at most."""
    job = await failed(house, FADED, WHOLE)

    assert (await ask(hass, "retry", failure_id=job, context=somebody))["strategy"] == (
        "next_release"
    )
    assert (await ask(hass, "ignore_failure", failure_id=job, context=somebody))["failure"]


def test_a_failure_and_a_device_do_not_go_together() -> None:
    """It would be open which one is meant."""
    with pytest.raises(probatio.Invalid):
        FAILURE_SCHEMA({"failure_id": "1", "device_id": "2"})


async def test_a_service_that_is_away(hass: HomeAssistant, house: Stack) -> None:
    """Said as it is, and nothing is half done."""
    job = await failed(house, FADED, WHOLE)
    house.radarr.misbehave("unauthorised")

    for action in ("next_release", "lower_quality", "undo_recovery"):
        with refused("recovery_service_failed") as error:
            await ask(hass, action, failure_id=job)
        assert "Radarr" in str(error.value.translation_placeholders)

    house.radarr.behave()
    assert house.grabbed == [FADED]


# ── jobs ──


async def test_the_jobs(hass: HomeAssistant, house: Stack) -> None:
    """Each once, from all services, with the story of its failure."""
    job = await failed(house, FADED, WHOLE)
    house.sabnzbd.add_slot("Other.Program.2020.1080p.WEB-DL.H264-GRP", category="*")
    past = house.sabnzbd.add_history("Done.Movie.2020.1080p.WEB-DL.H264-GRP")
    await poll(hass, house.entry)

    answer = await ask(hass, "get_jobs")

    jobs = {one["job_id"]: one for one in answer["jobs"]}
    assert answer["total"] == len(jobs) == 3
    ours = jobs[job]
    assert (ours["title"], ours["sabnzbd"], ours["instance"]) == (
        "Dune (2021)",
        "SABnzbd",
        "Radarr",
    )
    assert (ours["state"], ours["cause"], ours["failure_state"]) == (
        "failed",
        "article_missing",
        "reported",
    )
    assert ours["message"]
    assert jobs[past.nzo_id]["state"] == "done"
    assert jobs[past.nzo_id]["message"] is None

    left = await ask(hass, "get_jobs", open_only=True, limit=1)
    assert (left["total"], len(left["jobs"])) == (2, 1)
    of_radarr = await ask(hass, "get_jobs", device_id=device(hass, house.entry, "radarr"))
    assert [one["job_id"] for one in of_radarr["jobs"]] == [job]
    with refused("device_not_a_service"):
        await ask(hass, "get_jobs", device_id=device(hass, house.entry, "hub"))


async def test_what_a_failure_tells(hass: HomeAssistant, house: Stack) -> None:
    """What exactly was seen, in words, and what became of it."""
    job = await failed(house, FADED)

    [failure] = (await ask(hass, "get_failures"))["failures"]

    assert failure["failure_id"] == job
    assert (failure["title"], failure["name"]) == ("Dune (2021)", FADED)
    assert (failure["cause"], failure["kind"]) == ("article_missing", "cannot_complete")
    assert failure["cause_text"] == "too many articles are missing"
    assert not re.search("_", failure["message"])
    for flag in ("paused", "blocked", "torrent", "undone", "baseline"):
        assert failure[flag] is False
    assert failure["suggested"] is failure["suggested_text"] is None
    outcomes = hub_of(house.entry).recovery.outcomes()
    assert [one.what for one in outcomes] == [Happened.SEEN]
