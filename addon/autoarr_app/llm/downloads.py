"""The downloads that run: one a model, each told to whoever listens."""

import asyncio
from collections.abc import Callable
import logging

from ..protocol.state import DownloadProgress, DownloadPush, DownloadStatus
from .catalog import CatalogEntry
from .download import Downloader, DownloadOrder
from .errors import DownloadRunning, ModelError
from .files import ModelFolder
from .ledger import Ledger

_LOGGER = logging.getLogger(__name__)

type PushListener = Callable[[DownloadPush], None]


class Downloads:
    """Runs downloads beside everything else and remembers how the last one of a model ended."""

    def __init__(self, folder: ModelFolder, ledger: Ledger, downloader: Downloader) -> None:
        """Run nothing yet."""
        self.progress: dict[str, DownloadProgress] = {}
        """Where downloads stand, by model; those that are done are not in it."""
        self._folder = folder
        self._ledger = ledger
        self._downloader = downloader
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._listeners: list[PushListener] = []

    def begin(self, entry: CatalogEntry) -> None:
        """Let a download run by itself; raises DownloadRunning."""
        if entry.id in self._tasks:
            raise DownloadRunning(f"{entry.name} is being downloaded already.")
        self._tell(
            entry.id,
            DownloadProgress(
                status=DownloadStatus.RUNNING, received_bytes=0, total_bytes=entry.size_bytes
            ),
        )
        task = asyncio.create_task(self._run(entry), name=f"download of {entry.id}")
        self._tasks[entry.id] = task

    async def stop(self, model_id: str) -> None:
        """Give a download up, if there is one; what was received stays."""
        task = self._tasks.get(model_id)
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await asyncio.to_thread(self._ledger.end, model_id)
        if model_id in self.progress:
            self._tell(model_id, None)

    async def close(self) -> None:
        """Stop all; they go on at the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def subscribe(self, listener: PushListener) -> Callable[[], None]:
        """Be told how downloads go on; the progress is None when one is done or was given up."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    async def _run(self, entry: CatalogEntry) -> None:
        """Download a model and tell what became of it."""
        error = ""
        try:
            await asyncio.to_thread(self._ledger.begin, entry.id)
            await self._fetch(entry)
            await asyncio.to_thread(self._ledger.end, entry.id)
            _LOGGER.info("%s is downloaded and checked", entry.name)
        except ModelError as err:
            error = err.detail
            _LOGGER.warning("%s", error)
        except Exception:
            # The outermost loop of a download: whatever it is, it must not end unseen.
            _LOGGER.exception("The download of %s failed", entry.name)
            error = f"The download of {entry.name} failed; the log of the app says why."
        finally:
            self._tasks.pop(entry.id, None)
        if error:
            await self._fail(entry, error)
        else:
            self._tell(entry.id, None)

    async def _fetch(self, entry: CatalogEntry) -> None:
        """Fetch the file of an entry and remember that it is the right one."""
        order = DownloadOrder(
            name=entry.name,
            url=entry.source_url,
            part=self._folder.part(entry),
            target=self._folder.target(entry),
            size_bytes=entry.size_bytes,
            sha256=entry.sha256,
        )
        stat = await self._downloader.fetch(
            order,
            lambda progress: self._tell(entry.id, progress),
            reserved=lambda: self._reserved(entry.id),
        )
        await asyncio.to_thread(self._ledger.remember, order.target, stat, order.sha256)

    async def _fail(self, entry: CatalogEntry, error: str) -> None:
        """Tell that a download failed; it is not begun again by itself."""
        await asyncio.to_thread(self._ledger.end, entry.id)
        last = self.progress.get(entry.id)
        self._tell(
            entry.id,
            DownloadProgress(
                status=DownloadStatus.FAILED,
                received_bytes=last.received_bytes if last else 0,
                total_bytes=entry.size_bytes,
                error=error,
            ),
        )

    def _reserved(self, but: str) -> int:
        """Return what the other downloads still need of the disk."""
        return sum(
            progress.total_bytes - progress.received_bytes
            for model_id, progress in self.progress.items()
            if model_id != but and model_id in self._tasks
        )

    def _tell(self, model_id: str, progress: DownloadProgress | None) -> None:
        """Keep where a download stands and pass it on."""
        if progress is None:
            self.progress.pop(model_id, None)
        else:
            self.progress[model_id] = progress
        push = DownloadPush(model=model_id, progress=progress)
        for listener in tuple(self._listeners):
            listener(push)
