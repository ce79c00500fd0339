"""One worker process: started, spoken to over its pipes, watched, ended."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
import logging
import os
from pathlib import Path
import signal
import sys
from typing import Final, Self, override

from .errors import ModelCrashed, ModelTimeout
from .frames import read_frame_async
from .utterances import Utterances
from .wire import Ask, BrokenFrame, Fault, Load, Measure, Reply, Stop, encode, parse_reply

_LOGGER = logging.getLogger(__name__)

STOP_SECONDS: Final = 3.0

_PASSED_ON: Final = (
    "HOME",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "PATH",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPYCACHEPREFIX",
    "TMPDIR",
    "TZ",
)
"""All of the environment that the worker gets: tokens of the server are none of its business."""

_SPARING: Final = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "65536",
    "MALLOC_TRIM_THRESHOLD_": "65536",
}
"""Has glibc give memory back as soon as it is free: 8 MB after a state was read; musl always does."""


class Refused(Exception):
    """The worker answered that it can't; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        """Keep what it said."""
        super().__init__(fault.detail)
        self.fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a process ended."""

    returncode: int
    killed_for: str = ""
    """Why we killed it ourselves."""

    @override
    def __str__(self) -> str:
        """Return it as the rest of a sentence about the model's process."""
        if self.killed_for:
            return f"was ended because it {self.killed_for}"
        if self.returncode == -signal.SIGKILL:
            return "was killed from outside (SIGKILL), most often because the memory ran out"
        if self.returncode < 0:
            with suppress(ValueError):
                return f"crashed ({signal.Signals(-self.returncode).name})"
            return f"crashed (signal {-self.returncode})"
        return f"ended by itself (exit code {self.returncode})"


class WorkerProcess:
    """A running worker. It carries orders out one after the other and replies in their order."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Watch a process that was just started with three pipes."""
        self._process = process
        self._stdin = _piped(process.stdin)
        self._stdout = _piped(process.stdout)
        self._orders = 0
        self._replies = 0
        self._open: dict[int, asyncio.Future[Reply]] = {}
        self._killed_for = ""
        self._utterances = Utterances(process.pid, _piped(process.stderr))
        self._ended = asyncio.create_task(self._watch())

    @classmethod
    async def spawn(cls, command: Sequence[str]) -> Self:
        """Start a worker; raises ModelCrashed when there is no such program or no room for it."""
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env=worker_environment(),
                # A Ctrl-C at the terminal is for the server, which ends the worker in good order.
                process_group=0,
            )
        except OSError as err:
            raise ModelCrashed(
                f"The model's process could not be started: {err.strerror or err}. "
                "Free memory or restart the app."
            ) from err
        _no_core_dump(process.pid)
        return cls(process)

    @property
    def pid(self) -> int:
        """Return the process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether orders can be given."""
        return not self._killed_for and not self._ended.done()

    async def ended(self) -> Ending:
        """Wait until the process ended; return how."""
        return await asyncio.shield(self._ended)

    async def order[M: Load | Ask | Measure | Stop](
        self, make: Callable[[int], M], *, seconds: float
    ) -> Reply:
        """Send an order and return the reply.

        Raises Refused when the worker says no, ModelCrashed when it ended meanwhile, and
        ModelTimeout after so many seconds: the process hangs then and is killed.
        """
        number = self._orders + 1
        frame = encode(make(number))
        self._orders = number
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._open[number] = reply
        try:
            async with asyncio.timeout(seconds):
                await self._send(frame)
                answer = await reply
        except TimeoutError:
            self.kill(f"did not answer within {seconds:.3g} seconds")
            raise ModelTimeout(
                "The model's process hung and is started again. Ask once more in a moment."
            ) from None
        finally:
            del self._open[number]
        if answer.error is not None:
            raise Refused(answer.error)
        return answer

    def kill(self, reason: str) -> None:
        """End the process at once; whatever it is asked fails."""
        if self._process.returncode is None:
            self._killed_for = self._killed_for or reason
            with suppress(ProcessLookupError):
                self._process.kill()

    async def stop(self) -> None:
        """End the process in good order, or at once when it does not listen."""
        with suppress(ModelCrashed, ModelTimeout, Refused):
            await self.order(lambda number: Stop(id=number), seconds=STOP_SECONDS)
        self._stdin.close()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self.ended()
        except TimeoutError:
            self.kill("did not stop when it was told to")
            await self.ended()

    def report(self, ending: Ending) -> None:
        """Write to the log how the process ended and what it said last."""
        _LOGGER.warning(
            "The model's process %d %s; its last lines: %s",
            self.pid,
            ending,
            " | ".join(self._utterances.tail) or "none",
        )

    async def _send(self, frame: bytes) -> None:
        """Write a frame; that a process is gone is noticed by whoever watches it."""
        if not self.alive:
            raise ModelCrashed("The model's process has ended. Ask once more in a moment.")
        with suppress(ConnectionError):
            self._stdin.write(frame)
            await self._stdin.drain()

    async def _watch(self) -> Ending:
        """Listen to the process until it ends; then fail what it was asked."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._read_replies())
                group.create_task(self._utterances.listen())
                returncode = await self._process.wait()
        finally:
            # Also when this task is cancelled: no process is left behind.
            self.kill("was no longer watched")
        ending = Ending(returncode=returncode, killed_for=self._killed_for)
        for reply in self._open.values():
            if not reply.done():
                reply.set_exception(
                    ModelCrashed(f"The model's process {ending}. It is started again.")
                )
        return ending

    async def _read_replies(self) -> None:
        """Hand replies to those who wait for them; kill a process that says anything else."""
        try:
            while (body := await read_frame_async(self._stdout)) is not None:
                reply = parse_reply(body)
                self._replies += 1
                if reply.id != self._replies or reply.id > self._orders:
                    raise BrokenFrame("a reply belongs to no order")
                if (reply.ok is None) == (reply.error is None):
                    raise BrokenFrame("a reply says neither yes nor no")
                waiting = self._open.get(reply.id)
                # Whoever gave the order may have gone meanwhile.
                if waiting is not None and not waiting.done():
                    waiting.set_result(reply)
        except (BrokenFrame, OSError) as err:
            _LOGGER.warning("The model's process %d can't be understood: %s", self.pid, err)
            self.kill("answered with something that is no answer")


def worker_environment() -> dict[str, str]:
    """Return the environment of a worker process."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {
        **kept,
        **_SPARING,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONSAFEPATH": "1",
        "PYTHONUNBUFFERED": "1",
    }


def _piped[S](stream: S | None) -> S:
    """Return the end of a pipe that the process was started with."""
    if stream is None:
        raise ValueError("the process was started without this pipe")
    return stream


def _no_core_dump(pid: int) -> None:
    """Keep a crash from writing gigabytes of model memory to the disk."""
    if sys.platform == "linux":
        import resource

        with suppress(OSError):
            resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
