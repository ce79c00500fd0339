"""What is asked about failures and queues: what belongs to one question, and which answers are offered. Pure."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
import re
from typing import Final, Self

from .clients.service import ServiceKind
from .recovery.causes import Cause, FaultOf, Kind
from .recovery.models import Failure, FailureState, Strategy
from .recovery.records import OurPause

MOST_CHOICES: Final = 3
"""More buttons than that a phone does not show."""

SHARED: Final = frozenset(
    {
        Cause.PROVIDER_DOWN,
        Cause.DISK_FULL,
        Cause.INDEXER,
        Cause.PERMISSIONS,
        Cause.SCRIPT,
    }
)
"""Causes that lie with a provider, an indexer or the machine: all titles they hit are one question."""

_SEASON: Final = re.compile(r"\bS(\d{1,4})(?=E\d|\b)", re.IGNORECASE)


class Choice(StrEnum):
    """What can be pressed; PROPOSED is what fits each failure of a question that want different things."""

    PROPOSED = "proposed"
    RETRY = "retry"
    NEXT_RELEASE = "next_release"
    LOWER_QUALITY = "lower_quality"
    FORCE_IMPORT = "force_import"
    PAUSE_QUEUE = "pause_queue"
    LEAVE = "leave"


ADMINS_ONLY: Final = frozenset({Choice.FORCE_IMPORT})

_FITTING: Final = {
    Strategy.RETRY_NOW: Choice.RETRY,
    Strategy.RETRY_LATER: Choice.RETRY,
    Strategy.END_JOB: Choice.RETRY,
    Strategy.NEXT_RELEASE: Choice.NEXT_RELEASE,
    Strategy.LOWER_QUALITY: Choice.LOWER_QUALITY,
    Strategy.FORCE_IMPORT: Choice.FORCE_IMPORT,
}

_BESIDE: Final = {
    Choice.PROPOSED: (Choice.NEXT_RELEASE,),
    Choice.RETRY: (Choice.NEXT_RELEASE,),
    Choice.NEXT_RELEASE: (Choice.LOWER_QUALITY,),
    Choice.LOWER_QUALITY: (Choice.NEXT_RELEASE,),
    Choice.FORCE_IMPORT: (Choice.NEXT_RELEASE,),
}
"""What is offered beside the answer that was proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueAsked:
    """The queue of a SABnzbd, by its id, what is the matter with its provider, and since when that is asked."""

    sabnzbd: str
    kind: Kind
    since: datetime

    @property
    def key(self) -> str:
        """What it is called in the book of questions."""
        return f"{Strategy.PAUSE_QUEUE}:{self.sabnzbd}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Failures of one cause that are asked about together, the oldest first, or a queue; never neither."""

    key: str
    failures: tuple[Failure, ...] = ()
    queue: QueueAsked | None = None

    @property
    def cause(self) -> Cause:
        """The cause they share."""
        return self.failures[0].cause if self.failures else Cause.PROVIDER_DOWN

    @property
    def subjects(self) -> Mapping[str, Failure | QueueAsked]:
        """What is asked about, by its key."""
        asked: dict[str, Failure | QueueAsked] = {one.key: one for one in self.failures}
        return asked if self.queue is None else asked | {self.queue.key: self.queue}

    def without(self, keys: Container[str]) -> Self | None:
        """Return what is left of it without some of what is asked about, None when nothing is."""
        failures = tuple(one for one in self.failures if one.key not in keys)
        queue = self.queue if self.queue and self.queue.key not in keys else None
        return replace(self, failures=failures, queue=queue) if failures or queue else None

    @property
    def proposal(self) -> Strategy | None:
        """What is proposed, where that is the same for all of them."""
        if self.queue is not None:
            return Strategy.PAUSE_QUEUE
        proposed = {failure.proposed for failure in self.failures}
        return proposed.pop() if len(proposed) == 1 else None

    @property
    def state(self) -> str:
        """What the question says, as one text: another one means that it has to be asked anew."""
        return "\n".join(state_of(subject) for subject in self.subjects.values())


def state_of(failure: Failure | QueueAsked) -> str:
    """Return what is asked about a failure or a queue; another text is another question."""
    if isinstance(failure, QueueAsked):
        return f"{failure.key} {failure.kind}"
    return f"{failure.key} {failure.proposed} {failure.reason} {failure.suggested}"


def questions_of(failures: Iterable[Failure]) -> dict[str, Question]:
    """Return what is to be asked about failures that wait for a person, by the key of the question."""
    groups: dict[str, list[Failure]] = {}
    for failure in failures:
        if failure.state is FailureState.ASKED and not failure.baseline:
            groups.setdefault(group_of(failure), []).append(failure)
    return {
        key: Question(
            key=key, failures=tuple(sorted(group, key=lambda one: (one.first_seen, one.key)))
        )
        for key, group in groups.items()
    }


def questions_of_queues(wanted: Mapping[str, OurPause]) -> dict[str, Question]:
    """Return what is to be asked about queues, one question for each SABnzbd, by the key of the question."""
    queues = [
        QueueAsked(sabnzbd=sabnzbd, kind=pause.kind, since=pause.since)
        for sabnzbd, pause in wanted.items()
    ]
    return {queue.key: Question(key=queue.key, queue=queue) for queue in queues}


def group_of(failure: Failure) -> str:
    """Return the key of the question a failure belongs to.

    One for each cause of a SABnzbd where it lies with provider, indexer or machine; else one for each
    cause and season; a film is a question of its own.
    """
    item = failure.item
    if failure.cause in SHARED or item is None:
        whose = failure.sabnzbd if failure.cause in SHARED else failure.key
        return f"{failure.cause}:{whose}"
    title = f"{failure.cause}:{item.instance}:{item.media_id}"
    return title if item.kind is ServiceKind.RADARR else f"{title}:{season_of(failure)}"


def season_of(failure: Failure) -> str:
    """Return the number of the season a failure is of, "" where no name tells it."""
    names = (failure.grab.label, failure.grab.source_title) if failure.grab else ()
    found = (_SEASON.findall(name) for name in (*names, failure.name))
    return next((str(int(numbers[-1])) for numbers in found if numbers), "")


def choices_of(question: Question, *, admin: bool) -> tuple[Choice, ...]:
    """Return what is offered, the likeliest first: at most three, to be left alone always among them."""
    if question.queue is not None:
        return (Choice.PAUSE_QUEUE, Choice.LEAVE)
    main = _main(question.failures)
    offered = [main] if main else []
    if question.cause not in SHARED:
        offered += _BESIDE[main] if main else _open(question.failures)
    allowed = [one for one in dict.fromkeys(offered) if admin or one not in ADMINS_ONLY]
    return (*allowed[: MOST_CHOICES - 1], Choice.LEAVE)


def answer_for(choice: Choice, failure: Failure) -> Choice:
    """Return what a choice means for one failure of a question; nothing proposed is left alone."""
    if choice is not Choice.PROPOSED:
        return choice
    fitting = _FITTING.get(failure.proposed) if failure.proposed else None
    return fitting or Choice.LEAVE


def _main(failures: Sequence[Failure]) -> Choice | None:
    """Return the answer that fits what was proposed, None where nothing was."""
    fitting = {_FITTING.get(failure.proposed) if failure.proposed else None for failure in failures}
    if fitting == {None}:
        return None
    if len(fitting) > 1:
        return Choice.PROPOSED
    return fitting.pop()


def _open(failures: Sequence[Failure]) -> tuple[Choice, ...]:
    """Return what may help where AutoArr had nothing to propose."""
    if any(failure.blocked for failure in failures):
        return (Choice.FORCE_IMPORT, Choice.NEXT_RELEASE)
    if any(failure.paused for failure in failures):
        guilty = all(failure.at_fault is FaultOf.RELEASE for failure in failures)
        return (Choice.NEXT_RELEASE,) if guilty else ()
    return (Choice.RETRY, Choice.NEXT_RELEASE)
