"""Queries that a language model wrote, run: few rows, little time, and nothing shown that may not be read."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from neo4j import Record, exceptions, graph, time

from core.access import Viewer
from core.errors import NotAllowed, QueryRefused
from core.graph.cypher import Rows, Value, sees_everything
from core.graph.neo4j.connections import Connection, Connections
from core.graph.neo4j.failures import our_errors
from core.graph.neo4j.guard import Checked, checked
from core.graph.neo4j.vocabulary import PROPERTIES, RELATED

SECONDS = 5.0
MOST_ROWS = 50
_LONGEST_TEXT, _LONGEST_LIST = 400, 20
_MOST_IDS = 300

_OTHER_KIND = "it takes a value for something that it is not, such as a text for a number or a list for one thing"
_UNKNOWN = re.compile(r"Variable `([^`]+)` not defined")
_OFFSET = re.compile(r"offset: (\d+)")

_STANDS_IN = """UNWIND $ids AS id MATCH (p:Passage {id: id}) RETURN id, p.id AS passage
    UNION UNWIND $ids AS id MATCH (:Decision {id: id})-[:FROM]->(p:Passage) RETURN id, p.id AS passage
    UNION UNWIND $ids AS id MATCH (:Action {id: id})-[:FROM]->(p:Passage) RETURN id, p.id AS passage"""


def answer(connections: Connections, query: str, viewer: Viewer) -> Rows:
    """See ReadsCypher.cypher."""
    if not sees_everything(viewer):
        raise NotAllowed("Only who may read everything can ask the whole graph; use the other ways to search.")
    asked = checked(query, connections.prefix)
    with our_errors():
        try:
            return connections.once(lambda connection: _rows(connection, asked), SECONDS)
        except exceptions.Neo4jError as exc:
            sentence = _refusal(exc, asked)
            if sentence is None:
                raise
            raise QueryRefused(sentence) from exc


def _rows(connection: Connection, asked: Checked) -> Rows:
    def read(row: Record) -> tuple[tuple[Value, ...], list[str]]:
        ids = dict.fromkeys(islice(_ids(list(row)), _MOST_IDS))
        return tuple(_value(value, connection.prefix) for value in row), list(ids)

    columns, found = connection.first(asked.text, asked.values, MOST_ROWS + 1, read)
    shown = found[:MOST_ROWS]
    wanted = list(dict.fromkeys(id for _, ids in shown for id in ids))[:_MOST_IDS]
    places: dict[str, str] = {}
    if wanted:
        places = {row["id"]: row["passage"] for row in connection.rows(_STANDS_IN, ids=wanted)}
    return Rows(
        tuple(asked.columns or columns),
        tuple(values for values, _ in shown),
        tuple(tuple(dict.fromkeys(places[id] for id in ids if id in places)) for _, ids in shown),
        len(found) > MOST_ROWS,
    )


def _refusal(exc: exceptions.Neo4jError, asked: Checked) -> str | None:
    """What the server says against a query, in our words; None if it says something of the server itself."""
    kind = (exc.code or "").rpartition(".")[2]
    if kind.startswith("TransactionTimedOut") or kind == "Terminated":
        return (
            f"The query took longer than {SECONDS:.0f} seconds; ask for less, with properties that narrow each pattern."
        )
    if "OutOfMemory" in kind or kind in ("TransactionMemoryLimit", "StackOverFlowError"):
        return "The query needs too much memory; ask for less, or count instead of collecting."
    if not (exc.code or "").startswith("Neo.ClientError.Statement.") and kind != "ExecutionFailed":
        return None
    message = exc.message or ""
    offset = _OFFSET.search(message)
    place = f" at “{asked.near(int(offset[1]))}”" if offset else ""
    if unknown := _UNKNOWN.search(message):
        return (
            f"The query makes no sense{place}: there is no {unknown[1]} at that place. "
            "WITH hands on only what it names, and a subquery knows only what it is given."
        )
    if kind in ("TypeError", "ArithmeticError", "ArgumentError") or "type mismatch" in message.lower():
        return f"The query makes no sense{place}: {_OTHER_KIND}."
    return f"The graph cannot make sense of the query{place}; write it in a simpler way."


def _ids(value: Any) -> Iterator[str]:
    """What may be the id of a passage, decision or action, wherever it stands in a row."""
    if isinstance(value, str):
        if 0 < len(value) <= 200 and not re.search(r"\s", value):
            yield value
    elif isinstance(value, graph.Node):
        yield from _ids(value.get("id"))
    elif isinstance(value, graph.Relationship):
        yield from _ids(value.get("passage"))
    elif isinstance(value, graph.Path | dict | list):
        inside = value.nodes if isinstance(value, graph.Path) else value.values() if isinstance(value, dict) else value
        for one in inside:
            yield from _ids(one)


def _value(value: Any, prefix: str) -> Value:
    """A value of the driver's as one of ours, cut where it is long."""
    if isinstance(value, str):
        return value if len(value) <= _LONGEST_TEXT else value[:_LONGEST_TEXT] + " […]"
    if isinstance(value, graph.Node):
        return _node(value, prefix)
    if isinstance(value, graph.Relationship):
        kept = {key: _value(value[key], prefix) for key in RELATED.get(value.type, ()) if value.get(key) is not None}
        return {"type": value.type if value.type in RELATED else "other", **kept}
    if isinstance(value, graph.Path):
        ways = [_value(way, prefix) for pair in zip(value.nodes, value.relationships, strict=False) for way in pair]
        return [*ways, _value(value.nodes[-1], prefix)]
    if isinstance(value, list):
        rest = len(value) - _LONGEST_LIST
        cut = [_value(one, prefix) for one in value[:_LONGEST_LIST]]
        return [*cut, f"and {rest} more"] if rest > 0 else cut
    if isinstance(value, dict):
        return {str(key): _value(one, prefix) for key, one in value.items()}
    if isinstance(value, time.DateTime | time.Date):
        native: datetime | date = value.to_native()
        return native
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _node(node: graph.Node, prefix: str) -> Value:
    labels = [label.removeprefix(prefix) for label in node.labels]
    label = next((label for label in PROPERTIES if label in labels), None)
    if label is None:
        return {"label": "other"}
    kept = {key: _value(node[key], prefix) for key in PROPERTIES[label] if node.get(key) is not None}
    return {"label": label, **kept}
