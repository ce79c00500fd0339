"""What the app tells over its WebSocket as it happens."""

from dataclasses import dataclass

from .app import DownloadProgress, ModelState
from .decode import JsonObject, child, opt_child, text


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPush:
    """The model is in another state."""

    state: ModelState


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadPush:
    """The download of a model went on or failed; `progress` None: it has ended."""

    model: str
    progress: DownloadProgress | None


def push_of(raw: JsonObject) -> ModelPush | DownloadPush | None:
    """Decode a push; None for those that tell nothing about models. Raises FieldError."""
    match raw.get("type"):
        case "model":
            return ModelPush(state=child(raw, "state", ModelState.from_json))
        case "download":
            progress = opt_child(raw, "progress", DownloadProgress.from_json)
            return DownloadPush(model=text(raw, "model"), progress=progress)
        case _:
            return None
