"""Writes a document's decisions and actions, and links the decisions with those on the same matter."""

from math import fsum
from typing import Any

from core.graph.linking import LEAST_PART, LEAST_SHARED, Dated, supersedes
from core.graph.names import clean, node_id
from core.graph.neo4j.connections import Connection
from core.graph.neo4j.passages import read_day
from core.graph.places import Places
from core.graph.record import Record
from core.models import Level

_LONGEST = 200


def add_decisions(connection: Connection, made: Record, places: Places, level: Level) -> None:
    """Write a document's decisions and link them with those of the library that are on the same matter."""
    if not made.decisions:
        return
    matters = {one.id: one.matter() for one in made.decisions}
    rows = [
        {
            "id": one.id, "statement": one.statement, "rationale": one.rationale, "date": one.date,
            "state": "current" if one.firm else "proposed", "reverses": one.reverses,
            "deciders": list(one.deciders), "weight": fsum(matters[one.id].values()), "start": one.start,
            "end": one.end, "quote": one.quote, "level": level.value,
        }
        for one in made.decisions
    ]  # fmt: skip
    _put(connection, "Decision", made.document.id, rows, places)
    topics = {one.id: one.topics(made.document.title) for one in made.decisions}
    connection.run_each(
        """UNWIND $rows AS row MATCH (x:Decision {id: row.id}) MERGE (s:Stem {stem: row.stem})
           CREATE (x)-[:ABOUT {matter: row.matter, topic: row.topic}]->(s)""",
        [
            {"id": id, "stem": stem[:_LONGEST], "matter": matters[id].get(stem), "topic": topics[id].get(stem)}
            for id in matters
            for stem in sorted(matters[id].keys() | topics[id].keys())
        ],
    )
    _link(connection, made)


def _put(connection: Connection, label: str, document_id: str, rows: list[dict[str, Any]], places: Places) -> None:
    placed = [
        {"put": {**row, "ordinal": ordinal}, "passage": places.at(row["start"], row["end"])}
        for ordinal, row in enumerate(rows)
    ]
    connection.run_each(
        f"""MATCH (d:Document {{id: $id}}) UNWIND $rows AS row CREATE (x:{label})-[:PART_OF]->(d) SET x = row.put
            WITH x, row MATCH (p:Passage {{id: row.passage}}) CREATE (x)-[:FROM]->(p)""",
        placed,
        id=document_id,
    )


def _link(connection: Connection, made: Record) -> None:
    """Compare with the decisions that share enough words with one of these, not with the library."""
    new = {one.id: one.dated(made.document.id) for one in made.decisions}
    rows = connection.rows(
        """UNWIND $ids AS id MATCH (x:Decision {id: id})-[a:ABOUT]->(:Stem)<-[b:ABOUT]-(y:Decision)
           WHERE a.matter IS NOT NULL AND b.matter IS NOT NULL
           WITH x, y, sum(b.matter) AS shared
           WHERE shared >= $least AND shared >= $part * CASE WHEN x.weight < y.weight THEN x.weight ELSE y.weight END
           MATCH (y)-[:PART_OF]->(d:Document)
           RETURN x.id AS new, y.id AS id, y.statement AS statement, y.date AS date, y.state = 'current' AS firm,
               y.reverses AS reverses, y.start AS start, d.id AS document""",
        ids=list(new),
        least=LEAST_SHARED - 1e-6,
        part=LEAST_PART - 1e-6,
    )
    links: dict[tuple[str, str], float] = {}
    for row in rows:
        old = Dated(row["statement"], read_day(row["date"]), row["firm"], row["reverses"], row["document"],
                    row["start"])  # fmt: skip
        links[row["new"], row["id"]] = supersedes(new[row["new"]], old)
        links[row["id"], row["new"]] = supersedes(old, new[row["new"]])
    connection.run_each(
        """UNWIND $rows AS row MATCH (x:Decision {id: row.later}), (y:Decision {id: row.earlier})
           CREATE (x)-[:SUPERSEDES {score: row.score}]->(y)""",
        [{"later": x, "earlier": y, "score": score} for (x, y), score in links.items() if score > 0],
    )


def add_actions(connection: Connection, made: Record, places: Places, level: Level) -> None:
    """Write a document's action items, with the state that was set by hand."""
    if not made.actions:
        return
    rows = connection.rows(
        "UNWIND $ids AS id MATCH (h:HandState {action: id}) RETURN id, h.state AS state",
        ids=[one.id for one in made.actions],
    )
    by_hand = {row["id"]: row["state"] for row in rows}
    _put(
        connection, "Action", made.document.id,
        [
            {
                "id": one.id, "task": one.task, "owner": one.owner, "owners": list(one.owners), "due": one.due,
                "state": by_hand.get(one.id, one.state), "stated": one.state, "start": one.start,
                "end": one.end, "quote": one.quote, "level": level.value,
            }
            for one in made.actions
        ],
        places,
    )  # fmt: skip
    known = {name.node for name in made.names}
    connection.run_each(
        "UNWIND $rows AS row MATCH (x:Action {id: row.id}), (n:Name {id: row.name}) CREATE (x)-[:OWNED_BY]->(n)",
        [
            {"id": one.id, "name": node}
            for one in made.actions
            for owner in one.owners
            for node in (node_id(type, clean(owner)) for type in ("person", "organisation"))
            if node in known
        ],
    )
