"""How long it takes from a sentence to a proposal, with real HTTP to services that take their time."""

import asyncio
from collections.abc import AsyncIterator
import contextlib
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
import tempfile
from time import perf_counter

import aiohttp

from custom_components.autoarr.clients.endpoint import Endpoint
from custom_components.autoarr.clients.limits import RequestLimits
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.clients.sonarr import SonarrClient
from custom_components.autoarr.requests.asking import Asker
from custom_components.autoarr.requests.media import ArrInstance, ProposalKind, RequestDefaults
from custom_components.autoarr.requests.resolver import Resolver
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sonarr import FakeSonarr

from .cycle import WallClock
from .table import percentile, table

ANSWER_SECONDS = 0.05
ROUNDS = 60
WARM_UP = 3
LIMITS = RequestLimits(rate=10_000.0, burst=10_000)
"""Without the pace that protects a service from us: one sentence never comes near it, a benchmark does."""

SENTENCES = (
    ("one clear film", "Add the Dune movie from 2021 in 4K"),
    ("film or series", "add fargo"),
    ("a season", "get season two of Severance"),
    ("the newest", "add the new Dune movie"),
    ("nothing of that name", "add Zzyzx Road Trip Holidays"),
)
"""One lookup at each of two services."""

TWO_ROUNDS = ("nothing, asked twice", "add Qqqqz from 2021")


async def run() -> None:
    """Print the times of every sentence."""
    async with servers() as (radarr, sonarr), aiohttp.ClientSession() as session:
        film = RadarrClient(session, radarr, limits=LIMITS)
        show = SonarrClient(session, sonarr, limits=LIMITS)
        defaults = RequestDefaults(is_default=True)
        await measure(
            [
                ArrInstance(ref=_ref(ServiceKind.RADARR), client=film, defaults=defaults),
                ArrInstance(ref=_ref(ServiceKind.SONARR), client=show, defaults=defaults),
            ]
        )


async def measure(instances: list[ArrInstance]) -> None:
    """Measure with two running services."""
    asker = Asker(resolver=Resolver(lambda: instances, WallClock()), clock=WallClock())
    rows: list[tuple[str, ...]] = []
    everything: list[float] = []
    for name, sentence in (*SENTENCES, TWO_ROUNDS):
        times: list[float] = []
        kind = ProposalKind.NOT_FOUND
        for round_ in range(ROUNDS + WARM_UP):
            started = perf_counter()
            parsed, _ = asker.understand(sentence)
            [proposal] = await asker.propose(parsed)
            if round_ >= WARM_UP:
                times.append((perf_counter() - started) * 1000)
            kind = proposal.kind
        if (name, sentence) != TWO_ROUNDS:
            everything += times
        rows.append(
            (
                name,
                kind.value,
                *(f"{percentile(times, share):.1f}" for share in (0.5, 0.95)),
            )
        )
    rows.append(("all", "", *(f"{percentile(everything, share):.1f}" for share in (0.5, 0.95))))
    table(("sentence", "comes to", "p50 ms", "p95 ms"), rows)
    print(
        f"every answer of a service takes {ANSWER_SECONDS * 1000:.0f} ms; where the likeliest title is"
        " nothing, the others are asked for in a second round; budget: p95 < 120 ms"
    )


def _ref(kind: ServiceKind) -> ServiceRef:
    """Return a service by its kind."""
    return ServiceRef(id=kind.value, kind=kind, name=kind.label)


@contextlib.asynccontextmanager
async def servers() -> AsyncIterator[tuple[Endpoint, Endpoint]]:
    """Run Radarr and Sonarr in a process of their own, so that their work is not counted."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    try:
        radarr, sonarr = await asyncio.to_thread(ours.recv)
        yield Endpoint(url=radarr[0], api_key=radarr[1]), Endpoint(url=sonarr[0], api_key=sonarr[1])
    finally:
        ours.send("stop")
        await asyncio.to_thread(process.join, 10)


def serve(pipe: Connection) -> None:
    """Serve until told to stop; nothing is held against the API's documents, which takes longer than to answer."""

    async def until_told() -> None:
        with tempfile.TemporaryDirectory(prefix="autoarr-bench-") as folder:
            films, shows = Path(folder) / "films", Path(folder) / "shows"
            films.mkdir()
            shows.mkdir()
            async with (
                FakeRadarr(root_folder=films, refresh_interval=None) as radarr,
                FakeSonarr(root_folder=shows, refresh_interval=None) as sonarr,
            ):
                for fake in (radarr, sonarr):
                    fake._contract = None
                    fake.misbehave("slow", seconds=ANSWER_SECONDS)
                pipe.send([(fake.url, fake.api_key) for fake in (radarr, sonarr)])
                await asyncio.to_thread(pipe.recv)

    asyncio.run(until_told())
