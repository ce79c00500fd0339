"""Answers that are no success: each is an error of its own type, in a sentence a person can act on."""

import asyncio

import aiohttp
from aiohttp import web
import pytest

from custom_components.autoarr.clients.base import RequestLimits
from custom_components.autoarr.clients.errors import (
    ServiceError,
    ServiceLoginPage,
    ServiceNotFound,
    ServiceRejected,
    ServiceUnauthorised,
    ServiceUnexpectedAnswer,
    WrongService,
)
from custom_components.autoarr.clients.models.decode import JsonValue
from custom_components.autoarr.clients.radarr import RadarrClient

from .conftest import STATUS, FakeTime, radarr_at
from .service import ScriptedService, fails, says, sends

PAGE = "<!DOCTYPE html><html><head><title>Sign in</title></head>" + "<p>please</p>" * 400_000


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b'{"appName": "Rad',
        b"OK",
        b"\x00\xff\xfe",
        b"[" * 2000,
        b'"text"',
        b"null",
        b"[1]",
    ],
)
async def test_garbage_is_an_unexpected_answer(
    radarr: RadarrClient, service: ScriptedService, body: bytes
) -> None:
    """Truncated JSON, plain text, bytes, and JSON of another shape."""
    service.on("GET", STATUS, sends(body))
    with pytest.raises(ServiceUnexpectedAnswer):
        await radarr.system_status()
    assert len(service.seen) == 1


async def test_five_megabytes_of_html_are_a_login_page_after_the_first_bytes(
    session: aiohttp.ClientSession, service: ScriptedService, time: FakeTime
) -> None:
    """The rest of the page is never waited for: this one never ends."""

    async def page(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        response.content_length = len(PAGE)
        await response.prepare(request)
        await response.write(PAGE[:50_000].encode())
        await asyncio.sleep(30)
        return response

    service.on("GET", STATUS, lambda: page, sends(PAGE, content_type="text/html"))
    for _ in range(2):
        with pytest.raises(ServiceLoginPage, match="check port and base path"):
            await radarr_at(session, service.url, time).system_status()


async def test_a_login_page_with_an_error_status_is_read_in_part_only(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """A page with status 404 tells that there is no API."""
    service.on("GET", STATUS, sends(PAGE, status=404, content_type="text/html"))
    with pytest.raises(WrongService, match="a web server without that API"):
        await radarr.system_status()


async def test_a_page_that_names_another_application_is_a_wrong_service(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """The person hears what answers there."""
    service.on(
        "GET", STATUS, sends("\ufeff <html><title>SABnzbd 5.1.3 - Login</title>" + " " * 500)
    )
    with pytest.raises(WrongService) as error:
        await radarr.system_status()
    assert (error.value.expected, error.value.found) == ("Radarr", "SABnzbd")


async def test_a_short_page_is_noticed_too(radarr: RadarrClient, service: ScriptedService) -> None:
    """Even when it is shorter than what is looked at."""
    service.on("GET", STATUS, sends("<html>hi</html>"))
    with pytest.raises(ServiceLoginPage):
        await radarr.system_status()


async def test_xml_is_an_unexpected_answer(radarr: RadarrClient, service: ScriptedService) -> None:
    """It is no login page."""
    service.on(
        "GET", STATUS, sends('<?xml version="1.0"?><MediaContainer/>', content_type="text/xml")
    )
    with pytest.raises(ServiceUnexpectedAnswer, match="XML") as error:
        await radarr.system_status()
    assert not isinstance(error.value, ServiceLoginPage)


@pytest.mark.parametrize("announced", [True, False])
async def test_an_answer_beyond_the_cap_is_refused(
    session: aiohttp.ClientSession, service: ScriptedService, time: FakeTime, announced: bool
) -> None:
    """Whether its length is announced or only found out."""

    async def large(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "3000000"} if announced else None)
        await response.prepare(request)
        await response.write(b"[" + b" " * 2_999_999)
        return response

    service.on("GET", "/api/v3/tag", lambda: large)
    with pytest.raises(ServiceUnexpectedAnswer, match="more than 1 MB"):
        await radarr_at(session, service.url, time, RequestLimits(max_bytes=1024**2)).tags()


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, ServiceUnauthorised),
        (403, ServiceUnauthorised),
        (404, ServiceNotFound),
        (400, ServiceRejected),
        (405, ServiceRejected),
        (409, ServiceRejected),
    ],
)
async def test_each_refusal_is_a_type_and_is_not_repeated(
    radarr: RadarrClient, service: ScriptedService, status: int, error: type[ServiceError]
) -> None:
    """Asking again would change nothing."""
    service.on("GET", "/api/v3/tag", fails(status))
    with pytest.raises(error):
        await radarr.tags()
    assert len(service.seen) == 1


@pytest.mark.parametrize(
    ("body", "message", "fields"),
    [
        (
            [
                {"propertyName": "TmdbId", "errorMessage": "This movie has already been added"},
                {"propertyName": "Path", "errorMessage": "Path is already configured"},
            ],
            "This movie has already been added; Path is already configured",
            (
                ("TmdbId", "This movie has already been added"),
                ("Path", "Path is already configured"),
            ),
        ),
        ({"message": "Bad request", "description": "at Radarr.Core.Nowhere"}, "Bad request", ()),
        (
            {
                "title": "One or more validation errors occurred.",
                "errors": {"$.id": ["not a number"]},
            },
            "not a number",
            (("$.id", "not a number"),),
        ),
        ({"errors": {"id": "not a number"}}, "not a number", (("id", "not a number"),)),
        ("Just words", "Just words", ()),
        ({"nothing": "known"}, "", ()),
        ([1, {"propertyName": None, "errorMessage": "Nameless"}], "Nameless", (("", "Nameless"),)),
        (7, "", ()),
    ],
)
async def test_a_rejection_carries_the_services_own_words(
    radarr: RadarrClient,
    service: ScriptedService,
    body: JsonValue,
    message: str,
    fields: tuple[tuple[str, str], ...],
) -> None:
    """All the shapes the services use; the stack trace in `description` is left out."""
    service.on("GET", "/api/v3/tag", says(body, status=400))
    with pytest.raises(ServiceRejected) as error:
        await radarr.tags()
    assert (error.value.status, error.value.message, error.value.fields) == (400, message, fields)
    assert "Nowhere" not in str(error.value)


async def test_plain_words_are_kept_and_capped(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """Control characters and endless texts are not."""
    service.on("GET", "/api/v3/tag", sends("no\x1b[31m way\n" + "x" * 5000, status=409))
    with pytest.raises(ServiceRejected) as error:
        await radarr.tags()
    assert error.value.message.startswith("no [31m way xxx")
    assert len(error.value.message) == 500


@pytest.mark.parametrize(
    "location",
    [
        "/login?returnUrl=%2Fapi%2Fv3%2Fsystem%2Fstatus",
        "https://auth.example.org/?rd=https://radarr.example.org/",
        "https://somewhere-else.example.org/welcome",
        "/outpost.goauthentik.io/start",
        "/oauth2/sign_in",
    ],
)
async def test_a_redirect_to_a_login_is_a_login_page(
    radarr: RadarrClient, service: ScriptedService, location: str
) -> None:
    """It is never followed: the key stays here."""
    service.on("GET", STATUS, fails(302, {"Location": location}))
    with pytest.raises(ServiceLoginPage, match="login page"):
        await radarr.system_status()
    assert len(service.seen) == 1


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("/radarr/api/v3/system/status", r"use the address http://127\.0\.0\.1:\d+/radarr;"),
        (f"https://nas.example.org{STATUS}?x=1", r"use the address https://nas\.example\.org;"),
        ("/somewhere/else", r"sends us to http://127\.0\.0\.1:\d+/somewhere/else"),
        ("http://[", "redirects to nowhere"),
        ("about:blank", "redirects to nowhere"),
    ],
)
async def test_another_redirect_says_which_address_to_use(
    radarr: RadarrClient, service: ScriptedService, location: str, words: str
) -> None:
    """Radarr itself redirects to its base path; proxies redirect to https."""
    service.on("GET", STATUS, fails(307, {"Location": location}))
    with pytest.raises(ServiceUnexpectedAnswer, match=words) as error:
        await radarr.system_status()
    assert not isinstance(error.value, ServiceLoginPage)
