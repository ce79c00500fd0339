"""Keeps one model loaded in a worker process: starts it, restarts it, unloads it, gives up."""

import asyncio
from collections.abc import Callable, Sequence
import logging
import time
from typing import override

from pydantic import JsonValue

from ..protocol.state import Benchmark
from .condition import Condition, Patience, Phase, Target, given_up, obstacle, refusal_of
from .errors import ModelBusy, ModelCrashed, ModelError, ModelTimeout, NoModel
from .ports import Answers, Clock, Engine
from .process import Ending, Refused, WorkerProcess
from .restart import Crashes, RestartPolicy
from .wire import Answers as Answered, Ask, FaultKind, Load, Loaded, Measure, Reply

_LOGGER = logging.getLogger(__name__)


class _Unusable(Exception):
    """The model file can't be loaded, and trying again won't help."""


class Supervisor(Engine):
    """Owns the worker; whatever happens to it fails the calls it was asked and nothing else."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        on_change: Callable[[Condition], None],
        idle_seconds: float,
        policy: RestartPolicy,
        patience: Patience,
        clock: Clock = time.monotonic,
    ) -> None:
        """Start nothing yet; `use` names the model. `idle_seconds` 0: never unload."""
        self._command = command
        self._on_change = on_change
        self._idle_seconds = idle_seconds
        self._policy = policy
        self._patience = patience
        self._clock = clock
        self._condition = Condition(phase=Phase.OFF, since=clock())
        self._changed = asyncio.Event()
        self._woken = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None
        self._worker: WorkerProcess | None = None
        self._asking = 0
        self._last_used = 0.0

    @property
    def condition(self) -> Condition:
        """Return how the worker is."""
        return self._condition

    @property
    def pid(self) -> int | None:
        """Return the process id of the worker that answers, None while there is none."""
        return None if self._worker is None else self._worker.pid

    @property
    @override
    def answering(self) -> bool:
        """Whether the model is loaded."""
        return self._worker is not None and self._worker.alive

    @property
    @override
    def weights(self) -> str:
        """Return what tells the model in use from others."""
        target = self._condition.target
        return "" if target is None else target.weights

    async def use(self, target: Target | None) -> None:
        """Load this model in place of the one before, or none; its worker has ended on return."""
        keeper = self._keeper
        if keeper is not None and not keeper.done():
            if not keeper.cancelling():
                keeper.cancel()
            await asyncio.wait({keeper})
        self._woken.clear()
        if target is None:
            self._keeper = None
            self._set(Phase.OFF)
            return
        self._set(Phase.LOADING, target)
        self._keeper = asyncio.create_task(self._keep(target))

    async def settled(self) -> Condition:
        """Wait until the first attempt to load has ended, well or badly."""
        while self._condition.phase is Phase.LOADING:
            await self._changed.wait()
        return self._condition

    @override
    async def ready(self) -> None:
        """Wait until the model is loaded, which this begins when it was idle; raises NoModel."""
        while not self.answering:
            match self._condition.phase:
                case Phase.OFF | Phase.FAILED:
                    raise obstacle(self._condition, 0.0, self._clock()) or NoModel("")
                case Phase.IDLE:
                    self._woken.set()
            await self._changed.wait()

    @override
    def obstacle(self, seconds: float) -> ModelError | None:
        """Return why nothing will be answered within these seconds, None when it may well be."""
        return obstacle(self._condition, seconds, self._clock())

    @override
    async def ask(
        self, task: str, questions: Sequence[dict[str, JsonValue]], seconds: float
    ) -> Answers:
        """Return one answer a question; raises ModelTimeout, ModelCrashed or ModelError."""
        worker, target = self._worker, self._condition.target
        if worker is None or target is None:
            raise self.obstacle(0.0) or ModelBusy("The model is not loaded.", retry_after=1.0)
        reply = await self._order(
            worker,
            lambda number: Ask(
                id=number, task=task, questions=list(questions), deadline_ms=seconds * 1_000
            ),
            seconds + self._patience.grace,
        )
        if not isinstance(reply.ok, Answered) or len(reply.ok.answers) != len(questions):
            raise self._distrust(worker)
        return Answers(
            model=target.model,
            weights=target.weights,
            fields=reply.ok.answers,
            tokens_in=reply.ok.counts.tokens_in,
            tokens_out=reply.ok.counts.tokens_out,
        )

    async def measure(self) -> Benchmark:
        """Let the worker measure the model; raises ModelError."""
        worker = self._worker
        if worker is None:
            raise self.obstacle(0.0) or ModelBusy("The model is not loaded.", retry_after=1.0)
        reply = await self._order(worker, lambda number: Measure(id=number), self._patience.measure)
        if not isinstance(reply.ok, Benchmark):
            raise self._distrust(worker)
        return reply.ok

    async def _order(
        self, worker: WorkerProcess, make: Callable[[int], Ask | Measure], seconds: float
    ) -> Reply:
        """Give the worker an order, and don't unload the model meanwhile."""
        self._asking += 1
        try:
            return await worker.order(make, seconds=seconds)
        except Refused as refusal:
            raise refusal_of(refusal.fault) from None
        finally:
            self._asking -= 1
            self._last_used = self._clock()

    def _distrust(self, worker: WorkerProcess) -> ModelCrashed:
        """End a worker whose reply does not fit the order; return what to tell the caller."""
        worker.kill("gave a reply that does not belong to what it was asked")
        return ModelCrashed(
            "The model's process gave a reply that can't be right. It is started again."
        )

    async def _keep(self, target: Target) -> None:
        """Keep the model loaded or ready to be loaded, until this is cancelled or hopeless."""
        crashes = Crashes()
        while True:
            try:
                problem, crashes = await self._live(target, crashes)
            except _Unusable as err:
                self._set(Phase.FAILED, target, detail=str(err))
                return
            if problem is None:
                await self._woken.wait()
                self._woken.clear()
                self._set(Phase.LOADING, target)
                continue
            crashes = crashes.crashed(self._clock(), self._policy)
            pause = self._policy.pause(crashes.count)
            if pause is None:
                self._set(Phase.FAILED, target, detail=given_up(problem, crashes.count))
                return
            detail = f"{problem} It is started again in {pause:.0f} s."
            self._set(Phase.PAUSED, target, detail=detail, pause=pause)
            await asyncio.sleep(pause)
            self._set(Phase.LOADING, target, detail=problem)

    async def _live(self, target: Target, crashes: Crashes) -> tuple[str | None, Crashes]:
        """Run one worker from its start to its end.

        Returns what went wrong, None when it was only idle; raises _Unusable.
        """
        try:
            worker = await WorkerProcess.spawn(self._command)
        except ModelCrashed as err:
            return err.detail, crashes
        try:
            loaded, problem = await self._load(worker, target)
            if loaded is None:
                return problem, crashes
            crashes = crashes.loaded(self._clock())
            self._worker, self._last_used = worker, self._clock()
            _LOGGER.info(
                "%s is loaded: %.1f s, %d MB, %s, %d threads, process %d",
                target.model,
                loaded.load_ms / 1_000,
                loaded.resident_bytes // 1_000_000,
                loaded.variant,
                loaded.threads,
                worker.pid,
            )
            self._set(Phase.READY, target, loaded=loaded)
            ending = await self._until_idle(worker)
            self._worker = None
            if ending is None:
                _LOGGER.info("%s is unloaded: nobody asked for a while", target.model)
                self._set(Phase.IDLE, target, loaded=loaded)
                await worker.stop()
                return None, crashes
            worker.report(ending)
            return f"The model's process {ending}.", crashes
        finally:
            self._worker = None
            # Nothing can be lost: what the worker keeps on disk it replaces atomically.
            worker.kill("was not wanted any more")
            await worker.ended()

    async def _load(
        self, worker: WorkerProcess, target: Target
    ) -> tuple[Loaded | None, str | None]:
        """Let the worker load the model; return what it says of it, or what went wrong."""
        try:
            reply = await worker.order(
                lambda number: Load(
                    id=number,
                    path=str(target.path),
                    model=target.model,
                    threads=target.threads,
                    context=target.context,
                    lanes=target.lanes,
                    state_dir=str(target.state_dir),
                ),
                seconds=self._patience.load,
            )
        except Refused as refusal:
            if refusal.fault.kind is FaultKind.INVALID_MODEL:
                raise _Unusable(
                    f"{refusal.fault.detail} Delete the file and download it again, "
                    "or choose another model."
                ) from None
            return None, f"The model could not be loaded: {refusal.fault.detail}"
        except ModelTimeout:
            minutes = self._patience.load / 60
            return None, f"The model was not loaded within {minutes:.0f} minutes."
        except ModelCrashed:
            ending = await worker.ended()
            worker.report(ending)
            return None, f"While the model was loaded, its process {ending}."
        if isinstance(reply.ok, Loaded):
            return reply.ok, None
        return None, self._distrust(worker).detail

    async def _until_idle(self, worker: WorkerProcess) -> Ending | None:
        """Wait until the worker ended by itself, or, which returns None, was idle for long."""
        ended = asyncio.ensure_future(worker.ended())
        try:
            while True:
                await asyncio.wait({ended}, timeout=self._idle_left())
                if ended.done():
                    return ended.result()
                if not self._asking and self._idle_left() == 0.0:
                    return None
        finally:
            ended.cancel()

    def _idle_left(self) -> float | None:
        """Return the seconds until the model counts as idle, None when it never does."""
        if not self._idle_seconds:
            return None
        if self._asking:
            return self._idle_seconds
        return max(0.0, self._last_used + self._idle_seconds - self._clock())

    def _set(
        self,
        phase: Phase,
        target: Target | None = None,
        *,
        detail: str = "",
        pause: float = 0.0,
        loaded: Loaded | None = None,
    ) -> None:
        """Enter a phase and tell everybody who waits for it."""
        self._condition = Condition(
            phase=phase,
            since=self._clock(),
            target=target,
            detail=detail,
            pause=pause,
            loaded=loaded or (self._condition.loaded if target == self._condition.target else None),
        )
        self._changed.set()
        self._changed = asyncio.Event()
        self._on_change(self._condition)
