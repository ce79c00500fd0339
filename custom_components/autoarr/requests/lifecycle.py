"""How a request moves from step to step: pure, total, and honest about what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from ..clients.models.servarr import QueueItem, QueueStatusName, TrackedState, TrackedStatus
from .media import Note, in_words
from .models import Request, RequestState, Scope
from .placing import date_note

_REASON_CHARS: Final = 200
_IMPORTING: Final = frozenset(
    {TrackedState.IMPORTING, TrackedState.IMPORT_PENDING, TrackedState.IMPORTED}
)
_FAILING: Final = frozenset({TrackedState.FAILED, TrackedState.FAILED_PENDING})
_AFTER_FAILURE: Final = frozenset({"searching_again", "search_stopped", "download_failing"})
_ORDER: Final = (
    RequestState.SEARCHING,
    RequestState.GRABBED,
    RequestState.DOWNLOADING,
    RequestState.IMPORTING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was seen of a request; None means not looked, or no answer.

    `queue` holds the rows of this title only. `in_plex` None also means that there is no Plex.
    `moved_to` is its id where it was deleted and added again; `storm` tells that all repairs
    are stopped.
    """

    exists: bool | None = None
    has_file: bool | None = None
    monitored: bool | None = None
    released: bool | None = None
    release_date: date | None = None
    queue: tuple[QueueItem, ...] | None = None
    in_plex: bool | None = None
    instance_removed: bool = False
    moved_to: int | None = None
    storm: bool = False


def advance(request: Request, seen: Observation, now: datetime) -> Request:
    """Return the request as it stands after an observation; the same object when nothing changed.

    An ended request never changes. `available` needs a file that was seen.
    """
    if request.ended:
        return request
    state, note, progress = _next(request, seen)
    media_id = request.media_id if seen.moved_to is None else seen.moved_to
    moved = replace(request, state=state, note=note, progress=progress, media_id=media_id)
    return request if moved == request else replace(moved, updated=now)


def rows_of(request: Request, queue: Sequence[QueueItem]) -> tuple[QueueItem, ...]:
    """Return the rows of a queue that belong to a request, the oldest first."""
    media_id = request.media_id
    if media_id is None or request.chosen is None:
        return ()
    seasons = request.chosen.seasons
    rows = [
        row
        for row in queue
        if row.media_id == media_id
        and (not seasons or row.season_number is None or row.season_number in seasons)
    ]
    return tuple(sorted(rows, key=lambda row: row.id))


def _next(request: Request, seen: Observation) -> tuple[RequestState, Note | None, int | None]:
    """Return the state, its note and the progress in percent that follow from an observation."""
    unchanged = request.state, request.note, request.progress
    filled = {} if request.chosen is None else {"instance": request.chosen.instance_name}
    if seen.instance_removed:
        return RequestState.FAILED, Note(key="instance_removed"), None
    if not request.followed:
        return unchanged
    if seen.exists is False:
        note = Note(key="deleted_in_service", placeholders=filled)
        return RequestState.CANCELLED, note, None
    if seen.has_file:
        if seen.in_plex is False:
            return RequestState.IMPORTING, Note(key="waiting_plex"), None
        return RequestState.AVAILABLE, None, None
    if seen.queue:
        return _from_rows(seen.queue)
    if seen.has_file is None:
        return unchanged
    if request.moving and seen.queue is None:
        return unchanged
    return _waiting(request, seen, filled)


def _waiting(
    request: Request, seen: Observation, filled: dict[str, str]
) -> tuple[RequestState, Note | None, int | None]:
    """Return where a request stands that has no file and no download, perhaps no longer one."""
    if request.pending_episodes:
        return RequestState.ADDED, Note(key="waiting_episodes"), None
    if seen.released is False:
        return RequestState.ADDED, date_note("waiting_release", seen.release_date), None
    if seen.monitored is False:
        state = RequestState.SEARCHING if request.moving else request.state
        return state, Note(key="not_monitored", placeholders=filled), None
    before = "" if request.note is None else request.note.key
    if request.moving or before in _AFTER_FAILURE:
        note = Note(key="search_stopped" if seen.storm else "searching_again")
        return RequestState.SEARCHING, note, None
    return RequestState.SEARCHING, missing_note(request), None


def missing_note(request: Request) -> Note | None:
    """Say which of the episodes asked for do not exist."""
    if not request.missing_episodes:
        return None
    filled = {"episodes": in_words(request.missing_episodes)}
    return Note(key="episodes_missing", placeholders=filled)


def _from_rows(
    rows: Sequence[QueueItem],
) -> tuple[RequestState, Note | None, int | None]:
    """Return where the downloads of a title stand: the most advanced row speaks for all."""
    steps = [_from_row(row) for row in rows]
    state, note = max(steps, key=lambda step: _ORDER.index(step[0]))
    troubled = next(
        (said for _, said in steps if said is not None and said.key == "import_blocked"), None
    )
    size = sum(max(0, row.size_bytes) for row in rows)
    left = sum(max(0, row.left_bytes) for row in rows)
    percent = max(0, min(100, round(100 * (size - left) / size))) if size > 0 else None
    downloading = state in {RequestState.DOWNLOADING, RequestState.GRABBED}
    return state, note or troubled, percent if downloading else None


def _from_row(row: QueueItem) -> tuple[RequestState, Note | None]:
    """Return where one download stands, and what is wrong with it."""
    if row.status is QueueStatusName.DELAY:
        return RequestState.SEARCHING, Note(key="waiting_delay")
    if row.tracked_state in _FAILING or row.status is QueueStatusName.FAILED:
        return RequestState.SEARCHING, _with_reason("download_failing", row)
    if row.tracked_state is TrackedState.IMPORT_BLOCKED:
        return RequestState.IMPORTING, _with_reason("import_blocked", row)
    if row.tracked_state in _IMPORTING or row.status is QueueStatusName.COMPLETED:
        return RequestState.IMPORTING, None
    if row.status is QueueStatusName.DOWNLOAD_CLIENT_UNAVAILABLE:
        return RequestState.GRABBED, Note(key="client_unavailable")
    begun = row.left_bytes < row.size_bytes or row.status is QueueStatusName.DOWNLOADING
    state = RequestState.DOWNLOADING if begun else RequestState.GRABBED
    if row.status is QueueStatusName.PAUSED:
        return state, Note(key="download_paused")
    if row.status is QueueStatusName.WARNING or row.tracked_status in {
        TrackedStatus.WARNING,
        TrackedStatus.ERROR,
    }:
        return state, _with_reason("download_warning", row)
    return state, None


def _with_reason(key: str, row: QueueItem) -> Note:
    """Return a note with the service's own words."""
    said = [message for part in row.status_messages for message in part.messages]
    reason = row.error_message or (said[0] if said else row.title)
    return Note(key=key, placeholders={"reason": reason[:_REASON_CHARS]})


def covers(
    request: Request, other_scope: Scope, seasons: Sequence[int], episodes: Sequence[int]
) -> bool:
    """Say whether an open request already asks for all of this."""
    chosen = request.chosen
    if chosen is None:
        return False
    if chosen.scope in {Scope.MOVIE, Scope.ALL}:
        return 0 not in seasons
    if other_scope is Scope.SEASONS:
        return chosen.scope is Scope.SEASONS and set(seasons) <= set(chosen.seasons)
    if other_scope is Scope.EPISODES:
        if chosen.scope is Scope.SEASONS:
            return set(seasons) <= set(chosen.seasons)
        return chosen.seasons == tuple(seasons) and set(episodes) <= set(chosen.episodes)
    return False
