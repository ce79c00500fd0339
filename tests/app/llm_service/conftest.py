"""Services with a worker that obeys, and with the real one."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
import json
from pathlib import Path
import sys
from typing import Any, Protocol

import pytest

from autoarr_app.llm.condition import Patience
from autoarr_app.llm.library import LibrarySettings, ModelLibrary
from autoarr_app.llm.restart import RestartPolicy
from autoarr_app.llm.service import ModelService
from autoarr_app.llm.settings import ModelSettings, default_worker_command
from autoarr_app.protocol.questions import ParseQuestion
from autoarr_app.protocol.state import DownloadPush, Machine, ModelPush, ModelState, ModelStatus
from tests.app.gguf import tiny_gguf

FAKE_WORKER = Path(__file__).with_name("fake_worker.py")
QUICK = RestartPolicy(first=0.01, longest=0.05, give_up=3)
PATIENT = Patience(load=20.0, measure=20.0, grace=0.3)
LIMIT = 30.0
"""Seconds after which a test that waits has failed."""


def roomy_machine() -> Machine:
    """Return a machine that can carry any model."""
    return Machine(
        memory_bytes=32_000_000_000,
        available_bytes=24_000_000_000,
        processors=2,
        architecture="x86_64",
        features=["avx2"],
    )


@dataclass(kw_only=True)
class Bench:
    """A running service, what it pushed, and what its worker was asked."""

    service: ModelService
    models: Path
    folder: Path
    states: list[ModelState] = field(default_factory=list)
    answered: list[tuple[float, int, int, bool]] = field(default_factory=list)

    def push(self, push: ModelPush | DownloadPush) -> None:
        """Keep a push."""
        if isinstance(push, ModelPush):
            self.states.append(push.state)

    async def until(self, *statuses: ModelStatus) -> ModelState:
        """Wait until the model has one of these statuses."""
        return await eventually(
            lambda: state if (state := self.service.state()).status in statuses else None
        )

    async def ready(self) -> ModelState:
        """Wait until the model is loaded and measured."""
        return await eventually(
            lambda: (
                state
                if (state := self.service.state()).status is ModelStatus.READY and state.benchmark
                else None
            )
        )

    def go(self) -> None:
        """Let the worker go on."""
        (self.folder / "go").touch()

    def orders(self, do: str | None = None) -> list[dict[str, Any]]:
        """Return what the worker was asked so far."""
        file = self.folder / "orders.jsonl"
        lines = file.read_text().splitlines() if file.exists() else []
        orders = [json.loads(line) for line in lines]
        return [order for order in orders if do in (None, order["do"])]

    async def asked(self, number: int) -> None:
        """Wait until the worker has got so many questions."""
        await eventually(lambda: len(self.orders("ask")) >= number or None)

    @property
    def pid(self) -> int | None:
        """Return the process id of the worker."""
        return self.service._resident.supervisor.pid


async def eventually[T](look: Callable[[], T | None]) -> T:
    """Return what is there sooner or later."""
    async with asyncio.timeout(LIMIT):
        while True:
            if (found := look()) is not None:
                return found
            await asyncio.sleep(0.005)


def sentence(text: str, **more: Any) -> ParseQuestion:
    """Return a question."""
    return ParseQuestion(text=text, **{"deadline_ms": 20_000, **more})


class MakeBench(Protocol):
    """Starts a service."""

    async def __call__(self, model: str = ..., **more: Any) -> Bench:
        """Start a service with this model."""
        ...


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """Return a model folder; `link_model` puts models into it."""
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


def link_model(models: Path, *names: str) -> None:
    """Put the tiny model into the folder, under these names."""
    for name in names:
        (models / f"{name}.gguf").symlink_to(tiny_gguf())


@asynccontextmanager
async def running(models: Path, model: str, **more: Any) -> AsyncIterator[Bench]:
    """Run a service, with the obedient worker unless told otherwise."""
    folder = models.parent / "worker"
    folder.mkdir(exist_ok=True)
    policy = more.pop("policy", QUICK)
    patience = more.pop("patience", PATIENT)
    real = more.pop("real", False)
    library = more.pop("library", None)
    obedient = (sys.executable, "-S", str(FAKE_WORKER), str(folder))
    settings = ModelSettings(
        models_dir=models,
        state_dir=models.parent / "state",
        model=model,
        **{"worker_command": default_worker_command() if real else obedient, **more},
    )
    library = library or ModelLibrary(LibrarySettings(models_dir=models, machine=roomy_machine))
    service = ModelService(settings, library=library, policy=policy, patience=patience)
    bench = Bench(service=service, models=models, folder=folder)
    service.subscribe(bench.push)
    service.on_answer = lambda *answer: bench.answered.append(answer)
    await service.start()
    try:
        yield bench
    finally:
        await service.stop()


@pytest.fixture
async def make(models: Path) -> AsyncIterator[MakeBench]:
    """Return how to start services that are stopped after the test."""
    async with AsyncExitStack() as stack:

        async def start(model: str = "file:good", **more: Any) -> Bench:
            name = model.removeprefix("file:")
            if model.startswith("file:") and not (models / f"{name}.gguf").exists():
                link_model(models, name)
            return await stack.enter_async_context(running(models, model, **more))

        yield start


def runs(pid: int | None) -> bool:
    """Tell whether there is such a process."""
    return Path(f"/proc/{pid}").exists()


def about(pid: int | None, what: str) -> str:
    """Return what the system says about a process."""
    return Path(f"/proc/{pid}/{what}").read_text()
