"""Tells a check in plain words: what was done, what which service answered, what that proves."""

from collections.abc import Awaitable, Callable
import sys
import time
from typing import TextIO

from tests.e2e.stack.waiting import until


class ClaimFailed(AssertionError):
    """What the demo says did not turn out to be so."""


class Narrator:
    """Writes the story down, and ends it where a claim does not hold."""

    def __init__(self, out: TextIO | None = None) -> None:
        """Write to `out`, by default where the program prints."""
        self._out = out or sys.stdout
        self._begin = time.monotonic()

    @property
    def seconds(self) -> float:
        """Return the seconds since the beginning."""
        return time.monotonic() - self._begin

    def chapter(self, title: str) -> None:
        """Begin a part of the story."""
        self._write(f"\n== {title}")

    def step(self, text: str) -> None:
        """Say what is done or waited for now."""
        self._write(f"\n[{self.seconds:4.0f} s] {text}")

    def shows(self, source: str, *answers: str) -> None:
        """Give the evidence: who was asked, and what the answer was."""
        self._write(f"         {source}")
        for answer in answers:
            self._write(f"           {answer}")

    def claim(self, holds: bool, text: str) -> None:
        """Say what this proves; raises ClaimFailed when it does not."""
        self._write(f"         {'ok ' if holds else 'NO '} {text}")
        if not holds:
            raise ClaimFailed(text)

    async def wait[Answer](
        self,
        ask: Callable[[], Awaitable[Answer | None]],
        what: str,
        *,
        seconds: float,
        pause: float = 0.5,
    ) -> Answer:
        """Wait for something that has to come; raises ClaimFailed when it does not."""
        try:
            return await until(ask, seconds=seconds, pause=pause)
        except TimeoutError:
            raise ClaimFailed(f"{what}: not within {seconds:.0f} s") from None

    def _write(self, line: str) -> None:
        """Write one line at once."""
        print(line, file=self._out, flush=True)
