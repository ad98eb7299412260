"""Neighbours of passages, counts, and what a removal would take with it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from core.access import Viewer
from core.errors import DocumentNotFound
from core.graph.missing import NO_DOCUMENT
from core.graph.neo4j.connections import Connection
from core.graph.neo4j.narrowing import clearance, seen
from core.graph.neo4j.passages import PASSAGE, read_passage
from core.graph.results import Removed, Tally
from core.graph.values import plain
from core.models import Counts, Passage


def neighbours(connection: Connection, passage_ids: Sequence[str], viewer: Viewer, limit: int) -> list[Passage]:
    """See GraphStore.neighbours. Order: passages of the rarest shared entity, then those that share most, then id."""
    rows = connection.rows(
        f"""UNWIND $ids AS id MATCH (p:Passage {{id: id}})-[:PART_OF]->(d:Document) WHERE {seen("d")}
            WITH collect(DISTINCT p) AS given UNWIND given AS g
            MATCH (g)-[:MENTIONS]->(:Name)-[:NAME_OF]->(e:Entity {{level: $level}}) WITH DISTINCT given, e
            MATCH (e)<-[:NAME_OF]-(:Name)<-[:MENTIONS]-(p:Passage)-[:PART_OF]->(d:Document) WHERE {seen("d")}
            WITH given, e, collect(DISTINCT p) AS named UNWIND named AS p
            WITH given, p, size(named) AS spread WHERE NOT p IN given
            WITH p, min(spread) AS rarest, count(*) AS shared ORDER BY rarest, shared DESC, p.id LIMIT $limit
            MATCH (p)-[:PART_OF]->(d:Document) RETURN {PASSAGE}, rarest, shared ORDER BY rarest, shared DESC, id""",
        clearance(viewer),
        ids=[plain(id) for id in passage_ids],
        limit=max(limit, 0),
    )
    return [read_passage(row, 1.0 / row["rarest"]) for row in rows]


def counts(connection: Connection, viewer: Viewer, added_since: datetime | None) -> Counts:
    """See GraphStore.counts."""
    mine = f"{seen('d')} AND ($since IS NULL OR d.added_at >= $since)"
    parts = ", ".join(
        f"COUNT {{ MATCH (d:Document)<-[:PART_OF]-(:{label}) WHERE {mine} }}"
        for label in ("Passage", "Decision", "Action")
    )
    row = connection.row(
        f"""RETURN COUNT {{ MATCH (d:Document) WHERE {mine} }}, {parts}, COUNT {{
            MATCH (e:Entity {{level: $level}})
            WHERE EXISTS {{ MATCH (e)<-[:NAME_OF]-(:Name)<-[:NAMES]-(d:Document) WHERE {mine} }}
            AND ($since IS NULL OR NOT EXISTS {{
                MATCH (e)<-[:NAME_OF]-(:Name)<-[:NAMES]-(d:Document) WHERE {seen("d")} AND d.added_at < $since }})
            RETURN e }}""",
        clearance(viewer),
        since=aware(added_since) if added_since is not None else None,
    )
    return Counts(*row.values()) if row is not None else Counts(0, 0, 0, 0, 0)


def aware(value: datetime) -> datetime:
    """A point in time as it is stored: in UTC."""
    return (value if value.tzinfo is not None else value.replace(tzinfo=UTC)).astimezone(UTC)


def tallies(connection: Connection, viewer: Viewer) -> dict[str, Tally]:
    """See GraphStore.tallies."""
    rows = connection.rows(
        f"""MATCH (d:Document) WHERE {seen("d")}
            RETURN d.id AS id, COUNT {{ (d)<-[:PART_OF]-(:Passage) }} AS passages,
                COUNT {{ (d)<-[:PART_OF]-(:Decision) }} AS decisions,
                COUNT {{ (d)<-[:PART_OF]-(:Action) }} AS actions""",
        clearance(viewer),
    )
    return {row["id"]: Tally(row["passages"], row["decisions"], row["actions"]) for row in rows}


def removal(connection: Connection, document_id: str, viewer: Viewer) -> Removed:
    """See GraphStore.removal."""
    row = connection.row(
        f"""MATCH (d:Document {{id: $id}}) WHERE {seen("d")}
            RETURN d.id, d.name, COUNT {{ (d)<-[:PART_OF]-(:Passage) }}, COUNT {{ (d)<-[:PART_OF]-(:Decision) }},
                COUNT {{ (d)<-[:PART_OF]-(:Action) }}, COUNT {{
                    MATCH (d)-[:NAMES]->(:Name)-[:NAME_OF]->(e:Entity {{level: $level}})
                    WHERE NOT EXISTS {{ MATCH (e)<-[:NAME_OF]-(:Name)<-[:NAMES]-(o:Document)
                        WHERE o <> d AND {seen("o")} }}
                    RETURN DISTINCT e }}""",
        clearance(viewer),
        id=plain(document_id),
    )
    if row is None:
        raise DocumentNotFound(NO_DOCUMENT)
    return Removed(*row.values())
