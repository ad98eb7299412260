"""Who is named together with whom, where, and in which documents: what stands behind the edges between entities."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from core.access import Viewer
from core.errors import EntityNotFound
from core.graph.neo4j.connections import Connection
from core.graph.neo4j.entity_reads import found_entity
from core.graph.neo4j.narrowing import clearance, seen
from core.graph.neo4j.passages import DOCUMENT, PASSAGE, read_document, read_passage
from core.graph.results import Presence, Tie
from core.models import Passage


def ties(connection: Connection, entity_ids: Sequence[str], viewer: Viewer) -> list[Tie]:
    """See GraphStore.ties."""
    asked: dict[str, str] = {}
    for entity_id in entity_ids:
        try:
            asked.setdefault(found_entity(connection, entity_id, viewer), entity_id)
        except EntityNotFound:
            continue
    rows = connection.rows(
        f"""UNWIND $ids AS id MATCH (e:Entity {{id: id, level: $level}})<-[:NAME_OF]-(:Name)<-[:MENTIONS]-(p:Passage)
            WITH DISTINCT id, p MATCH (p)-[:PART_OF]->(d:Document) WHERE {seen("d")}
            RETURN p.id AS passage, collect(id) AS ids""",
        clearance(viewer),
        ids=list(asked),
    )
    place = {id: at for at, id in enumerate(asked)}
    counted = Counter(pair for row in rows for pair in combinations(sorted(row["ids"], key=place.__getitem__), 2))
    ordered = sorted(counted.items(), key=lambda item: (-item[1], place[item[0][0]], place[item[0][1]]))
    return [Tie(asked[one], asked[other], passages) for (one, other), passages in ordered]


def together(connection: Connection, entity_id: str, other_id: str, viewer: Viewer, limit: int) -> list[Passage]:
    """See GraphStore.together."""
    one, other = (found_entity(connection, each, viewer) for each in (entity_id, other_id))
    rows = connection.rows(
        f"""MATCH (:Entity {{id: $one, level: $level}})<-[:NAME_OF]-(:Name)<-[:MENTIONS]-(p:Passage)
            WITH DISTINCT p MATCH (p)-[:PART_OF]->(d:Document) WHERE {seen("d")} AND EXISTS {{
                MATCH (p)-[:MENTIONS]->(:Name)-[:NAME_OF]->(:Entity {{id: $other, level: $level}}) }}
            RETURN {PASSAGE}, p.ordinal AS ordinal
            ORDER BY date IS NULL, date DESC, name, ordinal, id LIMIT $limit""",
        clearance(viewer),
        one=one,
        other=other,
        limit=max(limit, 0),
    )
    return [read_passage(row) for row in rows]


def presence(connection: Connection, entity_id: str, viewer: Viewer) -> list[Presence]:
    """See GraphStore.presence."""
    rows = connection.rows(
        f"""MATCH (e:Entity {{id: $id, level: $level}})<-[:NAME_OF]-(n:Name)
            WITH e, collect(n) AS mine, collect(n.key) AS keys
            UNWIND mine AS n MATCH (n)<-[a:NAMES]-(d:Document) WHERE {seen("d")}
            WITH e, keys, d, sum(a.mentions) AS mentions
            RETURN {DOCUMENT}, mentions, CASE WHEN e.type <> 'person' THEN 0 ELSE COUNT {{
                MATCH (p:Passage)-[:PART_OF]->(d) WHERE any(k IN p.people WHERE k IN keys) }} END AS spoken
            ORDER BY date IS NULL, date DESC, name, id""",
        clearance(viewer),
        id=found_entity(connection, entity_id, viewer),
    )
    return [Presence(read_document(row), row["mentions"], row["spoken"]) for row in rows]
