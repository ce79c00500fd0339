"""One look at every service: read, judged, and compared with the look before."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from ..journal.events import EventKind, Severity
from ..journal.ports import JsonValue
from .core import Core
from .drift import Seen, drifts
from .editing import place_name
from .estate import Estate
from .evaluate import evaluate
from .gather import gather
from .models import Author, Change, ChangeState, Drift, Edit, Evaluation, Rule
from .plan import reversed_edits
from .report import Report, report_of
from .snapshots import Snapshots, seen_of

_PLACES: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What is different from the look before, and what is kept of this one; None for a service that is too large."""

    drift: tuple[Drift, ...]
    seen: Mapping[str, Seen | None]


class Onlooker:
    """Looks."""

    def __init__(self, core: Core, snapshots: Snapshots) -> None:
        """Share the state of the engine."""
        self._core = core
        self._snapshots = snapshots

    async def look(self, rules: Sequence[Rule], modes: Mapping[str, str]) -> Report:
        """Look at every service, keep what was found, and tell; never raises for what a service does."""
        core = self._core
        begun = core.now()
        estate = await gather(
            core.targets().values(), now=core.now, modes=modes, secrets=core.secrets()
        )
        before = {one.ref.id: self._snapshots.get(one.ref.id) for one in estate.services}
        changes = tuple(core.ledger.contents.changes.values())
        evaluation, compared = await asyncio.to_thread(
            _judge, rules, estate, begun, before, changes
        )
        for instance, seen in compared.seen.items():
            self._snapshots.put(instance, seen)
        ledger, now = core.ledger, core.now()
        ledger.review_ignored(evaluation, now)
        ledger.add_drift(compared.drift)
        former = ledger.contents.report
        large = tuple(key for key, seen in compared.seen.items() if seen is None)
        report = replace(
            report_of(evaluation, estate, ledger.active(now)),
            drift=compared.drift,
            too_large=large,
        )
        ledger.contents.report = report
        await self._snapshots.keep()
        await ledger.keep()
        self._tell(report, former)
        return report

    def _tell(self, report: Report, former: Report | None) -> None:
        """Record what was found, in numbers, and where somebody changed something."""
        core = self._core
        known = {one.key for one in (*former.findings, *former.ignored)} if former else set()
        there = {one.key for one in (*report.findings, *report.ignored)}
        severities = [one.rule.severity.value for one in report.findings]
        data: dict[str, JsonValue] = {
            "score": report.score,
            "findings": len(report.findings),
            **{f"{name}s": severities.count(name) for name in ("error", "warning", "info")},
            "new": len({one.key for one in report.findings} - known),
            "mended": len(known - there),
            "unread": len(report.unread),
        }
        core.journal.record(EventKind.AUDIT_FINISHED, correlation="audit", title="", data=data)
        theirs = [one for one in report.drift if one.author is Author.SOMEBODY]
        for instance in dict.fromkeys(one.place.instance for one in theirs):
            target = core.targets().get(instance)
            if target is None:
                continue
            places = [place_name(one.place) for one in theirs if one.place.instance == instance]
            core.journal.record(
                EventKind.SETTING_DRIFTED,
                correlation=f"audit:{instance}",
                title=target.ref.name,
                severity=Severity.INFO,
                service=target.ref.kind,
                instance=instance,
                data={"count": len(places), "places": [*places[:_PLACES]]},
            )


def _judge(
    rules: Sequence[Rule],
    estate: Estate,
    begun: datetime,
    before: Mapping[str, Seen | None],
    changes: Sequence[Change],
) -> tuple[Evaluation, Compared]:
    """Evaluate and compare; blocks on a large configuration."""
    drift: list[Drift] = []
    kept: dict[str, Seen | None] = {}
    for service in estate.services:
        instance = service.ref.id
        if not service.documents:
            continue
        former = before.get(instance)
        mode = estate.modes.get(instance, "")
        seen = kept[instance] = seen_of(service, begun, mode, former)
        if seen is not None and former is not None:
            ours = written_since(former, instance, changes)
            drift.extend(drifts(instance, service.ref.kind, former, seen, ours))
    return evaluate(rules, estate), Compared(drift=tuple(drift), seen=kept)


def written_since(seen: Seen, instance: str, changes: Sequence[Change]) -> list[Edit]:
    """Return what AutoArr wrote to a service since a look, in order."""
    ours: list[tuple[datetime, Edit]] = []
    for change in changes:
        ended = change.ended or change.at
        if change.instance != instance or max(ended, change.at) < seen.at:
            continue
        undone = change.state is ChangeState.UNDONE
        if change.state is not ChangeState.REVERTED and not (undone and change.at < seen.at):
            ours += [(change.at, edit) for edit in change.edits]
        if undone:
            ours += [(ended, edit) for edit in reversed_edits(change.edits)]
    return [edit for _, edit in sorted(ours, key=lambda pair: pair[0])]
