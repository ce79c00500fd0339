"""An OpenAI-compatible model server that checks what it is asked and misbehaves on demand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Self

from aiohttp import web
from aiohttp.test_utils import TestServer
import orjson

KEY = "sk-made-up-for-tests"

type Reply = Callable[[dict[str, Any]], web.Response]


@dataclass(slots=True, kw_only=True)
class Endpoint:
    """Answers every question with `content`; `refuses` are words no request may contain."""

    content: str = ""
    replies: list[Reply] = field(default_factory=list)
    refuses: tuple[str, ...] = ()
    key: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    server: TestServer | None = None

    async def __aenter__(self) -> Self:
        """Begin to serve on a free port of this machine."""
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self._chat)
        self.server = TestServer(app, host="127.0.0.1")
        await self.server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop serving."""
        assert self.server is not None
        await self.server.close()

    @property
    def url(self) -> str:
        """Return the address as people type it."""
        assert self.server is not None
        return str(self.server.make_url("/")).rstrip("/")

    async def _chat(self, request: web.Request) -> web.Response:
        if self.key and request.headers.get("Authorization") != f"Bearer {self.key}":
            return web.json_response({"error": {"message": "bad key"}}, status=401)
        body = orjson.loads(await request.read())
        wrong = _wrong_with(body)
        if wrong:
            return web.json_response({"error": {"message": wrong}}, status=400)
        self.bodies.append(body)
        for word in self.refuses:
            if word.encode() in orjson.dumps(body):
                return web.json_response({"error": {"message": f"{word}?"}}, status=400)
        return self.replies.pop(0)(body) if self.replies else completion(self.content)


def _wrong_with(body: dict[str, Any]) -> str:
    """Return what is wrong with a request, as the API's documentation has it."""
    roles = [message["role"] for message in body["messages"]]
    if roles[0] != "system" or roles[-1] != "user":
        return "messages in the wrong order"
    if any(one == other for one, other in pairwise(roles)):
        return "two turns of the same side"
    if body.get("stream") is not False or body["temperature"] != 0 or not body["model"]:
        return "stream, temperature or model"
    wish = body.get("response_format", {"type": "text"})
    if wish["type"] == "json_schema" and not {"name", "schema"} <= set(wish["json_schema"]):
        return "json_schema without name or schema"
    return ""


def completion(content: str | None, **usage: int) -> web.Response:
    """Return an answer of the model."""
    return web.json_response(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": content},
                    "finish_reason": "stop",
                }
            ],
            "usage": {"prompt_tokens": 300, "completion_tokens": 20, "total_tokens": 320} | usage,
        }
    )


def says(content: str | None) -> Reply:
    """Answer one question with these words."""
    return lambda _: completion(content)


def fails(status: int, text: str = "", **headers: str) -> Reply:
    """Answer one question with a status."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: web.Response(status=status, text=text, headers=named)
