"""The page of requests: asked in a sentence, chosen by a button, followed until it can be watched."""

import pytest

from tests.e2e.stack.waiting import until

from .acts import dialog, press
from .judge import judge
from .looks import DESK, HAND, Look
from .rooms import Rooms

TITANIC = 597
WATCHABLE_SECONDS = 90.0


@pytest.mark.parametrize(
    ("look", "title", "older", "tmdb_id"),
    [(DESK, "Dune", "Dune (1984)", 841), (HAND, "The Lion King", "The Lion King (1994)", 8587)],
    ids=lambda value: getattr(value, "name", None),
)
async def test_a_wish_is_chosen_by_a_button_and_followed_in_the_list(
    rooms: Rooms, look: Look, title: str, older: str, tmdb_id: int
) -> None:
    """What AutoArr says stays in the conversation; the list goes on by itself until the film is there."""
    await rooms.house.tell("set_policy", preset="recommended")
    async with rooms.at("/autoarr/requests", look) as page:
        await page.get_by_role("textbox", name="Your message").fill(f"Add {title}")
        await page.keyboard.press("Enter")
        talk = page.get_by_role("log", name="Conversation with AutoArr")
        await talk.get_by_text("or from").wait_for()
        await judge(page, page.locator("autoarr-panel"))

        asked = page.get_by_role("region", name="Ask for something")
        await press(look, asked.get_by_role("button", name=older))
        await talk.get_by_text(f"{older} is added to Radarr").wait_for()
        movie = await rooms.evidence.movie(tmdb_id)
        assert movie is not None
        assert movie["monitored"]

        listed = page.get_by_role("region", name="Requests").get_by_role("article", name=older)
        await listed.get_by_text("being searched for").first.wait_for()
        await press(look, page.get_by_role("button", name="Mine ("))
        await listed.get_by_text("ready to watch").first.wait_for(timeout=WATCHABLE_SECONDS * 1000)

        async def in_plex() -> bool:
            return await rooms.evidence.in_plex(f"tmdb://{tmdb_id}") is not None

        await until(in_plex)
        await press(look, listed.get_by_role("link", name="Whole story"))
        story = page.get_by_role("region", name=older)
        await (
            story.get_by_text("The download was recovered")
            .or_(story.get_by_text("AutoArr acted: blocklisted"))
            .first.wait_for()
        )


async def test_a_link_to_a_request_shows_it(rooms: Rooms) -> None:
    """It is unfolded, with what can be done; calling it off asks first."""
    answer = await rooms.house.ask("request", confirm=True, text="Add the movie Titanic from 1997")
    [request] = [
        each
        for each in (await rooms.house.ask("get_requests"))["requests"]
        if each["title"].startswith("Titanic")
    ]
    assert answer["status"] == "added"
    async with rooms.at(f"/autoarr/requests/{request['request_id']}", HAND) as page:
        listed = page.get_by_role("article", name="Titanic (1997)")
        await listed.get_by_role("button", name="Why isn’t it here?").tap()
        await listed.get_by_role("status").first.wait_for()
        await judge(page, page.locator("autoarr-panel"))

        await listed.get_by_role("button", name="Cancel the request").tap()
        asked = dialog(page, "Cancel the request for Titanic (1997)?")
        await asked.get_by_role("button", name="Cancel the request").tap()
        await listed.get_by_text("cancelled").first.wait_for()
        assert await rooms.evidence.movie(TITANIC) is None
