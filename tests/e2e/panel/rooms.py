"""The one Home Assistant and the one browser that all tests of the panel share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
import re

from playwright.async_api import Page

from tests.e2e.demo.evidence import Evidence
from tests.e2e.stack.api import Login
from tests.e2e.stack.browser import Browser
from tests.e2e.stack.stack import Stack

from .judge import picture
from .looks import DESK, Look


class Rooms:
    """What runs for as long as the tests of the panel do."""

    def __init__(self, stack: Stack, browser: Browser, evidence: Evidence, pictures: Path) -> None:
        """Know what runs, and where pictures of failures go."""
        self.stack = stack
        self.house = stack.house
        self.evidence = evidence
        self._browser = browser
        self._pictures = pictures

    async def go(self, page: Page, path: str) -> None:
        """Load a path of Home Assistant."""
        await page.goto(f"{self.stack.hass.url}{path}", wait_until="domcontentloaded")

    async def look_at(self, entity_id: str) -> None:
        """Let AutoArr ask a service at once, and not when it is due."""
        await self.stack.hass.api.action("homeassistant.update_entity", entity_id=entity_id)

    async def policy(self, strategy: str) -> str:
        """Return what recovery may do about something by itself."""
        policies = (await self.house.ask("get_failures"))["policies"]
        return str(policies[strategy])

    async def let_in(self, login: Login, *, may: str = "free") -> None:
        """Make a person who is no administrator, once, and decide whether they may ask for titles."""
        api = self.stack.hass.api
        people = await api.command("config/auth/list")
        person = next((one for one in people if one["name"] == login.username), None)
        if person is None:
            made = await api.command(
                "config/auth/create", name=login.username, group_ids=["system-users"]
            )
            person = made["user"]
            await api.command(
                "config/auth_provider/homeassistant/create",
                user_id=person["id"],
                username=login.username,
                password=login.password,
            )
        await api.command(
            "autoarr/settings/set_people", people=[{"user_id": person["id"], "permission": may}]
        )

    async def grabbed(self, dotted: str) -> list[str]:
        """Return which releases of a film Radarr has grabbed, the first first."""
        names = [str(each["sourceTitle"]) for each in await self.evidence.grabs()]
        return [name for name in names if name.startswith(dotted)]

    @asynccontextmanager
    async def at(
        self,
        path: str | None,
        look: Look = DESK,
        *,
        login: Login | None = None,
        excused: str = "$^",
    ) -> AsyncIterator[Page]:
        """Open a path of Home Assistant, or nothing yet; in the end nothing may have complained or left this machine.

        What goes wrong inside names a picture of what was on the screen. `excused` is a regular expression for
        "level text address" of complaints, and for addresses, that are Home Assistant's own or the test's doing.
        """
        view = await self._browser.blank(
            self.stack.hass, screen=look.screen, dark=look.dark, login=login
        )
        async with view:
            try:
                if path is not None:
                    await self.go(view.page, path)
                yield view.page
            except Exception as err:
                shown = await picture(view.page, self._pictures, look.name)
                err.add_note(f"What was on the screen: {shown}")
                err.add_note(f"What the console said: {view.complaints}")
                raise
            heard = [f"{one.level} {one.text} {one.url}" for one in view.complaints]
            assert [one for one in heard if not re.search(excused, one)] == []
            assert [one for one in view.foreign if not re.search(excused, one)] == []
