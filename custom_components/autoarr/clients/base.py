"""The one path every request to a service takes: limits, repeats, size cap, typed errors."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import aiohttp
import orjson
from yarl import URL

from . import payload
from .answers import Answer
from .endpoint import Endpoint, InvalidUrl, UrlProblem, normalise_url
from .errors import ServiceError, ServiceRateLimited
from .explain import Explainer, may_pass
from .limits import DEFAULT_LIMITS, REAL_TIME, RequestLimits, Timing, TokenBucket, backoff
from .models.decode import FieldError, JsonValue
from .service import Companion, ServiceKind

__all__ = [
    "Call",
    "Endpoint",
    "InvalidUrl",
    "Params",
    "RequestLimits",
    "ServiceClient",
    "Timing",
    "UrlProblem",
    "normalise_url",
]

type Params = Mapping[str, str | int | bool | tuple[str, ...]]
"""The query of a request; several texts are sent as that many parameters of one name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request; `timeout` in seconds, `repeatable` None means: GET only.

    `content` is a body that is JSON already; `answers` are statuses that are no refusal although they look like one.
    """

    method: str
    path: str
    params: Params = field(default_factory=dict)
    json: JsonValue = None
    content: bytes | None = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    answers: frozenset[int] = frozenset()
    timeout: float | None = None
    repeatable: bool | None = None

    @property
    def may_repeat(self) -> bool:
        """Tell whether sending it twice does no harm."""
        return self.method == "GET" if self.repeatable is None else self.repeatable


class ServiceClient:
    """Talks to one instance of a service; the session is shared and stays open."""

    kind: ClassVar[ServiceKind | Companion]

    def __init__(
        self,
        session: aiohttp.ClientSession,
        endpoint: Endpoint,
        *,
        limits: RequestLimits = DEFAULT_LIMITS,
        timing: Timing = REAL_TIME,
    ) -> None:
        """Use this session for this endpoint, within these limits."""
        self.endpoint = endpoint
        self.limits = limits
        self.explain = Explainer(kind=self.kind, endpoint=endpoint)
        self._session = session
        self._timing = timing
        self._connections = asyncio.Semaphore(limits.connections)
        self._pace = TokenBucket(limits.rate, limits.burst, timing)
        self.response_ms: int | None = None
        """How long the last answer took to begin, in milliseconds; None before the first."""

    async def _fetch[T](self, call: Call, decode: Callable[[JsonValue], T]) -> T:
        """Return the decoded answer; large ones are decoded in a thread."""
        body = await self._send(call, self._read)
        return await self._parsed(call, body, lambda: payload.decode(body, decode))

    async def _fetch_document[T](self, call: Call, decode: Callable[[JsonValue], T]) -> T:
        """Return a document of the configuration, every value as it came, ready to be written back."""
        body = await self._send(call, self._read_document)
        return await self._parsed(call, body, lambda: decode(payload.exact(body)))

    async def _parsed[T](self, call: Call, body: bytes, parse: Callable[[], T]) -> T:
        """Parse a body, a large one in a thread; what is wrong with it is one of our errors."""
        try:
            if len(body) > payload.INLINE:
                return await asyncio.to_thread(parse)
            return parse()
        except FieldError as err:
            raise self.explain.unexpected(
                call.path,
                f"sent an answer in which {err.path or 'the whole'} {err.problem}",
                missing=err.path or None,
            ) from None
        except ValueError, RecursionError, OverflowError:
            problem = "sent an answer that is not complete JSON" if body else "sent an empty answer"
            raise self.explain.unexpected(call.path, problem) from None

    async def _tell(self, call: Call) -> None:
        """Send something; only success matters."""
        await self._send(call, self._read)

    async def _tally(self, call: Call, mark: bytes, member: bytes) -> payload.Tally:
        """Count the objects of a list while it streams by, and gather the numbers that a member holds."""

        async def read(response: aiohttp.ClientResponse) -> payload.Tally:
            return await payload.tally(response, mark, member)

        try:
            return await self._send(call, read)
        except payload.NotCountable:
            raise self.explain.unexpected(
                call.path, "sent an answer that is not a complete list"
            ) from None

    async def _send[T](
        self, call: Call, read: Callable[[aiohttp.ClientResponse], Awaitable[T]]
    ) -> T:
        """Send a request, again where that is safe and promising, until the deadline."""
        key = self.endpoint.api_key
        if not (key.isascii() and key.isprintable()):
            raise self.explain.unauthorised(
                call.path, "it has characters no key has, copy it again"
            )
        timeout = call.timeout or self.limits.timeout
        give_up = self._timing.monotonic() + max(self.limits.deadline, timeout)
        attempt = 0
        while True:
            left = give_up - self._timing.monotonic()
            try:
                return await self._attempt(call, read, min(timeout, left))
            except ServiceError as err:
                pause = self._pause(call, err, attempt)
                if pause is None:
                    raise
                if isinstance(err, ServiceRateLimited):
                    give_up += pause
                elif self._timing.monotonic() + pause + timeout / 2 > give_up:
                    raise
            attempt += 1
            await self._timing.sleep(pause)

    def _pause(self, call: Call, err: ServiceError, attempt: int) -> float | None:
        """Return the seconds to wait before asking again, None when asking again is wrong or hopeless."""
        if not call.may_repeat or attempt >= self.limits.retries or not may_pass(err):
            return None
        if isinstance(err, ServiceRateLimited) and err.retry_after is not None:
            return err.retry_after if err.retry_after <= self.limits.retry_after_cap else None
        return backoff(attempt, self.limits, self._timing.random())

    async def _attempt[T](
        self, call: Call, read: Callable[[aiohttp.ClientResponse], Awaitable[T]], seconds: float
    ) -> T:
        """Send a request once; every failure is one of our errors."""
        async with self._connections:
            await self._pace.take()
            try:
                return await self._exchange(call, read, seconds)
            except payload.Markup as page:
                raise self.explain.page(call.path, page.answer) from None
            except payload.TooLarge as err:
                raise self.explain.unexpected(
                    call.path, f"sent an answer of more than {err.most // 1024**2} MB"
                ) from None
            except aiohttp.ConnectionTimeoutError as err:
                waited = min(seconds, self.limits.connect_timeout)
                raise self.explain.timeout(call.path, waited) from err
            except TimeoutError as err:
                raise self.explain.timeout(call.path, seconds) from err
            except (aiohttp.ClientError, OSError, ValueError) as err:
                raise self.explain.failed(call.path, err) from err

    async def _exchange[T](
        self, call: Call, read: Callable[[aiohttp.ClientResponse], Awaitable[T]], seconds: float
    ) -> T:
        """Send one request within `seconds` and hand its answer to `read`."""
        headers = {"Accept": "application/json", **self._headers()}
        data: bytes | Mapping[str, str] | None = call.form
        content = orjson.dumps(call.json) if call.json is not None else call.content
        if content is not None:
            headers["Content-Type"] = "application/json"
            data = content
        asked = self._timing.monotonic()
        async with self._session.request(
            call.method,
            URL(self.endpoint.url + call.path),
            params={name: _parameter(value) for name, value in call.params.items()},
            data=data,
            headers=headers,
            allow_redirects=False,
            ssl=self.endpoint.verify_ssl,
            timeout=aiohttp.ClientTimeout(
                total=seconds, sock_connect=min(seconds, self.limits.connect_timeout)
            ),
        ) as response:
            self.response_ms = round((self._timing.monotonic() - asked) * 1000)
            if response.status < 300 or response.status in call.answers:
                return await read(response)
            body = await payload.read_head(response)
            answer = Answer(status=response.status, headers=response.headers, body=body)
            raise self._refusal(call, answer)

    async def _read(self, response: aiohttp.ClientResponse) -> bytes:
        """Return the body of an answer, up to the size that is allowed."""
        return await payload.read(response, self.limits.max_bytes)

    async def _read_document(self, response: aiohttp.ClientResponse) -> bytes:
        """Return the body of a document, up to the size that is allowed."""
        return await payload.read(response, self.limits.max_document)

    def _refusal(self, call: Call, answer: Answer) -> ServiceError:
        """Say what an answer with a status of 300 or more means."""
        return self.explain.refused(call.path, answer, self._timing.now())

    def _headers(self) -> Mapping[str, str]:
        """Return what proves who we are; SABnzbd has its key in the form instead."""
        return {}


def _parameter(value: str | int | bool | tuple[str, ...]) -> str | tuple[str, ...]:
    """Return a query value as the services write it."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
