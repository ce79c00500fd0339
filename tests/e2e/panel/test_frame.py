"""The frame of the panel: addresses, the back button, the menu, what a page says that is not there."""

import pytest

from .acts import press
from .looks import DESK, HAND, LOOKS, Look
from .rooms import Rooms

PAGES = {
    "overview": "From wish to screen",
    "requests": "Ask for something",
    "audit": "Audit now",
    "activity": "Title or text",
    "settings": "What recovery may do by itself",
}


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_each_page_has_its_address(rooms: Rooms, look: Look) -> None:
    """The tabs change it, the back button goes through them, a bare address is the overview."""
    async with rooms.at("/autoarr", look) as page:
        await page.get_by_text(PAGES["overview"]).wait_for()
        tabs = page.get_by_role("navigation", name="AutoArr")
        for name, words in PAGES.items():
            await press(look, tabs.get_by_role("link", name=name.title()))
            await page.get_by_text(words).first.wait_for()
            await page.wait_for_url(f"**/autoarr/{name}")
            current = tabs.get_by_role("link").and_(page.locator("[aria-current=page]"))
            assert (await current.inner_text()).strip() == name.title()
        await page.go_back()
        await page.go_back()
        await page.wait_for_url("**/autoarr/audit")
        await page.get_by_text(PAGES["audit"]).first.wait_for()


async def test_a_phone_has_a_button_for_the_menu(rooms: Rooms) -> None:
    """It opens Home Assistant's own; a wide screen shows that anyway."""
    async with rooms.at("/autoarr/requests", HAND) as page:
        menu = page.get_by_role("button", name="Open the menu")
        await menu.tap()
        calendar = page.get_by_role("link", name="Calendar").or_(page.get_by_text("Calendar"))
        await calendar.first.wait_for()
    async with rooms.at("/autoarr/requests", DESK) as page:
        await page.get_by_text(PAGES["requests"]).wait_for()
        assert await page.get_by_role("button", name="Open the menu").count() == 0


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/autoarr/overview/nothing", "Not here any more"),
        ("/autoarr/audit/nothing", "The finding of this link is gone"),
        ("/autoarr/activity/nothing", "Nothing is known of this story"),
        ("/autoarr/nonsense", "From wish to screen"),
    ],
)
async def test_a_link_that_leads_nowhere_says_so(rooms: Rooms, path: str, words: str) -> None:
    """In words, and not with an empty page."""
    await rooms.house.ask("audit")
    async with rooms.at(path) as page:
        await page.get_by_text(words).first.wait_for()
