"""The endpoint that answers instead of a local model: how it is, going by the last question."""

from collections.abc import Callable, Sequence
from typing import override

from pydantic import JsonValue

from ..protocol.state import EngineKind, ModelState, ModelStatus
from .errors import ModelBusy, ModelError, ModelTimeout
from .ports import Answers, Engine
from .remote import RemoteEngine
from .settings import ModelSettings


class WatchedRemote(Engine):
    """Passes questions on to the endpoint, and remembers whether that went well."""

    def __init__(self, remote: RemoteEngine, *, on_change: Callable[[], None]) -> None:
        """Assume that it answers, until it was asked."""
        self._remote = remote
        self._on_change = on_change
        self._problem = ""

    def state(self) -> ModelState:
        """Return how the endpoint is."""
        return ModelState(
            engine=EngineKind.REMOTE,
            model=self._remote.model,
            status=ModelStatus.FAILED if self._problem else ModelStatus.READY,
            detail=self._problem,
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._remote.close()

    @property
    @override
    def answering(self) -> bool:
        """Whether questions can be asked: an endpoint that failed is asked again."""
        return self._remote.answering

    @property
    @override
    def weights(self) -> str:
        """Return what tells the model from others."""
        return self._remote.weights

    @override
    async def ready(self) -> None:
        """Wait for nothing."""
        await self._remote.ready()

    @override
    def obstacle(self, seconds: float) -> ModelError | None:
        """Return why asking is pointless."""
        return self._remote.obstacle(seconds)

    @override
    async def ask(
        self, task: str, questions: Sequence[dict[str, JsonValue]], seconds: float
    ) -> Answers:
        """Return one answer a question; raises ModelError."""
        try:
            answers = await self._remote.ask(task, questions, seconds)
        except ModelBusy, ModelTimeout:
            # It is there, and has too much to do.
            raise
        except ModelError as err:
            self._note(err.detail)
            raise
        self._note("")
        return answers

    def _note(self, problem: str) -> None:
        """Keep what is wrong at present."""
        if problem != self._problem:
            self._problem = problem
            self._on_change()


def make_remote(settings: ModelSettings, *, on_change: Callable[[], None]) -> WatchedRemote | None:
    """Return the endpoint of the options, None when they name none; raises BadEndpoint."""
    if not settings.remote_url:
        return None
    remote = RemoteEngine(settings.remote_url, settings.remote_model, settings.remote_api_key)
    return WatchedRemote(remote, on_change=on_change)
