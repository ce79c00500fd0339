"""Grabbing what one search found: release after release, until nothing is missing that it could bring."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from ...clients.errors import ServiceNotFound, ServiceRejected, ServiceServerError
from ...clients.models.servarr import Release
from ..deciding.facts import history_since, other_grabs
from .scene import NothingFound, Patience, Scene
from .searches import releases_for, searches_of, wanted_of

type Choice = Callable[[Sequence[Release], Collection[int]], Release | None]
"""Picks what is grabbed next of a list; of several episodes it is told which nothing brings yet."""

SEARCHES_AT_MOST: Final = 2
"""How often the indexers are asked when what was chosen has left the *arr's cache."""


async def choose_and_grab(scene: Scene, choose: Choice, patience: Patience) -> str:
    """Ask the indexers once, grab what `choose` picks, and see each grab in the history.

    An indexer that does not hand out what it listed is left out. Raises NothingFound when there is
    nothing to pick, ServiceRejected when nothing was handed out.
    """
    owner, grab = scene.owned()
    if any(not command.done for command in await searches_of(owner, grab.item)):
        return f"{owner.ref.kind.label} is searching already"
    basket = _Basket(scene)
    found: list[Release] = []
    for _ in range(SEARCHES_AT_MOST):
        found = await releases_for(owner, grab.item, scene.sight)
        scene.steps.append("searched")
        await basket.look()
        if await basket.fill(found, choose, patience):
            break
    return basket.outcome(found)


@dataclass(slots=True)
class _Basket:
    """What is still missing of an item, what was grabbed for it, and what was not handed out."""

    scene: Scene
    missing: frozenset[int] = frozenset()
    grabbed: list[Release] = field(default_factory=list)
    refusals: list[ServiceRejected] = field(default_factory=list)

    @property
    def parts(self) -> frozenset[int]:
        """The episodes that are wanted, or the film."""
        _, grab = self.scene.owned()
        return frozenset(wanted_of(grab.item, self.scene.sight) or (grab.item.media_id,))

    async def look(self) -> None:
        """Read what nothing was grabbed for since the item was looked at; raises ServiceError."""
        owner, grab = self.scene.owned()
        records = other_grabs(await history_since(owner, grab, self.scene.sight.newest), grab)
        self.missing = self.parts.difference(
            record.media_id if record.episode_id is None else record.episode_id
            for record in records
        )

    async def fill(self, found: Sequence[Release], choose: Choice, patience: Patience) -> bool:
        """Grab what is chosen; say whether all of it could be: what the *arr has forgotten cannot."""
        left = list(found)
        while self.missing:
            chosen = choose(left, self.missing)
            if chosen is None:
                return True
            try:
                await self._grab(chosen)
            except ServiceNotFound:
                return False
            except ServiceRejected as err:
                if err.status != HTTPStatus.CONFLICT:
                    raise
                self.refusals.append(err)
                left = [one for one in left if one.indexer_id != chosen.indexer_id]
                continue
            await self._see(chosen, patience)
            # What was approved before is not any more where it brings the same episodes.
            left = [one for one in left if set(one.episode_ids).isdisjoint(chosen.episode_ids)]
        return True

    async def _grab(self, chosen: Release) -> None:
        """Have a release grabbed; raises ServiceRejected when it is certain that it was not."""
        owner, _ = self.scene.owned()
        try:
            await owner.client.grab_release(chosen.guid, chosen.indexer_id)
        except ServiceServerError as err:
            # It has ended with an error of its own: what is not in the history now will not come.
            if not await self._holds(chosen):
                raise ServiceRejected(
                    str(err),
                    service=err.service,
                    endpoint=err.endpoint,
                    message=str(err),
                    status=err.status,
                ) from err

    async def _see(self, chosen: Release, patience: Patience) -> None:
        """See a grab in the history; raises NotVerified."""
        await patience.see(lambda: self._holds(chosen), f"the grab of {chosen.title}")
        self.scene.steps.append("grabbed")
        self.grabbed.append(chosen)

    async def _holds(self, chosen: Release) -> bool:
        """Say whether nothing is missing any more that a release brings; raises ServiceError."""
        await self.look()
        return self.missing.isdisjoint(chosen.episode_ids or self.parts)

    def outcome(self, found: Sequence[Release]) -> str:
        """Say what was grabbed; raises NothingFound or ServiceRejected when nothing was."""
        if len(self.grabbed) > 1 or (self.grabbed and self.missing):
            brought = len(self.parts) - len(self.missing)
            names = ", ".join(one.title for one in self.grabbed)
            return f"{brought} of {len(self.parts)} episodes grabbed: {names}"
        if self.grabbed:
            return f"{self.grabbed[0].title} grabbed from {self.grabbed[0].indexer}"
        if not self.missing:
            return "another release was grabbed meanwhile"
        if self.refusals:
            raise self.refusals[0]
        raise NothingFound(f"{len(found)} releases were found, none of use")
