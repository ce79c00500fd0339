"""The stories that begin, go on or end with what a Radarr or Sonarr shows: pure."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from ...journal.redact import redact
from ..classify import Classification
from ..messages import Reason
from ..models import Failure, FailureState, Grab, Strategy
from ..watching.observe import NAME_CHARS
from .departed import UNTOUCHED

_ON_ANOTHER: Final = frozenset(
    {Strategy.NEXT_RELEASE, Strategy.LOWER_QUALITY, Strategy.RETRY_LATER}
)
"""Strategies after which another download is followed, no longer this one."""

_CLOSED_FOR_GOOD: Final = frozenset({Reason.IGNORED, Reason.UNDONE})


def new_story(
    job_id: str,
    found: Classification,
    *,
    lane: str,
    name: str,
    size_bytes: int,
    grab: Grab | None,
    now: datetime,
) -> Failure:
    """Return the story of a download that went wrong in the eyes of its Radarr or Sonarr; its name is untrusted.

    `lane` is the SABnzbd that holds it, or the instance itself for a torrent.
    """
    return Failure(
        key=f"{lane}:{job_id}",
        sabnzbd=lane,
        jobs=(job_id,),
        name=redact(name)[:NAME_CHARS],
        cause=found.cause,
        kind=found.kind,
        at_fault=found.at_fault,
        evidence=found.evidence,
        first_seen=now,
        size_bytes=max(size_bytes, 0),
        failed_job=job_id,
        grab=grab,
        # Its history was asked: without a grab it belongs to another program.
        lookups=0 if grab else 2,
    )


def as_baseline(failure: Failure) -> Failure:
    """Return a story as part of the time before us."""
    return replace(
        failure,
        baseline=True,
        # Whose it is, is asked when somebody takes it up.
        lookups=0,
        state=FailureState.REPORTED,
        strategy=Strategy.REPORT,
        reason=Reason.BASELINE,
    )


def renewed(known: Failure, found: Classification) -> Failure | None:
    """Return the story of a download whose import is blocked now, to be decided on; None when it stays as it is."""
    if known.baseline or known.undone or known.state is FailureState.ACTING:
        return None
    if known.state.settled and known.reason in _CLOSED_FOR_GOOD:
        return None
    same = (known.kind, known.at_fault) == (found.kind, found.at_fault)
    if known.blocked and known.state.settled:
        # The row stays where its title came in by another release: that story is over.
        if same and known.reason is not Reason.USER_STOPPED:
            return None
    elif known.blocked:
        if same or known.state not in UNTOUCHED:
            return None
    elif (
        known.state is FailureState.GAVE_UP
        or known.reason is Reason.SUPERSEDED
        or (known.state is FailureState.FOLLOWING and known.strategy in _ON_ANOTHER)
    ):
        return None
    return replace(
        known,
        cause=found.cause,
        kind=found.kind,
        at_fault=found.at_fault,
        evidence=found.evidence,
        blocked=True,
        paused=False,
        suggested=None,
        state=FailureState.NEW,
        proposed=None,
        reason=None,
        detail="",
        waits=0,
        in_vain=False,
        next_try=None,
        following_since=None,
    )
