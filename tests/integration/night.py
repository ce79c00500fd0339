"""Quiet hours around the present moment, and what happens after them."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from freezegun import freeze_time
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import async_fire_time_changed

TURNS = 20_000
"""Turns of the event loop, whose own clock stands still, in which what is due must happen."""


def quiet_now() -> dict[str, str]:
    """Return quiet hours that began an hour ago and last for another."""
    now, hour = dt_util.now(), timedelta(hours=1)
    return {"start": f"{now - hour:%H:%M}", "end": f"{now + hour:%H:%M}"}


async def later(hass: HomeAssistant, check: Callable[[], Any], *, hours: float) -> Any:
    """Let it be so many hours later, until `check` returns something true; return that."""
    moment = dt_util.utcnow() + timedelta(hours=hours)
    with freeze_time(moment):
        async_fire_time_changed(hass, moment)
        for _ in range(TURNS):
            await asyncio.sleep(0)
            if found := check():
                return found
    raise AssertionError(f"nothing came of it {hours} h later")
