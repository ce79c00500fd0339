"""A real SABnzbd that one test after the other uses: its process stays, its jobs and settings do not."""

import asyncio
from collections.abc import Sequence
import contextlib
import os
from pathlib import Path
import secrets
import shutil
import signal
import subprocess
from typing import Final, override

import aiohttp

from tests.e2e.stack.ports import free_port
from tests.e2e.stack.sabnzbd_api import Json, SabnzbdApi, SabnzbdError
from tests.e2e.stack.sabnzbd_ini import NEWS_SERVER, SabnzbdSettings, sabnzbd_ini
from tests.e2e.stack.waiting import until

START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 10.0
NNTP_TIMEOUT: Final = 20
"""Seconds SABnzbd waits for an answer of the news server, unless a test says otherwise."""


class SharedSabnzbd(SabnzbdApi):
    """One SABnzbd; `async with` lends it to a test, clean, and takes it back as it was."""

    def __init__(self, command: Sequence[str], workdir: Path) -> None:
        """Prepare one; it starts when the first test wants it, `end` ends it for good."""
        self.command = tuple(command)
        self.workdir = workdir
        self.settings = SabnzbdSettings(
            port=free_port(),
            api_key=secrets.token_hex(16),
            nzb_key=secrets.token_hex(16),
            nntp_port=free_port(),
            nntp_username="reader",
            nntp_password="news",
        )
        super().__init__(f"http://127.0.0.1:{self.settings.port}", self.settings.api_key)
        self.version = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._former: dict[str, str] = {}
        self._server_changed = False

    @property
    def news_port(self) -> int:
        """Return the port it looks for its news server at."""
        return self.settings.nntp_port

    @property
    def complete_dir(self) -> Path:
        """Return where finished jobs are moved to."""
        return self.workdir / "complete"

    @property
    def scripts_dir(self) -> Path:
        """Return where it looks for scripts."""
        return self.workdir / "scripts"

    # ── one test ──

    async def __aenter__(self) -> SharedSabnzbd:
        """Lend it: running, without jobs."""
        self.open_session()
        try:
            await self._run()
            await self._clean()
        except BaseException:
            await self.close_session()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Take it back: with the settings and folders it had."""
        try:
            await self._clean()
            former, self._former = self._former, {}
            for keyword, value in former.items():
                await self._set(keyword, value)
            if self._server_changed:
                await self.set_server(timeout=NNTP_TIMEOUT, enable=1)
                self._server_changed = False
            await asyncio.to_thread(self._empty_folders)
        finally:
            await self.close_session()

    async def configure(self, **misc: str | int) -> None:
        """Change switches until the end of the test; raises SabnzbdError for a value it does not take."""
        for keyword, value in misc.items():
            answer = await self.api("get_config", section="misc", keyword=keyword)
            match answer:
                case {"config": {"misc": dict(known)}}:
                    self._former.setdefault(keyword, _written(known[keyword]))
            await self._set(keyword, str(value))

    async def set_server(self, **fields: str | int) -> None:
        """Change its news server, which it then looks up anew: that takes it five seconds."""
        self._server_changed = True
        await self.api("set_config", section="servers", keyword=NEWS_SERVER, **fields)

    async def connect_anew(self) -> None:
        """Have it forget its connections and penalties, and connect again in five seconds."""
        await self.api("disconnect")
        await self.unblock_server()

    async def set_script(self, category: str, script: str) -> None:
        """Have a category run a script of `scripts_dir` (`Default`: none)."""
        fields = {"name": category, "dir": category, "script": script}
        await self.api("set_config", section="categories", **fields)

    async def server(self) -> dict[str, Json]:
        """Return what it says of its only news server."""
        match await self.api("status", skip_dashboard=1):
            case {"status": {"servers": [dict(server)]}}:
                return server
        raise SabnzbdError("mode=status lists no server")

    async def warned(self) -> str:
        """Return its warnings as one text."""
        return str((await self.api("warnings"))["warnings"])

    async def add_url(self, url: str, *, category: str = "movies") -> str:
        """Have it fetch an NZB; returns the nzo_id."""
        match await self.api("addurl", name=url, cat=category):
            case {"status": True, "nzo_ids": [str(nzo_id)]}:
                return nzo_id
            case answer:
                raise SabnzbdError(f"{url} was not taken: {answer}")

    @override
    def last_words(self) -> str:
        """Return the end of its log without its keys."""
        text = ""
        for path in (self.workdir / "console.log", self.workdir / "logs" / "sabnzbd.log"):
            with contextlib.suppress(FileNotFoundError):
                text += "".join(path.read_text(errors="replace").splitlines(keepends=True)[-15:])
        return text.replace(self.api_key, "<key>").replace(self.settings.nzb_key, "<key>")

    # ── its life ──

    def end(self) -> None:
        """End the process for good."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    async def _run(self) -> None:
        """See that it runs; raises SabnzbdError."""
        if self._process is not None and self._process.poll() is None:
            return
        await asyncio.to_thread(self._launch)

        async def version() -> str:
            with contextlib.suppress(aiohttp.ClientError, ValueError):
                return str((await self.api("version"))["version"])
            return ""

        try:
            self.version = await until(version, seconds=START_SECONDS)
        except TimeoutError as error:
            raise SabnzbdError(f"SABnzbd did not start:\n{self.last_words()}") from error

    def _launch(self) -> None:
        """Write the settings before the first start, and start."""
        ini = self.workdir / "sabnzbd.ini"
        if not ini.exists():
            for folder in (self.complete_dir, self.workdir / "incomplete", self.scripts_dir):
                folder.mkdir(parents=True)
            ini.write_text(sabnzbd_ini(self.settings, self.workdir))
        address = f"127.0.0.1:{self.settings.port}"
        with (self.workdir / "console.log").open("ab") as console:
            self._process = subprocess.Popen(
                [*self.command, "-f", str(ini), "-s", address, "-b", "0", "-l", "1"],
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                start_new_session=True,
            )

    async def _clean(self) -> None:
        """Have no job, no warning, no pause and no penalty."""

        async def empty() -> bool:
            await self.api("queue", name="delete", value="all", del_files=1)
            await self.api("history", name="delete", value="all", archive=0, del_files=1)
            return not await self.queue() and not await self.history()

        await self.api("pause")
        await until(empty, seconds=60)
        await self.api("history", name="delete", value="all", archive=0, del_files=1)
        await self.api("resume")
        await self.api("warnings", name="clear")
        await self.unblock_server()

    async def _set(self, keyword: str, value: str) -> None:
        """Set one switch and see that it was taken; raises SabnzbdError."""
        answer = await self.api("set_config", section="misc", keyword=keyword, value=value)
        match answer:
            case {"config": {"misc": dict(known)}} if _written(known[keyword]) == value:
                return
        raise SabnzbdError(f"{keyword}={value} was not taken: {answer}")

    def _empty_folders(self) -> None:
        """Remove what tests left behind."""
        for folder in (self.complete_dir, self.workdir / "incomplete", self.scripts_dir):
            for path in folder.iterdir():
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()


def _written(value: Json) -> str:
    """Return a setting as it is written."""
    if isinstance(value, list):
        return ",".join(str(each) for each in value)
    return str(int(value)) if isinstance(value, bool) else str(value)
