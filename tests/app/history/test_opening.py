"""Opening: older and newer files, other programs' files, two servers, folders that cannot be used."""

from datetime import timedelta
from pathlib import Path
import shutil
import sqlite3
from types import SimpleNamespace

from alembic.config import Config
from alembic.script import ScriptDirectory
import pytest

from autoarr_app.history import (
    History,
    HistoryError,
    HistoryFull,
    HistoryLocked,
    HistoryTooNew,
    HistoryUnusable,
    schema,
)
from autoarr_app.history.migrations import HEAD, REVISIONS
from autoarr_app.history.preflight import KEPT
from autoarr_app.history.tables import APPLICATION_ID

from .builders import NOON, Clock, beside, event, on_disk, run_python, settings_in, titles, ulid

DAYS = timedelta(days=3)


def tables_of(path: Path) -> dict[tuple[str, str], str]:
    """Return how each table, index and virtual table of a file was made."""
    rows = on_disk(path, "SELECT type, name, sql FROM sqlite_master")
    return {(kind, name): " ".join((sql or "").split()) for kind, name, sql in rows}


def older_file(path: Path) -> None:
    """Make a history as an earlier version left it, with an event in it."""
    schema.upgrade(path, REVISIONS[0])
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO activity_facets VALUES (1, 'radarr', '', 'added', 'info')")
        connection.execute(
            "INSERT INTO activity_logs VALUES (1, ?, 1790000000000000, 1, '', 'Kept', '{}', 0)",
            ("01M8BVM4G00000000000000001",),
        )
        connection.execute("INSERT INTO activity_counts VALUES (20717, 1, 1)")
    connection.close()


def with_older_full_text(path: Path) -> None:
    """Give the events of a history the full text that the second revision had: by their keys."""
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE activity_words")
        connection.execute("DROP TABLE activity_search")
        connection.execute(
            "CREATE VIRTUAL TABLE activity_search USING fts5(words, content='',"
            " contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 4 6')"
        )
        connection.execute(
            "CREATE VIRTUAL TABLE activity_words USING fts5vocab(activity_search, instance)"
        )
        connection.execute(
            "INSERT INTO activity_search (rowid, words) SELECT key, 'old cafe' FROM activity_logs"
        )
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
    connection.close()


def test_a_new_file_has_what_all_migrations_make(tmp_path: Path) -> None:
    """The short way and the long way lead to the same tables and the same best practices."""
    short, long = tmp_path / "short.db", tmp_path / "long.db"
    schema.create(short)
    for revision in REVISIONS:
        schema.upgrade(long, revision)
    assert tables_of(short) == tables_of(long)
    for statement in (
        "SELECT * FROM alembic_version",
        "SELECT * FROM best_practices ORDER BY id",
        "SELECT * FROM activity_search_config ORDER BY k",
        "PRAGMA application_id",
        "PRAGMA auto_vacuum",
        "PRAGMA journal_mode",
    ):
        assert on_disk(short, statement) == on_disk(long, statement)


def test_the_revisions_that_are_known_are_those_there_are() -> None:
    """The constant that spares loading Alembic says what Alembic says."""
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    found = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS
    assert scripts.get_current_head() == HEAD


async def test_a_new_history_does_without_alembic(tmp_path: Path) -> None:
    """Ten megabytes that only a migration needs."""
    program = (
        "import asyncio, pathlib, sys\n"
        "from autoarr_app.history import History, HistorySettings\n"
        "async def main():\n"
        "    history = await History.open(HistorySettings(path=pathlib.Path(sys.argv[1])))\n"
        "    await history.close()\n"
        "asyncio.run(main())\n"
        "print([name for name in sys.modules if name.startswith('alembic')])\n"
    )
    assert (await run_python("-c", program, str(tmp_path / "history.db"))).strip() == "[]"


async def test_an_older_file_is_backed_up_and_migrated(tmp_path: Path) -> None:
    """What was in it is still there, and the copy is as it was before."""
    settings = settings_in(tmp_path)
    older_file(settings.path)
    history = await History.open(settings, clock=Clock())
    try:
        assert await titles(history) == ["Kept"]
        assert len((await history.best_practices()).items) == 176
        state = await history.state()
        assert (state.healthy, state.rows) == (True, 1)
    finally:
        await history.close()
    (backup,) = beside(tmp_path, "*.before-*")
    assert on_disk(backup, "SELECT version_num FROM alembic_version") == [(REVISIONS[0],)]
    assert on_disk(backup, "SELECT title FROM activity_logs") == [("Kept",)]
    assert on_disk(settings.path, "SELECT version_num FROM alembic_version") == [(HEAD,)]


async def test_what_an_older_file_holds_is_found_by_its_words(tmp_path: Path) -> None:
    """The full text of before the third revision is in another order: it is made anew."""
    settings = settings_in(tmp_path)
    kept = [
        event(number, title=f"Café {number}", service="radarr", correlation=f"movie:{number % 2}")
        for number in range(4)
    ]
    # Its moment is far from its place.
    kept.append(event(4, id=ulid(NOON, 4), at=NOON - DAYS, title="Café 4", data={"n": "dune"}))
    history = await History.open(settings)
    await history.add_activity(kept)
    await history.close()
    with_older_full_text(settings.path)
    history = await History.open(settings, clock=Clock())
    try:
        assert await titles(history, q="cafe") == [f"Café {number}" for number in (3, 2, 1, 4, 0)]
        assert await titles(history, q="cafe", service=["radarr"], limit=2) == ["Café 3", "Café 2"]
        assert await titles(history, correlation="movie:1") == ["Café 3", "Café 1"]
        assert await titles(history, q="dun", until=NOON) == ["Café 4"]
        assert await titles(history, q="old") == []
        await history.add_activity([event(9, title="Café 9")])
        assert await titles(history, q="cafe", limit=2) == ["Café 9", "Café 3"]
    finally:
        await history.close()


async def test_nothing_is_backed_up_when_there_is_nothing_to_migrate(tmp_path: Path) -> None:
    """A normal start leaves no copies."""
    for _ in range(3):
        history = await History.open(settings_in(tmp_path))
        await history.close()
    assert [file.name for file in beside(tmp_path)] == ["history.db", "history.db.lock"]


async def test_only_the_last_backups_are_kept(tmp_path: Path) -> None:
    """Each migration makes one, the oldest go."""
    settings = settings_in(tmp_path)
    for _ in range(KEPT + 2):
        settings.path.unlink(missing_ok=True)
        older_file(settings.path)
        history = await History.open(settings, clock=Clock())
        await history.close()
    assert len(beside(tmp_path, "*.before-*")) == KEPT


async def test_without_room_for_a_backup_nothing_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says how much is needed; the file is as it was."""
    settings = settings_in(tmp_path)
    older_file(settings.path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1024**2))
    with pytest.raises(HistoryFull, match=r"no room for the backup.*1 MB are free"):
        await History.open(settings)
    assert on_disk(settings.path, "SELECT version_num FROM alembic_version") == [(REVISIONS[0],)]
    assert beside(tmp_path, "*.before-*") == []


async def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """All steps, or none."""
    settings = settings_in(tmp_path)
    older_file(settings.path)
    with sqlite3.connect(settings.path) as connection:
        connection.execute("DROP TABLE best_practices")
    connection.close()
    with pytest.raises(HistoryError, match="best_practices"):
        await History.open(settings)
    assert on_disk(settings.path, "SELECT version_num FROM alembic_version") == [(REVISIONS[0],)]
    assert on_disk(settings.path, "SELECT title FROM activity_logs") == [("Kept",)]


async def test_a_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    """A downgrade must not lose what the later version wrote."""
    settings = settings_in(tmp_path)
    history = await History.open(settings)
    await history.add_activity([event()])
    await history.close()
    with sqlite3.connect(settings.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(HistoryTooNew, match=r"revision 9999.*Update the app"):
        await History.open(settings)
    assert on_disk(settings.path, "SELECT title FROM activity_logs") == [("Title 0",)]
    assert beside(tmp_path, "*.damaged-*") == []


async def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    """A wrong path must not cost somebody their data."""
    path = settings_in(tmp_path).path
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE movies (id INTEGER)")
    connection.close()
    with pytest.raises(HistoryUnusable, match="another program"):
        await History.open(settings_in(tmp_path))
    assert on_disk(path, "SELECT name FROM sqlite_master") == [("movies",)]


async def test_a_start_that_died_before_the_first_table_is_made_up_for(tmp_path: Path) -> None:
    """A file with a header and nothing else is simply filled."""
    path = settings_in(tmp_path).path
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()
    assert path.stat().st_size > 0
    history = await History.open(settings_in(tmp_path))
    assert (await history.state()).healthy
    await history.close()


async def test_what_an_unfinished_start_left_is_swept_away(tmp_path: Path) -> None:
    """A new file that was never whole, and a log of a file that is gone."""
    for name in ("history.db.new", "history.db.new-wal", "history.db-wal", "history.db-shm"):
        (tmp_path / name).write_bytes(b"left over")
    history = await History.open(settings_in(tmp_path))
    assert (await history.state()).healthy
    await history.close()
    assert [file.name for file in beside(tmp_path)] == ["history.db", "history.db.lock"]


async def test_two_servers_cannot_share_a_history(tmp_path: Path) -> None:
    """The second is told who has it; when the first is gone, it may."""
    first = await History.open(settings_in(tmp_path))
    with pytest.raises(HistoryLocked, match=r"already open in another server \(process \d+\)"):
        await History.open(settings_in(tmp_path))
    await first.add_activity([event()])
    await first.close()
    second = await History.open(settings_in(tmp_path))
    assert await titles(second) == ["Title 0"]
    await second.close()


async def test_a_program_that_locks_the_file_itself_is_told_apart(tmp_path: Path) -> None:
    """Somebody looks into it with a tool that writes."""
    settings = settings_in(tmp_path)
    older_file(settings.path)
    other = sqlite3.connect(settings.path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(HistoryLocked, match="Another program"):
            await History.open(settings)
    finally:
        other.close()
    history = await History.open(settings)
    await history.close()


async def test_folders_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    """A file where a folder should be, a folder where the file should be, a place nobody may write."""
    (tmp_path / "file").write_text("")
    with pytest.raises(HistoryUnusable, match=r"The folder .*file/sub"):
        await History.open(settings_in(tmp_path / "file" / "sub"))
    (tmp_path / "history.db").mkdir()
    with pytest.raises(HistoryUnusable, match="is not a file"):
        await History.open(settings_in(tmp_path))
    with pytest.raises(HistoryUnusable, match=r"/proc/autoarr"):
        await History.open(settings_in(Path("/proc/autoarr")))


async def test_a_folder_with_odd_characters_is_a_folder(tmp_path: Path) -> None:
    """Names with spaces, percent signs and question marks, also for a migration."""
    settings = settings_in(tmp_path / "50% off? #1 é")
    settings.path.parent.mkdir()
    older_file(settings.path)
    history = await History.open(settings)
    assert await titles(history) == ["Kept"]
    await history.close()
