"""Whether a Radarr or Sonarr is what it should be."""

from typing import Any

import pytest

from custom_components.autoarr.clients.errors import (
    ServiceLoginPage,
    ServiceUnauthorised,
    ServiceUnexpectedAnswer,
    WrongService,
)
from custom_components.autoarr.clients.servarr import ServarrClient

from .service import ScriptedService, fails, says, sends

API = "/api/v3"
STATUS = f"{API}/system/status"


async def test_verify_returns_the_status(client: ServarrClient, service: ScriptedService) -> None:
    """Address, key and application are right."""
    service.on(
        "GET", STATUS, says({"appName": client.kind.label, "version": "6.0", "urlBase": "/x"})
    )
    status = await client.verify()
    assert (status.app_name, status.version, status.url_base) == (client.kind.label, "6.0", "/x")
    assert status.instance_name == client.kind.label


async def test_verify_names_the_other_application(
    client: ServarrClient, service: ScriptedService
) -> None:
    """A Radarr where Sonarr is expected, a Lidarr anywhere."""
    service.on("GET", STATUS, says({"appName": "Lidarr", "version": "2.0"}))
    for asked in (client.verify, client.system_status):
        with pytest.raises(WrongService, match="but Lidarr answers there") as error:
            await asked()
        assert (error.value.expected, error.value.found) == (client.kind.label, "Lidarr")


@pytest.mark.parametrize(
    "reply",
    [
        fails(404),
        says({"message": "NotFound"}, status=404),
        sends("<html><h1>404</h1></html>", status=404, content_type="text/html"),
        fails(405),
        says({"version": "1.0", "application": "Somewhere Else"}),
        says({"hello": "world"}),
        sends("<title>Plex Web</title>", status=401, headers={"X-Plex-Protocol": "1.0"}),
    ],
)
async def test_verify_tells_another_application_from_a_broken_one(
    client: ServarrClient, service: ScriptedService, reply: Any
) -> None:
    """It has no such API, or an API of its own."""
    service.on("GET", STATUS, reply)
    with pytest.raises(WrongService):
        await client.verify()


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (fails(401), ServiceUnauthorised),
        (sends("<html>login</html>"), ServiceLoginPage),
        (fails(302, {"Location": "/login"}), ServiceLoginPage),
        (fails(307, {"Location": f"/radarr{STATUS}"}), ServiceUnexpectedAnswer),
        (sends("garbage"), ServiceUnexpectedAnswer),
    ],
)
async def test_verify_passes_other_errors_on(
    client: ServarrClient, service: ScriptedService, reply: Any, error: type[Exception]
) -> None:
    """Each has its own repair."""
    service.on("GET", STATUS, reply)
    with pytest.raises(error) as raised:
        await client.verify()
    assert type(raised.value) is error


async def test_verify_names_a_version_of_the_api_we_do_not_know(
    client: ServarrClient, service: ScriptedService
) -> None:
    """A future version removed v3."""
    service.on("GET", STATUS, fails(404))
    service.on("GET", "/api", says({"current": "v5", "deprecated": ["v4"]}))
    with pytest.raises(ServiceUnexpectedAnswer, match="speaks version v5 of its API"):
        await client.verify()


async def test_verify_keeps_the_error_of_the_right_api(
    client: ServarrClient, service: ScriptedService
) -> None:
    """The API is v3, its status is broken."""
    service.on("GET", STATUS, says({"version": "6.0"}))
    service.on("GET", "/api", says({"current": "v3"}))
    with pytest.raises(ServiceUnexpectedAnswer) as error:
        await client.verify()
    assert error.value.missing == "appName"


async def test_ping(client: ServarrClient, service: ScriptedService) -> None:
    """A sign of life."""
    service.on("GET", "/ping", says({"status": "OK"}))
    await client.ping()
    assert service.paths() == ["GET /ping"]
