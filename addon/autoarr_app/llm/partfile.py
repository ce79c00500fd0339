"""A file that grows while it is downloaded: locked, hashed as it grows, renamed when it is whole."""

import errno
import fcntl
import hashlib
import os
from pathlib import Path
import threading
from typing import Final

from .errors import DownloadFailed, DownloadRunning, NoSpace

_BLOCK: Final = 1 << 20
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class PartFile:
    """What was received of a file so far. All methods read or write the disk and belong into a thread."""

    def __init__(self, path: Path) -> None:
        """Open or make the file and keep everybody else out; raises DownloadRunning, DownloadFailed."""
        self.path = path
        self.size = 0
        self.etag = ""
        """The version at the source that the bytes are of, as far as this process knows."""
        self._digest = hashlib.sha256()
        self._busy = threading.Lock()
        self._closing = False
        try:
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as err:
            raise _failed(path, err) from err
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as err:
            os.close(self._fd)
            raise DownloadRunning(
                f"{path.name} is being written by another process that uses the same model folder. "
                "Let one of the two finish."
            ) from err

    @property
    def sha256(self) -> str:
        """Return the checksum of what there is."""
        return self._digest.hexdigest()

    def on_disk(self) -> int:
        """Return the bytes that an earlier download left."""
        return os.fstat(self._fd).st_size

    def resume(self, most: int) -> None:
        """Hash what an earlier download left; more than `most` bytes cannot be ours and are dropped."""
        with self._busy:
            if self.on_disk() > most:
                self._cut(0)
            os.lseek(self._fd, 0, os.SEEK_SET)
            while not self._closing and (block := os.read(self._fd, _BLOCK)):
                self._digest.update(block)
                self.size += len(block)

    def write(self, data: bytes) -> None:
        """Append; after an error the file is as long as before. Raises NoSpace, DownloadFailed."""
        with self._busy:
            if self._closing:
                return
            left = memoryview(data)
            try:
                while left:
                    left = left[os.pwrite(self._fd, left, self.size + len(data) - len(left)) :]
            except OSError as err:
                self._cut(self.size)
                raise _failed(self.path, err) from err
            self._digest.update(data)
            self.size += len(data)

    def restart(self) -> None:
        """Begin anew."""
        with self._busy:
            self._cut(0)
            self.size = 0
            self.etag = ""
            self._digest = hashlib.sha256()

    def finish(self, target: Path) -> os.stat_result:
        """Put the file in its place, on disk for good, and return what it is then."""
        with self._busy:
            try:
                os.fchmod(self._fd, 0o644)
                os.fsync(self._fd)
                self.path.replace(target)
                folder = os.open(target.parent, os.O_RDONLY)
                try:
                    os.fsync(folder)
                finally:
                    os.close(folder)
                return os.fstat(self._fd)
            except OSError as err:
                raise _failed(self.path, err) from err

    def discard(self) -> None:
        """Remove the file."""
        with self._busy:
            self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file; what was received stays."""
        self._closing = True
        with self._busy:
            if self._fd >= 0:
                os.close(self._fd)
                self._fd = -1

    def _cut(self, size: int) -> None:
        """Shorten the file; what cannot be shortened is hashed, and refused, later."""
        try:
            os.ftruncate(self._fd, size)
        except OSError:
            return


def _failed(path: Path, err: OSError) -> NoSpace | DownloadFailed:
    """Return what an error of the disk means."""
    if err.errno in _FULL:
        return NoSpace(
            f"The disk is full: {path.name} cannot grow. What was received is kept; make room and "
            "start the download again."
        )
    return DownloadFailed(
        f"{path.name} cannot be written: {err.strerror}. Check the model folder and its owner."
    )
