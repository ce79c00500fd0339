"""Judges what is on the screen: accessible, readable on the narrowest screen, silent in the console."""

from collections.abc import Iterable
import contextlib
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Locator, Page, TimeoutError as PlaywrightTimeout

from tests.e2e.stack.browser import NARROW
from tests.fakes.usenet.tools import REPOSITORY

type Scheme = Literal["light", "dark"]

AXE = REPOSITORY / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
THEMED = """(dark) => document.querySelector("home-assistant").hass?.themes?.darkMode === dark"""
SETTLED = """async () => {
  const changing = (root) =>
    root.getAnimations().some((one) => one instanceof CSSTransition && one.playState === "running") ||
    [...root.querySelectorAll("*")].some(({ shadowRoot }) => shadowRoot && changing(shadowRoot));
  for (let calm = 0; calm < 4; calm += 1) {
    await new Promise(requestAnimationFrame);
    if (changing(document)) calm = 0;
  }
}"""
"""Waits until no colour changes any more: those in between are none that anybody has to read."""

WIDEST = """(root) => {
  const wide = [];
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) wide.push(`the page: ${page.scrollWidth}`);
  const walk = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const scrolls = ["auto", "scroll"].includes(style.overflowX);
    if (element.localName === "main" && element.scrollWidth > element.clientWidth)
      wide.push(`main: ${element.scrollWidth}`);
    if (box.width && box.right > innerWidth + 1 && style.clipPath === "none")
      wide.push(`${element.localName}.${element.className}: ${box.right}`);
    if (scrolls && element.localName !== "main") return;
    for (const child of [...(element.shadowRoot?.children ?? []), ...element.children]) walk(child);
  };
  walk(root);
  return wide;
}"""
"""What reaches beyond the right edge of the screen; what scrolls by itself inside may."""


async def judge(page: Page, ours: Locator) -> None:
    """Judge one of our elements in both colour schemes, and on the narrowest screen; asserts."""
    await accessible(page, ours)
    await narrow(page, ours)


async def accessible(page: Page, ours: Locator) -> None:
    """Let axe look at it, light and dark; asserts that it finds nothing."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text())
    dark = await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        await shine(page, scheme)
        found: dict[str, Any] = await ours.evaluate(
            "(root, tags) => axe.run(root, {runOnly: tags, resultTypes: ['violations']})",
            list(TAGS),
        )
        assert found["passes"], "axe looked at nothing"
        lines = _lines(found["violations"])
        assert not lines, "\n".join([f"{scheme}, {page.url}:", *lines])
    await page.emulate_media(color_scheme="dark" if dark else "light")


async def shine(page: Page, scheme: Scheme) -> None:
    """Let the browser prefer light or dark, and wait until Home Assistant has followed; asserts that it does."""
    for _ in range(3):
        await page.emulate_media(color_scheme=scheme)
        with contextlib.suppress(PlaywrightTimeout):
            await page.wait_for_function(THEMED, arg=scheme == "dark", timeout=5_000)
            await page.evaluate(SETTLED)
            return
        # A change while Home Assistant is loading its themes passes unheard.
        await page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
    raise AssertionError(f"Home Assistant does not turn {scheme}")


async def narrow(page: Page, ours: Locator) -> None:
    """Assert that nothing has to be scrolled sideways on the narrowest screen."""
    before = page.viewport_size
    await page.set_viewport_size({"width": NARROW.width, "height": NARROW.height})
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    assert await ours.evaluate(WIDEST) == []
    assert before is not None
    await page.set_viewport_size(before)


async def picture(page: Page, folder: Path, name: str) -> Path:
    """Write what is on the screen, and return where."""
    path = folder / f"{name}.png"
    await page.screenshot(path=path)
    return path


def _lines(violations: Iterable[dict[str, Any]]) -> list[str]:
    """Return what axe found, an element a line."""
    return [
        f"{violation['id']}: {node['html'][:200]} – {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
