"""Running a fake by hand: its command line, what it prints, until Ctrl-C."""

import argparse
import asyncio
import signal
import sys
from typing import TYPE_CHECKING

from .misbehaviour import CONTROL, Mode

if TYPE_CHECKING:
    from .http import FakeService


def arguments(description: str, *, port: int) -> argparse.ArgumentParser:
    """Return a parser with the options every fake has when started by hand."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument(
        "--port", type=int, default=port, help="port to listen on (0: any free one)"
    )
    parser.add_argument("--base-path", default="", help="path of a reverse proxy, such as /radarr")
    parser.add_argument("--api-key", default=None, help="API key (default: a random one)")
    parser.add_argument("--tls", action="store_true", help="https with a self-signed certificate")
    return parser


def run(fake: FakeService) -> None:
    """Run a fake until Ctrl-C; prints where it is and how to make it misbehave."""

    def say(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    async def forever() -> None:
        stopped = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        async with fake:
            for name, value in fake.describe().items():
                say(f"{fake.label} {name}: {value}")
            root = fake.url.removesuffix(fake.base_path)
            say(
                f"""Misbehave: curl -X POST {root}{CONTROL}/misbehave -d '{{"mode": "slow", "seconds": 5}}'"""
            )
            say(f"Modes: {', '.join(Mode)}. Ctrl-C stops.")
            await stopped.wait()

    asyncio.run(forever())
