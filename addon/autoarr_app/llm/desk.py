"""Takes questions, lets the engine answer them in batches, and tells whoever still waits."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
import logging
import time
from typing import Final

from pydantic import JsonValue

from .cache import Kept, Key
from .errors import ModelBusy, ModelError, ModelTimeout, NoModel
from .ports import Answers, Clock, Engine
from .queue import Line, retry_after

_LOGGER = logging.getLogger(__name__)

_FIRST_GUESS: Final = 5.0
"""Seconds a batch may take, as long as none was seen."""

_SHORTEST: Final = 0.05
"""The engine is not asked for less than this, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A question as the engine gets it, and what makes it the same as another."""

    key: Key
    question: dict[str, JsonValue]


@dataclass(slots=True, eq=False, kw_only=True)
class Ticket:
    """A question that waits or is being answered, for everybody who asked it."""

    caller: int
    task: str
    inquiry: Inquiry
    deadline: float
    done: asyncio.Future[Served]
    waiters: int = 0
    started: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """An answer and what it took."""

    kept: Kept
    tokens_in: int = 0
    tokens_out: int = 0
    shared: bool = False
    """Whether somebody else asked the same before, so that it took nothing."""


type Finish = Callable[[Inquiry, dict[str, JsonValue], Answers], Kept]
"""Checks and keeps one answer; raises ModelError when it is none."""


class Desk:
    """One engine, a bounded line of callers before it.

    A caller waits at most as long as it wants, the time in the line included. Who goes away is not
    answered; what was begun is finished and kept for the next who asks.
    """

    def __init__(
        self,
        engine: Engine,
        finish: Finish,
        *,
        lanes: int,
        waiting: int,
        clock: Clock = time.monotonic,
    ) -> None:
        """Use this engine; `start` begins to answer."""
        self._engine = engine
        self._finish = finish
        self._lanes = lanes
        self._waiting = waiting
        self._clock = clock
        self._line: Line[Ticket] = Line()
        self._open: dict[Key, Ticket] = {}
        self._callers = count()
        self._filled = asyncio.Event()
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._turn = asyncio.Lock()
        self._server: asyncio.Task[None] | None = None
        self._pace = _FIRST_GUESS

    @property
    def depth(self) -> int:
        """Questions that wait or are being answered."""
        return len(self._open)

    def start(self) -> None:
        """Begin to answer."""
        self._server = asyncio.create_task(self._serve())

    async def close(self) -> None:
        """Answer nobody any more; who waits is told."""
        if self._server is not None:
            self._server.cancel()
            await asyncio.wait({self._server})
        for ticket in list(self._open.values()):
            self._fail(ticket, NoModel("The app is being stopped. Ask again when it runs."))
        self._line.clear()

    @asynccontextmanager
    async def paused(self) -> AsyncGenerator[None]:
        """Let what is being answered end, and begin nothing new meanwhile."""
        async with self._turn:
            yield

    @asynccontextmanager
    async def spare_time(self) -> AsyncGenerator[None]:
        """Wait for a moment in which nobody asks, and let new questions wait meanwhile."""
        while True:
            await self._quiet.wait()
            async with self._turn:
                if self._quiet.is_set():
                    yield
                    return

    async def ask(self, task: str, inquiries: Sequence[Inquiry], seconds: float) -> list[Served]:
        """Return the answers in order, within these seconds.

        Raises ModelBusy when the line is full or the turn did not come in time, ModelTimeout when
        the engine was asked and did not answer in time, and whatever error the engine has.
        """
        if self._server is None or self._server.done():
            raise NoModel("The app is being stopped. Ask again when it runs.")
        if (obstacle := self._engine.obstacle(seconds)) is not None:
            raise obstacle
        if self._line.callers >= self._waiting and not all(
            inquiry.key in self._open for inquiry in inquiries
        ):
            raise ModelBusy(
                "Too many questions wait for the model already. Ask again later.",
                retry_after=self._come_back(),
            )
        caller = next(self._callers)
        deadline = self._clock() + seconds
        held = [self._join(caller, task, inquiry, deadline) for inquiry in inquiries]
        try:
            await asyncio.wait(
                {ticket.done for ticket, _ in held},
                timeout=seconds,
                return_when=asyncio.FIRST_EXCEPTION,
            )
            for ticket, _ in held:
                if ticket.done.done():
                    ticket.done.result()
            if any(not ticket.done.done() for ticket, _ in held):
                raise self._late(any(ticket.started for ticket, _ in held), seconds)
            return [
                Served(kept=answer.kept, shared=True) if shared else answer
                for answer, shared in ((ticket.done.result(), shared) for ticket, shared in held)
            ]
        finally:
            for ticket, _ in held:
                self._leave(ticket)

    def _join(
        self, caller: int, task: str, inquiry: Inquiry, deadline: float
    ) -> tuple[Ticket, bool]:
        """Return the ticket of a question, and whether somebody else had asked it already."""
        ticket = self._open.get(inquiry.key)
        shared = ticket is not None
        if ticket is None:
            ticket = Ticket(
                caller=caller,
                task=task,
                inquiry=inquiry,
                deadline=deadline,
                done=asyncio.get_running_loop().create_future(),
            )
            # Everybody may have gone when the error comes, then it is nobody's.
            ticket.done.add_done_callback(_look_at)
            self._open[inquiry.key] = ticket
            self._line.put(ticket)
            self._quiet.clear()
            self._filled.set()
        ticket.waiters += 1
        ticket.deadline = max(ticket.deadline, deadline)
        return ticket, shared

    def _leave(self, ticket: Ticket) -> None:
        """Stop waiting; a question that nobody waits for any more is taken out of the line."""
        ticket.waiters -= 1
        if not ticket.waiters and not ticket.started and self._line.drop(ticket):
            ticket.done.cancel()
            self._forget(ticket)

    def _forget(self, ticket: Ticket) -> None:
        """Let the same question be asked anew."""
        self._open.pop(ticket.inquiry.key, None)
        if not self._open:
            self._quiet.set()

    def _late(self, started: bool, seconds: float) -> ModelError:
        """Return why a caller has no answer after this many seconds."""
        if (obstacle := self._engine.obstacle(0.0)) is not None:
            return obstacle
        if started:
            return ModelTimeout(
                f"The model did not answer within {seconds:.3g} seconds. "
                "Ask again later, or choose a smaller model."
            )
        return ModelBusy(
            f"The model was busy with other questions for {seconds:.3g} seconds. Ask again later.",
            retry_after=self._come_back(),
        )

    def _come_back(self) -> float:
        """Return after how many seconds asking again is promising."""
        return retry_after(len(self._line), self._lanes, self._pace)

    async def _serve(self) -> None:
        """Answer what is in the line, for ever."""
        while True:
            await self._filled.wait()
            try:
                await self._engine.ready()
            except ModelError as err:
                for ticket in self._line.clear():
                    self._fail(ticket, err)
                self._filled.clear()
                continue
            async with self._turn:
                # Another model may have taken the place of the one that was ready.
                if not self._engine.answering:
                    continue
                batch = self._line.take(self._lanes)
                if not self._line:
                    self._filled.clear()
                if batch:
                    await self._answer(batch)

    async def _answer(self, batch: Sequence[Ticket]) -> None:
        """Let the engine answer a batch, and tell everybody who waits for one of its questions."""
        began = self._clock()
        for ticket in batch:
            ticket.started = True
        seconds = max(max(ticket.deadline for ticket in batch) - began, _SHORTEST)
        try:
            answers = await self._engine.ask(
                batch[0].task, [ticket.inquiry.question for ticket in batch], seconds
            )
            self._pace = (self._pace + self._clock() - began) / 2
            shares = zip(
                _shares(answers.tokens_in, len(batch)),
                _shares(answers.tokens_out, len(batch)),
                strict=True,
            )
            for ticket, fields, tokens in zip(batch, answers.fields, shares, strict=True):
                self._hand_over(ticket, fields, answers, tokens)
        except ModelError as err:
            for ticket in batch:
                self._fail(ticket, err)
        except Exception:
            # The outermost loop: a mistake in here must not end all answering.
            _LOGGER.exception("Answering %d questions of %s failed", len(batch), batch[0].task)
            for ticket in batch:
                self._fail(ticket, ModelError("Answering failed; the log of the app says why."))

    def _hand_over(
        self,
        ticket: Ticket,
        fields: dict[str, JsonValue],
        answers: Answers,
        tokens: tuple[int, int],
    ) -> None:
        """Give everybody who waits for this question its answer."""
        self._forget(ticket)
        try:
            kept = self._finish(ticket.inquiry, fields, answers)
        except ModelError as err:
            self._fail(ticket, err)
            return
        if not ticket.done.done():
            ticket.done.set_result(Served(kept=kept, tokens_in=tokens[0], tokens_out=tokens[1]))

    def _fail(self, ticket: Ticket, error: ModelError) -> None:
        """Tell everybody who waits for this question that there is no answer."""
        self._forget(ticket)
        if not ticket.done.done():
            ticket.done.set_exception(error)


def _shares(tokens: int, parts: int) -> list[int]:
    """Return the tokens of a batch as shares of its questions, which sum up to them."""
    return [tokens // parts + (1 if part < tokens % parts else 0) for part in range(parts)]


def _look_at(done: asyncio.Future[Served]) -> None:
    """Note that the error of a question was seen, if it has one."""
    if not done.cancelled():
        done.exception()
