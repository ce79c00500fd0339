"""The demo's command line: `scripts/demo` sets up what is missing and then runs this."""

import argparse
import asyncio
from collections.abc import Coroutine
from pathlib import Path
import shutil
import signal
import socket
import sys
import tempfile

import aiohttp

from tests.e2e.stack.api import ApiError
from tests.e2e.stack.homeassistant import HomeAssistantFailed
from tests.e2e.stack.house import SetUpFailed
from tests.e2e.stack.sabnzbd import SabnzbdError, missing_reason

from .check import check
from .live import live
from .narrator import ClaimFailed, Narrator

HOME_ASSISTANT_PORT = 8123
STOPPED = 130

# What a stack that does not come up, or answers wrongly, raises; anything else is a bug and shows its traceback.
TROUBLE = (
    ApiError,
    HomeAssistantFailed,
    SabnzbdError,
    SetUpFailed,
    TimeoutError,
    aiohttp.ClientError,
)


def main() -> int:
    """Run what was asked for and return the exit code."""
    parser = _parser()
    given = parser.parse_args()
    if given.port is not None and not _is_free(given.port):
        parser.error(f"--port {given.port}: something listens there already")
    if given.dir is not None and given.dir.exists() and any(given.dir.iterdir()):
        parser.error(f"--dir {given.dir}: the folder is not empty; name a new one, or empty it")
    if (reason := missing_reason()) is not None:
        print(f"error: the demo needs a real SABnzbd: {reason}", file=sys.stderr)
        return 1
    folder = given.dir or Path(tempfile.mkdtemp(prefix="autoarr-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    keep = given.keep or given.dir is not None
    try:
        code = asyncio.run(_checked(folder) if given.check else _live(folder, given.port))
    except BaseException:
        print(f"Files and logs: {folder}", file=sys.stderr)
        raise
    if keep or code not in (0, STOPPED):
        print(f"Files and logs: {folder}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return code


async def _checked(folder: Path) -> int:
    """Check the main job; 0 when everything held."""
    tell = Narrator()
    try:
        stopped = await _until_told(check(folder, tell))
    except ClaimFailed as err:
        print(f"\nFAILED after {tell.seconds:.0f} s: {err}")
        return 1
    except TROUBLE as err:
        print(f"\nFAILED after {tell.seconds:.0f} s: {type(err).__name__}: {err}")
        return 1
    if stopped:
        return STOPPED
    print(f"\nOK: everything held, {tell.seconds:.0f} s in all.")
    return 0


async def _live(folder: Path, port: int | None) -> int:
    """Run until Ctrl-C."""
    usual = HOME_ASSISTANT_PORT if _is_free(HOME_ASSISTANT_PORT) else None
    try:
        await _until_told(live(folder, port=port or usual))
    except TROUBLE as err:
        print(f"error: {type(err).__name__}: {err}", file=sys.stderr)
        return 1
    return 0


async def _until_told(work: Coroutine[None, None, None]) -> bool:
    """Run until done, or until told to stop; say whether it was told. Asking twice hurries nothing."""
    task = asyncio.ensure_future(work)
    told = False

    def stop() -> None:
        nonlocal told
        if not told:
            told = True
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not told:
            raise
    return told


def _parser() -> argparse.ArgumentParser:
    """Return the command line; its help is in scripts/demo."""
    parser = argparse.ArgumentParser(prog="scripts/demo", add_help=False)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--dir", type=Path)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--port", type=int)
    return parser


def _is_free(port: int) -> bool:
    """Say whether nobody listens on a port of loopback."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


if __name__ == "__main__":
    sys.exit(main())
