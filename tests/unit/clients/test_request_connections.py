"""Connections that fail, break or cannot be trusted; IPv6 and https."""

from contextlib import ExitStack
import errno
import socket
import sys
from typing import override

import aiohttp
import pytest
import pytest_socket

from custom_components.autoarr.clients.base import Endpoint, RequestLimits
from custom_components.autoarr.clients.errors import (
    ServiceError,
    ServiceTimeout,
    ServiceTlsError,
    ServiceUnexpectedAnswer,
    ServiceUnreachable,
)
from custom_components.autoarr.clients.explain import Explainer
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.service import ServiceKind
from tests.fakes.tls import self_signed

from .conftest import KEY, RADARR, STATUS, FakeTime, radarr_at
from .service import ScriptedService, raw_server, says, serving


async def test_nothing_listens(session: aiohttp.ClientSession, time: FakeTime) -> None:
    """Refused is unreachable, and asked again."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(ServiceUnreachable, match="refused"):
        await radarr_at(session, f"http://127.0.0.1:{port}", time).system_status()
    assert len(time.pauses) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves a full queue unanswered")
async def test_a_host_that_does_not_take_the_connection(
    session: aiohttp.ClientSession, time: FakeTime
) -> None:
    """The time to connect is shorter than that for an answer, and the error says which one it was."""
    limits = RequestLimits(timeout=5, connect_timeout=0.1, retries=0)
    with socket.socket() as full, ExitStack() as waiting:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):
            client = waiting.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(full.getsockname())
        url = f"http://127.0.0.1:{full.getsockname()[1]}"
        with pytest.raises(ServiceTimeout, match=r"within 0\.1 seconds"):
            await radarr_at(session, url, time, limits).system_status()


async def test_a_host_name_nobody_knows(time: FakeTime) -> None:
    """The resolver's answer becomes a sentence."""

    class Nowhere(aiohttp.abc.AbstractResolver):
        @override
        async def resolve(self, *_: object, **__: object) -> list[aiohttp.abc.ResolveResult]:
            raise OSError(-2, "Name or service not known")

        @override
        async def close(self) -> None:
            """Have nothing to close."""

    connector = aiohttp.TCPConnector(resolver=Nowhere())
    async with aiohttp.ClientSession(connector=connector) as session:
        with pytest.raises(ServiceUnreachable, match="the host name is not known"):
            await radarr_at(session, "http://radarr.invalid", time).system_status()


@pytest.mark.parametrize(
    ("answer", "reset", "error", "words"),
    [
        (None, True, ServiceUnreachable, "closed the connection"),
        (None, False, ServiceUnreachable, "closed the connection"),
        (b"SSH-2.0-OpenSSH_9.2p1\r\n", False, ServiceUnexpectedAnswer, "proper HTTP"),
        (b"220 mail.example ESMTP\r\n\r\n", False, ServiceUnexpectedAnswer, "proper HTTP"),
        (
            b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"appName": "Radarr", ',
            False,
            ServiceUnexpectedAnswer,
            "broke off",
        ),
        (
            b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
            False,
            ServiceUnexpectedAnswer,
            "redirects to nowhere",
        ),
    ],
)
async def test_a_connection_that_breaks(
    session: aiohttp.ClientSession,
    time: FakeTime,
    answer: bytes | None,
    reset: bool,
    error: type[ServiceError],
    words: str,
) -> None:
    """Reset, closed, another protocol, half an answer."""
    async with raw_server(answer, reset=reset) as url:
        with pytest.raises(error, match=words):
            await radarr_at(session, url, time).system_status()


@pytest.mark.parametrize(
    ("err", "words"),
    [
        (OSError(errno.EHOSTUNREACH, "No route to host"), "no way to that host"),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "no way to that host"),
        (OSError(errno.EMFILE, "Too many open files"), "the connection failed"),
        (aiohttp.ClientConnectionError("Connection closed"), "the connection failed"),
    ],
)
def test_what_the_operating_system_says_becomes_a_sentence(err: Exception, words: str) -> None:
    """Those that a loopback cannot show."""
    explainer = Explainer(kind=ServiceKind.RADARR, endpoint=Endpoint(url="http://nas", api_key=KEY))
    assert words in str(explainer.failed(STATUS, err))


async def test_ipv6_works(session: aiohttp.ClientSession, time: FakeTime) -> None:
    """An address in brackets."""
    service = ScriptedService()
    service.on("GET", STATUS, says(RADARR))
    if not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1"])
    async with serving(service, host="::1"):
        assert "[::1]" in service.url
        assert (await radarr_at(session, service.url, time).system_status()).version


async def test_a_certificate_nobody_signed_is_refused(
    session: aiohttp.ClientSession, time: FakeTime
) -> None:
    """And not asked again: nothing will change."""
    service = ScriptedService()
    async with serving(service, tls=self_signed("127.0.0.1").server_context()):
        with pytest.raises(ServiceTlsError, match="certificate is not trusted"):
            await radarr_at(session, service.url, time).system_status()
    assert time.pauses == []


async def test_a_certificate_nobody_signed_is_taken_without_verification(
    session: aiohttp.ClientSession, time: FakeTime
) -> None:
    """When the person says so."""
    service = ScriptedService()
    service.on("GET", STATUS, says(RADARR))
    async with serving(service, tls=self_signed("127.0.0.1").server_context()):
        client = RadarrClient(
            session,
            Endpoint(url=service.url, api_key=KEY, verify_ssl=False),
            timing=time.timing,
        )
        assert (await client.system_status()).version


async def test_https_on_a_port_without_tls(
    session: aiohttp.ClientSession, service: ScriptedService, time: FakeTime
) -> None:
    """The error says what to try."""
    with pytest.raises(ServiceTlsError, match="starts with http://"):
        await radarr_at(session, service.url.replace("http:", "https:"), time).system_status()
