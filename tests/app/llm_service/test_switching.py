"""Another model without a restart, and back when it can't be loaded."""

import asyncio
from pathlib import Path

import pytest

from autoarr_app.llm.errors import InvalidModelFile, ModelBusy, ModelInUse, NoModel, UnknownModel
from autoarr_app.llm.selection import Selection
from autoarr_app.protocol.state import EngineKind, ModelStatus

from .conftest import MakeBench, eventually, link_model, runs, sentence


async def test_another_model_answers_after_the_switch(make: MakeBench) -> None:
    """The state says at once what is loaded, and the list what is active."""
    bench = await make()
    link_model(bench.models, "other")
    await bench.ready()
    before = bench.pid
    state = await bench.service.activate("file:other")
    assert (state.model, state.status) == ("file:other", ModelStatus.LOADING)
    assert (await bench.ready()).model == "file:other"
    assert not runs(before)
    active = [entry.id for entry in (await bench.service.catalog()).items if entry.active]
    assert active == ["file:other"]


async def test_under_load_the_old_model_finishes_and_the_new_one_takes_over(
    make: MakeBench,
) -> None:
    """Nobody loses an answer to a switch."""
    bench = await make(lanes=1)
    link_model(bench.models, "other")
    await bench.ready()
    begun = asyncio.create_task(bench.service.parse(sentence("wait")))
    await bench.asked(1)
    waits = asyncio.create_task(bench.service.parse(sentence("in the line")))
    await eventually(lambda: bench.service.queue_depth == 2 or None)
    await bench.service.activate("file:other")
    late = asyncio.create_task(bench.service.parse(sentence("late")))
    bench.go()
    models = [answer.model for answer in await asyncio.gather(begun, waits, late)]
    assert models == ["file:good", "file:other", "file:other"]


@pytest.mark.parametrize("bad", ["file:crash", "file:invalid_model", "file:out_of_memory"])
async def test_a_model_that_can_t_be_loaded_gives_way_to_the_one_before(
    make: MakeBench, bad: str
) -> None:
    """And the state says so."""
    bench = await make()
    link_model(bench.models, bad.removeprefix("file:"))
    await bench.ready()
    await bench.service.activate(bad)
    state = await eventually(
        lambda: state if (state := bench.service.state()).detail and bench.pid else None
    )
    assert (state.model, state.status) == ("file:good", ModelStatus.READY)
    assert f"{bad} can't be used" in state.detail
    assert (await bench.service.parse(sentence("hello"))).model == "file:good"
    again = await make()
    assert (await again.ready()).model == "file:good"


async def test_the_choice_survives_a_restart(make: MakeBench) -> None:
    """As long as the options say what they said."""
    bench = await make()
    link_model(bench.models, "other", "third")
    await bench.service.activate("file:other")
    await bench.ready()
    await bench.service.stop()
    again = await make("file:good")
    assert (await again.ready()).model == "file:other"
    await again.service.stop()
    changed = await make("file:third")
    assert (await changed.ready()).model == "file:third"


async def test_the_last_of_several_choices_counts(make: MakeBench) -> None:
    """Whoever clicks twice gets the second."""
    bench = await make()
    link_model(bench.models, "other", "third", "hang")
    await bench.ready()
    await bench.service.activate("file:hang")
    await bench.service.activate("file:other")
    await bench.service.activate("file:third")
    assert (await bench.ready()).model == "file:third"
    assert (await bench.service.parse(sentence("hello"))).model == "file:third"


async def test_choosing_none_frees_the_memory_and_a_later_choice_brings_it_back(
    make: MakeBench,
) -> None:
    """No model is a choice like any other."""
    bench = await make()
    await bench.ready()
    state = await bench.service.activate("none")
    assert (state.engine, state.model, state.status) == (EngineKind.NONE, None, ModelStatus.NONE)
    await eventually(lambda: None if bench.pid else True)
    assert bench.service.state() == state
    with pytest.raises(NoModel, match="No model is in use"):
        await bench.service.parse(sentence("hello"))
    await bench.service.activate("file:good")
    assert (await bench.ready()).model == "file:good"


async def test_what_is_not_there_can_t_be_chosen_and_changes_nothing(make: MakeBench) -> None:
    """Unknown, not downloaded, damaged: each says what it is."""
    bench = await make()
    (bench.models / "cut.gguf").write_bytes((bench.models / "good.gguf").read_bytes()[:100_000])
    (bench.models / "page.gguf").write_text("<html>Not found</html>")
    await bench.ready()
    before = bench.pid
    for model, error in (
        ("file:nothing", UnknownModel),
        ("../../etc/passwd", UnknownModel),
        ("qwen2.5-0.5b-instruct-q4_k_m", NoModel),
        ("file:cut", InvalidModelFile),
        ("file:page", InvalidModelFile),
    ):
        with pytest.raises(error):
            await bench.service.activate(model)
    assert bench.service.state().model == "file:good"
    assert bench.pid == before


async def test_an_option_that_names_a_missing_model_says_what_to_do(make: MakeBench) -> None:
    """The app runs without."""
    bench = await make("qwen2.5-0.5b-instruct-q4_k_m")
    state = await bench.until(ModelStatus.MISSING)
    assert state.model == "qwen2.5-0.5b-instruct-q4_k_m"
    assert "Download it" in state.detail
    with pytest.raises(NoModel, match="Download it"):
        await bench.service.parse(sentence("hello"))


async def test_an_option_that_names_no_model_at_all_says_so(make: MakeBench) -> None:
    """A misspelt option ends in words, not in a crash."""
    bench = await make("qwen9-900b")
    state = await bench.until(ModelStatus.NONE)
    assert "no such model" in state.detail


@pytest.mark.parametrize("content", [b"", b"GGUF", b"not a model at all" * 100])
async def test_a_damaged_file_ends_in_failed_with_advice(
    make: MakeBench, models: Path, content: bytes
) -> None:
    """Not even a worker is started for it."""
    (models / "damaged.gguf").write_bytes(content)
    bench = await make("file:damaged")
    state = await bench.until(ModelStatus.FAILED)
    assert "damaged.gguf" in state.detail
    assert bench.orders() == []


async def test_questions_asked_while_the_choice_is_still_read_wait_for_it(
    make: MakeBench,
) -> None:
    """The first question after a start is not refused."""
    bench = await make()
    assert (await bench.service.parse(sentence("early"))).model == "file:good"


async def test_the_model_in_use_can_t_be_deleted_another_can(make: MakeBench) -> None:
    """First choose another, or none."""
    bench = await make()
    link_model(bench.models, "other")
    await bench.ready()
    with pytest.raises(ModelInUse):
        await bench.service.delete("file:good")
    page = await bench.service.delete("file:other")
    assert "file:other" not in [entry.id for entry in page.items]
    assert not (bench.models / "other.gguf").exists()
    await bench.service.activate("none")
    await bench.until(ModelStatus.NONE)
    await bench.service.delete("file:good")
    assert not (bench.models / "good.gguf").exists()


async def test_a_model_that_failed_can_be_deleted(make: MakeBench) -> None:
    """So that it can be downloaded again."""
    bench = await make("file:invalid_model")
    await bench.until(ModelStatus.FAILED)
    await bench.service.delete("file:invalid_model")
    state = await bench.until(ModelStatus.NONE)
    assert "no such model" in state.detail


async def test_a_model_that_failed_is_tried_again_when_it_is_chosen_again(
    make: MakeBench,
) -> None:
    """The advice that is given works."""
    bench = await make("file:crash-until-fixed")
    await bench.until(ModelStatus.FAILED)
    loads = len(bench.orders("load"))
    await bench.service.activate("file:crash-until-fixed")
    await eventually(lambda: len(bench.orders("load")) > loads or None)
    await bench.until(ModelStatus.FAILED)


async def test_a_file_that_vanishes_is_noticed_at_the_next_load(make: MakeBench) -> None:
    """The list no longer has it, whoever chooses it is told."""
    bench = await make()
    await bench.ready()
    (bench.models / "good.gguf").unlink()
    with pytest.raises(UnknownModel):
        await bench.service.activate("file:good")


async def test_while_a_model_is_switched_impatient_callers_are_told_to_come_back(
    make: MakeBench,
) -> None:
    """Busy, not broken."""
    bench = await make()
    link_model(bench.models, "wait")
    await bench.ready()
    await bench.service.activate("file:wait")
    with pytest.raises(ModelBusy, match="being loaded"):
        await bench.service.parse(sentence("hello", deadline_ms=100))
    bench.go()
    assert (await bench.ready()).model == "file:wait"


def spoil(folder: Path) -> None:
    """Put a file where the folder should be."""
    folder.rmdir()
    folder.write_text("a file, not a folder")


async def test_a_model_folder_that_can_t_be_used_takes_nothing_else_down(
    make: MakeBench, models: Path
) -> None:
    """The service starts and says what is wrong."""
    spoil(models)
    bench = await make("auto")
    state = await bench.until(ModelStatus.FAILED)
    assert "model folder" in state.detail
    with pytest.raises(NoModel, match="model folder"):
        await bench.service.parse(sentence("hello"))


@pytest.mark.parametrize("content", ["", "{", '{"model": 1}', '["auto"]', "null", "\x00"])
def test_a_damaged_choice_is_no_choice(tmp_path: Path, content: str) -> None:
    """The option counts then."""
    (tmp_path / "active.json").write_text(content)
    assert Selection(tmp_path, setting="auto").read() == "auto"


def test_a_choice_is_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    """It replaces the one before in one step."""
    selection = Selection(tmp_path / "new", setting="auto")
    for model in ("file:a", "file:b"):
        selection.write(model)
        assert selection.read() == model
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["active.json"]
    assert Selection(tmp_path / "new", setting="none").read() == "none"


async def test_a_choice_that_can_t_be_kept_is_used_all_the_same_and_says_so(
    make: MakeBench,
) -> None:
    """A full disk does not keep the model from answering."""
    bench = await make()
    link_model(bench.models, "other")
    await bench.ready()
    # A folder in its place can't be replaced by a file, whoever tries.
    (bench.models / "active.json").mkdir()
    await bench.service.activate("file:other")
    state = await eventually(
        lambda: state if "could not be kept" in (state := bench.service.state()).detail else None
    )
    assert state.model == "file:other"
    assert [path.name for path in bench.models.glob(".active*")] == []
