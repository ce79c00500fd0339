"""Tells the Supervisor where the app answers, once it does, so that Home Assistant finds it by itself.

Runs once a start, beside the server: `python -m autoarr_app.discovery`. Without a Supervisor it does nothing.
"""

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
import os
from pathlib import Path
import socket
import sys
from typing import Final

from aiohttp import ClientError, ClientSession, ClientTimeout

from .options import SUPERVISOR_OPTIONS, SettingsError, load
from .patience import NotYet, Patience, Refused, look, read_token

SERVICE: Final = "autoarr"
"""The integration that is asked to set itself up; Home Assistant knows it by this name."""

SUPERVISOR: Final = "http://supervisor"
TOKEN_VARIABLE: Final = "SUPERVISOR_TOKEN"
TIMEOUT: Final = ClientTimeout(total=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What is announced, and to whom."""

    supervisor: str
    supervisor_token: str = field(repr=False)
    host: str
    """The name of this container in the Supervisor's network."""
    port: int
    app: str
    """Where the app is looked for before it is announced."""
    token_file: Path


async def announce(announcement: Announcement, patience: Patience) -> None:
    """Wait for the app, then announce it, however long either takes; raises Refused."""
    async with ClientSession(timeout=TIMEOUT) as session:
        await patience.keep_trying(lambda: look(session, announcement.app))
        await patience.keep_trying(lambda: _tell(session, announcement))


async def _tell(session: ClientSession, announcement: Announcement) -> None:
    """Send the message; raises NotYet and Refused."""
    token = read_token(announcement.token_file)
    message = {
        "service": SERVICE,
        "config": {"host": announcement.host, "port": announcement.port, "token": token},
    }
    headers = {"Authorization": f"Bearer {announcement.supervisor_token}"}
    try:
        async with session.post(
            f"{announcement.supervisor}/discovery", json=message, headers=headers
        ) as response:
            status, text = response.status, await response.text(errors="replace")
    except TimeoutError, ClientError:
        raise NotYet("the Supervisor does not answer") from None
    if status == 429 or status >= 500:
        raise NotYet(f"the Supervisor answers with status {status}")
    if status >= 300:
        # It may repeat what it was sent.
        said = text.replace(token, "…").replace(announcement.supervisor_token, "…")
        raise Refused(f"the Supervisor refuses with status {status}: {said[:300].strip()}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Announce the app as its own settings say where it is; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m autoarr_app.discovery", description=__doc__)
    parser.add_argument("--supervisor", default=SUPERVISOR, help=argparse.SUPPRESS)
    parser.add_argument(
        "--options", type=Path, default=SUPERVISOR_OPTIONS, help="the Supervisor's file of options"
    )
    given = parser.parse_args(arguments)
    supervisor_token = os.environ.get(TOKEN_VARIABLE, "")
    if not supervisor_token:
        _say("there is no Supervisor here, so nothing is announced")
        return 0
    try:
        settings = load([], os.environ, options_file=given.options).settings
        announcement = Announcement(
            supervisor=given.supervisor,
            supervisor_token=supervisor_token,
            host=socket.gethostname(),
            port=settings.port,
            app=f"http://127.0.0.1:{settings.port}",
            token_file=settings.token_path,
        )
        asyncio.run(announce(announcement, Patience(say=_say)))
    except SettingsError as err:
        _say(str(err))
        return 2
    except Refused as err:
        _say(f"Home Assistant will not find the app by itself: {err}")
        return 1
    _say(f"announced to Home Assistant as {announcement.host}:{announcement.port}")
    return 0


def _say(text: str) -> None:
    """Write a line to the log of the container."""
    sys.stdout.write(f"discovery: {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
