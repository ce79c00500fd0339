"""Taking back what was done about a failure, as far as the services allow."""

from dataclasses import replace
from enum import StrEnum
from typing import Final

from ...clients.errors import ServiceError
from ...clients.radarr import RadarrClient
from ...journal.ports import JsonValue
from ..core import PREFIX, Core
from ..deciding.facts import blocklist_rows
from ..deciding.title import read_title
from ..following.endings import closed
from ..keeping.ledger import budget_key
from ..messages import Reason
from ..models import Failure, Item
from ..targets import ServarrTarget
from ..world import TitleState
from .blocklist import clean
from .scene import NotVerified, Scene

UNDOING: Final = f"{PREFIX}undo"


class UndoStep(StrEnum):
    """Something that was taken back."""

    UNBLOCKLISTED = "unblocklisted"
    MONITORED = "monitored"


async def undo(core: Core, scene: Scene) -> tuple[UndoStep, ...]:
    """Take the release off the blocklist and monitor the title again; return what of it had to be done.

    Written down first, read back afterwards, and harmless when it is done twice.
    Raises StoreError when it could not be written down, ServiceError, NotVerified.
    """
    if scene.owner is None or scene.grab is None:
        return ()
    steps: list[UndoStep] = []
    if await blocklist_rows(scene.owner, scene.failure, scene.grab):
        steps.append(UndoStep.UNBLOCKLISTED)
    if _lost_monitoring(core, scene):
        steps.append(UndoStep.MONITORED)
    if not steps:
        return ()
    named: list[JsonValue] = [step.value for step in steps]
    with core.action():
        action = await core.journal.begin(
            UNDOING,
            correlation=scene.failure.correlation,
            title=scene.failure.title,
            service=scene.owner.ref.kind,
            instance=scene.owner.ref.id,
            data={"failure": scene.failure.key, "steps": named},
        )
        core.running.add(action)
        core.ledger.put(_undone(scene.failure))
        await core.keep()
        try:
            if UndoStep.UNBLOCKLISTED in steps:
                await clean(scene.owner, scene.failure, scene.grab)
            if UndoStep.MONITORED in steps:
                await _monitor(core, scene.owner, scene.grab.item)
        except (ServiceError, NotVerified) as err:
            await core.journal.finish(action, ok=False, outcome=str(err))
            raise
        finally:
            core.running.discard(action)
        await core.journal.finish(action, ok=True, outcome=f"taken back: {', '.join(steps)}")
    return tuple(steps)


def _undone(failure: Failure) -> Failure:
    """Return a failure that a person had taken back, however far that came: what is done by itself would undo it."""
    ended = failure if failure.state.settled else closed(failure, Reason.UNDONE)
    return replace(ended, undone=True)


def _lost_monitoring(core: Core, scene: Scene) -> bool:
    """Say whether nothing of the item is monitored any more, and it was when AutoArr searched for it."""
    gone = scene.sight.title is TitleState.GONE or scene.sight.monitored
    return not gone and _was_monitored(core, scene.failure)


def _was_monitored(core: Core, failure: Failure) -> bool:
    """Say whether AutoArr has searched for the item since it failed: it does so for monitored titles alone."""
    item = budget_key(failure)
    return any(
        attempt.search and attempt.item == item and attempt.at >= failure.first_seen
        for attempt in core.ledger.contents.attempts
    )


async def _monitor(core: Core, owner: ServarrTarget, item: Item) -> None:
    """Monitor the film or the episodes of an item and see it; raises ServiceError, NotVerified."""
    client = owner.client
    if isinstance(client, RadarrClient):
        await client.set_movie_monitored(item.media_id, monitored=True)
    else:
        await client.monitor_episodes(item.episode_ids, monitored=True)
    title = await read_title(owner, item, (), core.now())
    if not set(item.episode_ids or (item.media_id,)) <= set(title.monitored):
        raise NotVerified(f"{owner.ref.kind.label} does not monitor it")
