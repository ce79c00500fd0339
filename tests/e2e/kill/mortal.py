"""A house whose programs can be killed: a real Home Assistant, a real SABnzbd, a Radarr that remembers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e.demo.timeline import line, repairs, timeline
from tests.e2e.stack.homeassistant import RealHomeAssistant
from tests.e2e.stack.house import House, Service
from tests.e2e.stack.ports import free_port
from tests.e2e.stack.posts import FADED, GONE_ARTICLES, WHOLE
from tests.e2e.stack.sabnzbd import RealSabnzbd
from tests.e2e.stack.waiting import until
from tests.fakes.usenet import ArticleStore, NntpServer

from .apart import RadarrApart

DUNE = 438631
FIRST = f"Dune.2021.1080p.BluRay.x265-{FADED}"
SECOND = f"Dune.2021.1080p.WEB-DL.H265-{WHOLE}"
IMPORTED_SECONDS = 300.0
"""AutoArr gives a grab whose asker died three minutes to show, and looks a minute apart; then it is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mortal:
    """The programs, and what one looks for after one of them has died."""

    news: NntpServer
    sabnzbd: RealSabnzbd
    radarr: RadarrApart
    hass: RealHomeAssistant
    house: House
    lost: list[str] = field(default_factory=list)
    """What SABnzbd no longer knew when it was back."""

    async def recovered(self) -> None:
        """Wait until the film is there."""

        async def there() -> bool:
            return await self.radarr.has_file(DUNE)

        await until(there, seconds=IMPORTED_SECONDS, pause=0.5)

    async def repairs(self) -> list[str]:
        """Return what recovery has begun to do, oldest first."""
        return [event["data"]["action"] for event in repairs(await timeline(self.house))]

    async def succeeded(self, action: str) -> int:
        """Return how many actions of a name were done, as far as AutoArr knows."""
        events = await timeline(self.house)
        begun = {
            event["id"]
            for event in events
            if event["kind"] == "action_started" and event["data"]["action"] == action
        }
        return sum(
            event["data"].get("action_id") in begun and event["data"]["ok"] for event in events
        )

    async def settled(self) -> None:
        """Wait until no action's end is unknown any more."""

        async def known() -> bool:
            events = await timeline(self.house)
            begun = {event["id"] for event in events if event["kind"] == "action_started"}
            ends = ("action_finished", "action_failed", "action_resolved")
            ended = {event["data"]["action_id"] for event in events if event["kind"] in ends}
            return begun <= ended

        await until(known, seconds=IMPORTED_SECONDS, pause=0.5)

    async def told(self) -> str:
        """Return what helps to understand why a test waited in vain."""
        return "\n".join(
            (
                *(line(event) for event in await timeline(self.house)),
                f"grabs {await self.radarr.grabs()}, blocklist {await self.radarr.blocklisted()}",
                f"SABnzbd {[(job['name'], job['status']) for job in await self.jobs()]}",
                f"failures {await self.house.ask('get_failures')}",
            )
        )

    async def jobs(self) -> list[dict[str, Any]]:
        """Return what SABnzbd has ended, what Radarr has archived included."""
        found: list[dict[str, Any]] = []
        for archive in (0, 1):
            page: dict[str, Any] = await self.sabnzbd.api("history", limit=100, archive=archive)
            found += page["history"]["slots"]
        return found


@asynccontextmanager
async def mortal(folder: Path, turn: asyncio.Semaphore) -> AsyncIterator[Mortal]:
    """Run everything when it is its turn to start, AutoArr set up to own Radarr's failures and to act by itself."""
    await asyncio.to_thread(folder.mkdir)
    async with AsyncExitStack() as running:
        house = await _started(folder, running, turn)
        yield house
        hass, sabnzbd = house.hass, house.sabnzbd
        assert hass.complaints(expected=("cannot be reached",)) == []
        assert hass.leaks((house.radarr.api_key, sabnzbd.api_key, sabnzbd.nzb_key)) == []


async def _started(folder: Path, running: AsyncExitStack, turn: asyncio.Semaphore) -> Mortal:
    """Start everything and set AutoArr up; `running` ends it."""
    async with turn:
        start = running.enter_async_context
        articles = folder / "articles"
        news = await start(NntpServer(ArticleStore(articles)))
        await news.behave(missing=list(GONE_ARTICLES))
        sabnzbd = await start(RealSabnzbd(folder / "sabnzbd", news.port, port=free_port()))
        radarr = await start(RadarrApart(folder / "radarr", articles, sabnzbd))
        hass = await start(RealHomeAssistant(folder / "homeassistant"))
        house = House(hass)
        await house.set_up(
            Service(kind="radarr", url=radarr.url, key=radarr.api_key),
            Service(kind="sabnzbd", url=sabnzbd.url, key=sabnzbd.api_key),
        )
        await house.ask("set_mode", device_id=await house.device("radarr"), mode="manage")
        await house.tell("set_policy", preset="recommended")
        return Mortal(news=news, sabnzbd=sabnzbd, radarr=radarr, hass=hass, house=house)
