"""Adding a Radarr or Sonarr: what is asked about its library, and what is stored."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.fakes.radarr import FakeRadarr
from tests.fakes.servarr.server import FakeServarr
from tests.fakes.sonarr import FakeSonarr
from tests.integration.flows import add, begin_change, connect, finish, submit
from tests.integration.setup import set_up
from tests.integration.translated import fields


@pytest.fixture(params=[FakeRadarr, FakeSonarr], ids=["radarr", "sonarr"])
async def arr(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[FakeServarr]:
    """Return a running *arr of each kind in turn."""
    async with request.param(root_folder=tmp_path / "media") as running:
        yield running


def folders(arr: FakeServarr, *paths: Path) -> None:
    """Give an *arr these root folders; one that does not exist cannot be reached."""
    rows = [{"id": number, "path": str(path)} for number, path in enumerate(paths, 1)]
    arr.core.tables["rootfolder"] = list(rows)


def profile_ids(arr: FakeServarr) -> list[object]:
    """Return the ids of an *arr's quality profiles."""
    return [row["id"] for row in arr.core.tables["qualityprofile"]]


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """Return a folder that exists."""
    (tmp_path / "one").mkdir()
    return tmp_path / "one"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Return another folder that exists."""
    (tmp_path / "two").mkdir()
    return tmp_path / "two"


def asked(result: Any) -> set[str]:
    """Return the fields of a form."""
    return {name for name, _ in fields(result["data_schema"])}


async def test_one_choice_is_used_without_asking(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """One profile and one root folder need no question."""
    del arr.core.tables["qualityprofile"][1:]

    form = await connect(hass, empty_hub, arr)
    assert form["step_id"] == "ownership", "nothing of the library is asked"
    result = await submit(hass, form)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    [subentry] = empty_hub.subentries.values()
    assert subentry.data["root_folder"] == str(arr.core.root_folders()[0])
    assert set(subentry.data["profiles"].values()) == set(profile_ids(arr))
    assert subentry.data["is_default"] is True


async def test_several_choices_are_asked_once(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr, one: Path, two: Path
) -> None:
    """What is chosen is stored; what need not be asked is filled in."""
    folders(arr, one, two)
    form = await connect(hass, empty_hub, arr)
    assert form["step_id"] == "library"
    assert {"root_folder", "anime_root_folder", "profile_any", "tags"} <= asked(form)
    assert "is_default" not in asked(form), "the first of its kind is the default"
    chosen = profile_ids(arr)[-1]

    form = await submit(
        hass,
        form,
        profile_any=str(chosen),
        root_folder=str(two),
        anime_root_folder=str(one),
        more={"tags": ["Movie Night"]},
    )
    await finish(hass, form)

    [subentry] = empty_hub.subentries.values()
    assert subentry.data["profiles"]["any"] == chosen
    assert subentry.data["root_folder"] == str(two)
    assert subentry.data["anime_root_folder"] == str(one)
    assert subentry.data["tags"] == ["movie-night"]


async def test_only_radarr_is_asked_when_a_title_counts_as_available(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """Sonarr knows no minimum availability."""
    form = await connect(hass, empty_hub, arr)

    assert ("minimum_availability" in asked(form)) is isinstance(arr, FakeRadarr)


async def test_the_minimum_availability_is_stored_as_radarr_writes_it(
    hass: HomeAssistant, empty_hub: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """The form's values are lower case, Radarr's are not."""
    form = await connect(hass, empty_hub, radarr)

    await finish(hass, await submit(hass, form, more={"minimum_availability": "incinemas"}))

    [subentry] = empty_hub.subentries.values()
    assert subentry.data["minimum_availability"] == "inCinemas"


async def test_a_tag_that_would_be_refused_later(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """It is refused now, and the rest of the form is kept."""
    form = await connect(hass, empty_hub, arr)

    result = await submit(hass, form, more={"tags": ["ümlaut"]})
    assert result["errors"] == {"base": "invalid_tag"}
    result = await finish(hass, await submit(hass, result, more={"tags": []}))

    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_no_root_folder(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr, one: Path
) -> None:
    """Nothing could be added; it can be mended with the form open."""
    folders(arr)
    result = await connect(hass, empty_hub, arr)
    assert result["errors"] == {"base": "no_root_folder"}

    folders(arr, one)
    result = await submit(hass, result, url=arr.url, api_key=arr.api_key)

    assert result["errors"] is None or not result["errors"]


async def test_no_quality_profile(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """Nothing could be added either."""
    arr.core.tables["qualityprofile"].clear()

    result = await connect(hass, empty_hub, arr)

    assert result["errors"] == {"base": "no_quality_profile"}


async def test_a_library_that_cannot_be_read(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """An error after the first answer is an error of the form too."""
    arr.misbehave("error", paths="/rootfolder")

    result = await connect(hass, empty_hub, arr)

    assert result["errors"] == {"base": "server_error"}


async def test_a_folder_that_cannot_be_reached_is_not_offered(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr, one: Path
) -> None:
    """A mount that is missing now would break every import."""
    folders(arr, one / "gone", one)

    subentry = await add(hass, empty_hub, arr)

    assert subentry.data["root_folder"] == str(one)


async def test_what_was_chosen_is_there_again_when_it_is_changed(
    hass: HomeAssistant, arr: FakeServarr
) -> None:
    """Submitting the forms as they are changes nothing."""
    hub = await set_up(hass, arr)
    [before] = hub.subentries.values()
    data = dict(before.data)

    form = await submit(hass, await begin_change(hass, hub, before), url=arr.url)
    assert form["step_id"] == "library"
    result = await submit(hass, form)

    assert result["reason"] == "reconfigure_successful"
    assert hub.subentries[before.subentry_id].data == data


async def test_the_folder_for_anime_can_be_taken_back(
    hass: HomeAssistant, arr: FakeServarr, one: Path, two: Path
) -> None:
    """An empty field means: the same as for everything else."""
    folders(arr, one, two)
    hub = await set_up(hass, arr)
    [before] = hub.subentries.values()
    form = await submit(hass, await begin_change(hass, hub, before), url=arr.url)
    await submit(hass, form, anime_root_folder=str(two))
    assert hub.subentries[before.subentry_id].data["anime_root_folder"] == str(two)

    form = await submit(hass, await begin_change(hass, hub, before), url=arr.url)
    await submit(hass, form)

    assert hub.subentries[before.subentry_id].data["anime_root_folder"] is None


async def test_two_people_add_the_same_service_at_once(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """The second one is told, instead of an error."""
    first = await connect(hass, empty_hub, arr)
    second = await connect(hass, empty_hub, arr)
    await finish(hass, first)

    result = await finish(hass, second)

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert len(empty_hub.subentries) == 1


async def test_two_of_a_kind(
    hass: HomeAssistant, empty_hub: MockConfigEntry, tmp_path: Path
) -> None:
    """A second instance gets a name of its own and is asked whether it is the default."""
    async with (
        FakeRadarr(root_folder=tmp_path / "hd") as hd,
        FakeRadarr(root_folder=tmp_path / "uhd") as uhd,
    ):
        first = await add(hass, empty_hub, hd)
        form = await connect(hass, empty_hub, uhd)
        await finish(hass, await submit(hass, form, is_default=True))

        second = next(s for s in empty_hub.subentries.values() if s.data["url"] == uhd.url)
        first = empty_hub.subentries[first.subentry_id]
        assert second.title == f"{first.title} 2"
        assert (first.data["is_default"], second.data["is_default"]) == (False, True)
        await hass.config_entries.async_unload(empty_hub.entry_id)
