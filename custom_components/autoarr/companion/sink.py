"""Where the outbox delivers: the app's journal."""

from collections.abc import Callable, Sequence
import re
from typing import Final

from ..clients.app import AppClient
from ..clients.errors import ServiceError, ServiceRateLimited, ServiceRejected
from ..journal.delivery import Refused, TooLarge, Undeliverable
from ..journal.ports import JsonObject

_POSITION: Final = re.compile(r"/events/(\d{1,6})(?:/|$)")
_TOO_LARGE: Final = 413
_INVALID: Final = 422


class ActivitySink:
    """Hands events to the app while it is ready for them."""

    def __init__(self, client: AppClient, ready: Callable[[], bool]) -> None:
        """Deliver through this client."""
        self._client = client
        self._ready = ready

    async def __call__(self, events: Sequence[JsonObject]) -> None:
        """Deliver a batch; raises NotDelivered."""
        if not self._ready():
            raise Undeliverable("the app does not answer, or cannot be used")
        try:
            await self._client.add_activity(events)
        except ServiceRateLimited as err:
            raise Undeliverable(str(err), retry_after=err.retry_after) from err
        except ServiceRejected as err:
            if err.status == _TOO_LARGE:
                raise TooLarge(str(err)) from err
            if err.status == _INVALID:
                raise Refused(str(err), positions=positions_in(err.fields)) from err
            raise Undeliverable(str(err)) from err
        except ServiceError as err:
            raise Undeliverable(str(err)) from err


def positions_in(fields: Sequence[tuple[str, str]]) -> frozenset[int]:
    """Return which events of a batch the JSON pointers of a refusal are about."""
    found = (_POSITION.match(pointer) for pointer, _ in fields)
    return frozenset(int(match[1]) for match in found if match)
