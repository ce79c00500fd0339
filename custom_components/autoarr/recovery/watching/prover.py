"""Finds out whether a provider delivers: has SABnzbd test its servers, and counts what came."""

from dataclasses import dataclass

from ..causes import Kind
from ..core import Core
from ..targets import SabnzbdTarget
from ..world import Health
from .provider import DeliveryWatch, judge_supply, kind_of_message, waits_for_articles
from .server_tests import WELL_FOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What tests of the servers that matter showed."""

    health: Health
    kind: Kind = Kind.NOTHING_COMES
    evidence: tuple[str, ...] = ()


class Prover:
    """Judges the servers that matter by their tests, and remembers what came."""

    def __init__(self, core: Core) -> None:
        """Share the state of the engine."""
        self._core = core
        self._delivery = DeliveryWatch()
        self._matter: dict[str, tuple[str, ...]] = {}
        """The names of the servers that were tested last because they matter."""

    def proof(self, sabnzbd: str) -> Proof | None:
        """Return what the last tests show while they count: one that passes is enough, all have to fail."""
        core, now = self._core, self._core.now()
        tests = [
            core.tests.last(sabnzbd, name, now, well_for=WELL_FOR)
            for name in self._matter.get(sabnzbd, ())
        ]
        known = [test for test in tests if test is not None]
        if any(test.ok for test in known):
            return Proof(health=Health.OK)
        if not known or len(known) < len(tests):
            return None
        said = [test.said for test in known]
        return Proof(health=Health.DOWN, kind=kind_of_message(said[0]), evidence=tuple(said[:3]))

    def drop(self, sabnzbd: str) -> None:
        """Have the next question answered by new tests."""
        self._core.tests.drop(sabnzbd)

    async def test(self, target: SabnzbdTarget) -> None:
        """Have SABnzbd log in to the servers that matter until one answers; raises ServiceError."""
        core, sabnzbd = self._core, target.ref.id
        names = judge_supply(core.seen[sabnzbd].news).servers
        if not names:
            names = judge_supply((await target.client.server_status()).servers).servers
        self._matter[sabnzbd] = names
        for name in names:
            if (await core.tests.test(target, name, core.now())).ok:
                return

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
        self._matter.pop(sabnzbd, None)
        self.drop(sabnzbd)
