"""The history at a million rows: how fast it takes events, and how fast a page comes by each filter."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
import tempfile
from time import perf_counter

import orjson
from ulid import ULID

from autoarr_app.history.repository import History
from autoarr_app.history.settings import HistorySettings
from autoarr_app.protocol.activity import MOST_EVENTS, ActivityBatch, ActivityQuery, StatsQuery
from autoarr_app.protocol.common import Severity

from .memory import resident
from .table import percentile, table

ROWS = 1_000_000
QUESTIONS = 200
"""Pages for each filter, every one with other values."""
START = datetime(2026, 1, 1, tzinfo=UTC)
STEP = timedelta(seconds=26)
"""Between two events: a million of them take ten months."""

SERVICES = {
    "radarr": ("radarr", "radarr-4k"),
    "sonarr": ("sonarr", "sonarr-anime"),
    "sabnzbd": ("sabnzbd",),
    "plex": ("plex",),
}
KINDS = (
    *("request_proposed", "request_confirmed", "request_added", "request_available"),
    *("grabbed", "downloaded", "imported", "download_failed", "import_blocked", "stalled"),
    *("recovery_decided", "recovery_acted", "recovery_verified", "recovery_gave_up"),
    *("finding_opened", "finding_closed", "change_applied", "change_undone"),
    *("service_down", "service_up"),
)
WORDS = (
    *("river", "stone", "winter", "harbour", "silent", "golden", "station", "mirror", "garden"),
    *("shadow", "paper", "lantern", "summer", "glass", "orchard", "signal", "meadow", "copper"),
    *("island", "midnight", "thunder", "velvet", "compass", "falcon", "ember", "willow", "canyon"),
)
CAUSES = ("article_missing", "par2_damaged", "unpack", "disk_full", "provider_down", "stalled")
SHARES = (
    (Severity.INFO,) * 85 + (Severity.WARNING,) * 10 + (Severity.ERROR,) * 4 + (Severity.DEBUG,)
)


async def run(rows: int = ROWS) -> None:
    """Fill a history, then ask it."""
    with tempfile.TemporaryDirectory(prefix="autoarr-bench-") as folder:
        path = Path(folder) / "history.db"
        settings = HistorySettings(path=path, retention_days=0, retention_bytes=0)
        history = await History.open(settings, clock=lambda: START + rows * STEP)
        try:
            await ingest(history, rows)
            state = await history.state()
            print(
                f"{state.rows:,} rows, {state.bytes / 1e6:,.0f} MB on disk,"
                f" process {resident().rss:.0f} MB resident\n",
                flush=True,
            )
            await pages(history, rows)
        finally:
            await history.close()


async def ingest(history: History, rows: int) -> None:
    """Store events in batches, as the outbox of the integration sends them."""
    random = Random(3)
    reading, storing, slowest = 0.0, 0.0, 0.0
    for first in range(0, rows, MOST_EVENTS):
        numbers = range(first, min(rows, first + MOST_EVENTS))
        body = orjson.dumps({"events": [event(number, random) for number in numbers]})
        begun = perf_counter()
        batch = ActivityBatch.model_validate_json(body)
        read = perf_counter()
        receipt = await history.add_activity(batch.events)
        ended = perf_counter()
        if receipt.accepted != len(batch.events):
            raise RuntimeError(f"{receipt.accepted} of {len(batch.events)} events were stored")
        reading += read - begun
        storing += ended - read
        slowest = max(slowest, ended - read)
    table(
        ("ingest, 1,000 events a batch, on disk when acknowledged", "events/s", "budget"),
        [
            ("stored", f"{rows / storing:,.0f}", ">= 5,000"),
            ("read from JSON, checked and stored", f"{rows / (reading + storing):,.0f}", ""),
        ],
    )
    print(f"slowest batch {slowest * 1000:.0f} ms")


def event(number: int, random: Random) -> dict[str, object]:
    """Make an event; a title has about fifty of them, one after the other among others."""
    at = START + number * STEP
    service = random.choice(tuple(SERVICES))
    title = number // 400 * 8 + random.randrange(8)
    words = Random(title)
    return {
        "id": str(ULID.from_datetime(at)),
        "at": at.isoformat(),
        "kind": random.choice(KINDS),
        "severity": random.choice(SHARES),
        "correlation": f"title-{title}",
        "service": service,
        "instance": random.choice(SERVICES[service]),
        "title": " ".join(words.sample(WORDS, 3)).title() + f" {words.randint(1950, 2026)}",
        "data": {
            "cause": random.choice(CAUSES),
            "release": f"{'.'.join(words.sample(WORDS, 3))}.1080p.WEB-{number:07}",
            "size": random.randrange(10**9, 10**10),
        },
    }


def filters(random: Random, rows: int) -> Iterator[tuple[str, Callable[[], ActivityQuery]]]:
    """Return each way to ask, with values drawn anew each time."""

    def moment() -> datetime:
        return START + random.randrange(rows) * STEP

    def word() -> str:
        return random.choice(WORDS)

    def combined() -> ActivityQuery:
        since = moment()
        return ActivityQuery(
            service=[random.choice(tuple(SERVICES))],
            severity=[Severity.ERROR, Severity.WARNING],
            since=since,
            until=since + timedelta(days=7),
        )

    def title() -> str:
        return f"title-{random.randrange(max(8, rows // 400 * 8))}"

    yield "newest", lambda: ActivityQuery()
    yield "before a moment", lambda: ActivityQuery(until=moment())
    yield "service", lambda: ActivityQuery(service=[random.choice(tuple(SERVICES))])
    yield "instance", lambda: ActivityQuery(instance=["sonarr-anime"], until=moment())
    yield "severity error", lambda: ActivityQuery(severity=[Severity.ERROR], until=moment())
    yield "severity debug", lambda: ActivityQuery(severity=[Severity.DEBUG], until=moment())
    yield "kind", lambda: ActivityQuery(kind=[random.choice(KINDS)], until=moment())
    yield "three kinds", lambda: ActivityQuery(kind=random.sample(KINDS, 3), until=moment())
    yield "title's timeline", lambda: ActivityQuery(correlation=title())
    yield "service, severities and a week", combined
    yield "one common word", lambda: ActivityQuery(q=word())
    yield "two words", lambda: ActivityQuery(q=f"{word()} {word()}")
    yield "start of a word", lambda: ActivityQuery(q=word()[:3])
    yield "word before a moment", lambda: ActivityQuery(q=word(), until=moment())
    yield "word and severity error", lambda: ActivityQuery(q=word(), severity=[Severity.ERROR])
    yield (
        "three words and a year",
        lambda: ActivityQuery(
            q=" ".join([*random.sample(WORDS, 3), str(random.randint(1950, 2026))])
        ),
    )
    yield "word that is nowhere", lambda: ActivityQuery(q="zzyzx")


async def pages(history: History, rows: int) -> None:
    """Print how long pages took."""
    random = Random(5)
    lines = []
    for name, query in filters(random, rows):
        found = 0

        async def page(query: Callable[[], ActivityQuery] = query) -> int:
            return len((await history.activity(query())).items)

        times, found = await timed(page, QUESTIONS)
        lines.append(line(name, times, found, "< 10 p95"))
    times, found = await walk(history)
    lines.append(line("one page after the other", times, found, "< 10 p95"))

    async def week() -> int:
        since = START + random.randrange(rows) * STEP
        return (
            await history.stats(StatsQuery(since=since, until=since + timedelta(days=7)))
        ).events

    async def everything() -> int:
        return (await history.stats(StatsQuery())).events

    times, _ = await timed(week, 10)
    lines.append(line("statistics of a week", times, 0, ""))
    times, _ = await timed(everything, 3)
    lines.append(line("statistics of everything", times, 0, ""))
    table(("page of 50 by", "found", "p50 ms", "p95 ms", "max ms", "budget"), lines)


async def timed(ask: Callable[[], Awaitable[int]], rounds: int) -> tuple[list[float], int]:
    """Return how long each round took (ms), and how much all of them found."""
    times, found = [], 0
    for _ in range(rounds):
        begun = perf_counter()
        found += await ask()
        times.append((perf_counter() - begun) * 1000)
    return times, found


async def walk(history: History) -> tuple[list[float], int]:
    """Turn pages from the newest one on."""
    cursor: str | None = None

    async def turn() -> int:
        nonlocal cursor
        page = await history.activity(ActivityQuery(cursor=cursor))
        cursor = page.next
        return len(page.items)

    return await timed(turn, QUESTIONS)


def line(name: str, times: list[float], found: int, budget: str) -> tuple[str, ...]:
    """Return a line of the table."""
    shown = (f"{percentile(times, share):.2f}" for share in (0.5, 0.95))
    per_page = f"{found / len(times):.0f}" if found else ""
    return (name, per_page, *shown, f"{max(times):.2f}", budget)
