"""Asking a model what messages may mean that no table knows: its guess is kept, and never acted on."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Final, Protocol

from ...journal.ports import Clock
from ..causes import Cause
from ..models import Failure
from ..records import UnknownMessage
from .unknowns import message_of, stage_of

AGAIN: Final = timedelta(hours=1)
"""When a text is asked about again that got no answer."""


class Opinion(Protocol):
    """A model that can be asked, now and then."""

    @property
    def ready(self) -> bool:
        """Say whether it can be asked now."""
        ...

    async def classify(self, message: UnknownMessage, *, stage: str) -> Cause | None:
        """Return the cause a message may speak of, None where there is no answer; never raises."""
        ...


class Adviser:
    """Asks once for each text, one at a time, about what open failures say."""

    def __init__(
        self,
        *,
        opinion: Opinion,
        clock: Clock,
        failures: Callable[[], Iterable[Failure]],
        messages: Callable[[], Iterable[UnknownMessage]],
        suggest: Callable[[str, Cause], Awaitable[None]],
    ) -> None:
        """Read failures and messages anew each time.

        `suggest` takes the answer by the id of a job, and leaves one alone that was forgotten meanwhile.
        """
        self._opinion = opinion
        self._clock = clock
        self._failures = failures
        self._messages = messages
        self._suggest = suggest
        self._again: dict[tuple[str, str], datetime] = {}

    async def advise(self) -> None:
        """Ask about every text that was not asked about yet, and hand the answers on."""
        collected = {(one.service, one.text): one for one in self._messages()}
        waiting = self._open_by_text()
        self._again = {key: due for key, due in self._again.items() if key in waiting}
        for key, (failure, said) in waiting.items():
            message = collected.get(key, said)
            if message.suggested is not None or self._waits(key):
                continue
            if not self._opinion.ready:
                return
            cause = await self._opinion.classify(message, stage=stage_of(failure))
            self._again[key] = self._clock.now() + AGAIN
            if cause is not None:
                await self._suggest(failure.job_id, cause)

    def _open_by_text(self) -> dict[tuple[str, str], tuple[Failure, UnknownMessage]]:
        """Return an open failure for each text that an unclear one says."""
        now = self._clock.now()
        found: dict[tuple[str, str], tuple[Failure, UnknownMessage]] = {}
        for failure in self._failures():
            if failure.baseline or failure.state.settled:
                continue
            message = message_of(failure, "", now)
            if message is not None:
                found[message.service, message.text] = (failure, message)
        return found

    def _waits(self, key: tuple[str, str]) -> bool:
        """Say whether a text was asked about a short while ago; a clock set back ends the wait."""
        due = self._again.get(key)
        return due is not None and timedelta() < due - self._clock.now() <= AGAIN
