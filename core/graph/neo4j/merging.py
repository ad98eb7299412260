"""Merges of entities: listed, made by hand, undone."""

from collections import defaultdict
from typing import Any

from core.access import Viewer
from core.errors import MergeNotFound, SettingsError
from core.graph.joins import Joined, apart_id, cut_apart, in_order, listed, merge_id
from core.graph.missing import NO_MERGE
from core.graph.neo4j.connections import Connection
from core.graph.neo4j.entity_reads import found_entity, ranked_names
from core.graph.neo4j.grouping import LEVELS, all_overrides, regroup_all
from core.graph.neo4j.narrowing import clearance
from core.graph.record import Override
from core.graph.values import plain
from core.models import Level, Merge


def merges(connection: Connection, viewer: Viewer) -> list[Merge]:
    """See GraphStore.merges: one for each join in the tree that holds an entity's names together."""
    trees = _trees(connection, viewer.level)
    order: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in ranked_names(connection, viewer, trees):
        order[name.entity].append((name.id, name.name))
    return in_order(merge for entity, tree in trees.items() for merge in listed(tree, order[entity]))


def _trees(connection: Connection, level: Level, part: str | None = None) -> dict[str, list[Joined[str]]]:
    """The joins of each entity that has any; with ``part`` of the entities that this merge is part of."""
    asked = (
        ""
        if part is None
        else """MATCH (:Name)-[j:JOINED {level: $level, id: $id}]->(b:Name) WITH DISTINCT b
            MATCH (b)-[:NAME_OF]->(e:Entity {level: $level}) WITH DISTINCT e MATCH (e)<-[:NAME_OF]-(a:Name) WITH a"""
    )
    rows = connection.rows(
        f"""{asked} MATCH (a:Name)-[j:JOINED {{level: $level}}]->(b:Name)
            MATCH (a)-[:NAME_OF]->(e:Entity {{level: $level}})
            RETURN e.id AS entity, j.id AS id, j.automatic AS automatic, a.id AS a, b.id AS b, a.type AS type""",
        level=level.value,
        id=part,
    )
    trees: dict[str, list[Joined[str]]] = defaultdict(list)
    for row in rows:
        trees[row["entity"]].append(Joined(row["id"], row["automatic"], row["a"], row["b"], row["type"]))
    return trees


def merge_entities(connection: Connection, keep_id: str, absorb_id: str) -> Merge:
    """See GraphStore.merge_entities. Takes back what kept names of the two apart."""
    system = Viewer.system()
    keep, absorb = found_entity(connection, keep_id, system), found_entity(connection, absorb_id, system)
    if keep == absorb:
        raise SettingsError("These two names are one already; nothing was changed.")
    kept, absorbed = _names_of(connection, keep), _names_of(connection, absorb)
    type, other = kept[0]["type"], absorbed[0]["type"]
    if type != other:
        raise SettingsError(f"A {type} and a {other} cannot be made one; nothing was changed.")
    sides = [[row["id"] for row in rows] for rows in (kept, absorbed)]
    connection.run(
        """MATCH (o:Override {kind: 'apart'})
           WHERE (any(n IN o.one WHERE n IN $keep) AND any(n IN o.other WHERE n IN $absorb))
           OR (any(n IN o.one WHERE n IN $absorb) AND any(n IN o.other WHERE n IN $keep)) DELETE o""",
        keep=sides[0],
        absorb=sides[1],
    )
    made = merge_id(*sides)
    override(connection, Override(made, "merge", tuple(sides[0]), tuple(sides[1])))
    regroup_all(connection, {*sides[0], *sides[1]})
    order = ranked_names(connection, system, [found_entity(connection, keep_id, system)])
    names = [next(name.name for name in order if name.id in side) for side in sides]
    return Merge(made, names[0], names[1], type, False)


def _names_of(connection: Connection, entity: str) -> list[Any]:
    return connection.rows(
        """MATCH (:Entity {id: $id, level: $level})<-[:NAME_OF]-(n:Name)
           RETURN n.id AS id, n.type AS type ORDER BY id""",
        clearance(Viewer.system()),
        id=entity,
    )


def override(connection: Connection, one: Override) -> None:
    """Remember a merge by hand, or names kept apart, after all that were set before."""
    connection.run(
        """OPTIONAL MATCH (before:Override) WITH coalesce(max(before.made), 0) AS last
           CREATE (:Override {id: $id, kind: $kind, one: $one, other: $other, made: last + 1})""",
        id=one.id,
        kind=one.kind,
        one=list(one.one),
        other=list(one.other),
    )


def undo_merge(connection: Connection, undone: str) -> None:
    """See GraphStore.undo_merge: what the merge joined, at every clearance where it is in force, is kept apart."""
    undone = plain(undone)
    apart: set[tuple[frozenset[str], frozenset[str]]] = set()
    for level in LEVELS:
        for tree in _trees(connection, level, undone).values():
            apart |= cut_apart(tree, undone)
    if not apart:
        raise MergeNotFound(NO_MERGE)
    connection.run("MATCH (o:Override {id: $id, kind: 'merge'}) DELETE o", id=undone)
    held = {row["id"] for row in all_overrides(connection)}
    for one, other in apart:
        sides = sorted(one), sorted(other)
        if (id := apart_id(*sides)) not in held:
            held.add(id)
            override(connection, Override(id, "apart", tuple(sides[0]), tuple(sides[1])))
    regroup_all(connection, frozenset().union(*(side for pair in apart for side in pair)))
