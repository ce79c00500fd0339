"""Runs a real SABnzbd on loopback, in a folder and a process group of its own."""

import asyncio
from collections.abc import Mapping, Sequence
import contextlib
from enum import StrEnum
import os
from pathlib import Path
import secrets
import shlex
import signal
from typing import Self, override

import aiohttp

from tests.fakes.usenet.tools import REPOSITORY

from .ports import free_port
from .sabnzbd_api import JsonObject, SabnzbdApi, SabnzbdError
from .sabnzbd_history import multiply
from .sabnzbd_ini import SabnzbdSettings, sabnzbd_ini

__all__ = [
    "Edition",
    "JsonObject",
    "RealSabnzbd",
    "SabnzbdError",
    "command_of",
    "missing_reason",
    "reason_without",
    "sabnzbd_command",
]

_TOOLCHAIN = REPOSITORY / ".toolchain"
_START_SECONDS = 60.0
_STOP_SECONDS = 15.0


class Edition(StrEnum):
    """Which SABnzbd: the first is 5.1 or what `SABNZBD_CMD` names, the older is 4.5."""

    FIRST = "sabnzbd"
    OLDER = "sabnzbd-trixie"


def command_of(edition: Edition) -> list[str] | None:
    """Return how a SABnzbd is started, None when it is not here."""
    if edition is Edition.FIRST and (command := os.environ.get("SABNZBD_CMD")):
        return shlex.split(command)
    launcher = _TOOLCHAIN / edition / "bin" / "sabnzbd"
    return [str(launcher)] if launcher.is_file() else None


def reason_without(edition: Edition) -> str | None:
    """Return why a SABnzbd cannot be run here, None when it can."""
    if command_of(edition) is not None:
        return None
    with contextlib.suppress(FileNotFoundError):
        return (_TOOLCHAIN / f"{edition}-missing").read_text().strip()
    if edition is Edition.OLDER:
        return "no SABnzbd 4.5: run scripts/setup without SABNZBD_CMD"
    return "no SABnzbd: run scripts/setup, or name the command that starts one in SABNZBD_CMD"


def sabnzbd_command() -> list[str] | None:
    """Return how the first SABnzbd is started, None when it is not here."""
    return command_of(Edition.FIRST)


def missing_reason() -> str | None:
    """Return why the first SABnzbd cannot be run here, None when it can."""
    return reason_without(Edition.FIRST)


class RealSabnzbd(SabnzbdApi):
    """One SABnzbd and its folder; `async with RealSabnzbd(folder, news.port) as sab: sab.url, sab.api_key`.

    `kill()` while it downloads leaves 5.1.3 with a job it finds damaged and pauses after the restart; a failed
    or completed job survives.
    """

    def __init__(
        self,
        workdir: Path,
        nntp_port: int,
        *,
        nntp_username: str = "reader",
        nntp_password: str = "news",
        connections: int = 4,
        categories: Sequence[str] = ("movies", "tv"),
        misc: Mapping[str, str] | None = None,
        port: int | None = None,
        api_key: str | None = None,
    ) -> None:
        """Prepare one; port and keys stay the same over restarts. `misc` goes over the settings of SABnzbd."""
        self.workdir = workdir
        self.settings = SabnzbdSettings(
            port=port or free_port(),
            api_key=api_key or secrets.token_hex(16),
            nzb_key=secrets.token_hex(16),
            nntp_port=nntp_port,
            nntp_username=nntp_username,
            nntp_password=nntp_password,
            connections=connections,
            categories=tuple(categories),
            misc=dict(misc or {}),
        )
        super().__init__(f"http://127.0.0.1:{self.settings.port}", self.settings.api_key)
        self._configured = False
        self._process: asyncio.subprocess.Process | None = None

    @property
    def nzb_key(self) -> str:
        """Return the key that may only add jobs."""
        return self.settings.nzb_key

    @property
    def complete_dir(self) -> Path:
        """Return where finished jobs are moved to."""
        return self.workdir / "complete"

    @property
    def incomplete_dir(self) -> Path:
        """Return where jobs are downloaded to."""
        return self.workdir / "incomplete"

    @property
    def log(self) -> Path:
        """Return SABnzbd's own log."""
        return self.workdir / "logs" / "sabnzbd.log"

    @property
    def pid(self) -> int | None:
        """Return the process id, None when it does not run."""
        return (
            self._process.pid
            if self._process is not None and self._process.returncode is None
            else None
        )

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    async def start(self) -> None:
        """Start and wait until the API answers; raises SabnzbdError with the end of the log."""
        command = sabnzbd_command()
        if command is None:
            raise SabnzbdError(missing_reason())
        ini = self._configure()
        address = f"127.0.0.1:{self.settings.port}"
        with (self.workdir / "console.log").open("ab") as console:
            self._process = await asyncio.create_subprocess_exec(
                *(*command, "-f", str(ini), "-s", address, "-b", "0", "-l", "1"),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                start_new_session=True,
            )
        self.open_session()
        try:
            await asyncio.wait_for(self._until_it_answers(self._process), _START_SECONDS)
        except (TimeoutError, SabnzbdError) as error:
            await self.kill()
            await self.close_session()
            raise SabnzbdError(f"SABnzbd did not start: {error}\n{self.last_words()}") from error

    async def stop(self) -> None:
        """Ask it to shut down, then end it by its own process group."""
        if self.pid is not None:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError, SabnzbdError):
                await self.api("shutdown")
            if not await self._ended(_STOP_SECONDS) and not await self._signal(signal.SIGTERM, 5.0):
                await self.kill()
        self._process = None
        await self.close_session()

    async def kill(self) -> bool:
        """End it at once, as a power cut does."""
        return await self._signal(signal.SIGKILL, 5.0)

    async def restart(self) -> None:
        """Stop, and start again on the same folder."""
        await self.stop()
        await self.start()

    async def multiply_history(self, nzo_id: str, copies: int) -> None:
        """Fill the history with copies of one of its jobs; it is stopped for that and started again."""
        await self.stop()
        database = self.workdir / "admin" / "history1.db"
        await asyncio.to_thread(multiply, database, nzo_id, copies)
        await self.start()

    async def _until_it_answers(self, process: asyncio.subprocess.Process) -> None:
        """Return when the API answers; raises SabnzbdError when the process ends before."""
        while process.returncode is None:
            with contextlib.suppress(aiohttp.ClientError, ValueError):
                await self.api("version")
                return
            await asyncio.sleep(0.1)
        raise SabnzbdError(f"it ended with code {process.returncode}")

    async def _signal(self, number: signal.Signals, seconds: float) -> bool:
        """Send a signal to its process group and say whether it ended."""
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)
        return await self._ended(seconds)

    async def _ended(self, seconds: float) -> bool:
        """Say whether the process ends in time."""
        if self._process is None:
            return True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), seconds)
        return self._process.returncode is not None

    def _configure(self) -> Path:
        """Write the settings before the first start and return their file; later starts keep SABnzbd's own."""
        ini = self.workdir / "sabnzbd.ini"
        if not self._configured:
            for folder in (self.complete_dir, self.incomplete_dir, self.workdir / "scripts"):
                folder.mkdir(parents=True, exist_ok=True)
            ini.write_text(sabnzbd_ini(self.settings, self.workdir))
            self._configured = True
        return ini

    @override
    def last_words(self) -> str:
        """Return the end of its logs without its keys."""
        text = ""
        for path in (self.workdir / "console.log", self.log):
            with contextlib.suppress(FileNotFoundError):
                text += "".join(path.read_text(errors="replace").splitlines(keepends=True)[-15:])
        return text.replace(self.api_key, "<key>").replace(self.nzb_key, "<key>")
