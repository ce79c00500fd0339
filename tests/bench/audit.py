"""What a look of the audit costs: 1,000 rules over 5,000 rows, cleaning and drift of them, and the whole over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
import contextlib
from copy import deepcopy
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, Final

import aiohttp

from custom_components.autoarr.audit.clean import clean
from custom_components.autoarr.audit.documents import DOCUMENTS
from custom_components.autoarr.audit.drift import Seen, drifts
from custom_components.autoarr.audit.engine import AuditEngine
from custom_components.autoarr.audit.evaluate import evaluate
from custom_components.autoarr.audit.models import Evaluation, Rule
from custom_components.autoarr.audit.rulebook import load
from custom_components.autoarr.audit.targets import AuditTarget
from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.plex import PlexClient
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.clients.sonarr import SonarrClient
from custom_components.autoarr.journal.journal import Journal
from tests.fakes.http import FakeService
from tests.fakes.misbehaviour import Mode
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.sonarr import FakeSonarr
from tests.support.audit.stack import AT, Stack, estate_of
from tests.support.stores import MemoryStore

from .audit_estate import large, rows_of
from .cycle import WallClock, longest_gap
from .table import percentile, table

RULES: Final = 1_000
ROUNDS: Final = 15
LOOKS: Final = 10
ANSWER: Final = 0.01
"""Seconds that each fake lets every call wait."""

SECRETS: Final = tuple(f"{number:032x}" for number in range(1, 6))
"""As many keys as a house with one service of each kind and the app has."""


async def run() -> None:
    """Print what a whole look costs, and each part of one at a configuration that is larger than any."""
    print(f"audit() of four services over HTTP, each call answered after {ANSWER * 1000:.0f} ms:")
    table(("look", "times", "ms p50", "max", "loop held ms max"), await looks())
    print()
    stack, shipped = large(), load()
    parts: tuple[tuple[str, Callable[[], object]], ...] = (
        (f"evaluate {RULES:,} rules", partial(judge, repeated(shipped, RULES), stack)),
        (f"evaluate the {len(shipped)} that are shipped", partial(judge, shipped, stack)),
        ("clean every document", partial(cleaned, stack)),
        ("drift, nothing changed", drifting(stack, deepcopy(stack))),
        ("drift, nearly every row changed", drifting(stack, changed(stack))),
    )
    print(f"{rows_of(stack):,} rows in four services, judged in a thread:")
    rows = [timed(name, work) for name, work in parts]
    table(("part", "times", "processor ms p50", "max"), rows)
    print(f"budget: evaluate {RULES:,} rules < 100 ms")


def timed(name: str, work: Callable[[], object]) -> tuple[str, ...]:
    """Return a row: how long some work takes."""
    spent = []
    for _ in range(ROUNDS):
        started = process_time()
        work()
        spent.append((process_time() - started) * 1000)
    return name, str(ROUNDS), f"{percentile(spent, 0.5):.0f}", f"{max(spent):.0f}"


def repeated(rules: tuple[Rule, ...], many: int) -> tuple[Rule, ...]:
    """Return so many rules: those that are shipped, over and over under new names."""
    return tuple(
        replace(rules[number % len(rules)], id=f"bench.{number}") for number in range(many)
    )


def judge(rules: tuple[Rule, ...], stack: Stack) -> Evaluation:
    """Judge an estate that nobody has looked at yet."""
    return evaluate(rules, estate_of(stack))


def cleaned(stack: Stack) -> list[object]:
    """Take the credentials out of every document."""
    return [
        clean(content, kind=kind, document_name=name, secrets=SECRETS)
        for kind, documents in stack.items()
        for name, content in documents.items()
    ]


def drifting(before: Stack, after: Stack) -> Callable[[], object]:
    """Return what compares two looks at all services."""
    pairs = [
        (kind, Seen(at=AT, documents=before[kind]), Seen(at=AT, documents=after[kind]))
        for kind in before
    ]
    return lambda: [drifts(kind.value, kind, old, new) for kind, old, new in pairs]


def changed(stack: Stack) -> Stack:
    """Return the stack with a text of every row that has one changed."""
    other = deepcopy(stack)
    for kind, documents in other.items():
        for name, content in documents.items():
            for row in content if DOCUMENTS[kind][name].table else ():
                named = next(
                    (key for key in ("label", "title", "implementation") if key in row), ""
                )
                if named:
                    row[named] = f"{row[named]} "
    return other


# ── over HTTP ──


async def looks() -> list[tuple[str, ...]]:
    """Return how long the first look of an engine takes, and those after it.

    Each look has new clients: those of the one before would wait, to spare the service.
    """
    async with services() as endpoints, aiohttp.ClientSession() as session:
        engine = await new_engine(lambda: targets(session, endpoints))
        rows: list[tuple[str, ...]] = []
        for name, times in (("the first", 1), ("another", LOOKS)):
            spent, held = [], []
            for _ in range(times):
                started = perf_counter()
                async with longest_gap() as gaps:
                    report = await engine.audit()
                spent.append((perf_counter() - started) * 1000)
                held.append(max(gaps) * 1000)
                if report.unread:
                    raise RuntimeError(f"not everything was read: {report.unread}")
            took = (f"{percentile(spent, 0.5):.0f}", f"{max(spent):.0f}", f"{max(held):.0f}")
            rows.append((name, str(times), *took))
        await engine.stop()
    return rows


async def new_engine(known: Callable[[], Mapping[str, AuditTarget]]) -> AuditEngine:
    """Return a loaded engine with the rules that are shipped."""
    clock = WallClock()
    journal = Journal(clock=clock, pending=MemoryStore(), ring=MemoryStore(), secrets=list)
    await journal.load()
    engine = AuditEngine(
        rules=load,
        journal=journal,
        store=MemoryStore(),
        snapshots=MemoryStore(),
        clock=clock,
        targets=known,
        modes=dict,
        secrets=lambda: SECRETS,
    )
    await engine.load()
    return engine


def targets(
    session: aiohttp.ClientSession, endpoints: Mapping[ServiceKind, Endpoint]
) -> dict[str, AuditTarget]:
    """Return the services by their id."""
    clients: dict[ServiceKind, Any] = {
        ServiceKind.RADARR: RadarrClient(session, endpoints[ServiceKind.RADARR]),
        ServiceKind.SONARR: SonarrClient(session, endpoints[ServiceKind.SONARR]),
        ServiceKind.SABNZBD: SabnzbdClient(session, endpoints[ServiceKind.SABNZBD]),
        ServiceKind.PLEX: PlexClient(
            session, endpoints[ServiceKind.PLEX], client_identifier="autoarr-bench"
        ),
    }
    return {
        kind.value: AuditTarget(
            ref=ServiceRef(id=kind.value, kind=kind, name=kind.label),
            client=client,
            address=endpoints[kind].url,
        )
        for kind, client in clients.items()
    }


@contextlib.asynccontextmanager
async def services() -> AsyncIterator[dict[ServiceKind, Endpoint]]:
    """Run the fakes in a process of their own, so that their work is not counted."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    with TemporaryDirectory() as folder:
        process = context.Process(target=serve, args=(theirs, folder), daemon=True)
        process.start()
        try:
            known = await asyncio.to_thread(ours.recv)
            yield {kind: Endpoint(url=url, api_key=key) for kind, (url, key) in known.items()}
        finally:
            ours.send("stop")
            await asyncio.to_thread(process.join, 10)


def serve(pipe: Connection, folder: str) -> None:
    """Serve until told to stop."""

    async def until_told() -> None:
        async with contextlib.AsyncExitStack() as running:
            start = running.enter_async_context
            sabnzbd = await start(FakeSabnzbd())
            client = SabnzbdAddress(url=sabnzbd.url, api_key=sabnzbd.api_key)
            movies, series = Path(folder) / "movies", Path(folder) / "series"
            radarr = FakeRadarr(root_folder=movies, sabnzbd=client, refresh_interval=None)
            sonarr = FakeSonarr(root_folder=series, sabnzbd=client, refresh_interval=None)
            fakes: dict[ServiceKind, FakeService] = {
                ServiceKind.RADARR: (await start(radarr)).furnish(),
                ServiceKind.SONARR: (await start(sonarr)).furnish(),
                ServiceKind.SABNZBD: sabnzbd,
                ServiceKind.PLEX: await start(FakePlex()),
            }
            for fake in fakes.values():
                fake.misbehave(Mode.SLOW, seconds=ANSWER)
            pipe.send({kind: (fake.url, fake.api_key) for kind, fake in fakes.items()})
            await asyncio.to_thread(pipe.recv)

    asyncio.run(until_told())
