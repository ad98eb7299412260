"""Connections to one SQLite file: many for reading, one for writing, each used by one thread at a time.

WAL lets readers go on while one writes. Every writing transaction is BEGIN IMMEDIATE and waits up to 30 s for the
writer of another process, so that "database is locked" reaches nobody. Commits are safe against a killed process
at ``synchronous=NORMAL``; a power cut may then take back the last ones, which the sync makes good because the graph
is its own ledger. What people set by hand cannot be made good, so those transactions ask for FULL.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2 as sqlite

from core.errors import StoreUnavailable
from core.graph.sqlite.failures import our_errors

Connection = Any
"""pysqlite3 has no type stubs."""

_WAIT_MS = 30_000
_IDLE_READERS = 8


class Connections:
    """The connections of one store. Safe to use from many threads.

    Args:
        path: the database file; it and its folder are made when missing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[Connection] = []
        self._guard = threading.Lock()
        self._writing = threading.Lock()
        self._writer: Connection = None
        self._pause = threading.Event()
        self._closed = False
        with our_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = self._connect()

    def use_wal(self) -> None:
        """Switch the file to WAL for good. SQLite's own waiting does not cover this step, so it is tried again.

        Raises:
            StoreUnavailable, StoreDamaged: see ``our_errors``.
        """
        with self._writing, our_errors():
            for _ in range(_WAIT_MS // 50):
                try:
                    if self._writer.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal":
                        return
                except sqlite.OperationalError as exc:
                    if exc.sqlite_errorcode & 0xFF != sqlite.SQLITE_BUSY:
                        raise
                self._pause.wait(0.05)
            raise StoreUnavailable("The graph's file cannot be shared between processes here; put it on a local disk.")

    def _connect(self) -> Connection:
        connection = sqlite.connect(
            str(self._path), timeout=_WAIT_MS / 1000, isolation_level=None, check_same_thread=False
        )
        try:
            connection.row_factory = sqlite.Row
            connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = FAST")
            connection.execute("PRAGMA cache_size = -8000")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite.Error:
            connection.close()
            raise
        return connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection inside one read transaction: all its queries see the same moment.

        Raises:
            StoreUnavailable, StoreDamaged: see ``our_errors``.
        """
        with our_errors():
            connection = self._borrow()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                self._give_back(connection)

    def _borrow(self) -> Connection:
        with self._guard:
            if self._closed:
                raise StoreUnavailable("The graph has been closed; open it again.")
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _give_back(self, connection: Connection) -> None:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        with self._guard:
            if not self._closed and len(self._idle) < _IDLE_READERS:
                self._idle.append(connection)
                return
        connection.close()

    @contextmanager
    def writing(self, by_hand: bool = False) -> Iterator[Connection]:
        """A connection inside one writing transaction: committed at the end, rolled back by any exception.

        Args:
            by_hand: true for what no sync could bring back; then the commit waits for the disk.

        Raises:
            StoreUnavailable, StoreDamaged: see ``our_errors``; nothing of the transaction is kept.
        """
        with self._writing, our_errors():
            connection = self._writer
            if connection is None:
                raise StoreUnavailable("The graph has been closed; open it again.")
            connection.execute(f"PRAGMA synchronous = {'FULL' if by_hand else 'NORMAL'}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close what is idle, and the writer; a connection in use closes when it is given back. Twice is harmless."""
        with self._writing, our_errors():
            with self._guard:
                self._closed = True
                idle, self._idle = self._idle, []
            for connection in idle:
                connection.close()
            if self._writer is not None:
                self._writer.close()
                self._writer = None
