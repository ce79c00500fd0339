"""What can go wrong with the history; each text says what happened, where, and what to do."""


class HistoryError(Exception):
    """The history could not do what it was asked for; nothing of it was stored."""


class HistoryFull(HistoryError):
    """There is no room on the disk. Nothing of the batch was stored; it may be sent again."""


class HistoryBusy(HistoryError):
    """Too many writes are waiting already. Nothing was stored; it may be sent again."""


class HistoryClosed(HistoryError):
    """The history is closed or being closed; nothing was stored."""


class HistoryDamaged(HistoryError):
    """The file turned out to be damaged while it was in use; the next start puts it aside."""


class HistoryUnusable(HistoryError):
    """The file or its folder cannot be used: rights, a read-only disk, not a file."""


class HistoryLocked(HistoryUnusable):
    """Another process has this history open."""


class HistoryTooNew(HistoryUnusable):
    """A later version of the app wrote this file."""
