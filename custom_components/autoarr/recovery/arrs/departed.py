"""What became of a download that has left the queue of a Radarr or Sonarr: pure, from its history there."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from ...clients.models.servarr import HistoryEvent, HistoryRecord
from ..causes import FaultOf, Kind
from ..models import Failure, FailureState

UNTOUCHED: Final = frozenset(
    {FailureState.NEW, FailureState.WAITING, FailureState.REPORTED, FailureState.ASKED}
)
"""A story in which nothing was done yet, so that the service alone says how it ended."""


class Fate(StrEnum):
    """How a download ended for the service that had grabbed it."""

    IMPORTED = "imported"
    TAKEN_OFF = "taken_off"
    UNTOLD = "untold"


def fate_of(records: Sequence[HistoryRecord]) -> Fate:
    """Return how a download ended; imported is only what was imported whole."""
    grabbed = {r.episode_id for r in records if r.event_type is HistoryEvent.GRABBED}
    imported = {r.episode_id for r in records if r.event_type is HistoryEvent.IMPORTED}
    if imported and imported >= grabbed:
        return Fate.IMPORTED
    ended = {HistoryEvent.FAILED, HistoryEvent.IGNORED, HistoryEvent.IMPORTED}
    told = any(record.event_type in ended for record in records)
    return Fate.TAKEN_OFF if told else Fate.UNTOLD


def mended_by(failure: Failure) -> str:
    """Return who got a blocked import done: the service where it was held up, else a person."""
    held_up = failure.at_fault in (FaultOf.LOCAL, FaultOf.CONFIG)
    return "arr" if held_up or failure.kind is Kind.TITLE_TO_BE_ANNOUNCED else "person"
