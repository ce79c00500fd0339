"""The outbox: whatever happens, every event arrives, is counted as lost, or still waits."""

import asyncio
import logging
import re

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.autoarr.journal.delivery import NotDelivered, Refused, Undeliverable
from custom_components.autoarr.journal.events import Event, Severity
from custom_components.autoarr.journal.outbox import BATCH_EVENTS
from custom_components.autoarr.journal.segments import Lost, decode, encode, thin
from tests.support.segments import MemorySegments, Receiver

from .outbox import Post


async def test_an_event_arrives_and_nothing_is_left() -> None:
    """As it is in the journal."""
    post = Post()
    event = post.note("Dune")

    assert await post.outbox.flush()

    assert post.receiver.events == {event.id: event.as_dict()}
    assert not post.segments.files
    assert post.outbox.bytes == 0


async def test_events_arrive_in_order_and_in_batches() -> None:
    """Of at most five hundred."""
    post = Post()
    for number in range(BATCH_EVENTS + 10):
        post.note(f"Film {number}")

    assert await post.outbox.flush()

    assert post.receiver.titles == [f"Film {number}" for number in range(BATCH_EVENTS + 10)]
    assert max(post.receiver.batches) <= BATCH_EVENTS


async def test_what_was_written_down_survives_a_crash() -> None:
    """And is sent by the next run, once."""
    post = Post()
    post.receiver.trouble = [Undeliverable("away")]
    post.note("Dune")
    assert not await post.outbox.flush()

    later = await post.next_run()
    later.note("Heat")
    assert await later.outbox.flush()

    assert later.receiver.titles == ["Dune", "Heat"]
    assert later.receiver.duplicates == 0


async def test_a_crash_after_delivery_sends_again_and_harms_nobody() -> None:
    """The receiver knows the ULID."""
    post = Post()
    post.note("Dune")
    await post.outbox.keep()
    before = dict(post.segments.files)
    assert await post.outbox.flush()
    post.segments.files = before

    later = await post.next_run()
    assert await later.outbox.flush()

    assert later.receiver.titles == ["Dune"]
    assert later.receiver.duplicates == 1


async def test_a_write_whose_caller_is_cancelled_is_not_done_a_second_time() -> None:
    """A file is written in a thread, which no cancellation stops."""
    post = Post()
    post.note("Dune")
    begun = asyncio.create_task(post.outbox.keep())
    for _ in range(20):
        if post.segments.files:
            break
        await asyncio.sleep(0)
    begun.cancel()
    await asyncio.gather(begun, return_exceptions=True)
    await post.outbox.keep()

    written = [decode(segment)[0] for segment in post.segments.files.values()]
    assert [event["title"] for events in written for event in events] == ["Dune"]


@pytest.mark.parametrize("cut", [1, 20, 100])
async def test_a_half_written_line_is_skipped_and_counted(cut: int) -> None:
    """Those before it arrive, and so does what is recorded after it."""
    post = Post()
    post.note("Whole")
    post.note("Torn")
    await post.outbox.keep()
    [name] = post.segments.files
    post.segments.files[name] = post.segments.files[name][:-cut]

    later = await post.next_run()
    later.note("After")
    assert await later.outbox.flush()

    whole = ["Whole", "Torn", "After"] if cut == 1 else ["Whole", "After"]
    assert later.receiver.titles == whole
    assert later.receiver.gaps == (
        [] if cut == 1 else [{"store": "outbox", "lost": 1, "damaged": 1}]
    )


async def test_rubbish_in_a_segment_is_skipped_and_counted() -> None:
    """A disk may hand out anything."""
    post = Post(MemorySegments({"000000000007": b'\x00\xff\n[1]\n{"id":1}\nnull\n\n'}))
    await post.outbox.load()
    post.note("Dune")

    assert await post.outbox.flush()

    assert post.receiver.titles == ["Dune"]
    assert post.receiver.lost == 4
    assert not post.segments.files


async def test_an_outage_of_the_receiver_is_waited_out() -> None:
    """In order, without duplicates."""
    post = Post()
    post.receiver.trouble = [Undeliverable("away"), Undeliverable("away")]
    for number in range(3):
        post.note(f"Film {number}")
        await post.outbox.flush()

    assert await post.outbox.flush()
    assert post.receiver.titles == ["Film 0", "Film 1", "Film 2"]
    assert post.receiver.duplicates == 0


async def test_events_that_are_refused_are_counted_and_the_others_arrive() -> None:
    """The receiver says which."""
    post = Post()
    post.receiver.bad = re.compile("bad")
    for title in ("good 1", "bad 1", "good 2", "bad 2"):
        post.note(title)

    assert await post.outbox.flush()

    assert sorted(post.receiver.titles) == ["good 1", "good 2"]
    assert post.receiver.gaps == [{"store": "outbox", "lost": 2, "refused": 2}]


async def test_events_at_fault_are_found_where_nobody_says_which() -> None:
    """By halves."""
    post = Post()
    post.receiver.bad, post.receiver.points = re.compile("bad"), False
    for number in range(20):
        post.note("bad" if number in {3, 17} else f"good {number}")

    assert await post.outbox.flush()

    assert len(post.receiver.titles) == 18
    assert post.receiver.lost == 2


async def test_an_interrupted_refusal_is_counted_once() -> None:
    """The rest of the batch did not arrive the first time."""
    post = Post()
    post.note("bad")
    post.note("good")
    post.receiver.bad = re.compile("bad")
    refused = Refused("invalid", positions=frozenset({0}))
    post.receiver.trouble = [refused, Undeliverable("away")]
    assert not await post.outbox.flush()

    assert await post.outbox.flush()

    assert post.receiver.titles == ["good"]
    assert post.receiver.lost == 1


async def test_a_gap_event_that_is_refused_is_not_told_by_another_at_once() -> None:
    """That would never end; the next one counts it."""
    post = Post()
    post.receiver.bad = re.compile("")
    post.note("Dune")

    assert await post.outbox.flush()

    assert not post.receiver.events
    assert not post.segments.files
    post.receiver.bad = None
    post.note("Heat")
    assert await post.outbox.flush()
    assert (post.receiver.titles, post.receiver.lost) == (["Heat"], 1)


async def test_batches_shrink_to_what_the_receiver_takes() -> None:
    """And stay so."""
    post = Post()
    post.receiver.most = 30
    for number in range(100):
        post.note(f"Film {number}")

    assert await post.outbox.flush()
    first = len(post.receiver.batches)
    for number in range(100, 160):
        post.note(f"Film {number}")
    assert await post.outbox.flush()

    assert post.receiver.titles == [f"Film {number}" for number in range(160)]
    assert max(post.receiver.batches[first:]) <= 30


async def test_an_event_that_is_too_large_by_itself_is_given_up() -> None:
    """It would be in the way for ever."""
    post = Post()
    post.receiver.most = 0
    post.note("Huge")
    assert await post.outbox.flush()
    post.receiver.most = None
    post.note("Dune")
    assert await post.outbox.flush()

    assert post.receiver.titles == ["Dune"]


async def test_a_full_disk_loses_nothing_while_the_process_lives(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Events wait in memory and are sent when the disk takes them."""
    post = Post()
    post.segments.fail = 1
    post.note("Dune")
    assert not await post.outbox.flush()
    assert "No space left" in caplog.text
    assert post.outbox.bytes > 0

    assert await post.outbox.flush()
    assert post.receiver.titles == ["Dune"]


async def test_a_disk_that_stays_full_keeps_memory_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The oldest go, and are counted."""
    monkeypatch.setattr("custom_components.autoarr.journal.backlog.BUFFER_EVENTS", 10)
    post = Post()
    post.segments.fail = 3
    for number in range(25):
        post.note(f"Film {number}")
        if number % 10 == 4:
            await post.outbox.keep()

    assert await post.outbox.flush()
    assert len(post.receiver.titles) + post.receiver.lost == 25
    assert post.receiver.titles[-1] == "Film 24"


async def test_a_segment_that_cannot_be_read_is_given_up_in_the_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Not at the first error, which may pass."""
    post = Post()
    post.note("Gone")
    await post.outbox.keep()
    post.segments.unreadable = set(post.segments.files)
    assert not await post.outbox.flush()
    assert not await post.outbox.flush()
    post.note("Dune")

    assert await post.outbox.flush()

    assert "cannot be read and is given up" in caplog.text
    assert post.receiver.titles == ["Dune"]
    assert post.receiver.lost == 1


async def test_a_folder_that_cannot_be_listed_is_looked_at_again() -> None:
    """Nothing is written there before it is known what is there."""
    post = Post()
    post.note("Old")
    await post.outbox.keep()
    post.segments.fail = 1

    later = await post.next_run()
    later.note("New")
    assert await later.outbox.flush()
    assert later.receiver.titles == ["Old", "New"]
    assert sorted(later.segments.files) == []


async def test_forgetting_leaves_nothing() -> None:
    """Neither on disk nor in memory."""
    post = Post()
    post.note("On disk")
    await post.outbox.keep()
    post.note("In memory")

    await post.outbox.clear()

    assert not post.segments.files
    assert post.outbox.bytes == 0


async def test_it_writes_and_sends_by_itself() -> None:
    """Without being asked, and again after an outage as soon as it is told that it is over."""
    post = Post()
    post.receiver.trouble = [Undeliverable("away")]
    await post.outbox.load()
    running = asyncio.create_task(post.outbox.run())
    post.note("Dune")
    await _until(lambda: not post.receiver.trouble)
    post.note("Heat")
    await _until(lambda: b"Heat" in b"".join(post.segments.files.values()))
    assert not post.receiver.events, "a receiver in trouble is left alone for a while"

    post.outbox.retry_now()
    await _until(lambda: post.receiver.titles == ["Dune", "Heat"])
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_mistake_of_its_own_does_not_end_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged with its traceback."""
    monkeypatch.setattr("custom_components.autoarr.journal.outbox.LONGEST_PAUSE", 0.0)
    post = Post()
    fails = [ValueError("a mistake")]

    async def deliver(events: object) -> None:
        if fails:
            raise fails.pop()
        await post.receiver(events)  # type: ignore[arg-type]

    post.outbox._deliver = deliver
    running = asyncio.create_task(post.outbox.run())
    post.note("Dune")
    await _until(lambda: not fails)
    post.note("Heat")
    await _until(lambda: post.receiver.titles == ["Dune", "Heat"])
    running.cancel()

    assert "Traceback" in caplog.text


async def _until(check: object) -> None:
    """Let the loop turn until something is true."""
    assert callable(check)
    async with asyncio.timeout(5):
        while not check():  # noqa: ASYNC110
            await asyncio.sleep(0)


# ── size ──


def _small() -> Post:
    """Return an outbox of 20 kB in segments of 2 kB."""
    return Post(cap=20_000, segment_bytes=2_000)


async def test_beyond_its_size_the_oldest_information_goes_first(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Warnings stay, the newest stay, and a counted gap event says how many went."""
    post = _small()
    caplog.set_level(logging.WARNING)
    for number in range(400):
        severity = Severity.WARNING if number % 40 == 0 else Severity.INFO
        post.note(f"Film {number}", severity)
        await post.outbox.keep()

    assert post.segments.peak < 25_000
    assert caplog.text.count("events for it are given up") == 1
    assert await post.outbox.flush()

    arrived = post.receiver.titles
    assert len(arrived) + post.receiver.lost == 400
    assert [f"Film {number}" for number in range(0, 400, 40)] == [
        title for title in arrived if int(title.split()[1]) % 40 == 0
    ]
    assert arrived[-20:] == [f"Film {number}" for number in range(380, 400)]
    assert all(
        gap == {"store": "outbox", "lost": gap["lost"], "overflow": gap["lost"]}
        for gap in post.receiver.gaps
    )


async def test_where_everything_matters_the_oldest_goes() -> None:
    """The size is kept whatever happens."""
    post = _small()
    for number in range(300):
        post.note(f"Film {number}", Severity.ERROR)
        await post.outbox.keep()

    assert sum(map(len, post.segments.files.values())) <= 20_000
    assert await post.outbox.flush()

    assert len(post.receiver.titles) + post.receiver.lost == 300
    assert post.receiver.titles[-1] == "Film 299"
    assert post.receiver.titles[0] != "Film 0"


async def test_a_long_outage_leaves_few_files() -> None:
    """What is left of thinned-out segments is put together."""
    post = _small()
    for number in range(2_000):
        post.note(f"Film {number}")
        await post.outbox.keep()

    assert len(post.segments.files) < 20
    assert await post.outbox.flush()
    assert len(post.receiver.titles) + post.receiver.lost == 2_000


class Story:
    """What happens to an outbox, step by step, and what must come of it."""

    def __init__(self) -> None:
        """Begin with an empty one."""
        self.post = _small()
        self.post.receiver.bad = re.compile("^bad")
        self.written: list[Event] = []
        self.fresh: list[Event] = []
        self.torn = 0

    def note(self, severity: Severity) -> None:
        """Record something."""
        self.fresh.append(self.post.note(f"Film {len(self.written)}", severity))

    def written_down(self) -> None:
        """Expect what is no longer in memory only to arrive."""
        if not self.post.outbox._backlog.unwritten:
            self.written += self.fresh
            self.fresh = []

    async def crash(self) -> None:
        """Lose what was in memory only."""
        self.fresh = []
        self.post = await self.post.next_run()

    async def tear(self) -> None:
        """Lose the end of what was written last, and crash."""
        files = self.post.segments.files
        if files and len(files[max(files)]) > 10:
            files[max(files)] = files[max(files)][:-10]
            self.torn += 1
        await self.crash()

    async def take(self, step: str) -> None:
        """Let one thing happen."""
        match step:
            case "keep":
                await self.post.outbox.keep()
                self.written_down()
            case "flush":
                await self.post.outbox.flush()
                self.written_down()
            case "crash":
                await self.crash()
            case "torn":
                await self.tear()
            case "down":
                self.post.receiver.trouble.append(Undeliverable("away"))
            case "bad":
                self.fresh.append(self.post.note(f"bad {len(self.written)}"))
            case "points":
                self.post.receiver.points = not self.post.receiver.points
            case "full":
                self.post.segments.fail += 1
            case severity:
                self.note(Severity(severity))

    async def end(self) -> None:
        """Let everything work again until nothing is left."""
        self.post.segments.fail = 0
        self.post.receiver.trouble.clear()
        await self.crash()
        while not await self.post.outbox.flush():
            pass


steps = st.sampled_from(
    ["info", "info", "warning", "bad", "points", "keep", "flush", "crash", "down", "full", "torn"]
)


@settings(max_examples=100)
@given(st.lists(steps, max_size=60))
async def test_no_event_is_lost_without_being_counted(happens: list[str]) -> None:
    """Whatever happens in whatever order: on disk means that it arrives, or that a gap event counts it."""
    story = Story()
    for step in happens:
        await story.take(step)
    await story.end()

    receiver = story.post.receiver
    missing = [event for event in story.written if event.id not in receiver.events]
    assert len(missing) <= receiver.lost + story.torn
    assert not story.post.segments.files


# ── the pure parts ──

objects = st.dictionaries(st.text(max_size=5), st.text(max_size=10) | st.integers(0, 9))


@given(st.lists(objects, max_size=10), st.integers(0, 200))
def test_whatever_is_cut_off_a_segment_the_lines_before_it_are_read(
    parts: list[dict[str, object]], cut: int
) -> None:
    """And nothing is made up."""
    events = [{**part, "id": str(number)} for number, part in enumerate(parts)]
    data = b"".join(encode(events))  # type: ignore[arg-type]
    left = data[: max(0, len(data) - cut)]

    found, damaged = decode(left)

    assert found == events[: len(found)]
    assert damaged <= 1
    assert len(found) >= left.count(b"\n")


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(data: bytes) -> None:
    """Every line is an event or counted."""
    found, damaged = decode(data)
    assert len(found) + damaged == sum(bool(line.strip()) for line in data.split(b"\n"))


kinds = st.sampled_from(["recovered", "journal_gap"])
severities = st.sampled_from(["debug", "info", "warning", "error", "unheard_of"])


@given(st.lists(st.tuples(kinds, severities, st.integers(-3, 50), st.booleans()), max_size=20))
def test_thinning_out_counts_what_it_takes(
    events: list[tuple[str, str, int, bool]],
) -> None:
    """Each event is kept or counted, and gap events are absorbed with their counts."""
    made = [
        {
            "id": str(number),
            "kind": kind,
            "severity": severity,
            "data": {"store": "outbox" if ours else "ring", "overflow": count},
        }
        for number, (kind, severity, count, ours) in enumerate(events)
    ]

    kept, lost = thin(made)  # type: ignore[arg-type]

    told = [max(0, c) for kind, _, c, ours in events if kind == "journal_gap" and ours]
    assert lost.total == len(made) - len(kept) - len(told) + sum(told)
    assert not [event for event in kept if event["severity"] in {"debug", "info"}]
    assert all(Lost.told_by(event) is None for event in kept)


def test_the_ways_not_to_deliver_are_one_family() -> None:
    """A caller that only wants to know whether it arrived catches one."""
    assert issubclass(Undeliverable, NotDelivered)
    assert issubclass(Refused, NotDelivered)
    assert Undeliverable("x", retry_after=3.0).retry_after == 3.0
    assert Receiver().gaps == []
