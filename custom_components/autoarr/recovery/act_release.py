"""Actions on releases: another one, a lower quality, or the same one searched again."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from ..clients.errors import ServiceError, ServiceNotFound, ServiceRejected, ServiceServerError
from ..clients.models.servarr import CommandStatus, Release
from .act_job import discard
from .blocklist import blame, blocklisted, clean
from .causes import FaultOf
from .choose import choose_lower, choose_next
from .facts import history_since, other_grabs
from .models import Strategy
from .scene import Deed, NothingFound, NotVerified, Patience, Scene, following
from .searches import is_one, releases_for, search, searches_of, wanted_of

type Choice = Callable[[Sequence[Release]], Release | None]

SEARCHES_AT_MOST: Final = 2
"""How often the indexers are asked when what was chosen has left the *arr's cache."""


async def next_release(scene: Scene, now: datetime, patience: Patience) -> Deed:
    """Blame the release, once, and have another one grabbed that was not tried yet.

    Of a film or one episode AutoArr chooses it from one search; for more the *arr searches itself.
    """
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

    def choose(releases: Sequence[Release]) -> Release | None:
        """Return the best of what is left."""
        return choose_lower(
            releases,
            refused,
            scene.floor,
            quality=grab.quality,
            media_id=grab.item.media_id,
            episodes=wanted_of(grab.item, scene.sight),
        )

    return Deed(outcome=await _choose_and_grab(scene, choose, patience), failure=failure)


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
    """Have a release grabbed that was not tried, or, for several episodes, one search made."""
    _, grab = scene.owned()
    if not is_one(grab.item, scene.sight):
        return f"search {await _start_search(scene)} started"

    def choose(releases: Sequence[Release]) -> Release | None:
        """Return the first that was not tried."""
        return choose_next(
            releases,
            scene.tried,
            media_id=grab.item.media_id,
            episodes=wanted_of(grab.item, scene.sight),
        )

    return await _choose_and_grab(scene, choose, patience)


async def _choose_and_grab(scene: Scene, choose: Choice, patience: Patience) -> str:
    """Ask the indexers once, grab what `choose` picks, and see it in the history.

    Raises NothingFound when there is nothing to pick, ServiceRejected when it was not handed out.
    """
    owner, grab = scene.owned()
    if any(not command.done for command in await searches_of(owner, grab.item)):
        return f"{owner.ref.kind.label} is searching already"
    for _ in range(SEARCHES_AT_MOST):
        releases = await releases_for(owner, grab.item, scene.sight)
        scene.steps.append("searched")
        chosen = choose(releases or ())
        if chosen is None:
            raise NothingFound(f"{len(releases or ())} releases were found, none of use")
        if await _grabbed(scene):
            return "another release was grabbed meanwhile"
        try:
            await _grab(scene, chosen)
        except ServiceNotFound:
            continue
        await patience.see(lambda: _grabbed(scene), f"the grab of {chosen.title}")
        return f"{chosen.title} grabbed from {chosen.indexer}"
    raise NothingFound("what was found could not be grabbed any more")


async def _grab(scene: Scene, chosen: Release) -> None:
    """Have a release grabbed; raises ServiceRejected when it is certain that it was not."""
    owner, _ = scene.owned()
    try:
        await owner.client.grab_release(chosen.guid, chosen.indexer_id)
    except ServiceServerError as err:
        # It has ended with an error of its own: what is not in the history now will not come.
        if not await _grabbed(scene):
            raise _refused(err, err.status) from err


async def _grabbed(scene: Scene) -> bool:
    """Say whether anything was grabbed for the item since it was looked at; raises ServiceError."""
    owner, grab = scene.owned()
    return bool(other_grabs(await history_since(owner, grab, scene.sight.newest), grab))


def _refused(err: ServiceError, status: int) -> ServiceRejected:
    """Return an error of the *arr as one after which it is certain that nothing was grabbed."""
    return ServiceRejected(
        str(err), service=err.service, endpoint=err.endpoint, message=str(err), status=status
    )


async def _start_search(scene: Scene) -> int:
    """Start one search of the *arr and see that it was taken; return its number."""
    owner, grab = scene.owned()
    command = await search(owner, grab.item, scene.sight)
    label = owner.ref.kind.label
    try:
        seen = await owner.client.command(command.id)
    except ServiceNotFound as err:
        raise NotVerified(f"search {command.id} is not known to {label}") from err
    if seen.status in (CommandStatus.FAILED, CommandStatus.ABORTED, CommandStatus.CANCELLED):
        raise NotVerified(f"search {command.id} ended as {seen.status}")
    return command.id


def _searches_itself(scene: Scene) -> str:
    """Return the outcome of a blame after which the *arr searches by itself."""
    owner, _ = scene.owned()
    return f"marked as failed; {owner.ref.kind.label} searches by itself"
