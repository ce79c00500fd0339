"""The SABnzbd a fake *arr downloads with, over its API, as the real ones drive it."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
import shutil

import aiohttp

from .resources import Resource, child, children, flag, text
from .state import DownloadItem

HISTORY_LIMIT = 60
DISK_FULL = "unpacking failed, write error or disk is full?"
DEFAULT_PRIORITY = -100
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class SabnzbdAddress:
    """Where a SABnzbd is and the key to it."""

    url: str
    api_key: str = field(repr=False)


class DownloadClientError(Exception):
    """The download client is not there, or there is none."""


class DownloadRejectedError(DownloadClientError):
    """The download client is there but does not take this NZB."""


class SabnzbdDownloads:
    """Reads and writes one SABnzbd; sees its own category alone."""

    def __init__(self, address: SabnzbdAddress, *, category: str) -> None:
        self.address = address
        self.category = category
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Open the connection pool."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))

    async def close(self) -> None:
        """Close it."""
        if self._session:
            await self._session.close()

    async def version(self) -> str:
        """Return the version; asks for the queue too, because the version needs no key."""
        await self._call({"mode": "queue", "limit": "1"})
        return text(await self._call({"mode": "version"}), "version")

    async def items(self) -> list[DownloadItem]:
        """Return the queue and the newest 60 of the history, of the own category (Sabnzbd.GetItems)."""
        queue = child(await self._call({"mode": "queue", "start": "0", "limit": "0"}), "queue")
        paused = flag(queue, "paused")
        items = [_queued(slot, paused=paused) for slot in children(queue, "slots")]
        wanted = {"start": "0", "limit": str(HISTORY_LIMIT), "category": self.category}
        history = child(await self._call({"mode": "history"} | wanted), "history")
        items += [_ended(slot) for slot in children(history, "slots")]
        return [item for item in items if item.category == self.category]

    async def add(self, title: str, nzb: bytes, *, priority: int = DEFAULT_PRIORITY) -> str:
        """Hand an NZB over (mode=addfile, multipart) and return the job's id."""
        form = aiohttp.FormData()
        form.add_field("name", nzb, filename=f"{title}.nzb", content_type="application/x-nzb")
        told = await self._call(
            {"mode": "addfile", "cat": self.category, "priority": str(priority)}, form
        )
        ids = told.get("nzo_ids")
        if not isinstance(ids, list) or not ids:
            raise DownloadRejectedError("SABnzbd rejected the NZB for an unknown reason")
        return str(ids[0])

    async def remove(self, item: DownloadItem) -> None:
        """Remove a job with its data, wherever it is by now; failed ones for good, others into the archive.

        SABnzbd deletes no files of completed jobs, so the *arr does.
        """
        gone = {"name": "delete", "del_files": "1", "value": item.download_id}
        queue = child(await self._call({"mode": "queue", "start": "0", "limit": "0"}), "queue")
        queued = {text(slot, "nzo_id") for slot in children(queue, "slots")}
        if item.download_id not in queued:
            if item.status == "completed" and item.output_path:
                await asyncio.to_thread(_delete, item.output_path)
            archive = "0" if item.status == "failed" else "1"
            await self._call({"mode": "history", "archive": archive} | gone)
        else:
            await self._call({"mode": "queue"} | gone)

    async def _call(self, query: dict[str, str], form: aiohttp.FormData | None = None) -> Resource:
        """Ask; raises DownloadClientError for anything that is no answer."""
        if self._session is None:
            raise DownloadClientError("No download client is available")
        query |= {"apikey": self.address.api_key, "output": "json"}
        method = "POST" if form else "GET"
        try:
            async with self._session.request(
                method, f"{self.address.url.rstrip('/')}/api", params=query, data=form
            ) as answer:
                if answer.status != 200:
                    said = (await answer.text())[:100]
                    raise DownloadClientError(f"SABnzbd answered {answer.status}: {said}")
                told = await answer.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise DownloadClientError(
                f"Unable to connect to SABnzbd: {type(error).__name__}"
            ) from error
        if not isinstance(told, dict):
            raise DownloadClientError("SABnzbd answered something else")
        if told.get("status") is False and "error" in told:
            raise DownloadRejectedError(f"Error response received from SABnzbd: {told['error']}")
        return told


def _delete(path: Path) -> None:
    """Delete a file, or a folder with all that is in it."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _queued(slot: Resource, *, paused: bool) -> DownloadItem:
    """Read a slot of the queue."""
    title = text(slot, "filename")
    waiting = {"Queued", "Grabbing", "Propagating"}
    status = "downloading"
    if text(slot, "status") == "Paused" or (paused and text(slot, "priority") != "Force"):
        status = "paused"
    elif text(slot, "status") in waiting:
        status = "queued"
    hours, minutes, seconds = (
        int(p) for p in (text(slot, "timeleft") or "0:00:00").split(":")[-3:]
    )
    return DownloadItem(
        download_id=text(slot, "nzo_id"),
        category=text(slot, "cat"),
        # Only this prefix counts as encrypted, and SABnzbd no longer sends it.
        title=title.removeprefix("ENCRYPTED /").strip(),
        encrypted=title.startswith("ENCRYPTED /"),
        total=int(float(text(slot, "mb") or 0) * MEGABYTE),
        remaining=int(float(text(slot, "mbleft") or 0) * MEGABYTE),
        remaining_time=None
        if status == "paused"
        else timedelta(hours=hours, minutes=minutes, seconds=seconds),
        status=status,
    )


def _ended(slot: Resource) -> DownloadItem:
    """Read a slot of the history: failed, completed or still being post-processed."""
    message = text(slot, "fail_message") or None
    said = text(slot, "status")
    status = {"Failed": "failed", "Completed": "completed"}.get(said, "downloading")
    if status == "failed" and (message or "").lower() == DISK_FULL:
        status = "warning"
    size = slot.get("bytes")
    title = text(slot, "name")
    return DownloadItem(
        download_id=text(slot, "nzo_id"),
        category=text(slot, "category"),
        title=title,
        total=size if isinstance(size, int) else 0,
        remaining=0,
        remaining_time=timedelta(),
        status=status,
        message=message,
        output_path=_folder(text(slot, "storage"), title),
    )


def _folder(storage: str, title: str) -> Path | None:
    """Return the folder of a job: the ancestor of its storage that bears its name, else the storage."""
    if not storage:
        return None
    path = Path(storage)
    return next((parent for parent in path.parents if parent.name == title), path)
