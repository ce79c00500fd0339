"""What this machine has for a model: memory, processors and the instructions that make it quick."""

from collections.abc import Callable
from functools import cache
import os
from pathlib import Path
import platform
from typing import Final

from ..protocol.state import Machine

UNLIMITED: Final = 1 << 60
"""A container limit from here on is none: version 1 writes the largest page-aligned number."""

_FEATURES_X86: Final = {"avx2": {"avx2", "fma", "f16c"}, "avx512": {"avx512f", "avx512bw"}}
"""llama.cpp's AVX2 variant needs the other two as well."""

_FEATURES_ARM: Final = {"dotprod": {"asimddp"}}

type Reader = Callable[[str], str | None]
"""Returns the text of a file by its absolute path, None when there is none."""


def read_file(path: str) -> str | None:
    """Return the text of a file of the kernel, None when it is not there or not for us."""
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def parse_meminfo(text: str) -> dict[str, int]:
    """Return the sizes of /proc/meminfo in bytes."""
    sizes: dict[str, int] = {}
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        number = value.split()
        if colon and number and number[0].isdecimal():
            sizes[name.strip()] = int(number[0]) * 1024
    return sizes


def parse_features(cpuinfo: str) -> list[str]:
    """Return which of avx2, avx512 and dotprod every processor of /proc/cpuinfo has."""
    common: set[str] | None = None
    for line in cpuinfo.splitlines():
        name, _, value = line.partition(":")
        if name.strip() in ("flags", "Features"):
            flags = set(value.split())
            common = flags if common is None else common & flags
    known = _FEATURES_X86 | _FEATURES_ARM
    return sorted(feature for feature, needs in known.items() if needs <= (common or set()))


def parse_limit(text: str | None) -> int | None:
    """Return a memory limit in bytes, None when there is none or it cannot be read."""
    number = (text or "").strip()
    if not number.isdecimal() or int(number) >= UNLIMITED:
        return None
    return int(number)


def parse_cpu_max(text: str | None) -> float | None:
    """Return how many processors `cpu.max` of a container grants, None when all."""
    parts = (text or "").split()
    if len(parts) != 2 or not all(part.isdecimal() for part in parts) or int(parts[1]) == 0:
        return None
    return int(parts[0]) / int(parts[1])


def parse_cgroups(text: str | None) -> tuple[str, str]:
    """Return our path in the version 2 tree and in the version 1 memory tree."""
    unified = memory = "/"
    for line in (text or "").splitlines():
        number, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if number == "0" and not controllers:
            unified = path
        elif "memory" in controllers.split(","):
            memory = path
    return unified, memory


def _upwards(root: str, path: str) -> list[str]:
    """Return the folder of a group and those above it: the tightest limit of them counts."""
    parts = [part for part in path.split("/") if part not in ("", "..")]
    return [f"{root}/{'/'.join(parts[:depth])}".rstrip("/") for depth in range(len(parts), -1, -1)]


def _reclaimable(stat: str | None) -> int:
    """Return the bytes of cached files in `memory.stat`: the kernel gives them back on demand."""
    for line in (stat or "").splitlines():
        name, _, value = line.partition(" ")
        if name in ("inactive_file", "total_inactive_file") and value.strip().isdecimal():
            return int(value)
    return 0


def container_memory(read: Reader) -> list[tuple[int, int]]:
    """Return limit and free part of every memory limit that holds for this process."""
    unified, memory = parse_cgroups(read("/proc/self/cgroup"))
    groups = [
        (f"{folder}/memory.max", f"{folder}/memory.current", f"{folder}/memory.stat")
        for folder in _upwards("/sys/fs/cgroup", unified)
    ] + [
        (
            f"{folder}/memory.limit_in_bytes",
            f"{folder}/memory.usage_in_bytes",
            f"{folder}/memory.stat",
        )
        for folder in _upwards("/sys/fs/cgroup/memory", memory)
    ]
    limits: list[tuple[int, int]] = []
    for maximum, current, stat in groups:
        limit = parse_limit(read(maximum))
        if limit is not None:
            used = (parse_limit(read(current)) or 0) - _reclaimable(read(stat))
            limits.append((limit, max(0, limit - max(0, used))))
    return limits


def memory(read: Reader) -> tuple[int, int]:
    """Return how much memory there is for us, and how much of it is available now, in bytes."""
    sizes = parse_meminfo(read("/proc/meminfo") or "")
    total = sizes.get("MemTotal", 0)
    available = sizes.get("MemAvailable", sizes.get("MemFree", 0))
    if not total:
        total = available = _memory_of_sysconf()
    for limit, free in container_memory(read):
        total = min(total, limit)
        available = min(available, free)
    return total, min(available, total)


def _memory_of_sysconf() -> int:
    """Return the memory where there is no /proc, as on macOS; how much is in use is not told."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except OSError, ValueError:
        return 0


def processors(read: Reader) -> int:
    """Return how many processors this process may use."""
    usable = os.process_cpu_count() or 1
    unified, _ = parse_cgroups(read("/proc/self/cgroup"))
    for folder in _upwards("/sys/fs/cgroup", unified):
        granted = parse_cpu_max(read(f"{folder}/cpu.max"))
        if granted is not None:
            usable = min(usable, max(1, round(granted)))
    return usable


@cache
def _features() -> tuple[str, ...]:
    """Return what the processor can do; it does not change while we run."""
    cpuinfo = read_file("/proc/cpuinfo")
    if cpuinfo is None and platform.system() == "Darwin" and platform.machine() == "arm64":
        # Every processor of this kind has it, and there is no /proc to ask.
        return ("dotprod",)
    return tuple(parse_features(cpuinfo or ""))


def read_machine() -> Machine:
    """Return what this machine has now."""
    total, available = memory(read_file)
    return Machine(
        memory_bytes=total,
        available_bytes=available,
        processors=processors(read_file),
        architecture=platform.machine(),
        features=list(_features()),
    )
