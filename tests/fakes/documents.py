"""Changes a document behind the back of whoever reads it."""

from collections.abc import Iterable
import re
from typing import Any

_STEP = re.compile(r"(?P<name>[\w/-]+)(?:\[(?P<key>[\w-]+)=(?P<value>[^\]]*)\])?(?:\.|$)")


def put(document: dict[str, Any], path: str, value: object) -> None:
    """Set what lies at a path such as `a.b` or `fields[name=host].value`; a last name that is not there is added."""
    present: Any = document
    steps = list(_STEP.finditer(path))
    if not steps or "".join(step[0] for step in steps) != path:
        raise LookupError(f"{path!r} is no path")
    for step in steps[:-1]:
        present = _below(present, step, path)
    last = steps[-1]
    if last["key"]:
        raise LookupError(f"{path!r} ends at an entry of a list")
    match present:
        case dict():
            present[last["name"]] = value
        case _:
            raise LookupError(f"there is nothing at {path}")


def row_of(rows: Iterable[dict[str, Any]], row: str) -> dict[str, Any]:
    """Return the row with an id or a name; raises LookupError."""
    for one in rows:
        if row in (str(one.get("id")), one.get("name"), one.get("label"), one.get("path")):
            return one
    raise LookupError(f"there is no row {row}")


def _below(present: Any, step: re.Match[str], path: str) -> Any:
    """Return what a step leads to; raises LookupError."""
    if not isinstance(present, dict) or step["name"] not in present:
        raise LookupError(f"there is nothing at {path}")
    found = present[step["name"]]
    if not step["key"]:
        return found
    for entry in found if isinstance(found, list) else ():
        if isinstance(entry, dict) and str(entry.get(step["key"])) == step["value"]:
            return entry
    raise LookupError(f"there is nothing at {path}")
