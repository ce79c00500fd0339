"""Runs the Radarr that remembers, kills it, and asks it what it holds."""

import asyncio
import contextlib
import os
from pathlib import Path
import re
import secrets
import signal
import sys
from typing import Any, Self

import aiohttp

from tests.e2e.stack.ports import free_port
from tests.e2e.stack.sabnzbd import RealSabnzbd
from tests.e2e.stack.waiting import until
from tests.fakes.usenet.tools import REPOSITORY

type Row = dict[str, Any]

START_SECONDS = 60.0


class RadarrApart:
    """One Radarr in a process of its own; `async with RadarrApart(...) as radarr: radarr.url, radarr.api_key`."""

    def __init__(self, folder: Path, articles: Path, sabnzbd: RealSabnzbd) -> None:
        """Prepare one; port and key stay the same over restarts."""
        self.folder = folder
        self.port = free_port()
        self.api_key = secrets.token_hex(16)
        self._articles = articles
        self._sabnzbd = sabnzbd
        self._process: asyncio.subprocess.Process | None = None
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        """Start."""
        self.folder.mkdir()
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """End it."""
        await self.kill()
        await self._session.close()

    async def start(self) -> None:
        """Start it, on what it has kept; raises TimeoutError."""
        where = ("--folder", str(self.folder), "--articles", str(self._articles))
        with (self.folder / "console.log").open("ab") as console:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.e2e.kill.kept_radarr", *where),
                *("--port", str(self.port), "--sabnzbd", self._sabnzbd.url),
                cwd=REPOSITORY,
                env={
                    **os.environ,
                    "RADARR_KEY": self.api_key,
                    "SABNZBD_KEY": self._sabnzbd.api_key,
                },
                stdin=asyncio.subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                start_new_session=True,
            )
        await until(self._answers, seconds=START_SECONDS)

    async def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process is None or self._process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()

    async def dawdle(self, paths: str, *, seconds: float = 60.0) -> None:
        """Take so long over requests to some paths (a regular expression) before it does what they ask for."""
        await self._misbehave(mode="slow", seconds=seconds, paths=paths)

    async def behave(self) -> None:
        """Answer normally again; what it dawdles over it still does in the end."""
        await self._misbehave(mode="ok")

    def close_its_eyes(self) -> None:
        """Have it look at SABnzbd no more by itself, so that AutoArr is the first to see a failure."""
        (self.folder / "blind").touch()

    def open_its_eyes(self) -> None:
        """Have it look again."""
        (self.folder / "blind").unlink(missing_ok=True)

    async def asked(self, pattern: str) -> bool:
        """Say whether a request was made whose line, such as `POST /api/v3/release`, matches."""
        return bool(await self._logged(f"asked {pattern}"))

    async def done(self, pattern: str) -> int:
        """Return how many requests it has carried out whose line matches."""
        return len(await self._logged(f"done {pattern}"))

    async def add(self, tmdb_id: int) -> None:
        """Add a film and have it searched, as somebody does in its own interface."""
        (found,) = await self.get("movie/lookup", term=f"tmdb:{tmdb_id}")
        (root,) = await self.get("rootfolder")
        profiles = {row["name"]: row["id"] for row in await self.get("qualityprofile")}
        body = found | {
            "qualityProfileId": profiles["HD-1080p"],
            "rootFolderPath": root["path"],
            "monitored": True,
            "minimumAvailability": "released",
            "addOptions": {"searchForMovie": True},
        }
        async with self._session.post(
            f"{self.url}/api/v3/movie", json=body, headers=self._key
        ) as answer:
            answer.raise_for_status()

    async def grabs(self) -> list[str]:
        """Return the names of what it grabbed, oldest first."""
        return await self._history("grabbed")

    async def imports(self) -> list[str]:
        """Return the names of what it imported, oldest first."""
        return await self._history("downloadFolderImported")

    async def blocklisted(self) -> list[str]:
        """Return the names on its blocklist."""
        return [
            row["sourceTitle"] for row in (await self.get("blocklist", pageSize=100))["records"]
        ]

    async def has_file(self, tmdb_id: int) -> bool:
        """Say whether it has a film's file."""
        return any(row["hasFile"] for row in await self.get("movie", tmdbId=tmdb_id))

    async def get(self, path: str, **query: str | int) -> Any:
        """Return an answer; raises aiohttp.ClientError."""
        async with self._session.get(
            f"{self.url}/api/v3/{path}", params=query, headers=self._key
        ) as answer:
            answer.raise_for_status()
            return await answer.json()

    @property
    def _key(self) -> dict[str, str]:
        """Return the header with its key."""
        return {"X-Api-Key": self.api_key}

    async def _history(self, event: str) -> list[str]:
        """Return the names in its history of one kind, oldest first."""
        rows = (await self.get("history", pageSize=1000))["records"]
        told = sorted((row for row in rows if row["eventType"] == event), key=lambda row: row["id"])
        return [row["sourceTitle"] for row in told]

    async def _misbehave(self, **how: str | float) -> None:
        """Tell it how to behave, and wait until it does."""
        async with self._session.post(f"{self.url}/__fake__/misbehave", json=how) as answer:
            answer.raise_for_status()
        await asyncio.sleep(0.2)

    async def _logged(self, pattern: str) -> list[str]:
        """Return the lines of its log that begin with a pattern."""
        lines = await asyncio.to_thread((self.folder / "asked.log").read_text)
        return [line for line in lines.splitlines() if re.match(pattern, line)]

    async def _answers(self) -> bool:
        """Say whether it is up."""
        with contextlib.suppress(aiohttp.ClientError):
            async with self._session.get(f"{self.url}/ping") as answer:
                return answer.status == 200
        return False
