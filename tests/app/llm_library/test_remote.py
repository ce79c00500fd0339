"""The engine at an OpenAI-compatible endpoint, over HTTP."""

import asyncio
from collections.abc import AsyncIterator
import logging
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
import orjson
from pydantic import JsonValue
import pytest

from autoarr_app.llm.errors import ModelBusy, ModelCrashed, ModelTimeout, NoModel
from autoarr_app.llm.remote import RemoteEngine
from autoarr_app.llm.remote_chat import BadEndpoint, endpoint_url, json_text, portable_schema
from autoarr_app.llm.task_parse import PARSE
from autoarr_app.protocol.questions import Classification, Explained, ParsedRequest

from .endpoint import KEY, Endpoint, Reply, completion, fails, says

DUNE = {
    "intent": "add",
    "items": [
        {
            "media_type": "movie",
            "titles": ["Dune"],
            "year": 2021,
            "seasons": [],
            "episodes": [],
            "quality": "2160p",
            "latest": False,
            "all_seasons": False,
        }
    ],
}
DUNE_TEXT = orjson.dumps(DUNE).decode()


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    """Return a model server that answers with Dune."""
    async with Endpoint(content=DUNE_TEXT) as running:
        yield running


@pytest.fixture
async def engine(endpoint: Endpoint) -> AsyncIterator[RemoteEngine]:
    """Return the engine that asks it."""
    made = RemoteEngine(endpoint.url, "qwen2.5:3b")
    yield made
    await made.close()


async def parse(engine: RemoteEngine, text: str = "add dune in 4k", **known: Any) -> ParsedRequest:
    """Ask one question."""
    answers = await engine.ask("parse", [{"text": text, "known": known}], 5)
    return ParsedRequest.model_validate(answers.fields[0])


async def test_a_sentence_is_answered_under_the_schema_of_the_task(
    engine: RemoteEngine, endpoint: Endpoint
) -> None:
    """Rules, examples and the question as separate turns; the sentence is data in its own turn."""
    answers = await engine.ask("parse", [{"text": "add dune in 4k"}], 5)

    result = ParsedRequest.model_validate(answers.fields[0])
    assert (result.text, result.items[0].titles) == ("add dune in 4k", ["Dune"])
    assert (answers.model, answers.tokens_in, answers.tokens_out) == ("qwen2.5:3b", 300, 20)
    [body] = endpoint.bodies
    assert body["messages"][-1] == {"role": "user", "content": "add dune in 4k"}
    asked = body["response_format"]["json_schema"]
    assert asked["name"] == "parse"
    assert asked["schema"]["required"] == ["intent", "items"]
    assert "pattern" not in orjson.dumps(asked).decode()


async def test_what_rules_have_found_is_not_asked_and_stands_whatever_the_model_says(
    engine: RemoteEngine, endpoint: Endpoint
) -> None:
    """The schema leaves no choice, and an endpoint that ignores it changes nothing."""
    result = await parse(engine, year=1984, quality="720p", media_type="movie")

    assert (result.items[0].year, result.items[0].quality) == (1984, "720p")
    schema = endpoint.bodies[0]["response_format"]["json_schema"]["schema"]
    item = schema["$defs"]["ParsedItem"]["properties"]
    assert item["year"] == {"const": 1984}
    assert item["quality"] == {"const": "720p"}


async def test_several_questions_of_all_tasks_are_answered_in_their_order(
    engine: RemoteEngine, endpoint: Endpoint
) -> None:
    """One request a job; what needs no model is answered without."""

    def echo(body: dict[str, Any]) -> web.Response:
        title = body["messages"][-1]["content"]
        item = DUNE["items"][0] | {"titles": [title]}  # type: ignore[operator]
        return completion(orjson.dumps({"intent": "add", "items": [item]}).decode())

    endpoint.replies = [echo] * 6
    texts = [f"film {number}" for number in range(6)]
    answers = await engine.ask("parse", [{"text": text} for text in [*texts, "..."]], 5)
    parsed = [ParsedRequest.model_validate(fields) for fields in answers.fields]
    assert [one.items[0].titles[0] for one in parsed[:6]] == texts
    assert parsed[6].items == []
    assert answers.tokens_in == 6 * 300

    endpoint.content = '{"cause": "disk_full"}'
    answers = await engine.ask("classify", [{"message": "no space"}], 5)
    assert Classification.model_validate(answers.fields[0]).cause == "disk_full"

    endpoint.replies = [
        says('{"urgency": "3", "text": "Later."}'),
        says('{"urgency": "1", "text": "Now."}'),
    ]
    findings: list[JsonValue] = [
        {"id": name, "service": "radarr", "severity": "info", "title": name} for name in "ab"
    ]
    answers = await engine.ask("explain", [{"findings": findings, "language": "en"}], 5)
    explained = Explained.model_validate(answers.fields[0])
    assert {one.id for one in explained.explanations} == set(explained.order) == {"a", "b"}


@pytest.mark.parametrize(
    ("refuses", "last"),
    [
        (("chat_template_kwargs",), {"type": "json_schema"}),
        (("chat_template_kwargs", "json_schema"), {"type": "json_object", "schema": True}),
        (("chat_template_kwargs", "json_schema", '"schema"'), {"type": "json_object"}),
        (("response_format",), {}),
    ],
)
async def test_an_endpoint_that_knows_less_is_asked_in_a_way_it_knows_and_this_is_remembered(
    engine: RemoteEngine, endpoint: Endpoint, refuses: tuple[str, ...], last: dict[str, Any]
) -> None:
    """The strictest way first; the second question goes straight to the one that worked."""
    endpoint.refuses = refuses
    assert (await parse(engine)).items
    tries = len(endpoint.bodies)
    assert (await parse(engine, "dune again")).items

    assert len(endpoint.bodies) == tries + 1
    wish = endpoint.bodies[-1].get("response_format", {})
    assert wish.get("type") == last.get("type")
    assert ("schema" in wish) == ("schema" in last)


@pytest.mark.parametrize(
    "content",
    [
        "Sure! Here is the JSON you asked for.",
        "",
        None,
        '{"intent": "add"}',
        '{"intent": "delete_everything", "items": []}',
        '{"intent": "add", "items": [], "shell": "rm -rf /"}',
        DUNE_TEXT[:-5],
        DUNE_TEXT.replace("2021", "999999"),
        DUNE_TEXT.replace('"Dune"', '"' + "x" * 101 + '"'),
        "[" * 5_000,
    ],
)
async def test_an_answer_that_does_not_fit_is_corrected_once_and_never_passed_on(
    engine: RemoteEngine, endpoint: Endpoint, content: str | None
) -> None:
    """The model is told what was wrong; a second failure is an error."""
    endpoint.replies = [says(content)]
    assert (await parse(engine)).items[0].titles == ["Dune"]
    correction = endpoint.bodies[-1]["messages"][-1]["content"]
    assert correction.startswith("That does not fit: ")

    endpoint.replies = [says(content), says(content)]
    with pytest.raises(ModelCrashed, match="right form"):
        await parse(engine)


async def test_an_answer_that_only_the_last_step_refuses_is_an_error_too(
    engine: RemoteEngine, endpoint: Endpoint
) -> None:
    """A title of blanks alone fits the schema, and is none."""
    endpoint.content = DUNE_TEXT.replace("Dune", "  ")
    with pytest.raises(ModelCrashed, match="right form"):
        await parse(engine)


@pytest.mark.parametrize(
    "around",
    ["<think>\nA film, I guess.\n</think>\n\n{}", "```json\n{}\n```", "```\n{}```", " {}\n"],
)
def test_thoughts_and_fences_around_an_answer_do_not_matter(around: str) -> None:
    """Some models cannot be talked out of them."""
    assert orjson.loads(json_text(around.replace("{}", DUNE_TEXT))) == DUNE


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (fails(401), NoModel, "refuses the key"),
        (fails(404), NoModel, "knows no model 'qwen2.5:3b'"),
        (fails(500), ModelCrashed, "answered 500"),
        (fails(302, Location="http://127.0.0.1:9/"), ModelCrashed, "answered 302"),
        (fails(503), ModelBusy, "busy"),
        (fails(200, "<html>Welcome to nginx</html>"), ModelCrashed, "no OpenAI-compatible"),
        (fails(200, '{"choices": []}'), ModelCrashed, "no OpenAI-compatible"),
        (fails(200, "x" * 1_100_000), ModelCrashed, "far too long"),
    ],
)
async def test_what_goes_wrong_at_the_endpoint_is_said_in_words(
    engine: RemoteEngine, endpoint: Endpoint, reply: Reply, error: type[Exception], words: str
) -> None:
    """Which server, what happened, which option."""
    endpoint.replies = [reply]
    with pytest.raises(error, match=words):
        await parse(engine)


async def test_a_busy_endpoint_says_when_to_come_back(
    engine: RemoteEngine, endpoint: Endpoint
) -> None:
    """Its time, or ten seconds when it tells none."""
    endpoint.replies = [fails(429, Retry_After="7"), fails(503)]
    for seconds in (7.0, 10.0):
        with pytest.raises(ModelBusy) as busy:
            await parse(engine)
        assert busy.value.retry_after == seconds


async def test_a_question_that_is_refused_in_every_form_is_explained(
    engine: RemoteEngine, endpoint: Endpoint
) -> None:
    """In the server's words, shortened; the next question begins with the strictest form again."""
    endpoint.refuses = ("messages",)
    with pytest.raises(ModelCrashed, match=r"refuses the question: messages\?"):
        await parse(engine)
    endpoint.refuses = ()
    await parse(engine)
    assert "chat_template_kwargs" in endpoint.bodies[-1]


async def test_a_hanging_endpoint_ends_with_the_deadline_of_the_caller() -> None:
    """Also when there are several questions."""
    released = asyncio.Event()

    async def hang(request: web.Request) -> web.Response:
        await released.wait()
        return web.Response()

    app = web.Application()
    app.router.add_post("/v1/chat/completions", hang)
    async with TestServer(app, host="127.0.0.1") as server:
        engine = RemoteEngine(str(server.make_url("/")), "m")
        with pytest.raises(ModelTimeout):
            await engine.ask("parse", [{"text": "a"}, {"text": "b"}], 0.2)
        released.set()
        await engine.close()


async def test_an_endpoint_that_is_not_there_is_named() -> None:
    """Nobody listens."""
    engine = RemoteEngine("http://127.0.0.1:9", "m")
    with pytest.raises(ModelCrashed, match=r"127\.0\.0\.1:9 cannot be reached"):
        await parse(engine)
    await engine.close()


async def test_the_key_is_sent_and_never_told(
    endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    """Not even when the server repeats it."""
    caplog.set_level(logging.DEBUG, "autoarr_app")
    endpoint.key = KEY
    engine = RemoteEngine(endpoint.url, "m", KEY)
    assert (await parse(engine)).items

    endpoint.replies = [fails(400, f"no such thing, {KEY}")] * 5
    with pytest.raises(ModelCrashed) as refused:
        await parse(engine)
    await engine.close()

    told = refused.value.detail + repr(engine) + engine.weights + caplog.text
    assert KEY not in told
    assert "***" in told


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://box:11434", "http://box:11434/v1"),
        (" http://box:11434/ ", "http://box:11434/v1"),
        ("http://box:8000/v1/", "http://box:8000/v1"),
        ("https://box/llm/v1/chat/completions", "https://box/llm/v1"),
        ("http://[::1]:8080", "http://[::1]:8080/v1"),
    ],
)
def test_addresses_are_understood_as_people_type_them(text: str, url: str) -> None:
    """With and without /v1."""
    assert str(endpoint_url(text)) == url


@pytest.mark.parametrize(
    "text",
    ["", "box:11434", "ftp://box", "http://", "http://u:p@box", "http://box/?a=1", "http://box:x"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    """A key in it would end up in logs."""
    with pytest.raises(BadEndpoint):
        endpoint_url(text)


def test_a_portable_schema_keeps_its_bounds() -> None:
    """What an endpoint can hold the answer to stays."""
    schema = portable_schema(PARSE.schema, {"intent": "add", "seasons": [1]})
    assert schema["properties"]["intent"] == {"const": "add"}
    assert schema["properties"]["items"]["maxItems"] == 5
    assert "const" not in schema["$defs"]["ParsedItem"]["properties"]["seasons"]
    assert schema["$defs"]["ParsedItem"]["additionalProperties"] is False
