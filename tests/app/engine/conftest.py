"""The real llama.cpp with the tiny model: random weights, so that every answer is a hard one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from autoarr_app.llm.engine import Engine, EngineSettings

from ..gguf import tiny_gguf
from ..llama import load_backend


@pytest.fixture(scope="session")
def tiny() -> Path:
    """Return the tiny model's file."""
    return tiny_gguf()


@pytest.fixture(scope="session")
def engine(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return a loaded engine."""
    load_backend()
    loaded = Engine(
        EngineSettings(path=tiny, state_dir=tmp_path_factory.mktemp("state"), threads=1)
    )
    yield loaded
    loaded.close()
