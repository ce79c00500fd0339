"""The history: everything the integration reports, kept in one SQLite file.

`History` is the only door. SQL is spoken in this package alone.
"""

from .errors import (
    HistoryBusy,
    HistoryClosed,
    HistoryDamaged,
    HistoryError,
    HistoryFull,
    HistoryLocked,
    HistoryTooNew,
    HistoryUnusable,
)
from .repository import History
from .settings import HistorySettings

__all__ = [
    "History",
    "HistoryBusy",
    "HistoryClosed",
    "HistoryDamaged",
    "HistoryError",
    "HistoryFull",
    "HistoryLocked",
    "HistorySettings",
    "HistoryTooNew",
    "HistoryUnusable",
]
