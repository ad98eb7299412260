"""Decisions and actions: written with their document, read as far as a viewer may know."""

import json
from math import fsum
from typing import Any

from core.access import Viewer
from core.errors import ActionNotFound, DecisionNotFound
from core.graph.linking import LEAST_PART, LEAST_SHARED, Dated, matter, supersedes
from core.graph.missing import NO_ACTION, NO_DECISION
from core.graph.names import clean, parse
from core.graph.record import TOPIC_SHARE, Record
from core.graph.sqlite.connections import Connection
from core.graph.sqlite.narrowing import narrowed, parameters, person_keys
from core.graph.values import day, plain, read_day
from core.models import Action, Decision, Filters, Level
from core.word_weights import stem_weights


def add_decisions(connection: Connection, n: int, made: Record) -> None:
    """Write a document's decisions and link them with those of the library that are on the same matter."""
    for one in made.decisions:
        own = one.matter()
        number = connection.execute(
            """INSERT INTO decisions (id, document, statement, weight, rationale, date, firm, reverses, deciders,
               start, "end", quote) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                one.id, n, one.statement, fsum(own.values()), one.rationale, day(one.date), one.firm, one.reverses,
                json.dumps(one.deciders), one.start, one.end, one.quote,
            ),
        ).lastrowid  # fmt: skip
        connection.executemany(
            "INSERT INTO decision_terms (stem, own, decision, weight) VALUES (?, ?, ?, ?)",
            [(stem, 1, number, weight) for stem, weight in own.items()]
            + [(stem, 0, number, weight) for stem, weight in one.topics(made.document.title).items()],
        )
        _link(connection, number, one.dated(made.document.id))


def _link(connection: Connection, number: int, new: Dated) -> None:
    """Compare with the decisions that share enough words with this one, not with the library."""
    weights = matter(new.statement).weights
    rows = connection.execute(
        """SELECT x.n, x.statement, x.date, x.firm, x.reverses, x.start, d.id AS document
           FROM (SELECT decision, sum(weight) AS shared FROM decision_terms
               WHERE own = 1 AND stem IN (SELECT value FROM json_each(:stems)) AND decision <> :number
               GROUP BY decision HAVING shared >= :least) c
           JOIN decisions x ON x.n = c.decision AND c.shared >= :part * min(x.weight, :weight)
           JOIN documents d ON d.n = x.document""",
        {
            "stems": json.dumps(sorted(weights)),
            "number": number,
            "least": LEAST_SHARED - 1e-6,
            "part": LEAST_PART - 1e-6,
            "weight": fsum(weights.values()),
        },
    ).fetchall()
    found = []
    for row in rows:
        old = Dated(row["statement"], read_day(row["date"]), bool(row["firm"]), bool(row["reverses"]), row["document"],
                    row["start"])  # fmt: skip
        found += [(row["n"], number, supersedes(new, old)), (number, row["n"], supersedes(old, new))]
    connection.executemany(
        "INSERT INTO successions (earlier, later, score) VALUES (?, ?, ?)", [link for link in found if link[2] > 0]
    )


def add_actions(connection: Connection, n: int, made: Record) -> None:
    """Write a document's action items."""
    for one in made.actions:
        number = connection.execute(
            """INSERT INTO actions (id, document, task, owner, due, state, start, "end", quote)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (one.id, n, one.task, one.owner, day(one.due), one.state, one.start, one.end, one.quote),
        ).lastrowid
        connection.executemany(
            "INSERT INTO owners (action, name) VALUES (?, ?)", [(number, name) for name in one.owners]
        )


_DECISIONS = f"""
SELECT x.id, x.statement, x.rationale, x.date, x.firm, x.start, x."end", x.quote, d.id AS document_id, d.name, d.level,
    (SELECT o.id FROM successions s JOIN decisions o ON o.n = s.later JOIN documents e ON e.n = o.document
     WHERE s.earlier = x.n AND e.rank <= :rank ORDER BY o.date, s.score DESC, o.id LIMIT 1) AS superseded_by
FROM decisions x JOIN documents d ON d.n = x.document
WHERE d.rank <= :rank AND {narrowed("x.date", None, "x.deciders")}
"""


def decisions(
    connection: Connection, viewer: Viewer, topic: str | None, current: bool, filters: Filters | None
) -> list[Decision]:
    """See GraphStore.decisions."""
    given = parameters(connection, viewer, filters)
    if topic is None:
        rows = connection.execute(_DECISIONS + " ORDER BY x.date DESC, d.name, x.start, x.id", given).fetchall()
    else:
        rows = _on_topic(connection, topic, given)
    found = [_decision(row) for row in rows]
    return [decision for decision in found if decision.state != "superseded"] if current else found


def _on_topic(connection: Connection, topic: str, given: dict[str, Any]) -> list[Any]:
    asked = stem_weights(topic)
    if not asked:
        return []
    query = f"""WITH found AS (
            SELECT t.decision, sum(min(t.weight, json_extract(a.value, '$[1]'))) AS score
            FROM json_each(:asked) a JOIN decision_terms t ON t.stem = json_extract(a.value, '$[0]') AND t.own = 0
            GROUP BY t.decision HAVING score >= :least)
        SELECT y.*, found.score FROM ({_DECISIONS}) y JOIN decisions z ON z.id = y.id JOIN found ON found.decision = z.n
        ORDER BY round(found.score, 6) DESC, y.date DESC, y.name, y.start, y.id"""
    least = TOPIC_SHARE * sum(asked.values()) - 1e-9
    rows: list[Any] = connection.execute(
        query, {**given, "asked": json.dumps(sorted(asked.items())), "least": least}
    ).fetchall()
    return rows


def decision(connection: Connection, decision_id: str, viewer: Viewer) -> Decision:
    """See GraphStore.decision."""
    given = parameters(connection, viewer, None)
    row = connection.execute(_DECISIONS + " AND x.id = :id", {**given, "id": plain(decision_id)}).fetchone()
    if row is None:
        raise DecisionNotFound(NO_DECISION)
    return _decision(row)


def _decision(row: Any) -> Decision:
    standing = "current" if row["firm"] else "proposed"
    state = standing if row["superseded_by"] is None else "superseded"
    return Decision(
        row["id"], row["statement"], row["rationale"], read_day(row["date"]), state, row["superseded_by"],
        row["document_id"], row["name"], row["quote"], row["start"], row["end"], Level.read(row["level"]),
    )  # fmt: skip


_ACTIONS = f"""
SELECT x.id, x.task, x.owner, x.due, coalesce(h.state, x.state) AS state, x.start, x."end", x.quote,
    d.id AS document_id, d.name, d.level,
    (SELECT json_group_array(o.name) FROM owners o WHERE o.action = x.n) AS owners
FROM actions x JOIN documents d ON d.n = x.document LEFT JOIN hand_states h ON h.action_id = x.id
WHERE d.rank <= :rank AND {narrowed("d.date", None)}
"""


def actions(
    connection: Connection, viewer: Viewer, owner: str | None, state: str | None, filters: Filters | None
) -> list[Action]:
    """See GraphStore.actions."""
    rows = connection.execute(
        _ACTIONS
        + """ AND (:state IS NULL OR coalesce(h.state, x.state) = :state)
            ORDER BY x.due IS NULL, x.due, d.name, x.start, x.id""",
        {**parameters(connection, viewer, filters), "state": state},
    ).fetchall()
    if owner is not None:
        written = {name for row in rows for name in json.loads(row["owners"])}
        keys = person_keys(connection, viewer, owner, written)
        meant = {name for name in written if parse("person", clean(name)).key in keys}
        rows = [row for row in rows if not meant.isdisjoint(json.loads(row["owners"]))]
    return [_action(row) for row in rows]


def action(connection: Connection, action_id: str, viewer: Viewer) -> Action:
    """One action item. Raises ActionNotFound, also when not for this viewer."""
    given = parameters(connection, viewer, None)
    row = connection.execute(_ACTIONS + " AND x.id = :id", {**given, "id": plain(action_id)}).fetchone()
    if row is None:
        raise ActionNotFound(NO_ACTION)
    return _action(row)


def _action(row: Any) -> Action:
    return Action(
        row["id"], row["task"], row["owner"], read_day(row["due"]), row["state"], row["document_id"], row["name"],
        row["quote"], row["start"], row["end"], Level.read(row["level"]),
    )  # fmt: skip
