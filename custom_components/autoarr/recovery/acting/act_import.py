"""The action on a blocked import: import what is certainly of what was grabbed."""

from datetime import datetime
from typing import Final

from ...clients.errors import ServiceNotFound
from ...clients.models.servarr import HistoryEvent, ImportMode
from ..deciding.facts import history_since, ready_files
from ..models import Strategy
from ..targets import ServarrTarget
from .importable import brings
from .scene import Deed, NotImportable, Patience, Scene, following

COMMAND: Final = "ManualImport"

IMPORT_LOOKS: Final = 20
"""How often the end of an import is looked for; one that takes longer is followed."""


async def force_import(scene: Scene, now: datetime, patience: Patience) -> Deed:
    """Import the files of a blocked download, a torrent's by copy; raises NotImportable when nothing came of it."""
    owner, grab = scene.owned()
    since = await history_since(owner, grab, grab.history_id)
    imports = [record for record in since if record.event_type is HistoryEvent.IMPORTED]
    files = await ready_files(owner, scene.failure, grab, imports, asked=scene.asked)
    if isinstance(files, str):
        raise NotImportable(files)
    mode = ImportMode.COPY if scene.failure.torrent else ImportMode.AUTO
    command = await owner.client.import_files(files, mode)
    scene.steps.append("import started")
    taken = 0

    async def over() -> bool:
        """Say whether all of it is in the library, or no more will come."""
        nonlocal taken
        ended = await _has_ended(owner, command.id)
        taken = await imported_count(scene)
        return ended or taken >= brings(files)

    failure = following(scene.failure, Strategy.FORCE_IMPORT, now)
    if not await patience.seen(over, IMPORT_LOOKS):
        return Deed(
            outcome=f"import {command.id} of {len(files)} files is going on", failure=failure
        )
    if not taken:
        raise NotImportable(f"{owner.ref.kind.label} ended the import and took no file.")
    return Deed(
        outcome=f"{taken} of {brings(files)} imported from {len(files)} files", failure=failure
    )


async def importing(owner: ServarrTarget) -> bool:
    """Say whether a manual import is under way or waits; raises ServiceError."""
    return any(
        command.name == COMMAND and not command.done for command in await owner.client.commands()
    )


async def imported_count(scene: Scene) -> int:
    """Return how many records of imports the job has made since it was looked at; raises ServiceError."""
    owner, grab = scene.owned()
    return sum(
        record.event_type is HistoryEvent.IMPORTED and record.download_id in scene.failure.jobs
        for record in await history_since(owner, grab, scene.sight.newest)
    )


async def _has_ended(owner: ServarrTarget, command_id: int) -> bool:
    """Say whether a command is over; one that is forgotten is."""
    try:
        return (await owner.client.command(command_id)).done
    except ServiceNotFound:
        return True
