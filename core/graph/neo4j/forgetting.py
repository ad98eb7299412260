"""Takes away what a document contributed, and what nothing refers to any more."""

from typing import NamedTuple

from core.graph.neo4j.connections import Connection


class Forgotten(NamedTuple):
    """What a document referred to: ids of names, keys and model of its vectors, stems of its decisions."""

    names: set[str]
    keys: list[str]
    stems: list[str]
    model: str | None


def forget_content(connection: Connection, document_id: str) -> Forgotten:
    """Delete everything a document contributed except its own node."""
    row = connection.row(
        """MATCH (d:Document {id: $id}) RETURN d.embedding_model AS model,
               COLLECT { MATCH (d)-[:NAMES]->(n:Name) RETURN n.id } AS names,
               COLLECT { MATCH (d)<-[:PART_OF]-(w:Window) RETURN DISTINCT w.key } AS keys,
               COLLECT { MATCH (d)<-[:PART_OF]-(:Decision)-[:ABOUT]->(s:Stem) RETURN DISTINCT s.stem } AS stems""",
        id=document_id,
    )
    connection.run(
        "MATCH (:Document {id: $id})-[:NAMES]->(:Name)-[r:RELATED {document: $id}]->(:Name) DELETE r", id=document_id
    )
    connection.run("MATCH (:Document {id: $id})-[r:NAMES|SPOKE_IN]-(:Name) DELETE r", id=document_id)
    connection.run("MATCH (:Document {id: $id})-[:PART_OF|HAS_TEXT]-(x) DETACH DELETE x", id=document_id)
    if row is None:
        return Forgotten(set(), [], [], None)
    return Forgotten(set(row["names"]), row["keys"], row["stems"], row["model"])


def sweep(connection: Connection, old: Forgotten) -> None:
    """Drop vectors and stems that nothing uses any more, and the vectors of a model that no document uses."""
    if old.keys:
        connection.run(
            "UNWIND $keys AS key MATCH (v:Vector {key: key}) WHERE NOT (v)<-[:EMBEDDED_AS]-(:Window) DELETE v",
            keys=old.keys,
        )
    if old.stems:
        connection.run(
            "UNWIND $stems AS stem MATCH (s:Stem {stem: stem}) WHERE NOT (s)<-[:ABOUT]-(:Decision) DELETE s",
            stems=old.stems,
        )
    if old.model is not None:
        connection.run(
            """MATCH (v:Vector {model: $model})
               WHERE NOT EXISTS { MATCH (d:Document {embedding_model: $model}) } DETACH DELETE v""",
            model=old.model,
        )
