"""How many threads a batch gets: no more than there are processors nobody else wants now.

llama.cpp's threads wait for each other hundreds of times a batch, and they wait by spinning. One that
has to share its processor holds up all others: on two busy processors an answer of a 3B model took
27 seconds with two threads and 8 with one.
"""

from collections.abc import Callable
import os
from pathlib import Path
import time
from typing import Final

_SAMPLES: Final = 3
_APART: Final = 0.0005
"""Seconds between two looks: something that ran for a moment only is no reason to slow down."""

_STAT: Final = Path("/proc/stat")
_RUNNING: Final = b"procs_running "


def threads_for(wanted: int, processors: int, others: int) -> int:
    """Return how many threads to use beside others that want a processor each; at least one."""
    return max(1, min(wanted, processors - others))


def others_running(read: Callable[[], bytes] = _STAT.read_bytes) -> int:
    """Return how many threads besides this one want a processor now; 0 where nobody can tell."""
    try:
        content = read()
    except OSError:
        return 0
    _, found, rest = content.partition(_RUNNING)
    return max(0, int(rest.split(maxsplit=1)[0]) - 1) if found else 0


def pace(
    wanted: int,
    *,
    others: Callable[[], int] = others_running,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Return how many threads the next batch gets, judged by the calmest of a few looks."""
    processors = os.process_cpu_count() or 1
    threads = threads_for(wanted, processors, others())
    for _ in range(_SAMPLES - 1):
        if threads == wanted:
            break
        sleep(_APART)
        threads = max(threads, threads_for(wanted, processors, others()))
    return threads
