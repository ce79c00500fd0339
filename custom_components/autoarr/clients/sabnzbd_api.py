"""How a SABnzbd (4.x and 5.x) is spoken to. Every call is a POST of form fields, so that the key is in no address."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Final, override

from .answers import Answer, own_words
from .base import Call, ServiceClient
from .errors import ServiceError, ServiceNotFound
from .models.decode import JsonObject, JsonValue, as_object, child, text_or
from .service import ServiceKind

PATH: Final = "/api"
FORBIDDEN: Final = 403


class SabnzbdApi(ServiceClient):
    """Calls the modes of the API and knows how it refuses."""

    kind: ClassVar = ServiceKind.SABNZBD

    @override
    def _refusal(self, call: Call, answer: Answer) -> ServiceError:
        """Tell a refused key from a refused host name or network; both come as 403 with a line of text."""
        words = self.explain.clean(own_words(answer.body)[0])
        if answer.status != FORBIDDEN or not words:
            return super()._refusal(call, answer)
        if words.startswith("API Key"):
            return self.explain.unauthorised(
                PATH, "enter the API key (not the NZB key) of SABnzbd's general settings"
            )
        return self.explain.rejected(PATH, answer.status, words)

    async def _read_mode[T](self, mode: str, decode: Callable[[JsonObject], T], **fields: str) -> T:
        """Ask for something: safe to repeat."""
        return await self._fetch(self._call(mode, fields, repeatable=True), self._checked(decode))

    async def _do(self, mode: str, **fields: str) -> JsonObject:
        """Let SABnzbd do something, once."""
        return await self._fetch(self._call(mode, fields), self._checked(lambda raw: raw))

    def _call(
        self,
        mode: str,
        fields: Mapping[str, str],
        *,
        repeatable: bool = False,
        timeout: float | None = None,
    ) -> Call:
        """Describe a call of one mode; the key goes with it."""
        key = {"apikey": self.endpoint.api_key, "output": "json"}
        return Call(
            method="POST",
            path=PATH,
            form={"mode": mode, **fields, **key},
            repeatable=repeatable,
            timeout=timeout,
        )

    def _checked[T](self, decode: Callable[[JsonObject], T]) -> Callable[[JsonValue], T]:
        """Raise what SABnzbd calls an error although its HTTP status is 200."""

        def check(value: JsonValue) -> T:
            raw = as_object(value)
            if raw.get("status") is False and "error" in raw:
                message = self.explain.clean(text_or(raw, "error"))
                if message == "item does not exist":
                    raise self._no_job("")
                if message == "not implemented":
                    raise self.explain.unexpected(PATH, "does not know this call of its API")
                raise self.explain.rejected(PATH, 200, message)
            return decode(raw)

        return check

    def _no_job(self, nzo_id: str) -> ServiceNotFound:
        """Return the error about a job that is not there."""
        return ServiceNotFound(
            f"SABnzbd has no such job{f' ({self.explain.clean(nzo_id)})' if nzo_id else ''}.",
            service=self.kind.label,
            endpoint=PATH,
        )


def below[T](name: str, decode: Callable[[JsonObject], T]) -> Callable[[JsonObject], T]:
    """Return a decoder of what lies under a name."""
    return lambda raw: child(raw, name, decode)
