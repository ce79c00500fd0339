"""The blocklist of a Radarr or Sonarr: blaming a release, and taking back a blame that was none of its fault."""

import contextlib
from typing import Final

from ...clients.errors import ServiceNotFound
from ...clients.models.servarr import QueueItem
from ..causes import Kind
from ..deciding.facts import arr_searches, blocklist_rows, is_marked
from ..models import Failure, Grab
from ..records import Tried
from ..targets import ServarrTarget
from .scene import NotVerified, Patience, Scene

WORTHLESS: Final = frozenset({Kind.DANGEROUS_FILE, Kind.SAMPLE_ONLY})
"""What is removed with its files when its import is blocked; everything else may be of use to somebody."""


async def blame(scene: Scene, patience: Patience) -> bool:
    """Have the release blocklisted, once; say whether the *arr searches by itself because of it.

    Its own search is skipped where that can be done: AutoArr chooses what was not tried. Raises
    ServiceError, NotVerified.
    """
    owner, grab = scene.owned()
    failure, sight = scene.failure, scene.sight
    row = next(iter(sight.rows), None)
    healthy = failure.blocked and failure.kind not in WORTHLESS
    if healthy and row is not None:
        await _let_go(owner, row)
        scene.steps.append("let go")
    if sight.marked:
        return False
    searching = False
    if row is None or healthy:
        searching = sight.arr_searches
        if failure.blocked:
            searching = arr_searches(await owner.client.failed_handling(), grab)
        await owner.client.mark_failed(grab.history_id)
    else:
        # Gone already when the answer to a first try was lost: what counts is seen below.
        with contextlib.suppress(ServiceNotFound):
            await owner.client.delete_queue_item(
                row.id, remove_from_client=True, blocklist=True, skip_redownload=True
            )
    await patience.see(
        lambda: is_marked(owner, failure, grab), f"{grab.source_title} marked as failed"
    )
    scene.steps.append("blamed")
    return searching


async def _let_go(owner: ServarrTarget, row: QueueItem) -> None:
    """Take a job off the queue and leave its data where they are.

    Blocklisting it there would remove them where failed downloads are removed, and a row that
    stays makes the *arr refuse every other release of the same quality (QueueSpecification).
    """
    with contextlib.suppress(ServiceNotFound):
        await owner.client.delete_queue_item(
            row.id, remove_from_client=False, blocklist=False, skip_redownload=True
        )


async def clean(owner: ServarrTarget | None, failure: Failure, grab: Grab | None) -> int:
    """Remove the blocklist rows a failure made that was not the release's fault; return how many."""
    if owner is None or grab is None:
        return 0
    rows = await blocklist_rows(owner, failure, grab)
    if not rows:
        return 0
    await owner.client.delete_blocklist_rows([row.id for row in rows])
    left = {row.id for row in await blocklist_rows(owner, failure, grab)}
    if not left.isdisjoint(row.id for row in rows):
        raise NotVerified(f"{grab.source_title} is still on the blocklist")
    return len(rows)


async def blocklisted(owner: ServarrTarget, grab: Grab) -> tuple[Tried, ...]:
    """Return what is on the blocklist of a title, as far as that is told: names alone."""
    return tuple(
        Tried(guid="", title=row.source_title, indexer=row.indexer or "")
        for row in await owner.client.blocklist()
        if row.media_id == grab.item.media_id
    )
