"""An outbox with its disk, its receiver and its next run."""

from datetime import timedelta
from random import Random
from typing import Any

from custom_components.autoarr.journal.events import Event, EventKind, Severity
from custom_components.autoarr.journal.journal import Journal
from custom_components.autoarr.journal.outbox import Outbox
from tests.support.clock import ManualClock
from tests.support.segments import MemorySegments, Receiver
from tests.support.stores import MemoryStore


class Post:
    """One run of an outbox; `next_run` is the one after a crash."""

    def __init__(
        self,
        segments: MemorySegments | None = None,
        receiver: Receiver | None = None,
        clock: ManualClock | None = None,
        **how: Any,
    ) -> None:
        """Open an outbox; keywords are its own."""
        self.segments = segments or MemorySegments()
        self.receiver = receiver or Receiver()
        self.clock = clock or ManualClock()
        self.how = how
        self.journal = Journal(clock=self.clock, pending=MemoryStore(), ring=MemoryStore())
        self.outbox = Outbox(
            segments=self.segments,
            deliver=self.receiver,
            clock=self.clock,
            rng=Random(1),
            **{"linger": 0.0, **how},
        )
        self.journal.subscribe(self.outbox.add)

    def note(self, title: str, severity: Severity = Severity.INFO) -> Event:
        """Record something."""
        self.clock.advance(timedelta(seconds=1))
        return self.journal.record(
            EventKind.RECOVERED, correlation="movie:1", title=title, severity=severity
        )

    async def next_run(self) -> Post:
        """Return the run after the death of this one: what was in memory is gone."""
        post = Post(self.segments, self.receiver, self.clock, **self.how)
        await post.outbox.load()
        return post
