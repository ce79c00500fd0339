"""A batch never takes processors that others want, and never none."""

from collections.abc import Iterator
import os

from hypothesis import given, strategies as st
import pytest

from autoarr_app.llm.pace import others_running, pace, threads_for

COUNTS = st.integers(min_value=0, max_value=300)


@given(wanted=st.integers(1, 64), processors=st.integers(1, 64), others=COUNTS)
def test_threads_are_what_is_wanted_or_what_is_left(
    wanted: int, processors: int, others: int
) -> None:
    """At least one works on, at most as many as were asked for."""
    threads = threads_for(wanted, processors, others)
    assert 1 <= threads <= wanted
    assert threads == 1 or threads + others <= processors


def test_what_runs_for_a_moment_only_slows_nothing_down() -> None:
    """The calmest look counts."""
    processors = os.process_cpu_count() or 1
    looks: Iterator[int] = iter([processors, 0])
    waits: list[float] = []
    assert pace(processors, others=lambda: next(looks), sleep=waits.append) == processors
    assert len(waits) == (processors > 1)


def test_a_busy_machine_gets_one_thread_after_a_few_looks() -> None:
    """They are few and short."""
    waits: list[float] = []
    assert pace(2, others=lambda: 300, sleep=waits.append) == 1
    assert sum(waits) < 0.01


@pytest.mark.parametrize(
    ("content", "others"),
    [
        (b"cpu 1 2 3\nprocs_running 4\nprocs_blocked 0\n", 3),
        (b"procs_running 1\n", 0),
        (b"procs_running 0\n", 0),
        (b"", 0),
    ],
)
def test_the_kernel_tells_who_else_runs(content: bytes, others: int) -> None:
    """This thread itself is one of those that run."""
    assert others_running(lambda: content) == others


def test_a_machine_that_does_not_tell_is_taken_for_idle() -> None:
    """There is no such file on macOS."""

    def missing() -> bytes:
        raise FileNotFoundError

    assert others_running(missing) == 0
