"""Follows requests through queue, import and Plex."""

from collections.abc import Callable, Sequence
from dataclasses import replace
import logging
from typing import Protocol

from ..clients.errors import ServiceError, ServiceUnreachable
from ..clients.models.servarr import QueueItem
from ..journal.ports import Clock
from .episodes import EpisodeSeeker
from .library import look_at
from .lifecycle import Observation, advance, rows_of
from .media import ArrInstance, MediaRef
from .models import Request
from .register import Register

_LOGGER = logging.getLogger(__name__)


class Availability(Protocol):
    """Tells whether a title can be watched."""

    async def available(self, media: MediaRef) -> bool | None:
        """Return whether Plex has it, None when there is no Plex or it does not answer."""
        ...


class Follower:
    """Reads what the *arr and Plex know of open requests, and moves these on."""

    def __init__(
        self,
        *,
        register: Register,
        seeker: EpisodeSeeker,
        availability: Availability,
        storm: Callable[[], bool],
        clock: Clock,
    ) -> None:
        """Write what was seen into the register; `storm` tells that all repairs are stopped."""
        self._register = register
        self._seeker = seeker
        self._storm = storm
        self._availability = availability
        self._clock = clock
        self._queues: dict[str, tuple[QueueItem, ...]] = {}

    async def observe_queue(
        self, instance_id: str, instance: ArrInstance | None, queue: Sequence[QueueItem]
    ) -> None:
        """Move the requests of an instance on with its queue.

        A download that has left the queue is imported or failed: the *arr is asked which.
        """
        self._queues[instance_id] = tuple(queue)
        for request in self._followed(instance_id):
            rows = rows_of(request, queue)
            if rows:
                self._apply(request.id, Observation(queue=rows))
            elif request.moving and instance is not None:
                await self._look(request, instance)

    async def refresh(self, instance: ArrInstance) -> None:
        """Read the open requests of an instance there and at Plex; stop when it does not answer."""
        for request in self._followed(instance.ref.id):
            current = request
            if request.pending_episodes:
                current = await self._seeker.seek(request, instance)
            if not await self._look(current, instance):
                return

    def forget(self, instance_id: str) -> None:
        """Drop the queue of an instance that was removed."""
        self._queues.pop(instance_id, None)

    def _followed(self, instance_id: str) -> list[Request]:
        """Return the requests that are followed at an instance."""
        return [one for one in self._register if one.followed and one.instance_id == instance_id]

    async def _look(self, request: Request, instance: ArrInstance) -> bool:
        """Read one title; say whether the service answers at all."""
        queue = self._queues.get(instance.ref.id)
        rows = None if queue is None else rows_of(request, queue)
        try:
            seen = await look_at(instance, request, rows, self._clock.now())
        except ServiceUnreachable as err:
            _LOGGER.debug("%s is not read: %s", instance.ref.name, err)
            return False
        except ServiceError as err:
            _LOGGER.debug("%s is not read at %s: %s", request.title, instance.ref.name, err)
            return True
        if seen.has_file and request.media is not None:
            seen = replace(seen, in_plex=await self._availability.available(request.media))
        self._apply(request.id, replace(seen, storm=self._storm()))
        return True

    def _apply(self, request_id: str, seen: Observation) -> None:
        """Move a request on as it is now: it may have been cancelled while a service was asked."""
        current = self._register.get(request_id)
        if current is not None:
            self._register.put(advance(current, seen, self._clock.now()))
