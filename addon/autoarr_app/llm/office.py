"""Carries out the orders a worker process gets; every failure becomes a typed fault."""

import logging
from pathlib import Path
from typing import assert_never

from pydantic import ValidationError

from ..protocol.state import Benchmark
from .engine import DeadlineOver, Engine, EngineSettings, resident_bytes
from .native import BadModel, NoMemory, Unable
from .tasks import TASKS
from .wire import Answers, Ask, Fault, FaultKind, Load, Loaded, Measure, Reply, Stop, Stopped

_LOGGER = logging.getLogger(__name__)

type Success = Loaded | Answers | Benchmark | Stopped


class Refused(Exception):
    """An order cannot be carried out."""

    def __init__(self, kind: FaultKind, detail: str) -> None:
        """Keep why."""
        super().__init__(detail)
        self.fault = Fault(kind=kind, detail=detail)


class Office:
    """Has one engine, or none yet."""

    def __init__(self) -> None:
        """Begin without a model."""
        self._engine: Engine | None = None
        self._improving = False

    def answer(self, order: Load | Ask | Measure | Stop) -> Reply:
        """Return the reply to an order."""
        try:
            return Reply(id=order.id, ok=self._carry_out(order))
        except Refused as err:
            return Reply(id=order.id, error=err.fault)
        except (Unable, ValueError) as err:
            _LOGGER.exception("Order %d failed", order.id)
            fault = Fault(kind=FaultKind.INTERNAL, detail=f"the model failed: {err}")
            return Reply(id=order.id, error=fault)

    def improve(self) -> bool:
        """Use a moment without orders; tell whether there is more to do."""
        if self._engine is None or not self._improving:
            return False
        try:
            self._improving = self._engine.improve()
        except Unable:
            _LOGGER.exception("A prefix could not be evaluated ahead of time")
            self._improving = False
        return self._improving

    def _carry_out(self, order: Load | Ask | Measure | Stop) -> Success:
        """Do what is ordered; raises Refused."""
        match order:
            case Load():
                return self._load(order)
            case Ask():
                return self._ask(order)
            case Measure():
                return self._loaded().measure()
            case Stop():
                return Stopped()
            case _:
                assert_never(order)

    def _load(self, order: Load) -> Loaded:
        """Load a model in place of the one before."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        settings = EngineSettings(
            path=Path(order.path),
            state_dir=Path(order.state_dir),
            threads=order.threads,
            lanes=order.lanes,
            context=order.context,
        )
        try:
            self._engine = engine = Engine(settings)
        except BadModel as err:
            raise Refused(FaultKind.INVALID_MODEL, str(err)) from None
        except (NoMemory, MemoryError) as err:
            raise Refused(FaultKind.OUT_OF_MEMORY, str(err)) from None
        self._improving = True
        return Loaded(
            load_ms=engine.load_ms,
            prefix_ms=engine.prefix_ms,
            prefix_from_disk=engine.prefix_from_disk,
            n_vocab=engine.n_vocab,
            context=engine.cells,
            threads=engine.threads,
            variant=engine.variant,
            resident_bytes=resident_bytes(),
        )

    def _ask(self, order: Ask) -> Answers:
        """Answer questions."""
        engine = self._loaded()
        if order.task not in TASKS:
            raise Refused(FaultKind.BAD_REQUEST, f"there is no task {order.task!r}")
        try:
            asked = engine.ask(order.task, order.questions, seconds=order.deadline_ms / 1000)
        except ValidationError as err:
            problem = err.errors(include_input=False, include_url=False)[0]
            place = ".".join(str(part) for part in problem["loc"])
            detail = f"a question is not one of {order.task}: {place} {problem['msg']}"
            raise Refused(FaultKind.BAD_REQUEST, detail) from None
        except DeadlineOver:
            detail = f"not answered within {order.deadline_ms:.0f} ms"
            raise Refused(FaultKind.DEADLINE, detail) from None
        except BadModel as err:
            raise Refused(FaultKind.INVALID_MODEL, str(err)) from None
        except MemoryError:
            detail = "there was too little memory to answer"
            raise Refused(FaultKind.OUT_OF_MEMORY, detail) from None
        return Answers(
            answers=asked.answers, counts=asked.counts, ms=asked.ms, each_ms=asked.each_ms
        )

    def _loaded(self) -> Engine:
        """Return the engine; raises Refused when no model is loaded."""
        if self._engine is None:
            raise Refused(FaultKind.BAD_REQUEST, "no model is loaded")
        return self._engine
