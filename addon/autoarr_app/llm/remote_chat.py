"""Chat completions of an OpenAI-compatible endpoint: llama-server, Ollama, vLLM and their like."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
import re
from typing import Any, Final

import aiohttp
import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from yarl import URL

from .errors import ModelBusy, ModelCrashed, ModelError, ModelTimeout, NoModel
from .http_source import retry_after

MOST_BYTES: Final = 1_000_000
"""The largest answer that is read."""

MOST_TOKENS: Final = 1_200
"""The longest answer that is asked for; the longest that fits a schema is about half of it."""

_CHAT: Final = "/chat/completions"
_THOUGHTS = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"^```(?:json)?\s*(.*?)\s*```$", re.DOTALL)

type SessionMaker = Callable[[], aiohttp.ClientSession]
type Message = Mapping[str, str]


class Form(IntEnum):
    """How the endpoint is asked for JSON, the strictest way first; it moves on where one is refused."""

    SCHEMA_UNTHINKING = 0
    """A schema, and no thinking aloud before the answer: llama-server, vLLM and Ollama know both."""
    SCHEMA = 1
    OBJECT_SCHEMA = 2
    """As llama-server and llama-cpp-python knew it before there was the other."""
    OBJECT = 3
    PLAIN = 4


class BadEndpoint(ValueError):
    """The address is none of an endpoint."""


class _Lenient(BaseModel):
    """A part of an answer: what else stands in it does not matter."""

    model_config = ConfigDict(extra="ignore")


class _Message(_Lenient):
    """What the model said."""

    content: str | None = None


class _Choice(_Lenient):
    """One of the answers; we ask for one."""

    message: _Message


class _Usage(_Lenient):
    """What the answer took."""

    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)


class _Completion(_Lenient):
    """The answer of the endpoint."""

    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the model said, and what it took."""

    text: str
    tokens_in: int
    tokens_out: int


class Refused(Exception):
    """The endpoint does not understand the request as it was made."""


def endpoint_url(text: str) -> URL:
    """Return the address of the API out of what people type, with or without /v1; raises BadEndpoint."""
    try:
        url = URL(text.strip())
    except ValueError:
        raise BadEndpoint("is no address") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise BadEndpoint("has to begin with http:// or https:// and name a host")
    if url.user is not None or url.password is not None or url.query_string or url.fragment:
        raise BadEndpoint("has to be a plain address: no user, password, question mark or #")
    path = url.path.rstrip("/").removesuffix(_CHAT)
    return url.with_path(path or "/v1")


def portable_schema(schema: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema as endpoints understand it, narrowed to the values that are known already.

    Words for people are left out, and patterns, which not all endpoints can follow: whatever comes
    back is checked against the whole schema.
    """
    return {name: _portable(name, part, known) for name, part in schema.items()}


def _portable(name: str, part: Any, known: Mapping[str, Any]) -> Any:
    """Return a part of a schema; `name` is the keyword it belongs to."""
    if name in ("properties", "$defs"):
        return {
            key: {"const": known[key]}
            if name == "properties" and isinstance(known.get(key), str | int)
            else _portable("", value, known)
            for key, value in part.items()
        }
    if isinstance(part, dict):
        return {
            key: _portable(key, value, known)
            for key, value in part.items()
            if key not in ("title", "description", "default", "examples", "pattern")
        }
    if isinstance(part, list):
        return [_portable("", value, known) for value in part]
    return part


def json_text(content: str) -> str:
    """Return the JSON of what a model said: without thoughts before it and a fence around it."""
    text = _THOUGHTS.sub("", content).strip()
    fenced = _FENCE.match(text)
    return fenced[1] if fenced else text


class RemoteChat:
    """Speaks to one endpoint; the session is made with the first request."""

    def __init__(self, url: URL, model: str, api_key: str, session: SessionMaker) -> None:
        """Ask this model at this endpoint; an empty key is not sent."""
        self.url = url
        self.model = model
        self.form = Form.SCHEMA_UNTHINKING
        self._key = api_key
        self._make = session
        self._session: aiohttp.ClientSession | None = None

    async def complete(
        self, messages: Sequence[Message], name: str, schema: Mapping[str, Any], seconds: float
    ) -> Said:
        """Return what the model says, held to the schema as well as the endpoint can."""
        while True:
            form = self.form
            body = {
                "model": self.model,
                "messages": messages,
                "temperature": 0,
                "max_tokens": MOST_TOKENS,
                "stream": False,
                **_wish(form, name, schema),
            }
            try:
                return await self._post(body, seconds)
            except Refused as err:
                if form is Form.PLAIN:
                    # It was not the form: the next question begins with the strictest again.
                    self.form = Form.SCHEMA_UNTHINKING
                    raise ModelCrashed(
                        f"The model server at {self._place} refuses the question: {err}"
                    ) from None
                # Others may have moved on meanwhile.
                self.form = max(self.form, Form(form + 1))

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @property
    def _place(self) -> str:
        """Return where the endpoint is, for messages."""
        return f"{self.url.host}:{self.url.port}"

    async def _post(self, body: Mapping[str, object], seconds: float) -> Said:
        """Send a request and read its answer; every failure is a ModelError or Refused."""
        if self._session is None:
            self._session = self._make()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        try:
            async with self._session.post(
                URL(str(self.url) + _CHAT),
                data=orjson.dumps(body),
                headers=headers,
                # A redirect would carry the key elsewhere.
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=seconds, sock_connect=min(seconds, 5.0)),
            ) as response:
                content = await _read(response)
                if response.status == 200:
                    return self._said(content)
                raise self._refusal(response, content)
        except TimeoutError as err:
            raise ModelTimeout(
                f"The model server at {self._place} did not answer within {seconds:.3g} seconds."
            ) from err
        except aiohttp.ClientPayloadError as err:
            raise ModelCrashed(
                f"The model server at {self._place} broke off its answer. Ask again."
            ) from err
        except (aiohttp.ClientError, OSError) as err:
            raise ModelCrashed(
                f"The model server at {self._place} cannot be reached. Check that it runs, and the "
                "address in the options of the app."
            ) from err

    def _said(self, content: bytes) -> Said:
        """Return the words of a completion."""
        try:
            completion = _Completion.model_validate_json(content)
        except ValidationError:
            raise ModelCrashed(
                f"What answers at {self._place} is no OpenAI-compatible model server. Check the "
                "address in the options of the app."
            ) from None
        usage = completion.usage or _Usage()
        return Said(
            text=completion.choices[0].message.content or "",
            tokens_in=usage.prompt_tokens,
            tokens_out=usage.completion_tokens,
        )

    def _refusal(self, response: aiohttp.ClientResponse, content: bytes) -> ModelError | Refused:
        """Return what an answer means that is no completion."""
        status = response.status
        if status in (400, 415, 422, 501):
            return Refused(self._words(content))
        if status in (401, 403):
            return NoModel(
                f"The model server at {self._place} refuses the key ({status}). Set remote_api_key "
                "in the options of the app."
            )
        if status == 404:
            return NoModel(
                f"The model server at {self._place} knows no model {self.model!r}, or has no API at "
                f"{self.url.path}. Check remote_model and remote_url in the options of the app."
            )
        if status in (429, 503):
            wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC), 300.0)
            return ModelBusy(
                f"The model server at {self._place} is busy, or still loads its model.",
                retry_after=wait or 10.0,
            )
        return ModelCrashed(
            f"The model server at {self._place} answered {status}. Ask again later."
        )

    def _words(self, content: bytes) -> str:
        """Return what the server says of an error: short, printable, and never the key."""
        try:
            found = orjson.loads(content)
        except orjson.JSONDecodeError:
            found = content.decode("utf-8", "replace")
        while isinstance(found, dict):
            found = found.get("error") or found.get("message") or found.get("detail") or ""
        text = str(found)
        if self._key:
            text = text.replace(self._key, "***")
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """Return the body, up to the size an answer can have."""
    content = bytearray()
    async for chunk in response.content.iter_any():
        content += chunk
        if len(content) > MOST_BYTES:
            raise ModelCrashed("The model server sent an answer that is far too long.")
    return bytes(content)


def _wish(form: Form, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a request that ask for JSON of this schema."""
    strict = {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": name, "strict": True, "schema": schema},
        }
    }
    match form:
        case Form.SCHEMA_UNTHINKING:
            return strict | {"chat_template_kwargs": {"enable_thinking": False}}
        case Form.SCHEMA:
            return strict
        case Form.OBJECT_SCHEMA:
            return {"response_format": {"type": "json_object", "schema": schema}}
        case Form.OBJECT:
            return {"response_format": {"type": "json_object"}}
        case Form.PLAIN:
            return {}
