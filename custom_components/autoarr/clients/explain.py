"""Turns what went wrong with a request into one of our errors, in a sentence without secrets. Pure."""

from dataclasses import dataclass
from datetime import datetime
import errno

import aiohttp
from yarl import URL

from .answers import SERVARR_FAMILY, Answer, clean, is_markup, own_words, recognise, redirect
from .endpoint import Endpoint
from .errors import (
    ServiceError,
    ServiceLoginPage,
    ServiceNotFound,
    ServiceRateLimited,
    ServiceRejected,
    ServiceServerError,
    ServiceTimeout,
    ServiceTlsError,
    ServiceUnauthorised,
    ServiceUnexpectedAnswer,
    ServiceUnreachable,
    WrongService,
)
from .limits import retry_after
from .service import Companion, ServiceKind

_UNAUTHORISED = 401
_FORBIDDEN = 403
_NOT_FOUND = 404
_TOO_MANY = 429
_UNAVAILABLE = 503
_SERVARR = frozenset({ServiceKind.RADARR, ServiceKind.SONARR})
_WITH_TOKEN = frozenset({ServiceKind.PLEX, Companion.APP})
_NO_ROUTE = frozenset({errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Explainer:
    """Knows which service is asked and where, and words every failure."""

    kind: ServiceKind | Companion
    endpoint: Endpoint

    def refused(self, path: str, answer: Answer, now: datetime) -> ServiceError:
        """Explain an answer with a status of 300 or more."""
        status = answer.status
        if status < 400:
            return self._redirected(path, answer)
        if (other := self._other(answer)) is not None:
            return self.wrong_service(path, other)
        if status in {_UNAUTHORISED, _FORBIDDEN}:
            return self.unauthorised(path)
        pause = retry_after(answer.headers.get("Retry-After"), now)
        if status == _TOO_MANY or (status == _UNAVAILABLE and pause is not None):
            return self._rate_limited(path, pause)
        if status >= 500:
            return self._broken(path, answer)
        if is_markup(answer.body):
            return self.wrong_service(path, "a web server without that API")
        message, fields = own_words(answer.body)
        message = self.clean(message)
        if status == _NOT_FOUND:
            return ServiceNotFound(
                f"{self._label} does not know what was asked for ({message or 'not found'}).",
                service=self._label,
                endpoint=path,
            )
        return self.rejected(
            path,
            status,
            message,
            tuple((self.clean(name), self.clean(text)) for name, text in fields),
        )

    def page(self, path: str, answer: Answer) -> ServiceError:
        """Explain a web page or XML where JSON was expected."""
        if (other := self._other(answer)) is not None:
            return self.wrong_service(path, other)
        if answer.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
            return self.unexpected(path, "answered with XML instead of JSON")
        return ServiceLoginPage(
            f"A web page answers at {self.endpoint.url} instead of the API of {self._label}: "
            "check port and base path, and that no login page stands in front of it.",
            service=self._label,
            endpoint=path,
        )

    def failed(self, path: str, err: Exception) -> ServiceError:
        """Explain an exception of aiohttp or the operating system, without its own text."""
        if isinstance(err, aiohttp.ClientConnectorCertificateError):
            return self._tls(path, "its certificate is not trusted")
        if isinstance(err, aiohttp.ClientSSLError):
            return self._tls(
                path, "there is no working TLS; perhaps the address starts with http://"
            )
        if isinstance(err, aiohttp.ClientPayloadError):
            return self.unexpected(path, "broke off in the middle of its answer")
        if isinstance(err, (aiohttp.ClientResponseError, aiohttp.InvalidURL)) or not isinstance(
            err, (aiohttp.ClientError, OSError)
        ):
            return self.unexpected(path, "does not speak proper HTTP there")
        return ServiceUnreachable(
            f"{self._label} cannot be reached at {self.endpoint.url}: {_connection_problem(err)}.",
            service=self._label,
            endpoint=path,
        )

    def timeout(self, path: str, seconds: float) -> ServiceTimeout:
        """Explain that no answer came in time."""
        return ServiceTimeout(
            f"{self._label} at {self.endpoint.url} did not answer within {seconds:.3g} seconds.",
            service=self._label,
            endpoint=path,
        )

    def unauthorised(
        self, path: str, hint: str = "check it in the service's settings"
    ) -> ServiceUnauthorised:
        """Explain a key or token that is refused."""
        name = "token" if self.kind in _WITH_TOKEN else "API key"
        return ServiceUnauthorised(
            f"{self._label} at {self.endpoint.url} refuses the {name}; {hint}.",
            service=self._label,
            endpoint=path,
        )

    def rejected(
        self, path: str, status: int, message: str, fields: tuple[tuple[str, str], ...] = ()
    ) -> ServiceRejected:
        """Explain a refusal in the service's own (cleaned) words."""
        return ServiceRejected(
            f"{self._label} refused: {message or f'status {status}, without a reason'}",
            service=self._label,
            endpoint=path,
            message=message,
            status=status,
            fields=fields,
        )

    def unexpected(
        self, path: str, problem: str, missing: str | None = None
    ) -> ServiceUnexpectedAnswer:
        """Explain an answer that is not what the API promises."""
        return ServiceUnexpectedAnswer(
            f"{self._label} at {self.endpoint.url} {problem}; it was asked for {path}.",
            service=self._label,
            endpoint=path,
            missing=missing,
        )

    def wrong_service(self, path: str, found: str) -> WrongService:
        """Explain that another application answers; nothing found = unknown which."""
        name = self.clean(found) or "another application"
        return WrongService(
            f"Expected {self._label} at {self.endpoint.url}, but {name} answers there: check host, port and base path.",
            service=self._label,
            endpoint=path,
            expected=self._label,
            found=name,
        )

    def clean(self, text: str) -> str:
        """Return a text of the service as one short line without our key."""
        return clean(text, self.endpoint.api_key)

    @property
    def _label(self) -> str:
        """The name of the service that was expected."""
        return self.kind.label

    def _other(self, answer: Answer) -> str | None:
        """Name another application that answered; None when it may be the right one."""
        found = recognise(answer)
        if found is None or found == self._label:
            return None
        return None if found == SERVARR_FAMILY and self.kind in _SERVARR else found

    def _redirected(self, path: str, answer: Answer) -> ServiceError:
        """Explain an answer that sends us elsewhere."""
        found = redirect(URL(self.endpoint.url + path), path, answer.headers.get("Location"))
        if found is None:
            return self.unexpected(path, f"redirects to nowhere (status {answer.status})")
        if found.login:
            return ServiceLoginPage(
                f"A login page answers at {self.endpoint.url} instead of the API of {self._label} "
                f"(it sends us to {self.clean(found.target)}).",
                service=self._label,
                endpoint=path,
            )
        if found.address is not None:
            return self.unexpected(path, f"has moved: use the address {self.clean(found.address)}")
        return self.unexpected(
            path, f"sends us to {self.clean(found.target)}: use the address its API answers at"
        )

    def busy(self, path: str, pause: float, message: str) -> ServiceRateLimited:
        """Explain an answer that puts us off for so many seconds, in the service's own (cleaned) words."""
        return ServiceRateLimited(
            f"{self._label} at {self.endpoint.url} asks to wait {pause:.0f} seconds: {message}",
            service=self._label,
            endpoint=path,
            retry_after=pause,
        )

    def _rate_limited(self, path: str, pause: float | None) -> ServiceRateLimited:
        """Explain an answer that asks us to slow down; `pause` is in seconds."""
        again = "" if pause is None else f" and can be asked again in {pause:.0f} seconds"
        return ServiceRateLimited(
            f"{self._label} at {self.endpoint.url} is asked too often{again}.",
            service=self._label,
            endpoint=path,
            retry_after=pause,
        )

    def _broken(self, path: str, answer: Answer) -> ServiceServerError:
        """Explain an error on the service's own side."""
        message = self.clean(own_words(answer.body)[0])
        return ServiceServerError(
            f"{self._label} at {self.endpoint.url} failed with status {answer.status}"
            f"{f': {message}' if message else '.'}",
            service=self._label,
            endpoint=path,
            status=answer.status,
        )

    def _tls(self, path: str, problem: str) -> ServiceTlsError:
        """Explain a failed encrypted connection."""
        return ServiceTlsError(
            f"{self._label} cannot be reached securely at {self.endpoint.url}: {problem}.",
            service=self._label,
            endpoint=path,
        )


def may_pass(err: ServiceError) -> bool:
    """Tell whether the same request may succeed a moment later."""
    if isinstance(err, ServiceTlsError):
        return False
    if isinstance(err, (ServiceUnreachable, ServiceServerError, ServiceRateLimited)):
        return True
    return isinstance(err.__cause__, aiohttp.ClientPayloadError)


def _connection_problem(err: Exception) -> str:
    """Say in plain words why a connection failed."""
    if isinstance(err, aiohttp.ClientConnectorDNSError):
        return "the host name is not known"
    number = getattr(err, "errno", None)
    if number == errno.ECONNREFUSED:
        return "nothing listens there, the connection was refused"
    if number in _NO_ROUTE:
        return "there is no way to that host"
    if isinstance(err, (aiohttp.ServerDisconnectedError, ConnectionResetError)):
        return "it closed the connection without an answer"
    return "the connection failed"
