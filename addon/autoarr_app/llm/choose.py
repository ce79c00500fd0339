"""Which model suits a machine: pure decisions, and the words that explain them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..protocol.state import Machine

SPARE_BYTES: Final = 1_000_000_000
"""What a loaded model leaves to everything else."""

# A machine shows less memory than it is sold with: firmware and graphics keep up to a gigabyte.
# Each bound lies between what the size below (4 and 6 GiB) and its own size can show.
SIX_GB: Final = 5_500_000_000
EIGHT_GB: Final = 7_400_000_000
SIXTEEN_GB: Final = 14_800_000_000

OFFERED: Final = "qwen2.5-0.5b-instruct-q4_k_m"
SMALL: Final = "qwen2.5-1.5b-instruct-q4_k_m"
STANDARD: Final = "qwen2.5-3b-instruct-q4_k_m"

FAST: Final = frozenset({"avx2", "avx512", "dotprod"})
"""One of these is needed to answer within the time a person waits."""

WEAK_PROCESSORS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What the choice needs to know of a model."""

    id: str
    memory_bytes: int
    """What it takes while it is loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What this machine makes of a model."""

    fits: bool
    recommended: bool
    detail: str


def is_x86(machine: Machine) -> bool:
    """Tell whether it is a PC."""
    return machine.architecture.lower() in ("x86_64", "amd64")


def is_small_board(machine: Machine) -> bool:
    """Tell whether it is a small x86 board.

    Such a board has a few efficiency cores and one memory channel (an N100 is typical), and none of
    them has AVX-512. They are sold with up to 8 GB for this use; four cores with 16 GB are more often
    a desktop. A virtual machine with two cores of a server shows AVX-512 and is none.
    """
    return (
        is_x86(machine)
        and "avx512" not in machine.features
        and machine.processors <= WEAK_PROCESSORS
        and machine.memory_bytes < SIXTEEN_GB
    )


def room(machine: Machine, held_bytes: int = 0) -> int:
    """Return the bytes a model may take: what is available and what the present one would give back."""
    return min(machine.memory_bytes, machine.available_bytes + held_bytes) - SPARE_BYTES


def wanted(machine: Machine) -> tuple[str, ...]:
    """Return the defaults for a machine of this kind, best first; empty when it should carry none.

    The smallest model is not among them: it understands too little to be anybody's default.
    """
    if machine.memory_bytes < SIX_GB or not FAST & set(machine.features):
        return ()
    if machine.memory_bytes < EIGHT_GB or is_small_board(machine):
        return (SMALL,)
    return (STANDARD, SMALL)


def default_of(
    machine: Machine, candidates: Sequence[Candidate], *, held_bytes: int = 0
) -> str | None:
    """Return the model this machine takes when nobody chose one, None when none suits it."""
    known = {candidate.id: candidate for candidate in candidates}
    limit = room(machine, held_bytes)
    for model_id in wanted(machine):
        candidate = known.get(model_id)
        if candidate is not None and candidate.memory_bytes <= limit:
            return model_id
    return None


def could_ever_fit(machine: Machine, candidate: Candidate) -> bool:
    """Tell whether the model would fit if nothing else ran here."""
    return candidate.memory_bytes + SPARE_BYTES <= machine.memory_bytes


def judge(
    machine: Machine, candidate: Candidate, *, default: str | None, held_bytes: int = 0
) -> Verdict:
    """Return whether a model fits, is the default, and why not."""
    fits = candidate.memory_bytes <= room(machine, held_bytes)
    if not fits:
        return Verdict(
            fits=False, recommended=False, detail=too_big(machine, candidate, held_bytes=held_bytes)
        )
    if candidate.id == default:
        return Verdict(fits=True, recommended=True, detail="")
    return Verdict(fits=True, recommended=False, detail=_why_not(machine, candidate, default))


def too_big(machine: Machine, candidate: Candidate, *, held_bytes: int = 0) -> str:
    """Return the sentence that says what a model needs and what there is."""
    needed = f"Needs {gigabytes(candidate.memory_bytes)} of memory and 1 GB to spare; "
    if not could_ever_fit(machine, candidate):
        return f"{needed}this machine has {gigabytes(machine.memory_bytes)}."
    free = min(machine.memory_bytes, machine.available_bytes + held_bytes)
    return (
        f"{needed}{gigabytes(free)} of {gigabytes(machine.memory_bytes)} are available now. "
        "Stop something else, or choose a smaller model."
    )


def _why_not(machine: Machine, candidate: Candidate, default: str | None) -> str:
    """Return why a model that fits is not the default."""
    if machine.memory_bytes < SIX_GB:
        return (
            "With less than 6 GB of memory no model runs by itself; this one can be chosen by hand."
        )
    if not FAST & set(machine.features):
        return (
            "This processor has neither AVX2 nor dotprod: answers take long, so no model runs by "
            "itself; this one can be chosen by hand."
        )
    if default is None:
        return "Too little memory is free for the model that suits this machine; this one fits."
    order = (OFFERED, SMALL, STANDARD)
    if (
        candidate.id in order
        and default in order
        and order.index(candidate.id) < order.index(default)
    ):
        return "Quicker than the default of this machine, and understands less."
    return "Fits, but is not the default of this machine; larger models answer slower."


def gigabytes(size: int) -> str:
    """Return a size as people say it."""
    return f"{max(size, 0) / 1e9:.1f} GB"
