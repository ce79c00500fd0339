"""Which failures are one: chains of ids that share an id belong to the same download.

Merging is a union: whatever arrives twice, late or in another order, the result is the same. That
holds because every part of it is: all ids together, the longest chain, the newest state, the
earliest first sight.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..protocol.records import FailureRecord, Outcome

MOST_IDS: Final = 50
"""As many ids of a chain as the protocol lets a failure show."""


@dataclass(frozen=True, kw_only=True)
class Failure:
    """One failed download: what is known of it, and all the ids it ever had."""

    key: int | None
    """Its row; None while it has none."""
    ids: frozenset[str]
    record: FailureRecord
    """The newest state, with the longest chain that was reported and the earliest first sight."""

    @classmethod
    def reported(cls, record: FailureRecord) -> Failure:
        """Return a failure as it was sent."""
        return cls(key=None, ids=frozenset(record.chain), record=record)

    @cached_property
    def age(self) -> tuple[object, ...]:
        """Return what newer states have more of; equal only for equal states."""
        record = self.record
        content = record.model_dump_json(exclude={"chain", "first_seen"})
        return (record.updated, record.outcome is not Outcome.OPEN, record.attempts, content)

    def shown(self) -> FailureRecord:
        """Return the record with all ids: the longest chain, then those of other chains."""
        chain = self.record.chain
        others = sorted(self.ids.difference(chain))
        return self.record.model_copy(update={"chain": [*chain, *others][:MOST_IDS]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What became of a batch."""

    changed: tuple[Failure, ...]
    """To be written; those without a key are new."""
    gone: tuple[int, ...]
    """Rows whose failure became part of another one."""
    unchanged: int
    """Reports that brought nothing new."""


def union(one: Failure, other: Failure) -> Failure:
    """Return both as one failure."""
    newest = max(one, other, key=lambda failure: failure.age).record
    chain = max((one.record.chain, other.record.chain), key=lambda ids: (len(ids), ids))
    first_seen = min(one.record.first_seen, other.record.first_seen)
    keys = [failure.key for failure in (one, other) if failure.key is not None]
    return Failure(
        key=min(keys, default=None),
        ids=one.ids | other.ids,
        record=newest.model_copy(update={"chain": chain, "first_seen": first_seen}),
    )


def merge(stored: Iterable[Failure], reports: Sequence[FailureRecord]) -> Merged:
    """Return what to write when these reports arrive; `stored` holds all failures they touch."""
    before = {failure.key: failure for failure in stored}
    owner: dict[tuple[str, str], Failure] = {}
    for failure in before.values():
        owner.update(_owned(failure))
    unchanged = 0
    for report in reports:
        whole = Failure.reported(report)
        touched = {
            id(found): found for job in report.chain if (found := owner.get((report.sabnzbd, job)))
        }
        for found in touched.values():
            whole = union(whole, found)
        if len(touched) == 1 and whole == next(iter(touched.values())):
            unchanged += 1
            continue
        owner.update(_owned(whole))
    after = list({id(failure): failure for failure in owner.values()}.values())
    kept = {failure.key for failure in after}
    return Merged(
        changed=tuple(failure for failure in after if before.get(failure.key) != failure),
        gone=tuple(key for key in before if key is not None and key not in kept),
        unchanged=unchanged,
    )


def _owned(failure: Failure) -> dict[tuple[str, str], Failure]:
    """Return which ids lead to a failure."""
    return {(failure.record.sabnzbd, job): failure for job in failure.ids}
