"""Finds out whether a provider delivers: has SABnzbd test its servers, and counts what came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ..journal.redact import redact
from .causes import Kind
from .core import Core
from .provider import (
    EVIDENCE_CHARS,
    DeliveryWatch,
    judge_supply,
    kind_of_message,
    waits_for_articles,
)
from .targets import SabnzbdTarget
from .world import Health

GOOD_FOR: Final = {Health.OK: timedelta(minutes=5), Health.DOWN: timedelta(minutes=2)}
"""How long a test counts, by what it showed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a test of the servers that matter showed."""

    at: datetime
    health: Health
    kind: Kind = Kind.NOTHING_COMES
    evidence: tuple[str, ...] = ()


class Prover:
    """Remembers the tests of each SABnzbd, and what came there."""

    def __init__(self, core: Core) -> None:
        """Share the state of the engine."""
        self._core = core
        self._delivery = DeliveryWatch()
        self._proofs: dict[str, Proof] = {}

    def proof(self, sabnzbd: str) -> Proof | None:
        """Return the last test while it counts."""
        proof, now = self._proofs.get(sabnzbd), self._core.now()
        if proof is None or proof.health not in GOOD_FOR:
            return None
        return proof if timedelta() <= now - proof.at < GOOD_FOR[proof.health] else None

    def drop(self, sabnzbd: str) -> None:
        """Have the next question answered by a new test."""
        self._proofs.pop(sabnzbd, None)

    async def test(self, target: SabnzbdTarget) -> None:
        """Have SABnzbd log in to the servers that matter until one answers; raises ServiceError."""
        core, sabnzbd = self._core, target.ref.id
        names = judge_supply(core.seen[sabnzbd].news).servers
        if not names:
            names = judge_supply((await target.client.server_status()).servers).servers
        said: list[str] = []
        for name in names:
            result = await target.client.test_server(name)
            if result.ok:
                self._proofs[sabnzbd] = Proof(at=core.now(), health=Health.OK)
                return
            said.append(redact(f"test of {name}: {result.message}")[:EVIDENCE_CHARS])
        self._proofs[sabnzbd] = Proof(
            at=core.now(),
            health=Health.DOWN if said else Health.UNKNOWN,
            kind=_kind_of(said),
            evidence=tuple(said[:3]),
        )

    async def well(self, sabnzbd: str) -> bool:
        """Say whether a server that matters passes a test, or did within minutes; raises ServiceError."""
        target = self._core.sabnzbd().get(sabnzbd)
        if target is None or sabnzbd not in self._core.seen:
            return False
        if self.proof(sabnzbd) is None:
            await self.test(target)
        proof = self.proof(sabnzbd)
        return proof is not None and proof.health is Health.OK

    async def count(self, target: SabnzbdTarget) -> None:
        """Look at what came, now and then, while something should come; raises ServiceError."""
        sabnzbd, now = target.ref.id, self._core.now()
        queue = self._core.seen[sabnzbd].queue
        running = queue is not None and not queue.paused and waits_for_articles(queue)
        if running and self._delivery.due(sabnzbd, now):
            self._delivery.take(sabnzbd, await target.client.server_stats(), now)

    def delivers(self, sabnzbd: str) -> bool:
        """Say whether articles came within the last minutes."""
        return self._delivery.delivers(sabnzbd, self._core.now())

    def fails(self, sabnzbd: str) -> bool:
        """Say whether every article asked for of late was missing."""
        return self._delivery.fails(sabnzbd)

    def forget(self, sabnzbd: str) -> None:
        """Forget one SABnzbd."""
        self._delivery.forget(sabnzbd)
        self.drop(sabnzbd)


def _kind_of(said: Sequence[str]) -> Kind:
    """Return what the tests of servers say is the matter."""
    return kind_of_message(said[0]) if said else Kind.NOTHING_COMES
