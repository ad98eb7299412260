"""What a copy of the graph needs: each document's record as it is kept, and what was set by hand."""

from typing import Any

from core.errors import DocumentNotFound
from core.graph.contribution import Window
from core.graph.missing import NO_DOCUMENT
from core.graph.neo4j.connections import Connection
from core.graph.neo4j.grouping import all_overrides, regroup_all
from core.graph.neo4j.merging import override
from core.graph.neo4j.passages import read_day
from core.graph.neo4j.writing import next_version, read_record, set_level
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
from core.graph.values import plain, unpacked
from core.models import Level


def record(connection: Connection, document_id: str) -> Record:
    """See GraphStore.record."""
    id = plain(document_id)
    row = connection.row(
        "MATCH (d:Document {id: $id})-[:HAS_TEXT]->(t:Text) RETURN properties(d) AS held, t.text AS text", id=id
    )
    if row is None:
        raise DocumentNotFound(NO_DOCUMENT)
    held = row["held"]
    return Record(
        document=read_record(held),
        text=row["text"],
        people=tuple(held["present"]),
        passages=tuple(_passage(x) for x in _parts(connection, id, "Passage")),
        windows=_windows(connection, id, held.get("embedding_model")),
        names=_names(connection, id),
        relations=_relations(connection, id),
        decisions=tuple(_decision(x) for x in _parts(connection, id, "Decision")),
        actions=tuple(_action(x) for x in _parts(connection, id, "Action")),
    )


def _parts(connection: Connection, id: str, label: str) -> list[dict[str, Any]]:
    rows = connection.rows(
        f"""MATCH (:Document {{id: $id}})<-[:PART_OF]-(x:{label})
            RETURN properties(x) AS held ORDER BY x.ordinal, x.start""",
        id=id,
    )
    return [row["held"] for row in rows]


def _passage(x: dict[str, Any]) -> PassageRecord:
    return PassageRecord(
        x["id"], x["ordinal"], x["text"], x["start"], x["end"], x["locator"], tuple(x["speakers"]),
        read_day(x.get("date")), tuple(x["people"]),
    )  # fmt: skip


def _decision(x: dict[str, Any]) -> DecisionRecord:
    return DecisionRecord(
        x["id"], x["statement"], x.get("rationale"), read_day(x.get("date")), x["state"] == "current", x["reverses"],
        tuple(x["deciders"]), x["start"], x["end"], x["quote"],
    )  # fmt: skip


def _action(x: dict[str, Any]) -> ActionRecord:
    return ActionRecord(
        x["id"], x["task"], x.get("owner"), tuple(x["owners"]), read_day(x.get("due")), x["stated"],
        x["start"], x["end"], x["quote"],
    )  # fmt: skip


def _windows(connection: Connection, id: str, model: str | None) -> tuple[Window, ...]:
    rows = connection.rows(
        """MATCH (:Document {id: $id})<-[:PART_OF]-(w:Window)
           OPTIONAL MATCH (w)-[:EMBEDDED_AS]->(v:Vector {model: $model})
           RETURN w.key AS key, w.start AS start, w.end AS stop, v.float32 AS float32 ORDER BY w.ordinal""",
        id=id,
        model=model,
    )
    return tuple(
        Window(
            row["key"], row["start"], row["stop"],
            None if row["float32"] is None else unpacked(row["float32"]),
        )
        for row in rows
    )  # fmt: skip


def _names(connection: Connection, id: str) -> tuple[NameRecord, ...]:
    rows = connection.rows(
        """MATCH (d:Document {id: $id})-[a:NAMES]->(n:Name) RETURN n.id AS id, n.type AS type, n.name AS name,
           a.mentions AS mentions, COLLECT {
               MATCH (n)<-[:MENTIONS]-(p:Passage)-[:PART_OF]->(d) RETURN p.id ORDER BY p.id } AS passages
           ORDER BY id""",
        id=id,
    )
    return tuple(NameRecord(x["id"], x["type"], x["name"], x["mentions"], tuple(x["passages"])) for x in rows)


def _relations(connection: Connection, id: str) -> tuple[RelationRecord, ...]:
    rows = connection.rows(
        """MATCH (:Document {id: $id})-[:NAMES]->(a:Name)-[r:RELATED {document: $id}]->(b:Name)
           RETURN a.id, r.kind, b.id, r.passage ORDER BY r.ordinal""",
        id=id,
    )
    return tuple(RelationRecord(*row.values()) for row in rows)


def by_hand(connection: Connection) -> ByHand:
    """See GraphStore.by_hand."""
    levels = connection.rows("MATCH (h:HandLevel) RETURN h.document AS id, h.level AS level ORDER BY id")
    states = connection.rows("MATCH (h:HandState) RETURN h.action AS id, h.state AS state ORDER BY id")
    return ByHand(
        {row["id"]: Level.read(row["level"]) for row in levels},
        {row["id"]: row["state"] for row in states},
        tuple(
            Override(x["id"], x["kind"], tuple(sorted(x["one"])), tuple(sorted(x["other"])))
            for x in all_overrides(connection)
        ),
    )


def set_by_hand(connection: Connection, wanted: ByHand) -> None:
    """See GraphStore.set_by_hand."""
    held = by_hand(connection)
    next_version(connection)
    connection.run("MATCH (x:Action) WHERE x.state <> x.stated SET x.state = x.stated")
    connection.run("MATCH (h:HandState) DELETE h")
    connection.run_each(
        """UNWIND $rows AS row CREATE (:HandState {action: row.id, state: row.state})
           WITH row MATCH (x:Action {id: row.id}) SET x.state = row.state""",
        [{"id": id, "state": state} for id, state in wanted.states.items()],
    )
    _set_levels(connection, held, wanted)
    connection.run("MATCH (o:Override) DELETE o")
    for one in wanted.overrides:
        override(connection, one)
    nodes = {node for x in (*held.overrides, *wanted.overrides) for node in (*x.one, *x.other)}
    rows = connection.rows("UNWIND $ids AS id MATCH (n:Name {id: id}) RETURN id", ids=sorted(nodes))
    regroup_all(connection, {row["id"] for row in rows})


def _set_levels(connection: Connection, held: ByHand, wanted: ByHand) -> None:
    there = {row["id"] for row in connection.rows("MATCH (d:Document) RETURN d.id AS id")}
    for id in sorted({*held.levels, *wanted.levels} & there):
        if held.levels.get(id) is not wanted.levels.get(id):
            set_level(connection, id, wanted.levels.get(id))
    connection.run("MATCH (h:HandLevel) DELETE h")
    connection.run_each(
        "UNWIND $rows AS row CREATE (:HandLevel {document: row.id, level: row.level})",
        [{"id": id, "level": level.value} for id, level in wanted.levels.items()],
    )
