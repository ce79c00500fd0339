"""Where a job stands, by what SABnzbd, Radarr and Sonarr call it: pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from ...clients.models.sabnzbd import HistorySlot, JobStatus, QueueSlot, SabQueue
from ...clients.models.servarr import QueueItem, QueueStatusName, TrackedState

type Slot = QueueSlot | HistorySlot
"""What SABnzbd holds of a job: before or after its download."""


class JobState(StrEnum):
    """Where a job stands: the closed set."""

    WAITING = "waiting"
    DOWNLOADING = "downloading"
    CHECKING = "checking"
    REPAIRING = "repairing"
    UNPACKING = "unpacking"
    IMPORTING = "importing"
    PAUSED = "paused"
    BLOCKED = "blocked"
    FAILED = "failed"
    DONE = "done"


_QUEUED: Final[Mapping[JobStatus, JobState]] = {
    JobStatus.PAUSED: JobState.PAUSED,
    JobStatus.DOWNLOADING: JobState.DOWNLOADING,
    JobStatus.CHECKING: JobState.CHECKING,
    JobStatus.FETCHING: JobState.REPAIRING,
}
"""States of SABnzbd's queue; any other waits."""

_ENDING: Final[Mapping[JobStatus, JobState]] = {
    JobStatus.QUICK_CHECK: JobState.CHECKING,
    JobStatus.VERIFYING: JobState.CHECKING,
    JobStatus.REPAIRING: JobState.REPAIRING,
    JobStatus.FETCHING: JobState.REPAIRING,
    JobStatus.EXTRACTING: JobState.UNPACKING,
    JobStatus.MOVING: JobState.UNPACKING,
    JobStatus.RUNNING: JobState.UNPACKING,
    JobStatus.COMPLETED: JobState.DONE,
    JobStatus.FAILED: JobState.FAILED,
}
"""States of SABnzbd's history; any other waits to be processed."""

_ELSEWHERE: Final[Mapping[QueueStatusName, JobState]] = {
    QueueStatusName.PAUSED: JobState.PAUSED,
    QueueStatusName.DOWNLOADING: JobState.DOWNLOADING,
    QueueStatusName.WARNING: JobState.DOWNLOADING,
    QueueStatusName.COMPLETED: JobState.DONE,
    QueueStatusName.FAILED: JobState.FAILED,
}
"""States of downloads as a Radarr or Sonarr shows them; any other waits."""

_IMPORT: Final[Mapping[TrackedState, JobState]] = {
    TrackedState.IMPORT_BLOCKED: JobState.BLOCKED,
    TrackedState.IMPORTED: JobState.DONE,
    TrackedState.FAILED_PENDING: JobState.FAILED,
    TrackedState.FAILED: JobState.FAILED,
    TrackedState.IGNORED: JobState.DONE,
}
"""What becomes of a download that is whole; any other is being imported."""

_FORCED: Final = "Force"


def state_of_slot(slot: Slot, queue: SabQueue, row: QueueItem | None) -> JobState:
    """Return where a job of SABnzbd stands; `row` is what its Radarr or Sonarr shows of it."""
    if isinstance(slot, QueueSlot):
        if queue.paused and slot.priority != _FORCED:
            return JobState.PAUSED
        return _QUEUED.get(slot.status, JobState.WAITING)
    state = _ENDING.get(slot.status, JobState.WAITING)
    if state is JobState.DONE and row is not None:
        return _IMPORT.get(row.tracked_state, JobState.IMPORTING)
    return state


def state_of_row(row: QueueItem) -> JobState:
    """Return where a download stands of which only its Radarr or Sonarr tells."""
    state = _ELSEWHERE.get(row.status, JobState.WAITING)
    if state is JobState.DONE:
        return _IMPORT.get(row.tracked_state, JobState.IMPORTING)
    return state
