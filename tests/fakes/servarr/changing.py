"""Changes the configuration of a fake *arr behind everybody's back."""

import copy
from typing import Any

from tests.fakes.documents import put, row_of

from .api_system import SystemApi
from .core import Core


def change(core: Core, system: SystemApi, document: str, row: str, path: str, value: Any) -> None:
    """Set one value; an empty path means a whole row (made when it is new), or the whole document."""
    if document.startswith("config/"):
        section = core.config[document.removeprefix("config/")]
        if path:
            put(section, path, value)
        else:
            section.clear()
            section.update(value)
        return
    rows: list[dict[str, Any]] = _rows(core, system, document)
    if not row and not path:
        rows[:] = copy.deepcopy(value)
        return
    if path:
        put(row_of(rows, row), path, value)
        return
    try:
        present = row_of(rows, row)
    except LookupError:
        present = {}
        rows.append(present)
    present.clear()
    present.update(copy.deepcopy(value))


def _rows(core: Core, system: SystemApi, document: str) -> list[dict[str, Any]]:
    """Return the rows of a table; what it says of the machine is made up from now on."""
    if document == "health":
        return core.state.health
    if document == "diskspace":
        return core.told.setdefault(document, copy.deepcopy(system.disks()))
    return core.tables[document]
