"""Applying what mends findings: looked at afresh, written down, written, read back, or put back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
import secrets

from ..clients.errors import ServiceError
from ..journal.events import EventKind
from ..journal.ports import JsonValue, StoreError
from .core import APPLY, Core, changed_meanwhile, service_failed
from .editing import row_of, shape_of, unlike
from .messages import AuditRefused, Refusal
from .models import MISSING, Change, ChangeState, Finding
from .plan import ServicePlan, plan
from .report import Applied, Preview, ServicePreview
from .resolve import Resolver
from .targets import AuditTarget
from .transaction import Contents, Transaction, Unresolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is to be written to one service, and what was there."""

    plan: ServicePlan
    target: AuditTarget
    digest: bytes


class Applier:
    """Previews and applies."""

    def __init__(self, core: Core, resolver: Resolver) -> None:
        """Share the state of the engine."""
        self._core = core
        self._resolver = resolver
        self._key = secrets.token_bytes(32)
        """Documents hold credentials, so that nobody can tell them from a fingerprint."""

    async def preview(self, findings: Iterable[Finding]) -> Preview:
        """Return exactly what would be sent; raises AuditRefused."""
        looked = [await self._look(one) for one in plan(findings)]
        return Preview(
            services=tuple(
                ServicePreview(
                    service=one.target.ref,
                    edits=one.plan.edits,
                    rules=one.plan.rules,
                    findings=one.plan.findings,
                )
                for one in looked
            ),
            fingerprint=self._fingerprint(looked),
        )

    async def apply(
        self, findings: Iterable[Finding], *, by: str, dry_run: bool, fingerprint: str | None
    ) -> Applied:
        """Apply findings; raises AuditRefused when none of it holds.

        A finding that is about several services is mended in all of them or in none.
        """
        plans = plan(findings)
        for one in plans:
            self._core.target(one.instance)
        with self._core.writer(one.instance for one in plans):
            refused: dict[str, AuditRefused] = {}
            groups: list[list[Looked]] = []
            for group in _groups(plans):
                try:
                    groups.append([await self._look(one, settled=True) for one in group])
                except AuditRefused as err:
                    if fingerprint is not None:
                        raise
                    refused |= dict.fromkeys((one.instance for one in group), err)
            looked = [one for group in groups for one in group]
            if fingerprint is not None and fingerprint != self._fingerprint(looked):
                raise AuditRefused(Refusal.CHANGED_MEANWHILE, service=_names(looked), place="")
            changes: list[Change] = []
            for some in groups:
                changes += await self._group(some, by, refused, dry_run=dry_run)
        if refused and not changes:
            raise next(iter(refused.values()))
        return Applied(changes=tuple(changes), refused=refused, dry_run=dry_run)

    async def _group(
        self, group: Sequence[Looked], by: str, refused: dict[str, AuditRefused], *, dry_run: bool
    ) -> list[Change]:
        """Apply to services that belong together; when one refuses, the others are put back."""
        core = self._core
        changes = self._changes(group, by)
        if dry_run:
            return [replace(change, id="") for change in changes]
        for change in changes:
            core.ledger.put(change)
        written: list[Change] = []
        try:
            for one, change in zip(group, changes, strict=True):
                await self._write(one, change)
                written.append(change)
        except AuditRefused as err:
            refused |= dict.fromkeys((one.plan.instance for one in group), err)
            for change in changes[len(written) + 1 :]:
                core.ledger.drop(change.id)
            for change in reversed(written):
                await self._resolver.revert(change, str(err))
            await core.ledger.keep()
            return []
        held = [replace(one, state=ChangeState.APPLIED, ended=core.now()) for one in changes]
        for change in held:
            core.ledger.put(change)
        core.ledger.mended(held, core.now())
        await core.ledger.keep()
        for one, change in zip(group, held, strict=True):
            await core.finish(change, ok=True, outcome="applied")
            core.tell(EventKind.SETTING_CHANGED, change, one.target)
        return held

    async def _write(self, looked: Looked, change: Change) -> None:
        """Write to one service; raises AuditRefused."""
        core = self._core
        try:
            await core.ledger.save()
            await core.begin(APPLY, change, looked.target)
        except StoreError as err:
            core.ledger.drop(change.id)
            raise AuditRefused(Refusal.NOT_SAVED, detail=str(err)) from err
        try:
            contents = await self._fresh(looked)
        except AuditRefused as err:
            core.ledger.drop(change.id)
            await self._close(change, outcome=f"nothing was written: {err}")
            raise
        try:
            await Transaction(looked.target).write(looked.plan.writes, contents)
        except AuditRefused as err:
            ended = replace(change, state=ChangeState.REVERTED, ended=core.now(), detail=str(err))
            core.ledger.put(ended)
            await self._close(ended, outcome=f"put back: {err}")
            raise
        except Unresolved as err:
            state = ChangeState.STUCK if err.answers else ChangeState.APPLYING
            core.ledger.put(replace(change, state=state, detail=str(err.refused)))
            await core.ledger.keep()
            raise err.refused from err

    async def _close(self, change: Change, *, outcome: str) -> None:
        """Write down that a change came to nothing."""
        await self._core.ledger.keep()
        await self._core.finish(change, ok=False, outcome=outcome)

    async def _look(self, service: ServicePlan, *, settled: bool = False) -> Looked:
        """Read what is there; raises AuditRefused when it is not what was seen."""
        target = self._core.target(service.instance)
        if settled and not await self._resolver.settled(service.instance):
            raise AuditRefused(Refusal.BUSY, service=target.ref.name)
        contents = await _read(target, service)
        return Looked(plan=service, target=target, digest=self._digest(target, service, contents))

    async def _fresh(self, looked: Looked) -> Contents:
        """Read once more, right before writing; raises AuditRefused when something changed."""
        contents = await _read(looked.target, looked.plan)
        if self._digest(looked.target, looked.plan, contents) != looked.digest:
            raise changed_meanwhile(looked.target, looked.plan.edits[0])
        return contents

    def _changes(self, group: Sequence[Looked], by: str) -> list[Change]:
        """Return the changes that are about to be made; that they belong together shows in their time."""
        now = self._core.now()
        return [
            Change(
                id=self._core.new_id(now),
                instance=one.plan.instance,
                edits=one.plan.edits,
                rules=one.plan.rules,
                findings=one.plan.findings,
                state=ChangeState.APPLYING,
                at=now,
                by=by,
            )
            for one in group
        ]

    def _digest(
        self, target: AuditTarget, service: ServicePlan, contents: Mapping[str, JsonValue]
    ) -> bytes:
        """Return what stands for the edits and for all that would be overwritten."""
        digest = blake2b(key=self._key)
        for write in service.writes:
            shape = shape_of(target.ref.kind, write.document)
            content = contents[write.document]
            rows = [row_of(content, shape, row) for row in write.rows] if shape.table else [content]
            shown = [None if row is MISSING else row for row in rows]
            digest.update(repr((write.document, write.edits, shown)).encode(errors="replace"))
        return digest.digest()

    def _fingerprint(self, looked: Iterable[Looked]) -> str:
        """Return what stands for everything that was looked at."""
        digest = blake2b(key=self._key, digest_size=16)
        for one in sorted(looked, key=lambda each: each.plan.instance):
            digest.update(one.digest)
        return digest.hexdigest()


async def _read(target: AuditTarget, service: ServicePlan) -> Contents:
    """Return what is there; raises AuditRefused when it is not what was seen."""
    try:
        contents = await Transaction(target).read(service.writes)
    except ServiceError as err:
        raise service_failed(target, err) from err
    for write in service.writes:
        shape = shape_of(target.ref.kind, write.document)
        edit = unlike(contents[write.document], shape, write.edits)
        if edit is not None:
            raise changed_meanwhile(target, edit)
    return contents


def _groups(plans: Iterable[ServicePlan]) -> list[list[ServicePlan]]:
    """Return the services that findings tie together."""
    groups: list[list[ServicePlan]] = []
    for one in plans:
        tied = [
            group
            for group in groups
            if any(frozenset(one.findings) & frozenset(each.findings) for each in group)
        ]
        groups = [group for group in groups if group not in tied]
        groups.append([each for group in tied for each in group] + [one])
    return groups


def _names(looked: Iterable[Looked]) -> str:
    """Return the names of services."""
    return ", ".join(dict.fromkeys(one.target.ref.name for one in looked))
