"""The cards and the dashboard that makes itself, on dashboards of a real Home Assistant."""

from typing import Any

from playwright.async_api import Page, Route
import pytest

from .acts import press
from .judge import accessible, narrow
from .looks import DESK, LOOKS, Look
from .rooms import Rooms

KINDS = ("stack", "queue", "request")
VIEW = {"title": "Cards", "path": "cards", "type": "sections"}
CARDS = {
    "views": [
        VIEW
        | {
            "sections": [
                {"type": "grid", "cards": [{"type": f"custom:autoarr-{kind}-card"}]}
                for kind in KINDS
            ]
        }
    ]
}
PICKER = r"^thrown Object $|https://demo\.home-assistant\.io/stub_config/"
"""What the previews of Home Assistant's own cards do without pictures, and without energy to show."""

STRATEGY = {"strategy": {"type": "custom:autoarr"}}


async def dashboard(rooms: Rooms, path: str, config: dict[str, Any]) -> str:
    """Make a dashboard, once, and return its address."""
    api = rooms.stack.hass.api
    known = {each["url_path"] for each in await api.command("lovelace/dashboards/list")}
    if path not in known:
        await api.command(
            "lovelace/dashboards/create",
            url_path=path,
            title=path,
            mode="storage",
            show_in_sidebar=True,
            require_admin=False,
        )
    await api.command("lovelace/config/save", url_path=path, config=config)
    return f"/{path}"


async def cards_are_drawn(page: Page) -> None:
    """Wait for what each card is about."""
    await page.get_by_text("Everything works").wait_for()
    await page.get_by_role("heading", name="Downloads").wait_for()
    await page.get_by_role("log", name="Conversation with AutoArr").wait_for()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_the_cards_show_what_the_panel_does(rooms: Rooms, look: Look) -> None:
    """Each is drawn, readable by everybody, and leads to its page of the panel."""
    path = await dashboard(rooms, "cards-only", CARDS)
    async with rooms.at(f"{path}/cards", look) as page:
        await cards_are_drawn(page)
        for kind in KINDS:
            card = page.locator(f"autoarr-{kind}-card")
            await accessible(page, card)
            await narrow(page, card)
        asked = page.locator("autoarr-request-card")
        await asked.get_by_role("textbox", name="Your message").fill("Add Superman")
        await page.keyboard.press("Enter")
        await asked.get_by_role("button", name="Superman (1978)").wait_for()
        await press(look, asked.get_by_role("button", name="None of these"))
        await asked.get_by_text("is cancelled").first.wait_for()

        await press(look, page.locator("autoarr-stack-card").get_by_role("link", name="Overview"))
        await page.wait_for_url("**/autoarr/overview")
        await page.get_by_role("region", name="From wish to screen").wait_for()


async def test_cards_that_load_before_home_assistant_are_drawn(rooms: Rooms) -> None:
    """Home Assistant replaces the registry of elements when it comes: what was defined before is forgotten."""
    path = await dashboard(rooms, "cards-only", CARDS)
    async with rooms.at(None) as page:

        async def once_the_cards_are_there(route: Route) -> None:
            # A second import of a module waits for the first.
            await page.evaluate("(url) => import(url).then(() => true)", (await cards.value).url)
            await route.continue_()

        await page.route("**/frontend_latest/app.*.js", once_the_cards_are_there)
        async with page.expect_request("**/autoarr_static/cards-*.js") as cards:
            await rooms.go(page, f"{path}/cards")
        await cards_are_drawn(page)


async def test_a_card_is_added_and_set_without_yaml(rooms: Rooms) -> None:
    """It is in the picker, with a preview and an editor; what is set there is what the dashboard keeps."""
    path = await dashboard(
        rooms, "cards-empty", {"views": [VIEW | {"sections": [{"type": "grid", "cards": []}]}]}
    )
    async with rooms.at(f"{path}/cards", DESK, excused=PICKER) as page:
        await page.get_by_role("button", name="Edit dashboard").click()
        await page.get_by_role("button", name="Add card").first.click()
        await page.get_by_role("button", name="Browse all cards").click()
        await page.get_by_placeholder("Search cards").fill("autoarr")
        # Home Assistant lays a pane over each preview, which takes the click.
        await page.get_by_text("AutoArr: downloads", exact=True).click(force=True)

        await page.get_by_role("textbox", name="Title").fill("What fails")
        await page.get_by_role("spinbutton", name="Most rows").fill("7")
        assert await page.get_by_text("Only what failed").count()
        await page.get_by_role("heading", name="What fails").wait_for()
        await page.get_by_role("button", name="Save", exact=True).click()
        await page.get_by_role("button", name="Done").click()
        await page.get_by_role("heading", name="What fails").wait_for()
    kept = await rooms.stack.hass.api.command("lovelace/config", url_path="cards-empty")
    [card] = kept["views"][0]["sections"][0]["cards"]
    assert card == {
        "type": "custom:autoarr-queue-card",
        "title": "What fails",
        "max_rows": 7,
    }


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_a_dashboard_makes_itself(rooms: Rooms, look: Look) -> None:
    """The cards, what was asked for and what comes, and every entity."""
    path = await dashboard(rooms, "makes-itself", STRATEGY)
    async with rooms.at(path, look) as page:
        await cards_are_drawn(page)
        await press(look, page.get_by_role("tab", name="Requests"))
        await page.get_by_text("Releases").first.wait_for()
        await press(look, page.get_by_role("tab", name="Entities"))
        await page.get_by_text("Radarr Connectivity").wait_for()
        headings = await page.get_by_role("heading", level=2).all_inner_texts()
        assert "Sensor" in headings
        assert len(set(headings)) == len(headings)
