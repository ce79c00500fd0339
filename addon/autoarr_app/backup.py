"""A copy of the history that a backup can take while the server writes on.

A file that is being written must not be copied as it is. The Supervisor runs `before` ahead of a backup,
takes the copy instead of the database, and runs `after`; the container runs `restore` at each start.
"""

import argparse
from collections.abc import Sequence
from contextlib import closing
import os
from pathlib import Path
import sqlite3
import sys
from typing import Final

FOLDER_VARIABLE: Final = "AUTOARR_DATA_DIR"
FOLDER: Final = "/data"
DATABASE: Final = "history.db"
COPY: Final = "history-copy.db"
"""Not of the form `history.db*`, which the backup leaves out."""

UNFINISHED: Final = "history.db.unfinished-copy"


def before(folder: Path) -> bool:
    """Copy the history, also while it is written; return whether there is one.

    Raises sqlite3.Error and OSError; nothing half-written is left then.
    """
    database, unfinished = folder / DATABASE, folder / UNFINISHED
    if not database.is_file():
        return False
    unfinished.unlink(missing_ok=True)
    try:
        with (
            closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(unfinished)) as target,
        ):
            # In one step: a copy in several starts anew whenever somebody writes in between.
            source.backup(target, pages=-1)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.replace(folder / COPY)
    return True


def after(folder: Path) -> None:
    """Remove the copy; raises OSError."""
    (folder / COPY).unlink(missing_ok=True)


def restore(folder: Path) -> bool:
    """Put a copy in the place of a history that is not there, and return whether it did; raises OSError.

    Where there is a history, the copy is what an interrupted backup left, and goes.
    """
    copy, database = folder / COPY, folder / DATABASE
    if not copy.is_file():
        return False
    if database.exists():
        copy.unlink()
        return False
    for leftover in ("-wal", "-shm"):
        # They belong to another state of the database and would be applied to this one.
        database.with_name(f"{DATABASE}{leftover}").unlink(missing_ok=True)
    copy.replace(database)
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one of the three; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m autoarr_app.backup", description=__doc__)
    parser.add_argument("step", choices=("before", "after", "restore"))
    step: str = parser.parse_args(arguments).step
    folder = Path(os.environ.get(FOLDER_VARIABLE, FOLDER))
    try:
        match step:
            case "before":
                before(folder)
            case "after":
                after(folder)
            case _ if restore(folder):
                _say(f"the history came back from the backup's copy in {folder}")
            case _:
                pass
    except (OSError, sqlite3.Error) as err:
        _say(f"{step} in {folder}: {err}")
        return 1
    return 0


def _say(text: str) -> None:
    """Write a line to the log."""
    sys.stdout.write(f"backup: {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
