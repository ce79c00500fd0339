"""Runs a real Home Assistant on loopback, in a folder and a process group of its own."""

import asyncio
from collections.abc import Iterable
import contextlib
import json
import os
from pathlib import Path
import signal
import sys
from typing import Self

import aiohttp

from tests.fakes.usenet.tools import REPOSITORY

from .api import HomeAssistantApi, Json, Login
from .bus import BusRecorder
from .log import complaints, leaks
from .ports import free_port
from .waiting import until

START_SECONDS = 120.0
STOP_SECONDS = 30.0

CONFIGURATION = """\
homeassistant:
  name: AutoArr demo
  unit_system: metric
  country: NL
frontend:
config:
conversation:
diagnostics:
history:
logbook:
recorder:
  commit_interval: 1
repairs:
script:
automation:
system_health:
todo:
logger:
  default: warning
  logs:
    custom_components.autoarr: debug
    # Neither camera pictures nor streams are of use here, and their tools are not installed.
    haffmpeg: critical
    homeassistant.components.camera.img_util: critical
"""

# The other steps of onboarding would set up integrations that look things up on the internet.
ONBOARDED: Json = {
    "version": 4,
    "minor_version": 1,
    "key": "onboarding",
    "data": {"done": ["core_config", "analytics", "integration"]},
}


class HomeAssistantFailed(RuntimeError):
    """The real Home Assistant did not start or stop in time."""


def _http(port: int) -> Json:
    """Return the settings of the web server as confirmed ones; those from YAML would be on trial for five minutes."""
    stable: Json = {
        "server_host": ["127.0.0.1"],
        "server_port": port,
        "cors_allowed_origins": [],
        "login_attempts_threshold": -1,
        "ip_ban_enabled": True,
        "ssl_profile": "modern",
        "use_x_frame_options": True,
        "created_at": None,
        "error": None,
        "error_message": None,
    }
    data: Json = {"stable": stable, "pending": None, "yaml_migration_done": True}
    return {"version": 2, "minor_version": 2, "key": "http", "data": data}


class RealHomeAssistant:
    """One Home Assistant and its folder; `async with RealHomeAssistant(folder) as hass: hass.url, hass.api`."""

    def __init__(self, workdir: Path, *, port: int | None = None) -> None:
        """Prepare one; a free port is taken once and kept over restarts, as the folder is."""
        self.workdir = workdir
        self.port = port or free_port()
        self.login = Login(username="autoarr", password="autoarr")
        self.bus = BusRecorder()
        self._api: HomeAssistantApi | None = None
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """Return the address, as a person would type it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def api(self) -> HomeAssistantApi:
        """Return the logged-in client; raises HomeAssistantFailed before the first start."""
        if self._api is None:
            raise HomeAssistantFailed("Home Assistant was not started yet")
        return self._api

    @property
    def pid(self) -> int | None:
        """Return the process id, None when it does not run."""
        process = self._process
        return process.pid if process is not None and process.returncode is None else None

    @property
    def log(self) -> Path:
        """Return what Home Assistant wrote, over all its runs."""
        return self.workdir / "console.log"

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop and close the client."""
        try:
            await self.stop()
        finally:
            await self._abandon()

    async def start(self) -> None:
        """Start, wait until it is up, and log in; raises HomeAssistantFailed with the end of the log."""
        self._write_configuration()
        with self.log.open("ab") as console:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "homeassistant", "--skip-pip", "--config", str(self.workdir)),
                cwd=self.workdir,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                start_new_session=True,
            )
        if self._api is None:
            self._api = HomeAssistantApi(self.url, self.login)
        try:
            await until(self._answers, seconds=START_SECONDS)
            await self._api.log_in()
            await until(self._api.running, seconds=START_SECONDS)
            await self.bus.open(self._api)
        except (TimeoutError, HomeAssistantFailed) as err:
            raise HomeAssistantFailed(
                f"Home Assistant did not come up at {self.url}; its log ends:\n{self.log_tail()}"
            ) from err
        finally:
            if not self.bus.listening:
                await self._abandon()

    async def stop(self) -> None:
        """Stop it as an operator does, by SIGTERM; what does not end is killed and reported."""
        if (pid := self.pid) is None or self._process is None:
            return
        os.kill(pid, signal.SIGTERM)
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self._process.wait()
        except TimeoutError as err:
            raise HomeAssistantFailed(
                f"Home Assistant did not stop within {STOP_SECONDS:.0f} s"
            ) from err
        finally:
            await self.kill()

    async def kill(self) -> None:
        """End it at once, as a power cut would."""
        await self.bus.close()
        if self._process is None or self._process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()

    async def restart(self) -> None:
        """Stop, and start again on the same folder."""
        await self.stop()
        await self.start()

    async def stored(self, *words: str) -> None:
        """Wait until the config entries are on disk with these words: Home Assistant writes them a second later."""
        entries = self.workdir / ".storage" / "core.config_entries"

        async def written() -> bool:
            with contextlib.suppress(FileNotFoundError):
                text = await asyncio.to_thread(entries.read_text)
                return all(word in text for word in words)
            return False

        await until(written, seconds=START_SECONDS)

    def log_tail(self, lines: int = 40) -> str:
        """Return the end of the log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def complaints(self, *, expected: Iterable[str] = ()) -> list[str]:
        """Return the lines of the log that no release may show; `expected` are words of lines that may be there."""
        text = self.log.read_text(errors="replace").replace(str(self.workdir), "<config>")
        return complaints(text, expected)

    def leaks(self, secrets: Iterable[str], **told: str) -> list[str]:
        """Return where a credential of a service has no business to be; `told` is what else was heard of it."""
        return leaks(self.workdir, {"events": self.bus.text, **told}, secrets)

    async def _abandon(self) -> None:
        """Leave nothing running and nothing open."""
        await self.kill()
        api, self._api = self._api, None
        if api is not None:
            await api.close()

    async def _answers(self) -> bool:
        """Return whether the web server is up; raises HomeAssistantFailed when the process ended."""
        if self.pid is None:
            raise HomeAssistantFailed("the process ended")
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.get(f"{self.url}/api/onboarding") as answer,
            ):
                return answer.status in (200, 404)
        except aiohttp.ClientError:
            return False

    def _write_configuration(self) -> None:
        """Make the folder once; the integration is the repository's own."""
        self.workdir.mkdir(parents=True, exist_ok=True)
        configuration = self.workdir / "configuration.yaml"
        if not configuration.exists():
            configuration.write_text(CONFIGURATION)
            storage = self.workdir / ".storage"
            storage.mkdir()
            for name, content in (("onboarding", ONBOARDED), ("http", _http(self.port))):
                (storage / name).write_text(json.dumps(content))
        components = self.workdir / "custom_components"
        if not components.is_symlink():
            components.symlink_to(REPOSITORY / "custom_components", target_is_directory=True)
