"""How the worker is, and what that means for somebody who asks."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .errors import ModelBusy, ModelCrashed, ModelError, ModelTimeout, NoModel
from .wire import Fault, FaultKind, Loaded

_FIRST_GUESS = 10.0
"""Seconds that loading may take, as long as it was never seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A model to be loaded, and how."""

    model: str
    path: Path
    weights: str
    """Tells this file from another one under the same name."""
    state_dir: Path
    threads: int
    context: int | None
    lanes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long the worker may take; in seconds."""

    load: float = 900.0
    """A memory card takes minutes to read 2 GB, and a slow processor more to read the prefixes."""
    measure: float = 180.0
    grace: float = 3.0
    """How far behind its deadline an answer may be before the worker counts as hanging."""


class Phase(StrEnum):
    """Where the worker is in its life."""

    OFF = "off"
    """There is nothing to load."""
    LOADING = "loading"
    READY = "ready"
    IDLE = "idle"
    """Unloaded after a time without questions."""
    PAUSED = "paused"
    """It ended by itself; it is started again after a pause."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """How the worker is, since when, and what is wrong."""

    phase: Phase
    since: float
    target: Target | None = None
    detail: str = ""
    pause: float = 0.0
    """How long PAUSED lasts, in seconds."""
    loaded: Loaded | None = None
    """What the worker said of this model when it was loaded last."""


def obstacle(condition: Condition, seconds: float, now: float) -> ModelError | None:
    """Return why nothing will be answered within these seconds, None when it may well be."""
    last_load = _FIRST_GUESS if condition.loaded is None else condition.loaded.load_ms / 1_000
    left = condition.since - now
    match condition.phase:
        case Phase.OFF:
            return NoModel("No model is in use. Choose one in the settings of AutoArr.")
        case Phase.FAILED:
            return NoModel(condition.detail)
        case Phase.PAUSED if (left := left + condition.pause) >= seconds:
            return ModelBusy(condition.detail, retry_after=max(1.0, left + last_load))
        case Phase.LOADING if seconds <= 0:
            return loading(left + last_load)
        case _:
            return None


def loading(seconds: float = _FIRST_GUESS) -> ModelBusy:
    """Return what to tell a caller who can't wait for the model, which needs these seconds more."""
    return ModelBusy(
        "The model is being loaded. Ask again in a moment.", retry_after=max(1.0, seconds)
    )


def refusal_of(fault: Fault) -> ModelError:
    """Return the error of a caller whose question the worker could not answer."""
    match fault.kind:
        case FaultKind.DEADLINE:
            return ModelTimeout(
                "The model did not answer in time. Ask again later, or choose a smaller model."
            )
        case FaultKind.OUT_OF_MEMORY:
            return ModelCrashed(
                f"The model ran out of memory: {fault.detail} Choose a smaller model."
            )
        case _:
            return ModelCrashed(f"The model could not answer: {fault.detail}")


def given_up(problem: str, crashes: int) -> str:
    """Say why the model is not started any more, and what to do."""
    return (
        f"{problem} That happened {crashes} times in a row, so it is not started again. "
        "Choose a smaller model or free memory; choosing this model once more tries it again."
    )
