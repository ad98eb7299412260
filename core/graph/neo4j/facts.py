"""Decisions and actions, read as far as a viewer may know."""

from typing import Any

from core.access import Viewer
from core.errors import ActionNotFound, DecisionNotFound
from core.graph.missing import NO_ACTION, NO_DECISION
from core.graph.names import clean, parse
from core.graph.neo4j.connections import Connection
from core.graph.neo4j.narrowing import narrowed, parameters, person_keys, seen
from core.graph.neo4j.passages import read_day
from core.graph.record import TOPIC_SHARE
from core.graph.values import plain
from core.models import Action, Decision, Filters, Level
from core.word_weights import stem_weights

_OPEN = f"{seen('d')} AND {narrowed('x.date', deciders=True)}"
_DECISION = f"""COLLECT {{
        MATCH (x)<-[s:SUPERSEDES]-(o:Decision)-[:PART_OF]->(e:Document) WHERE {seen("e")}
        RETURN o.id ORDER BY o.date IS NOT NULL, o.date, s.score DESC, o.id LIMIT 1 }} AS later,
    x.id AS id, x.statement AS statement, x.rationale AS rationale, x.date AS date, x.state AS state,
    x.start AS start, x.end AS stop, x.quote AS quote, d.id AS document_id, d.name AS name, d.level AS level"""
_ORDER = "date IS NULL, date DESC, name, start, id"


def decisions(
    connection: Connection, viewer: Viewer, topic: str | None, current: bool, filters: Filters | None
) -> list[Decision]:
    """See GraphStore.decisions."""
    given = parameters(connection, viewer, filters)
    if topic is None:
        rows = connection.rows(
            f"MATCH (x:Decision)-[:PART_OF]->(d:Document) WHERE {_OPEN} RETURN {_DECISION} ORDER BY {_ORDER}", given
        )
    else:
        rows = _on_topic(connection, topic, given)
    found = [_decision(row) for row in rows]
    return [decision for decision in found if decision.state != "superseded"] if current else found


def _on_topic(connection: Connection, topic: str, given: dict[str, Any]) -> list[Any]:
    asked = stem_weights(topic)
    if not asked:
        return []
    return connection.rows(
        f"""UNWIND $asked AS word MATCH (:Stem {{stem: word[0]}})<-[t:ABOUT]-(x:Decision) WHERE t.topic IS NOT NULL
            WITH x, sum(CASE WHEN t.topic < word[1] THEN t.topic ELSE word[1] END) AS score WHERE score >= $least
            MATCH (x)-[:PART_OF]->(d:Document) WHERE {_OPEN}
            RETURN {_DECISION}, round(score, 6) AS score ORDER BY score DESC, {_ORDER}""",
        given,
        asked=[[stem, float(weight)] for stem, weight in sorted(asked.items())],
        least=TOPIC_SHARE * sum(asked.values()) - 1e-9,
    )


def decision(connection: Connection, decision_id: str, viewer: Viewer) -> Decision:
    """See GraphStore.decision."""
    row = connection.row(
        f"MATCH (x:Decision {{id: $id}})-[:PART_OF]->(d:Document) WHERE {_OPEN} RETURN {_DECISION}",
        parameters(connection, viewer, None),
        id=plain(decision_id),
    )
    if row is None:
        raise DecisionNotFound(NO_DECISION)
    return _decision(row)


def _decision(row: Any) -> Decision:
    later = row["later"][0] if row["later"] else None
    return Decision(
        row["id"], row["statement"], row["rationale"], read_day(row["date"]),
        row["state"] if later is None else "superseded", later, row["document_id"], row["name"], row["quote"],
        row["start"], row["stop"], Level.read(row["level"]),
    )  # fmt: skip


_ACTION = """x.id AS id, x.task AS task, x.owner AS owner, x.owners AS owners, x.due AS due, x.state AS state,
    x.start AS start, x.end AS stop, x.quote AS quote, d.id AS document_id, d.name AS name, d.level AS level"""


def actions(
    connection: Connection, viewer: Viewer, owner: str | None, state: str | None, filters: Filters | None
) -> list[Action]:
    """See GraphStore.actions."""
    rows = connection.rows(
        f"""MATCH (x:Action)-[:PART_OF]->(d:Document)
            WHERE {seen("d")} AND {narrowed("d.date")} AND ($state IS NULL OR x.state = $state)
            RETURN {_ACTION} ORDER BY due IS NULL, due, name, start, id""",
        parameters(connection, viewer, filters),
        state=state,
    )
    if owner is not None:
        written = {name for row in rows for name in row["owners"]}
        keys = person_keys(connection, viewer, owner, written)
        meant = {name for name in written if parse("person", clean(name)).key in keys}
        rows = [row for row in rows if not meant.isdisjoint(row["owners"])]
    return [_action(row) for row in rows]


def action(connection: Connection, action_id: str, viewer: Viewer) -> Action:
    """One action item. Raises ActionNotFound, also when not for this viewer."""
    row = connection.row(
        f"MATCH (x:Action {{id: $id}})-[:PART_OF]->(d:Document) WHERE {seen('d')} RETURN {_ACTION}",
        parameters(connection, viewer, None),
        id=plain(action_id),
    )
    if row is None:
        raise ActionNotFound(NO_ACTION)
    return _action(row)


def _action(row: Any) -> Action:
    return Action(
        row["id"], row["task"], row["owner"], read_day(row["due"]), row["state"], row["document_id"], row["name"],
        row["quote"], row["start"], row["stop"], Level.read(row["level"]),
    )  # fmt: skip
