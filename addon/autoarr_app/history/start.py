"""The start: the folder, the lock, the sound file, and the words about a damaged one."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ulid import ULID

from ..protocol.activity import ActivityEvent
from ..protocol.common import Severity
from . import preflight
from .errors import HistoryUnusable
from .lock import FileLock
from .preflight import Preflight
from .settings import HistorySettings

_EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(2099, 12, 31, tzinfo=UTC)


def sensible(now: datetime) -> datetime:
    """Return a moment that can be calculated with, whatever a broken clock says."""
    return min(max(now, _EARLIEST), _LATEST)


def take(settings: HistorySettings, now: datetime) -> tuple[FileLock, Preflight]:
    """Lock the file and make it sound."""
    _make_folder(settings.path.parent)
    lock = FileLock.take(settings.path)
    try:
        return lock, preflight.prepare(settings.path, now=now, check_seconds=settings.check_seconds)
    except BaseException:
        lock.release()
        raise


def damage_told(path: Path, found: Preflight) -> str:
    """Return what a person should know of damaged files; empty when there are none."""
    if found.aside is not None:
        return (
            f"The history {path} was damaged ({found.damage}). It is kept as {found.aside.name} "
            "and a new, empty one was started. Check the disk; delete that file when you do not "
            "want to repair it."
        )
    if found.earlier:
        names = ", ".join(file.name for file in found.earlier)
        return (
            f"A damaged history of before is kept beside {path}: {names}. Delete it when you do "
            "not want to repair it."
        )
    return ""


def damage_event(now: datetime, found: Preflight) -> ActivityEvent:
    """Return the event that tells of a damaged file."""
    return ActivityEvent(
        id=str(ULID.from_datetime(now)),
        at=now,
        kind="history_damaged",
        severity=Severity.ERROR,
        service="autoarr",
        title="The history was damaged; a new one was started",
        data={"found": found.damage[:500], "kept_as": found.aside.name if found.aside else ""},
    )


def _make_folder(folder: Path) -> None:
    """Make the folder of the database if it is missing; raises HistoryUnusable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise HistoryUnusable(
            f"The folder {folder} for the history cannot be made ({err.strerror}). Name a folder "
            "that the user the app runs as may write to."
        ) from err
