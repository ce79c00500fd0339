"""`python -m autoarr_app`: run the app until it is told to stop."""

import asyncio
import os
import signal
import sys
from typing import Final

import structlog

from . import __version__
from .log import Redactor, configure
from .options import SettingsError, load
from .server import StartError, running
from .settings import Settings

CANNOT_START: Final = 2
"""Exit code for everything a person has to put right; Supervisor need not try again."""

_log = structlog.get_logger(__name__)


async def _run(settings: Settings, redactor: Redactor) -> None:
    """Run until SIGTERM or SIGINT; raises StartError."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with running(settings, learn_secret=redactor.learn):
        await stop.wait()
        _log.info("stopping")
    _log.info("stopped")


def main() -> int:
    """Run the app and return the exit code."""
    try:
        loaded = load(sys.argv[1:], os.environ)
    except SettingsError as err:
        return _refuse(str(err))
    settings = loaded.settings
    redactor = Redactor([settings.remote_api_key.get_secret_value()])
    configure(settings.log_level, redactor)
    _log.info("starting", version=__version__)
    for warning in loaded.warnings:
        _log.warning("unknown_option", detail=warning)
    try:
        asyncio.run(_run(settings, redactor))
    except StartError as err:
        return _refuse(str(err))
    return 0


def _refuse(reason: str) -> int:
    """Say why the app cannot start, in one line."""
    sys.stderr.write(f"autoarr_app: {reason}\n")
    return CANNOT_START


if __name__ == "__main__":
    sys.exit(main())
