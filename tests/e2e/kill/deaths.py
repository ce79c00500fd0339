"""The nine points at which a program dies, each with what it takes to get there and to go on."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
import shutil

from tests.e2e.stack.waiting import until

from .mortal import DUNE, FIRST, SECOND, Mortal

BLAMING = r"(DELETE /api/v3/queue/\d+|POST /api/v3/history/failed/\d+)"
SEARCHING = r"GET /api/v3/release\b"
GRABBING = r"POST /api/v3/release\b"
LOOKING = r"GET /api/v3/(queue|history|blocklist|config/downloadclient)\b"
LONG_SECONDS = 300.0
"""A look a minute, on a machine that runs nine houses at once."""

SLOWLY = 0.3
"""Seconds an article takes in a download that is to be seen before it fails."""

type Death = Callable[[Mortal], Awaitable[None]]


def path_of(what: str) -> str:
    """Return the pattern of the paths in one of requests."""
    for method in ("DELETE ", "POST ", "GET "):
        what = what.replace(method, "")
    return what


async def asked(house: Mortal, what: str) -> None:
    """Wait until Radarr has been asked for something, and dawdles over it."""
    await until(lambda: house.radarr.asked(what), seconds=LONG_SECONDS)


async def downloading(house: Mortal) -> None:
    """Let the first release be grabbed, and be seen by Radarr and AutoArr while it downloads."""
    await house.news.behave(delay=SLOWLY)
    await house.radarr.add(DUNE)

    async def in_its_queue() -> bool:
        return bool((await house.radarr.get("queue"))["records"])

    await until(in_its_queue, seconds=60)
    await house.house.press("sabnzbd", "refresh")


async def fails_before_autoarr(house: Mortal) -> None:
    """Let the first release fail, and AutoArr be the first to see it."""
    await downloading(house)
    house.radarr.close_its_eyes()
    await house.news.behave(delay=0.0)


async def radarr_again(house: Mortal) -> None:
    """Kill Radarr, which ends what it dawdles over, and start it again."""
    await house.radarr.kill()
    await asyncio.sleep(1.0)
    house.radarr.open_its_eyes()
    await house.radarr.start()


# ── Home Assistant dies ──


async def home_assistant_before_the_action_is_written(house: Mortal) -> None:
    """Let AutoArr have seen the failure, and be asking Radarr about it."""
    await downloading(house)
    await house.radarr.dawdle(path_of(LOOKING))
    await house.news.behave(delay=0.0)
    await until(house.sabnzbd.history)
    await house.house.press("sabnzbd", "refresh")
    await asyncio.sleep(1.0)
    await house.hass.kill()
    assert not await house.radarr.asked(BLAMING)
    await radarr_again(house)
    await house.hass.start()


async def home_assistant_before_the_action_is_done(house: Mortal) -> None:
    """Let it be written down, and Radarr die as well, so that the release is not blamed."""
    await house.radarr.dawdle(path_of(BLAMING))
    await fails_before_autoarr(house)
    await asked(house, BLAMING)
    await house.hass.kill()
    await radarr_again(house)
    await house.hass.start()


async def home_assistant_before_the_answer(house: Mortal) -> None:
    """Let the release be blamed after the one who asked for it has died."""
    await house.radarr.dawdle(path_of(BLAMING), seconds=3.0)
    await fails_before_autoarr(house)
    await asked(house, BLAMING)
    await house.hass.kill()
    await asyncio.sleep(3.5)
    house.radarr.open_its_eyes()
    await house.radarr.behave()
    await house.hass.start()


async def home_assistant_between_two_steps(house: Mortal) -> None:
    """Let the release be blamed, and another one be searched for."""
    await house.radarr.dawdle(f"{path_of(SEARCHING)}$")
    await fails_before_autoarr(house)
    await asked(house, SEARCHING)
    await house.hass.kill()
    await radarr_again(house)
    await house.hass.start()


async def home_assistant_during_the_grab(house: Mortal) -> None:
    """Let the grab be done, and nobody be there to hear of it."""
    await house.radarr.dawdle(f"{path_of(SEARCHING)}$", seconds=3.0)
    await fails_before_autoarr(house)
    await asked(house, GRABBING)
    await house.hass.kill()
    await asyncio.sleep(3.5)
    house.radarr.open_its_eyes()
    await house.radarr.behave()
    await house.hass.start()


# ── a service dies ──


async def radarr_while_it_blocklists(house: Mortal) -> None:
    """Let what it was asked for be lost with it."""
    await house.radarr.dawdle(path_of(BLAMING))
    await fails_before_autoarr(house)
    await asked(house, BLAMING)
    await radarr_again(house)


async def radarr_while_it_searches(house: Mortal) -> None:
    """Let the release be blamed, and what the indexers say be lost."""
    await house.radarr.dawdle(f"{path_of(SEARCHING)}$")
    await fails_before_autoarr(house)
    await asked(house, SEARCHING)
    await radarr_again(house)


async def sabnzbd_during_a_retry(house: Mortal) -> None:
    """Let it die with a retry that it may have written down, or not."""
    await dies_with_a_retry(house)
    await back_again(house)


async def sabnzbd_that_forgets_a_retry(house: Mortal) -> None:
    """Let nothing of the retry be written down when it dies."""
    await dies_with_a_retry(house)
    for kept in ("queue*.sab", "postproc*.sab", "history*.db*"):
        for path in (house.sabnzbd.workdir / "admin").glob(kept):
            path.unlink()
    for folder in (house.sabnzbd.incomplete_dir, house.sabnzbd.complete_dir):
        await asyncio.to_thread(shutil.rmtree, folder)
        folder.mkdir()
    await back_again(house)
    assert house.lost == [FIRST]


async def back_again(house: Mortal) -> None:
    """Start SABnzbd again, and see whether it still knows what it was told to retry."""
    await house.sabnzbd.restart()
    known = [job for job in await house.jobs() if job["status"] != "Failed"]
    if not (await house.sabnzbd.queue() or known or await house.radarr.imports()):
        house.lost.append(FIRST)


async def dies_with_a_retry(house: Mortal) -> None:
    """Let a folder be in the way of a whole release, and be gone when SABnzbd is told to try again."""
    in_the_way = house.sabnzbd.complete_dir / "movies"
    in_the_way.write_text("not a folder")
    await house.news.behave(missing=[])
    await house.radarr.add(DUNE)

    async def failed() -> bool:
        return any(job["status"] == "Failed" for job in await house.sabnzbd.history())

    await until(failed, seconds=60)
    in_the_way.unlink()

    async def retried() -> bool:
        return "recovery.retry_now" in await house.repairs()

    await until(retried, seconds=90, pause=0.02)
    await house.sabnzbd.kill()
    await asyncio.sleep(1.0)


DEATHS: tuple[Death, ...] = (
    # After these AutoArr gives a grab three minutes to show.
    home_assistant_before_the_action_is_done,
    home_assistant_between_two_steps,
    radarr_while_it_blocklists,
    radarr_while_it_searches,
    sabnzbd_that_forgets_a_retry,
    sabnzbd_during_a_retry,
    home_assistant_before_the_action_is_written,
    home_assistant_before_the_answer,
    home_assistant_during_the_grab,
)

OF_A_RETRY: frozenset[Death] = frozenset({sabnzbd_during_a_retry, sabnzbd_that_forgets_a_retry})


async def one_other_release(house: Mortal) -> None:
    """See one release blocklisted, another one in the library, and nothing done twice."""
    assert await house.radarr.grabs() == [FIRST, SECOND]
    assert await house.radarr.blocklisted() == [FIRST]
    assert await house.radarr.imports() == [SECOND]
    assert await house.radarr.done(f"{BLAMING}.* 200$") <= 1
    assert await house.radarr.done(f"{GRABBING} 200$") == 1
    names = [job["name"] for job in await house.jobs() if job["status"] == "Completed"]
    assert names == [SECOND]


async def the_same_release(house: Mortal) -> None:
    """See the first release in the library after one retry, fetched once and blamed for nothing.

    A retry that SABnzbd has lost is made up for once: by another retry where it still has the failed job, else
    by a search, which grabs and fetches the release once more.
    """
    lost = len(house.lost)
    retries = await house.succeeded("recovery.retry_now")
    searches = await house.succeeded("recovery.retry_later")
    assert retries == 1 or (lost and not retries)
    assert searches <= lost
    assert retries + searches >= 1
    assert await house.radarr.grabs() == [FIRST] * (1 + searches)
    assert await house.radarr.imports() == [FIRST]
    assert await house.radarr.blocklisted() == []
    assert max(Counter(house.news.served).values()) <= 1 + lost
