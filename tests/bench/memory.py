"""What a process holds in memory, and how much of a file the page cache holds (Linux)."""

import ctypes
from dataclasses import dataclass
import mmap
import os
from pathlib import Path
from typing import Final

MB: Final = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Memory of a process in MB: resident, of that its own and of files, and its fair share (PSS)."""

    rss: float
    anonymous: float
    file: float
    pss: float


def resident(pid: int | None = None) -> Memory:
    """Return what a process holds, this one without a pid."""
    folder = Path("/proc") / str(pid or os.getpid())
    status = _sizes(folder / "status")
    rollup = _sizes(folder / "smaps_rollup")
    return Memory(
        rss=status["VmRSS"],
        anonymous=status["RssAnon"],
        file=status["RssFile"] + status["RssShmem"],
        pss=rollup["Pss"],
    )


def _sizes(path: Path) -> dict[str, float]:
    """Return the lines of a file of /proc that tell a size, in MB."""
    found: dict[str, float] = {}
    for line in path.read_text().splitlines():
        name, _, value = line.partition(":")
        if value.endswith(" kB"):
            found[name] = int(value.split()[0]) * 1024 / MB
    return found


def read_into_cache(path: Path) -> None:
    """Read a file once, so that the page cache holds it."""
    with path.open("rb", buffering=0) as file:
        buffer = bytearray(1 << 22)
        while file.readinto(buffer):
            pass


def drop_from_cache(path: Path) -> None:
    """Ask for the file to be forgotten by the page cache; pages in use by others stay."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def cached_share(path: Path) -> float:
    """Return how much of a file the page cache holds, 0..1; raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) as mapping,
    ):
        size = len(mapping)
        pages = -(-size // mmap.PAGESIZE)
        states = (ctypes.c_ubyte * pages)()
        start = ctypes.c_char.from_buffer(mapping)
        result = libc.mincore(
            ctypes.c_void_p(ctypes.addressof(start)), ctypes.c_size_t(size), states
        )
        # The mapping can't be closed while something points into it.
        del start
        if result != 0:
            raise OSError(ctypes.get_errno(), f"mincore does not tell of {path}")
    return sum(state & 1 for state in states) / pages
