"""Downloads a model file: continued after any interruption, checked, and in its place only when whole."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
import errno
import logging
import os
from pathlib import Path
import random
import shutil
import time
from typing import Final

import aiohttp
from yarl import URL

from ..protocol.state import DownloadProgress, DownloadStatus
from .errors import DownloadFailed, NoSpace
from .http_source import Transient, check_length, content_range, judge_status, may_follow
from .partfile import PartFile

_LOGGER = logging.getLogger(__name__)

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})

type Report = Callable[[DownloadProgress], None]
type SessionMaker = Callable[[], aiohttp.ClientSession]


def free_bytes(folder: Path) -> int:
    """Return the room on the disk of a folder that is ours to use."""
    return shutil.disk_usage(folder).free


def make_session() -> aiohttp.ClientSession:
    """Return a session that goes through the environment's proxy and leaves bytes as they are."""
    return aiohttp.ClientSession(
        trust_env=True, auto_decompress=False, headers={"User-Agent": "AutoArr-app"}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadLimits:
    """How patient a download is; seconds and bytes."""

    connect: float = 30.0
    stall: float = 60.0
    """So long may nothing arrive."""
    retries: int = 10
    """Tries in a row without progress."""
    progress_bytes: int = 1 << 20
    """What counts as progress."""
    first_pause: float = 2.0
    longest_pause: float = 60.0
    longest_retry_after: float = 300.0
    redirects: int = 5
    spare_bytes: int = 1_000_000_000
    """Stays free on the disk: the history, and usually Home Assistant's database, grow on it too."""
    report_every: float = 0.5
    block_bytes: int = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The clock and the dice."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    random: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadOrder:
    """What to fetch, where to, and how to know that it is right."""

    name: str
    url: str
    part: Path
    target: Path
    size_bytes: int
    sha256: str


def pause(attempt: int, limits: DownloadLimits, dice: float) -> float:
    """Return the seconds to wait before the next try: doubled each time, up to a fifth more or less."""
    grown = limits.first_pause * 2.0 ** min(attempt, 30)
    return float(min(grown, limits.longest_pause) * (0.8 + 0.4 * dice))


@dataclass(slots=True, kw_only=True)
class Downloader:
    """Fetches files; holds no state between two of them."""

    limits: DownloadLimits = field(default_factory=DownloadLimits)
    timing: Timing = field(default_factory=Timing)
    session: SessionMaker = make_session
    free: Callable[[Path], int] = free_bytes

    async def fetch(
        self, order: DownloadOrder, report: Report, *, reserved: Callable[[], int] = lambda: 0
    ) -> os.stat_result:
        """Fetch a file and return what it is. `reserved`: what others still need of the same disk.

        Raises DownloadFailed, NoSpace, DownloadRunning. What was received stays for the next time,
        also when the task is cancelled; only a file that turned out to be another one is removed.
        """
        part = await asyncio.to_thread(PartFile, order.part)
        try:
            await self._check_room(order, part.on_disk(), reserved())
            if part.on_disk():
                report(_progress(order, DownloadStatus.VERIFYING, part.on_disk()))
                await asyncio.to_thread(part.resume, order.size_bytes)
            async with self.session() as session:
                await self._receive(session, order, part, _Throttle(report, self))
            report(_progress(order, DownloadStatus.VERIFYING, part.size))
            return await self._finish(order, part)
        finally:
            part.close()

    async def _check_room(self, order: DownloadOrder, received: int, reserved: int) -> None:
        """Refuse to begin what the disk cannot hold."""
        needed = max(0, order.size_bytes - received)
        free = await asyncio.to_thread(self.free, order.part.parent) - reserved
        if free < needed + self.limits.spare_bytes:
            raise NoSpace(
                f"{order.name} needs {needed / 1e9:.1f} GB on the disk and "
                f"{self.limits.spare_bytes / 1e9:.1f} GB to spare; {max(free, 0) / 1e9:.1f} GB are "
                "free. Make room, or choose a smaller model."
            )

    async def _receive(
        self,
        session: aiohttp.ClientSession,
        order: DownloadOrder,
        part: PartFile,
        report: _Throttle,
    ) -> None:
        """Ask again and again until all bytes are there or it is hopeless."""
        attempt = 0
        while part.size < order.size_bytes:
            before = part.size
            try:
                await self._attempt(session, order, part, report)
                problem = Transient("ended before the file was complete")
            except Transient as err:
                problem = err
            except (aiohttp.ClientError, TimeoutError, OSError) as err:
                problem = Transient(_in_words(err, self.limits))
            if part.size >= order.size_bytes:
                return
            attempt = 0 if part.size - before >= self.limits.progress_bytes else attempt + 1
            host = URL(order.url).host
            if attempt > self.limits.retries:
                raise DownloadFailed(
                    f"{order.name} could not be downloaded: {host} {problem.detail}, "
                    f"{attempt} times in a row. What was received is kept; try again later."
                )
            seconds = max(
                pause(max(attempt - 1, 0), self.limits, self.timing.random()), problem.retry_after
            )
            _LOGGER.info(
                "Download of %s: %s %s; going on in %.0f s",
                order.name,
                host,
                problem.detail,
                seconds,
            )
            await self.timing.sleep(seconds)

    async def _attempt(
        self,
        session: aiohttp.ClientSession,
        order: DownloadOrder,
        part: PartFile,
        report: _Throttle,
    ) -> None:
        """Send one request and keep what it brings."""
        response = await self._open(session, order, part.size, part.etag)
        async with response:
            if response.status == 416 and part.size:
                await asyncio.to_thread(part.restart)
                raise Transient("does not have the rest of the file any more")
            judge_status(response, order.name, self.limits.longest_retry_after)
            await self._align(response, order, part)
            check_length(response, order.name, order.size_bytes - part.size)
            part.etag = response.headers.get("ETag", "")
            await self._keep(response, order, part, report)

    async def _align(
        self, response: aiohttp.ClientResponse, order: DownloadOrder, part: PartFile
    ) -> None:
        """Begin anew unless the answer goes on where we are; raises Transient for a wrong part."""
        if response.status == 206:
            if content_range(response) in ((part.size, order.size_bytes), (part.size, None)):
                return
            await asyncio.to_thread(part.restart)
            raise Transient("sent another part than the one asked for")
        if part.size:
            await asyncio.to_thread(part.restart)

    async def _keep(
        self,
        response: aiohttp.ClientResponse,
        order: DownloadOrder,
        part: PartFile,
        report: _Throttle,
    ) -> None:
        """Write what arrives, in large blocks; what arrived before an error counts."""
        block = bytearray()
        try:
            async for chunk in response.content.iter_any():
                block += chunk
                if part.size + len(block) > order.size_bytes:
                    await asyncio.to_thread(part.discard)
                    raise DownloadFailed(
                        f"{order.name} could not be downloaded: {response.url.host} sends more than "
                        "the file has. It has another file now; nothing of it was kept."
                    )
                if len(block) >= self.limits.block_bytes:
                    await asyncio.to_thread(part.write, bytes(block))
                    block.clear()
                    report(_progress(order, DownloadStatus.RUNNING, part.size))
        finally:
            if block and part.size + len(block) <= order.size_bytes:
                await asyncio.to_thread(part.write, bytes(block))
        report(_progress(order, DownloadStatus.RUNNING, part.size))

    async def _open(
        self, session: aiohttp.ClientSession, order: DownloadOrder, start: int, etag: str
    ) -> aiohttp.ClientResponse:
        """Send the request, along redirects that stay as safe as the address of the catalogue."""
        url = URL(order.url)
        may_follow(None, url)
        headers = {"Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
            if etag and not etag.startswith("W/"):
                headers["If-Range"] = etag
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=self.limits.connect, sock_read=self.limits.stall
        )
        for _ in range(self.limits.redirects + 1):
            response = await session.get(
                url, headers=headers, timeout=timeout, allow_redirects=False
            )
            location = response.headers.get("Location")
            if response.status not in _REDIRECTS or not location:
                return response
            response.release()
            try:
                following = url.join(URL(location, encoded=True))
            except ValueError:
                raise DownloadFailed(
                    f"{order.name} could not be downloaded: {url.host} redirects to no address."
                ) from None
            may_follow(url, following)
            url = following
        raise DownloadFailed(
            f"{order.name} could not be downloaded: {url.host} redirects without end."
        )

    async def _finish(self, order: DownloadOrder, part: PartFile) -> os.stat_result:
        """Put the file in its place if it is the right one."""
        if part.sha256 != order.sha256:
            found = part.sha256
            await asyncio.to_thread(part.discard)
            raise DownloadFailed(
                f"The file of {order.name} is not the one of the catalogue: its SHA-256 is {found} "
                f"instead of {order.sha256}. It was deleted; download it again."
            )
        return await asyncio.to_thread(part.finish, order.target)


class _Throttle:
    """Passes on progress now and then, not with every block."""

    def __init__(self, report: Report, downloader: Downloader) -> None:
        """Pass on the first one."""
        self._report = report
        self._every = downloader.limits.report_every
        self._clock = downloader.timing.monotonic
        self._next = self._clock()

    def __call__(self, progress: DownloadProgress) -> None:
        """Pass it on if the last one was long enough ago."""
        now = self._clock()
        if now >= self._next:
            self._next = now + self._every
            self._report(progress)


def _progress(order: DownloadOrder, status: DownloadStatus, received: int) -> DownloadProgress:
    """Return where a download stands."""
    return DownloadProgress(
        status=status, received_bytes=min(received, order.size_bytes), total_bytes=order.size_bytes
    )


def _in_words(err: Exception, limits: DownloadLimits) -> str:
    """Return what went wrong on the way, after the name of the host."""
    if isinstance(err, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError):
        return "has no certificate that can be trusted"
    if isinstance(err, aiohttp.ConnectionTimeoutError):
        return f"could not be reached within {limits.connect:.0f} s"
    if isinstance(err, TimeoutError):
        return f"sent nothing for {limits.stall:.0f} s"
    if isinstance(err, aiohttp.ClientConnectorDNSError):
        return "is not known to the name server; is there a connection to the internet?"
    if isinstance(err, aiohttp.ClientConnectorError):
        return f"could not be reached ({errno.errorcode.get(err.errno or 0, 'no connection')})"
    return "broke the connection"
