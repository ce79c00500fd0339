"""Writing to one service: all of it holds and nothing else changed, or everything is put back."""

from collections.abc import Mapping, Sequence
from typing import Final

from ..clients.errors import ServiceError, ServiceRejected
from ..clients.service import ServiceKind
from ..journal.ports import JsonValue
from .core import changed_meanwhile, service_failed
from .editing import (
    NotThere,
    holds,
    identical,
    place_name,
    row_of,
    shape_of,
    unkept,
    untouched,
    with_edits,
)
from .messages import AuditRefused, Refusal
from .models import Edit
from .plan import Write, reversed_edits
from .targets import AuditTarget
from .writers import TestFailed, writer_for

type Contents = Mapping[str, JsonValue]

_TRIES: Final = 2


class Unresolved(Exception):
    """Something went wrong, and what was written could not be put back."""

    def __init__(self, refused: AuditRefused, *, answers: bool) -> None:
        """Say what went wrong; `answers` tells whether the service was still there."""
        super().__init__(str(refused))
        self.refused = refused
        self.answers = answers


class Transaction:
    """Reads and writes the documents of one service."""

    def __init__(self, target: AuditTarget) -> None:
        """Prepare; nothing is asked yet."""
        self.target = target
        self._kind: ServiceKind = target.ref.kind
        self._writer = writer_for(target)

    async def read(self, writes: Sequence[Write]) -> dict[str, JsonValue]:
        """Return what is there now; raises ServiceError."""
        return {write.document: await self._writer.read(write.document) for write in writes}

    async def write(self, writes: Sequence[Write], contents: Contents) -> None:
        """Make of what was read what is wanted, read back, and have it tested.

        Raises AuditRefused when it did not work and everything is as before, Unresolved when it is not.
        """
        touched: list[Write] = []
        try:
            for write in writes:
                if touched:
                    await self._still(write, contents[write.document])
                touched.append(write)
                await self._write(write, contents[write.document])
            for write in writes:
                await self._test(write)
        except AuditRefused as refused:
            await self._put_back(touched, contents, refused)
            raise

    async def take_back(self, edits: Sequence[Edit], writes: Sequence[Write]) -> list[Edit]:
        """Write `before` where `after` still lies; return the edits that could not be taken back.

        What somebody else set since is left alone. Raises ServiceError.
        """
        left: list[Edit] = []
        for write in reversed(writes):
            shape = shape_of(self._kind, write.document)
            for _ in range(_TRIES):
                content = await self._writer.read(write.document)
                ours = [
                    edit
                    for edit in write.edits
                    if edit in edits
                    and holds(content, shape, edit.place, edit.after)
                    and not holds(content, shape, edit.place, edit.before)
                ]
                if not ours:
                    break
                new = with_edits(content, shape, reversed_edits(ours))
                try:
                    await self._writer.write(write.document, content, new, write.rows)
                except ServiceRejected:
                    continue
            else:
                content = await self._writer.read(write.document)
                left.extend(e for e in ours if holds(content, shape, e.place, e.after))
        return left

    async def tested(self, writes: Sequence[Write]) -> bool:
        """Say whether the service's own tests pass; raises ServiceError."""
        for write in writes:
            content = await self._writer.read(write.document) if write.test else None
            for row in sorted(write.test):
                try:
                    await self._writer.test(write.document, content, row)
                except TestFailed:
                    return False
        return True

    async def _still(self, write: Write, content: JsonValue) -> None:
        """Refuse to overwrite what changed since it was read; raises AuditRefused."""
        shape = shape_of(self._kind, write.document)
        try:
            now = await self._writer.read(write.document)
        except ServiceError as err:
            raise service_failed(self.target, err) from err
        if not self._alike(content, now, write):
            edit = next(
                (one for one in write.edits if not holds(now, shape, one.place, one.before)),
                write.edits[0],
            )
            raise changed_meanwhile(self.target, edit)

    async def _write(self, write: Write, old: JsonValue) -> None:
        """Write one document and read it back; raises AuditRefused."""
        shape = shape_of(self._kind, write.document)
        try:
            new = with_edits(old, shape, write.edits)
        except NotThere as err:
            raise changed_meanwhile(self.target, err.edit) from err
        problem: AuditRefused | None = None
        try:
            await self._writer.write(write.document, old, new, write.rows)
        except ServiceRejected as err:
            problem = AuditRefused(
                Refusal.REJECTED, service=self.target.ref.name, detail=err.message or str(err)
            )
        except ServiceError as err:
            # It may have been done all the same; reading back tells.
            problem = service_failed(self.target, err)
        try:
            present = await self._writer.read(write.document)
        except ServiceError as err:
            raise (problem or service_failed(self.target, err)) from err
        lost = unkept(present, shape, write.edits)
        if lost is None and untouched(old, present, shape, write.edits):
            return
        raise problem or AuditRefused(
            Refusal.NOT_KEPT,
            service=self.target.ref.name,
            place=place_name(lost.place) if lost else write.document,
        )

    async def _test(self, write: Write) -> None:
        """Run the service's own tests; raises AuditRefused."""
        try:
            content = await self._writer.read(write.document) if write.test else None
            for row in sorted(write.test):
                await self._writer.test(write.document, content, row)
        except TestFailed as err:
            raise AuditRefused(
                Refusal.TEST_FAILED, service=self.target.ref.name, detail=str(err)
            ) from err
        except ServiceError as err:
            raise service_failed(self.target, err) from err

    async def _put_back(
        self, touched: Sequence[Write], contents: Contents, refused: AuditRefused
    ) -> None:
        """Make every document what it was; raises Unresolved."""
        for write in reversed(touched):
            old = contents[write.document]
            try:
                back = await self._restored(write, old)
            except ServiceError as err:
                raise Unresolved(refused, answers=False) from err
            if not back:
                raise Unresolved(refused, answers=True)

    async def _restored(self, write: Write, old: JsonValue) -> bool:
        """Make one document what it was; say whether it is. Raises ServiceError when it does not answer."""
        for _ in range(_TRIES):
            present = await self._writer.read(write.document)
            if self._alike(old, present, write):
                return True
            try:
                await self._writer.write(write.document, present, old, write.rows)
            except ServiceRejected:
                continue
        return self._alike(old, await self._writer.read(write.document), write)

    def _alike(self, one: JsonValue, other: JsonValue, write: Write) -> bool:
        """Say whether a document, or the rows that are written, are the very same."""
        shape = shape_of(self._kind, write.document)
        if not shape.table:
            return identical(one, other)
        pairs = ((row_of(one, shape, row), row_of(other, shape, row)) for row in write.rows)
        return all(identical(left, right) for left, right in pairs)
