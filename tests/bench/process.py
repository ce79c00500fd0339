"""What the operating system knows about a process (Linux: /proc)."""

from dataclasses import dataclass
import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Usage:
    """Processor time so far (seconds) and resident memory (MB)."""

    cpu: float
    resident: float


def usage(pid: int) -> Usage:
    """Return what a process used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = dict(
        line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
    )
    return Usage(
        cpu=(int(fields[11]) + int(fields[12])) / TICKS,
        resident=int(status["VmRSS"].split()[0]) / 1024,
    )
