"""Keeps requests going: resumes what was interrupted, follows what runs, closes what lost its service."""

from collections.abc import Sequence
from dataclasses import replace

from ..clients.models.servarr import QueueItem
from ..journal.ports import Clock
from .adding import CANCEL, Adder
from .cancelling import Canceller
from .confirming import Confirmer
from .episodes import EpisodeSeeker
from .following import Follower
from .lifecycle import Observation, advance
from .media import Note
from .models import Request, RequestState
from .register import Register
from .tokens import spend


class Keeper:
    """Moves the requests of one instance on, whenever that is looked at."""

    def __init__(
        self,
        *,
        register: Register,
        adder: Adder,
        seeker: EpisodeSeeker,
        confirmer: Confirmer,
        canceller: Canceller,
        follower: Follower,
        clock: Clock,
    ) -> None:
        """Hand each request to the room that goes on with it."""
        self._register = register
        self._adder = adder
        self._seeker = seeker
        self._confirmer = confirmer
        self._canceller = canceller
        self._follower = follower
        self._clock = clock

    async def observe_queue(self, instance_id: str, queue: Sequence[QueueItem]) -> None:
        """Move the requests of an instance on with its queue."""
        instance = self._confirmer.instance(instance_id)
        await self._follower.observe_queue(instance_id, instance, queue)

    async def refresh(self, instance_id: str) -> None:
        """Resume what was interrupted, and read the open requests of an instance and at Plex."""
        instance = self._confirmer.instance(instance_id)
        if instance is None:
            return
        await self._adder.settle(instance_id)
        await self._seeker.resume(instance)
        for request in self._register:
            if request.instance_id != instance_id or request.chosen is None:
                continue
            if request.state is RequestState.CONFIRMED:
                await self._confirmer.resume(request, request.chosen, instance)
            elif request.open and self._adder.interrupted(request.id, CANCEL):
                await self._canceller.end(request)
        await self._follower.refresh(instance)

    async def close_for_instance(self, instance_id: str) -> None:
        """Close the requests of a service that was removed. Raises StoreError."""
        self._follower.forget(instance_id)
        now = self._clock.now()
        for request in self._register:
            if request.instance_id == instance_id:
                seen = Observation(instance_removed=True)
                self._register.put(advance(request, seen, now))
            elif request.state is RequestState.PROPOSED:
                self._drop_choices(request, instance_id)
        await self._adder.settle(instance_id)
        await self._register.save()

    def _drop_choices(self, request: Request, instance_id: str) -> None:
        """Leave out the choices of a service that was removed; close a question without any."""
        left = [
            number
            for number, choice in enumerate(request.choices)
            if choice.instance_id != instance_id
        ]
        if not left:
            note = Note(key="instance_gone")
            self._register.end(spend(request), RequestState.CANCELLED, note)
        elif len(left) < len(request.choices):
            choices = tuple(request.choices[number] for number in left)
            tokens = tuple(request.tokens[number] for number in left if request.tokens)
            self._register.put(replace(request, choices=choices, tokens=tokens), quiet=True)
