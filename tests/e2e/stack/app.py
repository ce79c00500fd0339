"""The companion app as a process of its own, with its history on disk and without a model."""

from pathlib import Path
from typing import Any, Self

import aiohttp

from tests.app.support.launch import AppProcess, launch


class RealApp:
    """A companion app that keeps its port, its token and its history over restarts."""

    def __init__(self, folder: Path, *, port: int) -> None:
        """Keep everything in one folder; nothing runs yet."""
        self.url = f"http://127.0.0.1:{port}"
        self._folder = folder
        self._port = port
        self._process: AppProcess | None = None

    async def __aenter__(self) -> Self:
        """Start it."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop it."""
        await self.stop()

    @property
    def token(self) -> str:
        """Return the token it made on its first start."""
        return (self._folder / "token").read_text(encoding="ascii").strip()

    @property
    def complaints(self) -> list[dict[str, Any]]:
        """Return what it logged as an error since its last start."""
        lines = self._process.log if self._process else []
        return [line for line in lines if line["level"] in {"error", "critical"}]

    async def start(self) -> None:
        """Start the process and wait until it listens."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._process = await launch(
            "--host=127.0.0.1",
            f"--port={self._port}",
            f"--data-dir={self._folder}",
            "--model=none",
        )
        await self._process.listening()

    async def stop(self) -> None:
        """End it as Supervisor does."""
        if (app := self._process) is not None and app.process.returncode is None:
            app.process.terminate()
            await app.ended()

    async def kill(self) -> None:
        """End it as a power cut does."""
        if (app := self._process) is not None:
            app.process.kill()
            await app.ended()

    async def history(self, path: str = "/activity?limit=500") -> list[dict[str, Any]]:
        """Return what it has kept, oldest first."""
        headers = {"Authorization": f"Bearer {self.token}"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.get(f"{self.url}/api/v1{path}") as answer,
        ):
            answer.raise_for_status()
            items: list[dict[str, Any]] = (await answer.json())["items"]
            return items[::-1]
