"""The overview: where the chain breaks, and what failed is mended by a button."""

from playwright.async_api import Page
import pytest

from tests.e2e.stack.posts import FADED, WHOLE
from tests.e2e.stack.waiting import until

from .acts import dialog, focused, press, tab_to, toast
from .judge import judge
from .looks import DESK, HAND, LOOKS, Look
from .rooms import Rooms

POSTERS = "/api/autoarr/poster/"
"""Radarr's pictures come from Radarr, and it is away."""

AWAY = "Error fetching Radarr data: Radarr could not be read"
"""Said once by Home Assistant, as of every service that is away."""

FAILS_SECONDS = 90.0
REPAIRED_SECONDS = 90.0


async def wish_that_fails(rooms: Rooms, sentence: str, title: str) -> None:
    """Ask for a film whose best release is gone, and wait until AutoArr knows that it failed."""
    answer = await rooms.house.ask("request", confirm=True, text=sentence)
    assert answer["status"] == "added", answer["message"]

    async def failed() -> bool:
        known = (await rooms.house.ask("get_failures"))["failures"]
        return any(title in failure["title"] for failure in known)

    await until(failed, seconds=FAILS_SECONDS)


async def next_release_came(rooms: Rooms, tmdb_id: int, dotted: str) -> None:
    """Wait until Radarr has put the first release on its blocklist and imported the next one."""

    async def imported() -> bool:
        movie = await rooms.evidence.movie(tmdb_id)
        return movie is not None and bool(movie["hasFile"])

    await until(imported, seconds=REPAIRED_SECONDS, pause=0.5)
    faded, whole = await rooms.grabbed(dotted)
    assert FADED in faded
    assert WHOLE in whole
    assert [name for name in await rooms.evidence.blocklisted() if dotted in name] == [faded]


async def test_a_failed_download_is_mended_with_the_keyboard(rooms: Rooms) -> None:
    """Tab, Enter and Escape are enough; the dialog keeps the keyboard and gives it back."""
    await wish_that_fails(rooms, "Add the movie Interstellar from 2014", "Interstellar")
    async with rooms.at("/autoarr/overview", DESK) as page:
        row = page.get_by_role("listitem").filter(
            has=page.get_by_role("link", name="Interstellar (2014)")
        )
        await row.get_by_text("too many articles are missing").wait_for()
        await judge(page, page.locator("autoarr-panel"))

        await tab_to(page, "Next release")
        await page.keyboard.press("Enter")
        await page.get_by_role("dialog", name="Next release").wait_for()
        await keyboard_stays(page, {"Close", "Cancel", "Next release"})
        await page.keyboard.press("Escape")
        await page.get_by_role("dialog").wait_for(state="hidden")
        assert await focused(page) == "Next release"
        assert not [name for name in await rooms.grabbed("Interstellar") if WHOLE in name]

        await page.keyboard.press("Enter")
        asked = dialog(page, "Next release")
        await asked.get_by_role("button", name="Cancel").wait_for()
        await tab_to(page, "Cancel")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await toast(page, "Under way: Next release")
        await next_release_came(rooms, 157336, "Interstellar")
        await row.get_by_text("Followed").wait_for()


async def keyboard_stays(page: Page, names: set[str]) -> None:
    """Assert that Tab reaches every button of the dialog, and nothing of the page behind it."""
    seen = set()
    for _ in range(8):
        await page.keyboard.press("Tab")
        seen.add(await focused(page))
    assert names <= seen
    assert not {"Retry", "Ignore", "Overview"} & seen


async def test_a_failed_download_is_mended_on_a_phone(rooms: Rooms) -> None:
    """The row leads to what happened and why, and to all that can be done."""
    await wish_that_fails(rooms, "Add the movie Oppenheimer from 2023", "Oppenheimer")
    async with rooms.at("/autoarr/overview", HAND) as page:
        await page.get_by_role("link", name="Oppenheimer (2023)").tap()
        details = dialog(page, "Oppenheimer (2023)")
        await details.get_by_text("the release is at fault").wait_for()
        await judge(page, page.locator("autoarr-panel"))

        await details.get_by_role("button", name="Next release").tap()
        asked = dialog(page, "Next release")
        await asked.get_by_role("button", name="Next release").tap()
        await toast(page, "Under way: Next release")
        await next_release_came(rooms, 872585, "Oppenheimer")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_the_first_broken_link_is_marked(rooms: Rooms, look: Look) -> None:
    """Radarr goes away and comes back, without a reload of the page."""
    radarr = await rooms.house.entity("radarr", "connectivity")
    async with rooms.at("/autoarr/overview", look, excused=POSTERS) as page:
        chain = page.get_by_role("region", name="From wish to screen")
        await chain.get_by_text("Everything works").wait_for()

        rooms.stack.expected.append(AWAY)
        rooms.stack.radarr.misbehave("down")
        try:
            await rooms.look_at(radarr)
            await chain.get_by_text("The chain breaks here: Radarr").wait_for()
            broken = chain.get_by_role("listitem").filter(has_text="breaks here")
            assert "Radarr" in await broken.last.inner_text()
            service = page.get_by_role("region", name="Radarr")
            await service.get_by_text("Not reachable").wait_for()
            await judge(page, page.locator("autoarr-panel"))
        finally:
            rooms.stack.radarr.behave()
        await rooms.house.press("radarr", "refresh")
        await chain.get_by_text("Everything works").wait_for()
        await press(look, service.get_by_role("link", name="Device"))
        await page.wait_for_url("**/config/devices/device/*")
