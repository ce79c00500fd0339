"""The real app as a process, with somebody who asks it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from .launch import ADDON, AppProcess, launch
from .server import AppServer

__all__ = ["ADDON", "AppProcess", "app_process", "launch"]


@asynccontextmanager
async def app_process(
    data_dir: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> AsyncIterator[tuple[AppProcess, AppServer]]:
    """Run the app as a process, without a model unless told otherwise; kill it afterwards."""
    app = await launch(
        "--port=0",
        f"--data-dir={data_dir}",
        "--rate-limit=1000000",
        *(
            []
            if any(argument.startswith("--model=") for argument in arguments)
            else ["--model=none"]
        ),
        *arguments,
        environment=environment,
    )
    try:
        host, port = await app.listening()
        token = (data_dir / "token").read_text().strip()
        async with aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=30), connector=aiohttp.TCPConnector(limit=0)
        ) as session:
            yield (
                app,
                AppServer(host=host, port=port, token=token, data_dir=data_dir, session=session),
            )
    finally:
        if app.process.returncode is None:
            app.process.kill()
        await app.process.wait()
        for reader in app.readers:
            reader.cancel()
        await asyncio.gather(*app.readers, return_exceptions=True)
