"""The settings: what there is, what is allowed, and the reasons of the defaults."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    model_validator,
)

MB: Final = 1024 * 1024


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def _listed(value: object) -> object:
    """Return a list, also for names with commas between them: that is how a flag writes a list."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _origin(value: str) -> str:
    """Return an origin as browsers write it; raises ValueError."""
    parts = urlsplit(value.rstrip("/"))
    if value == "*":
        raise ValueError('"*" would let every web page ask; name each origin')
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise ValueError(f'"{value}" is no origin such as https://ha.example.org:8123')
    if parts.path or parts.query or parts.fragment:
        raise ValueError(f'"{value}" has more than scheme, host and port')
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _endpoint(value: str) -> str:
    """Return the address of an OpenAI-compatible server; raises ValueError."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("it has to start with http:// or https:// and name a host")
    if "@" in parts.netloc:
        raise ValueError("a key belongs into remote_api_key, not into the address")
    return value.rstrip("/")


def _nothing(value: object) -> object:
    """Return None for an empty text: that is how forms say that nothing is set."""
    return None if value == "" else value


def _zero_is_none(value: int | None) -> int | None:
    """Return None for 0, which means: decide for me."""
    return value or None


type Origins = Annotated[list[Annotated[str, AfterValidator(_origin)]], BeforeValidator(_listed)]
type OptionalPath = Annotated[Path | None, BeforeValidator(_nothing)]
type OptionalUrl = Annotated[
    Annotated[str, AfterValidator(_endpoint)] | None, BeforeValidator(_nothing)
]


class Settings(BaseModel):
    """Everything that can be set; a docstring is the help of its flag."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, hide_input_in_errors=True
    )

    host: Annotated[str, Field(min_length=1, max_length=253)] = "127.0.0.1"
    """Address to listen at; 0.0.0.0 listens everywhere."""
    port: Annotated[int, Field(ge=0, le=65_535)] = 8099
    """Port to listen at; 0 takes any free one."""
    data_dir: Path = Path("data")
    """Folder of the token, the history and the instance id."""
    models_dir: OptionalPath = None
    """Folder of the model files (default: models in the data folder)."""
    token_file: OptionalPath = None
    """File with the access token (default: token in the data folder, made on first start)."""
    allowed_origins: Annotated[Origins, Field(max_length=20)] = Field(default_factory=list)
    """Origins of web pages that may ask, commas between them; none by default."""
    log_level: LogLevel = LogLevel.INFO
    """debug, info, warning or error."""
    model: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.: -]{0,199}$")] = "auto"
    """auto, none, or the id of a model."""
    download_model: bool = False
    """Download that model if it is missing; true accepts its licence."""
    model_idle_minutes: Annotated[int, Field(ge=0, le=10_080)] = 30
    """Minutes without questions after which the model is unloaded; 0 never unloads it."""
    model_threads: Annotated[int | None, Field(ge=0, le=256), AfterValidator(_zero_is_none)] = None
    """Processors the model may use; 0 uses all, but from three on leaves one free."""
    remote_url: OptionalUrl = None
    """Address of an OpenAI-compatible server that answers instead of a local model."""
    remote_model: Annotated[str, Field(max_length=200)] = ""
    """Name of the model on that server."""
    remote_api_key: SecretStr = SecretStr("")
    """Key for that server."""
    retention_days: Annotated[int, Field(ge=1, le=3_650)] = 90
    """Days the history is kept."""
    retention_mb: Annotated[int, Field(ge=16, le=102_400)] = 1024
    """Most megabytes the history may take."""
    rate_limit: Annotated[int, Field(ge=10, le=1_000_000)] = 1_200
    """Requests a client may make in a minute."""
    concurrency: Annotated[int, Field(ge=1, le=1_000)] = 32
    """Requests that are worked on at the same time; more are sent away for a second."""
    body_limit_kb: Annotated[int, Field(ge=64, le=65_536)] = 4_096
    """Largest body of a request in kilobytes."""

    @model_validator(mode="after")
    def _remote_is_whole(self) -> Settings:
        """Refuse a remote server without the name of a model."""
        if self.remote_url and not self.remote_model:
            raise ValueError('"remote_url" is set, so "remote_model" has to name a model there')
        return self

    @property
    def token_path(self) -> Path:
        """Return where the token is."""
        return self.token_file or self.data_dir / "token"

    @property
    def models_path(self) -> Path:
        """Return where the models are."""
        return self.models_dir or self.data_dir / "models"

    @property
    def body_limit(self) -> int:
        """Return the largest body in bytes."""
        return self.body_limit_kb * 1024

    @property
    def retention_bytes(self) -> int:
        """Return the most the history may take in bytes."""
        return self.retention_mb * MB
