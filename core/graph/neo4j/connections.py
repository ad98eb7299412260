"""One driver to one Neo4j server, and transactions through it: each read of one moment, one writer at a time.

Neo4j alone promises only that what is read was committed; docs/graph.md tells how the gate makes every read one of a
single moment. The first statement of every writing transaction takes the lock of the Meta node, so that the writers
of all processes follow one another, as they do over SQLite.
"""

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from time import monotonic
from typing import Any, TypeVar

from neo4j import Driver, GraphDatabase, ManagedTransaction, Record, Session, Transaction, exceptions, unit_of_work

from core.errors import StoreError, StoreUnavailable
from core.graph.neo4j.address import Address
from core.graph.neo4j.failures import CLOSED, SAFE, our_errors

T = TypeVar("T")

_READ_SECONDS, _WRITE_SECONDS = 30.0, 120.0
_PATIENCE, _PAUSE = 1.0, 0.01
_POOL = 32
_BATCH = 1000
_LABELS = re.compile(r"([:|])([A-Z][a-z]\w*)")

LOCK = "MATCH (m:Meta) SET m.lock = $at RETURN m.version AS version"
_GATE = "MATCH (g:Gate) RETURN g.opened AS opened, g.closed AS closed"
_OPEN = "MATCH (g:Gate) SET g.opened = $version"
_CLOSE = "MATCH (g:Gate) SET g.closed = CASE WHEN g.closed < $version THEN $version ELSE g.closed END"
_MEND = "MATCH (g:Gate) SET g.opened = $version, g.closed = $version"


@lru_cache(maxsize=1000)
def prefixed(query: str, prefix: str) -> str:
    """The query with ``prefix`` before every label. Labels are written ``:Like`` and types ``:LIKE_THIS``."""
    return _LABELS.sub(rf"\1{prefix}\2", query) if prefix else query


class Connection:
    """A transaction that is under way: what the modules beside this one ask through."""

    def __init__(self, transaction: Transaction | ManagedTransaction, prefix: str, server: str) -> None:
        self._transaction = transaction
        self.prefix = prefix
        self.server = server

    def rows(self, query: str, given: Mapping[str, Any] | None = None, /, **more: Any) -> list[Record]:
        """All rows of a query."""
        text = prefixed(query, self.prefix)
        return list(self._transaction.run(text, {**(given or {}), **more}))

    def row(self, query: str, given: Mapping[str, Any] | None = None, /, **more: Any) -> Record | None:
        """The first row of a query, None if there is none."""
        found = self.rows(query, given, **more)
        return found[0] if found else None

    def run(self, query: str, given: Mapping[str, Any] | None = None, /, **more: Any) -> None:
        """A statement whose rows, if any, nobody needs."""
        self._transaction.run(prefixed(query, self.prefix), {**(given or {}), **more}).consume()

    def run_each(self, query: str, rows: Sequence[Mapping[str, Any]], **more: Any) -> None:
        """The statement with batches of ``rows`` as ``$rows``."""
        for at in range(0, len(rows), _BATCH):
            self.run(query, rows=rows[at : at + _BATCH], **more)


class _InBetween(Exception):
    """Something was being committed while this was read."""


class Connections:
    """The driver of one store. Safe to use from many threads. Nothing is connected before it is needed.

    Args:
        address: the server.

    Raises:
        StoreError: the driver refuses the address.
    """

    def __init__(self, address: Address) -> None:
        self.prefix = address.prefix
        self.server = ""
        self._database = address.database
        self._writing = threading.Lock()
        self._pause = threading.Event()
        self._closed = False
        self._seen: tuple[int, int] | None = None
        self._bookmarks = GraphDatabase.bookmark_manager()
        with our_errors():
            self._driver: Driver = GraphDatabase.driver(
                address.uri,
                auth=(address.user or "neo4j", address.password) if address.password is not None else None,
                max_connection_pool_size=_POOL,
                connection_timeout=2,
                connection_acquisition_timeout=4,
                max_transaction_retry_time=3,
                keep_alive=True,
                telemetry_disabled=True,
                notifications_min_severity="OFF",
            )

    def _session(self, mode: str = "WRITE") -> Session:
        if self._closed:
            raise StoreUnavailable(CLOSED)
        return self._driver.session(database=self._database, default_access_mode=mode, bookmark_manager=self._bookmarks)

    def look(self) -> None:
        """Ask the server what it is. Raises StoreUnavailable if it cannot be reached or refuses the password."""
        with our_errors():
            self.server = self._driver.get_server_info().agent.rpartition("/")[2]

    def plain(self, work: Callable[[Connection], T], mode: str = "WRITE") -> T:
        """``work`` in a transaction of its own without gate and lock: for making the schema."""
        with our_errors(), self._session(mode) as session:
            call = unit_of_work(timeout=_WRITE_SECONDS)(lambda tx: work(self._over(tx)))
            return session.execute_write(call) if mode == "WRITE" else session.execute_read(call)

    def _over(self, transaction: Transaction | ManagedTransaction) -> Connection:
        return Connection(transaction, self.prefix, self.server)

    def read(self, work: Callable[[Connection], T], seconds: float = _READ_SECONDS) -> T:
        """What ``work`` reads, all of it of one moment; it may be called several times.

        Args:
            work: reads.
            seconds: how long it may take.

        Raises:
            StoreUnavailable, StoreDamaged, StoreError: see ``our_errors``.
        """
        with our_errors():
            since = monotonic()
            while monotonic() < since + _PATIENCE:
                try:
                    with self._session("READ") as session:
                        return session.execute_read(
                            unit_of_work(timeout=seconds)(lambda tx: self._between(self._over(tx), work))
                        )
                except _InBetween:
                    self._pause.wait(_PAUSE)
                except exceptions.TransientError as exc:
                    self._forget_bookmarks(exc)
            return self._locked_read(work, seconds)

    def _between(self, connection: Connection, work: Callable[[Connection], T]) -> T:
        """What ``work`` reads, if the gate is as it was when last looked at: then nothing was committed since."""
        before = self._seen if self._seen is not None else _gate(connection)
        if before[0] != before[1]:
            self._seen = None
            raise _InBetween
        try:
            found = work(connection)
        except (exceptions.DriverError, exceptions.TransientError, OSError):
            raise
        except Exception:
            if self._look_again() == before:
                raise
            raise _InBetween from None  # what is half there can look like anything
        if self._look_again(connection) != before:
            raise _InBetween
        return found

    def _look_again(self, connection: Connection | None = None) -> tuple[int, int]:
        """The gate now; apart from the transaction, which may have failed, when there is no connection."""
        if connection is None:
            with self._session("READ") as session:
                now = session.execute_read(lambda tx: _gate(self._over(tx)))
        else:
            now = _gate(connection)
        self._seen = now if now[0] == now[1] else None
        return now

    def _forget_bookmarks(self, exc: exceptions.TransientError) -> None:
        """A server that was put back from a copy never reaches the point that was last seen."""
        if not (exc.code or "").endswith("BookmarkTimeout"):
            raise exc
        self._bookmarks = GraphDatabase.bookmark_manager()

    def _locked_read(self, work: Callable[[Connection], T], seconds: float) -> T:
        with self._session() as session, session.begin_transaction(timeout=_WRITE_SECONDS + seconds) as transaction:
            connection = self._over(transaction)
            version = take_lock(connection)
            self._apart(_MEND, version)
            found = work(connection)
            transaction.rollback()
            return found

    def _apart(self, statement: str, version: int) -> None:
        """A change of the gate, in a transaction of its own."""
        with self._session() as session:
            session.execute_write(lambda tx: self._over(tx).run(statement, version=version))

    def write(self, work: Callable[[Connection], T]) -> T:
        """What ``work`` does, in one transaction: committed at its end, rolled back by any exception.

        Raises:
            StoreUnavailable, StoreDamaged, StoreError: see ``our_errors``; nothing is kept, except that it is not
                known when the connection broke during the commit.
        """
        versions: list[int] = []

        def locked(transaction: ManagedTransaction) -> T:
            connection = self._over(transaction)
            before = take_lock(connection)
            done = work(connection)
            now = connection.row("MATCH (m:Meta) RETURN m.version AS version")
            versions[:] = [now["version"]] if now is not None and now["version"] != before else []
            if versions:
                self._apart(_OPEN, versions[0])
            return done

        with self._writing, our_errors():
            with self._session() as session:
                done = session.execute_write(unit_of_work(timeout=_WRITE_SECONDS)(locked))
            self._seen = None
            if versions:
                self._close_gate(versions[0])
            return done

    def _close_gate(self, version: int) -> None:
        """Committed is committed: a gate that cannot be closed now is closed by the next who finds it open."""
        try:
            self._apart(_CLOSE, version)
        except (exceptions.DriverError, exceptions.Neo4jError, OSError):
            return

    def close(self) -> None:
        """End the driver. Twice is harmless."""
        with self._writing, our_errors():
            self._closed = True
            self._driver.close()


def take_lock(connection: Connection) -> int:
    """Wait for other writers and keep them out until the transaction ends; returns the graph's version.

    Raises:
        StoreError: there is no graph any more.
    """
    row = connection.row(LOCK, at=monotonic())
    if row is None:
        raise StoreError(f"The graph is gone from its database. {SAFE}; restart Sybil and add the library again.")
    return int(row["version"])


def _gate(connection: Connection) -> tuple[int, int]:
    row = connection.row(_GATE)
    return (int(row["opened"]), int(row["closed"])) if row is not None else (0, 0)
