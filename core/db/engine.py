"""Opening the operational store: the engine, what SQLite needs set, and driver errors made ours.

The only place with SQL of one database alone. SQLite comes from pysqlite3, whose build has the fix for the WAL-reset
fault that the interpreter's own often lacks.
"""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url, text

from core.errors import SettingsError, StoreDamaged, StoreError, StoreUnavailable

BUSY_SECONDS = 30
_WRITES = "sybil_writes"
_DAMAGED = ("malformed", "not a database", "corrupt", "unsupported file format")
_FULL = ("is full", "disk i/o error", "no space", "file too large")
_READ_ONLY = ("readonly", "read-only", "permission denied")
MIGRATION_LOCK, ACCOUNTS_LOCK, ATTEMPTS_LOCK = range(7_216_045_518, 7_216_045_521)
"""What ``Database.lock`` is asked for: any numbers, the same in every process of Sybil."""


class Database:
    """The operational store, open. Safe to use from many threads; ``close()`` ends it.

    Raises:
        SettingsError: the URL is of no kind that this installation can open.
    """

    def __init__(self, url: str) -> None:
        self.url = _parsed(url)
        self.path = _path(self.url)
        self.engine = _engine(self.url, self.path)

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads: one consistent picture."""
        with translated(self.path), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write; writers of all processes queue for it. Committed when the block ends well."""
        with translated(self.path), self.engine.connect() as connection:
            writing = connection.execution_options(**{_WRITES: True})
            with writing.begin():
                yield writing

    def check(self) -> list[str]:
        """Sentences about what is wrong inside the store; empty when it is whole."""
        if self.path is None:
            return []
        with self.read() as connection:
            found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
        return [] if found == ["ok"] else [f"The operational store is damaged: {line}" for line in found[:10]]

    def lock(self, connection: Connection, key: int) -> None:
        """Let one writer of all processes at a time past here. A writing SQLite transaction is that lock already."""
        if self.url.get_backend_name() == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})

    def close(self) -> None:
        """Release files and connections."""
        self.engine.dispose()


@contextlib.contextmanager
def translated(path: Path | None = None) -> Iterator[None]:
    """Driver errors become StoreUnavailable or StoreDamaged, with a sentence."""
    try:
        yield
    except (exc.DBAPIError, exc.TimeoutError, OSError) as error:
        raise _ours(error, path) from error


def _ours(error: Exception, path: Path | None) -> StoreError:
    said = str(getattr(error, "orig", None) or error).lower()
    where = f" ({path.name})" if path else ""
    if any(word in said for word in _DAMAGED):
        return StoreDamaged(
            f"The operational store{where} is damaged. Nothing was changed; restore it from a backup with "
            "“python -m core restore FILE”."
        )
    if any(word in said for word in _FULL):
        return StoreUnavailable(
            f"The operational store{where} could not be written: the disk is full or failing. What was stored before "
            "is safe; make room and try again."
        )
    if any(word in said for word in _READ_ONLY):
        return StoreUnavailable(
            f"The operational store{where} is read-only. What was stored before is safe; make the data folder writable."
        )
    return StoreUnavailable(
        f"The operational store{where} cannot be used now. What was stored before is safe; check SYBIL_DATABASE_URL "
        "and that the data folder exists and is writable, then try again."
    )


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except exc.ArgumentError as error:
        raise SettingsError("The setting “database_url” (SYBIL_DATABASE_URL) is not a database URL.") from error


def _path(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise SettingsError(
            "The setting “database_url” (SYBIL_DATABASE_URL) must name a file: several processes have to share it."
        )
    return Path(url.database)


def _engine(url: URL, path: Path | None) -> Engine:
    if path is None:
        try:
            return create_engine(url, pool_pre_ping=True)
        except ImportError as error:
            raise SettingsError(
                f"The driver for “{url.get_backend_name()}” is not installed; install “psycopg” to use PostgreSQL."
            ) from error
    import pysqlite3.dbapi2

    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, module=pysqlite3.dbapi2, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite, not guessed by the driver
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    _use_wal(cursor)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _use_wal(cursor: Any) -> None:
    """Changing the mode does not honour the busy timeout: wait for the other process here."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except Exception as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
