"""Entities, their relations, merges and neighbours, as far as a viewer may know the names."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from core.access import Viewer
from core.errors import EntityNotFound
from core.graph.entities import Name, called_by, shown
from core.graph.missing import NO_ENTITY
from core.graph.names import fold
from core.graph.results import EntityDetail
from core.graph.sqlite.connections import Connection
from core.graph.sqlite.passages import PASSAGE, read_passage
from core.graph.values import plain
from core.models import Entity, Relation

_MOST = 50

_TOTALS = """
SELECT c.entity, e.node, e.type, sum(a.mentions) AS mentions, e.name AS first
FROM appearances a JOIN documents d ON d.n = a.document
JOIN clusters c ON c.rank = :rank AND c.name = a.name JOIN names e ON e.n = c.entity
WHERE d.rank <= :rank
"""


def entities(connection: Connection, viewer: Viewer, query: str | None, type: str | None, limit: int) -> list[Entity]:
    """See GraphStore.entities."""
    given: dict[str, Any] = {"rank": viewer.level.rank, "type": type, "limit": max(limit, 0)}
    condition = "(:type IS NULL OR e.type = :type)"
    if query is not None and query.strip():
        found = _named(connection, viewer, query)
        if not found:
            return []
        given["found"] = json.dumps(sorted(found))
        condition += " AND c.entity IN (SELECT value FROM json_each(:found))"
    rows = connection.execute(
        f"{_TOTALS} AND {condition} GROUP BY c.entity ORDER BY mentions DESC, first, e.node LIMIT :limit", given
    ).fetchall()
    return list(_dressed(connection, viewer, rows).values())


def _named(connection: Connection, viewer: Viewer, query: str) -> set[int]:
    """Entities with a visible name that has, for every word of the query, a word that begins with it."""
    found: set[int] | None = None
    for word in fold(query):
        rows = connection.execute(
            """SELECT DISTINCT w.name FROM name_words w WHERE w.word >= :word AND w.word < :word || char(1114111)
               AND EXISTS (SELECT 1 FROM appearances a JOIN documents d ON d.n = a.document
                   WHERE a.name = w.name AND d.rank <= :rank)""",
            {"word": word, "rank": viewer.level.rank},
        )
        names = {row["name"] for row in rows}
        found = names if found is None else found & names
    rows = connection.execute(
        "SELECT DISTINCT entity FROM clusters WHERE rank = ? AND name IN (SELECT value FROM json_each(?))",
        (viewer.level.rank, json.dumps(sorted(found or ()))),
    )
    return {row["entity"] for row in rows}


def _dressed(connection: Connection, viewer: Viewer, rows: Sequence[Any]) -> dict[int, Entity]:
    """Rows of ``_TOTALS`` with their names, in the same order. Id and names come from visible names alone."""
    names: dict[int, list[RankedName]] = defaultdict(list)
    for name in ranked_names(connection, viewer, [row["entity"] for row in rows]):
        names[name.entity].append(name)
    return {
        row["entity"]: shown([Name(x.node, row["type"], x.name) for x in names[row["entity"]]], row["mentions"])
        for row in rows
    }


class RankedName(NamedTuple):
    """A visible name of an entity: both by number, and the name with its id."""

    entity: int
    number: int
    node: str
    name: str


def ranked_names(connection: Connection, viewer: Viewer, numbers: Iterable[int]) -> list[RankedName]:
    """The visible names of entities, the one to call an entity by first."""
    rows = connection.execute(
        """SELECT c.entity, n.n, n.node, n.name, n.type, sum(a.mentions) AS mentions, EXISTS (
               SELECT 1 FROM override_names o JOIN overrides v ON v.n = o.override AND v.kind = 'merge'
               WHERE o.node = n.node AND o.side = 1) AS absorbed
           FROM clusters c JOIN names n ON n.n = c.name JOIN appearances a ON a.name = n.n
           JOIN documents d ON d.n = a.document
           WHERE c.rank = :rank AND d.rank <= :rank AND c.entity IN (SELECT value FROM json_each(:ids))
           GROUP BY c.entity, n.n""",
        {"rank": viewer.level.rank, "ids": json.dumps(sorted(set(numbers)))},
    ).fetchall()

    def place(row: Any) -> tuple[bool, bool, int, str]:
        return called_by(row["type"], row["name"], row["mentions"], bool(row["absorbed"]))

    return [RankedName(row["entity"], row["n"], row["node"], row["name"]) for row in sorted(rows, key=place)]


def entity(connection: Connection, entity_id: str, viewer: Viewer) -> EntityDetail:
    """See GraphStore.entity. The id of any name that this viewer sees leads to the entity that has it."""
    number = entity_number(connection, entity_id, viewer)
    rank = viewer.level.rank
    rows = connection.execute(
        f"""SELECT {PASSAGE} FROM passages p JOIN documents d ON d.n = p.document
            WHERE d.rank <= :rank AND p.n IN (SELECT m.passage FROM clusters c JOIN mentions m ON m.name = c.name
                WHERE c.rank = :rank AND c.entity = :entity)
            ORDER BY coalesce(p.date, d.date) DESC, d.name, p.ordinal, p.id LIMIT {_MOST}""",
        {"rank": rank, "entity": number},
    )
    passages = tuple(read_passage(row) for row in rows)
    near = _neighbour_numbers(connection, viewer, number)
    edges = _edges(connection, viewer, number)
    wanted = {number, *near} | {edge[0] for edge in edges} | {edge[2] for edge in edges}
    dressed = _by_number(connection, viewer, wanted)
    relations = tuple(
        Relation(dressed[source], kind, dressed[target], tuple(sorted(ids)))
        for (source, kind, target), ids in edges.items()
    )
    ordered = sorted(relations, key=lambda r: (r.source.name, r.kind, r.target.name, r.source.id, r.target.id))
    return EntityDetail(dressed[number], passages, tuple(ordered), tuple(dressed[n] for n in near))


def entity_number(connection: Connection, entity_id: str, viewer: Viewer) -> int:
    """The number of the entity that has a name with this id. Raises EntityNotFound."""
    row = connection.execute(
        """SELECT c.entity FROM names n JOIN clusters c ON c.rank = :rank AND c.name = n.n
           WHERE n.node = :node AND EXISTS (SELECT 1 FROM appearances a JOIN documents d ON d.n = a.document
               WHERE a.name = n.n AND d.rank <= :rank)""",
        {"rank": viewer.level.rank, "node": plain(entity_id)},
    ).fetchone()
    if row is None:
        raise EntityNotFound(NO_ENTITY)
    return int(row["entity"])


def _by_number(connection: Connection, viewer: Viewer, numbers: Iterable[int]) -> dict[int, Entity]:
    rows = connection.execute(
        f"{_TOTALS} AND c.entity IN (SELECT value FROM json_each(:ids)) GROUP BY c.entity",
        {"rank": viewer.level.rank, "ids": json.dumps(sorted(set(numbers)))},
    ).fetchall()
    return _dressed(connection, viewer, rows)


def _neighbour_numbers(connection: Connection, viewer: Viewer, number: int) -> list[int]:
    rows = connection.execute(
        f"""SELECT o.entity, e.name, e.node, count(DISTINCT m.passage) AS together
            FROM clusters c CROSS JOIN mentions m ON m.name = c.name
            CROSS JOIN passages p ON p.n = m.passage CROSS JOIN documents d ON d.n = p.document
            CROSS JOIN mentions other ON other.passage = m.passage
            CROSS JOIN clusters o ON o.rank = :rank AND o.name = other.name AND o.entity <> c.entity
            JOIN names e ON e.n = o.entity
            WHERE c.rank = :rank AND c.entity = :entity AND d.rank <= :rank
            GROUP BY o.entity ORDER BY together DESC, e.name, e.node LIMIT {_MOST}""",
        {"rank": viewer.level.rank, "entity": number},
    )
    return [row["entity"] for row in rows]


def _edges(connection: Connection, viewer: Viewer, number: int) -> dict[tuple[int, str, int], set[str]]:
    rows = connection.execute(
        """WITH mine AS (SELECT c.name FROM clusters c WHERE c.rank = :rank AND c.entity = :entity)
           SELECT s.entity AS source, r.kind, t.entity AS target, p.id AS passage
           FROM relations r JOIN documents d ON d.n = r.document LEFT JOIN passages p ON p.n = r.passage
           JOIN clusters s ON s.rank = :rank AND s.name = r.source
           JOIN clusters t ON t.rank = :rank AND t.name = r.target
           WHERE d.rank <= :rank AND s.entity <> t.entity AND (r.source IN mine OR r.target IN mine)""",
        {"rank": viewer.level.rank, "entity": number},
    )
    edges: dict[tuple[int, str, int], set[str]] = defaultdict(set)
    for row in rows:
        edges[row["source"], row["kind"], row["target"]] |= {row["passage"]} if row["passage"] else set()
    return edges
