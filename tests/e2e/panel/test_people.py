"""Who is no administrator: pages that are for administrators say so, and nothing of them is shown."""

import pytest

from tests.e2e.stack.api import Login

from .judge import judge
from .looks import LOOKS, Look
from .rooms import Rooms

SOMEBODY = Login(username="somebody", password="somebody")  # made up for the tests


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_who_is_no_administrator_sees_nothing_of_theirs(rooms: Rooms, look: Look) -> None:
    """Neither settings nor findings, addresses, files, nor a way to let AutoArr act."""
    await rooms.let_in(SOMEBODY)
    async with rooms.at("/autoarr/overview", look, login=SOMEBODY) as page:
        await page.get_by_text("An administrator can let AutoArr act.").wait_for()
        panel = page.locator("autoarr-panel")
        await judge(page, panel)
        assert await panel.get_by_role("link", name="Device").count() == 0
        assert await panel.get_by_role("link", name="Show the finding").count() == 0
        assert "127.0.0.1" not in await panel.inner_text()

        for name in ("Audit", "Settings"):
            await (
                page.get_by_role("navigation", name="AutoArr")
                .get_by_role("link", name=name)
                .click()
            )
            await page.get_by_text("Only for administrators").wait_for()
            assert await panel.get_by_role("button").count() <= 1, "there is something to press"
        await judge(page, panel)

        await (
            page.get_by_role("navigation", name="AutoArr")
            .get_by_role("link", name="Activity")
            .click()
        )
        await page.get_by_role("searchbox", name="Title or text").wait_for()
        assert await panel.get_by_role("button", name="Export").count() == 0


async def test_who_may_ask_for_nothing_is_told(rooms: Rooms) -> None:
    """The conversation still answers how things are."""
    await rooms.let_in(SOMEBODY, may="none")
    async with rooms.at("/autoarr/requests", login=SOMEBODY) as page:
        asked = page.get_by_role("region", name="Ask for something")
        await asked.get_by_text("You may not ask for titles").wait_for()
        assert await asked.get_by_role("button", name="Add the movie").count() == 0
        await asked.get_by_role("button", name="What is the status of my requests?").click()
        talk = asked.get_by_role("log", name="Conversation with AutoArr")
        await talk.get_by_role("paragraph").nth(1).wait_for()
