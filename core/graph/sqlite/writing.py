"""Writes and removes what one document contributes. Every function runs inside the caller's transaction."""

import json
from typing import Any, NamedTuple

from core.graph.contribution import Contribution
from core.graph.record import DocumentRecord, Record, continued
from core.graph.recording import record
from core.graph.results import Applied
from core.graph.sqlite.connections import Connection
from core.graph.sqlite.facts import add_actions, add_decisions
from core.graph.sqlite.grouping import name_number, regroup
from core.graph.values import day, instant, packed, read_day, read_instant
from core.models import Level

KEPT_MOMENTS = 10_000
"""An index that stood still for more changes than that is built again."""


def next_version(connection: Connection) -> int:
    """Count one more change and mark it, so that no other store's history has the same moment."""
    row = connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'version' RETURNING value").fetchone()
    version = int(row["value"])
    connection.execute("INSERT OR REPLACE INTO moments VALUES (?, lower(hex(randomblob(16))))", (version,))
    connection.execute("DELETE FROM moments WHERE version <= ?", (version - KEPT_MOMENTS,))
    return version


def apply(connection: Connection, contribution: Contribution) -> Applied:
    """Replace everything this document contributed; see GraphStore.apply."""
    made = record(contribution)
    id = made.document.id
    row = connection.execute("SELECT * FROM documents WHERE id = ?", (id,)).fetchone()
    if row is not None:
        held = read_record(row)
        if held.reading == made.document.reading:
            if contribution.by_hand is not None:
                set_level(connection, row["n"], contribution.by_hand)
            return Applied(id, False, False, *_sizes(connection, row["n"]))
        made = continued(made, held)
    if contribution.by_hand is not None:
        keep_level(connection, id, contribution.by_hand)
    return put(connection, made)


def put(connection: Connection, made: Record) -> Applied:
    """Write a record as it is, in the place of what was kept of the document; see GraphStore.put."""
    id = made.document.id
    held = connection.execute("SELECT n, created FROM documents WHERE id = ?", (id,)).fetchone()
    version = next_version(connection)
    old = forget_content(connection, held["n"]) if held is not None else Forgotten(set(), [], None)
    n = _put_document(connection, made, held, version)
    _add_passages(connection, n, made)
    _add_windows(connection, n, made)
    names = _add_names(connection, n, made)
    add_decisions(connection, n, made)
    add_actions(connection, n, made)
    regroup(connection, old.names | names)
    sweep_vectors(connection, old.keys, old.model)
    return Applied(id, True, held is None, *_sizes(connection, n))


def read_record(row: Any) -> DocumentRecord:
    """A row of the documents table as it is kept."""
    return DocumentRecord(
        row["id"], row["source"], row["source_id"], row["name"], row["title"], row["kind"], read_day(row["date"]),
        row["link"], row["revision"], row["content_hash"], row["extractor"], row["embedding_model"], row["status"],
        tuple(json.loads(row["participants"])), Level.read(row["marked"]), read_instant(row["ingested_at"]),
        read_instant(row["added_at"]),
    )  # fmt: skip


def _sizes(connection: Connection, n: int) -> tuple[int, int]:
    row = connection.execute(
        """SELECT (SELECT count(*) FROM passages WHERE document = :n) AS passages,
           (SELECT count(*) FROM decisions WHERE document = :n)
           + (SELECT count(*) FROM actions WHERE document = :n) AS facts""",
        {"n": n},
    ).fetchone()
    return row["passages"], row["facts"]


def keep_level(connection: Connection, document_id: str, level: Level) -> None:
    """Remember a level set by hand."""
    connection.execute("INSERT OR REPLACE INTO hand_levels VALUES (?, ?)", (document_id, level.value))


def _put_document(connection: Connection, made: Record, held: Any, version: int) -> int:
    document = made.document
    by_hand = connection.execute("SELECT level FROM hand_levels WHERE document_id = ?", (document.id,)).fetchone()
    row = {
        "id": document.id, "source": document.source, "source_id": document.source_id, "name": document.name,
        "title": document.title, "kind": document.kind, "date": day(document.date), "link": document.link,
        "revision": document.revision, "content_hash": document.content_hash, "extractor": document.extractor,
        "embedding_model": document.embedding_model, "status": document.status,
        "participants": json.dumps(document.participants), "marked": document.marked.value,
        "level": by_hand["level"] if by_hand else document.marked.value,
        "ingested_at": instant(document.ingested_at), "added_at": instant(document.added_at),
        "created": held["created"] if held is not None else version, "changed": version,
    }  # fmt: skip
    columns = ", ".join(row)
    if held is not None:
        row["n"] = held["n"]
        connection.execute(f"UPDATE documents SET ({columns}) = (:{', :'.join(columns.split(', '))}) WHERE n = :n", row)
        n = int(held["n"])
    else:
        values = f":{', :'.join(row)}"
        n = int(connection.execute(f"INSERT INTO documents ({columns}) VALUES ({values})", row).lastrowid)
    connection.execute("INSERT INTO texts VALUES (?, ?)", (n, made.text))
    return n


def _add_passages(connection: Connection, n: int, made: Record) -> None:
    connection.executemany(
        """INSERT INTO passages (id, document, ordinal, start, "end", locator, speakers, date, text)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (p.id, n, p.ordinal, p.start, p.end, p.locator, json.dumps(p.speakers), day(p.date), p.text)
            for p in made.passages
        ],
    )
    index_text(connection, n)
    number = passage_numbers(connection, n)
    connection.executemany(
        "INSERT INTO people (document, passage, key) VALUES (?, ?, ?)",
        [(n, None, key) for key in made.people] + [(n, number[p.id], key) for p in made.passages for key in p.people],
    )


def passage_numbers(connection: Connection, n: int) -> dict[str, int]:
    """Number of each passage of a document, by its id."""
    return {row["id"]: row["n"] for row in connection.execute("SELECT id, n FROM passages WHERE document = ?", (n,))}


def index_text(connection: Connection, n: int) -> None:
    """Put a document's passages into the full-text index of every clearance that may read it."""
    rank = connection.execute("SELECT rank FROM documents WHERE n = ?", (n,)).fetchone()["rank"]
    for reader in range(rank, 4):
        connection.execute(
            f"""INSERT INTO search_{reader} (rowid, title, text) SELECT p.n, d.title, p.text
                FROM passages p JOIN documents d ON d.n = p.document WHERE d.n = ? ORDER BY p.n""",
            (n,),
        )


def unindex_text(connection: Connection, n: int) -> None:
    """Take a document's passages out of every full-text index that has them."""
    rank = connection.execute("SELECT rank FROM documents WHERE n = ?", (n,)).fetchone()["rank"]
    for reader in range(rank, 4):
        connection.execute(
            f"""INSERT INTO search_{reader} (search_{reader}, rowid, title, text) SELECT 'delete', p.n, d.title, p.text
                FROM passages p JOIN documents d ON d.n = p.document WHERE d.n = ?""",
            (n,),
        )


def _add_windows(connection: Connection, n: int, made: Record) -> None:
    connection.executemany(
        'INSERT INTO windows (document, ordinal, key, start, "end") VALUES (?, ?, ?, ?, ?)',
        [(n, ordinal, w.key, w.start, w.end) for ordinal, w in enumerate(made.windows)],
    )
    model = made.document.embedding_model
    if model is not None:
        connection.executemany(
            "INSERT OR IGNORE INTO vectors (model, key, vector) VALUES (?, ?, ?)",
            [(model, w.key, packed(w.vector)) for w in made.windows if w.vector is not None],
        )


def sweep_vectors(connection: Connection, keys: list[str], model: str | None) -> None:
    """Drop those of ``keys`` that no window uses any more, and the vectors of a model that no document uses."""
    connection.execute(
        """DELETE FROM vectors WHERE key IN (SELECT value FROM json_each(?))
           AND NOT EXISTS (SELECT 1 FROM windows w WHERE w.key = vectors.key)""",
        (json.dumps(keys),),
    )
    if model is not None:
        used = connection.execute("SELECT 1 FROM documents WHERE embedding_model = ? LIMIT 1", (model,)).fetchone()
        if used is None:
            connection.execute("DELETE FROM vectors WHERE model = ?", (model,))


def _add_names(connection: Connection, n: int, made: Record) -> set[int]:
    """Write mentions, what speakers said and relations; returns the numbers of all names of the document."""
    passages = passage_numbers(connection, n)
    numbers = {name.node: name_number(connection, name) for name in made.names}
    connection.executemany(
        "INSERT INTO appearances (document, name, mentions) VALUES (?, ?, ?)",
        [(n, numbers[name.node], name.mentions) for name in made.names],
    )
    pairs = sorted((passages[id], numbers[name.node]) for name in made.names for id in name.passages)
    connection.executemany("INSERT INTO mentions (passage, name) VALUES (?, ?)", pairs)
    connection.executemany(
        "INSERT INTO relations (document, passage, source, kind, target) VALUES (?, ?, ?, ?, ?)",
        [
            (n, passages[r.passage] if r.passage else None, numbers[r.source], r.kind, numbers[r.target])
            for r in made.relations
        ],
    )
    return set(numbers.values())


class Forgotten(NamedTuple):
    """What a document referred to: numbers of names, and the keys and model of its vectors."""

    names: set[int]
    keys: list[str]
    model: str | None


def forget_content(connection: Connection, n: int) -> Forgotten:
    """Delete everything a document contributed except its own row."""
    names = {row["name"] for row in connection.execute("SELECT name FROM appearances WHERE document = ?", (n,))}
    keys = [row["key"] for row in connection.execute("SELECT key FROM windows WHERE document = ?", (n,))]
    model = connection.execute("SELECT embedding_model FROM documents WHERE n = ?", (n,)).fetchone()[0]
    unindex_text(connection, n)
    for table in ("texts", "relations", "people", "appearances", "passages", "windows", "decisions", "actions"):
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (n,))
    return Forgotten(names, keys, model)


def delete_document(connection: Connection, n: int, document_id: str) -> None:
    """Take a document away with all that has no other source, and leave word of it for indexes."""
    version = next_version(connection)
    forgotten = forget_content(connection, n)
    connection.execute("DELETE FROM documents WHERE n = ?", (n,))
    connection.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", (document_id, version))
    regroup(connection, forgotten.names)
    sweep_vectors(connection, forgotten.keys, forgotten.model)


def set_level(connection: Connection, n: int, level: Level | None) -> None:
    """Set a document's level by hand, or give it back to its markings."""
    version = next_version(connection)
    row = connection.execute("SELECT id, marked FROM documents WHERE n = ?", (n,)).fetchone()
    if level is None:
        connection.execute("DELETE FROM hand_levels WHERE document_id = ?", (row["id"],))
    else:
        keep_level(connection, row["id"], level)
    unindex_text(connection, n)
    connection.execute(
        "UPDATE documents SET level = ?, changed = ? WHERE n = ?", (level.value if level else row["marked"], version, n)
    )
    index_text(connection, n)
    regroup(
        connection, (x["name"] for x in connection.execute("SELECT name FROM appearances WHERE document = ?", (n,)))
    )
