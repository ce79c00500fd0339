"""The library as the service sees it: real files, a real server."""

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha256
import json
import os
from pathlib import Path
import sys

import pytest

from autoarr_app.llm.choose import OFFERED, SMALL, STANDARD
from autoarr_app.llm.errors import (
    DoesNotFit,
    DownloadRunning,
    InvalidModelFile,
    LicenceNotAccepted,
    ModelInUse,
    NoModel,
    UnknownModel,
)
from autoarr_app.llm.library import ModelLibrary
from autoarr_app.protocol.state import CatalogModel, DownloadPush, DownloadStatus

from .gguf_files import write_gguf
from .machines import machine
from .small_library import CONTENT, library
from .source import Source, drop_after, hang_after, status


@pytest.fixture
async def source() -> AsyncIterator[Source]:
    """Return a server with the file."""
    async with Source(content=CONTENT) as running:
        yield running


@pytest.fixture
async def models(tmp_path: Path, source: Source) -> AsyncIterator[ModelLibrary]:
    """Return a library over an empty folder."""
    started = library(tmp_path / "models", source.url)
    await started.start()
    yield started
    await started.close()


async def listed(models: ModelLibrary, model_id: str, active: str | None = None) -> CatalogModel:
    """Return one model of the list."""
    found = [model for model in await models.entries(active=active) if model.id == model_id]
    assert len(found) == 1
    return found[0]


async def download(models: ModelLibrary, model_id: str) -> list[DownloadPush]:
    """Download a model and return what was told, up to the end."""
    pushes: list[DownloadPush] = []
    done = asyncio.Event()

    def listen(push: DownloadPush) -> None:
        pushes.append(push)
        if push.progress is None or push.progress.status is DownloadStatus.FAILED:
            done.set()

    unsubscribe = models.subscribe(listen)
    await models.start_download(model_id, accept_licence=True)
    await done.wait()
    unsubscribe()
    return pushes


async def test_a_model_is_downloaded_told_about_and_handed_out(
    models: ModelLibrary, source: Source, tmp_path: Path
) -> None:
    """From the list to the file."""
    before = await listed(models, STANDARD)
    assert (before.downloaded, before.recommended, before.fits) == (False, True, True)
    with pytest.raises(NoModel, match="not downloaded"):
        await models.path_of(STANDARD)

    pushes = await download(models, STANDARD)

    assert {push.model for push in pushes} == {STANDARD}
    assert pushes[-1].progress is None
    assert pushes[0].progress is not None
    assert pushes[0].progress.total_bytes == len(CONTENT)
    path = await models.path_of(STANDARD)
    assert path == tmp_path / "models" / f"{STANDARD}.gguf"
    after = await listed(models, STANDARD, active=STANDARD)
    assert (after.downloaded, after.active, after.download) == (True, True, None)


async def test_a_licence_is_shown_before_and_asked_for_once(
    models: ModelLibrary, source: Source, tmp_path: Path
) -> None:
    """Not by the next start either."""
    with pytest.raises(LicenceNotAccepted, match=r"licence\.example") as refused:
        await models.start_download(STANDARD, accept_licence=False)
    assert refused.value.licence == "qwen-research"
    assert source.seen == []

    await download(models, STANDARD)
    await models.delete(STANDARD, active=None)
    again = library(tmp_path / "models", source.url)
    await again.start()
    await again.start_download(STANDARD, accept_licence=False)
    await again.close()
    remembered = json.loads((tmp_path / "models" / "library.json").read_text())
    assert remembered["accepted"][STANDARD]["licence"] == "qwen-research"

    with pytest.raises(LicenceNotAccepted):
        await again.start_download(SMALL, accept_licence=False)


async def test_a_failed_download_says_why_in_the_list_and_can_be_begun_again(
    models: ModelLibrary, source: Source
) -> None:
    """The reason stays until the next try."""
    source.behaviours = [status(404)]
    pushes = await download(models, STANDARD)

    assert pushes[-1].progress is not None
    assert "any more (404)" in pushes[-1].progress.error
    shown = await listed(models, STANDARD)
    assert shown.download == pushes[-1].progress

    assert (await download(models, STANDARD))[-1].progress is None


async def test_one_download_a_model_at_a_time(models: ModelLibrary, source: Source) -> None:
    """The second order for the same model is refused, one for another is not."""
    source.always = hang_after(10)
    await models.start_download(STANDARD, accept_licence=True)
    with pytest.raises(DownloadRunning):
        await models.start_download(STANDARD, accept_licence=True)
    await models.start_download(SMALL, accept_licence=True)

    running = [model.id for model in await models.entries(active=None) if model.download]
    assert running == [SMALL, STANDARD]


async def test_a_shutdown_is_no_reason_to_give_up_a_download(
    models: ModelLibrary, source: Source, tmp_path: Path
) -> None:
    """The next start goes on with it, where it was."""
    source.behaviours = [hang_after(150_000)]
    arrived = asyncio.Event()

    def arriving(push: DownloadPush) -> None:
        if push.progress and push.progress.received_bytes:
            arrived.set()

    models.subscribe(arriving)
    await models.start_download(STANDARD, accept_licence=True)
    await arrived.wait()
    await models.close()

    again = library(tmp_path / "models", source.url)
    done = asyncio.Event()
    again.subscribe(lambda push: done.set() if push.progress is None else None)
    await again.start()
    await done.wait()
    await again.close()

    assert source.seen[-1].range.startswith("bytes=1")
    assert (await again.path_of(STANDARD)).read_bytes() == CONTENT
    third = library(tmp_path / "models", source.url)
    requests = len(source.seen)
    await third.start()
    await third.close()
    assert len(source.seen) == requests


async def test_a_killed_process_loses_nothing_of_a_download(
    models: ModelLibrary, source: Source, tmp_path: Path
) -> None:
    """SIGKILL in the middle: the next start goes on where the disk is."""
    await models.close()
    source.behaviours = [hang_after(150_000)]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.app.llm_library.small_library",
        str(tmp_path / "models"),
        source.url,
        stdout=asyncio.subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    assert (await process.stdout.readline()).strip() == b"arrived"
    process.kill()
    await process.wait()

    again = library(tmp_path / "models", source.url)
    done = asyncio.Event()
    again.subscribe(lambda push: done.set() if push.progress is None else None)
    await again.start()
    await done.wait()
    await again.close()
    assert int(source.seen[-1].range.removeprefix("bytes=").rstrip("-")) >= 100_000
    assert (await again.path_of(STANDARD)).read_bytes() == CONTENT


async def test_a_download_that_failed_is_not_begun_by_itself(
    models: ModelLibrary, source: Source, tmp_path: Path
) -> None:
    """A person was told, and decides."""
    source.always = drop_after(0)
    await download(models, STANDARD)
    requests = len(source.seen)
    await models.close()

    again = library(tmp_path / "models", source.url)
    await again.start()
    await again.close()

    assert len(source.seen) == requests


async def test_a_file_put_there_by_hand_works_without_any_network(
    models: ModelLibrary, source: Source, tmp_path: Path
) -> None:
    """Its checksum is reckoned once, also for the next start."""
    (tmp_path / "models" / f"{STANDARD}.gguf").write_bytes(CONTENT)

    assert (await listed(models, STANDARD)).downloaded
    assert await models.default_model() == STANDARD
    await models.path_of(STANDARD)
    await models.start_download(STANDARD, accept_licence=False)
    assert source.seen == []
    checked = json.loads((tmp_path / "models" / "library.json").read_text())["checked"]
    assert checked[f"{STANDARD}.gguf"]["sha256"] == sha256(CONTENT).hexdigest()


@pytest.mark.parametrize("content", [CONTENT[:-1], b"GGUF" + b"\1" * (len(CONTENT) - 4)])
async def test_a_wrong_file_under_a_name_of_the_catalogue_is_never_used_nor_overwritten(
    models: ModelLibrary, tmp_path: Path, content: bytes
) -> None:
    """Too short, or of the right length with other bytes."""
    path = tmp_path / "models" / f"{STANDARD}.gguf"
    path.write_bytes(content)

    with pytest.raises(InvalidModelFile, match="Delete"):
        await models.path_of(STANDARD)
    assert not (await listed(models, STANDARD)).downloaded
    with pytest.raises(InvalidModelFile, match="Delete or rename"):
        await models.start_download(STANDARD, accept_licence=True)
    await models.delete(STANDARD, active=None)
    assert path.read_bytes() == content

    await models.delete(f"file:{STANDARD}", active=None)
    await download(models, STANDARD)
    assert path.read_bytes() == CONTENT


async def test_a_file_that_changes_after_its_check_is_checked_again(
    models: ModelLibrary, tmp_path: Path
) -> None:
    """A known checksum holds for one size and time only."""
    await download(models, STANDARD)
    (tmp_path / "models" / f"{STANDARD}.gguf").write_bytes(bytes(len(CONTENT)))

    with pytest.raises(InvalidModelFile):
        await models.path_of(STANDARD)


async def test_other_files_of_the_folder_are_listed_with_what_is_known_of_them(
    models: ModelLibrary, tmp_path: Path
) -> None:
    """A model of one's own, with an odd name; and what is no model, with the reason."""
    folder = tmp_path / "models"
    write_gguf(folder / "My Model (v2).gguf", name="Mine", licence="mit")
    (folder / "broken.gguf").write_bytes(b"GGUF1")
    (folder / "notes.txt").write_text("not a model")
    (folder / ".hidden.gguf").write_bytes(b"GGUF")
    (folder / "big-00001-of-00002.gguf").write_bytes(b"GGUF")

    mine = await listed(models, "file:My-Model-v2-")
    assert (mine.name, mine.quantisation, mine.licence.name) == ("Mine", "Q4_K_M", "mit")
    assert (mine.downloaded, mine.fits, mine.recommended) == (True, True, False)
    assert await models.path_of(mine.id) == folder / "My Model (v2).gguf"
    broken = await listed(models, "file:broken")
    assert not broken.fits
    assert "only 5 bytes" in broken.detail
    with pytest.raises(InvalidModelFile):
        await models.path_of(broken.id)
    assert "--merge" in (await listed(models, "file:big-00001-of-00002")).detail
    assert len(await models.entries(active=None)) == 3 + 3

    await models.delete(mine.id, active=None)
    assert not (folder / "My Model (v2).gguf").exists()


@pytest.mark.parametrize(
    "model_id",
    ["", "nope", "file:../../etc/passwd", "../x", f"{STANDARD}.gguf", "file:library.json"],
)
async def test_ids_are_a_closed_set(models: ModelLibrary, model_id: str, tmp_path: Path) -> None:
    """Nothing outside the list is opened, downloaded or deleted."""
    for call in (
        models.path_of(model_id),
        models.start_download(model_id, accept_licence=True),
        models.delete(model_id, active=None),
        models.require_fit(model_id),
    ):
        with pytest.raises(UnknownModel):
            await call


async def test_the_active_model_is_not_deleted(models: ModelLibrary) -> None:
    """The worker has it mapped."""
    await download(models, STANDARD)
    with pytest.raises(ModelInUse):
        await models.delete(STANDARD, active=STANDARD)
    await models.path_of(STANDARD)


async def test_deleting_stops_a_download_and_removes_its_part(
    models: ModelLibrary, source: Source, tmp_path: Path
) -> None:
    """And it does not come back by itself."""
    source.always = hang_after(50_000)
    await models.start_download(STANDARD, accept_licence=True)
    await source.asked.wait()

    await models.delete(STANDARD, active=None)

    assert not (tmp_path / "models" / f"{STANDARD}.gguf.part").exists()
    assert (await listed(models, STANDARD)).download is None
    await models.close()
    again = library(tmp_path / "models", source.url)
    await again.start()
    assert (await listed(again, STANDARD)).download is None
    await again.close()


async def test_what_can_never_fit_is_not_downloaded_and_what_does_not_fit_now_is_not_loaded(
    tmp_path: Path, source: Source
) -> None:
    """The memory of the machine decides about the one, what is free now about the other."""
    tiny = library(tmp_path / "a", source.url, machine(1.0))
    await tiny.start()
    with pytest.raises(DoesNotFit, match=r"this machine has 1\.0 GB"):
        await tiny.start_download(STANDARD, accept_licence=True)
    assert not (await listed(tiny, STANDARD)).fits

    full = library(tmp_path / "b", source.url, machine(16.4, available_gb=1.05))
    await full.start()
    await download(full, STANDARD)
    with pytest.raises(DoesNotFit, match="available now"):
        await full.require_fit(STANDARD)
    assert await full.default_model() is None
    await full.require_fit(SMALL, loaded=STANDARD)
    assert await full.default_model(loaded=STANDARD) == STANDARD


async def test_auto_means_the_default_or_else_what_somebody_downloaded(
    models: ModelLibrary,
) -> None:
    """Nobody downloads a model to have it ignored."""
    assert await models.default_model() == STANDARD
    await download(models, OFFERED)
    assert await models.default_model() == OFFERED
    await download(models, STANDARD)
    assert await models.default_model() == STANDARD


async def test_a_damaged_memory_is_put_aside(
    models: ModelLibrary, source: Source, tmp_path: Path
) -> None:
    """Licences are asked for again; files are checked again."""
    await download(models, STANDARD)
    memory = tmp_path / "models" / "library.json"
    memory.write_text('{"accepted": {"')

    again = library(tmp_path / "models", source.url)
    await again.start()

    assert (tmp_path / "models" / "library.damaged").exists()
    await again.path_of(STANDARD)
    with pytest.raises(LicenceNotAccepted):
        await again.start_download(SMALL, accept_licence=False)


async def test_a_memory_that_cannot_be_written_costs_no_download(
    models: ModelLibrary, tmp_path: Path
) -> None:
    """As on a disk that is full to the last byte."""
    (tmp_path / "models" / "library.new").mkdir()

    assert (await download(models, STANDARD))[-1].progress is None

    assert (await models.path_of(STANDARD)).read_bytes() == CONTENT
    assert (await listed(models, STANDARD)).download is None


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, source: Source) -> None:
    """A file stands in its place."""
    (tmp_path / "models").write_text("")
    broken = library(tmp_path / "models", source.url)
    with pytest.raises(NoModel, match="model folder"):
        await broken.start()
