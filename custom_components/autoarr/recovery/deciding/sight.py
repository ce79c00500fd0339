"""What was read about a failure from the Radarr or Sonarr it belongs to."""

from dataclasses import dataclass

from ...clients.models.servarr import HistoryRecord, ImportCandidate, QueueItem
from ..world import TitleState


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was read from the owner of a failure just now.

    `wanted` are the episodes still worth a search (a movie has none), `seasons` those they are of,
    `watched` all that is monitored in these; `rows` the queue items of the failed job; `marked` says
    whether its grab is recorded as failed, hence blocklisted.
    `newest` is the number of the latest record of the history, `grabs` are those of other releases for
    the item, `imports` the numbers of its imports, both since the grab and whatever became of them. `import_files` may be imported, or `import_trouble` says
    why they may not; both are read for a blocked import alone.
    """

    title: TitleState = TitleState.WANTED
    wanted: tuple[int, ...] = ()
    seasons: tuple[int, ...] = ()
    watched: tuple[int, ...] = ()
    has_file: bool = False
    monitored: tuple[int, ...] = ()
    arr_searches: bool = False
    imported: bool = False
    replaced: bool = False
    marked: bool = False
    rows: tuple[QueueItem, ...] = ()
    newest: int = 0
    grabs: tuple[HistoryRecord, ...] = ()
    imports: tuple[int, ...] = ()
    import_files: tuple[ImportCandidate, ...] = ()
    import_trouble: str = ""

    @property
    def importable(self) -> bool:
        """Say whether every file of a blocked import is known to be of what was grabbed."""
        return bool(self.import_files)
