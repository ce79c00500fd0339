"""Everything that can go wrong between us and a service, as types."""

from .negotiation import Outdated


class ServiceError(Exception):
    """A call to a service failed; the text is a sentence for a person and holds no secret."""

    def __init__(self, text: str, *, service: str, endpoint: str) -> None:
        """Remember which service failed at which endpoint (a path without query)."""
        super().__init__(text)
        self.service = service
        self.endpoint = endpoint


class ServiceUnreachable(ServiceError):
    """No connection: unknown host name, refused, reset, or closed without an answer."""


class ServiceTlsError(ServiceUnreachable):
    """The encrypted connection failed: a certificate that is not trusted, or no TLS on that port."""


class ServiceTimeout(ServiceUnreachable):
    """The service did not answer in time."""


class ServiceUnauthorised(ServiceError):
    """The service refuses the key or token."""


class ServiceNotFound(ServiceError):
    """The API is right, the thing asked for does not exist."""


class ServiceRejected(ServiceError):
    """The service understood and refused; its own words are in `message`."""

    def __init__(
        self,
        text: str,
        *,
        service: str,
        endpoint: str,
        message: str,
        status: int,
        fields: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Keep the service's words, the HTTP status, and the (property, message) pairs it named."""
        super().__init__(text, service=service, endpoint=endpoint)
        self.message = message
        self.status = status
        self.fields = fields


class ServiceRateLimited(ServiceError):
    """The service asks us to slow down (429, or 503 with Retry-After)."""

    def __init__(
        self, text: str, *, service: str, endpoint: str, retry_after: float | None
    ) -> None:
        """Keep how many seconds the service wants us to wait, when it said so."""
        super().__init__(text, service=service, endpoint=endpoint)
        self.retry_after = retry_after


class ServiceServerError(ServiceError):
    """The service failed on its own side (5xx), also when asked again."""

    def __init__(self, text: str, *, service: str, endpoint: str, status: int) -> None:
        """Keep the HTTP status."""
        super().__init__(text, service=service, endpoint=endpoint)
        self.status = status


class ServiceUnexpectedAnswer(ServiceError):
    """An answer that is not what the API promises: no JSON, truncated, too large, a field missing."""

    def __init__(
        self, text: str, *, service: str, endpoint: str, missing: str | None = None
    ) -> None:
        """Keep the name of the field that is missing or unusable, when that is the reason."""
        super().__init__(text, service=service, endpoint=endpoint)
        self.missing = missing


class ServiceLoginPage(ServiceUnexpectedAnswer):
    """A web page, or the way to a login, answers where the API should be."""


class WrongService(ServiceError):
    """Another application answers at this address."""

    def __init__(
        self, text: str, *, service: str, endpoint: str, expected: str, found: str
    ) -> None:
        """Keep what was expected and what was found."""
        super().__init__(text, service=service, endpoint=endpoint)
        self.expected = expected
        self.found = found


class AppIncompatible(ServiceError):
    """Our own app answers, and speaks no version of the protocol that we speak."""

    def __init__(
        self, text: str, *, service: str, endpoint: str, outdated: Outdated, version: str
    ) -> None:
        """Keep which side has to be updated, and the version of the app."""
        super().__init__(text, service=service, endpoint=endpoint)
        self.outdated = outdated
        self.version = version
