"""What a worker process writes to its error output: passed on to the log, within bounds."""

import asyncio
from collections import deque
import logging
from typing import Final

_LOGGER = logging.getLogger(__name__)

LINE_CHARS: Final = 400
"""The most of one line that is kept."""

TAIL_LINES: Final = 20
"""The last lines, which are shown when the process ended unexpectedly."""

LINES_LOGGED: Final = 1_000
"""The most lines of one process that reach the log; a library that babbles must not fill it."""

_CHUNK: Final = 8_192


class Utterances:
    """Reads the error output of one process to its end, so that the process never waits for it."""

    def __init__(self, pid: int, stream: asyncio.StreamReader) -> None:
        """Read this stream of the process with this id."""
        self.tail: deque[str] = deque(maxlen=TAIL_LINES)
        self._pid = pid
        self._stream = stream
        self._lines = 0

    async def listen(self) -> None:
        """Read until the process closes the stream."""
        rest = b""
        while chunk := await self._stream.read(_CHUNK):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._note(line)
            # Of a line without an end only its beginning is of interest.
            rest = rest[:LINE_CHARS]
        self._note(rest)

    def _note(self, line: bytes) -> None:
        """Keep a line for the report, and log it for those who want to see it all."""
        text = line[:LINE_CHARS].decode(errors="replace").strip()
        if not text:
            return
        self.tail.append(text)
        self._lines += 1
        if self._lines < LINES_LOGGED:
            _LOGGER.debug("The model's process %d: %s", self._pid, text)
        elif self._lines == LINES_LOGGED:
            _LOGGER.debug("The model's process %d: further lines are not logged", self._pid)
