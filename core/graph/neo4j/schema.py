"""Labels, constraints and indexes of the graph, made and checked when it is opened."""

import secrets

from core.errors import StoreDamaged, StoreUnavailable
from core.graph.neo4j.connections import Connection, Connections, prefixed
from core.models import Level

SCHEMA = 1
"""The number of this model; a step to the next one is made here once there is one."""

SEARCHED = {level: f"For{level.value.capitalize()}" for level in Level}
"""Clearance -> the label of the passages that it may find, and the name of the full-text index over them.

BM25 weighs words by how common they are in the whole index, so one index for all would let hidden passages move what
is found.
"""

LABELS = (
    "Document", "Text", "Passage", "Window", "Vector", "Name", "Block", "Entity", "Decision", "Action", "Stem",
    "HandLevel", "HandState", "Override", "Removed",
)  # fmt: skip
"""The labels of what a graph holds."""

OWN_LABELS = ("Meta", "Gate", "Moment")
"""The labels of what it knows of itself."""

_UNIQUE = {
    "document_id": ("Document", "id"), "passage_id": ("Passage", "id"), "decision_id": ("Decision", "id"),
    "action_id": ("Action", "id"), "name_id": ("Name", "id"), "block_block": ("Block", "block"),
    "entity_id": ("Entity", "id, n.level"), "stem_stem": ("Stem", "stem"), "vector_key": ("Vector", "key, n.model"),
    "hand_level": ("HandLevel", "document"), "hand_state": ("HandState", "action"), "override_id": ("Override", "id"),
    "removed_id": ("Removed", "document"), "moment_version": ("Moment", "version"), "meta_id": ("Meta", "id"),
    "gate_id": ("Gate", "id"),
}  # fmt: skip
_INDEXED = {
    "document_changed": ("Document", "changed"), "window_key": ("Window", "key"),
    "removed_changed": ("Removed", "changed"),
    "vector_by_key": ("Vector", "key"), "entity_level": ("Entity", "level"), "name_type": ("Name", "type"),
}  # fmt: skip
NAMES = "NameWords"
"""The full-text index over the words of names."""


def statements(prefix: str) -> dict[str, str]:
    """Name of each constraint and index -> the statement that makes it; its label is not prefixed yet."""
    made = {}
    for name, (label, keys) in _UNIQUE.items():
        made[prefix + name] = (
            f"CREATE CONSTRAINT {prefix}{name} IF NOT EXISTS FOR (n:{label}) REQUIRE (n.{keys}) IS UNIQUE"
        )
    for name, (label, keys) in _INDEXED.items():
        made[prefix + name] = f"CREATE INDEX {prefix}{name} IF NOT EXISTS FOR (n:{label}) ON (n.{keys})"
    for name, label, what in (
        (NAMES, "Name", "words"),
        *((label, label, "search") for label in SEARCHED.values()),
    ):
        made[prefix + name] = (
            f"CREATE FULLTEXT INDEX {prefix}{name} IF NOT EXISTS FOR (n:{label}) ON EACH [n.{what}] "
            f"OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'whitespace'}}}}"
        )
    return made


def vector_index(dimension: int) -> str:
    """The name of the vector index of one dimension, without a prefix."""
    return f"Vectors{dimension}"


def prepare(connections: Connections) -> None:
    """Look, make what is missing, and wait until every index can be asked.

    Raises:
        StoreDamaged: another program uses these labels, or what is there breaks a constraint.
        StoreUnavailable: a newer version of Sybil made the graph.
    """
    there = connections.plain(_look, "READ")
    wanted = statements(connections.prefix)
    for name in wanted.keys() - there.keys():
        connections.plain(lambda c, name=name: c.run(wanted[name]))  # type: ignore[misc]
    if any(there.get(name) != "ONLINE" for name in wanted):
        connections.plain(lambda c: c.run("CALL db.awaitIndexes(60)"), "READ")
    connections.plain(_begin)


def _look(connection: Connection) -> dict[str, str]:
    """The indexes that are there, each with its state; refuses what is not ours or newer than this.

    Other nodes are looked for before Meta: another process may be making the graph now, and Meta comes first.
    """
    others = connection.row(f"MATCH (n:{'|'.join(LABELS)}) RETURN true AS found LIMIT 1")
    row = connection.row("MATCH (m:Meta) RETURN m.schema AS schema")
    if (row is None and others is not None) or (row is not None and not isinstance(row["schema"], int)):
        raise StoreDamaged(_FOREIGN)
    if row is not None and row["schema"] > SCHEMA:
        raise StoreUnavailable(
            "The graph was made by a newer version of Sybil. Nothing was changed in it; update Sybil and open it again."
        )
    shown = connection.rows("SHOW INDEXES YIELD name, state RETURN name, state")
    return {row["name"]: row["state"] for row in shown}


_FOREIGN = (
    "The database that SYBIL_GRAPH_URL names holds another program's graph. Nothing was changed in it; "
    "put ?prefix=Sybil at the end of the URL, or name another database."
)


def _begin(connection: Connection) -> None:
    connection.run(
        """MERGE (m:Meta {id: 'graph'}) ON CREATE SET m.schema = $schema, m.version = 0, m.mark = $mark, m.lock = 0
           MERGE (g:Gate {id: 'graph'}) ON CREATE SET g.opened = 0, g.closed = 0
           MERGE (v:Moment {version: m.version}) ON CREATE SET v.mark = m.mark""",
        schema=SCHEMA,
        mark=secrets.token_hex(16),
    )


def ensure_vector_index(connections: Connections, dimension: int) -> None:
    """Make the vector index of a dimension when it is first seen."""
    name = prefixed(f":{vector_index(dimension)}", connections.prefix)[1:]
    statement = (
        f"CREATE VECTOR INDEX {name} IF NOT EXISTS FOR (n:Vector) ON (n.embedding_{dimension}) OPTIONS "
        f"{{indexConfig: {{`vector.dimensions`: {dimension}, `vector.similarity_function`: 'cosine'}}}}"
    )
    there = connections.plain(
        lambda c: c.row("SHOW INDEXES YIELD name WHERE name = $name RETURN name", name=name), "READ"
    )
    if there is None:
        connections.plain(lambda c: c.run(statement))
        connections.plain(lambda c: c.run("CALL db.awaitIndexes(60)"), "READ")
