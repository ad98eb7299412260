"""A question to the graph in Cypher: whether it may be asked here, and its rows as a table that can be cited."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from core.agent.desk import Desk
from core.agent.draft import day
from core.agent.sources import Sources, label
from core.errors import QueryRefused
from core.graph.cypher import ReadsCypher, Rows, Value, sees_everything
from core.models import Filters, Level

_TOLD = """Ask the graph of all documents in Cypher: to count, compare and follow connections. It only reads. Return \
the id of each passage, decision or action as well: its row then gets the number of its source.
"""
_CELL = 600


class Query(BaseModel):
    """What a model gives."""

    model_config = ConfigDict(extra="ignore", str_max_length=4000)

    query: str = Field(min_length=1, description="one query, at most 2,000 characters")


def askable(desk: Desk) -> ReadsCypher | None:
    """Who answers Cypher, if anybody does and may for this question. It may not where the library is narrowed down: a
    count over the whole graph would ignore it."""
    whole = desk.filters in (None, Filters())
    return desk.store.cypher_reader() if whole and sees_everything(desk.viewer) else None


def described(store: ReadsCypher) -> str:
    """What the tool is, for the model."""
    return _TOLD + store.schema


def answered(store: ReadsCypher, query: str, desk: Desk, sources: Sources, room: int) -> str:
    """The rows as a table of at most ``room`` characters, each with the numbers of its sources."""
    try:
        found = store.cypher(query, desk.viewer)
    except QueryRefused as refused:
        return f"The query found out nothing. {refused}"
    sources.told(list(Level)[-1])
    if not found.rows:
        return "No row was found."
    numbers = _numbers(found, desk, sources)
    lines, left = [" | ".join(label(column) for column in found.columns)], room
    for row, cited in zip(found.rows, numbers, strict=True):
        line = cited + " | ".join(_cell(value) for value in row)
        if len(line) > left and len(lines) > 1:
            break
        lines.append(line[: max(left, 200)])
        left -= len(line)
    if found.more or len(lines) <= len(found.rows):
        lines.append("There are more rows; these are the first.")
    return "\n".join(lines)


def _numbers(found: Rows, desk: Desk, sources: Sources) -> list[str]:
    wanted = list(dict.fromkeys(id for ids in found.passages for id in ids))
    passages = {passage.id: passage for passage in desk.store.passages(wanted, desk.viewer)} if wanted else {}
    return [
        "".join(f"[{sources.add(passages[id])}]" for id in ids if id in passages) + (" " if ids else "")
        for ids in found.passages
    ]


def _cell(value: Value) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list):
        return label("; ".join(_cell(one) for one in value), _CELL)
    if isinstance(value, dict):
        return label(", ".join(f"{key}: {_cell(one)}" for key, one in value.items()), _CELL)
    return label(str(value), _CELL)
