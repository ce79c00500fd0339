"""What one write of recovery's ledger costs the event loop, when it holds about as much as it ever does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from time import process_time

from homeassistant.helpers.json import prepare_save_json

from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.ports import JsonObject
from custom_components.autoarr.recovery.causes import Cause, FaultOf
from custom_components.autoarr.recovery.keeping.ledger import ATTEMPTS, SETTLED, Ledger
from custom_components.autoarr.recovery.keeping.notebook import OUTCOMES, WOULD_LINES
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import (
    ACTING,
    Failure,
    FailureState,
    Grab,
    Item,
    Strategy,
)
from custom_components.autoarr.recovery.records import (
    Attempt,
    Happened,
    Outcome,
    Tried,
    WouldHaveDone,
)

from .table import percentile, table

OPEN = 31
TITLES = 600
WRITES = 50
NOW = datetime(2026, 10, 7, 12, tzinfo=UTC)


class LoopStore:
    """A store that does what Home Assistant's does in the event loop: it makes the bytes of the file."""

    def __init__(self) -> None:
        """Hold nothing."""
        self.size = 0

    async def load(self) -> JsonObject | None:
        """Return nothing."""
        return None

    async def save(self, data: JsonObject) -> None:
        """Make the bytes, and keep how many they are."""
        _, content = prepare_save_json({"version": 1, "key": "autoarr.recovery", "data": data})
        self.size = len(content)

    def save_later(self, data: Callable[[], JsonObject], delay: float) -> None:
        """Do nothing: the ledger never asks for it."""


async def run() -> None:
    """Print what the first write costs, and one after a single failure has changed."""
    store = LoopStore()
    ledger = Ledger(store)
    fill(ledger, Random(1))
    rows = []
    for name, writes in (("first write", 1), ("one failure changed", WRITES)):
        spent = []
        for number in range(writes):
            change(ledger, number)
            started = process_time()
            await ledger.save()
            spent.append((process_time() - started) * 1000)
        rows.append((name, str(writes), f"{percentile(spent, 0.5):.1f}", f"{max(spent):.1f}"))
    looks = []
    for _ in range(WRITES):
        started = process_time()
        found = len(list(ledger.open_failures())) + len(ledger.dead_jobs())
        looks.append((process_time() - started) * 1000)
    rows.append(
        (
            f"what is open, and dead ({found})",
            str(WRITES),
            f"{percentile(looks, 0.5):.3f}",
            f"{max(looks):.3f}",
        )
    )
    table(("what is done", "times", "loop held ms p50", "max"), rows)
    print(
        f"{SETTLED + OPEN} failures, {OUTCOMES} lines of statistics: a file of {store.size:,} bytes"
    )
    print("budget: the event loop never held > 50 ms; better 10 ms")


def change(ledger: Ledger, number: int) -> None:
    """Do what an action does to the ledger: a failure goes on, and it is counted."""
    failure = ledger.failures()[-1 - number % OPEN]
    ledger.put(replace(failure, waits=number, next_try=NOW + timedelta(minutes=number)))
    ledger.note_outcome(
        Outcome(at=NOW + timedelta(seconds=number), what=Happened.SEEN, cause=failure.cause)
    )


def fill(ledger: Ledger, chance: Random) -> None:
    """Put into the ledger what a busy month leaves there."""
    for number in range(SETTLED + OPEN):
        ledger.put(_failure(number, chance, settled=number < SETTLED))
    for number in range(OUTCOMES):
        at = NOW - timedelta(minutes=OUTCOMES - number)
        ledger.note_outcome(
            Outcome(
                at=at,
                what=chance.choice(list(Happened)),
                cause=chance.choice(list(Cause)),
                strategy=chance.choice(ACTING),
            )
        )
    for number in range(ATTEMPTS):
        ledger.begin_attempt(
            Attempt(
                at=NOW - timedelta(minutes=ATTEMPTS - number),
                item=f"radarr1:radarr:{number % TITLES}:",
                instance="radarr1",
                strategy=chance.choice(ACTING),
                search=True,
                automatic=True,
            )
        )
    for number in range(TITLES):
        for release in range(1 + number % 4):
            title = f"A.Film.{number}.2026.{release}.1080p.WEB-DL.H.264-GROUP"
            guid = f"https://indexer.example/{number}/{release}"
            tried = Tried(guid=guid, title=title, published=NOW, size_bytes=8_000_000_000)
            ledger.note_tried(_item(number), tried)
    for number in range(WOULD_LINES):
        ledger.would_have(
            WouldHaveDone(
                at=NOW,
                failure=f"sabnzbd:{number}",
                name=f"A.Film.{number}.2026.1080p.WEB-DL.H.264-GROUP",
                cause=Cause.ARTICLE_MISSING,
                strategy=Strategy.NEXT_RELEASE,
                reason=Reason.RELEASE_AT_FAULT,
                instance="radarr1",
            )
        )


def _item(number: int) -> Item:
    """Return a film."""
    return Item(instance="radarr1", kind=ServiceKind.RADARR, media_id=number)


def _failure(number: int, chance: Random, *, settled: bool) -> Failure:
    """Return a failure with all that is usually known of one."""
    name = f"A.Film.{number}.2026.1080p.WEB-DL.H.264-GROUP"
    job = f"SABnzbd_nzo_{number:08}"
    return Failure(
        key=f"sabnzbd:{job}",
        sabnzbd="sabnzbd",
        jobs=(job,),
        name=name,
        cause=chance.choice(list(Cause)),
        at_fault=FaultOf.RELEASE,
        evidence=("Aborted, cannot be completed - https://sabnzbd.org/not-complete",) * 2,
        first_seen=NOW - timedelta(hours=SETTLED + OPEN - number),
        completed=NOW - timedelta(hours=SETTLED + OPEN - number),
        size_bytes=8_000_000_000,
        grab=Grab(
            item=_item(number % TITLES),
            download_id=job,
            history_id=number,
            source_title=name,
            grabbed_at=NOW - timedelta(hours=600),
            correlation=f"movie:{number}",
            label=f"A Film {number} (2026)",
            indexer="An indexer",
            quality="WEBDL-1080p",
            guid=f"https://indexer.example/{number}/0",
            published=NOW - timedelta(days=40),
            size_bytes=8_000_000_000,
        ),
        state=FailureState.RECOVERED if settled else FailureState.WAITING,
        strategy=Strategy.NEXT_RELEASE,
        reason=Reason.RELEASE_AT_FAULT,
        failed_job=job,
        next_try=None if settled else NOW,
    )
