"""A real Chromium that is logged in at a real Home Assistant, without a way to the internet."""

from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
import json
import os
from pathlib import Path
import shutil
from typing import Self
from urllib.parse import urlsplit

from playwright.async_api import (
    Browser as Chromium,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    async_playwright,
)

from tests.fakes.usenet.tools import REPOSITORY

from .api import Login
from .homeassistant import RealHomeAssistant
from .signing_in import sign_in

_TOOLCHAIN = REPOSITORY / ".toolchain"
_LAUNCHER = _TOOLCHAIN / "chromium" / "bin" / "chromium"
_REASON = _TOOLCHAIN / "chromium-missing"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No name but loopback's resolves: a request that leaves the machine fails, and is still recorded.
_ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-proxy-server",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_LOOPBACK = ("127.0.0.1", "localhost")
_LOCAL_SCHEMES = ("data", "blob", "about", "chrome", "chrome-extension")
WAIT_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Screen:
    """What somebody looks at: a size in CSS pixels, and whether it is touched."""

    width: int
    height: int
    touch: bool = False


PHONE = Screen(width=390, height=844, touch=True)
DESKTOP = Screen(width=1280, height=800)
NARROW = Screen(width=320, height=640, touch=True)


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """Something a page told its console, or threw; `level` is error, warning or thrown."""

    level: str
    text: str
    url: str


@dataclass(kw_only=True)
class View:
    """One page in a browser profile of its own, and what was heard from it."""

    page: Page
    complaints: list[Complaint] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    """The addresses it asked for that are not on this machine."""

    @property
    def context(self) -> BrowserContext:
        """Return its browser profile."""
        return self.page.context

    async def close(self) -> None:
        """Close the page and forget the profile."""
        await self.page.context.close()

    async def __aenter__(self) -> Self:
        """Return itself, to be closed at the end."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self.close()


def chromium_path() -> Path | None:
    """Return the Chromium to use: `$CHROMIUM`, one on the path, else the one of scripts/setup; None without any.

    `AUTOARR_BROWSER=debian` asks for the one of scripts/setup, whatever else there is.
    """
    return next(_candidates(), None)


def missing_reason() -> str | None:
    """Return why no Chromium can be run here, None when one can."""
    if chromium_path() is not None:
        return None
    if _REASON.is_file():
        return _REASON.read_text().strip()
    return "no Chromium: run scripts/setup, or name one in CHROMIUM"


def _candidates() -> Iterator[Path]:
    """Give what can be run, the first choice first."""
    if os.environ.get("AUTOARR_BROWSER") != "debian":
        if (named := os.environ.get("CHROMIUM")) and (found := shutil.which(named)):
            yield Path(found)
        for name in _NAMES:
            if found := shutil.which(name):
                yield Path(found)
    if _LAUNCHER.is_file():
        yield _LAUNCHER


class Browser:
    """One Chromium; `async with Browser() as browser: view = await browser.open(hass, "/autoarr", screen=PHONE)`."""

    def __init__(self, *, arguments: tuple[str, ...] = ()) -> None:
        """Prepare one; `arguments` go to its command line beside ours."""
        self._arguments = [*_ARGUMENTS, *arguments]
        self._running = AsyncExitStack()
        self._chromium: Chromium | None = None

    async def __aenter__(self) -> Self:
        """Start it; raises RuntimeError when there is none."""
        path = chromium_path()
        if path is None:
            raise RuntimeError(missing_reason())
        driver = await self._running.enter_async_context(async_playwright())
        try:
            self._chromium = await driver.chromium.launch(
                executable_path=path, args=self._arguments
            )
        except BaseException:
            await self._running.aclose()
            raise
        self._running.push_async_callback(self._chromium.close)
        return self

    async def __aexit__(self, *_: object) -> None:
        """End it."""
        await self._running.aclose()

    async def open(
        self,
        hass: RealHomeAssistant,
        path: str = "/autoarr",
        *,
        screen: Screen = DESKTOP,
        dark: bool = False,
        login: Login | None = None,
        language: str = "en-GB",
        scale: float = 1.0,
    ) -> View:
        """Log in, the owner or `login`, and go to a path of Home Assistant in a fresh profile."""
        view = await self.blank(
            hass, screen=screen, dark=dark, login=login, language=language, scale=scale
        )
        await view.page.goto(f"{hass.url}{path}", wait_until="domcontentloaded")
        return view

    async def blank(
        self,
        hass: RealHomeAssistant,
        *,
        screen: Screen = DESKTOP,
        dark: bool = False,
        login: Login | None = None,
        language: str = "en-GB",
        scale: float = 1.0,
    ) -> View:
        """Return a logged-in page that has gone nowhere yet."""
        if self._chromium is None:
            raise RuntimeError("the browser was not started yet")
        tokens = await sign_in(hass.url, login or hass.login)
        context = await self._chromium.new_context(
            viewport={"width": screen.width, "height": screen.height},
            has_touch=screen.touch,
            is_mobile=screen.touch,
            color_scheme="dark" if dark else "light",
            locale=language,
            device_scale_factor=scale,
        )
        context.set_default_timeout(WAIT_SECONDS * 1000)
        stored = json.dumps(json.dumps(tokens.as_stored()))
        await context.add_init_script(
            f"if (location.origin === {json.dumps(hass.url)} && !localStorage.hassTokens)"
            f" localStorage.hassTokens = {stored};"
        )
        view = View(page=await context.new_page())
        context.on("console", lambda message: _heard(view, message))
        context.on("weberror", lambda error: _thrown(view, error))
        context.on("request", lambda request: _asked(view, request))
        return view


def _heard(view: View, message: ConsoleMessage) -> None:
    """Keep what a page complains of."""
    if message.type in ("error", "warning"):
        url = str(message.location.get("url", ""))
        view.complaints.append(Complaint(level=message.type, text=message.text, url=url))


def _thrown(view: View, error: WebError) -> None:
    """Keep what nothing in a page has caught, with where it was thrown."""
    thrown = error.error
    view.complaints.append(
        Complaint(level="thrown", text=str(thrown), url=getattr(thrown, "stack", "") or "")
    )


def _asked(view: View, request: Request) -> None:
    """Keep where a page wanted to go outside of this machine."""
    address = urlsplit(request.url)
    if address.scheme not in _LOCAL_SCHEMES and address.hostname not in _LOOPBACK:
        view.foreign.append(request.url)
