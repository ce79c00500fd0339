"""A news server that is down while downloads wait, and who is asked about the queue."""

from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.autoarr.asking import GATHER
from custom_components.autoarr.recovery.models import Policy, Strategy
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.house import hub_of, poll
from tests.integration.phone import Phone, settled

PAUSE_IT, LEAVE = "Pause it", "Leave it"

QUESTION = (
    "SABnzbd: the news server refuses the login. While that lasts, downloads fail in vain."
    " Shall AutoArr pause the queue until the news server is back?"
)


async def ask_at(
    hass: HomeAssistant, entry: MockConfigEntry, *targets: Phone | str, **options: Any
) -> None:
    """Choose who is asked."""
    chosen = [one.action if isinstance(one, Phone) else one for one in targets]
    hass.config_entries.async_update_entry(entry, options={"recovery": {"ask": chosen, **options}})
    await hass.async_block_till_done()


async def gather(hass: HomeAssistant, after: timedelta = timedelta(seconds=GATHER + 1)) -> None:
    """Let what fails together be gathered."""
    async_fire_time_changed(hass, dt_util.utcnow() + after)
    await settled(hass)


async def outage(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    policy: Policy = Policy.ASK,
) -> None:
    """Have the provider fail while downloads wait, with a pause of the queue on ask."""
    if hub_of(entry).recovery.policies()[Strategy.PAUSE_QUEUE] is not policy:
        await hub_of(entry).recovery.set_policy(Strategy.PAUSE_QUEUE, policy)
    sabnzbd.add_slot("Some.Film.2020.1080p.WEB-DL-GRP")
    sabnzbd.provider(active=False, error="481 no such login", test="481 no such login")
    await poll(hass, entry)
    await poll(hass, entry)
    await gather(hass)


async def back(hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd) -> None:
    """Have the provider deliver again."""
    sabnzbd.provider(active=True)
    await poll(hass, entry)
    await poll(hass, entry)
