"""Keeps the groups of names in step with the names that each clearance sees, touching only what may have changed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from core.graph.entities import HandMerge, Name, Overrides
from core.graph.names import fold, parse
from core.graph.neo4j.connections import Connection
from core.graph.record import NameRecord
from core.graph.regrouping import NameBook, Regrouped, regrouped
from core.models import Level

LEVELS = list(Level)
_LONGEST = 200
"""Characters of a block or word that are kept: an index takes no key of any length."""


def add_names(connection: Connection, names: Sequence[NameRecord]) -> None:
    """Make the written names that are new, with what they share with others."""
    rows = connection.rows("UNWIND $ids AS id MATCH (n:Name {id: id}) RETURN id", ids=[name.node for name in names])
    known = {row["id"] for row in rows}
    new = [name for name in names if name.node not in known]
    connection.run_each(
        "UNWIND $rows AS row CREATE (n:Name) SET n = row",
        [
            {
                "id": name.node, "type": name.type, "name": name.name, "key": parse(name.type, name.name).key,
                "words": " ".join(sorted({word[:_LONGEST] for word in fold(name.name)})),
            }
            for name in new
        ],
    )  # fmt: skip
    for role, blocks in (("NEAR", _near), ("OFFERS", _offers), ("SEEKS", _seeks)):
        connection.run_each(
            f"""UNWIND $rows AS row MATCH (n:Name {{id: row.id}}) MERGE (b:Block {{block: row.block}})
                CREATE (n)-[:{role}]->(b)""",
            [{"id": name.node, "block": block} for name in new for block in sorted(blocks(name))],
        )


def _near(name: NameRecord) -> set[str]:
    return {block[:_LONGEST] for block in parse(name.type, name.name).near}


def _offers(name: NameRecord) -> set[str]:
    return {block[:_LONGEST] for block in parse(name.type, name.name).offers}


def _seeks(name: NameRecord) -> set[str]:
    sought = parse(name.type, name.name).seeks
    return set() if sought is None else {sought[:_LONGEST]}


def regroup(connection: Connection, touched: Iterable[str]) -> None:
    """Bring the groups of every clearance up to date after the appearances of ``touched`` names changed.

    Names that appear nowhere any more are taken out.
    """
    ids = set(touched)
    if not ids:
        return
    book = _Book(connection)
    rows = connection.rows(
        "UNWIND $ids AS id MATCH (:Name {id: id})-[:NAME_OF]->(e:Entity) RETURN id, e.level AS level", ids=sorted(ids)
    )
    held = {level: {row["id"] for row in rows if row["level"] == level.value} for level in LEVELS}
    changes = {rank: held[level] ^ book.visible(rank, ids) for rank, level in enumerate(LEVELS)}
    _write(connection, {rank: regrouped(book, rank, changed) for rank, changed in changes.items() if changed})
    _forget_unseen(connection, ids)


def regroup_all(connection: Connection, names: Iterable[str]) -> None:
    """As ``regroup`` after an override changed: the given names are worked out anew at every clearance."""
    ids, book = set(names), _Book(connection)
    _write(connection, {rank: regrouped(book, rank, ids) for rank in range(len(LEVELS))})


def _forget_unseen(connection: Connection, ids: set[str]) -> None:
    rows = connection.rows(
        """UNWIND $ids AS id MATCH (n:Name {id: id}) WHERE NOT (n)<-[:NAMES]-(:Document)
           OPTIONAL MATCH (n)-[:NEAR|OFFERS|SEEKS]->(b:Block)
           WITH n, collect(b.block) AS blocks DETACH DELETE n RETURN blocks""",
        ids=sorted(ids),
    )
    blocks = {block for row in rows for block in row["blocks"]}
    if blocks:
        connection.run(
            "UNWIND $blocks AS block MATCH (b:Block {block: block}) WHERE NOT (b)<-[:NEAR|OFFERS|SEEKS]-() DELETE b",
            blocks=sorted(blocks),
        )


class _Related:
    """Names that a query leads to from others, each asked for once: four clearances ask for much the same."""

    def __init__(self, connection: Connection, pattern: str) -> None:
        self._connection = connection
        self._query = f"UNWIND $ids AS id MATCH (:Name {{id: id}}){pattern}(o:Name) RETURN id, collect(o.id) AS found"
        self._known: dict[str, set[str]] = {}

    def of(self, keys: set[str]) -> dict[str, set[str]]:
        new = sorted(keys - self._known.keys())
        if new:
            self._known |= {key: set() for key in new}
            self._known |= {row["id"]: set(row["found"]) for row in self._connection.rows(self._query, ids=new)}
        return {key: self._known[key] for key in keys}

    def all_of(self, keys: set[str]) -> set[str]:
        return set().union(*self.of(keys).values())


_SEEN_AT = " ".join(
    f"WHEN EXISTS {{ (n)<-[:NAMES]-(:Document {{level: '{level.value}'}}) }} THEN {rank}"
    for rank, level in enumerate(LEVELS[:-1])
)
_LOWEST = f"""UNWIND $ids AS id MATCH (n:Name {{id: id}}) RETURN id, n.type AS type, n.name AS name,
    CASE {_SEEN_AT} WHEN EXISTS {{ (n)<-[:NAMES]-(:Document) }} THEN {len(LEVELS) - 1} END AS least"""


class _Book(NameBook[str]):
    """See NameBook; names by their ids. One serves one transaction, whose appearances and overrides do not change."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._near = _Related(connection, "-[:NEAR]->(:Block)<-[:NEAR]-")
        self._seeking = _Related(connection, "-[:OFFERS]->(:Block)<-[:SEEKS]-")
        self._rivals = _Related(connection, "-[:SEEKS]->(:Block)<-[:SEEKS]-")
        self._offering = _Related(connection, "-[:SEEKS]->(:Block)<-[:OFFERS]-")
        self._names: dict[str, Name | None] = {}
        self._least: dict[str, int] = {}
        self._by_hand: list[Any] | None = None

    def names(self, keys: set[str]) -> Mapping[str, Name]:
        self._look_up(keys)
        return {key: name for key in keys if (name := self._names[key]) is not None}

    def _look_up(self, keys: set[str]) -> None:
        """Read names, and the lowest clearance that each is visible to."""
        new = sorted(keys - self._names.keys())
        if not new:
            return
        rows = self._connection.rows(_LOWEST, ids=new)
        self._names |= dict.fromkeys(new)
        for row in rows:
            self._names[row["id"]] = Name(row["id"], row["type"], row["name"])
            if row["least"] is not None:
                self._least[row["id"]] = row["least"]

    def near(self, keys: set[str]) -> list[tuple[str, str]]:
        return [(key, other) for key, others in self._near.of(keys).items() for other in others]

    def seeking(self, keys: set[str]) -> set[str]:
        return self._seeking.all_of(keys)

    def short(self, keys: set[str]) -> set[str]:
        return {key for key, name in self.names(keys).items() if name.parsed.seeks is not None}

    def rivals(self, keys: set[str]) -> set[str]:
        return self._rivals.all_of(keys)

    def offering(self, keys: set[str]) -> set[str]:
        return self._offering.all_of(keys)

    def visible(self, rank: int, keys: set[str]) -> set[str]:
        self._look_up(keys)
        return {key for key in keys if self._least.get(key, len(LEVELS)) <= rank}

    def _set(self) -> list[Any]:
        if self._by_hand is None:
            self._by_hand = all_overrides(self._connection)
        return self._by_hand

    def merged(self, keys: set[str]) -> set[str]:
        sets = [set(o["one"]) | set(o["other"]) for o in self._set() if o["kind"] == "merge"]
        found = set().union(*(one for one in sets if one & keys))
        return set(self.names(found))

    def kept_apart(self, keys: set[str]) -> set[str]:
        found: set[str] = set()
        for row in self._set():
            if row["kind"] == "apart":
                one, other = set(row["one"]), set(row["other"])
                found |= (other if one & keys else set()) | (one if other & keys else set())
        return self.short(found)

    def overrides(self, keys: set[str]) -> Overrides:
        rows = [row for row in self._set() if keys & (set(row["one"]) | set(row["other"]))]
        return Overrides(
            tuple(HandMerge(r["id"], frozenset(r["one"]), frozenset(r["other"])) for r in rows if r["kind"] == "merge"),
            tuple((frozenset(r["one"]), frozenset(r["other"])) for r in rows if r["kind"] == "apart"),
        )


def all_overrides(connection: Connection) -> list[Any]:
    """What people set, in the order in which they did: few, since each was a person's doing."""
    return connection.rows(
        "MATCH (o:Override) RETURN o.id AS id, o.kind AS kind, o.one AS one, o.other AS other ORDER BY o.made"
    )


def _write(connection: Connection, found: Mapping[int, Regrouped[str]]) -> None:
    """Put the new groups in the place of the old ones, and have each entity touched tell its names."""
    if not found:
        return
    renewed = [{"id": id, "level": LEVELS[rank].value} for rank, one in found.items() for id in sorted(one.renewed)]
    rows = connection.rows(
        """UNWIND $rows AS row MATCH (n:Name {id: row.id})-[r:NAME_OF]->(e:Entity {level: row.level})
           DELETE r RETURN DISTINCT e.id AS id, e.level AS level""",
        rows=renewed,
    )
    touched = {(row["id"], row["level"]) for row in rows}
    connection.run(
        "UNWIND $rows AS row MATCH (n:Name {id: row.id})-[j:JOINED {level: row.level}]-() DELETE j", rows=renewed
    )
    groups = [
        {"id": id, "entity": entity, "level": LEVELS[rank].value}
        for rank, one in found.items()
        for id, entity in one.entity.items()
    ]
    touched |= {(row["entity"], row["level"]) for row in groups}
    connection.run(
        """UNWIND $rows AS row MATCH (n:Name {id: row.id}), (lead:Name {id: row.entity})
           MERGE (e:Entity {id: row.entity, level: row.level}) ON CREATE SET e.type = lead.type, e.name = lead.name
           CREATE (n)-[:NAME_OF]->(e)""",
        rows=groups,
    )
    connection.run(
        """UNWIND $rows AS row MATCH (a:Name {id: row.a}), (b:Name {id: row.b})
           CREATE (a)-[:JOINED {level: row.level, id: row.id, automatic: row.automatic}]->(b)""",
        rows=[
            {"a": a, "b": b, "level": LEVELS[rank].value, "id": join.id, "automatic": join.hand is None}
            for rank, one in found.items()
            for a, b, join in one.joins
        ],
    )
    connection.run(
        """UNWIND $rows AS row MATCH (e:Entity {id: row[0], level: row[1]}) OPTIONAL MATCH (e)<-[:NAME_OF]-(n:Name)
           WITH e, n ORDER BY n.name WITH e, collect(n.name) AS names
           FOREACH (x IN CASE WHEN size(names) = 0 THEN [e] ELSE [] END | DELETE x)
           FOREACH (x IN CASE WHEN size(names) = 0 THEN [] ELSE [e] END |
               SET x.aliases = [name IN names WHERE name <> x.name])""",
        rows=sorted(map(list, touched)),
    )
