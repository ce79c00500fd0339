"""What a download server's answers mean."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
import ipaddress
import re
from typing import Final

import aiohttp
from yarl import URL

from .errors import DownloadFailed

_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


class Transient(Exception):
    """This try failed, the next may not; `detail` goes on after the name of the host."""

    def __init__(self, detail: str, *, retry_after: float = 0.0) -> None:
        """Keep how many seconds the server wants us to wait."""
        super().__init__(detail)
        self.detail = detail
        self.retry_after = retry_after


def is_loopback(url: URL) -> bool:
    """Tell whether an address is this machine."""
    host = url.host or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def may_follow(origin: URL | None, url: URL) -> None:
    """Raise DownloadFailed where a download must not go: off https, except within this machine."""
    if url.scheme == "https" and url.host:
        return
    from_here = origin is None or (origin.scheme == "http" and is_loopback(origin))
    if url.scheme == "http" and is_loopback(url) and from_here:
        return
    source = f"{origin.host} redirects to" if origin else "The address of the model is"
    raise DownloadFailed(
        f"{source} {url.scheme}://{url.host}, which is not encrypted. Nothing was downloaded."
    )


def retry_after(text: str | None, now: datetime, most: float) -> float:
    """Return the seconds of a Retry-After header, 0 when there is none, never more than `most`."""
    value = (text or "").strip()
    if value.isdecimal():
        return min(float(value[:9]), most)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return min(max((at - now).total_seconds(), 0.0), most)


def judge_status(response: aiohttp.ClientResponse, name: str, longest: float) -> None:
    """Raise Transient or DownloadFailed unless the answer brings the file."""
    if response.status in (200, 206):
        return
    if response.status in _AGAIN:
        wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC), longest)
        raise Transient(f"answered {response.status}", retry_after=wait)
    host = response.url.host
    if response.status in (401, 403):
        raise DownloadFailed(
            f"{name} could not be downloaded: {host} refuses it ({response.status}). Download it in "
            "a browser and put it into the model folder."
        )
    if response.status in (404, 410):
        raise DownloadFailed(
            f"{name} could not be downloaded: {host} does not have it any more ({response.status}). "
            "Update the app, or choose another model."
        )
    raise DownloadFailed(
        f"{name} could not be downloaded: {host} answered {response.status}. Try again later."
    )


def content_range(response: aiohttp.ClientResponse) -> tuple[int, int | None] | None:
    """Return where a partial answer starts and how long the whole file is, None when it is not told."""
    match = _RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
    if match is None:
        return None
    return int(match[1]), None if match[3] == "*" else int(match[3])


def check_length(response: aiohttp.ClientResponse, name: str, expected: int) -> None:
    """Raise DownloadFailed when the answer cannot be the file: another length, or packed."""
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise DownloadFailed(
            f"{name} could not be downloaded: {response.url.host} sends it packed. Is there a proxy "
            "between that changes what passes?"
        )
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) != expected:
        raise DownloadFailed(
            f"{name} could not be downloaded: {response.url.host} sends {length} bytes where "
            f"{expected} are left. It has another file now, or something between changes it."
        )
