"""Going through the flows of AutoArr as a person does."""

from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.fakes.http import FakeService
from tests.integration.setup import KINDS

type Result = Any


async def begin(hass: HomeAssistant, entry: MockConfigEntry, kind: str) -> Result:
    """Begin to add a service."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, kind), context={"source": SOURCE_USER}
    )


async def begin_change(
    hass: HomeAssistant, entry: MockConfigEntry, subentry: ConfigSubentry
) -> Result:
    """Begin to change a service."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, subentry.subentry_type),
        context={"source": SOURCE_RECONFIGURE, "subentry_id": subentry.subentry_id},
    )


async def submit(hass: HomeAssistant, result: Result, **fields: Any) -> Result:
    """Submit a form of a subentry flow and let what follows happen."""
    assert result["type"] is FlowResultType.FORM
    result = await hass.config_entries.subentries.async_configure(result["flow_id"], fields)
    await hass.async_block_till_done()
    return result


async def finish(hass: HomeAssistant, result: Result) -> Result:
    """Take what is suggested in every form that follows."""
    while result["type"] is FlowResultType.FORM and not result["errors"]:
        result = await submit(hass, result)
    return result


async def connect(
    hass: HomeAssistant, entry: MockConfigEntry, fake: FakeService, **fields: Any
) -> Result:
    """Enter address and key of a fake; `fields` replaces either."""
    form = await begin(hass, entry, KINDS[type(fake)])
    assert form["step_id"] == "connection"
    return await submit(hass, form, **{"url": fake.url, "api_key": fake.api_key} | fields)


async def add(hass: HomeAssistant, entry: MockConfigEntry, fake: FakeService) -> ConfigSubentry:
    """Add a fake, taking what is suggested, and return its subentry."""
    before = set(entry.subentries)
    result = await finish(hass, await connect(hass, entry, fake))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [added] = set(entry.subentries) - before
    return entry.subentries[added]


async def section(hass: HomeAssistant, entry: MockConfigEntry, *names: str) -> Result:
    """Open the options and choose a section of their menu, and one of its own menu."""
    result = await hass.config_entries.options.async_init(entry.entry_id)
    for name in names:
        assert result["type"] is FlowResultType.MENU
        result = await hass.config_entries.options.async_configure(
            result["flow_id"], {"next_step_id": name}
        )
    return result


async def choose(hass: HomeAssistant, form: Result, **chosen: Any) -> Result:
    """Submit a form of the options and let what follows happen."""
    assert form["type"] is FlowResultType.FORM
    result = await hass.config_entries.options.async_configure(form["flow_id"], chosen)
    await hass.async_block_till_done()
    return result


def suggested(form: Result) -> dict[str, Any]:
    """Return what a form holds when it opens, by field."""
    found: dict[str, Any] = {}
    for marker in form["data_schema"].schema:
        hint = (marker.description or {}).get("suggested_value")
        default = getattr(marker, "default", None)
        value = hint if hint is not None else default() if callable(default) else None
        found[str(marker.schema)] = value
    return found
