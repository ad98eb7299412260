"""Merges of entities: listed, made by hand, undone."""

import json
from collections import defaultdict
from typing import Any

from core.access import Viewer
from core.errors import MergeNotFound, SettingsError
from core.graph.joins import Joined, apart_id, cut_apart, in_order, listed, merge_id
from core.graph.missing import NO_MERGE
from core.graph.record import Override
from core.graph.sqlite.connections import Connection
from core.graph.sqlite.entity_reads import entity_number, ranked_names
from core.graph.sqlite.grouping import RANKS, regroup_all
from core.graph.values import plain
from core.models import Merge


def merges(connection: Connection, viewer: Viewer) -> list[Merge]:
    """See GraphStore.merges: one for each join in the tree that holds an entity's names together."""
    trees = _trees(connection, viewer.level.rank)
    order: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for name in ranked_names(connection, viewer, trees):
        order[name.entity].append((name.number, name.name))
    return in_order(merge for entity, tree in trees.items() for merge in listed(tree, order[entity]))


def _trees(connection: Connection, rank: int, merge_id: str | None = None) -> dict[int, list[Joined[int]]]:
    """The joins of each entity that has any; with ``merge_id`` of the entities that this merge is part of."""
    rows = connection.execute(
        """SELECT j.id, j.automatic, j.a, j.b, c.entity, n.type FROM joins j
           JOIN clusters c ON c.rank = j.rank AND c.name = j.a JOIN names n ON n.n = j.a
           WHERE j.rank = :rank AND (:id IS NULL OR c.entity IN (
               SELECT k.entity FROM joins i JOIN clusters k ON k.rank = i.rank AND k.name = i.a
               WHERE i.rank = :rank AND i.id = :id))""",
        {"rank": rank, "id": merge_id},
    )
    trees: dict[int, list[Joined[int]]] = defaultdict(list)
    for row in rows:
        trees[row["entity"]].append(Joined(row["id"], bool(row["automatic"]), row["a"], row["b"], row["type"]))
    return trees


def merge_entities(connection: Connection, keep_id: str, absorb_id: str) -> Merge:
    """See GraphStore.merge_entities. Takes back what kept names of the two apart."""
    system = Viewer.system()
    keep, absorb = entity_number(connection, keep_id, system), entity_number(connection, absorb_id, system)
    if keep == absorb:
        raise SettingsError("These two names are one already; nothing was changed.")
    kept, absorbed = _names_of(connection, keep), _names_of(connection, absorb)
    if kept[0]["type"] != absorbed[0]["type"]:
        raise SettingsError(f"A {kept[0]['type']} and a {absorbed[0]['type']} cannot be made one; nothing was changed.")
    sides = [[row["node"] for row in rows] for rows in (kept, absorbed)]
    connection.execute(
        """DELETE FROM overrides WHERE kind = 'apart' AND n IN (
               SELECT a.override FROM override_names a JOIN override_names b ON b.override = a.override
               AND b.side <> a.side WHERE a.node IN (SELECT value FROM json_each(?))
               AND b.node IN (SELECT value FROM json_each(?)))""",
        (json.dumps(sides[0]), json.dumps(sides[1])),
    )
    made = merge_id(*sides)
    override(connection, Override(made, "merge", tuple(sides[0]), tuple(sides[1])))
    regroup_all(connection, {row["n"] for row in (*kept, *absorbed)})
    names = dict.fromkeys((keep, absorb), "")
    order = ranked_names(connection, system, [entity_number(connection, keep_id, system)])
    for number, rows in ((keep, kept), (absorb, absorbed)):
        own = {row["n"] for row in rows}
        names[number] = next(name.name for name in order if name.number in own)
    return Merge(made, names[keep], names[absorb], kept[0]["type"], False)


def _names_of(connection: Connection, entity: int) -> list[Any]:
    rows: list[Any] = connection.execute(
        """SELECT n.n, n.node, n.type FROM clusters c JOIN names n ON n.n = c.name
           WHERE c.rank = ? AND c.entity = ? ORDER BY n.node""",
        (RANKS[-1], entity),
    ).fetchall()
    return rows


def override(connection: Connection, one: Override) -> None:
    """Remember what was said about names by hand."""
    n = connection.execute("INSERT INTO overrides (id, kind) VALUES (?, ?)", (one.id, one.kind)).lastrowid
    connection.executemany(
        "INSERT INTO override_names (override, side, node) VALUES (?, ?, ?)",
        [(n, 0, node) for node in one.one] + [(n, 1, node) for node in one.other],
    )


def undo_merge(connection: Connection, undone: str) -> None:
    """See GraphStore.undo_merge: what the merge joined, at every clearance where it is in force, is kept apart."""
    undone = plain(undone)
    apart: set[tuple[frozenset[int], frozenset[int]]] = set()
    for rank in RANKS:
        for tree in _trees(connection, rank, undone).values():
            apart |= cut_apart(tree, undone)
    if not apart:
        raise MergeNotFound(NO_MERGE)
    connection.execute("DELETE FROM overrides WHERE kind = 'merge' AND id = ?", (undone,))
    numbers = frozenset().union(*(side for pair in apart for side in pair))
    node = {
        row["n"]: row["node"]
        for row in connection.execute(
            "SELECT n, node FROM names WHERE n IN (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers)),)
        )
    }
    for one, other in apart:
        sides = sorted(node[n] for n in one), sorted(node[n] for n in other)
        id = apart_id(*sides)
        held = connection.execute("SELECT 1 FROM overrides WHERE kind = 'apart' AND id = ?", (id,)).fetchone()
        if held is None:
            override(connection, Override(id, "apart", tuple(sides[0]), tuple(sides[1])))
    regroup_all(connection, numbers)
