"""Finds the command-line tools a post is made with, and a real SABnzbd brings along."""

from functools import cache
import os
from pathlib import Path
import shutil

REPOSITORY = Path(__file__).resolve().parents[3]
_TOOLS = REPOSITORY / ".toolchain" / "sabnzbd" / "root" / "usr" / "bin"


class ToolMissing(RuntimeError):
    """A tool is neither in the private toolchain nor on the machine."""


@cache
def find_tool(name: str) -> Path:
    """Return the path of a tool from the private toolchain, else from PATH; raises ToolMissing."""
    search = os.pathsep.join((str(_TOOLS), os.environ.get("PATH", "")))
    if found := shutil.which(name, path=search):
        return Path(found)
    raise ToolMissing(
        f"{name} was not found: run scripts/setup, or install {name} and put it on PATH"
    )


def has_tool(name: str) -> bool:
    """Say whether a tool can be found."""
    try:
        find_tool(name)
    except ToolMissing:
        return False
    return True
