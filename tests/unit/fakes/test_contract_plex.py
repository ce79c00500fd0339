"""The fake's answers against Plex's own API document, where that is at hand.

Exceptions: the document knows `/library/sections/all`, clients ask `/library/sections`; a scan of one folder
is asked with GET by the *arr and plexapi, the document says POST; the ids of a film in another catalogue
(`Guid[].id`, as `tmdb://438631`) are text, the document says numbers, as those of tags are.
"""

from collections.abc import AsyncIterator, Mapping
from functools import cache
import json
from pathlib import Path
import re

import aiohttp
from jsonschema import Draft202012Validator
import pytest

from tests.fakes.plex import FakePlex, Update

DOCUMENT = Path(__file__).parents[4] / "shared" / "openapi" / "plex-pms.json"
pytestmark = pytest.mark.skipif(
    not DOCUMENT.exists(), reason="the API documents (../shared/openapi) are not at hand"
)

ANSWERS = {
    "/identity": "/identity",
    "/": "/",
    "/library/sections": "/library/sections/all",
    "/library/sections/all": "/library/sections/all",
    "/library/sections/1/all?includeGuids=1": "/library/sections/{sectionId}/all",
    "/library/sections/2/all": "/library/sections/{sectionId}/all",
    "/library/sections/2/all?type=4": "/library/sections/{sectionId}/all",
    "/library/sections/1/all?X-Plex-Container-Size=0": "/library/sections/{sectionId}/all",
    "/library/metadata/102/allLeaves": "/library/metadata/{ids}/allLeaves",
    "/status/sessions": "/status/sessions",
    "/hubs/search?query=dune": "/hubs/search",
    "/:/prefs": "/:/prefs",
    "/activities": "/activities",
    "/butler": "/butler",
    "/updater/status": "/updater/status",
}
EXCEPTIONS = {("GET", "/library/sections"), ("GET", "/library/sections/{sectionId}/refresh")}


@cache
def document() -> Mapping[str, object]:
    """Return Plex's API document."""
    loaded: Mapping[str, object] = json.loads(DOCUMENT.read_text())
    return loaded


def operation(method: str, path: str) -> Mapping[str, object]:
    """Return one operation of the document."""
    paths = document()["paths"]
    assert isinstance(paths, dict)
    found: Mapping[str, object] = paths.get(path, {}).get(method.lower(), {})
    return found


def schema(path: str) -> dict[str, object]:
    """Return the JSON schema of the answer to a GET."""
    responses = operation("GET", path)["responses"]
    assert isinstance(responses, dict)
    return {
        **responses["200"]["content"]["application/json"]["schema"],
        "components": document()["components"],
    }


@pytest.fixture
async def plex(tmp_path: Path) -> AsyncIterator[FakePlex]:
    """Return a server with something in every answer."""
    for name in ("movies/Dune (2021)/a.mkv", "tv/Severance (2022)/Season 1/a.S01E01.mkv"):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_bytes(b"x")
    async with FakePlex(catalogue={("Dune", 2021): ["tmdb://438631"]}) as server:
        for section in (
            server.library.add_section("movie", "Movies", [tmp_path / "movies"]),
            server.library.add_section("show", "TV Shows", [tmp_path / "tv"]),
        ):
            server.library.scan(section)
        server.play("Dune", year=2021, transcoding=True)
        server.update = Update(version="1.44.0.1-abc")
        yield server


@pytest.mark.parametrize("path", ANSWERS)
async def test_an_answer_is_as_documented(plex: FakePlex, path: str) -> None:
    """Every field the document knows has its type."""
    headers = {"X-Plex-Token": plex.api_key, "Accept": "application/json"}
    async with aiohttp.ClientSession(headers=headers) as session:
        body = await (await session.get(plex.url + path)).json()
    validator = Draft202012Validator(schema(ANSWERS[path]))
    wrong = [
        f"{error.json_path}: {error.message}"
        for error in validator.iter_errors(body)
        if not re.search(r"\.Guid\[\d+\]\.id$", error.json_path)
    ]
    assert wrong == []


async def test_a_scan_under_way_is_as_documented(plex: FakePlex) -> None:
    """An activity exists only while something happens."""
    plex.library.sections["1"].refreshing = True
    await test_an_answer_is_as_documented(plex, "/activities")


def test_the_document_really_judges() -> None:
    """A wrong type is an error, so an empty list of errors means something."""
    validator = Draft202012Validator(schema("/identity"))
    assert [*validator.iter_errors({"MediaContainer": {"version": 1}})]


def test_every_path_of_the_fake_is_in_the_document() -> None:
    """With the exceptions named above."""
    offered = {
        (route.method, re.sub(r"\{section\}", "{sectionId}", route.path))
        for route in FakePlex().routes()
    }
    unknown = {key for key in offered if not operation(*key)}
    assert unknown == EXCEPTIONS
