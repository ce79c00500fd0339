"""Chains of ids that share an id are one failure, however the reports arrive."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
import random
import tempfile

from hypothesis import given, settings, strategies as st

from autoarr_app.history import History
from autoarr_app.history.chains import Failure, merge
from autoarr_app.protocol.common import Stored
from autoarr_app.protocol.records import FailureRecord, Outcome, RecordsQuery

from .builders import NOON, failure, on_disk, settings_in

JOBS = st.sampled_from([f"nzo_{letter}" for letter in "abcdefgh"])
reports = st.builds(
    lambda chain, minutes, age, **fields: failure(
        *chain,
        first_seen=NOON + timedelta(minutes=minutes),
        updated=NOON + timedelta(minutes=minutes + age),
        **fields,
    ),
    chain=st.lists(JOBS, min_size=1, max_size=3),
    minutes=st.integers(0, 3),
    age=st.integers(0, 3),
    sabnzbd=st.sampled_from(["SABnzbd", "Other"]),
    outcome=st.sampled_from(list(Outcome)),
    attempts=st.integers(0, 2),
)


class Rows:
    """What a table of failures would hold."""

    def __init__(self) -> None:
        """Hold none."""
        self.rows: dict[int, Failure] = {}
        self.next_key = 1

    def put(self, batch: list[FailureRecord]) -> None:
        """Do what the merge says."""
        merged = merge(self.rows.values(), batch)
        for key in merged.gone:
            del self.rows[key]
        for changed in merged.changed:
            key = self.next_key if changed.key is None else changed.key
            self.next_key = max(self.next_key, key + 1)
            self.rows[key] = Failure(key=key, ids=changed.ids, record=changed.record)

    def told(self) -> set[str]:
        """Return the failures without their rows, to be compared."""
        return {found.shown().model_dump_json() for found in self.rows.values()}


def groups(batch: Iterable[FailureRecord]) -> list[set[tuple[str, str]]]:
    """Return which ids belong together, by trying until nothing changes."""
    found: list[set[tuple[str, str]]] = []
    for report in batch:
        own = {(report.sabnzbd, job) for job in report.chain}
        joined = [group for group in found if group & own]
        found = [group for group in found if not group & own]
        found.append(own.union(*joined))
    return found


@given(st.lists(reports, max_size=12), st.randoms(use_true_random=False), st.integers(1, 5))
def test_order_repetition_and_batches_do_not_matter(
    batch: list[FailureRecord], shuffle: random.Random, size: int
) -> None:
    """At once, or in pieces, twice and in another order: the same failures."""
    at_once = Rows()
    at_once.put(batch)
    pieces = batch + batch
    shuffle.shuffle(pieces)
    in_pieces = Rows()
    for start in range(0, len(pieces), size):
        in_pieces.put(pieces[start : start + size])
    assert at_once.told() == in_pieces.told()
    assert len(at_once.rows) == len(groups(batch))


@given(st.lists(reports, min_size=1, max_size=12))
def test_the_newest_state_wins_and_nothing_is_forgotten(batch: list[FailureRecord]) -> None:
    """The state is that of the last change, the ids are all, the first sight is the earliest."""
    rows = Rows()
    rows.put(batch)
    for found in rows.rows.values():
        own = [report for report in batch if found.ids.issuperset(report.chain)]
        own = [report for report in own if report.sabnzbd == found.record.sabnzbd]
        assert found.record.updated == max(report.updated for report in own)
        assert found.record.first_seen == min(report.first_seen for report in own)
        assert found.ids == {job for report in own for job in report.chain}
        longest = max(len(report.chain) for report in own)
        assert len(found.record.chain) == longest


@given(st.lists(reports, min_size=1, max_size=8))
def test_what_was_merged_changes_nothing_when_it_comes_again(batch: list[FailureRecord]) -> None:
    """A second report of the same is counted as unchanged."""
    rows = Rows()
    rows.put(batch)
    again = merge(rows.rows.values(), batch)
    assert again.changed == ()
    assert again.gone == ()
    assert again.unchanged == len(batch)


@settings(max_examples=25)
@given(st.lists(st.lists(reports, min_size=1, max_size=5), max_size=4))
async def test_the_file_holds_what_the_rule_says(batches: list[list[FailureRecord]]) -> None:
    """Through SQLite the same as in memory."""
    rows = Rows()
    with tempfile.TemporaryDirectory() as folder:
        where = settings_in(Path(folder))
        history = await History.open(where)
        try:
            for batch in batches:
                rows.put(batch)
                await history.put_failures(batch)
            page = await history.failures(RecordsQuery(limit=500))
            assert {item.model_dump_json() for item in page.items} == rows.told()
            jobs = {
                (found.record.sabnzbd, job) for found in rows.rows.values() for job in found.ids
            }
        finally:
            await history.close()
        assert jobs == set(on_disk(where.path, "SELECT sabnzbd, job FROM download_failure_ids"))


async def test_a_retry_continues_the_failure_it_came_from(history: History) -> None:
    """SABnzbd gives a new id; the chain says which job it was."""
    await history.put_failures([failure("first", attempts=1)])
    ended = failure(
        "first",
        "second",
        outcome=Outcome.RECOVERED,
        attempts=2,
        updated=NOON + timedelta(hours=1),
        ended=NOON + timedelta(hours=1),
        evidence=["unpacking failed", "worked after the retry"],
    )
    assert await history.put_failures([ended, ended]) == Stored(stored=1, unchanged=1)
    assert await history.put_failures([failure("second", first_seen=NOON, attempts=1)]) == Stored(
        stored=0, unchanged=1
    )
    page = await history.failures(RecordsQuery())
    assert page.items == [ended]


async def test_two_failures_turn_out_to_be_one(history: History) -> None:
    """A report that names ids of both joins them, and the filters follow."""
    await history.put_failures([failure("a", correlation="movie:1"), failure("z", sabnzbd="Other")])
    await history.put_failures([failure("b", "c", updated=NOON + timedelta(hours=1))])
    assert len((await history.failures(RecordsQuery())).items) == 3
    await history.put_failures([failure("c", "a", outcome=Outcome.GAVE_UP)])
    page = await history.failures(RecordsQuery())
    assert [set(item.chain) for item in page.items] == [{"a", "b", "c"}, {"z"}]
    assert page.items[0].outcome is Outcome.OPEN, "the older report does not end it"
    assert (await history.failures(RecordsQuery(correlation="movie:1"))).items == []
