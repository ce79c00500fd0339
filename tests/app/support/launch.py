"""Starts the real app as a process, `python -m autoarr_app`, and listens to what it says."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
import os
from pathlib import Path
import sys
from typing import Any

import orjson

ADDON = Path(__file__).resolve().parents[3] / "addon"

_START_SECONDS = 30.0

_NOWHERE = {
    # No test may download a model, whatever it asks the app for.
    **dict.fromkeys(("HTTPS_PROXY", "https_proxy"), "http://127.0.0.1:9"),
    **dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,localhost"),
}


@dataclass(slots=True, kw_only=True)
class AppProcess:
    """A process of the app, and what it says."""

    process: asyncio.subprocess.Process
    lines: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    readers: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def log(self) -> list[dict[str, Any]]:
        """Return the log so far."""
        return [orjson.loads(line) for line in self.lines if line.startswith("{")]

    def said(self, event: str) -> list[dict[str, Any]]:
        """Return the log lines of one event."""
        return [line for line in self.log if line["event"] == event]

    async def ended(self) -> int:
        """Wait for the end; return the exit code."""
        async with asyncio.timeout(_START_SECONDS):
            code = await self.process.wait()
            await asyncio.gather(*self.readers)
        return code

    async def listening(self) -> tuple[str, int]:
        """Wait until it listens; return its address."""
        async with asyncio.timeout(_START_SECONDS):
            while not self.said("listening"):
                assert self.process.returncode is None, (self.lines, self.errors)
                await asyncio.sleep(0.01)
        line = self.said("listening")[0]
        return line["host"], line["port"]


async def launch(
    *arguments: str, environment: Mapping[str, str] | None = None, cwd: Path | None = None
) -> AppProcess:
    """Start the app; nothing of this process's own AUTOARR_ variables goes along."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("AUTOARR_")}
    path = os.pathsep.join(filter(None, [str(ADDON), os.environ.get("PYTHONPATH")]))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "autoarr_app",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**inherited, **_NOWHERE, "PYTHONPATH": path, **(environment or {})},
        cwd=cwd,
        limit=2**24,
    )
    app = AppProcess(process=process)
    assert process.stdout is not None
    assert process.stderr is not None
    app.readers = [
        asyncio.create_task(_collect(process.stdout, app.lines)),
        asyncio.create_task(_collect(process.stderr, app.errors)),
    ]
    return app


async def _collect(stream: asyncio.StreamReader, lines: list[str]) -> None:
    """Keep what a stream says."""
    while line := await stream.readline():
        lines.append(line.decode().rstrip("\n"))
