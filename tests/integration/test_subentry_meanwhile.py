"""A service that is added while AutoArr is still being set up."""

from types import MappingProxyType

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.autoarr.household import Household
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.setup import new_entry, subentry


async def test_its_entities_are_named_after_it(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entity ids stay for ever: none may be made before the device has its name."""
    data = await subentry(hass, sabnzbd, title="News")
    added = ConfigSubentry(
        data=MappingProxyType(dict(data["data"])),
        subentry_type=data["subentry_type"],
        title=data["title"],
        unique_id=data["unique_id"],
    )
    entry = new_entry()
    entry.add_to_hass(hass)
    load = Household.async_load

    async def load_slowly(household: Household) -> None:
        """Read from the disk, which takes so long that somebody has added a service by then."""
        if not entry.subentries:
            hass.config_entries.async_add_subentry(entry, added)
        await load(household)

    monkeypatch.setattr(Household, "async_load", load_slowly)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    ids = [
        row.entity_id
        for row in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        if row.config_subentry_id == added.subentry_id
    ]
    assert ids
    assert [one for one in ids if ".news_" not in one] == []
