"""Quality profiles that nothing uses: known from the library that is counted anyway, and not complained of."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.fakes.radarr import FakeRadarr
from tests.integration.auditing import audit, key
from tests.integration.house import hub_of, service_id
from tests.integration.setup import set_up

RULE = "servarr.profile_upgrades"
WRONG, OTHER = 6, 4
"""A profile that AutoArr adds nothing with, and one that it does."""

DUNE = 438631


@pytest.fixture(autouse=True)
def wrong(radarr: FakeRadarr) -> None:
    """Let one profile never upgrade."""
    radarr.change("qualityprofile", str(WRONG), "upgradeAllowed", False)


async def complained_of(hass: HomeAssistant, entry: MockConfigEntry) -> bool:
    """Look, and say whether there is a finding about that profile."""
    return key(entry, RULE, "radarr", str(WRONG)) in await audit(hass, entry)


async def test_a_profile_that_no_title_has(hass: HomeAssistant, radarr: FakeRadarr) -> None:
    """Somebody who never uses it need not mend it; no further list is asked for to know that."""
    radarr.add(DUNE, profile=OTHER)
    entry = await set_up(hass, radarr)
    lists = [request for request in radarr.requests if request.path == "/api/v3/movie"]

    assert not await complained_of(hass, entry)

    target = hub_of(entry).audit._core.targets()[service_id(entry, "radarr")]
    assert target.used_profiles is not None
    assert OTHER in target.used_profiles
    assert [request for request in radarr.requests if request.path == "/api/v3/movie"] == lists


async def test_a_profile_that_a_title_has(hass: HomeAssistant, radarr: FakeRadarr) -> None:
    """It counts."""
    radarr.add(DUNE, profile=WRONG)
    assert await complained_of(hass, await set_up(hass, radarr))


async def test_an_empty_library(hass: HomeAssistant, radarr: FakeRadarr) -> None:
    """It tells nothing of what will be used, so every profile counts."""
    assert await complained_of(hass, await set_up(hass, radarr))
