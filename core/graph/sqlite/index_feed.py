"""Feeds an index outside the store: vectors already known, the present moment, and what changed since one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from core.graph.contribution import Vector
from core.graph.results import IndexChanges, IndexedDocument, IndexedPassage, Ledgered, Moment
from core.graph.sqlite.connections import Connection, Connections
from core.graph.values import matrix, read_day, unpacked
from core.models import Level


def ledger(connection: Connection, source: str | None) -> Mapping[str, Ledgered]:
    """See GraphStore.ledger."""
    rows = connection.execute(
        """SELECT id, source, source_id, name, revision, content_hash, extractor, embedding_model FROM documents
           WHERE :source IS NULL OR source = :source ORDER BY changed""",
        {"source": source},
    )
    entries = [Ledgered(*row) for row in rows]
    return {entry.document_id if source is None else entry.source_id: entry for entry in entries}


def vectors(connection: Connection, model: str, keys: Sequence[str]) -> Mapping[str, Vector]:
    """See GraphStore.vectors."""
    rows = connection.execute(
        "SELECT key, vector FROM vectors WHERE model = ? AND key IN (SELECT value FROM json_each(?))",
        (model, json.dumps(list(keys))),
    )
    return {row["key"]: unpacked(row["vector"]) for row in rows}


def moment(connection: Connection) -> Moment:
    """See GraphStore.moment. Without a mark, which only damage can cause, it equals no moment that was kept."""
    row = connection.execute(
        "SELECT value, mark FROM meta LEFT JOIN moments ON moments.version = meta.value WHERE name = 'version'"
    ).fetchone()
    return Moment(int(row["value"]), row["mark"] or "")


def _in_history(connection: Connection, since: Moment) -> bool:
    row = connection.execute("SELECT mark FROM moments WHERE version = ?", (since.version,)).fetchone()
    return row is not None and row["mark"] == since.mark


def index_changes(connections: Connections, since: Moment | None, model: str | None) -> IndexChanges:
    """See GraphStore.index_changes. The iterator reads from the same moment as the rest, however late it is used."""
    feed = _feed(connections, since, model)
    now, whole, gone = next(feed)
    return IndexChanges(now, whole, gone, (item for item in feed))


def _feed(connections: Connections, since: Moment | None, model: str | None) -> Iterator[Any]:
    with connections.reading() as connection:
        known = since.version if since is not None and _in_history(connection, since) else None
        after = known or 0
        gone = connection.execute(
            """SELECT id FROM documents WHERE changed > :since AND created <= :since
               UNION SELECT document_id FROM removed WHERE changed > :since ORDER BY 1""",
            {"since": after},
        )
        yield moment(connection), known is None, () if known is None else tuple(row[0] for row in gone)
        rows = connection.execute(
            """SELECT n, id, name, title, kind, date, level, status, participants FROM documents
               WHERE changed > ? ORDER BY changed, id""",
            (after,),
        ).fetchall()
        for row in rows:
            yield _indexed(connection, row, model)


def _indexed(connection: Connection, row: Any, model: str | None) -> IndexedDocument:
    passages = connection.execute(
        """SELECT id, text, start, "end", speakers, date FROM passages WHERE document = ? ORDER BY ordinal, start""",
        (row["n"],),
    )
    day = read_day(row["date"])
    windows = connection.execute(
        """SELECT w.start, w."end", v.vector FROM windows w JOIN vectors v ON v.key = w.key AND v.model = ?
           WHERE w.document = ? ORDER BY w.ordinal""",
        (model, row["n"]),
    ).fetchall()
    spans = np.array([(w["start"], w["end"]) for w in windows], dtype=np.int64).reshape(len(windows), 2)
    return IndexedDocument(
        row["id"], row["name"], row["title"], row["kind"], day, Level.read(row["level"]), row["status"],
        tuple(json.loads(row["participants"])),
        tuple(
            IndexedPassage(p["id"], p["text"], p["start"], p["end"], tuple(json.loads(p["speakers"])),
                           read_day(p["date"]) or day)
            for p in passages
        ),
        spans, matrix([w["vector"] for w in windows]),
    )  # fmt: skip
