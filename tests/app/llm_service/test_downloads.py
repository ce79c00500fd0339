"""`auto`: what suits the machine is used as soon as it is there."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autoarr_app.llm.choose import OFFERED, SMALL, STANDARD
from autoarr_app.llm.errors import DoesNotFit, LicenceNotAccepted, NoModel
from autoarr_app.llm.library import ModelLibrary
from autoarr_app.protocol.state import DownloadPush, DownloadStatus, Machine, ModelPush, ModelStatus
from tests.app.llm_library.machines import machine
from tests.app.llm_library.small_library import CONTENT, library
from tests.app.llm_library.source import Source, status

from .conftest import MakeBench, eventually, sentence


@pytest.fixture
async def source() -> AsyncIterator[Source]:
    """Return a server of model files."""
    async with Source(content=CONTENT) as running:
        yield running


async def test_the_wanted_model_loads_by_itself_when_its_download_ends(
    make: MakeBench, models: Path, source: Source
) -> None:
    """Nobody has to restart or choose anything."""
    bench = await make("auto", library=library(models, source.url))
    state = await bench.until(ModelStatus.MISSING)
    assert state.model == STANDARD
    assert "Download it" in state.detail
    pushes: list[ModelPush | DownloadPush] = []
    bench.service.subscribe(pushes.append)
    with pytest.raises(LicenceNotAccepted):
        await bench.service.download(STANDARD, accept_licence=False)
    entry = await bench.service.download(STANDARD, accept_licence=True)
    assert entry.download is not None
    assert (await bench.ready()).model == STANDARD
    assert (await bench.service.parse(sentence("hello"))).model == STANDARD
    told = [push.progress for push in pushes if isinstance(push, DownloadPush)]
    assert told[0] is not None
    assert told[-1] is None


async def test_another_download_leaves_the_model_in_use_alone(
    make: MakeBench, models: Path, source: Source
) -> None:
    """Only what is waited for is loaded by itself."""
    bench = await make("auto", library=library(models, source.url))
    await bench.until(ModelStatus.MISSING)
    await bench.service.download(STANDARD, accept_licence=True)
    await bench.ready()
    before = bench.pid
    await bench.service.download(OFFERED, accept_licence=True)
    await eventually(lambda: (models / f"{OFFERED}.gguf").exists() or None)
    assert bench.pid == before
    await bench.service.activate(OFFERED)
    assert (await bench.ready()).model == OFFERED


async def test_a_download_that_fails_leaves_the_model_missing(
    make: MakeBench, models: Path, source: Source
) -> None:
    """And says why, in the list and as a push."""
    source.always = status(404)
    bench = await make("auto", library=library(models, source.url))
    await bench.until(ModelStatus.MISSING)
    pushes: list[ModelPush | DownloadPush] = []
    bench.service.subscribe(pushes.append)
    await bench.service.download(STANDARD, accept_licence=True)
    failed = await eventually(
        lambda: next(
            (
                push.progress
                for push in pushes
                if isinstance(push, DownloadPush)
                and push.progress is not None
                and push.progress.status is DownloadStatus.FAILED
            ),
            None,
        )
    )
    assert failed.error
    assert bench.service.state().status is ModelStatus.MISSING


async def test_deleting_the_wanted_model_makes_it_missing_again(
    make: MakeBench, models: Path, source: Source
) -> None:
    """After it was put out of use."""
    bench = await make("auto", library=library(models, source.url))
    await bench.until(ModelStatus.MISSING)
    await bench.service.download(STANDARD, accept_licence=True)
    await bench.ready()
    await bench.service.activate("none")
    await bench.until(ModelStatus.NONE)
    await bench.service.delete(STANDARD)
    with pytest.raises(NoModel, match="not downloaded"):
        await bench.service.activate("auto")


async def test_a_machine_that_should_carry_no_model_says_so_and_lets_a_person_choose(
    make: MakeBench, models: Path, source: Source
) -> None:
    """The smallest is offered, and used when a person downloads it."""
    small = machine(4.1, available_gb=3.0)
    bench = await make("auto", library=library(models, source.url, small))
    state = await bench.until(ModelStatus.NONE)
    assert "by itself" in state.detail
    with pytest.raises(NoModel, match="by itself"):
        await bench.service.parse(sentence("hello"))
    await bench.service.download(OFFERED, accept_licence=True)
    assert (await bench.ready()).model == OFFERED


def changing(folder: Path, url: str, here: Callable[[], Machine]) -> ModelLibrary:
    """Return a library on a machine whose free memory changes."""
    return ModelLibrary(replace(library(folder, url)._settings, machine=here))


async def test_what_does_not_fit_is_not_loaded_and_is_tried_again_later(
    make: MakeBench, models: Path, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that is just starting has less memory free than later."""
    monkeypatch.setattr("autoarr_app.llm.resident.RECONSIDER_SECONDS", 0.05)
    here = [machine(16.4, available_gb=0.5)]
    (models / f"{SMALL}.gguf").write_bytes(CONTENT)
    bench = await make(SMALL, library=changing(models, source.url, lambda: here[0]))
    state = await bench.until(ModelStatus.NONE)
    assert "1 GB to spare" in state.detail
    with pytest.raises(DoesNotFit):
        await bench.service.activate(SMALL)
    here[0] = machine(16.4)
    assert (await bench.ready()).model == SMALL


async def test_a_missing_model_is_downloaded_when_that_was_asked_for_beforehand(
    make: MakeBench, models: Path, source: Source, caplog: pytest.LogCaptureFixture
) -> None:
    """The option accepts the licence, and the log says which one that was."""
    caplog.set_level("INFO")
    bench = await make("auto", library=library(models, source.url), download=True)
    assert (await bench.ready()).model == STANDARD
    assert "was accepted" in caplog.text


async def test_a_download_that_was_asked_for_beforehand_says_why_it_cannot_be(
    make: MakeBench, models: Path, source: Source
) -> None:
    """Here another file has the name."""
    (models / f"{STANDARD}.gguf").write_bytes(b"GGUF, but another")
    bench = await make(STANDARD, library=library(models, source.url), download=True)
    state = await bench.until(ModelStatus.FAILED, ModelStatus.MISSING)
    assert "Delete or rename it" in state.detail
