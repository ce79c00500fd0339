"""What the app says of itself: versions, model, history, and what it pushes over the WebSocket."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from .activity import ActivityEvent
from .common import Wire


class Health(Wire):
    """The app answers."""

    status: Literal["ok"] = "ok"


class EngineKind(StrEnum):
    """What answers questions."""

    LLAMA = "llama"
    REMOTE = "remote"
    NONE = "none"


class ModelStatus(StrEnum):
    """How ready the model is."""

    NONE = "none"
    """No model is chosen, or the machine cannot carry one."""
    MISSING = "missing"
    """A model is chosen but not downloaded."""
    LOADING = "loading"
    READY = "ready"
    IDLE = "idle"
    """Unloaded after a time without questions; the next one loads it again."""
    FAILED = "failed"


class Benchmark(Wire):
    """The short measurement after a model was loaded."""

    load_ms: float
    prompt_tokens_per_s: float
    tokens_per_s: float
    first_answer_ms: float
    """One short question, answered with the prefix already known."""
    threads: int
    resident_bytes: int


class ModelState(Wire):
    """The model at present."""

    engine: EngineKind
    model: str | None
    status: ModelStatus
    detail: str = ""
    """What is wrong and what to do, when the status is `none`, `missing` or `failed`."""
    benchmark: Benchmark | None = None
    last_answer_ms: float | None = None


class HistoryState(Wire):
    """The database at present."""

    healthy: bool
    detail: str = ""
    """What happened and what to do, when it is not healthy or was replaced by a new one."""
    rows: int
    bytes: int


class Machine(Wire):
    """What the choice of a model rests on."""

    memory_bytes: int
    available_bytes: int
    processors: int
    architecture: str
    features: list[str]
    """Of avx2, avx512, dotprod, those the processor has."""


class ProtocolRange(Wire):
    """The protocol versions spoken."""

    min: int
    max: int


class Info(Wire):
    """Everything the integration needs to know of the app."""

    version: str
    protocol: ProtocolRange
    instance_id: str
    """Made on first start; stays the same for this data folder."""
    started: str
    model: ModelState
    history: HistoryState
    machine: Machine


class Licence(Wire):
    """The licence of a model's weights."""

    id: str
    name: str
    url: str
    commercial_use: bool


class DownloadStatus(StrEnum):
    """Where a download stands."""

    RUNNING = "running"
    VERIFYING = "verifying"
    FAILED = "failed"


class DownloadProgress(Wire):
    """A download that goes on or failed; a finished one is just a downloaded model."""

    status: DownloadStatus
    received_bytes: int
    total_bytes: int
    error: str = ""


class CatalogModel(Wire):
    """A model that can be used here."""

    id: str
    name: str
    parameters: str
    quantisation: str
    size_bytes: int
    memory_bytes: int
    """What it takes while it is loaded."""
    sha256: str
    licence: Licence
    source_url: str
    fits: bool
    """Whether this machine can carry it and keep 1 GB to spare."""
    recommended: bool
    """The default of this machine."""
    detail: str = ""
    """Why it does not fit or is not recommended."""
    downloaded: bool
    active: bool
    download: DownloadProgress | None = None


class CatalogPage(Wire):
    """All models of the catalogue, and files in the model folder that are not in it."""

    items: list[CatalogModel]


class DownloadOrder(Wire):
    """Start a download."""

    accept_licence: Annotated[
        bool, Field(description="The licence was shown to a person, who accepts it.")
    ] = False


class ActivityPush(Wire):
    """Over the WebSocket: an event was stored."""

    type: Literal["activity"] = "activity"
    event: ActivityEvent


class ModelPush(Wire):
    """Over the WebSocket: something about the model changed."""

    type: Literal["model"] = "model"
    state: ModelState


class DownloadPush(Wire):
    """Over the WebSocket: a download went on, ended or failed."""

    type: Literal["download"] = "download"
    model: str
    progress: DownloadProgress | None
    """Null when it is done."""


type Push = ActivityPush | ModelPush | DownloadPush
