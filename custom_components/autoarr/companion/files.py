"""The segments of the outbox as files, written and read outside the event loop."""

from collections.abc import Callable, Iterator
import contextlib
import os
from pathlib import Path
import shutil
from threading import Lock
from typing import Final, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import STORAGE_DIR

from ..const import DOMAIN
from ..journal.ports import StoreError
from ..journal.segments import SegmentStore

_SUFFIX: Final = ".ndjson"
_HALF: Final = ".tmp"
_ONLY_OWNER: Final = 0o600


def outbox_folder(hass: HomeAssistant) -> Path:
    """Return where the outbox is."""
    return Path(hass.config.path(STORAGE_DIR, f"{DOMAIN}.outbox"))


async def async_remove_outbox(hass: HomeAssistant) -> None:
    """Delete the outbox, if there is one; raises StoreError."""
    folder = outbox_folder(hass)

    def remove() -> None:
        if folder.is_dir():
            shutil.rmtree(folder)

    try:
        await hass.async_add_executor_job(remove)
    except OSError as err:
        raise StoreError(f"{folder} could not be deleted: {err.strerror}") from err


class SegmentFiles(SegmentStore):
    """One file a segment, readable by its owner only.

    What is appended is handed to the operating system: it survives the death of Home Assistant; what a
    loss of power takes is as little as with the journal itself.
    """

    def __init__(self, hass: HomeAssistant, folder: Path) -> None:
        """Keep the segments in this folder, which need not exist."""
        self._hass = hass
        self._folder = folder
        self._one_at_a_time = Lock()

    @override
    async def sizes(self) -> dict[str, int]:
        """Return the bytes in each segment; what a crash left half replaced is deleted."""

        def look() -> dict[str, int]:
            if not self._folder.is_dir():
                return {}
            for half in self._folder.glob(f"*{_HALF}"):
                half.unlink()
            return {path.stem: path.stat().st_size for path in self._folder.glob(f"*{_SUFFIX}")}

        return await self._run("read", look)

    @override
    async def read(self, name: str) -> bytes:
        """Return a segment."""

        def read() -> bytes:
            try:
                return self._path(name).read_bytes()
            except FileNotFoundError:
                return b""

        return await self._run("read", read)

    @override
    async def append(self, name: str, data: bytes) -> None:
        """Write at the end of a segment."""

        def append() -> None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _open(self._path(name), os.O_APPEND) as descriptor:
                before = os.fstat(descriptor).st_size
                try:
                    _write(descriptor, data)
                except OSError:
                    with contextlib.suppress(OSError):
                        os.ftruncate(descriptor, before)
                    raise

        await self._run("written", append)

    @override
    async def replace(self, name: str, data: bytes) -> None:
        """Put other content in the place of a segment."""

        def replace() -> None:
            half = self._path(name).with_suffix(_HALF)
            with _open(half, os.O_TRUNC) as descriptor:
                _write(descriptor, data)
                os.fsync(descriptor)
            half.replace(self._path(name))

        await self._run("written", replace)

    @override
    async def remove(self, name: str) -> None:
        """Delete a segment."""
        await self._run("deleted", lambda: self._path(name).unlink(missing_ok=True))

    def _path(self, name: str) -> Path:
        """Return the file of a segment."""
        return self._folder / f"{name}{_SUFFIX}"

    async def _run[T](self, done: str, work: Callable[[], T]) -> T:
        """Work on the disk in a thread, one piece of work after the other."""

        def alone() -> T:
            with self._one_at_a_time:
                return work()

        try:
            return await self._hass.async_add_executor_job(alone)
        except OSError as err:
            raise StoreError(f"{self._folder} could not be {done}: {err.strerror}") from err


@contextlib.contextmanager
def _open(path: Path, how: int) -> Iterator[int]:
    """Open a file for writing that only its owner can read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | how, _ONLY_OWNER)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    """Write everything."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]
