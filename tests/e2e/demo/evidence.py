"""Asks the services themselves, past AutoArr, over their own HTTP APIs."""

from typing import Any, Self

import aiohttp

from tests.e2e.stack.stack import Stack

type Row = dict[str, Any]


class Evidence:
    """What Radarr, SABnzbd and Plex say; `async with Evidence(stack) as evidence`."""

    def __init__(self, stack: Stack) -> None:
        """Ask the services of one stack."""
        self._stack = stack
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))

    async def __aenter__(self) -> Self:
        """Do nothing: the session is open."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        await self._session.close()

    async def movie(self, tmdb_id: int) -> Row | None:
        """Return a movie of Radarr's library."""
        found = await self._radarr("movie", tmdbId=tmdb_id)
        return found[0] if found else None

    async def movie_file(self, movie_id: int) -> Row | None:
        """Return the file of a movie."""
        found = await self._radarr("moviefile", movieId=movie_id)
        return found[0] if found else None

    async def profile(self, profile_id: int) -> str:
        """Return the name of a quality profile."""
        names = {row["id"]: row["name"] for row in await self._radarr("qualityprofile")}
        return str(names[profile_id])

    async def grabs(self) -> list[Row]:
        """Return what Radarr grabbed, oldest first."""
        return await self._history("grabbed")

    async def failures(self) -> list[Row]:
        """Return what Radarr counts as failed, oldest first."""
        return await self._history("downloadFailed")

    async def blocklisted(self) -> list[str]:
        """Return the titles on Radarr's blocklist."""
        page = await self._radarr("blocklist", pageSize=100)
        return [row["sourceTitle"] for row in page["records"]]

    async def searches(self) -> list[Row]:
        """Return the searches somebody made Radarr do."""
        return [row for row in await self._radarr("command") if row["name"] == "MoviesSearch"]

    async def redownloads(self) -> Row:
        """Return what Radarr does about failures by itself."""
        found: Row = await self._radarr("config/downloadclient")
        return found

    async def setting(self, kind: str, document: str, path: str) -> Any:
        """Return one setting of Radarr, SABnzbd or Plex as the service itself has it."""
        match kind:
            case "radarr":
                return (await self._radarr(document))[path]
            case "sabnzbd":
                answer: Row = await self._stack.sabnzbd.api("get_config", section=document)
                return answer["config"][document][path]
        rows = (await self._plex(f"/:/{document}"))["Setting"]
        return next(row["value"] for row in rows if row["id"] == path)

    async def jobs(self) -> list[Row]:
        """Return what SABnzbd has ended, oldest first; Radarr archives what it has imported."""
        found: list[Row] = []
        for archive in (0, 1):
            page: Row = await self._stack.sabnzbd.api("history", limit=1000, archive=archive)
            found += page["history"]["slots"]
        ended = [slot for slot in found if slot["status"] in ("Completed", "Failed")]
        return sorted(ended, key=lambda slot: int(slot["completed"]))

    async def in_plex(self, guid: str) -> Row | None:
        """Return the film in Plex's libraries that has a GUID such as `tmdb://438631`."""
        for section in (await self._plex("/library/sections"))["Directory"]:
            where = f"/library/sections/{section['key']}/all"
            for item in (await self._plex(where, includeGuids=1)).get("Metadata", []):
                if guid in [each["id"] for each in item.get("Guid", [])]:
                    found: Row = item
                    return found
        return None

    async def _history(self, event: str) -> list[Row]:
        """Return Radarr's history of one kind, oldest first."""
        page = await self._radarr("history", pageSize=1000)
        rows = [row for row in page["records"] if row["eventType"] == event]
        return sorted(rows, key=lambda row: (row["date"], row["id"]))

    async def _radarr(self, path: str, **query: str | int) -> Any:
        """Ask Radarr."""
        radarr = self._stack.radarr
        return await self._get(
            f"{radarr.url}/api/v3/{path}", {"X-Api-Key": radarr.api_key}, **query
        )

    async def _plex(self, path: str, **query: str | int) -> Any:
        """Ask Plex."""
        plex = self._stack.plex
        headers = {"X-Plex-Token": plex.api_key, "Accept": "application/json"}
        return (await self._get(f"{plex.url}{path}", headers, **query))["MediaContainer"]

    async def _get(self, url: str, headers: dict[str, str], **query: str | int) -> Any:
        """Return the JSON at an address; raises aiohttp.ClientResponseError."""
        async with self._session.get(url, headers=headers, params=query) as answer:
            answer.raise_for_status()
            return await answer.json()
