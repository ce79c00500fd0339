"""A backup gets a whole copy of a history that is being written, and a restored one is put in its place."""

from collections.abc import Iterator
from contextlib import closing
import os
from pathlib import Path
import resource
import sqlite3
import subprocess
import sys
import threading

import pytest

from autoarr_app.backup import COPY, DATABASE, UNFINISHED, after, before, main, restore

from . import ADDON


def rows(path: Path) -> list[int]:
    """Return what a database holds, after a look whether it is whole."""
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in database.execute("SELECT id FROM event ORDER BY id")]


@pytest.fixture(name="writer")
def writer_fixture(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Return a server's connection to a history with a hundred events, all still in the log."""
    with closing(sqlite3.connect(tmp_path / DATABASE, check_same_thread=False)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA wal_autocheckpoint=0")
        database.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, text TEXT)")
        database.executemany("INSERT INTO event VALUES (?, ?)", [(i, "x" * 99) for i in range(100)])
        database.commit()
        yield database


def test_the_copy_holds_what_was_committed(writer: sqlite3.Connection, tmp_path: Path) -> None:
    """Also what is in the log alone, and nothing of a transaction that is open."""
    writer.execute("INSERT INTO event VALUES (100, 'not yet')")
    assert before(tmp_path)
    assert rows(tmp_path / COPY) == list(range(100))
    assert not (tmp_path / UNFINISHED).exists()


def test_the_copy_is_whole_while_somebody_writes(
    writer: sqlite3.Connection, tmp_path: Path
) -> None:
    """Every copy is a state that was once committed: a beginning without gaps."""
    stop = threading.Event()

    def write() -> None:
        number = 100
        while not stop.is_set():
            writer.execute("INSERT INTO event VALUES (?, ?)", (number, "y" * 999))
            writer.commit()
            number += 1
            if number % 50 == 0:
                writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for _ in range(10):
            assert before(tmp_path)
            found = rows(tmp_path / COPY)
            assert found == list(range(len(found)))
            assert len(found) >= 100
    finally:
        stop.set()
        thread.join()


def test_the_copy_is_made_while_nobody_writes(writer: sqlite3.Connection, tmp_path: Path) -> None:
    """A server that was ended well leaves a database without a log."""
    writer.close()
    assert not (tmp_path / f"{DATABASE}-wal").exists()
    assert before(tmp_path)
    assert rows(tmp_path / COPY) == list(range(100))


def test_without_a_history_there_is_no_copy(tmp_path: Path) -> None:
    """A backup of an app that never ran is no mistake."""
    assert not before(tmp_path)
    after(tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_copy_goes_after_the_backup(writer: sqlite3.Connection, tmp_path: Path) -> None:
    """It takes as much room as the history."""
    before(tmp_path)
    after(tmp_path)
    assert not (tmp_path / COPY).exists()


def test_a_restored_backup_becomes_the_history(writer: sqlite3.Connection, tmp_path: Path) -> None:
    """On the first start after it; what the log of another history holds is not applied to it."""
    before(tmp_path)
    writer.close()
    (tmp_path / DATABASE).unlink()
    (tmp_path / f"{DATABASE}-wal").write_bytes(b"of another history")
    assert restore(tmp_path)
    assert rows(tmp_path / DATABASE) == list(range(100))
    assert not (tmp_path / COPY).exists()
    assert not restore(tmp_path)


def test_what_an_interrupted_backup_left_never_replaces_the_history(
    writer: sqlite3.Connection, tmp_path: Path
) -> None:
    """The newer one is the one that was written on."""
    before(tmp_path)
    writer.execute("INSERT INTO event VALUES (100, 'newer')")
    writer.commit()
    assert not restore(tmp_path)
    assert rows(tmp_path / DATABASE) == list(range(101))
    assert not (tmp_path / COPY).exists()


def test_a_damaged_history_is_not_copied_over_a_good_copy(
    writer: sqlite3.Connection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The backup fails with a reason, and nothing half-written stays."""
    writer.close()
    (tmp_path / DATABASE).write_bytes(b"this is no database, whatever its name says" * 100)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOARR_DATA_DIR", str(tmp_path))
        assert main(["before"]) == 1
    assert "not a database" in capsys.readouterr().out
    assert not (tmp_path / UNFINISHED).exists()
    assert not (tmp_path / COPY).exists()


def test_a_full_disk_fails_the_backup_and_leaves_nothing(
    writer: sqlite3.Connection, tmp_path: Path
) -> None:
    """The server keeps the room that is left."""
    writer.executemany(
        "INSERT INTO event VALUES (?, ?)", [(i, "z" * 999) for i in range(100, 2_000)]
    )
    writer.commit()
    done = subprocess.run(
        [sys.executable, "-m", "autoarr_app.backup", "before"],
        env={**os.environ, "PYTHONPATH": str(ADDON), "AUTOARR_DATA_DIR": str(tmp_path)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("backup: before in ")
    assert not (tmp_path / UNFINISHED).exists()
    assert not (tmp_path / COPY).exists()
