"""A client of the fake Plex server, and films for its libraries."""

from pathlib import Path
from typing import Any

import aiohttp

from tests.fakes.plex import FakePlex, Section

CATALOGUE = {
    ("Dune", 2021): ["imdb://tt1160419", "tmdb://438631"],
    ("Mission: Impossible", 1996): ["imdb://tt0117060", "tmdb://954"],
    ("Severance", 2022): ["imdb://tt11280740", "tvdb://371980"],
}

type Container = dict[str, Any]


class Viewer:
    """A client with the right token that asks for JSON."""

    def __init__(self, plex: FakePlex, session: aiohttp.ClientSession) -> None:
        self._plex = plex
        self._session = session

    def request(
        self, method: str, path: str, *, token: str | None = None, accept: str = "application/json"
    ) -> aiohttp.client._RequestContextManager:
        """Send one request; an empty token sends none."""
        headers = {"Accept": accept, "X-Plex-Token": self._plex.api_key if token is None else token}
        return self._session.request(method, self._plex.url + path, headers=headers)

    async def get(self, path: str) -> Container:
        """Return the container of a path."""
        async with self.request("GET", path) as answer:
            assert answer.status == 200, await answer.text()
            container: Container = (await answer.json())["MediaContainer"]
            return container

    async def titles(self, path: str) -> list[str]:
        """Return the titles of the entries of a path."""
        return [str(entry["title"]) for entry in (await self.get(path)).get("Metadata", [])]


def add_film(library: Path, folder: str, file: str = "film.mkv") -> Path:
    """Put a film into a library folder and return its folder."""
    (library / folder).mkdir(parents=True, exist_ok=True)
    (library / folder / file).write_bytes(b"\x1aE\xdf\xa3")
    return library / folder


def films_of(plex: FakePlex) -> Section:
    """Return the library of films."""
    return plex.library.sections["1"]


async def scan(plex: FakePlex) -> None:
    """Scan everything and wait for it."""
    for section in plex.library.sections.values():
        plex.scanner.scan(section)
    await plex.scanner.done()
