"""Looks for what is wrong inside the store."""

from core.graph.neo4j.connections import Connection
from core.graph.neo4j.grouping import LEVELS
from core.graph.neo4j.schema import SEARCHED, statements

_LEVELS = ", ".join(f"'{level.value}'" for level in LEVELS)
_RANK = "coalesce(head([i IN range(0, 3) WHERE [" + _LEVELS + "][i] = d.level]), 3)"
_NONE_OF = {
    "{} passages stand outside their document's text.": """
        MATCH (p:Passage)-[:PART_OF]->(:Document)-[:HAS_TEXT]->(t:Text)
        WHERE p.start < 0 OR p.end < p.start OR p.end > size(t.text) RETURN count(p) AS found""",
    "{} documents have no text.": """
        MATCH (d:Document) WHERE NOT (d)-[:HAS_TEXT]->(:Text) RETURN count(d) AS found""",
    "{} records refer to something that is gone.": """
        MATCH (x:Passage|Window|Decision|Action) WHERE NOT (x)-[:PART_OF]->(:Document) RETURN count(x) AS found""",
    "{} documents have a level that is missing or unknown; they are read as RESTRICTED.": f"""
        MATCH (d:Document) WHERE NOT coalesce(d.level, '') IN [{_LEVELS}] RETURN count(d) AS found""",
    "{} passages, decisions or actions have another level than their document.": """
        MATCH (x:Passage|Decision|Action)-[:PART_OF]->(d:Document)
        WHERE x.level <> d.level RETURN count(x) AS found""",
    "{} names appear in no document.": """
        MATCH (n:Name) WHERE NOT (n)<-[:NAMES]-(:Document) RETURN count(n) AS found""",
    "{} names are in no group of names, or in one that their level forbids.": f"""
        UNWIND [{_LEVELS}] AS level MATCH (n:Name)
        WITH level, n, COUNT {{ (n)-[:NAME_OF]->(:Entity {{level: level}}) }} AS groups, EXISTS {{
            MATCH (n)<-[:NAMES]-(d:Document) WHERE {_RANK} <= head([i IN range(0, 3) WHERE [{_LEVELS}][i] = level])
        }} AS seen WHERE groups <> CASE WHEN seen THEN 1 ELSE 0 END RETURN count(n) AS found""",
    "{} entities have no name.": """
        MATCH (e:Entity) WHERE NOT (e)<-[:NAME_OF]-(:Name) RETURN count(e) AS found""",
    "{} vectors belong to no window.": """
        MATCH (v:Vector) WHERE NOT (v)<-[:EMBEDDED_AS]-(:Window) RETURN count(v) AS found""",
    "{} windows of embedded documents have no vector.": """
        MATCH (w:Window)-[:PART_OF]->(d:Document) WHERE d.embedding_model IS NOT NULL
        AND NOT EXISTS { MATCH (w)-[:EMBEDDED_AS]->(v:Vector) WHERE v.model = d.embedding_model }
        RETURN count(w) AS found""",
}


def problems(connection: Connection) -> list[str]:
    """See GraphStore.check."""
    found = []
    for sentence, query in _NONE_OF.items():
        row = connection.row(query)
        if row is not None and row["found"]:
            found.append(sentence.format(row["found"]))
    for rank, level in enumerate(LEVELS):
        row = connection.row(
            f"""MATCH (p:Passage)-[:PART_OF]->(d:Document)
                WHERE (p:{SEARCHED[level]}) <> ({_RANK} <= $rank) RETURN count(p) AS found""",
            rank=rank,
        )
        if row is not None and row["found"]:
            found.append(f"The full-text index for {level} differs from the passages in {row['found']} places.")
    shown = connection.rows("SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name")
    missing = statements(connection.prefix).keys() - {row["name"] for row in shown}
    if missing:
        found.append(f"{len(missing)} indexes are missing or not ready; restart Sybil to have them made.")
    return found
