"""Actions on releases: another one, a lower quality, or the same one searched again."""

from collections.abc import Collection, Sequence
from datetime import datetime

from ...clients.models.servarr import Release
from ..causes import FaultOf
from ..models import Strategy
from .act_grab import choose_and_grab
from .act_job import discard
from .blocklist import blame, blocklisted, clean
from .choose import choose_lower, choose_next, choose_several
from .scene import Deed, Patience, Scene, following
from .searches import searches_of, wanted_of


async def next_release(scene: Scene, now: datetime, patience: Patience) -> Deed:
    """Blame the release, once, and have others grabbed that were not tried yet, all from one search."""
    searching = await blame(scene, patience)
    await discard(scene, patience)
    failure = following(scene.failure, Strategy.NEXT_RELEASE, now)
    if searching:
        return Deed(outcome=_searches_itself(scene), failure=failure)
    return Deed(outcome=f"blocklisted; {await _another(scene, patience)}", failure=failure)


async def lower_quality(scene: Scene, now: datetime, patience: Patience) -> Deed:
    """Grab the best release that only the quality profile leaves out; the profile stays as it is."""
    owner, grab = scene.owned()
    failure = following(scene.failure, Strategy.LOWER_QUALITY, now)
    if scene.failure.at_fault is FaultOf.RELEASE:
        searching = await blame(scene, patience)
        await discard(scene, patience)
        if searching:
            return Deed(outcome=_searches_itself(scene), failure=failure)
    refused = (*scene.tried, *await blocklisted(owner, grab))

    def choose(releases: Sequence[Release], missing: Collection[int]) -> Release | None:
        """Return the best of what is left, of several episodes one that brings all."""
        return choose_lower(
            releases,
            refused,
            scene.floor,
            quality=grab.quality,
            media_id=grab.item.media_id,
            episodes=missing if grab.item.episode_ids else (),
        )

    return Deed(outcome=await choose_and_grab(scene, choose, patience), failure=failure)


async def search_again(scene: Scene, now: datetime, patience: Patience) -> Deed:
    """Take a release that was not to blame off the blocklist, and search once; it may be taken again."""
    cleaned = 0
    if scene.failure.at_fault is not FaultOf.RELEASE:
        owner, grab = scene.owned()
        cleaned = await clean(owner, scene.failure, grab)
        scene.steps.append("cleaned")
    found = await _another(scene, patience)
    return Deed(
        outcome=f"blocklist rows removed: {cleaned}; {found}",
        failure=following(scene.failure, Strategy.RETRY_LATER, now),
    )


async def searches_before(scene: Scene) -> int:
    """Return the highest number a search for the item has at present; raises ServiceError."""
    if scene.owner is None or scene.item is None:
        return 0
    commands = await searches_of(scene.owner, scene.item)
    return max((command.id for command in commands), default=0)


async def _another(scene: Scene, patience: Patience) -> str:
    """Have what was not tried yet grabbed: one release, or what brings several episodes."""
    _, grab = scene.owned()
    wanted = wanted_of(grab.item, scene.sight)

    def choose(releases: Sequence[Release], missing: Collection[int]) -> Release | None:
        """Return the first that is to be grabbed."""
        media_id = grab.item.media_id
        if len(wanted) < 2:
            return choose_next(releases, scene.tried, media_id=media_id, episodes=wanted)
        allowed = {*scene.sight.watched, *missing}.difference(set(wanted).difference(missing))
        several = choose_several(
            releases, scene.tried, media_id=media_id, missing=missing, allowed=allowed
        )
        return next(iter(several), None)

    return await choose_and_grab(scene, choose, patience)


def _searches_itself(scene: Scene) -> str:
    """Return the outcome of a blame after which the *arr searches by itself."""
    owner, _ = scene.owned()
    return f"marked as failed; {owner.ref.kind.label} searches by itself"
