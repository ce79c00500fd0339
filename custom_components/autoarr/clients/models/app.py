"""What the companion app says of itself, and how it confirms what it was sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from ..negotiation import ProtocolRange
from .decode import (
    JsonObject,
    Tolerant,
    child,
    flag,
    integer,
    integer_or,
    moment,
    number_or,
    opt_child,
    opt_integer,
    opt_text,
    text,
    text_or,
)


class ModelStatus(Tolerant):
    """How ready the model is."""

    NONE = "none"
    MISSING = "missing"
    LOADING = "loading"
    READY = "ready"
    IDLE = "idle"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppOffer:
    """Which app answers and what it speaks: the part of its answer that every version has."""

    version: str
    protocol: ProtocolRange

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode the beginning of Info."""
        return cls(version=text(raw, "version"), protocol=child(raw, "protocol", _range))


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """The app's own measurement after it loaded the model; times in milliseconds."""

    load_ms: float
    prompt_tokens_per_s: float
    tokens_per_s: float
    first_answer_ms: float
    threads: int
    resident_bytes: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a Benchmark."""
        return cls(
            load_ms=number_or(raw, "load_ms"),
            prompt_tokens_per_s=number_or(raw, "prompt_tokens_per_s"),
            tokens_per_s=number_or(raw, "tokens_per_s"),
            first_answer_ms=number_or(raw, "first_answer_ms"),
            threads=integer_or(raw, "threads"),
            resident_bytes=integer_or(raw, "resident_bytes"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelState:
    """The model at present; `detail` says what is wrong and what to do."""

    engine: str
    model: str | None
    status: ModelStatus
    detail: str
    benchmark: Benchmark | None
    last_answer_ms: float | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a ModelState."""
        answered = raw.get("last_answer_ms") is not None
        return cls(
            engine=text_or(raw, "engine", "none"),
            model=opt_text(raw, "model"),
            status=ModelStatus(text(raw, "status")),
            detail=text_or(raw, "detail"),
            benchmark=opt_child(raw, "benchmark", Benchmark.from_json),
            last_answer_ms=number_or(raw, "last_answer_ms") if answered else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryState:
    """The database at present; `detail` says what happened to it, when something did."""

    healthy: bool
    detail: str
    rows: int
    bytes: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a HistoryState."""
        return cls(
            healthy=flag(raw, "healthy"),
            detail=text_or(raw, "detail"),
            rows=integer(raw, "rows"),
            bytes=integer(raw, "bytes"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AppInfo:
    """Everything we need to know of the app."""

    version: str
    protocol: ProtocolRange
    instance_id: str
    """Stays the same as long as its data folder does."""
    started: datetime
    model: ModelState
    history: HistoryState

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an Info."""
        offer = AppOffer.from_json(raw)
        return cls(
            version=offer.version,
            protocol=offer.protocol,
            instance_id=text(raw, "instance_id"),
            started=moment(raw, "started"),
            model=child(raw, "model", ModelState.from_json),
            history=child(raw, "history", HistoryState.from_json),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityReceipt:
    """The events of a batch are on the app's disk: new ones, and those it had already."""

    accepted: int
    duplicates: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an ActivityReceipt."""
        return cls(accepted=integer(raw, "accepted"), duplicates=integer(raw, "duplicates"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of records: stored, or there already in this or a newer state."""

    stored: int
    unchanged: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a Stored."""
        return cls(stored=integer(raw, "stored"), unchanged=integer(raw, "unchanged"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The licence of a model's weights."""

    id: str
    name: str
    url: str
    commercial_use: bool

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a Licence."""
        return cls(
            id=text(raw, "id"),
            name=text_or(raw, "name"),
            url=text_or(raw, "url"),
            commercial_use=flag(raw, "commercial_use"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadProgress:
    """A download that goes on, or failed with this error."""

    status: str
    received_bytes: int
    total_bytes: int
    error: str

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a DownloadProgress."""
        return cls(
            status=text(raw, "status"),
            received_bytes=integer_or(raw, "received_bytes"),
            total_bytes=integer_or(raw, "total_bytes"),
            error=text_or(raw, "error"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogModel:
    """A model the app can use; `detail` says why it does not fit or is not recommended."""

    id: str
    name: str
    size_bytes: int
    memory_bytes: int
    licence: Licence
    fits: bool
    recommended: bool
    downloaded: bool
    active: bool
    detail: str
    source_url: str
    sha256: str | None
    parameters: str
    quantisation: str
    download: DownloadProgress | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a CatalogModel."""
        return cls(
            id=text(raw, "id"),
            name=text_or(raw, "name") or text(raw, "id"),
            size_bytes=opt_integer(raw, "size_bytes") or 0,
            memory_bytes=integer_or(raw, "memory_bytes"),
            licence=child(raw, "licence", Licence.from_json),
            fits=flag(raw, "fits"),
            recommended=flag(raw, "recommended"),
            downloaded=flag(raw, "downloaded"),
            active=flag(raw, "active"),
            detail=text_or(raw, "detail"),
            source_url=text_or(raw, "source_url"),
            sha256=opt_text(raw, "sha256"),
            parameters=text_or(raw, "parameters"),
            quantisation=text_or(raw, "quantisation"),
            download=opt_child(raw, "download", DownloadProgress.from_json),
        )


def _range(raw: JsonObject) -> ProtocolRange:
    """Decode a ProtocolRange."""
    return ProtocolRange(min=integer(raw, "min"), max=integer(raw, "max"))
