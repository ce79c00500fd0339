"""The companion app as the integration meets it: its protocol with state, and every way to misbehave.

Bodies are judged by the protocol's own models. The real server has tests of its own; this one is for
what a real one does not do on demand.
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Any, override

from aiohttp import web
from pydantic import BaseModel, ValidationError

from autoarr_app.protocol.activity import ActivityBatch, ActivityReceipt
from autoarr_app.protocol.common import Problem, ProblemPart, Stored
from autoarr_app.protocol.questions import (
    Cause,
    Classification,
    ClassifyAnswer,
    ClassifyQuestion,
    ExplainAnswer,
    Explained,
    ExplainQuestion,
    Explanation,
    Intent,
    MediaType,
    ParseAnswer,
    ParseAnswers,
    ParseBatch,
    ParsedItem,
    ParsedRequest,
    ParseQuestion,
)
from autoarr_app.protocol.records import FailuresPut, RequestsPut, SnapshotsPut
from autoarr_app.protocol.state import (
    ActivityPush,
    CatalogModel,
    CatalogPage,
    DownloadOrder,
    DownloadProgress,
    DownloadPush,
    EngineKind,
    HistoryState,
    Info,
    Licence,
    Machine,
    ModelPush,
    ModelState,
    ModelStatus,
    ProtocolRange,
)

from .http import FakeService

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

API = "/api/v1"
MODEL = "qwen2.5-0.5b-instruct-q4_k_m"


class FakeApp(FakeService):
    """An app that keeps what it is sent in memory; `api_key` is its token."""

    label = "AutoArr app"

    def __init__(self, **how: Any) -> None:
        """Prepare an app with an empty history."""
        super().__init__(**how)
        self.instance_id = "0123456789abcdef"
        self.version = "0.1.0"
        self.started = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
        self.protocol = ProtocolRange(min=1, max=1)
        self.history = HistoryState(healthy=True, rows=0, bytes=40_960)
        self.model = ModelState(engine=EngineKind.LLAMA, model=MODEL, status=ModelStatus.READY)
        self.events: dict[str, dict[str, Any]] = {}
        self.records: dict[str, dict[str, dict[str, Any]]] = {
            "requests": {},
            "failures": {},
            "snapshots": {},
        }
        self.reads: list[str] | None = None
        """The titles its model reads in every sentence; None: the sentence itself."""
        self.guesses = Cause.DISK_FULL
        """The cause its model finds in every message."""
        self.done: list[str] = []
        """What was asked of the models."""
        self.sockets: set[web.WebSocketResponse] = set()
        """Who listens to what it pushes."""
        self.download: DownloadProgress | None = None
        """How far the download of its model is."""

    @override
    async def on_stop(self) -> None:
        """Part from whoever listens."""
        await self.hang_up()

    async def hang_up(self) -> None:
        """Close every connection."""
        for socket in tuple(self.sockets):
            await socket.close()

    async def push(self, message: ActivityPush | ModelPush | DownloadPush | str) -> None:
        """Tell everybody who listens something."""
        text = message if isinstance(message, str) else message.model_dump_json()
        for socket in tuple(self.sockets):
            await socket.send_str(text)

    @override
    def routes(self) -> Iterable[web.RouteDef]:
        """Return the handlers."""
        return (
            web.get(f"{API}/info", self._info),
            web.post(f"{API}/activity", self._activity),
            web.put(f"{API}/requests", self._put(RequestsPut, "requests", lambda r: r["id"])),
            web.put(f"{API}/failures", self._put(FailuresPut, "failures", lambda r: r["chain"][0])),
            web.put(f"{API}/snapshots", self._put(SnapshotsPut, "snapshots", lambda r: r["id"])),
            web.post(f"{API}/requests/parse", self._parse),
            web.post(f"{API}/requests/parse/batch", self._parse_batch),
            web.post(f"{API}/failures/classify", self._classify),
            web.post(f"{API}/audit/explain", self._explain),
            web.get(f"{API}/ws", self._live),
            web.get(f"{API}/models", self._models),
            web.post(f"{API}/models/{{id}}/download", self._download),
            web.post(f"{API}/models/{{id}}/activate", self._on_model("activate")),
            web.delete(f"{API}/models/{{id}}", self._on_model("delete")),
        )

    @override
    async def guard(self, request: web.Request) -> web.StreamResponse | None:
        """Let nobody in without the token."""
        if request.headers.get("Authorization") == f"Bearer {self.api_key}":
            return None
        return self.unauthorised(request)

    @override
    def unauthorised(self, request: web.Request) -> web.StreamResponse:
        """Answer a wrong token."""
        return problem("unauthorized", 401, "The token is missing or wrong.")

    @override
    def server_error(self, request: web.Request, status: int) -> web.StreamResponse:
        """Answer as an app that breaks."""
        return problem("internal-error", status, "Something broke; the log says what.")

    @override
    def rate_limited(self, request: web.Request, headers: Any) -> web.StreamResponse:
        """Answer as a busy app."""
        return problem("overloaded", 503, "The app is busy.", headers=headers)

    async def _info(self, request: web.Request) -> web.StreamResponse:
        """Say who it is."""
        return _answer(
            Info(
                version=self.version,
                protocol=self.protocol,
                instance_id=self.instance_id,
                started=self.started.isoformat(),
                model=self.model,
                history=self.history,
                machine=Machine(
                    memory_bytes=8 * 10**9,
                    available_bytes=4 * 10**9,
                    processors=4,
                    architecture="x86_64",
                    features=["avx2"],
                ),
            )
        )

    async def _activity(self, request: web.Request) -> web.StreamResponse:
        """Keep events, all or none."""
        batch = await _body(request, ActivityBatch)
        if isinstance(batch, web.Response):
            return batch
        fresh = {e.id: e.model_dump(mode="json") for e in batch.events if e.id not in self.events}
        self.events |= fresh
        return _answer(
            ActivityReceipt(accepted=len(fresh), duplicates=len(batch.events) - len(fresh))
        )

    def _put(
        self, model: type[BaseModel], name: str, key: Callable[[dict[str, Any]], str]
    ) -> Handler:
        """Return a handler that keeps the newest state of records."""

        async def put(request: web.Request) -> web.StreamResponse:
            body = await _body(request, model)
            if isinstance(body, web.Response):
                return body
            records = body.model_dump(mode="json")["items"]
            known = self.records[name]
            changed = [record for record in records if known.get(key(record)) != record]
            known |= {key(record): record for record in changed}
            return _answer(Stored(stored=len(changed), unchanged=len(records) - len(changed)))

        return put

    async def _parse(self, request: web.Request) -> web.StreamResponse:
        """Understand any sentence as a film of that title."""
        question = await _body(request, ParseQuestion)
        if isinstance(question, web.Response):
            return question
        return _answer(_understood(question, self.reads))

    async def _parse_batch(self, request: web.Request) -> web.StreamResponse:
        """Understand several."""
        batch = await _body(request, ParseBatch)
        if isinstance(batch, web.Response):
            return batch
        return _answer(ParseAnswers(answers=[_understood(one) for one in batch.questions]))

    async def _classify(self, request: web.Request) -> web.StreamResponse:
        """Find the same cause in every message."""
        question = await _body(request, ClassifyQuestion)
        if isinstance(question, web.Response):
            return question
        result = Classification(cause=self.guesses)
        return _answer(ClassifyAnswer(model=MODEL, took_ms=800.0, cached=False, result=result))

    async def _explain(self, request: web.Request) -> web.StreamResponse:
        """Explain findings by their titles, the last one first."""
        question = await _body(request, ExplainQuestion)
        if isinstance(question, web.Response):
            return question
        words = [Explanation(id=f.id, text=f"Because {f.title}.") for f in question.findings]
        result = Explained(explanations=words, order=[f.id for f in reversed(question.findings)])
        return _answer(ExplainAnswer(model=MODEL, took_ms=2_000.0, cached=True, result=result))

    async def _live(self, request: web.Request) -> web.StreamResponse:
        """Push what happens, and first how the model is."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str(ModelPush(state=self.model).model_dump_json())
        self.sockets.add(socket)
        # A connection that stays open is no request that is being answered.
        self.in_flight -= 1
        try:
            async for _ in socket:
                pass
        finally:
            self.in_flight += 1
            self.sockets.discard(socket)
        return socket

    async def _models(self, request: web.Request) -> web.StreamResponse:
        """List the one model there is."""
        licence = Licence(
            id="apache-2.0", name="Apache 2.0", url="https://example.org/l", commercial_use=True
        )
        model = CatalogModel(
            id=MODEL,
            name="Qwen2.5 0.5B",
            parameters="0.5B",
            quantisation="Q4_K_M",
            size_bytes=398_000_000,
            memory_bytes=700_000_000,
            sha256="",
            licence=licence,
            source_url="https://example.org/m",
            fits=True,
            recommended=True,
            downloaded=False,
            active=False,
            download=self.download,
        )
        return _answer(CatalogPage(items=[model]))

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Begin a download, once the licence is accepted."""
        order = await _body(request, DownloadOrder)
        if isinstance(order, web.Response):
            return order
        if not order.accept_licence:
            return problem("licence-not-accepted", 409, "Accept the licence first.")
        return await self._on_model("download")(request)

    def _on_model(self, what: str) -> Handler:
        """Return a handler that does something with the model."""

        async def do(request: web.Request) -> web.StreamResponse:
            if request.match_info["id"] != MODEL:
                return problem("unknown-model", 404, "There is no such model.")
            self.done.append(what)
            return web.Response(status=202 if what == "download" else 204)

        return do


def problem(
    name: str,
    status: int,
    detail: str,
    *,
    errors: list[ProblemPart] | None = None,
    headers: Any = None,
) -> web.Response:
    """Return an error as RFC 9457 describes it."""
    document = Problem(
        type=f"urn:autoarr:problem:{name}",
        title=name,
        status=status,
        detail=detail,
        request_id="r1",
        errors=errors,
    )
    return web.Response(
        body=document.model_dump_json(exclude_none=True).encode(),
        status=status,
        content_type="application/problem+json",
        headers=headers,
    )


def _answer(model: BaseModel) -> web.Response:
    """Return a message of the protocol."""
    return web.Response(body=model.model_dump_json().encode(), content_type="application/json")


async def _body[M: BaseModel](request: web.Request, model: type[M]) -> M | web.Response:
    """Return the body, or what is answered when it breaks the rules of the protocol."""
    try:
        return model.model_validate_json(await request.read() or b"{}", strict=True)
    except ValidationError as err:
        parts = [
            ProblemPart(
                where="body",
                pointer="".join(f"/{part}" for part in error["loc"]),
                detail=error["msg"],
            )
            for error in err.errors()[:50]
        ]
        detail = f"In the body, {parts[0].pointer}: {parts[0].detail}."
        return problem("invalid-input", 422, detail, errors=parts)


def _understood(question: ParseQuestion, titles: list[str] | None = None) -> ParseAnswer:
    """Return what the fake makes of a sentence."""
    item = ParsedItem(
        media_type=MediaType.MOVIE,
        titles=titles or [question.text[:100]],
        year=question.known.year,
        seasons=[],
        episodes=[],
        quality=question.known.quality,
        latest=False,
        all_seasons=False,
    )
    result = ParsedRequest(text=question.text, intent=Intent.ADD, items=[item], confidence=0.7)
    return ParseAnswer(model=MODEL, took_ms=1_200.0, cached=False, result=result)
