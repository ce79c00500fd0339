"""Asks a fake SABnzbd over HTTP."""

import asyncio
from typing import Any

import aiohttp

from tests.fakes.sabnzbd import FakeSabnzbd

NZB = b'<nzb xmlns="http://www.newzbin.com/DTD/2003/nzb"><segment number="1">a@b</segment></nzb>'
NAME = "Some.Movie.2020.1080p.WEB-DL.H264-GRP"

type Answer = dict[str, Any]


async def ask(sab: FakeSabnzbd, mode: str, **fields: str | int) -> Answer:
    """Call the API with the full key."""
    text = {key: str(value) for key, value in fields.items()}
    query = {"mode": mode, "output": "json", "apikey": sab.api_key, **text}
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{sab.url}/api", params=query) as answer,
    ):
        assert answer.headers["Content-Type"] == "application/json;charset=UTF-8"
        body: Answer = await answer.json()
        return body


async def upload(sab: FakeSabnzbd, name: str = NAME, content: bytes = NZB, **fields: str) -> Answer:
    """Add an NZB as the *arr do."""
    form = aiohttp.FormData({"mode": "addfile", "apikey": sab.api_key, **fields})
    form.add_field("name", content, filename=f"{name}.nzb")
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{sab.url}/api", data=form) as answer,
    ):
        body: Answer = await answer.json()
        return body


async def history(sab: FakeSabnzbd, **fields: str | int) -> list[Answer]:
    """Return the slots of the history."""
    slots: list[Answer] = (await ask(sab, "history", **fields))["history"]["slots"]
    return slots


async def ended(sab: FakeSabnzbd, name: str = NAME) -> Answer:
    """Wait until a job is in the history."""
    async with asyncio.timeout(5):
        while True:
            for slot in await history(sab, search=name):
                return slot
            await asyncio.sleep(0.02)
