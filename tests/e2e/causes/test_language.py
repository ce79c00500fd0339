"""A SABnzbd that speaks German: the same causes, told by stages, labels and what nobody translates."""

import pytest

from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.models import Mode
from tests.fakes.usenet import Par2

from .editions import BOTH, needs_sabnzbd
from .evidence import Seen
from .house import House
from .stories import first_failure, release, replaced
from .test_release import broken, hostile

pytestmark = needs_sabnzbd


async def speaks_german(house: House) -> None:
    """Set the language of SABnzbd."""
    await house.sabnzbd.configure(language="de")


@BOTH
async def test_repair_in_german(house: House) -> None:
    """The count of missing blocks stays at the end."""
    await speaks_german(house)
    bad, good = house.offer("SHORT"), house.offer("WHOLE")
    await house.news.behave(missing=bad.beyond_par2())
    seen = await replaced(house, Mode.MANAGE, bad, good)
    assert seen == release(Cause.PAR2_DAMAGED, Kind.TOO_FEW_BLOCKS)
    (told, *_) = [e for e in house.journal.recent(500) if e.kind == "failure_seen"]
    assert "Reparatur fehlgeschlagen" in str(told.data["evidence"])


@BOTH
async def test_missing_articles_in_german(house: House) -> None:
    """The address at the end is the same in every language."""
    await speaks_german(house)
    bad, good = house.offer("GONE"), house.offer("WHOLE")
    await house.news.behave(missing=bad.everything())
    seen = await replaced(house, Mode.MANAGE, bad, good)
    assert seen.cause is Cause.ARTICLE_MISSING


async def test_a_broken_archive_in_german(house: House) -> None:
    """The stage that failed says it."""
    await speaks_german(house)
    bad = house.offer_files("BROKEN", broken, par2=Par2())
    good = house.offer("WHOLE")
    seen = await replaced(house, Mode.MANAGE, bad, good)
    assert seen.cause is Cause.UNPACK


async def test_an_encrypted_post_in_german(house: House) -> None:
    """Labels are not translated."""
    await speaks_german(house)
    bad, good = house.offer("LOCKED", password="open sesame"), house.offer("WHOLE")
    await house.news.behave(delay=0.02)
    seen = await replaced(house, Mode.MANAGE, bad, good, stuck=True)
    assert seen == release(Cause.PASSWORD, Kind.ENCRYPTED_PAUSED)


@pytest.mark.parametrize("action", [1, 2], ids=["paused", "failed"])
async def test_unwanted_files_in_german(house: House, action: int) -> None:
    """Whichever way it is shown, nothing worse than another release comes of it."""
    await speaks_german(house)
    await house.sabnzbd.configure(unwanted_extensions="exe", action_on_unwanted_extensions=action)
    await house.news.behave(delay=0.05 if action == 1 else 0.0)
    house.offer_files("HOSTILE", hostile)
    house.offer("WHOLE")
    seen = await first_failure(house, Mode.MANAGE)
    assert seen.cause in {Cause.UNWANTED_CONTENT, Cause.UNKNOWN}
    assert seen.at_fault in {FaultOf.RELEASE, FaultOf.UNKNOWN}


async def test_a_script_in_german(house: House) -> None:
    """The stage and the exit code are not translated."""
    await speaks_german(house)
    await house.sabnzbd.configure(script_can_fail=1)
    script = house.sabnzbd.scripts_dir / "notify.sh"
    script.write_text("#!/bin/sh\nexit 3\n")
    script.chmod(0o755)
    await house.sabnzbd.set_script("movies", "notify.sh")
    try:
        house.offer("WHOLE")
        seen = await first_failure(house, Mode.MANAGE)
        assert seen == Seen(cause=Cause.SCRIPT, kind=Kind.SCRIPT_FAILED, at_fault=FaultOf.LOCAL)
    finally:
        await house.sabnzbd.set_script("movies", "Default")
