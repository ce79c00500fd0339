"""The app as a person runs it: a process of its own with its own data folder."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
import socket
import sys
from time import monotonic, perf_counter
from types import TracebackType
from typing import Any, Self

import aiohttp

ROOT = Path(__file__).parents[2]
START_SECONDS = 60.0
ANSWER_MS = 120_000


class TooSlow(Exception):
    """The model did not answer in time."""


class RunningApp:
    """The app, from its start to its end."""

    def __init__(self, folder: Path, *flags: str) -> None:
        """Keep everything in a folder; flags are those of `python -m autoarr_app`."""
        self._data = folder / "data"
        self._flags = flags
        self._port = free_port()

    async def __aenter__(self) -> Self:
        """Start it and wait until it answers."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "autoarr_app"),
            *("--port", str(self._port), "--data-dir", str(self._data), "--log-level", "error"),
            *self._flags,
            cwd=ROOT / "addon",
            stdout=asyncio.subprocess.DEVNULL,
        )
        self._session = aiohttp.ClientSession(f"http://127.0.0.1:{self._port}/api/v1/")
        deadline = monotonic() + START_SECONDS
        while not await self._answers():
            if self._process.returncode is not None or monotonic() > deadline:
                await self.__aexit__(None, None, None)
                raise RuntimeError("the app did not start; its log is above")
            await asyncio.sleep(0.05)
        self._session.headers["Authorization"] = f"Bearer {self.token}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        await self._session.close()
        if self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def token(self) -> str:
        """Return the token it made on its first start."""
        return (self._data / "token").read_text("utf-8").strip()

    @property
    def pid(self) -> int:
        """Return the process id of the server."""
        return self._process.pid

    @property
    def worker_pid(self) -> int | None:
        """Return the process id of the model's worker, None while there is none."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        for child in map(int, children):
            if b"autoarr_app.llm.worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                return child
        return None

    async def get(self, path: str) -> dict[str, Any]:
        """Read a resource."""
        async with self._session.get(path) as response:
            response.raise_for_status()
            found: dict[str, Any] = await response.json()
        return found

    async def ask(self, text: str, known: Mapping[str, Any]) -> tuple[dict[str, Any], float]:
        """Ask what a sentence means; return the answer and the seconds it took. Raises TooSlow."""
        question = {"text": text, "known": known, "deadline_ms": ANSWER_MS}
        begun = perf_counter()
        async with self._session.post("requests/parse", json=question) as response:
            if response.status == 504:
                raise TooSlow
            if response.status != 200:
                raise RuntimeError(f"{response.status}: {await response.text()}")
            answer: dict[str, Any] = await response.json()
        return answer, perf_counter() - begun

    async def model_ready(self) -> dict[str, Any]:
        """Wait until the model answers; return its state. Raises RuntimeError when it failed."""
        deadline = monotonic() + ANSWER_MS / 1000
        while monotonic() < deadline:
            state: dict[str, Any] = (await self.get("info"))["model"]
            if state["status"] == "ready":
                return state
            if state["status"] in {"none", "missing", "failed"}:
                raise RuntimeError(f"the model is {state['status']}: {state['detail']}")
            await asyncio.sleep(0.2)
        raise RuntimeError("the model was not ready in time")

    async def _answers(self) -> bool:
        """Return whether the server is there."""
        try:
            async with self._session.get("health") as response:
                return response.status == 200
        except aiohttp.ClientConnectionError:
            return False


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
