"""What the audit knows and has done, kept across restarts: changes, drift, what is ignored, the last report."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
import json
import logging
from typing import Final

from ..journal.ports import JsonValue, StateStore, StoreError
from .codec import Contents, contents_from, contents_json
from .models import Change, ChangeState, Drift, Evaluation, Ignored, Rule
from .report import Report, all_findings, rank, with_findings

_LOGGER = logging.getLogger(__name__)

CHANGES: Final = 500
DRIFTS: Final = 500
VALUE_BYTES: Final = 2_000
"""Of a larger value, drift keeps only how it begins."""

KEEP_IGNORED: Final = timedelta(days=30)
"""So long a finding that is ignored may be gone and still be ignored when it comes back."""

OPEN: Final = frozenset({ChangeState.APPLYING, ChangeState.UNDOING, ChangeState.STUCK})
"""States of a change that has not ended."""


class Ledger:
    """The state of the audit; every change is in memory until `save`."""

    def __init__(self, store: StateStore) -> None:
        """Start empty; `load` brings back earlier runs."""
        self._store = store
        self.contents = Contents()

    async def load(self, now: datetime, rules: Mapping[str, Rule]) -> int:
        """Bring back what was saved; return how many records could not be read.

        Raises StoreError. Times that lie in the future (a clock set back) become `now`.
        """
        stored = await self._store.load()
        if stored is None:
            return 0
        self.contents, lost = contents_from(stored, rules)
        if self.contents.foreign is not None:
            _LOGGER.warning("What another version of AutoArr knew of the audit is kept for it")
        self._rebase(now)
        self.recount(now)
        return lost

    async def save(self) -> None:
        """Write everything; raises StoreError."""
        await self._store.save(contents_json(self.contents))

    async def keep(self) -> None:
        """Write everything; a failure is logged, and the next write makes up for it."""
        try:
            await self.save()
        except StoreError:
            _LOGGER.exception("What the audit knows could not be written; it is tried again later")

    # ── changes ──

    def put(self, change: Change) -> Change:
        """Keep a change; of those that ended, the oldest make room."""
        changes = self.contents.changes
        changes[change.id] = change
        ended = [one.id for one in changes.values() if one.state not in OPEN]
        for surplus in ended[: max(0, len(changes) - CHANGES)]:
            del changes[surplus]
            self.contents.mended.pop(surplus, None)
        return change

    def drop(self, change_id: str) -> None:
        """Forget a change of which nothing was done."""
        self.contents.changes.pop(change_id, None)

    def unsettled(self, instance: str | None = None) -> list[Change]:
        """Return the changes that have not ended, of one service or of all."""
        return [
            one
            for one in self.contents.changes.values()
            if one.state in OPEN and instance in (None, one.instance)
        ]

    # ── drift ──

    def add_drift(self, drift: Iterable[Drift]) -> None:
        """Keep what has drifted; the oldest makes room."""
        self.contents.drift.extend(
            replace(one, before=_short(one.before), after=_short(one.after)) for one in drift
        )
        del self.contents.drift[:-DRIFTS]

    # ── what is ignored ──

    def active(self, now: datetime) -> dict[str, Ignored]:
        """Return what is ignored now, by the key of the finding."""
        return {
            key: one
            for key, one in self.contents.ignored.items()
            if one.until is None or one.until > now
        }

    def review_ignored(self, evaluation: Evaluation, now: datetime) -> None:
        """Forget what is over, and what is ignored but was gone for long.

        What could not be judged is not gone.
        """
        judged = {f"{one.rule.id}:{one.service.id}" for one in evaluation.verdicts}
        there = {finding.key for finding in evaluation.findings}
        kept = self.active(now)
        seen = self.contents.seen
        for key, one in list(kept.items()):
            if key in there or ":".join(key.split(":", 2)[:2]) not in judged:
                seen[key] = now
            elif now - seen.setdefault(key, one.at) > KEEP_IGNORED:
                del kept[key]
        self.contents.ignored = kept
        self.contents.seen = {key: at for key, at in seen.items() if key in kept}

    # ── the report ──

    def recount(self, now: datetime) -> None:
        """Have the last report follow what is ignored now."""
        report = self.contents.report
        if report is not None:
            self.contents.report = with_findings(report, all_findings(report), self.active(now))

    def mended(self, changes: Iterable[Change], now: datetime) -> None:
        """Take what was mended off the last report, and keep it for an undo."""
        report = self.contents.report
        if report is None:
            return
        found, gone = all_findings(report), set[str]()
        for change in changes:
            gone.update(change.findings)
            self.contents.mended[change.id] = [one for one in found if one.key in change.findings]
        left = [one for one in found if one.key not in gone]
        self.contents.report = with_findings(report, left, self.active(now))

    def undone(self, change: Change, now: datetime) -> None:
        """Have what a change had mended open again."""
        report = self.contents.report
        again = self.contents.mended.pop(change.id, [])
        if report is not None and again:
            known = {one.key: one for one in (*again, *all_findings(report))}
            self.contents.report = with_findings(
                report, sorted(known.values(), key=rank), self.active(now)
            )

    def forget(self, instance: str, now: datetime) -> None:
        """Forget a service that was removed."""
        contents = self.contents
        contents.changes = {k: v for k, v in contents.changes.items() if v.instance != instance}
        contents.mended = {k: v for k, v in contents.mended.items() if k in contents.changes}
        contents.drift = [one for one in contents.drift if one.place.instance != instance]
        of_it = {key for key in contents.ignored if key.split(":")[1:2] == [instance]}
        contents.ignored = {k: v for k, v in contents.ignored.items() if k not in of_it}
        contents.seen = {k: v for k, v in contents.seen.items() if k not in of_it}
        if contents.report is not None:
            contents.report = _without(contents.report, instance, self.active(now))

    def _rebase(self, now: datetime) -> None:
        """Bring times out of the future."""
        contents = self.contents
        contents.changes = {
            key: replace(one, at=min(one.at, now), ended=one.ended and min(one.ended, now))
            for key, one in contents.changes.items()
        }
        contents.drift = [replace(one, at=min(one.at, now)) for one in contents.drift]
        contents.ignored = {
            key: replace(one, at=min(one.at, now)) for key, one in contents.ignored.items()
        }
        contents.seen = {key: min(at, now) for key, at in contents.seen.items()}
        if contents.report is not None:
            contents.report = replace(contents.report, at=min(contents.report.at, now))


def _without(report: Report, instance: str, ignored: Mapping[str, Ignored]) -> Report:
    """Return a report without one service."""
    left = replace(
        report,
        skipped=tuple(one for one in report.skipped if one.service.id != instance),
        unread={key: why for key, why in report.unread.items() if key != instance},
        drift=tuple(one for one in report.drift if one.place.instance != instance),
        too_large=tuple(one for one in report.too_large if one != instance),
        weights={key: weight for key, weight in report.weights.items() if key != instance},
    )
    findings = [one for one in all_findings(report) if one.service.id != instance]
    return with_findings(left, findings, ignored)


def _short(value: JsonValue) -> JsonValue:
    """Return a value, or how it begins when it is large."""
    text = json.dumps(value, ensure_ascii=False).encode(errors="replace")
    if len(text) <= VALUE_BYTES:
        return value
    return f"{text[:VALUE_BYTES].decode(errors='ignore')}…"
