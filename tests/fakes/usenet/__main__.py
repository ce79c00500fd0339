"""Runs the news server by hand: `python -m tests.fakes.usenet --store DIR --port N`."""

import argparse
import asyncio
from pathlib import Path
import signal

from aiohttp import web

from .control import control_app
from .nntp import NntpServer
from .posts import make_release
from .store import ArticleStore


def main() -> None:
    """Read the command line and serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description="A small news server that serves made-up articles")
    parser.add_argument(
        "--store", type=Path, required=True, help="folder with the articles, made when missing"
    )
    parser.add_argument(
        "--port", type=int, default=1119, help="port of the news server (0: any free one)"
    )
    parser.add_argument(
        "--control", type=int, default=0, help="port of the HTTP control (0: any free one)"
    )
    parser.add_argument("--username", default="reader")
    parser.add_argument("--password", default="news")
    parser.add_argument(
        "--post", action="append", default=[], metavar="RELEASE", help="post a made-up release"
    )
    arguments = parser.parse_args()
    store = ArticleStore(arguments.store)
    for name in arguments.post:
        nzb = arguments.store / f"{name}.nzb"
        nzb.write_text(make_release(store, name).nzb)
        print(f"Posted {name}: {nzb}", flush=True)
    server = NntpServer(
        store, port=arguments.port, username=arguments.username, password=arguments.password
    )
    asyncio.run(_serve(server, arguments.control))


async def _serve(server: NntpServer, control_port: int) -> None:
    """Serve until told to stop."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with server:
        runner = web.AppRunner(control_app(server), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", control_port).start()
        control = f"http://127.0.0.1:{runner.addresses[0][1]}/__fake__/misbehave"
        print(
            f"News server 127.0.0.1:{server.port}, user {server.username}, password {server.password}"
        )
        print(f"""Misbehave: curl -X POST {control} -d '{{"mode": "down"}}'""", flush=True)
        await stopped.wait()
        await runner.cleanup()


if __name__ == "__main__":
    main()
