"""Writes and removes what one document contributes. Every function runs inside the caller's transaction."""

import json
from collections import Counter
from typing import Any, NamedTuple

import numpy as np

from core.graph.contract import Applied
from core.graph.contribution import Contribution
from core.graph.names import clean, parse, stands_for
from core.graph.sqlite.connections import Connection
from core.graph.sqlite.facts import add_actions, add_decisions
from core.graph.sqlite.grouping import name_number, regroup
from core.graph.sqlite.values import Places, day, instant, plain
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
    document = contribution.document
    held = connection.execute("SELECT * FROM documents WHERE id = ?", (document.id,)).fetchone()
    if held is not None and _same(held, contribution):
        if contribution.by_hand is not None:
            set_level(connection, held["n"], contribution.by_hand)
        return Applied(document.id, False, False, *_sizes(connection, held["n"]))
    version = next_version(connection)
    old = forget_content(connection, held["n"]) if held is not None else Forgotten(set(), [], None)
    n = _put_document(connection, contribution, held, version)
    _add_passages(connection, n, contribution)
    _add_windows(connection, n, contribution)
    names = _add_names(connection, n, contribution)
    add_decisions(connection, n, contribution)
    add_actions(connection, n, contribution)
    regroup(connection, old.names | names)
    sweep_vectors(connection, old.keys, old.model)
    return Applied(document.id, True, held is None, *_sizes(connection, n))


def _same(held: Any, contribution: Contribution) -> bool:
    return (held["revision"], held["content_hash"], held["extractor"], held["embedding_model"]) == (
        contribution.document.revision,
        contribution.content_hash,
        contribution.extractor,
        contribution.embedding_model,
    )


def _sizes(connection: Connection, n: int) -> tuple[int, int]:
    row = connection.execute(
        """SELECT (SELECT count(*) FROM passages WHERE document = :n) AS passages,
           (SELECT count(*) FROM decisions WHERE document = :n)
           + (SELECT count(*) FROM actions WHERE document = :n) AS facts""",
        {"n": n},
    ).fetchone()
    return row["passages"], row["facts"]


def _put_document(connection: Connection, contribution: Contribution, held: Any, version: int) -> int:
    document = contribution.document
    if contribution.by_hand is not None:
        connection.execute(
            "INSERT OR REPLACE INTO hand_levels VALUES (?, ?)", (document.id, contribution.by_hand.value)
        )
    by_hand = connection.execute("SELECT level FROM hand_levels WHERE document_id = ?", (document.id,)).fetchone()
    marked, read_at = Level.read(document.level).value, instant(contribution.ingested_at)
    same = held is not None and held["content_hash"] == contribution.content_hash
    row = {
        "id": document.id, "source": contribution.source, "source_id": plain(contribution.source_id),
        "name": plain(document.name), "title": plain(document.title), "kind": document.kind,
        "date": day(document.date), "link": plain(document.link or "") or None, "revision": document.revision,
        "content_hash": contribution.content_hash, "extractor": contribution.extractor,
        "embedding_model": contribution.embedding_model, "status": document.status,
        "participants": json.dumps(document.participants), "marked": marked,
        "level": by_hand["level"] if by_hand else marked, "ingested_at": held["ingested_at"] if same else read_at,
        "added_at": held["added_at"] if held is not None else read_at,
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
    connection.execute("INSERT INTO texts VALUES (?, ?)", (n, plain(document.text or "")))
    return n


def _add_passages(connection: Connection, n: int, contribution: Contribution) -> None:
    rows = [
        (p.id, n, p.ordinal, p.start, p.end, plain(p.locator), json.dumps(p.speakers), day(p.date), plain(p.text))
        for p in contribution.passages
    ]
    connection.executemany(
        """INSERT INTO passages (id, document, ordinal, start, "end", locator, speakers, date, text)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        rows,
    )
    index_text(connection, n)
    number = passage_numbers(connection, n)
    present = tuple(dict.fromkeys((*contribution.document.participants, *contribution.speakers)))
    keys: set[tuple[int | None, str]] = {(None, _key(name)) for name in present}
    full = {name: stands_for(name, present) or name for p in contribution.passages for name in p.speakers}
    keys |= {(number[p.id], _key(x)) for p in contribution.passages for name in p.speakers for x in (name, full[name])}
    people = [(n, passage, key) for passage, key in keys]
    connection.executemany("INSERT INTO people (document, passage, key) VALUES (?, ?, ?)", people)


def _key(name: str) -> str:
    return parse("person", clean(name)).key


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


def _add_windows(connection: Connection, n: int, contribution: Contribution) -> None:
    connection.executemany(
        'INSERT INTO windows (document, ordinal, key, start, "end") VALUES (?, ?, ?, ?, ?)',
        [(n, ordinal, w.key, w.start, w.end) for ordinal, w in enumerate(contribution.windows)],
    )
    model = contribution.embedding_model
    if model is not None:
        connection.executemany(
            "INSERT OR IGNORE INTO vectors (model, key, vector) VALUES (?, ?, ?)",
            [
                (model, w.key, np.ascontiguousarray(w.vector, dtype="<f4").tobytes())
                for w in contribution.windows
                if w.vector is not None
            ],
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


def _add_names(connection: Connection, n: int, contribution: Contribution) -> set[int]:
    """Write mentions, what speakers said and relations; returns the numbers of all names of the document."""
    places = Places(contribution.passages, passage_numbers(connection, n))
    numbers = _Numbers(connection)
    counted: Counter[int] = Counter()
    pairs: set[tuple[int, int]] = set()
    speakers = tuple(dict.fromkeys(contribution.speakers))
    said = [("person", name, passage) for passage, name in places.spoken(speakers)]
    named = [(m.type, m.name, places.at(m.start, m.end)) for m in contribution.mentions]
    for type, written, passage in (*named, *said):
        name = numbers.of(type, written)
        if name is not None:
            counted[name] += 1
            pairs |= {(passage, name)} if passage is not None else set()
    related = []
    for r in contribution.relations:
        ends = numbers.of(r.source_type, r.source), numbers.of(r.target_type, r.target)
        if None not in ends:
            related.append((n, places.at(r.start, r.end), ends[0], plain(r.kind), ends[1]))
    for name in (*(numbers.of("person", speaker) for speaker in speakers), *(x for r in related for x in (r[2], r[4]))):
        if name is not None:
            counted[name] += 0
    connection.executemany(
        "INSERT INTO appearances (document, name, mentions) VALUES (?, ?, ?)",
        [(n, name, count) for name, count in counted.items()],
    )
    connection.executemany("INSERT INTO mentions (passage, name) VALUES (?, ?)", sorted(pairs))
    connection.executemany(
        "INSERT INTO relations (document, passage, source, kind, target) VALUES (?, ?, ?, ?, ?)", related
    )
    return set(counted)


class _Numbers:
    """Numbers of written names, each looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], int | None] = {}

    def of(self, type: str, name: str) -> int | None:
        if (type, name) not in self._known:
            self._known[type, name] = name_number(self._connection, type, plain(name))
        return self._known[type, name]


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
        connection.execute("INSERT OR REPLACE INTO hand_levels VALUES (?, ?)", (row["id"], level.value))
    unindex_text(connection, n)
    connection.execute(
        "UPDATE documents SET level = ?, changed = ? WHERE n = ?", (level.value if level else row["marked"], version, n)
    )
    index_text(connection, n)
    regroup(
        connection, (x["name"] for x in connection.execute("SELECT name FROM appearances WHERE document = ?", (n,)))
    )
