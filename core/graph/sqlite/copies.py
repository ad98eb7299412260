"""What a copy of the graph needs: each document's record as it is kept, and what was set by hand."""

import json
from collections import defaultdict

from core.errors import DocumentNotFound
from core.graph.contribution import Window
from core.graph.missing import NO_DOCUMENT
from core.graph.record import (
    ActionRecord,
    ByHand,
    DecisionRecord,
    NameRecord,
    Override,
    PassageRecord,
    Record,
    RelationRecord,
)
from core.graph.sqlite.connections import Connection
from core.graph.sqlite.grouping import regroup_all
from core.graph.sqlite.merging import override
from core.graph.sqlite.writing import next_version, read_record, set_level
from core.graph.values import plain, read_day, unpacked
from core.models import Level


def record(connection: Connection, document_id: str) -> Record:
    """See GraphStore.record."""
    row = connection.execute(
        "SELECT d.*, t.text FROM documents d JOIN texts t ON t.document = d.n WHERE d.id = ?", (plain(document_id),)
    ).fetchone()
    if row is None:
        raise DocumentNotFound(NO_DOCUMENT)
    n = row["n"]
    people: dict[str | None, list[str]] = defaultdict(list)
    for one in connection.execute(
        """SELECT p.id, q.key FROM people q LEFT JOIN passages p ON p.n = q.passage
           WHERE q.document = ? ORDER BY q.key""",
        (n,),
    ):
        people[one["id"]].append(one["key"])
    return Record(
        document=read_record(row),
        text=row["text"],
        people=tuple(people[None]),
        passages=_passages(connection, n, people),
        windows=_windows(connection, n, row["embedding_model"]),
        names=_names(connection, n),
        relations=_relations(connection, n),
        decisions=_decisions(connection, n),
        actions=_actions(connection, n),
    )


def _passages(connection: Connection, n: int, people: dict[str | None, list[str]]) -> tuple[PassageRecord, ...]:
    rows = connection.execute("SELECT * FROM passages WHERE document = ? ORDER BY ordinal, n", (n,))
    return tuple(
        PassageRecord(
            p["id"], p["ordinal"], p["text"], p["start"], p["end"], p["locator"], tuple(json.loads(p["speakers"])),
            read_day(p["date"]), tuple(people[p["id"]]),
        )
        for p in rows
    )  # fmt: skip


def _windows(connection: Connection, n: int, model: str | None) -> tuple[Window, ...]:
    rows = connection.execute(
        """SELECT w.key, w.start, w."end", v.vector FROM windows w
           LEFT JOIN vectors v ON v.key = w.key AND v.model = ? WHERE w.document = ? ORDER BY w.ordinal""",
        (model, n),
    )
    return tuple(
        Window(
            w["key"], w["start"], w["end"],
            None if w["vector"] is None else unpacked(w["vector"]),
        )
        for w in rows
    )  # fmt: skip


def _names(connection: Connection, n: int) -> tuple[NameRecord, ...]:
    named: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(
        """SELECT m.name, p.id FROM passages p JOIN mentions m ON m.passage = p.n
           WHERE p.document = ? ORDER BY p.id""",
        (n,),
    ):
        named[row["name"]].append(row["id"])
    rows = connection.execute(
        """SELECT x.n, x.node, x.type, x.name, a.mentions FROM appearances a JOIN names x ON x.n = a.name
           WHERE a.document = ? ORDER BY x.node""",
        (n,),
    )
    return tuple(NameRecord(x["node"], x["type"], x["name"], x["mentions"], tuple(named[x["n"]])) for x in rows)


def _relations(connection: Connection, n: int) -> tuple[RelationRecord, ...]:
    rows = connection.execute(
        """SELECT a.node AS source, r.kind, b.node AS target, p.id AS passage
           FROM relations r JOIN names a ON a.n = r.source JOIN names b ON b.n = r.target
           LEFT JOIN passages p ON p.n = r.passage WHERE r.document = ? ORDER BY r.n""",
        (n,),
    )
    return tuple(RelationRecord(*row) for row in rows)


def _decisions(connection: Connection, n: int) -> tuple[DecisionRecord, ...]:
    rows = connection.execute("SELECT * FROM decisions WHERE document = ? ORDER BY n", (n,))
    return tuple(
        DecisionRecord(
            x["id"], x["statement"], x["rationale"], read_day(x["date"]), bool(x["firm"]), bool(x["reverses"]),
            tuple(json.loads(x["deciders"])), x["start"], x["end"], x["quote"],
        )
        for x in rows
    )  # fmt: skip


def _actions(connection: Connection, n: int) -> tuple[ActionRecord, ...]:
    owners: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(
        "SELECT o.action, o.name FROM owners o JOIN actions x ON x.n = o.action WHERE x.document = ? ORDER BY o.name",
        (n,),
    ):
        owners[row["action"]].append(row["name"])
    rows = connection.execute("SELECT * FROM actions WHERE document = ? ORDER BY n", (n,))
    return tuple(
        ActionRecord(
            x["id"], x["task"], x["owner"], tuple(owners[x["n"]]), read_day(x["due"]), x["state"],
            x["start"], x["end"], x["quote"],
        )
        for x in rows
    )  # fmt: skip


def by_hand(connection: Connection) -> ByHand:
    """See GraphStore.by_hand."""
    levels = connection.execute("SELECT document_id, level FROM hand_levels ORDER BY 1").fetchall()
    states = connection.execute("SELECT action_id, state FROM hand_states ORDER BY 1").fetchall()
    sides: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for row in connection.execute("SELECT override, side, node FROM override_names ORDER BY node"):
        sides[row["override"]][row["side"]].append(row["node"])
    overrides = connection.execute("SELECT n, id, kind FROM overrides ORDER BY n").fetchall()
    return ByHand(
        {row["document_id"]: Level.read(row["level"]) for row in levels},
        {row["action_id"]: row["state"] for row in states},
        tuple(Override(x["id"], x["kind"], *(tuple(side) for side in sides[x["n"]])) for x in overrides),
    )


def set_by_hand(connection: Connection, wanted: ByHand) -> None:
    """See GraphStore.set_by_hand."""
    held = by_hand(connection)
    next_version(connection)
    connection.execute("DELETE FROM hand_states")
    connection.executemany("INSERT INTO hand_states VALUES (?, ?)", wanted.states.items())
    _set_levels(connection, held, wanted)
    connection.execute("DELETE FROM overrides")
    for one in wanted.overrides:
        override(connection, one)
    nodes = {node for x in (*held.overrides, *wanted.overrides) for node in (*x.one, *x.other)}
    rows = connection.execute(
        "SELECT n FROM names WHERE node IN (SELECT value FROM json_each(?))", (json.dumps(sorted(nodes)),)
    )
    regroup_all(connection, {row["n"] for row in rows})


def _set_levels(connection: Connection, held: ByHand, wanted: ByHand) -> None:
    there = {row["id"]: row["n"] for row in connection.execute("SELECT id, n FROM documents")}
    for id in sorted({*held.levels, *wanted.levels} & there.keys()):
        if held.levels.get(id) is not wanted.levels.get(id):
            set_level(connection, there[id], wanted.levels.get(id))
    connection.execute("DELETE FROM hand_levels")
    connection.executemany(
        "INSERT INTO hand_levels VALUES (?, ?)", [(id, level.value) for id, level in wanted.levels.items()]
    )
