"""What a SABnzbd holds: jobs in the queue, jobs in the history, news servers, warnings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

type Stages = tuple[tuple[str, tuple[str, ...]], ...]


class Release(StrEnum):
    """The releases whose habits are copied."""

    V45 = "4.5.0"
    V51 = "5.1.3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """How a job ends: well, or with a message after some stages, and with which share of it `fetched`."""

    name: str
    message: str = ""
    stages: Stages = ()
    fetched: float = 1.0

    @property
    def failed(self) -> bool:
        """Say whether the job fails."""
        return bool(self.message)


@dataclass(slots=True, kw_only=True)
class Job:
    """A job in the queue; sizes are in bytes, `added` is a Unix time."""

    nzo_id: str
    name: str
    category: str = "*"
    status: str = "Downloading"
    priority: str = "Normal"
    size: int = 700_000_000
    left: int = 700_000_000
    missing: int = 0
    labels: list[str] = field(default_factory=list)
    password: str = ""
    script: str = "None"
    age: str = "83d"
    added: int = 0
    url: str | None = None
    outcomes: list[Scenario] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Past:
    """A job in the history. `loaded` says that post-processing still has it: then nothing is final."""

    nzo_id: str
    name: str
    category: str = "*"
    status: str = "Completed"
    message: str = ""
    stages: Stages = ()
    storage: str = ""
    path: str = ""
    script_line: str = ""
    action_line: str = ""
    size: int = 0
    completed: int = 0
    added: int = 0
    url: str | None = None
    duplicate_key: str | None = None
    password: str | None = None
    loaded: bool = False
    archived: bool = False
    retry: bool = False
    outcomes: list[Scenario] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class NewsServer:
    """A news server as it is configured, and how it does.

    `tried` and `missed` count articles; `test` is what a test of it says (None: all is well); `more` holds those of
    its settings that were ever changed and have no field here.
    """

    name: str
    host: str = "news.example.com"
    port: int = 563
    username: str = "reader"
    password: str = "secret"
    connections: int = 8
    enable: bool = True
    active: bool = True
    active_connections: int = 0
    error: str = ""
    warning: str = ""
    tried: int = 0
    missed: int = 0
    total: int = 0
    test: str | None = None
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """One warning; `type` is WARNING or ERROR."""

    text: str
    time: int
    type: str = "WARNING"


def stages(*pairs: tuple[str, str | Sequence[str]]) -> Stages:
    """Return a stage log; a stage with one line may give it alone."""
    return tuple(
        (name, (lines,) if isinstance(lines, str) else tuple(lines)) for name, lines in pairs
    )
