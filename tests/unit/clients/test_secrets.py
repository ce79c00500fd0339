"""Keys and tokens are in no error, no repr, no address: whatever the service sends back."""

from collections.abc import Awaitable, Callable
import json
import logging
import traceback
from urllib.parse import quote

import aiohttp
from hypothesis import given, settings, strategies as st
import pytest

from custom_components.autoarr.clients.answers import Answer, clean
from custom_components.autoarr.clients.base import Call, Endpoint, ServiceClient
from custom_components.autoarr.clients.errors import ServiceError
from custom_components.autoarr.clients.explain import Explainer
from custom_components.autoarr.clients.limits import Timing
from custom_components.autoarr.clients.plex import PlexClient
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient
from custom_components.autoarr.clients.service import ServiceKind

from .conftest import FakeTime
from .service import ScriptedService, fails, raw_server, sends

SECRET = "S3cret+Key/With=Signs&0123456789"
ECHOES = [SECRET, SECRET.upper(), quote(SECRET, safe=""), json.dumps(SECRET)[1:-1]]

keys = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=12, max_size=40).filter(
    # A key, not a word that our own sentences or the mask are made of.
    lambda key: sum(map(str.isdigit, key)) > 2 and sum(map(str.isalpha, key)) > 2
)


@settings(deadline=None)
@given(
    keys,
    st.sampled_from(ServiceKind),
    st.integers(300, 599),
    st.sampled_from(["message", "error", "title", "propertyName", "text", "html", "location"]),
    st.text(max_size=20),
)
def test_no_answer_brings_a_key_into_an_error(
    key: str, kind: ServiceKind, status: int, where: str, around: str
) -> None:
    """The service may echo it in any of the places we read."""
    echo = f"{around} {key} {around}"
    bodies: dict[str, bytes] = {
        "text": echo.encode("utf-8", "replace"),
        "html": f"<html><title>{echo}</title>".encode("utf-8", "replace"),
        "propertyName": json.dumps([{"propertyName": echo, "errorMessage": echo}]).encode(),
        "location": b"",
    }
    body = bodies.get(where) or json.dumps({where: echo}).encode()
    headers = {"Location": f"/x/{key}?apikey={key}"} if where == "location" else {}
    explainer = Explainer(kind=kind, endpoint=Endpoint(url="http://nas:1/base", api_key=key))
    answer = Answer(status=status, headers=headers, body=body)
    for error in (
        explainer.refused("/api", answer, Timing().now()),
        explainer.page("/api", answer),
        explainer.wrong_service("/api", echo),
        explainer.unexpected("/api", explainer.clean(echo)),
    ):
        shown = f"{error} {error!r} {vars(error)}"
        assert key.casefold() not in shown.casefold()
        assert repr(key)[1:-1].casefold() not in shown.casefold()


@settings(deadline=None)
@given(keys, st.text(max_size=200), st.text(max_size=200))
def test_a_cleaned_text_is_one_short_line_without_the_key(
    key: str, before: str, after: str
) -> None:
    """In whatever case or encoding it comes back."""
    for form in (key, key.upper(), key.lower(), quote(key, safe=""), json.dumps(key)[1:-1]):
        text = clean(f"{before}\n{form}\t{after}", key)
        assert form.casefold() not in text.casefold()
        assert text.isprintable()
        assert len(text) <= 500


def test_without_a_key_nothing_is_replaced() -> None:
    """A blank key would match everywhere."""
    assert clean("plain words", "") == "plain words"


@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 409, 429, 500, 503])
async def test_no_error_of_a_client_shows_the_key(
    session: aiohttp.ClientSession,
    service: ScriptedService,
    time: FakeTime,
    caplog: pytest.LogCaptureFixture,
    echo: str,
    status: int,
) -> None:
    """Not in its text, its chain, its traceback or a log line; nor in the request's address."""
    caplog.set_level(logging.DEBUG)
    answer = sends(
        json.dumps({"message": f"bad key {echo}", "error": f"key {echo}", "status": False}),
        status=status,
        headers={"Location": f"/login?key={echo}"},
    )
    for path in ("/api/v3/tag", "/identity"):
        service.on("GET", path, answer)
    service.on("POST", "/api", answer)
    endpoint = Endpoint(url=service.url, api_key=SECRET)
    calls: list[tuple[ServiceClient, Callable[[], Awaitable[object]]]] = []
    radarr = RadarrClient(session, endpoint, timing=time.timing)
    sabnzbd = SabnzbdClient(session, endpoint, timing=time.timing)
    plex = PlexClient(session, endpoint, client_identifier="home", timing=time.timing)
    calls = [
        (radarr, radarr.tags),
        (sabnzbd, sabnzbd.queue),
        (sabnzbd, lambda: sabnzbd.retry("x", password=SECRET)),
        (plex, plex.identity),
    ]
    for client, call in calls:
        with pytest.raises(ServiceError) as error:
            await call()
        shown = "".join(traceback.format_exception(error.value)) + repr(error.value) + repr(client)
        assert not [form for form in ECHOES if form.casefold() in shown.casefold()]
    assert not [record for record in caplog.records if SECRET in record.getMessage()]
    assert not [seen for seen in service.seen if SECRET in seen.path or SECRET in str(seen.query)]


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", b"SSH-2.0\r\n", None]
)
async def test_a_broken_connection_does_not_show_the_key(
    session: aiohttp.ClientSession, time: FakeTime, answer: bytes | None
) -> None:
    """The chained exceptions of the HTTP library included."""
    async with raw_server(answer) as url:
        endpoint = Endpoint(url=url, api_key=SECRET)
        plex = PlexClient(session, endpoint, client_identifier="home", timing=time.timing)
        sabnzbd = SabnzbdClient(session, endpoint, timing=time.timing)
        for call in (plex.identity, sabnzbd.queue):
            with pytest.raises(ServiceError) as error:
                await call()
            assert SECRET not in "".join(traceback.format_exception(error.value))


def test_a_call_does_not_show_its_form() -> None:
    """SABnzbd's key is a field of it."""
    assert SECRET not in repr(Call(method="POST", path="/api", form={"apikey": SECRET}))


async def test_the_scripted_service_is_honest(service: ScriptedService) -> None:
    """What is not written down is not found."""
    service.on("GET", "/", fails(204))
    async with aiohttp.ClientSession() as session, session.get(f"{service.url}/else") as response:
        assert response.status == 404
