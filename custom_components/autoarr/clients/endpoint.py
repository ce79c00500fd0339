"""Where a service is and with which key: addresses as people type them, made usable."""

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv6Address
import re

from yarl import URL


class UrlProblem(StrEnum):
    """Why an address cannot be used."""

    EMPTY = "empty"
    SCHEME = "scheme"
    HOST = "host"
    PORT = "port"
    CREDENTIALS = "credentials"
    MALFORMED = "malformed"


_EXPLANATIONS = {
    UrlProblem.EMPTY: "The address is empty; enter one like http://192.168.1.10:7878",
    UrlProblem.SCHEME: "The address must start with http:// or https://",
    UrlProblem.HOST: "The address names no host; enter one like http://192.168.1.10:7878",
    UrlProblem.PORT: "The port of the address must be a number from 1 to 65535",
    UrlProblem.CREDENTIALS: "The address must not contain a user name or password",
    UrlProblem.MALFORMED: "This is not an address; enter one like http://192.168.1.10:7878",
}
_LONGEST = 2048
_HOST = re.compile(r"[0-9a-z._-]+|[0-9a-f:.]+(?:%25[0-9a-z._-]+)?")
_PORT = re.compile(r":(\d*)$")


class InvalidUrl(ValueError):
    """The text is no usable address; `reason` says why, the text how to repair it."""

    def __init__(self, reason: UrlProblem) -> None:
        """Explain the problem without repeating the text, which may hold a password."""
        super().__init__(_EXPLANATIONS[reason])
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Address (as `normalise_url` returns it) and key or token of one service."""

    url: str
    api_key: str = field(repr=False)
    verify_ssl: bool = True


def normalise_url(text: str) -> str:
    """Return the address with scheme and base path, without trailing slash, query and fragment.

    A missing scheme means http; raises InvalidUrl.
    """
    address = text.strip()
    if not address:
        raise InvalidUrl(UrlProblem.EMPTY)
    if len(address) > _LONGEST or any(character.isspace() for character in address):
        raise InvalidUrl(UrlProblem.MALFORMED)
    scheme, separator, rest = address.partition("://")
    if not separator:
        scheme, rest = "http", address.removeprefix("//")
    if scheme.lower() not in {"http", "https"}:
        raise InvalidUrl(UrlProblem.SCHEME)
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    if "@" in authority:
        raise InvalidUrl(UrlProblem.CREDENTIALS)
    _check_authority(authority)
    if _is_bare_ipv6(authority):
        rest = f"[{authority}]{rest[len(authority) :]}"
    try:
        url = URL(f"{scheme.lower()}://{rest}")
        normal = str(url.origin()) + url.raw_path.rstrip("/")
    except ValueError, TypeError:
        raise InvalidUrl(UrlProblem.MALFORMED) from None
    if not _HOST.fullmatch(url.raw_host or ""):
        raise InvalidUrl(UrlProblem.MALFORMED)
    return normal


def _check_authority(authority: str) -> None:
    """Raise InvalidUrl for what cannot be a host with an optional port."""
    if _is_bare_ipv6(authority):
        return
    port = _PORT.search(authority)
    host = authority[: port.start()] if port else authority
    if not host.strip("[]."):
        raise InvalidUrl(UrlProblem.HOST)
    if "[" in host and not _is_bare_ipv6(host.removeprefix("[").partition("]")[0]):
        raise InvalidUrl(UrlProblem.MALFORMED)
    if port is None:
        outside = authority.rpartition("]")[2]
        if ":" in outside:
            raise InvalidUrl(UrlProblem.PORT)
    elif not port[1] or not 1 <= int(port[1]) <= 65535:
        raise InvalidUrl(UrlProblem.PORT)


def _is_bare_ipv6(authority: str) -> bool:
    """Say whether a text is an IPv6 address without brackets."""
    try:
        IPv6Address(authority)
    except ValueError:
        return False
    return True
