"""What one look costs when SABnzbd holds 5,000 jobs and remembers 50,000: processor time and a held event loop."""

import asyncio
from collections.abc import AsyncIterator
import contextlib
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from random import Random
from time import perf_counter, process_time

import aiohttp

from custom_components.autoarr.clients.endpoint import Endpoint
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.journal.journal import Journal
from custom_components.autoarr.journal.ulids import new_ulid
from custom_components.autoarr.recovery.engine import RecoveryEngine
from custom_components.autoarr.recovery.targets import SabnzbdObservation, SabnzbdTarget
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.sabnzbd.seeds import seed_much
from tests.support.stores import MemoryStore

from .table import percentile, table

HISTORY_LIMIT = 200
"""As many as the coordinator reads."""
ROUNDS = 20
BEAT = 0.001


class WallClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(UTC)


async def run() -> None:
    """Print what the first, a busy and an idle cycle cost."""
    async with server() as endpoint, aiohttp.ClientSession() as session:
        client = SabnzbdClient(session, endpoint)
        engine = await new_engine(client)
        rows = []
        for name, changed in (("first", True), ("history changed", True), ("idle", False)):
            rounds = 1 if name == "first" else ROUNDS
            cpu, held = [], []
            for _ in range(rounds):
                started = process_time()
                async with longest_gap() as gaps:
                    await cycle(client, engine, changed=changed)
                cpu.append((process_time() - started) * 1000)
                held.append(max(gaps) * 1000)
            rows.append(
                (
                    name,
                    str(rounds),
                    f"{percentile(cpu, 0.5):.0f}",
                    f"{max(cpu):.0f}",
                    f"{max(held):.0f}",
                )
            )
    table(("cycle", "rounds", "processor ms p50", "max", "loop held ms p50", "max"), rows)
    print("budget: one cycle < 250 ms of processor time, the event loop never held > 50 ms")


async def new_engine(client: SabnzbdClient) -> RecoveryEngine:
    """Return a loaded engine that knows one SABnzbd and no *arr."""
    clock = WallClock()
    journal = Journal(
        clock=clock, pending=MemoryStore(), ring=MemoryStore(), secrets=list, new_id=new_ulid
    )
    await journal.load()
    target = SabnzbdTarget(ref=REF, client=client)
    engine = RecoveryEngine(
        journal=journal,
        store=MemoryStore(),
        clock=clock,
        rng=Random(1),
        sabnzbd=lambda: {REF.id: target},
        servarr=dict,
    )
    await engine.load()
    return engine


REF = ServiceRef(id="bench", kind=ServiceKind.SABNZBD, name="SABnzbd")
_MARK: dict[str, int] = {}


async def cycle(client: SabnzbdClient, engine: RecoveryEngine, *, changed: bool) -> None:
    """Do what one cycle of the coordinator and the engine does."""
    queue = await client.queue()
    history = await client.history(limit=HISTORY_LIMIT, since=None if changed else _MARK["last"])
    if history is None:
        return
    _MARK["last"] = history.last_update
    await engine.observe(
        SabnzbdObservation(
            ref=REF, queue=queue, history=history.slots, servers=await client.server_status()
        )
    )


@contextlib.asynccontextmanager
async def longest_gap() -> AsyncIterator[list[float]]:
    """Collect by how much a task that wants to run every millisecond is late (seconds)."""
    gaps = [0.0]

    async def beat() -> None:
        while True:
            started = perf_counter()
            await asyncio.sleep(BEAT)
            gaps.append(perf_counter() - started - BEAT)

    task = asyncio.create_task(beat())
    await asyncio.sleep(0)
    try:
        yield gaps
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@contextlib.asynccontextmanager
async def server() -> AsyncIterator[Endpoint]:
    """Run the fake SABnzbd in a process of its own, so that its work is not counted."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    try:
        url, api_key = await asyncio.to_thread(ours.recv)
        yield Endpoint(url=url, api_key=api_key)
    finally:
        ours.send("stop")
        await asyncio.to_thread(process.join, 10)


def serve(pipe: Connection) -> None:
    """Serve until told to stop."""

    async def until_told() -> None:
        async with FakeSabnzbd() as fake:
            seed_much(fake)
            pipe.send((fake.url, fake.api_key))
            await asyncio.to_thread(pipe.recv)

    asyncio.run(until_told())
