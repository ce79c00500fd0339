"""Which local model is in use: chosen, loaded, switched, measured; and what to say of it."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
import logging
import time
from typing import Final, override

from pydantic import JsonValue

from ..protocol.state import Benchmark, EngineKind, ModelState, ModelStatus
from .condition import Condition, Patience, Phase, Target, loading
from .desk import Desk
from .errors import DoesNotFit, DownloadRunning, InvalidModelFile, ModelError, NoModel, UnknownModel
from .library import ModelLibrary
from .ports import Answers, Clock, Engine
from .restart import RestartPolicy
from .selection import Selection
from .settings import ModelSettings
from .supervisor import Supervisor
from .targets import Targets

_LOGGER = logging.getLogger(__name__)

RECONSIDER_SECONDS: Final = 300.0
"""A machine that is just starting has less memory free than it will have."""

_CHOSEN_NONE: Final = "No model is in use, because that was chosen. Choose one to use it."

_STATUS: Final = {
    Phase.OFF: ModelStatus.NONE,
    Phase.LOADING: ModelStatus.LOADING,
    Phase.READY: ModelStatus.READY,
    Phase.IDLE: ModelStatus.IDLE,
    Phase.PAUSED: ModelStatus.LOADING,
    Phase.FAILED: ModelStatus.FAILED,
}


class Resident(Engine):
    """Decides which model the supervisor keeps, and keeps the one before until the new one is proven."""

    def __init__(
        self,
        settings: ModelSettings,
        library: ModelLibrary,
        *,
        on_change: Callable[[], None],
        policy: RestartPolicy,
        patience: Patience,
        clock: Clock = time.monotonic,
    ) -> None:
        """Load nothing yet."""
        self._library = library
        self._downloads = settings.download
        self._targets = Targets(settings, library)
        self._on_change = on_change
        self._selection = Selection(settings.models_dir, setting=settings.model)
        self.supervisor = Supervisor(
            settings.worker_command,
            on_change=self._worker_changed,
            idle_seconds=settings.idle_seconds,
            policy=policy,
            patience=patience,
            clock=clock,
        )
        self._desk: Desk | None = None
        self._choosing = asyncio.Lock()
        self._change: asyncio.Task[None] | None = None
        self._measuring: asyncio.Task[None] | None = None
        self._writing: asyncio.Task[None] | None = None
        self._pen = asyncio.Lock()
        self._wanted: str | None = None
        self._absent = ModelState(engine=EngineKind.LLAMA, model=None, status=ModelStatus.LOADING)
        self._decided = asyncio.Event()
        self._next: Target | None = None
        self._leaving = False
        self._proven: Target | None = None
        self._note = ""
        self._benchmarks: dict[str, Benchmark] = {}

    def start(self, desk: Desk) -> None:
        """Begin to load what was chosen; `desk` is where questions wait meanwhile."""
        self._desk = desk
        self._change = asyncio.create_task(self._guarded(self._begin))

    def refuse(self, detail: str) -> None:
        """Load nothing, for this reason."""
        self._vanish(ModelStatus.FAILED, detail)

    async def close(self) -> None:
        """End the worker."""
        async with self._choosing:
            await _cancelled(self._change, self._measuring)
            await self.supervisor.use(None)
            if self._writing is not None:
                await self._writing

    def state(self) -> ModelState:
        """Return how ready the model is."""
        if self._leaving:
            return ModelState(
                engine=EngineKind.NONE, model=None, status=ModelStatus.NONE, detail=_CHOSEN_NONE
            )
        if self._next is not None:
            return ModelState(
                engine=EngineKind.LLAMA, model=self._next.model, status=ModelStatus.LOADING
            )
        condition = self.supervisor.condition
        if condition.target is None:
            return self._absent
        return ModelState(
            engine=EngineKind.LLAMA,
            model=condition.target.model,
            status=_STATUS[condition.phase],
            detail=" ".join(filter(None, (self._note, condition.detail))),
            benchmark=self._benchmarks.get(condition.target.weights),
        )

    @property
    def active(self) -> str | None:
        """Return the id of the model that is in use, or will be when its file is there."""
        return self._wanted

    @property
    def held(self) -> str | None:
        """Return the id of the model that is in memory."""
        target = self.supervisor.condition.target
        return target.model if target is not None and self.supervisor.answering else None

    @property
    @override
    def answering(self) -> bool:
        """Whether the model is loaded."""
        return self.supervisor.answering

    @property
    @override
    def weights(self) -> str:
        """Return what tells the model in use from others."""
        return self.supervisor.weights if self._next is None else self._next.weights

    @override
    async def ready(self) -> None:
        """Wait until the model is loaded; raises NoModel when there is none to load."""
        await self._decided.wait()
        if self.supervisor.condition.target is None:
            raise NoModel(self._absent.detail)
        await self.supervisor.ready()

    @override
    async def ask(
        self, task: str, questions: Sequence[dict[str, JsonValue]], seconds: float
    ) -> Answers:
        """Return one answer a question; raises ModelError."""
        return await self.supervisor.ask(task, questions, seconds)

    @override
    def obstacle(self, seconds: float) -> ModelError | None:
        """Return why nothing will be answered within these seconds, None when it may well be."""
        if self._leaving:
            return NoModel(_CHOSEN_NONE)
        if self._next is not None or not self._decided.is_set():
            return loading() if seconds <= 0 else None
        if self.supervisor.condition.target is None:
            return NoModel(self._absent.detail)
        return self.supervisor.obstacle(seconds)

    async def activate(self, word: str) -> None:
        """Begin to use a model, `auto` or `none`; what is being answered is finished first.

        Raises UnknownModel, NoModel, InvalidModelFile and DoesNotFit, and changes nothing then.
        """
        async with self._choosing:
            target = await self._targets.of(
                await self._targets.meant(word, held=self.held), held=self.held
            )
            await _cancelled(self._change)
            self._note = ""
            self._wanted = None if target is None else target.model
            self._next, self._leaving = target, target is None
            self._on_change()
            self._change = asyncio.create_task(self._guarded(lambda: self._switch(word, target)))

    async def delete(self, model_id: str) -> None:
        """Delete a model's file; raises UnknownModel and ModelInUse."""
        async with self._choosing:
            condition = self.supervisor.condition
            # What is being left needs its file no more: the worker has it open.
            left = self._leaving or condition.phase is Phase.FAILED
            used = {self._next, None if left else condition.target}
            in_use = any(target is not None and target.model == model_id for target in used)
            await self._library.delete(model_id, active=model_id if in_use else None)
            if model_id == self._wanted:
                await self.supervisor.use(None)
                await self._again()

    async def downloaded(self, model_id: str) -> None:
        """Look again at what was chosen, now that this model is there, unless a model is in use."""
        async with self._choosing:
            phase = self.supervisor.condition.phase
            replaced = phase is Phase.FAILED and model_id == self._wanted
            if self._next is None and not self._leaving and (phase is Phase.OFF or replaced):
                await self._again()

    async def _again(self) -> None:
        """Look once more at what was chosen."""
        await _cancelled(self._change)
        self._change = asyncio.create_task(self._guarded(self._begin))

    async def _begin(self) -> None:
        """Use what was chosen, as soon as that is possible."""
        word = await asyncio.to_thread(self._selection.read)
        settled = await self._take_up(word)
        while not settled:
            await asyncio.sleep(RECONSIDER_SECONDS)
            settled = await self._take_up(word)

    async def _take_up(self, word: str) -> bool:
        """Load what was chosen, or say why not; tell whether that can't change by itself."""
        final = True
        status = ModelStatus.NONE
        self._wanted = None
        try:
            self._wanted = await self._targets.meant(word, held=self.held)
            target = await self._targets.of(self._wanted, held=self.held)
        except DoesNotFit as err:
            detail, final = err.detail, False
        except NoModel as err:
            detail = err.detail
            if self._wanted is None:
                final = False
            else:
                status, detail = ModelStatus.MISSING, await self._fetch(self._wanted, detail)
        except UnknownModel as err:
            detail = err.detail
        except InvalidModelFile as err:
            detail, status = err.detail, ModelStatus.FAILED
        else:
            if target is not None:
                async with self._open_desk.paused():
                    await self.supervisor.use(target)
                self._decided.set()
                return True
            detail = _CHOSEN_NONE
        self._vanish(status, detail)
        return final

    async def _fetch(self, model_id: str, missing: str) -> str:
        """Have a missing model downloaded if that was asked for; return what to say of it."""
        if not self._downloads:
            return missing
        try:
            await self._library.start_download(model_id, accept_licence=True)
        except DownloadRunning:
            pass
        except ModelError as err:
            return err.detail
        return f"{model_id} is being downloaded. The list of models tells how far that is."

    async def _switch(self, word: str, target: Target | None) -> None:
        """Use another model; when it can't be loaded go back to the one before, and say so."""
        async with self._open_desk.paused():
            previous = self._proven
            await self.supervisor.use(target)
            self._next, self._leaving = None, False
            self._decided.set()
            if target is None:
                self._proven = None
                self._vanish(ModelStatus.NONE, _CHOSEN_NONE)
            else:
                condition = await self.supervisor.settled()
                if condition.phase is not Phase.READY and previous not in (None, target):
                    self._note = f"{target.model} can't be used. {condition.detail}"
                    _LOGGER.warning("Going back to the model before: %s", self._note)
                    self._wanted = None if previous is None else previous.model
                    await self.supervisor.use(previous)
                    return
        self._writing = asyncio.create_task(self._remember(word))
        # Whoever sees the new model ready may stop the app at once, and still finds it next time.
        await asyncio.shield(self._writing)

    async def _remember(self, word: str) -> None:
        """Keep a choice for the next start."""
        try:
            async with self._pen:
                await asyncio.to_thread(self._selection.write, word)
        except OSError as err:
            self._note = (
                f"This choice could not be kept ({err.strerror}), so it ends with the next "
                "restart. Make room in the model folder and choose again."
            )
            _LOGGER.warning("%s", self._note)
            self._on_change()

    @property
    def _open_desk(self) -> Desk:
        """Return where questions wait."""
        if self._desk is None:
            raise RuntimeError("the model was not started")
        return self._desk

    async def _guarded(self, change: Callable[[], Coroutine[None, None, None]]) -> None:
        """Run a change of the model; a mistake in here shows in the state, not only in the log."""
        try:
            await change()
        except Exception:
            _LOGGER.exception("Changing the model failed")
            self._next, self._leaving = None, False
            self._vanish(
                ModelStatus.FAILED,
                "Choosing the model failed; the log of the app says why. Choose it again.",
            )

    def _vanish(self, status: ModelStatus, detail: str) -> None:
        """Note why there is no model."""
        self._absent = ModelState(
            engine=EngineKind.NONE if status is ModelStatus.NONE else EngineKind.LLAMA,
            model=self._wanted,
            status=status,
            detail=detail,
        )
        self._decided.set()
        self._on_change()

    def _worker_changed(self, condition: Condition) -> None:
        """Follow the worker: a model that was loaded is proven, and measured once."""
        if condition.phase is Phase.READY and condition.target is not None:
            self._proven = condition.target
            if condition.target.weights not in self._benchmarks:
                if self._measuring is not None:
                    self._measuring.cancel()
                self._measuring = asyncio.create_task(self._measure(condition.target))
        elif condition.phase is Phase.FAILED and condition.target == self._proven:
            self._proven = None
        self._on_change()

    async def _measure(self, target: Target) -> None:
        """Measure a model that was just loaded, when nobody waits for it."""
        async with self._open_desk.spare_time():
            if self.supervisor.condition.target != target or not self.supervisor.answering:
                return
            try:
                self._benchmarks[target.weights] = await self.supervisor.measure()
            except ModelError as err:
                _LOGGER.warning("%s could not be measured: %s", target.model, err.detail)
        self._on_change()


async def _cancelled(*tasks: asyncio.Task[None] | None) -> None:
    """Cancel these tasks and wait for their end."""
    running = [task for task in tasks if task is not None and not task.done()]
    for task in running:
        task.cancel()
    if running:
        await asyncio.wait(running)
