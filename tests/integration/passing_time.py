"""Time that passes only when a test says so, while everything under way is awaited."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.autoarr.clients.limits import REAL_TIME, TokenBucket
from tests.fakes.http import FakeService
from tests.integration.house import hub_of

CALM = 25
"""Turns of the event loop without anything under way, after which nothing more is to come."""

STUCK = 100
"""Turns after which what is under way seems to wait for the clock."""


class PassingTime:
    """Moves the clock in steps; each step ends when hub and fakes have come to rest."""

    def __init__(
        self,
        hass: HomeAssistant,
        freezer: FrozenDateTimeFactory,
        entry: MockConfigEntry,
        fakes: Sequence[FakeService],
    ) -> None:
        """Move the clock of one hub and its fakes."""
        self._hass = hass
        self._freezer = freezer
        self._entry = entry
        self._fakes = fakes
        for runtime in hub_of(entry).services.values():
            # An hour passes within seconds: no client may be held back for asking too fast.
            runtime.client._pace = TokenBucket(10_000, 1_000, REAL_TIME)

    async def pass_by(self, how_long: timedelta, *, step: float = 10.0) -> None:
        """Let time pass, in steps of so many seconds."""
        left = how_long.total_seconds()
        while left > 0:
            self._freezer.tick(min(step, left))
            left -= step
            async_fire_time_changed(self._hass)
            await self.rest()

    async def rest(self) -> None:
        """Wait until nothing is under way."""
        calm = turns = 0
        while calm < CALM:
            await asyncio.sleep(0)
            calm = 0 if self._busy() else calm + 1
            turns += 1
            if turns % STUCK == 0:
                # What is under way waits for the clock: a pause before a second try, or between two requests.
                self._freezer.tick(0.05)

    def _busy(self) -> bool:
        """Say whether a request or a look is under way."""
        hub = hub_of(self._entry)
        return (
            any(fake.in_flight for fake in self._fakes if not _only_listens(fake))
            or any(
                runtime.coordinator._debounced_refresh._execute_lock.locked()
                for runtime in hub.services.values()
            )
            or bool(hub._feeder._busy)
        )


def _only_listens(fake: FakeService) -> bool:
    """Say whether all that is under way at a fake is a push channel that stays open."""
    hub = getattr(fake, "hub", None)
    return hub is not None and fake.in_flight <= hub.listeners
