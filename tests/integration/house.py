"""What the tests of a running hub share: its entities by their key, its actions, waiting, polling."""

import asyncio
from collections.abc import Awaitable, Callable
import inspect
from time import perf_counter
from typing import Any

from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import Context, HomeAssistant, State
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.hub import AutoarrHub
from tests.fakes.http import FakeService
from tests.integration.setup import subentry

type Answer = dict[str, Any]

PATIENCE = 10.0
"""Seconds a test waits for what is bound to happen."""


async def known_as(hass: HomeAssistant, fake: FakeService, name: str) -> ConfigSubentryDataWithId:
    """Return the subentry of a fake under an id that is the same in every run."""
    data = await subentry(hass, fake)
    return ConfigSubentryDataWithId(**data, subentry_id=name)


def hub_of(entry: MockConfigEntry) -> AutoarrHub:
    """Return the running hub."""
    hub: AutoarrHub = entry.runtime_data
    return hub


def service_id(entry: MockConfigEntry, kind: str) -> str:
    """Return the id of the only service of a kind."""
    [found] = entry.get_subentries_of_type(kind)
    return found.subentry_id


def entity_id(hass: HomeAssistant, entry: MockConfigEntry, owner: str, key: str) -> str:
    """Return the entity with a key; `owner` is a kind of service, or `hub`."""
    prefix = entry.entry_id if owner == "hub" else service_id(entry, owner)
    found = {
        entity.unique_id: entity.entity_id
        for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    }
    return found[f"{prefix}_{key}"]


def state(hass: HomeAssistant, entry: MockConfigEntry, owner: str, key: str) -> State:
    """Return the state of the entity with a key."""
    found = hass.states.get(entity_id(hass, entry, owner, key))
    assert found is not None, f"{owner} has no state for {key}"
    return found


def value(hass: HomeAssistant, entry: MockConfigEntry, owner: str, key: str) -> str:
    """Return what the entity with a key shows."""
    return state(hass, entry, owner, key).state


def issues(hass: HomeAssistant) -> set[str]:
    """Return the ids of AutoArr's open repairs."""
    return {issue for domain, issue in ir.async_get(hass).issues if domain == DOMAIN}


async def until(check: Callable[[], Awaitable[Any] | Any], what: str = "") -> Any:
    """Wait until `check` returns something true, and return it."""
    give_up = perf_counter() + PATIENCE
    while True:
        found = check()
        if inspect.isawaitable(found):
            found = await found
        if found:
            return found
        assert perf_counter() < give_up, what or inspect.getsource(check)
        await asyncio.sleep(0.01)


async def quiet(entry: MockConfigEntry) -> None:
    """Wait until the engines have nothing under way."""
    await until(lambda: not hub_of(entry)._feeder._busy, "the engines do not come to rest")


async def poll(hass: HomeAssistant, entry: MockConfigEntry, *kinds: str) -> None:
    """Poll the services of some kinds (all without one) and let the engines look at what came."""
    for runtime in hub_of(entry).services.values():
        if not kinds or runtime.ref.kind in kinds:
            await runtime.coordinator.async_refresh()
    await quiet(entry)
    await hass.async_block_till_done()


async def ask(
    hass: HomeAssistant, action: str, *, context: Context | None = None, **data: Any
) -> Answer:
    """Run an action and return what it answers."""
    answer = await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True, context=context
    )
    assert isinstance(answer, dict)
    return answer


async def tell(
    hass: HomeAssistant, action: str, *, context: Context | None = None, **data: Any
) -> None:
    """Run an action that answers nothing."""
    await hass.services.async_call(DOMAIN, action, data, blocking=True, context=context)


async def press(hass: HomeAssistant, entity: str) -> None:
    """Press a button."""
    await hass.services.async_call("button", "press", {"entity_id": entity}, blocking=True)


async def restart(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Unload the hub and set it up again, as a reload does."""
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
