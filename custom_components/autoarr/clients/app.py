"""The companion app: the history it keeps and the model it hosts. Its token travels in a header."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar, Final, override
from urllib.parse import quote

import aiohttp

from .answers import Answer, own_words, problem_name, recognise
from .base import Call, Params, ServiceClient
from .errors import AppIncompatible, ServiceError, ServiceUnexpectedAnswer
from .limits import retry_after
from .models.app import ActivityReceipt, AppInfo, AppOffer, CatalogModel, Stored
from .models.app_activity import ActivityPage, ActivityStats
from .models.app_answers import (
    CLASSIFY_DEADLINE_MS,
    EXPLAIN_DEADLINE_MS,
    Answered,
    Explained,
    Finding,
    ParseQuestion,
    Spoken,
    answered,
    cause_of,
    explain_body,
)
from .models.decode import JsonObject, JsonValue, as_object, children
from .negotiation import SPOKEN, Outdated, negotiate
from .service import Companion

_API: Final = "/api/v1"
_STORE_TIMEOUT: Final = 30.0
"""Seconds for a batch: the disk of a small machine may be slow."""
_EXPORT_TIMEOUT: Final = 3_600.0
"""Seconds for a whole history, which a slow reader may draw out."""
_SILENCE: Final = 75.0
"""The app pings every 30 s; a connection on which two pings are missing is dead."""
_MOST_PUSH: Final = 1024 * 1024
_GRACE: Final = 2.0
"""Seconds an answer may be on its way after the model's own deadline."""
_ANSWERED_BY_ALL: Final = frozenset({429, 500, 501, 502, 503, 504})
"""What a proxy in front of the app says in its place."""
_TOO_LARGE: Final = 413
_OFFERED: Final = frozenset({"version", "protocol"})


class AppClient(ServiceClient):
    """Talks to the companion app; the `api_key` of its endpoint is the bearer token."""

    kind: ClassVar = Companion.APP

    async def info(self) -> AppInfo:
        """Return versions, model and history when it is our app, takes the token and speaks our protocol.

        Raises WrongService for anything else that answers, AppIncompatible without a version in common.
        """
        call = Call(method="GET", path=f"{_API}/info")
        try:
            return await self._fetch(call, self._info)
        except ServiceUnexpectedAnswer as err:
            if err.missing is None or err.missing.split(".")[0] not in _OFFERED:
                raise
            raise self.explain.wrong_service(err.endpoint, "") from err

    # ── history ──

    async def add_activity(self, events: Sequence[JsonObject]) -> ActivityReceipt:
        """Have events kept: all are on its disk when this returns; sending one twice is harmless.

        Raises ServiceRejected with the JSON pointers of what is wrong; then none was kept.
        """
        return await self._store("POST", "activity", "events", events, ActivityReceipt.from_json)

    async def activity(self, wanted: Params) -> ActivityPage:
        """Return a page of what happened, the newest first."""
        return await self._fetch(
            Call(method="GET", path=f"{_API}/activity", params=wanted),
            lambda value: ActivityPage.from_json(as_object(value)),
        )

    async def activity_stats(self, span: Params) -> ActivityStats:
        """Return how recovery went."""
        call = Call(
            method="GET",
            path=f"{_API}/activity/stats",
            params=span,
            timeout=self.limits.slow_timeout,
        )
        return await self._fetch(call, lambda value: ActivityStats.from_json(as_object(value)))

    async def export_activity(
        self, wanted: Params, write: Callable[[bytes], Awaitable[None]]
    ) -> None:
        """Hand everything of a filter to `write`, as lines of JSON and piece by piece, the newest first.

        What it raises after the first piece means that the rest is missing.
        """

        async def read(response: aiohttp.ClientResponse) -> None:
            async for piece in response.content.iter_any():
                await write(piece)

        call = Call(
            method="GET",
            path=f"{_API}/activity/export",
            params=wanted,
            timeout=_EXPORT_TIMEOUT,
            repeatable=False,
        )
        await self._send(call, read)

    async def put_requests(self, records: Sequence[JsonObject]) -> Stored:
        """Have the latest state of requests kept."""
        return await self._store("PUT", "requests", "items", records, Stored.from_json)

    async def put_failures(self, records: Sequence[JsonObject]) -> Stored:
        """Have the latest state of failed downloads kept."""
        return await self._store("PUT", "failures", "items", records, Stored.from_json)

    async def put_snapshots(self, records: Sequence[JsonObject]) -> Stored:
        """Have configurations kept; one that is there stays as it is."""
        return await self._store("PUT", "snapshots", "items", records, Stored.from_json)

    # ── model ──

    async def parse(self, question: ParseQuestion) -> Answered[Spoken]:
        """Ask what a sentence wants."""
        decode = answered(Spoken.from_json)
        return await self._ask("requests/parse", question.as_json(), question.deadline_ms, decode)

    async def parse_batch(self, questions: Sequence[ParseQuestion]) -> tuple[Answered[Spoken], ...]:
        """Ask about several sentences at once, which is cheaper; the answers are in their order."""
        return await self._ask(
            "requests/parse/batch",
            {"questions": [question.as_json() for question in questions]},
            sum(question.deadline_ms for question in questions),
            lambda raw: children(raw, "answers", answered(Spoken.from_json)),
        )

    async def classify(
        self,
        message: str,
        *,
        service: str = "sabnzbd",
        version: str = "",
        stage: str = "",
        deadline_ms: int = CLASSIFY_DEADLINE_MS,
    ) -> Answered[str]:
        """Ask which cause a message of a service speaks of."""
        body: JsonObject = {
            "message": message,
            "service": service,
            "version": version,
            "stage": stage,
            "deadline_ms": deadline_ms,
        }
        return await self._ask("failures/classify", body, deadline_ms, answered(cause_of))

    async def explain_findings(
        self,
        findings: Sequence[Finding],
        *,
        language: str = "en",
        deadline_ms: int = EXPLAIN_DEADLINE_MS,
    ) -> Answered[Explained]:
        """Ask for plain words about findings, and the order to do them in."""
        body = explain_body(findings, language, deadline_ms)
        return await self._ask("audit/explain", body, deadline_ms, answered(Explained.from_json))

    # ── models ──

    async def models(self) -> tuple[CatalogModel, ...]:
        """Return every model that can be used."""
        return await self._fetch(
            Call(method="GET", path=f"{_API}/models"),
            lambda value: children(as_object(value), "items", CatalogModel.from_json),
        )

    async def download_model(self, model: str, *, accept_licence: bool) -> None:
        """Begin a download; `accept_licence` says that a person read the licence and agrees."""
        await self._tell(
            Call(
                method="POST",
                path=f"{_model(model)}/download",
                json={"accept_licence": accept_licence},
            )
        )

    async def activate_model(self, model: str) -> None:
        """Use another model from now on."""
        await self._tell(Call(method="POST", path=f"{_model(model)}/activate"))

    async def delete_model(self, model: str) -> None:
        """Delete a model's file."""
        await self._tell(Call(method="DELETE", path=_model(model)))

    async def connect(self) -> aiohttp.ClientWebSocketResponse:
        """Open the connection over which it pushes what happens; raises what aiohttp raises."""
        return await self._session.ws_connect(
            f"{self.endpoint.url}{_API}/ws",
            headers=self._headers(),
            ssl=self.endpoint.verify_ssl,
            timeout=aiohttp.ClientWSTimeout(ws_receive=_SILENCE),
            max_msg_size=_MOST_PUSH,
        )

    # ── how ──

    async def _store[T](
        self,
        method: str,
        resource: str,
        name: str,
        records: Sequence[JsonObject],
        decode: Callable[[JsonObject], T],
    ) -> T:
        """Send records once: who sends them keeps them, and knows better when to try again."""
        call = Call(
            method=method,
            path=f"{_API}/{resource}",
            json={name: list(records)},
            timeout=_STORE_TIMEOUT,
            repeatable=False,
        )
        return await self._fetch(call, lambda value: decode(as_object(value)))

    async def _ask[T](
        self, what: str, body: JsonObject, deadline_ms: int, decode: Callable[[JsonObject], T]
    ) -> T:
        """Ask the model once, within its deadline."""
        call = Call(
            method="POST",
            path=f"{_API}/{what}",
            json=body,
            timeout=deadline_ms / 1000 + _GRACE,
            repeatable=False,
        )
        return await self._fetch(call, lambda value: decode(as_object(value)))

    def _info(self, value: JsonValue) -> AppInfo:
        """Decode what the app says of itself, if it speaks our protocol at all."""
        raw = as_object(value)
        offer = AppOffer.from_json(raw)
        outdated = negotiate(SPOKEN, offer.protocol)
        if isinstance(outdated, Outdated):
            version = self.explain.clean(offer.version)
            raise AppIncompatible(
                f"{self.kind.label} {version} speaks versions {offer.protocol.min} to "
                f"{offer.protocol.max} of the protocol, this integration {SPOKEN.min} to "
                f"{SPOKEN.max}: update the {outdated}.",
                service=self.kind.label,
                endpoint=f"{_API}/info",
                outdated=outdated,
                version=version,
            )
        return AppInfo.from_json(raw)

    @override
    def _refusal(self, call: Call, answer: Answer) -> ServiceError:
        """Tell our app's own refusals, which say what is wrong, from those of whoever else listens there."""
        if answer.status == _TOO_LARGE:
            return self.explain.rejected(call.path, answer.status, "the message is too large")
        if problem_name(answer.body) is None:
            if answer.status < 400 or answer.status in _ANSWERED_BY_ALL:
                return super()._refusal(call, answer)
            return self.explain.wrong_service(call.path, recognise(answer) or "")
        message, fields = own_words(answer.body)
        message = self.explain.clean(message)
        pause = retry_after(answer.headers.get("Retry-After"), self._timing.now())
        if pause is not None and answer.status in _ANSWERED_BY_ALL:
            return self.explain.busy(call.path, pause, message)
        if answer.status in {403, 409, 422}:
            return self.explain.rejected(
                call.path,
                answer.status,
                message,
                tuple((self.explain.clean(at), self.explain.clean(text)) for at, text in fields),
            )
        if answer.status == 401:
            return self.explain.unauthorised(call.path, "enter the one that the app shows")
        return super()._refusal(call, answer)

    @override
    def _headers(self) -> Mapping[str, str]:
        """Return what proves who we are."""
        return {"Authorization": f"Bearer {self.endpoint.api_key}"}


def _model(model: str) -> str:
    """Return the path of a model."""
    return f"{_API}/models/{quote(model, safe='')}"
