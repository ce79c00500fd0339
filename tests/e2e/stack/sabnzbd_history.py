"""Writes a long history into SABnzbd's own database, while it does not run.

A failure made the honest way costs 4.5.0 two seconds of post-processing each, so that 300 take ten minutes.
"""

from contextlib import closing
from pathlib import Path
import sqlite3

_HOUR = 3600


def multiply(database: Path, nzo_id: str, copies: int) -> None:
    """Copy one job of the history: other ids and names, each an hour older; raises LookupError."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.row_factory = sqlite3.Row
        row = connection.execute("SELECT * FROM history WHERE nzo_id = ?", (nzo_id,)).fetchone()
        if row is None:
            raise LookupError(f"{nzo_id} is not in {database.name}")
        original = {key: row[key] for key in row.keys() if key != "id"}  # noqa: SIM118 - a Row is a sequence
        columns = ", ".join(original)
        marks = ", ".join("?" * len(original))
        for number in range(copies):
            copy = original | {
                "nzo_id": f"{nzo_id[:-4]}{number:04}",
                "name": f"{original['name']}.{number:04}",
                "nzb_name": f"{original['name']}.{number:04}.nzb",
                "completed": original["completed"] - _HOUR * (number + 1),
            }
            insert = f"INSERT INTO history ({columns}) VALUES ({marks})"  # noqa: S608 - its own columns
            connection.execute(insert, [*copy.values()])
