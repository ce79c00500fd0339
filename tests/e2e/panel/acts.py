"""What people do with what they see, found by its role and its words."""

from typing import Any

from playwright.async_api import Locator, Page

from .looks import Look

FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.ariaLabel || at?.title || at?.getRootNode().host?.textContent?.trim() || at?.textContent?.trim() || "";
}"""
"""What the keyboard is on, by what it is called."""

MOST_TABS = 120


async def press(look: Look, what: Locator) -> None:
    """Click it, or touch it where there is no mouse."""
    if look.screen.touch:
        await what.tap()
    else:
        await what.click()


def dialog(page: Page, heading: str) -> Locator:
    """Return the dialog with a heading, with the buttons it was given."""
    return page.locator("autoarr-dialog").filter(has=page.get_by_role("dialog", name=heading))


async def focused(page: Page) -> str:
    """Return what the keyboard is on."""
    name: str = await page.evaluate(FOCUSED)
    return name


async def tab_to(page: Page, name: str) -> None:
    """Press Tab until the keyboard is on something; asserts that it gets there."""
    seen: list[str] = []
    for _ in range(MOST_TABS):
        await page.keyboard.press("Tab")
        if (now := await focused(page)) == name:
            return
        seen.append(now)
    raise AssertionError(f"the keyboard does not get to {name!r}, only to {seen}")


async def toast(page: Page, words: str) -> None:
    """Wait until Home Assistant says something at the edge of the screen."""
    await page.get_by_text(words).first.wait_for()


async def address(page: Page, tail: str) -> None:
    """Wait until the address ends so."""
    await page.wait_for_url(f"**{tail}")


type Row = dict[str, Any]
