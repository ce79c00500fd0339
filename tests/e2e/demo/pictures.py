"""`scripts/screenshots`: pictures of the panel and the cards, taken from the demo's stack."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
import io
from pathlib import Path
import re
import sys
import tempfile

from PIL import Image
from playwright.async_api import Page, WebSocketRoute

from tests.e2e.stack import browser, sabnzbd
from tests.e2e.stack.browser import PHONE, Browser, Screen
from tests.e2e.stack.stack import Stack
from tests.fakes.usenet.tools import REPOSITORY

from .scenery import CARDS_PATH, set_scene

FOLDER = REPOSITORY / "docs" / "images"
SCALE = 1.5
DESK = Screen(width=1280, height=1000)
ICONS = """() => {
  const blank = (root) => [...root.querySelectorAll("*")].some((one) => {
    if (one.localName === "ha-icon" && one.icon && one.getClientRects().length)
      return !one.shadowRoot?.querySelector("ha-svg-icon")?.path;
    return one.shadowRoot ? blank(one.shadowRoot) : false;
  });
  return !blank(document);
}"""
"""Whether every icon is there: Home Assistant fetches them when they are first shown."""
COLOURS = 192
MOST_BYTES = 150_000
PORTS = {"Radarr": 7878, "Sonarr": 8989, "SABnzbd": 8080, "Plex": 32400, "App": 8099}
"""Where the services usually listen; the demo's listen anywhere."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture: what is opened, what is done there, and what has to be seen before it is taken."""

    name: str
    path: str
    seen: str
    """The element whose last one has to be there."""
    act: Callable[[Page], Awaitable[None]] | None = None
    dark: bool = False
    screens: tuple[tuple[str, Screen], ...] = (("desktop", DESK), ("phone", PHONE))


async def converse(page: Page) -> None:
    """Ask for something there are several of, and wait for the choice."""
    await page.get_by_role("textbox", name="Your message").fill("Add Ghostbusters")
    await page.keyboard.press("Enter")
    await page.get_by_role("log").get_by_text("or from").wait_for()
    await page.get_by_role("button", name="Ghostbusters (1984)").first.wait_for()


async def unfold(page: Page) -> None:
    """Open a finding."""
    await page.locator("autoarr-finding").first.locator("summary").click()


PICTURES = (
    Picture(name="overview", path="/autoarr/overview", seen="autoarr-job"),
    Picture(name="requests", path="/autoarr/requests", seen="autoarr-request", act=converse),
    Picture(name="audit", path="/autoarr/audit", seen="autoarr-finding", act=unfold),
    Picture(name="activity", path="/autoarr/activity", seen="autoarr-event"),
    Picture(name="settings", path="/autoarr/settings", seen="autoarr-settings-recovery"),
    Picture(
        name="overview-dark",
        path="/autoarr/overview",
        seen="autoarr-job",
        dark=True,
        screens=(("desktop", DESK),),
    ),
    Picture(
        name="activity-dark",
        path="/autoarr/activity",
        seen="autoarr-event",
        dark=True,
        screens=(("phone", PHONE),),
    ),
    Picture(name="cards", path=f"/{CARDS_PATH}", seen="autoarr-conversation"),
)


def main() -> int:
    """Take the pictures and return the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/screenshots", description=__doc__)
    parser.add_argument("--to", type=Path, default=FOLDER, help="a folder (docs/images)")
    parser.add_argument("--only", action="append", help="the beginning of a name (all)")
    given = parser.parse_args()
    if (reason := sabnzbd.missing_reason() or browser.missing_reason()) is not None:
        print(f"error: {reason}", file=sys.stderr)
        return 1
    given.to.mkdir(parents=True, exist_ok=True)
    chosen = [one for one in PICTURES if one.name.startswith(tuple(given.only or [""]))]
    return asyncio.run(take(chosen, given.to))


async def take(pictures: list[Picture], folder: Path) -> int:
    """Run the stack, let things happen, and take the pictures."""
    large = []
    with tempfile.TemporaryDirectory(prefix="autoarr-pictures-") as place:
        async with Stack(Path(place)) as stack, Browser() as chromium:
            print("Letting things happen …", flush=True)
            await set_scene(stack)
            for picture in pictures:
                for kind, screen in picture.screens:
                    name = f"{picture.name}-{kind}"
                    content = small(await photograph(stack, chromium, picture, screen))
                    (folder / f"{name}.png").write_bytes(content)
                    print(f"{name}.png  {len(content) / 1000:.0f} kB", flush=True)
                    if len(content) > MOST_BYTES:
                        large.append(name)
    if large:
        print(f"error: larger than {MOST_BYTES / 1000:.0f} kB: {', '.join(large)}", file=sys.stderr)
    return int(bool(large))


async def photograph(stack: Stack, chromium: Browser, picture: Picture, screen: Screen) -> bytes:
    """Open a page, wait until all of it is there, and return what is on the screen."""
    async with await chromium.blank(
        stack.hass, screen=screen, dark=picture.dark, scale=SCALE
    ) as view:
        page = view.page
        await page.route_web_socket(
            re.compile("/api/websocket"), lambda socket: neutral(socket, stack)
        )
        await page.goto(f"{stack.hass.url}{picture.path}", wait_until="networkidle")
        await page.locator(picture.seen).last.wait_for()
        if picture.act is not None:
            await picture.act(page)
        await page.wait_for_load_state("networkidle")
        await page.evaluate("document.fonts.ready")
        await page.wait_for_function(ICONS)
        return await page.screenshot(animations="disabled", caret="hide")


def neutral(socket: WebSocketRoute, stack: Stack) -> None:
    """Show folders and addresses as they would be in a house, not those of this machine and moment."""
    places = {
        str(stack.folder / "media"): "/media",
        str(stack.sabnzbd.incomplete_dir): "/incomplete",
        str(stack.sabnzbd.complete_dir): "/downloads",
        str(stack.folder): "/srv",
        **{
            url: f"http://{name.lower()}.local:{PORTS[name]}"
            for name, url in stack.addresses.items()
        },
    }
    server = socket.connect_to_server()

    def told(message: str | bytes) -> None:
        text = message if isinstance(message, str) else message.decode()
        for here, there in places.items():
            text = text.replace(here, there)
        socket.send(text)

    server.on_message(told)


def small(content: bytes) -> bytes:
    """Return a picture with fewer colours, which is all that a page of text needs."""
    with Image.open(io.BytesIO(content)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    body = io.BytesIO()
    few.save(body, "PNG", optimize=True)
    return body.getvalue()


if __name__ == "__main__":
    sys.exit(main())
