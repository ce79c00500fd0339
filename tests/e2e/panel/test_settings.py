"""The settings: a policy is changed by a choice, and holds."""

import pytest

from .acts import dialog, press, toast
from .judge import judge
from .looks import LOOKS, Look
from .rooms import Rooms


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_a_policy_is_changed_and_holds(rooms: Rooms, look: Look) -> None:
    """It is in force at once, and still shown when the page is loaded again."""
    async with rooms.at("/autoarr/settings", look) as page:
        choice = page.get_by_role("combobox", name="Take another release")
        await choice.wait_for()
        assert await rooms.policy("next_release") == "report"
        await judge(page, page.locator("autoarr-panel"))
        await choice.select_option(label="Ask first")
        await toast(page, "Saved")
        assert await rooms.policy("next_release") == "ask"

        await page.reload()
        await choice.wait_for()
        assert await choice.evaluate("(one) => one.selectedOptions[0].label") == "Ask first"

        await press(look, page.get_by_role("button", name="Dry run", exact=True))
        asked = dialog(page, "Dry run")
        await press(look, asked.get_by_role("button", name="Set"))
        await asked.get_by_role("dialog").wait_for(state="hidden")
        assert await rooms.policy("next_release") == "report"
        dry = page.get_by_role("button", name="Dry run", exact=True, pressed=True)
        await dry.wait_for()


async def test_when_the_audit_looks_is_changed(rooms: Rooms) -> None:
    """It is kept by AutoArr, and said on the page of the audit."""
    await rooms.stack.hass.api.command(
        "autoarr/settings/set_audit_schedule", interval="daily", time="03:30:00", weekday="mon"
    )
    async with rooms.at("/autoarr/settings") as page:
        interval = page.get_by_role("combobox", name="How often")
        await interval.select_option(label="Every week")
        await page.get_by_role("combobox", name="Day").select_option(label="Sunday")
        await page.get_by_role("button", name="Save").click()
        await toast(page, "Saved")
        await page.get_by_role("link", name="Audit").click()
        await page.get_by_text("Every week: Sunday,").wait_for()
