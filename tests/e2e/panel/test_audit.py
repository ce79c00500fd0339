"""The audit: a finding is opened, its change is shown, written, and taken back; the services say so themselves."""

import pytest

from tests.e2e.demo.audit import WRONG

from .acts import dialog, press, toast
from .judge import judge
from .looks import DESK, HAND, Look
from .rooms import Rooms


@pytest.mark.parametrize(
    ("look", "rule", "title", "setting"),
    [
        (
            DESK,
            "radarr.rename",
            "Films keep the names they were posted under",
            "config/naming › renameMovies",
        ),
        (
            HAND,
            "plex.media_deletion",
            "Files can be deleted in Plex",
            "prefs › allowMediaDeletion",
        ),
    ],
    ids=lambda value: getattr(value, "name", None),
)
async def test_a_finding_is_mended_and_undone(
    rooms: Rooms, look: Look, rule: str, title: str, setting: str
) -> None:
    """Nothing is written before the yes; what was written can be taken back from the list of changes."""
    where, wrong = WRONG[rule]
    async with rooms.at("/autoarr/audit", look) as page:
        await press(look, page.get_by_role("button", name="Audit now"))
        await toast(page, "The audit is done.")
        finding = page.get_by_role("listitem").filter(
            has=page.get_by_role("checkbox", name=f"Select: {title}")
        )
        await press(look, finding.get_by_text(title))
        await finding.get_by_role("link", name="Read more at").wait_for()
        await judge(page, page.locator("autoarr-panel"))

        await press(look, finding.get_by_role("button", name="Show the change"))
        shown = dialog(page, "What would change")
        await shown.get_by_text(setting).wait_for()
        await judge(page, page.locator("autoarr-panel"))
        assert await rooms.evidence.setting(*where) == wrong
        await press(look, shown.get_by_role("button", name="Write it"))
        became = dialog(page, "What became of it")
        await became.get_by_text("1 setting was written and holds.").wait_for()
        assert await rooms.evidence.setting(*where) != wrong
        await press(look, became.get_by_role("button", name="Close").last)
        await finding.wait_for(state="detached")

        history = page.get_by_role("listitem").filter(
            has=page.get_by_text("applied", exact=True), has_text=title
        )
        await press(look, history.get_by_text(title))
        await press(look, history.get_by_role("button", name="Undo…"))
        asked = dialog(page, "Undo this change?")
        await press(look, asked.get_by_role("button", name="Write back"))
        await asked.get_by_text("The values from before are back.").wait_for()
        assert await rooms.evidence.setting(*where) == wrong
        await press(look, asked.get_by_role("button", name="Close").last)
        await finding.wait_for()


async def test_a_link_to_a_finding_opens_it(rooms: Rooms) -> None:
    """It is unfolded and has the keyboard; the back button leads to where the link was."""
    await rooms.house.ask("audit")
    async with rooms.at("/autoarr/overview", DESK) as page:
        service = page.get_by_role("region", name="SABnzbd")
        await service.get_by_role("link", name="Show the finding").first.click()
        await page.wait_for_url("**/autoarr/audit/*")
        await page.get_by_role("button", name="Ignore…").wait_for()
        await page.go_back()
        await service.wait_for()
