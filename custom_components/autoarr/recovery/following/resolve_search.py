"""What a search came to that nobody saw ending, as far as the history of a Radarr or Sonarr tells. Pure."""

from ...clients.models.servarr import HistoryRecord
from ...journal.pending import PendingAction
from ..acting.scene import Scene
from ..acting.searches import wanted_of
from ..deciding.sight import Sight
from ..models import Strategy


def is_done(action: PendingAction, scene: Scene) -> bool:
    """Say whether all that a search was for was grabbed since it began, whatever became of it."""
    sight = scene.sight
    if sight.replaced or sight.imported:
        return True
    grabs = grabs_since(action, sight)
    if scene.item is None or not scene.item.episode_ids:
        return bool(grabs)
    return {record.episode_id for record in grabs}.issuperset(wanted_of(scene.item, sight))


def grabs_since(action: PendingAction, sight: Sight) -> tuple[HistoryRecord, ...]:
    """Return what was grabbed for an item since an action on it began."""
    return tuple(record for record in sight.grabs if record.id > last_record(action, sight))


def last_record(action: PendingAction, sight: Sight) -> int:
    """Return the number of the latest record of the history before an action; without one, the latest now."""
    number = action.data.get("last_history")
    return number if isinstance(number, int) else sight.newest


def asked_for_nothing(scene: Scene, strategy: Strategy) -> bool:
    """Say whether it is certain that no grab was asked for: a release is blamed before another is taken."""
    return strategy is Strategy.NEXT_RELEASE and not scene.sight.marked
