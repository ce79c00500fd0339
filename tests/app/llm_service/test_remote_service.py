"""An OpenAI-compatible endpoint in place of a local model: the same questions, answers and state."""

from collections.abc import AsyncIterator

import pytest

from autoarr_app.llm.errors import ModelCrashed, ModelInUse, NoModel
from autoarr_app.protocol.questions import ParseBatch
from autoarr_app.protocol.state import EngineKind, ModelStatus
from tests.app.llm_library.endpoint import KEY, Endpoint, fails

from .conftest import MakeBench, link_model, sentence

DUNE = (
    '{"intent": "add", "items": [{"media_type": "movie", "titles": ["Dune"], "year": 2021, '
    '"seasons": [], "episodes": [], "quality": null, "latest": false, "all_seasons": false}]}'
)


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    """Return a model server that answers with Dune."""
    async with Endpoint(content=DUNE, key=KEY) as running:
        yield running


async def test_the_endpoint_answers_in_place_of_a_model(
    make: MakeBench, endpoint: Endpoint
) -> None:
    """No worker is started; answers are cached and counted the same way."""
    bench = await make(
        "auto", remote_url=endpoint.url, remote_model="qwen2.5:7b", remote_api_key=KEY
    )
    state = bench.service.state()
    assert (state.engine, state.model, state.status) == (
        EngineKind.REMOTE,
        "qwen2.5:7b",
        ModelStatus.READY,
    )
    first = await bench.service.parse(sentence("dune from 2021"))
    assert (first.model, first.result.items[0].titles, first.cached) == (
        "qwen2.5:7b",
        ["Dune"],
        False,
    )
    assert (await bench.service.parse(sentence("dune from 2021"))).cached
    assert [answer[1:] for answer in bench.answered] == [(300, 20, False), (0, 0, True)]
    assert len(endpoint.bodies) == 1
    assert bench.orders() == []
    batch = ParseBatch(questions=[sentence(f"number {n}") for n in range(6)])
    assert len((await bench.service.parse_batch(batch)).answers) == 6


async def test_an_endpoint_that_fails_shows_in_the_state_until_it_answers_again(
    make: MakeBench, endpoint: Endpoint
) -> None:
    """It is asked again each time: nobody has to restart anything."""
    bench = await make(
        "auto", remote_url=endpoint.url, remote_model="qwen2.5:7b", remote_api_key=KEY
    )
    endpoint.replies = [fails(500), fails(404)]
    with pytest.raises(ModelCrashed):
        await bench.service.parse(sentence("one"))
    assert bench.service.state().status is ModelStatus.FAILED
    assert "500" in bench.service.state().detail
    with pytest.raises(NoModel):
        await bench.service.parse(sentence("two"))
    assert "remote_model" in bench.service.state().detail
    await bench.service.parse(sentence("three"))
    state = bench.service.state()
    assert (state.status, state.detail) == (ModelStatus.READY, "")
    assert [state.status for state in bench.states[:2]] == [ModelStatus.FAILED, ModelStatus.FAILED]


async def test_a_local_model_can_t_be_chosen_beside_an_endpoint(
    make: MakeBench, endpoint: Endpoint
) -> None:
    """The refusal says which option to clear; files can still be managed."""
    bench = await make("auto", remote_url=endpoint.url, remote_model="qwen2.5:7b")
    link_model(bench.models, "local")
    with pytest.raises(ModelInUse, match="remote_url"):
        await bench.service.activate("file:local")
    await bench.service.delete("file:local")


async def test_an_address_that_is_none_ends_in_words(make: MakeBench) -> None:
    """The app starts all the same."""
    bench = await make("auto", remote_url="gpu-box:8080", remote_model="m")
    state = await bench.until(ModelStatus.FAILED)
    assert "remote_url" in state.detail
    with pytest.raises(NoModel, match="remote_url"):
        await bench.service.parse(sentence("hello"))
