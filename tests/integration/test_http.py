"""Posters: signed addresses, only pictures of services that are set up, and no key in a browser."""

from http import HTTPStatus
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.autoarr.clients.images import MOST_IMAGE
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.servarr.covers import PNG
from tests.fakes.sonarr import FakeSonarr
from tests.integration.house import service_id
from tests.integration.setup import set_up

DUNE = 438631
POSTER = "/MediaCover/{id}/poster.jpg"


@pytest.fixture
async def entry(hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd) -> MockConfigEntry:
    """Return a hub with a Radarr that has Dune, and a SABnzbd."""
    radarr.add(DUNE)
    return await set_up(hass, radarr, sabnzbd)


async def signed(
    client: WebSocketGenerator, *posters: dict[str, str], token: str | None = None
) -> list[str | None]:
    """Ask for addresses."""
    connection = await (client() if token is None else client(access_token=token))
    await connection.send_json_auto_id({"type": "autoarr/posters", "posters": list(posters)})
    answer: dict[str, Any] = await connection.receive_json()
    assert answer["success"], answer
    assert answer["result"]["expires_in"] > 600
    urls: list[str | None] = answer["result"]["urls"]
    return urls


async def test_a_poster_of_the_library(
    hass_ws_client: WebSocketGenerator,
    hass_client_no_auth: ClientSessionGenerator,
    entry: MockConfigEntry,
    radarr: FakeRadarr,
    hass_read_only_access_token: str,
) -> None:
    """An image element of anybody who is signed in can load it; the key goes nowhere."""
    path = POSTER.format(id=radarr.movie(DUNE).id)
    [url] = await signed(
        hass_ws_client,
        {"instance": service_id(entry, "radarr"), "path": f"{path}?lastWrite=638000000000000000"},
        token=hass_read_only_access_token,
    )
    assert url is not None
    assert radarr.api_key not in url

    answer = await (await hass_client_no_auth()).get(url)

    assert answer.status == HTTPStatus.OK
    assert await answer.read() == PNG
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, max-age=86400"
    [asked] = [one for one in radarr.requests if "mediacover" in one.path]
    assert asked.headers["X-Api-Key"] == radarr.api_key
    assert not asked.query


async def test_a_poster_of_a_title_that_is_not_in_the_library(
    hass_ws_client: WebSocketGenerator,
    hass_client_no_auth: ClientSessionGenerator,
    entry: MockConfigEntry,
    radarr: FakeRadarr,
) -> None:
    """The service fetches it itself; where its pages want a login, there is none."""
    path = f"/MediaCoverProxy/{'0a' * 32}/438631.jpg"
    [url] = await signed(hass_ws_client, {"instance": service_id(entry, "radarr"), "path": path})
    assert url is not None
    client = await hass_client_no_auth()

    assert (await client.get(url)).status == HTTPStatus.OK
    radarr.covers.needs_login = True
    assert (await client.get(url)).status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "path",
    [
        "https://images.example.org/poster.jpg",
        "//images.example.org/poster.jpg",
        "/MediaCover/1/../../api/v3/system/status",
        "/MediaCover/1/..%2f..%2fpath.jpg",
        "/MediaCover/1/poster.svg",
        "/MediaCover/1/poster.jpg?apikey=1",
        "/MediaCover/1/poster.jpg#x",
        "/MediaCover/-1/poster.jpg",
        "/MediaCover/1/poster.jpg\n",
        "/MediaCover/\u0661/poster.jpg",
        "/MediaCoverProxy/abc/poster.jpg",
        "/api/v3/system/backup",
        "MediaCover/1/poster.jpg",
        "",
    ],
)
async def test_what_is_no_poster_has_no_address(
    hass_ws_client: WebSocketGenerator,
    hass_client: ClientSessionGenerator,
    entry: MockConfigEntry,
    radarr: FakeRadarr,
    path: str,
) -> None:
    """Neither signed nor fetched, not even for whoever asks for it directly."""
    instance = service_id(entry, "radarr")
    radarr.requests.clear()

    assert await signed(hass_ws_client, {"instance": instance, "path": path}) == [None]
    if not {"#", "?"} & set(path):
        answer = await (await hass_client()).get(f"/api/autoarr/poster/{instance}{path.strip()}x")
        assert answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST)
    assert not [one for one in radarr.requests if "over" in one.path or "backup" in one.path]


async def test_only_radarr_and_sonarr_have_posters(
    hass_ws_client: WebSocketGenerator, hass_client: ClientSessionGenerator, entry: MockConfigEntry
) -> None:
    """Another service, and one that is not there."""
    path = POSTER.format(id=1)
    others = [service_id(entry, "sabnzbd"), "nobody"]

    posters = [{"instance": other, "path": path} for other in others]
    assert await signed(hass_ws_client, *posters) == [None, None]
    for other in others:
        answer = await (await hass_client()).get(f"/api/autoarr/poster/{other}{path}")
        assert answer.status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "trick", ["page", "svg as png", "html as png", "too large", "moved", "broken", "empty"]
)
async def test_what_comes_is_a_picture_or_nothing(
    hass_client: ClientSessionGenerator, entry: MockConfigEntry, radarr: FakeRadarr, trick: str
) -> None:
    """Whatever a service, or who answers in its place, sends."""
    covers = radarr.covers
    match trick:
        case "page":
            covers.body, covers.content_type = b"<html>" * 20, "text/html"
        case "svg as png":
            covers.body = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
        case "html as png":
            covers.body = b"GIF89a<script>alert(1)</script>"
        case "too large":
            covers.body = PNG + bytes(MOST_IMAGE)
        case "moved":
            covers.moved_to = "http://169.254.169.254/poster.png"
        case "broken":
            covers.content_type = "text/html"
        case _:
            covers.body = b""
    path = POSTER.format(id=radarr.movie(DUNE).id)

    answer = await (await hass_client()).get(
        f"/api/autoarr/poster/{service_id(entry, 'radarr')}{path}"
    )

    assert answer.status == HTTPStatus.NOT_FOUND
    assert radarr.api_key not in await answer.text()


async def test_nobody_sees_a_poster_unsigned(
    hass_client_no_auth: ClientSessionGenerator, entry: MockConfigEntry
) -> None:
    """Neither without a signature, nor with one of another poster."""
    path = f"/api/autoarr/poster/{service_id(entry, 'radarr')}{POSTER.format(id=1)}"

    answer = await (await hass_client_no_auth()).get(path)

    assert answer.status == HTTPStatus.UNAUTHORIZED


async def test_choices_have_the_poster_of_the_service(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, sonarr: FakeSonarr, radarr: FakeRadarr
) -> None:
    """What a request offers can be shown before it is in the library."""
    entry = await set_up(hass, radarr, sonarr)
    client = await hass_ws_client()
    await client.send_json_auto_id(
        {
            "type": "call_service",
            "domain": "autoarr",
            "service": "request",
            "service_data": {"text": "Dune"},
            "return_response": True,
        }
    )
    assert (await client.receive_json())["success"]

    [request] = entry.runtime_data.requests.requests()
    paths = [choice.poster_path for choice in request.choices]
    assert paths
    assert all(path and path.startswith("/MediaCoverProxy/") for path in paths)
    urls = await signed(
        hass_ws_client,
        *({"instance": one.instance_id, "path": one.poster_path} for one in request.choices),
    )
    assert all(urls)
