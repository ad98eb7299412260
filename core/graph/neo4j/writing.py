"""Writes and removes what one document contributes. Every function runs inside the caller's transaction."""

import secrets
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from core.graph.contribution import Contribution
from core.graph.names import parse
from core.graph.neo4j.connections import Connection
from core.graph.neo4j.fact_writing import add_actions, add_decisions
from core.graph.neo4j.forgetting import Forgotten, forget_content, sweep
from core.graph.neo4j.grouping import add_names, regroup
from core.graph.neo4j.overview import aware
from core.graph.neo4j.passages import read_day, read_instant
from core.graph.neo4j.schema import SEARCHED
from core.graph.neo4j.searching import TITLE_WEIGHT
from core.graph.places import Places
from core.graph.record import DocumentRecord, Record, continued
from core.graph.recording import record
from core.graph.results import Applied
from core.graph.values import packed
from core.models import Level
from core.terms import terms

KEPT_MOMENTS = 10_000
"""An index that stood still for more changes than that is built again."""


def next_version(connection: Connection) -> int:
    """Count one more change and mark it, so that no other store's history has the same moment."""
    row = connection.row(
        """MATCH (m:Meta) SET m.version = m.version + 1, m.mark = $mark
           CREATE (:Moment {version: m.version, mark: $mark})
           WITH m OPTIONAL MATCH (o:Moment {version: m.version - $kept}) DELETE o RETURN m.version AS version""",
        mark=secrets.token_hex(16),
        kept=KEPT_MOMENTS,
    )
    return int(row["version"]) if row is not None else 0


def apply(connection: Connection, contribution: Contribution) -> Applied:
    """Replace everything this document contributed; see GraphStore.apply."""
    made = record(contribution)
    id = made.document.id
    row = connection.row("MATCH (d:Document {id: $id}) RETURN properties(d) AS held", id=id)
    if row is not None:
        held = read_record(row["held"])
        if held.reading == made.document.reading:
            if contribution.by_hand is not None:
                set_level(connection, id, contribution.by_hand)
            return Applied(id, False, False, *_sizes(connection, id))
        made = continued(made, held)
    if contribution.by_hand is not None:
        keep_level(connection, id, contribution.by_hand)
    return put(connection, made)


def put(connection: Connection, made: Record) -> Applied:
    """Write a record as it is, in the place of what was kept of the document; see GraphStore.put."""
    id = made.document.id
    held = connection.row("MATCH (d:Document {id: $id}) RETURN d.created AS created", id=id)
    version = next_version(connection)
    old = forget_content(connection, id) if held is not None else Forgotten(set(), [], [], None)
    level = _put_document(connection, made, version if held is None else held["created"], version)
    places = Places(made.passages)
    _add_passages(connection, made, level)
    _add_windows(connection, made)
    _add_names(connection, made)
    add_decisions(connection, made, places, level)
    add_actions(connection, made, places, level)
    regroup(connection, old.names | {name.node for name in made.names})
    sweep(connection, old)
    return Applied(id, True, held is None, len(made.passages), len(made.decisions) + len(made.actions))


def read_record(held: Mapping[str, Any]) -> DocumentRecord:
    """The properties of a Document node as it is kept."""
    return DocumentRecord(
        held["id"], held["source"], held["source_id"], held["name"], held["title"], held["kind"],
        read_day(held.get("date")), held.get("link"), held["revision"], held["content_hash"], held["extractor"],
        held.get("embedding_model"), held.get("status"), tuple(held["participants"]), Level.read(held["marked"]),
        read_instant(held["ingested_at"]), read_instant(held["added_at"]),
    )  # fmt: skip


def _sizes(connection: Connection, document_id: str) -> tuple[int, int]:
    row = connection.row(
        """MATCH (d:Document {id: $id}) RETURN COUNT { (d)<-[:PART_OF]-(:Passage) } AS passages,
           COUNT { (d)<-[:PART_OF]-(:Decision) } + COUNT { (d)<-[:PART_OF]-(:Action) } AS facts""",
        id=document_id,
    )
    return (row["passages"], row["facts"]) if row is not None else (0, 0)


def keep_level(connection: Connection, document_id: str, level: Level) -> None:
    """Remember a level set by hand."""
    connection.run("MERGE (h:HandLevel {document: $id}) SET h.level = $level", id=document_id, level=level.value)


def _put_document(connection: Connection, made: Record, created: int, version: int) -> Level:
    """Write the document and its text; returns the level that counts."""
    document = made.document
    by_hand = connection.row("MATCH (h:HandLevel {document: $id}) RETURN h.level AS level", id=document.id)
    level = Level.read(by_hand["level"]) if by_hand is not None else document.marked
    row = {
        "id": document.id, "source": document.source, "source_id": document.source_id, "name": document.name,
        "title": document.title, "kind": document.kind, "date": document.date, "link": document.link,
        "revision": document.revision, "content_hash": document.content_hash, "extractor": document.extractor,
        "embedding_model": document.embedding_model, "status": document.status,
        "participants": list(document.participants), "marked": document.marked.value, "level": level.value,
        "present": list(made.people),
        "people": sorted({*made.people, *(key for passage in made.passages for key in passage.people)}),
        "ingested_at": aware(document.ingested_at), "added_at": aware(document.added_at),
        "created": created, "changed": version,
    }  # fmt: skip
    connection.run(
        "MERGE (d:Document {id: $row.id}) SET d = $row CREATE (d)-[:HAS_TEXT]->(:Text {text: $text})",
        row=row,
        text=made.text,
    )
    return level


def searched(level: Level) -> str:
    """The labels of a passage of this level: one for each clearance that may find it."""
    return "".join(f":{label}" for reader, label in SEARCHED.items() if reader >= level)


def _add_passages(connection: Connection, made: Record, level: Level) -> None:
    title = terms(made.document.title) * TITLE_WEIGHT
    rows = []
    for p in made.passages:
        words = title + terms(p.text)
        rows.append(
            {
                "id": p.id, "ordinal": p.ordinal, "text": p.text, "start": p.start, "end": p.end, "locator": p.locator,
                "speakers": list(p.speakers), "date": p.date, "people": list(p.people), "level": level.value,
                "search": " ".join(words), "length": len(words),
            }
        )  # fmt: skip
    connection.run_each(
        f"""MATCH (d:Document {{id: $id}}) UNWIND $rows AS row
            CREATE (p:Passage{searched(level)})-[:PART_OF]->(d) SET p = row""",
        rows,
        id=made.document.id,
    )
    ids = [p.id for p in sorted(made.passages, key=lambda p: (p.ordinal, p.start))]
    connection.run_each(
        "UNWIND $rows AS row MATCH (p:Passage {id: row.one}), (q:Passage {id: row.next}) CREATE (p)-[:NEXT]->(q)",
        [{"one": one, "next": other} for one, other in pairwise(ids)],
    )


def _add_windows(connection: Connection, made: Record) -> None:
    if not made.windows:
        return
    rows = [
        {
            "put": {"key": w.key, "ordinal": ordinal, "start": w.start, "end": w.end},
            "covers": [p.id for p in made.passages if p.start < w.end and p.end > w.start],
        }
        for ordinal, w in enumerate(made.windows)
    ]
    connection.run_each(
        """MATCH (d:Document {id: $id}) UNWIND $rows AS row CREATE (w:Window)-[:PART_OF]->(d) SET w = row.put
           WITH w, row UNWIND row.covers AS id MATCH (p:Passage {id: id}) CREATE (w)-[:COVERS]->(p)""",
        rows,
        id=made.document.id,
    )
    by_dimension: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for w in made.windows:
        if w.vector is not None and made.document.embedding_model is not None:
            by_dimension[w.vector.size].append(
                {
                    "key": w.key,
                    "embedding": w.vector.astype(float).ravel().tolist(),
                    "float32": packed(w.vector),
                }
            )
    for dimension, vectors in by_dimension.items():
        connection.run_each(
            f"""UNWIND $rows AS row MERGE (v:Vector {{key: row.key, model: $model}})
                ON CREATE SET v.embedding_{dimension} = row.embedding, v.float32 = row.float32""",
            vectors,
            model=made.document.embedding_model,
        )
    connection.run(
        """UNWIND $keys AS key MATCH (w:Window {key: key}) MATCH (v:Vector {key: key})
           MERGE (w)-[:EMBEDDED_AS]->(v)""",
        keys=sorted({w.key for w in made.windows}),
    )


def _add_names(connection: Connection, made: Record) -> None:
    """Write the names, where they stand, who spoke, and relations."""
    if not made.names:
        return
    add_names(connection, made.names)
    id, spoken = made.document.id, {p.id: p.people for p in made.passages}
    spoke = {
        name.node
        for name in made.names
        if name.type == "person"
        and any(parse(name.type, name.name).key in spoken[passage] for passage in name.passages)
    }
    connection.run_each(
        """MATCH (d:Document {id: $id}) UNWIND $rows AS row MATCH (n:Name {id: row.id})
           CREATE (d)-[:NAMES {mentions: row.mentions}]->(n)
           FOREACH (x IN CASE WHEN row.spoke THEN [n] ELSE [] END | CREATE (x)-[:SPOKE_IN]->(d))""",
        [{"id": name.node, "mentions": name.mentions, "spoke": name.node in spoke} for name in made.names],
        id=id,
    )
    connection.run_each(
        """UNWIND $rows AS row MATCH (p:Passage {id: row.passage}), (n:Name {id: row.name})
           CREATE (p)-[:MENTIONS]->(n)""",
        [{"passage": passage, "name": name.node} for name in made.names for passage in name.passages],
    )
    connection.run_each(
        """UNWIND $rows AS row MATCH (a:Name {id: row.source}), (b:Name {id: row.target})
           CREATE (a)-[r:RELATED {kind: row.kind, document: $id, ordinal: row.ordinal}]->(b)
           SET r.passage = row.passage""",
        [
            {"source": r.source, "target": r.target, "kind": r.kind, "passage": r.passage, "ordinal": ordinal}
            for ordinal, r in enumerate(made.relations)
        ],
        id=id,
    )


def delete_document(connection: Connection, document_id: str) -> None:
    """Take a document away with all that has no other source, and leave word of it for indexes."""
    version = next_version(connection)
    forgotten = forget_content(connection, document_id)
    connection.run(
        """MATCH (d:Document {id: $id}) DETACH DELETE d
           MERGE (r:Removed {document: $id}) SET r.changed = $version""",
        id=document_id,
        version=version,
    )
    regroup(connection, forgotten.names)
    sweep(connection, forgotten)


def set_level(connection: Connection, document_id: str, level: Level | None) -> None:
    """Set a document's level by hand, or give it back to its markings."""
    version = next_version(connection)
    if level is None:
        connection.run("MATCH (h:HandLevel {document: $id}) DELETE h", id=document_id)
    else:
        keep_level(connection, document_id, level)
    row = connection.row(
        """MATCH (d:Document {id: $id}) SET d.level = coalesce($level, d.marked), d.changed = $version
           RETURN d.level AS level, COLLECT { MATCH (d)-[:NAMES]->(n:Name) RETURN n.id } AS names""",
        id=document_id,
        level=level.value if level is not None else None,
        version=version,
    )
    if row is None:
        return
    connection.run(
        f"""MATCH (:Document {{id: $id}})<-[:PART_OF]-(p:Passage)
            REMOVE p{searched(Level.PUBLIC)} SET p{searched(Level.read(row["level"]))}""",
        id=document_id,
    )
    connection.run(
        "MATCH (:Document {id: $id})<-[:PART_OF]-(x:Passage|Decision|Action) SET x.level = $level",
        id=document_id,
        level=row["level"],
    )
    regroup(connection, row["names"])
