"""What a test asks of a running SABnzbd: add, look, retry, wait. Not the client under test."""

import asyncio
from collections.abc import Sequence
import contextlib

import aiohttp

from tests.fakes.usenet import Post

from .sabnzbd_ini import NEWS_SERVER

type Json = None | bool | int | float | str | list[Json] | dict[str, Json]
type JsonObject = dict[str, Json]

ENDED = frozenset({"Completed", "Failed"})

OVERLOOKED = 50
"""After so many looks, a tenth of a second apart, that show a job waiting for post-processing, SABnzbd has overlooked it."""


class SabnzbdError(RuntimeError):
    """The real SABnzbd did not start, did not answer as asked, or a job did not end in time."""


class SabnzbdApi:
    """The API of one SABnzbd."""

    def __init__(self, url: str, api_key: str) -> None:
        self.url = url
        self.api_key = api_key
        self._session: aiohttp.ClientSession | None = None

    async def api(self, mode: str, **params: str | int) -> JsonObject:
        """Call the API with the full key; raises SabnzbdError when the answer is not a JSON object."""
        query = {"mode": mode, "output": "json", "apikey": self.api_key} | {
            k: str(v) for k, v in params.items()
        }
        async with self._open_session().get(f"{self.url}/api", params=query) as response:
            return _json_object(await response.json(content_type=None), mode)

    async def add(self, post: Post, *, category: str = "*", priority: int = -100) -> str:
        """Give it the NZB of a post; returns the nzo_id."""
        return await self.add_nzb(post.name, post.nzb, category=category, priority=priority)

    async def add_nzb(
        self, name: str, nzb: str, *, category: str = "*", priority: int = -100
    ) -> str:
        """Upload an NZB; returns the nzo_id, raises SabnzbdError when it was refused."""
        form = aiohttp.FormData()
        for key, value in {
            "mode": "addfile",
            "output": "json",
            "apikey": self.api_key,
            "cat": category,
        }.items():
            form.add_field(key, value)
        form.add_field("priority", str(priority))
        form.add_field(
            "name", nzb.encode(), filename=f"{name}.nzb", content_type="application/x-nzb"
        )
        async with self._open_session().post(f"{self.url}/api", data=form) as response:
            answer = _json_object(await response.json(content_type=None), "addfile")
        match answer:
            case {"status": True, "nzo_ids": [str(nzo_id)]}:
                return nzo_id
        raise SabnzbdError(f"{name} was not taken: {answer}")

    async def retry(self, nzo_id: str, **params: str) -> str:
        """Retry a failed job; returns its new nzo_id."""
        answer = await self.api("retry", value=nzo_id, **params)
        match answer:
            case {"status": True, "nzo_id": str(new)}:
                return new
        raise SabnzbdError(f"{nzo_id} was not retried: {answer}")

    async def history(self, *nzo_ids: str, limit: int = 0) -> list[JsonObject]:
        """Return history slots, the newest first (limit 0: ten); of these jobs only when some are named."""
        which = {"nzo_ids": ",".join(nzo_ids)} if nzo_ids else {}
        return _slots(await self.api("history", limit=limit, **which), "history")

    async def queue(self) -> list[JsonObject]:
        """Return queue slots."""
        return _slots(await self.api("queue"), "queue")

    async def ended(self, nzo_id: str, *, seconds: float = 60.0) -> JsonObject:
        """Wait until a job is Completed or Failed and return its history slot; raises SabnzbdError.

        A slot says Completed a moment before its `storage` is set, while it is still `loaded`. 5.1.3 overlooks a
        job that is retried in the very moment in which it finds nothing more to process: it is told to look again.
        """
        looks = 0
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    for slot in await self.history(nzo_id):
                        if slot["status"] in ENDED and not slot["loaded"]:
                            return slot
                        looks = looks + 1 if slot["status"] == "Queued" else 0
                        if looks and not looks % OVERLOOKED:
                            await self.api("resume_pp")
                    await asyncio.sleep(0.1)
        raise SabnzbdError(
            f"{nzo_id} did not end in {seconds:g} s; queue: {await self.queue()}\n{self.last_words()}"
        )

    async def end_job(self, nzo_id: str) -> JsonObject:
        """End a job with priority -4 and return the answer.

        That is `{"status": true}` for a job in the queue, `{"position": -1}` for one that is not (5.1.3).
        """
        return await self.api("queue", name="priority", value=nzo_id, value2=-4)

    async def fail_many(
        self, posts: Sequence[Post], *, category: str = "movies", seconds: float = 60.0
    ) -> None:
        """Add posts that no server has and wait until every one has failed; 5.1.3 takes 8 s for 300, 4.5.0 2 s for each."""
        nzo_ids = {await self.add(post, category=category) for post in posts}
        async with asyncio.timeout(seconds):
            while nzo_ids:
                await asyncio.sleep(0.5)
                for slot in await self.history(limit=2 * len(posts)):
                    if slot["status"] in ENDED and not slot["loaded"]:
                        nzo_ids.discard(str(slot["nzo_id"]))

    async def unblock_server(self) -> None:
        """End the penalty of the news server (a minute at least), so that it is tried again at once."""
        await self.api("status", name="unblock_server", value=NEWS_SERVER)

    def last_words(self) -> str:
        """Return what helps to understand a job that did not end."""
        return ""

    def open_session(self) -> None:
        """Make ready to ask; does nothing when it is."""
        self._session = self._session or aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=30)
        )

    async def close_session(self) -> None:
        """Close the connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _open_session(self) -> aiohttp.ClientSession:
        """Return the session; raises SabnzbdError before the start."""
        if self._session is None:
            raise SabnzbdError("SABnzbd was not started")
        return self._session


def _json_object(answer: object, mode: str) -> JsonObject:
    """Return an answer that is a JSON object."""
    if not isinstance(answer, dict):
        raise SabnzbdError(f"mode={mode} answered {answer!r}")
    return answer


def _slots(answer: JsonObject, section: str) -> list[JsonObject]:
    """Return the slots of a queue or history answer."""
    match answer.get(section):
        case {"slots": [*slots]}:
            return [slot for slot in slots if isinstance(slot, dict)]
    raise SabnzbdError(f"there are no slots in the {section}: {answer}")
