"""What a Plex server is set to, in JSON and in XML."""

import aiohttp
from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.errors import (
    ServiceLoginPage,
    ServiceRejected,
    ServiceUnexpectedAnswer,
)
from custom_components.autoarr.clients.plex import PlexClient
from custom_components.autoarr.clients.plex_documents import preferences

from .conftest import FakeTime
from .service import ScriptedService, fails, says, sends

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
WANTED = {
    "FriendlyName": "Büro & Keller",
    "autoEmptyTrash": True,
    "RelayEnabled": False,
    "DatabaseCacheSize": 40,
    "TranscoderH264MinimumCRF": 16.5,
    "odd": "eleven",
}
JSON = {
    "MediaContainer": {
        "size": len(WANTED),
        "Setting": [
            {"id": "FriendlyName", "type": "text", "value": "Büro & Keller"},
            {"id": "autoEmptyTrash", "type": "bool", "value": True},
            {"id": "RelayEnabled", "type": "bool", "value": False},
            {"id": "DatabaseCacheSize", "type": "int", "value": 40},
            {"id": "TranscoderH264MinimumCRF", "type": "double", "value": 16.5},
            {"id": "odd", "type": "int", "value": "eleven"},
        ],
    }
}
XML = (
    HEAD
    + """<MediaContainer size="6">
<Setting id="FriendlyName" type="text" default="" value="Büro &amp; Keller" hidden="0"/>
<Setting id="autoEmptyTrash" type="bool" default="1" value="1"/>
<Setting id="RelayEnabled" type="bool" default="1" value="false"/>
<Setting id="DatabaseCacheSize" type="int" default="40" value="40"/>
<Setting id="TranscoderH264MinimumCRF" type="double" default="16" value="16.5"/>
<Setting id="odd" type="int" value="eleven"><Setting id="inner" value="1"/></Setting>
</MediaContainer>
"""
)
BOMB = """<!DOCTYPE MediaContainer [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<MediaContainer><Setting id="x" type="text" value="&b;"/></MediaContainer>"""
OUTSIDE = """<!DOCTYPE MediaContainer SYSTEM "file:///etc/passwd">
<MediaContainer><Setting id="x" type="text" value="1"/></MediaContainer>"""


@pytest.fixture
def plex(session: aiohttp.ClientSession, endpoint: Endpoint, time: FakeTime) -> PlexClient:
    """Return a client of the scripted service."""
    return PlexClient(session, endpoint, client_identifier="test", timing=time.timing)


async def test_preferences_are_the_same_in_json_and_in_xml(
    plex: PlexClient, service: ScriptedService
) -> None:
    """Old servers do not look at what one accepts."""
    service.on("GET", "/:/prefs", says(JSON), sends(XML, content_type="text/xml"))
    assert await plex.document("prefs") == WANTED
    assert await plex.document("prefs") == WANTED
    service.on("GET", "/:/prefs", sends(XML.removeprefix(HEAD), content_type="text/xml"))
    assert await plex.document("prefs") == WANTED


@pytest.mark.parametrize("utf16", [False, True])
@pytest.mark.parametrize("text", [HEAD + BOMB, HEAD + OUTSIDE])
async def test_xml_with_a_document_type_is_refused(
    plex: PlexClient, service: ScriptedService, text: str, utf16: bool
) -> None:
    """In whatever encoding: no entity is ever replaced, nothing is fetched."""
    body = text.replace("UTF-8", "UTF-16").encode("utf-16") if utf16 else text.encode()
    service.on("GET", "/:/prefs", sends(body, content_type="text/xml"))
    with pytest.raises(ServiceUnexpectedAnswer):
        await plex.document("prefs")


@pytest.mark.parametrize(
    "text",
    [
        XML[: len(XML) // 2],
        HEAD + "<Response/>",
        HEAD + "<MediaContainer>" + "<a>" * 50 + "</a>" * 50 + "</MediaContainer>",
        HEAD + "<MediaContainer>" + '<Setting id="a"/>' * 6000 + "</MediaContainer>",
        HEAD + '<MediaContainer><Setting type="int" value="1"/></MediaContainer>',
        '{"MediaContainer": {"Setting": {}}}',
        '{"MediaContainer": {"Setting": [{"value": 1}]}}',
        "[]",
        "",
    ],
    ids=range(9),
)
async def test_what_is_no_list_of_settings_is_an_error(
    plex: PlexClient, service: ScriptedService, text: str
) -> None:
    """Cut off, of another kind, endlessly deep or long, without names."""
    service.on("GET", "/:/prefs", sends(text))
    with pytest.raises(ServiceUnexpectedAnswer):
        await plex.document("prefs")


async def test_a_page_is_no_answer(plex: PlexClient, service: ScriptedService) -> None:
    """A login in front of the server is named."""
    service.on("GET", "/:/prefs", sends("<html><title>Sign in</title>", content_type="text/html"))
    with pytest.raises(ServiceLoginPage):
        await plex.document("prefs")


@given(
    st.binary() | st.text().map(lambda text: f"<MediaContainer>{text}</MediaContainer>".encode())
)
def test_garbage_is_never_taken_for_settings(body: bytes) -> None:
    """Whatever comes, it is refused in one of three ways, or it is settings."""
    from xml.parsers.expat import ExpatError

    try:
        found = preferences(body)
    except ValueError, ExpatError, RecursionError:
        return
    assert isinstance(found, dict)


async def test_libraries_and_identity_come_as_they_are(
    plex: PlexClient, service: ScriptedService
) -> None:
    """A server without a library has none."""
    folder = {"key": "1", "type": "movie", "Location": [{"id": 1, "path": "/films"}]}
    service.on(
        "GET",
        "/library/sections",
        says({"MediaContainer": {"size": 1, "Directory": [folder]}}),
        says({"MediaContainer": {"size": 0}}),
    )
    service.on("GET", "/identity", says({"MediaContainer": {"claimed": True, "version": "1.43"}}))
    assert await plex.document("sections") == [folder]
    assert await plex.document("sections") == []
    assert await plex.document("identity") == {"claimed": True, "version": "1.43"}


async def test_a_preference_is_set_by_its_name(plex: PlexClient, service: ScriptedService) -> None:
    """Switches as 1 and 0."""
    service.on("PUT", "/:/prefs", fails(200))
    for name, value in (("autoEmptyTrash", True), ("RelayEnabled", False), ("Size", 1024)):
        await plex.write_preference(name, value)
    await plex.write_preference("TranscoderTempDirectory", None)
    assert [dict(seen.query) for seen in service.seen] == [
        {"autoEmptyTrash": "1"},
        {"RelayEnabled": "0"},
        {"Size": "1024"},
        {"TranscoderTempDirectory": ""},
    ]


async def test_a_preference_that_is_refused(plex: PlexClient, service: ScriptedService) -> None:
    """By the server in its words; by us where it could only be a mistake."""
    said = "cannot set preference value for unknown preference foo"
    service.on("PUT", "/:/prefs", sends(said, status=400, content_type="text/plain"))
    with pytest.raises(ServiceRejected, match="unknown preference foo"):
        await plex.write_preference("foo", 1)
    seen = len(service.seen)
    for name, value in (("a&b=c", 1), ("X-Plex-Token", "x"), ("", 1), ("List", [1])):
        with pytest.raises(ServiceRejected):
            await plex.write_preference(name, value)  # type: ignore[arg-type]
    assert len(service.seen) == seen
