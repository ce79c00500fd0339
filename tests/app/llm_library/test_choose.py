"""Which model suits which machine."""

from hypothesis import given, strategies as st
import pytest

from autoarr_app.llm.catalog import shipped_catalogue
from autoarr_app.llm.choose import (
    OFFERED,
    SMALL,
    SPARE_BYTES,
    STANDARD,
    Candidate,
    could_ever_fit,
    default_of,
    judge,
    room,
)
from autoarr_app.protocol.state import Machine

from .machines import machine

CANDIDATES = [
    Candidate(id=entry.id, memory_bytes=entry.memory_bytes) for entry in shipped_catalogue().models
]
BY_ID = {candidate.id: candidate for candidate in CANDIDATES}

machines = st.builds(
    Machine,
    memory_bytes=st.integers(0, 200 * 10**9),
    available_bytes=st.integers(0, 200 * 10**9),
    processors=st.integers(1, 256),
    architecture=st.sampled_from(["x86_64", "aarch64", "armv7l", ""]),
    features=st.lists(st.sampled_from(["avx2", "avx512", "dotprod"]), unique=True),
)


@pytest.mark.parametrize(
    ("here", "default"),
    [
        # 4 GB board
        (machine(4.0, architecture="aarch64", features=("dotprod",)), None),
        # Raspberry Pi 4 with 8 GB: no dotprod
        (machine(8.2, architecture="aarch64", features=()), None),
        # Raspberry Pi 5 with 8 GB
        (machine(8.45, architecture="aarch64", features=("dotprod",)), STANDARD),
        # Celeron J4125 with 16 GB: no AVX2
        (machine(16.6, features=()), None),
        # virtual machine with 6 GB
        (machine(6.2, processors=2, features=("avx2", "avx512")), SMALL),
        # N100 board with 8 GB, a part of which is the graphics'
        (machine(8.0), SMALL),
        # N100 board with 16 GB, and a desktop with four cores
        (machine(16.4), STANDARD),
        # desktop with 8 GB and eight threads
        (machine(8.1, processors=8), STANDARD),
        # two cores of a server
        (machine(8.2, processors=2, features=("avx2", "avx512")), STANDARD),
        # everything else runs there too: the smaller one, then none
        (machine(16.4, available_gb=3.2), SMALL),
        (machine(16.4, available_gb=2.0), None),
    ],
)
def test_the_default_follows_the_machine(here: Machine, default: str | None) -> None:
    """As the documentation tells it."""
    assert default_of(here, CANDIDATES) == default


@given(here=machines, held=st.integers(0, 10**10))
def test_a_default_always_leaves_a_gigabyte_and_needs_memory_and_instructions(
    here: Machine, held: int
) -> None:
    """For every machine there is."""
    default = default_of(here, CANDIDATES, held_bytes=held)
    if default is None:
        return
    assert default in (SMALL, STANDARD)
    assert here.features
    assert BY_ID[default].memory_bytes + SPARE_BYTES <= here.memory_bytes
    assert BY_ID[default].memory_bytes + SPARE_BYTES <= here.available_bytes + held


@given(here=machines, held=st.integers(0, 10**10))
def test_every_model_gets_one_verdict_and_a_reason_when_it_is_not_the_default(
    here: Machine, held: int
) -> None:
    """At most one is recommended, and it fits."""
    default = default_of(here, CANDIDATES, held_bytes=held)
    verdicts = {
        candidate.id: judge(here, candidate, default=default, held_bytes=held)
        for candidate in CANDIDATES
    }
    recommended = [model_id for model_id, verdict in verdicts.items() if verdict.recommended]
    assert recommended == ([default] if default else [])
    for model_id, verdict in verdicts.items():
        assert verdict.fits == (BY_ID[model_id].memory_bytes <= room(here, held))
        assert bool(verdict.detail) != verdict.recommended
        assert not verdict.fits or could_ever_fit(here, BY_ID[model_id])


@given(here=machines, more=st.integers(0, 10**10))
def test_more_free_memory_never_takes_a_default_away(here: Machine, more: int) -> None:
    """What fitted still fits."""
    before = default_of(here, CANDIDATES)
    after = default_of(
        here.model_copy(update={"available_bytes": here.available_bytes + more}), CANDIDATES
    )
    sizes = {None: 0, SMALL: 1, STANDARD: 2}
    assert sizes[after] >= sizes[before]


def test_the_smallest_is_offered_where_nothing_runs_by_itself() -> None:
    """It fits a small board and says why it is not the default."""
    for here, word in (
        (machine(4.0, architecture="aarch64", features=("dotprod",)), "less than 6 GB"),
        (machine(8.2, features=()), "neither AVX2 nor dotprod"),
    ):
        verdict = judge(here, BY_ID[OFFERED], default=None)
        assert verdict.fits
        assert word in verdict.detail
        assert "chosen by hand" in verdict.detail


def test_the_reasons_name_figures() -> None:
    """Too large for the machine, and too large right now."""
    never = judge(machine(4.0), BY_ID["qwen2.5-7b-instruct-q4_k_m"], default=None)
    assert never.detail == "Needs 5.7 GB of memory and 1 GB to spare; this machine has 4.0 GB."
    now = judge(machine(16.4, available_gb=3.0), BY_ID[STANDARD], default=None)
    assert "3.0 GB of 16.4 GB are available now" in now.detail
