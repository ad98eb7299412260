"""The words of a query that only reads: labels, types, properties and functions, and how a model is told of them.

docs/graph.md is the whole model. What keeps the store going (levels set by hand, versions, vectors, stems) and what
tells of no document is left out here on purpose.
"""

from collections.abc import Iterable

PROPERTIES: dict[str, tuple[str, ...]] = {
    "Document": ("id", "name", "title", "kind", "date", "participants", "status", "level", "link", "added_at"),
    "Passage": ("id", "ordinal", "text", "locator", "speakers", "date", "level"),
    "Decision": ("id", "statement", "rationale", "quote", "date", "state", "deciders", "level"),
    "Action": ("id", "task", "owner", "owners", "due", "state", "quote", "level"),
    "Name": ("id", "name", "type"),
    "Entity": ("id", "name", "type", "aliases"),
}
"""Label -> the properties of it that may be read and are shown."""

RELATED: dict[str, tuple[str, ...]] = {
    "PART_OF": (), "NEXT": (), "MENTIONS": (), "NAMES": ("mentions",), "SPOKE_IN": (), "NAME_OF": (),
    "RELATED": ("kind", "document", "passage"), "FROM": (), "SUPERSEDES": (), "OWNED_BY": (),
}  # fmt: skip
"""Relationship type -> its properties."""

PARTS_OF_DATES = (
    "year", "quarter", "month", "week", "day", "dayOfWeek", "dayOfYear", "hour", "minute",
    "years", "months", "weeks", "days",
)  # fmt: skip
"""What a date or a duration is asked for like a property."""

READ = frozenset([name for names in (*PROPERTIES.values(), *RELATED.values()) for name in names] + list(PARTS_OF_DATES))
"""Every name that may follow a dot."""

FUNCTIONS = {
    name.lower(): name
    for name in (
        "count", "sum", "avg", "min", "max", "collect", "stDev", "percentileCont", "percentileDisc",
        "toLower", "toUpper", "trim", "ltrim", "rtrim", "left", "right", "substring", "split", "toString",
        "size", "head", "last", "tail", "coalesce", "isEmpty", "nullIf",
        "abs", "ceil", "floor", "round", "sign", "sqrt", "toInteger", "toFloat",
        "date", "datetime", "duration", "date.truncate", "duration.between", "duration.inDays", "duration.inMonths",
        "type", "nodes", "relationships", "length",
    )
}  # fmt: skip
"""Functions by their name in small letters. Left out besides what reads outside the graph: what makes something long
out of something short (``range``, ``replace``, ``reduce``, ``reverse``) and what lists hidden properties or labels."""

OVER_LISTS = ("any", "all", "none", "single")

KEYWORDS = frozenset(
    """MATCH OPTIONAL WHERE WITH RETURN ORDER BY SKIP OFFSET LIMIT UNWIND UNION CASE WHEN THEN ELSE END AND OR NOT XOR
    IN IS NULL TRUE FALSE STARTS ENDS CONTAINS AS DISTINCT CALL ASC DESC ASCENDING DESCENDING""".split()
)
"""Words that name nothing, unless they are put in backticks."""

WRITING = frozenset(
    """CREATE MERGE DELETE DETACH SET REMOVE FOREACH LOAD CSV DROP INSERT ALTER GRANT REVOKE DENY USE SHOW TERMINATE
    START STOP EXPLAIN PROFILE CYPHER TRANSACTIONS COMMIT YIELD FINISH LET FILTER RENAME ENABLE DRYRUN""".split()
)
"""Words that begin something else than reading; they name nothing even in backticks."""

ALONE = "Entity"
"""The label whose nodes exist once for each clearance; only those of full clearance are asked for."""

SCHEMA = """Nodes and their properties:
Document {id, name, title, kind, date, participants: names as written, status: draft, approved or missing, level, \
link, added_at: when it came}
Passage {id, ordinal, text, locator, speakers, date: its own or missing, level}
Decision {id, statement, rationale, quote, date, state: current or proposed, deciders: small letters, level}
Action {id, task, owner, owners, due, state: open or done, quote, level}
Name {id, name, type: person, organisation, place or topic}: one written name
Entity {id, name, type, aliases}: who or what is meant; several names lead to one
Relationships:
(:Passage|Decision|Action)-[:PART_OF]->(:Document)
(:Passage)-[:NEXT]->(:Passage)
(:Decision|Action)-[:FROM]->(:Passage)
(:Decision)-[:SUPERSEDES]->(:Decision): later to earlier; a decision is replaced if one points at it
(:Passage)-[:MENTIONS]->(:Name)
(:Document)-[:NAMES {mentions: how often}]->(:Name)
(:Name)-[:SPOKE_IN]->(:Document)
(:Name)-[:NAME_OF]->(:Entity)
(:Name)-[:RELATED {kind, document, passage}]->(:Name): document and passage are ids
(:Action)-[:OWNED_BY]->(:Name)
Dates are Cypher dates: d.date >= date("2026-03-01"). Compare words by toLower(x.name) CONTAINS "words".
Only reading: MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, RETURN, ORDER BY, SKIP, LIMIT, UNION, CASE, EXISTS, COUNT \
and COLLECT { }, CALL { }. Every node has its label where it first stands. At most 5 hops: -[:NEXT*1..5]->."""
"""What a model is told of the graph."""


def listed(words: Iterable[str]) -> str:
    """Words for a sentence."""
    return ", ".join(words)
