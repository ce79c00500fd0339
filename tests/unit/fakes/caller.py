"""Speaking to a fake in a test: one line a request."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from tests.fakes.http import FakeService
from tests.fakes.releases import Release
from tests.support.clock import START

DUNE = 438631
NEW_GIRL = 248682


class Caller:
    """Asks a fake with its key and returns status and JSON."""

    def __init__(self, fake: FakeService, session: aiohttp.ClientSession) -> None:
        self._fake = fake
        self._session = session

    async def get(self, path: str, **query: object) -> Any:
        """Return the answer to a GET that must succeed."""
        status, told = await self.ask("GET", path, query={k: str(v) for k, v in query.items()})
        assert status == 200, told
        return told

    async def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        query: Mapping[str, str] | None = None,
        key: str | None = None,
    ) -> tuple[int, Any]:
        """Return status and JSON of any request (None for an empty body)."""
        headers = {"X-Api-Key": self._fake.api_key if key is None else key}
        async with self._session.request(
            method,
            self._fake.url + path,
            params=query,
            json=body,
            headers=headers,
            allow_redirects=False,
        ) as answer:
            text = await answer.text()
            return answer.status, await answer.json() if text else None


@asynccontextmanager
async def calling(fake: FakeService) -> AsyncIterator[Caller]:
    """Open a session to a fake."""
    async with aiohttp.ClientSession() as session:
        yield Caller(fake, session)


def film_release(name: str, *, age: timedelta = timedelta(days=2), **fields: Any) -> Release:
    """Return a release of Dune (2021); `name` is its guid and group."""
    quality = fields.setdefault("quality", "WEBDL-1080p")
    resolution = quality.rpartition("-")[2]
    title = fields.pop("title", f"Dune.2021.{resolution}.WEB-DL.x265-{name.upper()}")
    return Release(
        guid=name,
        title=title,
        nzb=f"<nzb>{name}</nzb>",
        publish_date=fields.pop("publish_date", START - age),
        tmdb_id=fields.pop("tmdb_id", DUNE),
        **fields,
    )


def episode_release(season: int, *numbers: int, name: str = "grp", **fields: Any) -> Release:
    """Return a release of New Girl; without episode numbers it is a season pack."""
    place = f"S{season:02}" + "".join(f"E{n:02}" for n in numbers)
    posted: datetime = fields.pop("publish_date", START - timedelta(days=2))
    return Release(
        guid=f"{place}-{name}",
        title=f"New.Girl.{place}.1080p.WEB-DL.x264-{name.upper()}",
        nzb="<nzb/>",
        publish_date=posted,
        tvdb_id=NEW_GIRL,
        season=season,
        episodes=numbers,
        **fields,
    )
