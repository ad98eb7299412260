"""Feeds an index outside the store: vectors already known, the present moment, and what changed since one."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.graph.contribution import Vector
from core.graph.neo4j.connections import Connection
from core.graph.neo4j.passages import read_day
from core.graph.results import IndexChanges, IndexedDocument, IndexedPassage, Ledgered, Moment
from core.graph.values import matrix, unpacked
from core.models import Level

_BATCH = 50
SECONDS = 600.0
"""How long a whole library may take to be read."""


def ledger(connection: Connection, source: str | None) -> Mapping[str, Ledgered]:
    """See GraphStore.ledger."""
    rows = connection.rows(
        """MATCH (d:Document) WHERE $source IS NULL OR d.source = $source
           RETURN d.id, d.source, d.source_id, d.name, d.revision, d.content_hash, d.extractor, d.embedding_model
           ORDER BY d.changed""",
        source=source,
    )
    entries = [Ledgered(*row.values()) for row in rows]
    return {entry.document_id if source is None else entry.source_id: entry for entry in entries}


def vectors(connection: Connection, model: str, keys: Sequence[str]) -> Mapping[str, Vector]:
    """See GraphStore.vectors."""
    rows = connection.rows(
        "UNWIND $keys AS key MATCH (v:Vector {key: key, model: $model}) RETURN key, v.float32 AS float32",
        model=model,
        keys=list(dict.fromkeys(keys)),
    )
    return {row["key"]: unpacked(row["float32"]) for row in rows}


def moment(connection: Connection) -> Moment:
    """See GraphStore.moment. Without a mark, which only damage can cause, it equals no moment that was kept."""
    row = connection.row("MATCH (m:Meta) RETURN m.version AS version, m.mark AS mark")
    return Moment(int(row["version"]), row["mark"] or "") if row is not None else Moment(0, "")


def _in_history(connection: Connection, since: Moment) -> bool:
    row = connection.row("MATCH (m:Moment {version: $version}) RETURN m.mark AS mark", version=since.version)
    return row is not None and row["mark"] == since.mark


def index_changes(connection: Connection, since: Moment | None, model: str | None) -> IndexChanges:
    """See GraphStore.index_changes. All of it is read at once, since the server keeps no past for one who reads on."""
    known = since.version if since is not None and _in_history(connection, since) else None
    after = known or 0
    gone = connection.rows(
        """MATCH (d:Document) WHERE d.changed > $since AND d.created <= $since RETURN d.id AS id
           UNION MATCH (r:Removed) WHERE r.changed > $since RETURN r.document AS id""",
        since=after,
    )
    documents = connection.rows(
        """MATCH (d:Document) WHERE d.changed > $since
           RETURN d.id AS id, d.name AS name, d.title AS title, d.kind AS kind, d.date AS date, d.level AS level,
               d.status AS status, d.participants AS participants ORDER BY d.changed, d.id""",
        since=after,
    )
    read = [
        one
        for at in range(0, len(documents), _BATCH)
        for one in _indexed(connection, documents[at : at + _BATCH], model)
    ]
    removed = () if known is None else tuple(sorted(row["id"] for row in gone))
    return IndexChanges(moment(connection), known is None, removed, iter(read))


def _indexed(connection: Connection, documents: Sequence[Any], model: str | None) -> list[IndexedDocument]:
    ids = [row["id"] for row in documents]
    passages = _by_document(
        connection.rows(
            """UNWIND $ids AS id MATCH (:Document {id: id})<-[:PART_OF]-(p:Passage)
               RETURN id AS document, p.id AS id, p.text AS text, p.start AS start, p.end AS stop,
                   p.speakers AS speakers, p.date AS date, p.ordinal AS ordinal ORDER BY ordinal, start""",
            ids=ids,
        )
    )
    windows = _by_document(
        connection.rows(
            """UNWIND $ids AS id MATCH (:Document {id: id})<-[:PART_OF]-(w:Window)
                -[:EMBEDDED_AS]->(v:Vector {model: $model})
                RETURN id AS document, w.start AS start, w.end AS stop, v.float32 AS float32 ORDER BY w.ordinal""",
            ids=ids,
            model=model,
        )
    )
    return [_document(row, passages.get(row["id"], []), windows.get(row["id"], [])) for row in documents]


def _by_document(rows: Sequence[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row["document"], []).append(row)
    return found


def _document(row: Any, passages: Sequence[Any], windows: Sequence[Any]) -> IndexedDocument:
    day = read_day(row["date"])
    spans = np.array([(w["start"], w["stop"]) for w in windows], dtype=np.int64).reshape(len(windows), 2)
    return IndexedDocument(
        row["id"], row["name"], row["title"], row["kind"], day, Level.read(row["level"]), row["status"],
        tuple(row["participants"]),
        tuple(
            IndexedPassage(p["id"], p["text"], p["start"], p["stop"], tuple(p["speakers"]), read_day(p["date"]) or day)
            for p in passages
        ),
        spans, matrix([w["float32"] for w in windows]),
    )  # fmt: skip
