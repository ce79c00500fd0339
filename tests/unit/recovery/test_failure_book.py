"""What the ledger finds, and what it writes, after whatever was put into it: the same as by looking through all."""

import asyncio
from dataclasses import replace
from typing import cast, override

from hypothesis import given, strategies as st

from custom_components.autoarr.journal.ports import JsonObject
from custom_components.autoarr.recovery.keeping.ledger import Ledger
from custom_components.autoarr.recovery.keeping.shelf import contents_json
from custom_components.autoarr.recovery.models import Failure, FailureState
from tests.support.clock import START
from tests.support.stores import MemoryStore

from .builders import failure
from .strategies import states

NUMBERS = st.integers(0, 5)
SABNZBDS = ("sab1", "sab2")
steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), NUMBERS, st.sampled_from(SABNZBDS), states),
        st.tuples(st.just("retried"), NUMBERS, st.sampled_from(SABNZBDS), states),
        st.tuples(st.just("drop"), NUMBERS, st.sampled_from(SABNZBDS), states),
        st.tuples(st.just("restart"), NUMBERS, st.sampled_from(SABNZBDS), states),
    ),
    max_size=30,
)


def story(number: int, sabnzbd: str, state: FailureState) -> Failure:
    """Return one of a few failures; each SABnzbd numbers its jobs by itself."""
    return failure(
        key=f"{sabnzbd}:nzo{number}", sabnzbd=sabnzbd, jobs=(f"nzo{number}",), state=state
    )


async def carried_out(done: list[tuple[str, int, str, FailureState]]) -> Ledger:
    """Return a ledger after some steps, written after each."""
    store = MemoryStore()
    ledger = Ledger(store)
    for what, number, sabnzbd, state in done:
        new = story(number, sabnzbd, state)
        known = ledger.get(new.key)
        if what == "put":
            ledger.put(replace(known, state=state) if known else new)
        elif what == "retried" and known is not None:
            ledger.put(replace(known, jobs=(*known.jobs, f"{known.job_id}+"), state=state))
        elif what == "drop":
            ledger.drop(new.key)
        await ledger.save()
        assert store.data == contents_json(ledger.contents)
        if what == "restart":
            store = store.reopened()
            ledger = Ledger(store)
            assert await ledger.load(START) == 0
    return ledger


@given(steps)
def test_what_is_looked_up_is_what_looking_through_all_finds(
    done: list[tuple[str, int, str, FailureState]],
) -> None:
    """In the same order, after restarts too; and every write holds everything."""
    ledger = asyncio.run(carried_out(done))
    known = ledger.failures()
    going_on = [one for one in known if not one.state.settled]
    assert list(ledger.open_failures()) == going_on
    for sabnzbd in SABNZBDS:
        assert list(ledger.open_failures(sabnzbd)) == [
            one for one in going_on if one.sabnzbd == sabnzbd
        ]
    assert ledger.dead_jobs() == {job for one in known for job in one.jobs}
    for one in known:
        for job in one.jobs:
            assert ledger.of_job(job, one.sabnzbd) == one
            assert ledger.of_job(job) in [other for other in known if job in other.jobs]
    assert ledger.of_job("another") is ledger.of_job("another", "sab1") is None


def test_a_failure_may_be_kept_while_the_open_ones_are_gone_through() -> None:
    """What is gone through is what was open at the beginning."""
    ledger = Ledger(MemoryStore())
    for number in range(3):
        ledger.put(story(number, "sab1", FailureState.WAITING))
    for one in ledger.open_failures():
        ledger.put(replace(one, state=FailureState.CLOSED))
        ledger.put(story(int(one.job_id[-1]) + 3, "sab1", FailureState.WAITING))
    assert [one.job_id for one in ledger.open_failures()] == ["nzo3", "nzo4", "nzo5"]


async def test_a_write_encodes_only_what_is_new() -> None:
    """The JSON of a failure that did not change is the very one of the write before."""
    store = Keeping()
    ledger = Ledger(store)
    ledger.put(story(1, "sab1", FailureState.CLOSED))
    ledger.put(story(2, "sab1", FailureState.WAITING))
    await ledger.save()
    ledger.put(story(2, "sab1", FailureState.CLOSED))
    await ledger.save()
    (first, changed), (again, new) = store.rows
    assert again is first
    assert new is not changed
    assert new == changed | {"state": "closed"}


class Keeping(MemoryStore):
    """A store that keeps the very objects it was given."""

    def __init__(self) -> None:
        """Keep nothing."""
        super().__init__()
        self.rows: list[list[JsonObject]] = []

    @override
    async def save(self, data: JsonObject) -> None:
        """Keep the failures of a write."""
        await super().save(data)
        self.rows.append(cast("list[JsonObject]", data["failures"]))
