"""The activity: filtered by words, the whole story of a title, everything as a file."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.stack.waiting import until

from .acts import press
from .judge import judge
from .looks import LOOKS, Look
from .rooms import Rooms

STORY = "The Matrix (1999)"
TOLD_SECONDS = 60.0


def lines_of(file: Path) -> list[dict[str, Any]]:
    """Return what a file of lines of JSON holds."""
    return [json.loads(line) for line in file.read_text().splitlines()]


async def something_happened(rooms: Rooms) -> None:
    """Let AutoArr have a story to tell, once, and the app have heard it."""
    known = (await rooms.house.ask("get_requests"))["requests"]
    if not any(each["title"] == STORY for each in known):
        await rooms.house.ask("request", confirm=True, text="Add the movie The Matrix from 1999")

    async def told() -> bool:
        events = await rooms.stack.app.history()
        return any(event["title"] == STORY and event["kind"] == "request_added" for event in events)

    await until(told, seconds=TOLD_SECONDS)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_a_title_is_found_and_its_story_told(rooms: Rooms, look: Look) -> None:
    """The filter is in the address, and stands again after the back button."""
    await something_happened(rooms)
    async with rooms.at("/autoarr/activity", look) as page:
        listed = page.get_by_role("region", name="Activity", exact=True)
        await listed.get_by_role("link", name=STORY).first.wait_for()
        words = page.get_by_role("searchbox", name="Title or text")
        await words.fill("no title is called so")
        await page.get_by_text("Nothing matches").first.wait_for()
        await words.fill("matrix")
        await page.wait_for_url("**/autoarr/activity?q=matrix")
        await listed.get_by_text("The title was requested and added").wait_for()
        titles = await listed.get_by_role("link").all_inner_texts()
        assert set(titles) == {STORY}
        await judge(page, page.locator("autoarr-panel"))

        await press(look, listed.get_by_role("link", name=STORY).first)
        story = page.get_by_role("region", name=STORY)
        await story.get_by_text("The title was requested and added").wait_for()
        told = await story.get_by_role("listitem").all_inner_texts()
        assert all("Radarr" in line for line in told if "The title was requested" in line)
        await judge(page, page.locator("autoarr-panel"))

        await page.go_back()
        await page.wait_for_url("**/autoarr/activity?q=matrix")
        assert await words.input_value() == "matrix"
        async with page.expect_download() as downloading:
            await press(look, page.get_by_role("button", name="Export"))
        file = await (await downloading.value).path()
        exported = await asyncio.to_thread(lines_of, file)
        assert {event["title"] for event in exported} == {STORY}
