"""What can be set about the history."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

GIB: Final = 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySettings:
    """Where the history lies and how much of it is kept."""

    path: Path
    """The database file; its folder is made when it is missing."""
    retention_days: int = 90
    """Events, snapshots and what has ended are kept so long; 0 keeps them for ever."""
    retention_bytes: int = GIB
    """Above this size the oldest events go first; 0 sets no limit."""
    retention_interval: float = 600.0
    """Seconds between two looks at what may go."""
    check_seconds: float = 3.0
    """So long the file is checked for damage at a start; a larger one is checked in part, with 0 none."""
    readers: int = 2
    """Connections that read at the same time."""
    waiting_writes: int = 64
    """Writes that may wait for their turn; the next one is refused."""
