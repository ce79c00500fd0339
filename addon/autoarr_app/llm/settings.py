"""What the model service needs to know; the server's options end up here."""

from dataclasses import dataclass, field
from pathlib import Path
import sys
from typing import Final

AUTO: Final = "auto"
"""The model that suits this machine."""

NONE: Final = "none"
"""No model at all."""


def default_worker_command() -> tuple[str, ...]:
    """Return the command that starts a worker process."""
    return (sys.executable, "-m", "autoarr_app.llm.worker")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """Which model is used, where its files are and what it may cost."""

    models_dir: Path
    """Where model files and the choice of the model are kept."""
    state_dir: Path
    """Where the worker keeps evaluated prompt prefixes; may be emptied at any time."""
    model: str = AUTO
    """`auto`, `none` or the id of a model."""
    download: bool = False
    """Download that model when it is missing; its licence was accepted with the option."""
    idle_seconds: float = 1_800.0
    """The model is unloaded after this time without questions; 0: never."""
    threads: int | None = None
    """Processors to use; None: all that this process may use, but from three on one less."""
    context: int | None = None
    """Tokens that fit into the model's context, all lanes together; None: what the tasks need."""
    lanes: int = 4
    """Questions that are answered side by side."""
    waiting: int = 8
    """Callers that may wait while others are answered; more are sent away with a time to come back."""
    remote_url: str | None = None
    """An OpenAI-compatible endpoint that answers instead of a local model."""
    remote_model: str = ""
    remote_api_key: str = field(default="", repr=False)
    worker_command: tuple[str, ...] = field(default_factory=default_worker_command)
