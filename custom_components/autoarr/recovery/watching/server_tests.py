"""SABnzbd's own tests of its news servers: asked for once, remembered for everybody who wants to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ...journal.redact import redact
from ..targets import SabnzbdTarget
from .provider import EVIDENCE_CHARS

GOOD_FOR: Final = timedelta(minutes=2)
"""How long a test counts: many failures at once cost one."""

WELL_FOR: Final = timedelta(minutes=5)
"""How long a server that passed counts as well where nobody is blamed for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerTest:
    """What SABnzbd's login to one news server came to; `said` is redacted."""

    at: datetime
    ok: bool
    said: str = ""


class ServerTests:
    """Remembers the last test of each news server of each SABnzbd."""

    def __init__(self) -> None:
        """Know of none."""
        self._last: dict[str, dict[str, ServerTest]] = {}

    async def test(self, target: SabnzbdTarget, name: str, now: datetime) -> ServerTest:
        """Have SABnzbd log in to a server now; raises ServiceError."""
        result = await target.client.test_server(name)
        said = "" if result.ok else redact(f"test of {name}: {result.message}")[:EVIDENCE_CHARS]
        test = ServerTest(at=now, ok=result.ok, said=said)
        self._last.setdefault(target.ref.id, {})[name] = test
        return test

    def last(
        self, sabnzbd: str, name: str, now: datetime, *, well_for: timedelta = GOOD_FOR
    ) -> ServerTest | None:
        """Return the last test of a server while it counts; one that was passed does for `well_for`."""
        test = self._last.get(sabnzbd, {}).get(name)
        if test is None:
            return None
        good_for = well_for if test.ok else GOOD_FOR
        return test if timedelta() <= now - test.at < good_for else None

    async def all_well(self, target: SabnzbdTarget, names: Sequence[str], now: datetime) -> bool:
        """Say whether every server passes: only then nothing but the release can be to blame.

        Asks until one fails; raises ServiceError.
        """
        known = [self.last(target.ref.id, name, now) for name in names]
        if any(test is not None and not test.ok for test in known):
            return False
        for name, test in zip(names, known, strict=True):
            if test is None and not (await self.test(target, name, now)).ok:
                return False
        return bool(names)

    def drop(self, sabnzbd: str) -> None:
        """Have the next question answered by new tests."""
        self._last.pop(sabnzbd, None)
