"""What the tests of actions share: expected errors, and the devices of services."""

from collections.abc import Iterator
from contextlib import contextmanager

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.const import DOMAIN
from tests.integration.house import service_id
from tests.integration.translated import english, placeholders


@contextmanager
def refused(key: str) -> Iterator[pytest.ExceptionInfo[HomeAssistantError]]:
    """Expect an error that is translated, with every placeholder it needs."""
    with pytest.raises(HomeAssistantError) as error:
        yield error
    assert (error.value.translation_domain, error.value.translation_key) == (DOMAIN, key)
    text = english()["exceptions"][key]["message"]
    assert placeholders(text) <= set(error.value.translation_placeholders or {})


def device(hass: HomeAssistant, entry: MockConfigEntry, kind: str) -> str:
    """Return the device of the only service of a kind; `hub` is that of AutoArr itself."""
    key = entry.entry_id if kind == "hub" else service_id(entry, kind)
    found = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, key), entry.entry_id)
    assert found is not None
    return found.id
