"""Kill -9 of Home Assistant, SABnzbd and Radarr at nine points of a recovery: nothing twice, nothing lost.

Most of the time is spent waiting, so all of them are tried at once, each in a house of its own; starting
one takes a processor, so that they start two at a time.
"""

import asyncio
from pathlib import Path

import pytest

from tests.e2e.stack.sabnzbd import missing_reason

from .deaths import DEATHS, OF_A_RETRY, Death, one_other_release, the_same_release
from .mortal import mortal

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(600),
    pytest.mark.skipif(missing_reason() is not None, reason=str(missing_reason())),
]


START_AT_ONCE = 2


async def survives(folder: Path, death: Death, turn: asyncio.Semaphore) -> None:
    """Try one death: in the end the film is there, and every action's end is known."""
    async with mortal(folder, turn) as house:
        try:
            await death(house)
            await house.recovered()
            await house.settled()
            same = death in OF_A_RETRY
            await (the_same_release(house) if same else one_other_release(house))
        except (AssertionError, TimeoutError) as error:
            error.add_note(await house.told())
            raise


async def test_nothing_is_done_twice_and_nothing_lost(tmp_path: Path) -> None:
    """Whichever program dies, and wherever it does."""
    turn = asyncio.Semaphore(START_AT_ONCE)
    ended = await asyncio.gather(
        *(survives(tmp_path / death.__name__, death, turn) for death in DEATHS),
        return_exceptions=True,
    )
    wrong = []
    for death, error in zip(DEATHS, ended, strict=True):
        if isinstance(error, Exception):
            error.add_note(death.__name__)
            wrong.append(error)
    if wrong:
        raise ExceptionGroup("not every house survived", wrong)
