"""Entities, their relations and neighbours, as far as a viewer may know the names.

An entity is told by the id of its node at the viewer's clearance; what is shown of it comes from the names that the
viewer sees, looked up through documents.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from core.access import Viewer
from core.errors import EntityNotFound
from core.graph.entities import Name, called_by, shown
from core.graph.missing import NO_ENTITY
from core.graph.names import fold
from core.graph.neo4j.connections import Connection
from core.graph.neo4j.narrowing import clearance, seen
from core.graph.neo4j.passages import PASSAGE, read_passage
from core.graph.neo4j.schema import NAMES
from core.graph.results import EntityDetail
from core.graph.values import plain
from core.models import Entity, Relation

_MOST = 50

_TOTALS = f"""MATCH (e)<-[:NAME_OF]-(:Name)<-[a:NAMES]-(d:Document) WHERE {seen("d")}
    WITH e, sum(a.mentions) AS mentions RETURN e.id AS entity, e.type AS type, e.name AS first, mentions"""


def entities(connection: Connection, viewer: Viewer, query: str | None, type: str | None, limit: int) -> list[Entity]:
    """See GraphStore.entities."""
    given: dict[str, Any] = {**clearance(viewer), "type": type, "limit": max(limit, 0)}
    start = "MATCH (e:Entity {level: $level}) WHERE $type IS NULL OR e.type = $type"
    if query is not None and query.strip():
        words = fold(plain(query))
        if not words:
            return []
        given |= {"words": " AND ".join(f"{word}*" for word in words), "index": connection.prefix + NAMES}
        start = f"""CALL db.index.fulltext.queryNodes($index, $words) YIELD node AS n
            MATCH (n)-[:NAME_OF]->(e:Entity {{level: $level}}) WHERE ($type IS NULL OR e.type = $type)
            AND EXISTS {{ MATCH (n)<-[:NAMES]-(d:Document) WHERE {seen("d")} }} WITH DISTINCT e"""
    rows = connection.rows(f"{start} {_TOTALS} ORDER BY mentions DESC, first, entity LIMIT $limit", given)
    return list(_dressed(connection, viewer, rows).values())


def _dressed(connection: Connection, viewer: Viewer, rows: Sequence[Any]) -> dict[str, Entity]:
    """Rows of ``_TOTALS`` with their names, in the same order. Id and names come from visible names alone."""
    names: dict[str, list[RankedName]] = defaultdict(list)
    for name in ranked_names(connection, viewer, [row["entity"] for row in rows]):
        names[name.entity].append(name)
    return {
        row["entity"]: shown([Name(x.id, row["type"], x.name) for x in names[row["entity"]]], row["mentions"])
        for row in rows
    }


class RankedName(NamedTuple):
    """A visible name of an entity, and the id of the entity's node."""

    entity: str
    id: str
    name: str


def ranked_names(connection: Connection, viewer: Viewer, ids: Iterable[str]) -> list[RankedName]:
    """The visible names of entities, the one to call an entity by first."""
    rows = connection.rows(
        f"""UNWIND $ids AS id MATCH (e:Entity {{id: id, level: $level}})<-[:NAME_OF]-(n:Name)<-[a:NAMES]-(d:Document)
            WHERE {seen("d")} WITH e, n, sum(a.mentions) AS mentions
            RETURN e.id AS entity, n.id AS id, n.name AS name, n.type AS type, mentions""",
        clearance(viewer),
        ids=sorted(set(ids)),
    )
    absorbed = {
        row["id"]
        for row in connection.rows("MATCH (o:Override {kind: 'merge'}) UNWIND o.other AS id RETURN DISTINCT id")
    }

    def place(row: Any) -> tuple[bool, bool, int, str]:
        return called_by(row["type"], row["name"], row["mentions"], row["id"] in absorbed)

    return [RankedName(row["entity"], row["id"], row["name"]) for row in sorted(rows, key=place)]


def entity(connection: Connection, entity_id: str, viewer: Viewer) -> EntityDetail:
    """See GraphStore.entity. The id of any name that this viewer sees leads to the entity that has it."""
    given = {**clearance(viewer), "id": found_entity(connection, entity_id, viewer)}
    rows = connection.rows(
        f"""MATCH (:Entity {{id: $id, level: $level}})<-[:NAME_OF]-(:Name)<-[:MENTIONS]-(p:Passage)
            WITH DISTINCT p MATCH (p)-[:PART_OF]->(d:Document) WHERE {seen("d")}
            RETURN {PASSAGE}, p.ordinal AS ordinal
            ORDER BY date IS NULL, date DESC, name, ordinal, id LIMIT {_MOST}""",
        given,
    )
    near = _near(connection, given)
    edges = _edges(connection, given)
    wanted = {given["id"], *near} | {edge[0] for edge in edges} | {edge[2] for edge in edges}
    dressed = _by_id(connection, viewer, wanted)
    relations = [
        Relation(dressed[source], kind, dressed[target], tuple(sorted(ids)))
        for (source, kind, target), ids in edges.items()
    ]
    relations.sort(key=lambda r: (r.source.name, r.kind, r.target.name, r.source.id, r.target.id))
    passages = tuple(read_passage(row) for row in rows)
    return EntityDetail(dressed[given["id"]], passages, tuple(relations), tuple(dressed[id] for id in near))


def found_entity(connection: Connection, entity_id: str, viewer: Viewer) -> str:
    """The id of the node of the entity that has a name with this id. Raises EntityNotFound."""
    row = connection.row(
        f"""MATCH (n:Name {{id: $id}})-[:NAME_OF]->(e:Entity {{level: $level}})
            WHERE EXISTS {{ MATCH (n)<-[:NAMES]-(d:Document) WHERE {seen("d")} }} RETURN e.id AS entity""",
        clearance(viewer),
        id=plain(entity_id),
    )
    if row is None:
        raise EntityNotFound(NO_ENTITY)
    return str(row["entity"])


def _by_id(connection: Connection, viewer: Viewer, ids: Iterable[str]) -> dict[str, Entity]:
    rows = connection.rows(
        f"UNWIND $ids AS id MATCH (e:Entity {{id: id, level: $level}}) {_TOTALS}",
        clearance(viewer),
        ids=sorted(set(ids)),
    )
    return _dressed(connection, viewer, rows)


def _near(connection: Connection, given: dict[str, Any]) -> list[str]:
    rows = connection.rows(
        f"""MATCH (e:Entity {{id: $id, level: $level}})<-[:NAME_OF]-(:Name)<-[:MENTIONS]-(p:Passage)
            WITH DISTINCT e, p MATCH (p)-[:PART_OF]->(d:Document) WHERE {seen("d")}
            MATCH (p)-[:MENTIONS]->(:Name)-[:NAME_OF]->(o:Entity {{level: $level}}) WHERE o <> e
            RETURN o.id AS id, o.name AS name, count(DISTINCT p) AS together
            ORDER BY together DESC, name, id LIMIT {_MOST}""",
        given,
    )
    return [row["id"] for row in rows]


def _edges(connection: Connection, given: dict[str, Any]) -> dict[tuple[str, str, str], set[str]]:
    rows = connection.rows(
        f"""MATCH (:Entity {{id: $id, level: $level}})<-[:NAME_OF]-(:Name)-[r:RELATED]-(:Name)
            WITH DISTINCT r MATCH (d:Document {{id: r.document}}) WHERE {seen("d")}
            WITH r, startNode(r) AS a, endNode(r) AS b
            MATCH (a)-[:NAME_OF]->(s:Entity {{level: $level}}), (b)-[:NAME_OF]->(t:Entity {{level: $level}})
            WHERE s <> t RETURN s.id AS source, r.kind AS kind, t.id AS target, collect(r.passage) AS passages""",
        given,
    )
    edges: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in rows:
        edges[row["source"], row["kind"], row["target"]] |= set(row["passages"])
    return edges
