"""Those who want to hear of each event, kept apart from each other's mistakes."""

from collections import deque
from collections.abc import Callable
import logging

from .events import Event

_LOGGER = logging.getLogger(__name__)

type Subscriber = Callable[[Event], None]


class Subscribers:
    """Calls everyone who subscribed, one event after the other."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._subscribers: list[Subscriber] = []
        self._waiting: deque[Event] = deque()
        self._publishing = False

    def add(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` with each event from now on; return what ends that."""
        self._subscribers.append(subscriber)

        def remove() -> None:
            """Stop the calls; harmless when they have stopped already."""
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return remove

    def publish(self, event: Event) -> None:
        """Tell everyone; an event that a subscriber records waits for its turn."""
        self._waiting.append(event)
        if self._publishing:
            return
        self._publishing = True
        try:
            while self._waiting:
                following = self._waiting.popleft()
                for subscriber in tuple(self._subscribers):
                    _call(subscriber, following)
        finally:
            self._publishing = False


def _call(subscriber: Subscriber, event: Event) -> None:
    """Call one subscriber; its mistakes end here, with their traceback in the log."""
    try:
        subscriber(event)
    except Exception:
        _LOGGER.exception("A subscriber of the journal failed on %s", event.kind)
