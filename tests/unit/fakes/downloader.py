"""A download client that speaks just enough of SABnzbd's API for the *arr fakes, driven by the test."""

from collections.abc import Iterable
from pathlib import Path
from typing import override

from aiohttp import web

from tests.fakes.http import FakeService
from tests.fakes.servarr.sabnzbd import SabnzbdAddress

type Slot = dict[str, object]


class Downloader(FakeService):
    """Takes NZBs; the test says what becomes of them."""

    label = "SABnzbd"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.queue: list[Slot] = []
        self.history: list[Slot] = []
        self.nzbs: dict[str, bytes] = {}
        self.refused: set[str] = set()
        self.removed: list[tuple[str, dict[str, str]]] = []
        self._added = 0

    @property
    def address(self) -> SabnzbdAddress:
        """Return where it is."""
        return SabnzbdAddress(url=self.url, api_key=self.api_key)

    @override
    def routes(self) -> Iterable[web.RouteDef]:
        return [web.get("/api", self._api), web.post("/api", self._api)]

    def job(self, title: str) -> str:
        """Return the id of a job in the queue."""
        return next(str(s["nzo_id"]) for s in self.queue if s["filename"] == title)

    def enqueue(self, title: str, *, category: str = "movies") -> str:
        """Put a job into the queue and return its id."""
        self._added += 1
        nzo_id = f"SABnzbd_nzo_{self._added:08}"
        self.queue.append(
            {
                "nzo_id": nzo_id,
                "filename": title,
                "cat": category,
                "status": "Downloading",
                "mb": "3.00",
                "mbleft": "2.00",
                "timeleft": "0:01:00",
                "priority": "Normal",
                "labels": [],
            }
        )
        return nzo_id

    def fail(self, nzo_id: str, message: str = "Aborted, cannot be completed") -> None:
        """Let a job fail."""
        self._end(nzo_id, "Failed", message, "")

    def complete(self, nzo_id: str, *files: str, size: int = 1000) -> None:
        """Let a job finish with files in its folder (one video unless named)."""
        slot = next(s for s in self.queue if s["nzo_id"] == nzo_id)
        folder = self.folder / str(slot["cat"]) / str(slot["filename"])
        folder.mkdir(parents=True)
        for place, name in enumerate(files or (f"{slot['filename']}.mkv",)):
            (folder / name).write_bytes(b"v" * (size - place))
        self._end(nzo_id, "Completed", "", str(folder))

    def _end(self, nzo_id: str, status: str, message: str, storage: str) -> None:
        """Move a job from the queue to the top of the history."""
        slot = next(s for s in self.queue if s["nzo_id"] == nzo_id)
        self.queue.remove(slot)
        self.history.insert(
            0,
            {
                "nzo_id": nzo_id,
                "name": slot["filename"],
                "category": slot["cat"],
                "status": status,
                "fail_message": message,
                "storage": storage,
                "bytes": 3_000_000,
            },
        )

    async def _api(self, request: web.Request) -> web.Response:
        query = dict(request.query)
        if query.get("mode") == "version":
            return web.json_response({"version": "5.1.3"})
        if query.get("apikey") != self.api_key:
            return web.Response(status=403, text="API Key Incorrect")
        if query["mode"] == "addfile":
            return await self._add(request, query)
        if query.get("name") == "delete":
            self.removed.append((query["value"], query))
            self.queue = [s for s in self.queue if s["nzo_id"] != query["value"]]
            self.history = [s for s in self.history if s["nzo_id"] != query["value"]]
            return web.json_response({"status": True})
        if query["mode"] == "queue":
            return web.json_response({"queue": {"paused": False, "slots": self.queue}})
        wanted = [s for s in self.history if query.get("category") in (None, s["category"])]
        slots = wanted[: int(query["limit"])]
        return web.json_response({"history": {"slots": slots}})

    async def _add(self, request: web.Request, query: dict[str, str]) -> web.Response:
        form = await request.post()
        file = form["name"]
        assert isinstance(file, web.FileField)
        if file.filename in self.refused:
            return web.json_response({"status": False, "nzo_ids": []})
        nzo_id = self.enqueue(file.filename.removesuffix(".nzb"), category=query["cat"])
        self.nzbs[nzo_id] = file.file.read()
        return web.json_response({"status": True, "nzo_ids": [nzo_id]})
