"""The copy: a SQLite graph with notes of its own in the same file, so that content and notes change in one transaction.

Limits are what makes it safe to read. Whoever makes a document less visible on the server first writes down, here, how
visible it may be at most, and the copy obeys in the same transaction. A limit ends when the copy has followed the
server from a moment after that change was over.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from core.graph.record import ByHand, Record
from core.graph.results import IndexChanges, Moment
from core.graph.sqlite import copies, index_feed, writing
from core.graph.sqlite.connections import Connection
from core.graph.sqlite.store import SqliteGraph
from core.models import Level

LEVELS = tuple(Level)
GONE = len(LEVELS)
"""The rank of a document that nobody may see."""
KEPT_MOMENTS = 2_000
APART = "~"
"""Ends the mark of a moment at which the copy is not quite what the server was: no server's history has such a one."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS standby (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS standby_moments (
        version INTEGER PRIMARY KEY, mark TEXT NOT NULL, own_version INTEGER NOT NULL, own_mark TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS standby_limits (
        n INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL, rank INTEGER NOT NULL, until REAL NOT NULL)""",
)


@dataclass(frozen=True)
class State:
    """Where the copy is.

    Args:
        moment: of the server, up to which everything was copied; None until it has been filled.
        copied_at: when the copy was last known to hold all that the server held.
        loose: it is being changed: some of it may be newer than ``moment``, or seen by fewer people than then.
        limited: there are limits in force.
    """

    moment: Moment | None = None
    copied_at: datetime | None = None
    loose: bool = False
    limited: bool = False

    @property
    def shown(self) -> Moment | None:
        """The moment under which an index follows the copy."""
        if self.moment is None or not (self.loose or self.limited):
            return self.moment
        return replace(self.moment, mark=self.moment.mark + APART)


class SpareGraph(SqliteGraph):
    """The copy of one server's graph.

    Args:
        path: its file, made when missing.
        of: names the server; the copy of another one counts as empty.
    """

    def __init__(self, path: Path, of: str) -> None:
        super().__init__(path)
        try:
            with self._connections.writing() as connection:
                for table in _TABLES:
                    connection.execute(table)
                if _fact(connection, "of") != of:
                    _set_fact(connection, "of", of)
                    _set_state(connection, State())
        except BaseException:
            self.close()
            raise

    # --- where it is ---------------------------------------------------------------------------------

    def state(self) -> State:
        """Where the copy is now."""
        with self._connections.reading() as connection:
            return _state(connection)

    def begin(self, whole: bool) -> None:
        """The copy is being changed from here on; with ``whole`` it is not to be read until it is complete."""
        with self._connections.writing() as connection:
            held = _state(connection)
            _set_state(connection, State(loose=True) if whole else replace(held, loose=True))
            if whole:
                connection.execute("DELETE FROM standby_moments")

    def complete(self, moment: Moment, at: datetime, loose: bool) -> None:
        """All that the server held at ``moment`` is here; limits that were over at ``at`` end."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM standby_limits WHERE until < ?", (at.timestamp(),))
            _set_state(connection, State(moment, at, loose))
            own = index_feed.moment(connection)
            connection.execute("DELETE FROM standby_moments WHERE version >= ?", (moment.version,))
            connection.execute(
                "INSERT INTO standby_moments VALUES (?, ?, ?, ?)", (moment.version, moment.mark, own.version, own.mark)
            )
            connection.execute(
                """DELETE FROM standby_moments WHERE version NOT IN (
                    SELECT version FROM standby_moments ORDER BY version DESC LIMIT ?)""",
                (KEPT_MOMENTS,),
            )

    def confirm(self, at: datetime) -> None:
        """The server is still at the copy's moment."""
        with self._connections.writing() as connection:
            _set_state(connection, replace(_state(connection), copied_at=at))

    def changes(self, since: Moment | None, model: str | None, in_history: bool) -> IndexChanges | None:
        """As GraphStore.index_changes, in the server's moments; None while it is not filled.

        Args:
            in_history: ``since`` is known to be of the same history as the copy.
        """
        with self._connections.reading() as connection:
            state = _state(connection)
            if state.moment is None or state.shown is None:
                return None
            if since is not None and since.mark.endswith(APART):
                since = replace(since, mark=since.mark.removesuffix(APART))
            own = None if since is None else _own(connection, since, in_history)
        if since is not None and own is not None and since.version > state.moment.version:
            return IndexChanges(since, False, (), iter(()))
        return replace(index_feed.index_changes(self._connections, own, model), moment=state.shown)

    # --- limits ----------------------------------------------------------------------------------------

    def limit(self, ranks: Mapping[str, int], until: float, lower_only: bool) -> list[int]:
        """From now on each of these documents is seen from the level of this rank on, until the server has been
        followed from a moment after ``until``.

        Args:
            lower_only: only those that are held at a lower level, or that may be on their way into the copy.

        Returns:
            Numbers of the limits, for ``settle``.
        """
        with self._connections.reading() as connection:
            if (state := _state(connection)).moment is None and not state.loose:
                return []  # nothing was ever copied
        with self._connections.writing(by_hand=True) as connection:
            if lower_only and not _state(connection).loose:
                ranks = {id: rank for id, rank in ranks.items() if _is_lower(connection, id, rank)}
            for id, rank in ranks.items():
                _lower(connection, id, rank)
            return [
                int(connection.execute(
                    "INSERT INTO standby_limits (document, rank, until) VALUES (?, ?, ?)", (id, rank, until)
                ).lastrowid)
                for id, rank in ranks.items()
            ]  # fmt: skip

    def settle(self, limits: Iterable[int], until: float, rank: int | None = None) -> None:
        """Change until when limits hold, and how visible their document may be where that became known."""
        with self._connections.writing() as connection:
            for n in limits:
                connection.execute(
                    "UPDATE standby_limits SET until = ?, rank = coalesce(?, rank) WHERE n = ?", (until, rank, n)
                )

    def over(self, at: float) -> set[str]:
        """Documents with limits that are over: they have to be copied once more, as the server has them."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT document FROM standby_limits WHERE until < ?", (at,))
            return {row["document"] for row in rows}

    # --- content -----------------------------------------------------------------------------------------

    def put_within(self, made: Record, least: int, at: float) -> None:
        """Write a record, seen from the rank ``least`` on at most, within the limits not over at ``at``."""
        with self._connections.writing() as connection:
            writing.put(connection, made)
            _lower(connection, made.document.id, max(least, _limits(connection, at).get(made.document.id, 0)))

    def lower(self, document_id: str, rank: int) -> None:
        """Show a document, if it is there, from this rank on at most."""
        with self._connections.writing() as connection:
            _lower(connection, document_id, rank)

    def arrange(self, wanted: ByHand, exact: bool, at: float) -> None:
        """Take over what was set by hand, within the limits that were not over at ``at``.

        Args:
            exact: as it is; otherwise no document is seen by more people than now.
        """
        with self._connections.writing(by_hand=True) as connection:
            held = copies.by_hand(connection)
            rows = connection.execute("SELECT id, marked, level FROM documents").fetchall()
            marked = {row["id"]: Level.read(row["marked"]) for row in rows}
            levels = dict(wanted.levels)
            if not exact:
                shown = {row["id"]: Level.read(row["level"]) for row in rows}
                for id in {*held.levels, *levels}:
                    known = [of[id] for of in (held.levels, levels, shown) if id in of]
                    levels[id] = max(known, key=lambda level: level.rank)
            for id, rank in _limits(connection, at).items():
                seen = levels.get(id) or marked.get(id)
                if seen is not None and seen.rank < rank < GONE:
                    levels[id] = LEVELS[rank]
            arranged = replace(wanted, levels=levels)
            if arranged != held:
                copies.set_by_hand(connection, arranged)


def _own(connection: Connection, since: Moment, in_history: bool) -> Moment | None:
    """The copy's own moment that is at ``since`` or, where that is of the same history, the nearest before it."""
    row = connection.execute(
        "SELECT * FROM standby_moments WHERE version <= ? ORDER BY version DESC LIMIT 1", (since.version,)
    ).fetchone()
    if row is None or (not in_history and (row["version"], row["mark"]) != (since.version, since.mark)):
        return None
    return Moment(row["own_version"], row["own_mark"])


def _held(connection: Connection, id: str) -> Any:
    return connection.execute("SELECT n, rank FROM documents WHERE id = ?", (id,)).fetchone()


def _is_lower(connection: Connection, id: str, rank: int) -> bool:
    row = _held(connection, id)
    return row is not None and row["rank"] < rank


def _lower(connection: Connection, id: str, rank: int) -> None:
    row = _held(connection, id)
    if row is None or row["rank"] >= rank:
        return
    if rank >= GONE:
        writing.delete_document(connection, row["n"], id)
    else:
        writing.set_level(connection, row["n"], LEVELS[rank])


def _limits(connection: Connection, at: float) -> dict[str, int]:
    rows = connection.execute(
        "SELECT document, max(rank) AS rank FROM standby_limits WHERE until >= ? GROUP BY document", (at,)
    )
    return {row["document"]: row["rank"] for row in rows}


def _fact(connection: Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM standby WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row["value"])


def _set_fact(connection: Connection, name: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO standby VALUES (?, ?)", (name, value))


def _state(connection: Connection) -> State:
    kept = json.loads(_fact(connection, "state") or '{"moment": null, "at": null, "loose": false}')
    moment, at = kept["moment"] and Moment(*kept["moment"]), kept["at"] and datetime.fromisoformat(kept["at"])
    limited = connection.execute("SELECT 1 FROM standby_limits LIMIT 1").fetchone() is not None
    return State(moment, at, kept["loose"], limited)


def _set_state(connection: Connection, state: State) -> None:
    moment = state.moment and [state.moment.version, state.moment.mark]
    at = state.copied_at and state.copied_at.isoformat()
    _set_fact(connection, "state", json.dumps({"moment": moment, "at": at, "loose": state.loose}))
