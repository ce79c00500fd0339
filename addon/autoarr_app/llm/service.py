"""The model service: what the server asks, whoever answers it."""

import asyncio
from collections.abc import Callable
import time
from typing import Final

from ..protocol.questions import (
    Classification,
    ClassifyAnswer,
    ClassifyQuestion,
    ExplainAnswer,
    Explained,
    ExplainQuestion,
    ParseAnswer,
    ParseAnswers,
    ParseBatch,
    ParsedRequest,
    ParseQuestion,
)
from ..protocol.state import CatalogModel, CatalogPage, DownloadPush, Machine, ModelPush, ModelState
from .answering import Answering, AnswerObserver, Given, Task
from .condition import Patience
from .errors import ModelInUse, NoModel, UnknownModel
from .library import LibrarySettings, ModelLibrary
from .ports import Clock
from .remote_chat import BadEndpoint
from .remote_state import WatchedRemote, make_remote
from .resident import Resident
from .restart import RestartPolicy
from .settings import ModelSettings

__all__ = ["AnswerObserver", "ModelService", "Subscriber"]

type Subscriber = Callable[[ModelPush | DownloadPush], None]

PARSE: Final = Task(name="parse", answer=ParsedRequest)
CLASSIFY: Final = Task(name="classify", answer=Classification)
EXPLAIN: Final = Task(name="explain", answer=Explained)


class ModelService:
    """Answers questions with the model that is chosen; keeps it loaded, switches and unloads it."""

    def __init__(
        self,
        settings: ModelSettings,
        *,
        on_answer: AnswerObserver | None = None,
        library: ModelLibrary | None = None,
        policy: RestartPolicy | None = None,
        patience: Patience | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        """Make the service; `start` brings it to life. `on_answer` is told of every answer."""
        self.on_answer = on_answer
        self._subscribers: list[Subscriber] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._last_answer_ms: float | None = None
        self._told: ModelState | None = None
        self._library = library or ModelLibrary(LibrarySettings(models_dir=settings.models_dir))
        self._resident = Resident(
            settings,
            self._library,
            on_change=self._publish,
            policy=policy or RestartPolicy(),
            patience=patience or Patience(),
            clock=clock,
        )
        self._remote: WatchedRemote | None = None
        self._problem = ""
        try:
            self._remote = make_remote(settings, on_change=self._publish)
        except BadEndpoint as err:
            self._problem = f"The option remote_url {err}."
        self._answering = Answering(
            self._remote or self._resident,
            lanes=settings.lanes,
            waiting=settings.waiting,
            observer=self._answered,
            clock=clock,
        )

    async def start(self) -> None:
        """Begin to load the chosen model; returns at once, the state tells when it is ready."""
        self._library.subscribe(self._download_went_on)
        self._answering.desk.start()
        try:
            await self._library.start()
        except NoModel as err:
            # The history and the rest of the app do their work without.
            self._problem = self._problem or err.detail
        if self._problem:
            self._resident.refuse(self._problem)
        elif self._remote is None:
            self._resident.start(self._answering.desk)

    async def stop(self) -> None:
        """End the worker and the downloads; callers that wait are told."""
        self._subscribers.clear()
        await self._answering.desk.close()
        await self._library.close()
        for task in self._tasks:
            task.cancel()
        await self._resident.close()
        if self._remote is not None:
            await self._remote.close()

    async def parse(self, question: ParseQuestion) -> ParseAnswer:
        """Return what the model makes of a sentence; raises ModelError."""
        [given] = await self._answering.ask(PARSE, [question], question.deadline_ms / 1_000)
        return _parse_answer(given, question)

    async def parse_batch(self, batch: ParseBatch) -> ParseAnswers:
        """Return one answer a question, in their order; raises ModelError when one cannot be had.

        The batch has the time of the most patient of its questions.
        """
        questions = batch.questions
        seconds = max(question.deadline_ms for question in questions) / 1_000
        given = await self._answering.ask(PARSE, questions, seconds)
        return ParseAnswers(
            answers=[_parse_answer(*pair) for pair in zip(given, questions, strict=True)]
        )

    async def classify(self, question: ClassifyQuestion) -> ClassifyAnswer:
        """Return the cause of a failure; raises ModelError."""
        [given] = await self._answering.ask(CLASSIFY, [question], question.deadline_ms / 1_000)
        return ClassifyAnswer(
            model=given.model, took_ms=given.ms, cached=given.cached, result=given.result
        )

    async def explain(self, question: ExplainQuestion) -> ExplainAnswer:
        """Return the model's words about findings; raises ModelError."""
        [given] = await self._answering.ask(EXPLAIN, [question], question.deadline_ms / 1_000)
        return ExplainAnswer(
            model=given.model, took_ms=given.ms, cached=given.cached, result=given.result
        )

    def state(self) -> ModelState:
        """Return how ready the model is."""
        state = (self._remote or self._resident).state()
        return state.model_copy(update={"last_answer_ms": self._last_answer_ms})

    async def machine(self) -> Machine:
        """Return what the choice of a model rests on."""
        return await asyncio.to_thread(self._library.machine)

    async def catalog(self) -> CatalogPage:
        """Return all models that can be used, and where their downloads stand."""
        resident = self._resident
        entries = await self._library.entries(
            active=resident.active, loaded=resident.held == resident.active
        )
        return CatalogPage(items=entries)

    async def download(self, model_id: str, *, accept_licence: bool) -> CatalogModel:
        """Start the download of a model, which goes on by itself and is pushed.

        Raises UnknownModel, LicenceNotAccepted, DoesNotFit, NoSpace and DownloadRunning.
        """
        await self._library.start_download(model_id, accept_licence=accept_licence)
        for entry in (await self.catalog()).items:
            if entry.id == model_id:
                return entry
        raise UnknownModel(f"The model {model_id} has just disappeared from the model folder.")

    async def activate(self, model_id: str) -> ModelState:
        """Begin to use another model (`auto` and `none` are understood too); the state tells how it went.

        Raises UnknownModel, NoModel (not downloaded), InvalidModelFile, DoesNotFit, and ModelInUse
        while an endpoint answers.
        """
        if self._remote is not None:
            raise ModelInUse(
                "An endpoint answers, as the option remote_url says. Clear that option to use a "
                "model of this machine."
            )
        await self._resident.activate(model_id)
        return self.state()

    async def delete(self, model_id: str) -> CatalogPage:
        """Delete the file of a model; raises UnknownModel and ModelInUse."""
        await self._resident.delete(model_id)
        return await self.catalog()

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Tell this subscriber of every change of the model and the downloads; return how to end that."""
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return unsubscribe

    @property
    def queue_depth(self) -> int:
        """Questions that wait or are being answered."""
        return self._answering.desk.depth

    def _answered(self, seconds: float, tokens_in: int, tokens_out: int, cached: bool) -> None:
        """Note that a question was answered."""
        if self.on_answer is not None:
            self.on_answer(seconds, tokens_in, tokens_out, cached)
        if not cached:
            self._last_answer_ms = seconds * 1_000
            self._publish()

    def _publish(self) -> None:
        """Tell everybody how the model is, if that changed."""
        state = self.state()
        if state != self._told:
            self._told = state
            self._push(ModelPush(state=state))

    def _download_went_on(self, push: DownloadPush) -> None:
        """Pass on where a download stands; a model that is waited for is loaded when it is there."""
        self._push(push)
        if push.progress is None:
            task = asyncio.create_task(self._resident.downloaded(push.model))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _push(self, push: ModelPush | DownloadPush) -> None:
        """Tell every subscriber."""
        for subscriber in tuple(self._subscribers):
            subscriber(push)


def _parse_answer(given: Given[ParsedRequest], question: ParseQuestion) -> ParseAnswer:
    """Return the answer for this caller: the text is the caller's, not that of the first who asked."""
    return ParseAnswer(
        model=given.model,
        took_ms=given.ms,
        cached=given.cached,
        result=given.result.model_copy(update={"text": question.text}),
    )
