"""Opening, migrating, sharing, and what happens when the file or the disk is not as it should be."""

import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import func, insert, inspect, select, text

from core.db.audit import Audit
from core.db.engine import Database
from core.db.migrate import HEAD, open_database
from core.db.tables import audit, metadata
from core.errors import SettingsError, StoreDamaged, StoreUnavailable
from tests.db.conftest import HandClock


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def test_the_migrations_make_exactly_the_tables(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD


def test_head_is_the_newest_migration() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "core/db/migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_the_connection_is_set_up_for_two_processes(database: Database) -> None:
    with database.read() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2, "FULL"
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 30_000
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        version = str(connection.execute(text("SELECT sqlite_version()")).scalar())
    assert tuple(int(part) for part in version.split(".")) >= (3, 51, 3)


def test_a_writer_takes_the_lock_at_once_and_a_reader_does_not(database: Database) -> None:
    """BEGIN IMMEDIATE: of two writers the second waits at the beginning, where nothing can be lost."""
    order: list[str] = []
    begun = threading.Event()

    def second() -> None:
        begun.wait()
        with database.write() as connection:
            order.append("second")
            connection.execute(select(func.count()).select_from(audit))

    thread = threading.Thread(target=second)
    thread.start()
    with database.write() as connection:
        begun.set()
        with database.read() as reader:
            assert reader.execute(select(func.count()).select_from(audit)).scalar() == 0
        threading.Event().wait(0.05)
        order.append("first")
        connection.execute(select(1))
    thread.join()
    assert order == ["first", "second"]


def test_a_failed_block_leaves_nothing(database: Database, clock: HandClock) -> None:
    def fail() -> None:
        with database.write() as connection:
            row = {"at": clock(), "who": "a", "action": "b", "subject": "c", "details": "{}"}
            connection.execute(insert(audit).values(row))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert Audit(database).latest() == []


def test_many_threads_write_at_once(database: Database) -> None:
    written = Audit(database)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: written.note("a", "b", str(n)), range(80)))
    assert len(written.latest(1000)) == 80
    assert database.check() == []


def _open_and_write(path: str) -> str:
    database = open_database(path)
    Audit(database).note("process", "opened", "store")
    database.close()
    return "done"


def test_processes_that_open_a_fresh_store_at_once_migrate_it_once(tmp_path: Path) -> None:
    path = url(tmp_path / "new" / "sybil.db")
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_open_and_write, [path] * 8)) == ["done"] * 8
    database = open_database(path)
    assert len(Audit(database).latest()) == 8
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
    database.close()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "sybil.db"
    path.write_bytes(b"this is not a database" * 100)
    with pytest.raises(StoreDamaged, match=r"sybil\.db\) is damaged.*restore"):
        open_database(url(path))
    assert path.read_bytes() == b"this is not a database" * 100


def test_a_damaged_page_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sybil.db"
    database = open_database(url(path))
    for n in range(200):
        Audit(database).note("a", "b", str(n) * 200)
    with database.read() as connection:
        root = connection.execute(text("SELECT rootpage FROM sqlite_master WHERE name = 'audit'")).scalar_one()
    database.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    path.write_bytes(content)
    damaged = open_database(url(path))
    with pytest.raises(StoreDamaged):
        Audit(damaged).latest(1000)
    with pytest.raises(StoreDamaged):
        damaged.check()
    damaged.close()


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = url(tmp_path / "sybil.db")
    database = open_database(path)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreDamaged, match="newer version of Sybil"):
        open_database(path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="check SYBIL_DATABASE_URL"):
        open_database(url(tmp_path / "file" / "below" / "sybil.db"))


def test_a_read_only_store_reads_and_says_why_it_does_not_write(tmp_path: Path) -> None:
    path = tmp_path / "sybil.db"
    first = open_database(url(path))
    Audit(first).note("a", "b", "c")
    with first.read() as connection:
        connection.execute(text("PRAGMA query_only = ON"))
    assert len(Audit(first).latest()) == 1
    with pytest.raises(StoreUnavailable, match="read-only"):
        Audit(first).note("a", "b", "d")
    first.close()


@pytest.mark.parametrize("bad", ["sqlite://", "sqlite:///:memory:", "no url at all"])
def test_urls_that_name_no_store(bad: str) -> None:
    with pytest.raises(SettingsError, match="SYBIL_DATABASE_URL"):
        Database(bad)


def test_the_tables_are_plain_enough_for_postgresql() -> None:
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    made = [str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in metadata.sorted_tables]
    assert sum("TIMESTAMP WITH TIME ZONE" in statement for statement in made) >= 9


def test_inspect_sees_every_table(database: Database) -> None:
    with database.read() as connection:
        assert set(metadata.tables) <= set(inspect(connection).get_table_names())
