"""Keeps the groups of names in step with the names that each clearance sees, touching only what may have changed."""

import json
from collections.abc import Iterable

from core.graph.entities import HandMerge, Name, Overrides
from core.graph.names import fold, parse
from core.graph.record import NameRecord
from core.graph.regrouping import NameBook, Regrouped, regrouped
from core.graph.sqlite.connections import Connection

RANKS = range(4)


def name_number(connection: Connection, name: NameRecord) -> int:
    """The number of a written name, made when it is new."""
    row = connection.execute("SELECT n FROM names WHERE node = ?", (name.node,)).fetchone()
    if row is not None:
        return int(row["n"])
    parsed = parse(name.type, name.name)
    columns = (name.node, name.type, name.name, parsed.key)
    made = connection.execute("INSERT INTO names (node, type, name, key) VALUES (?, ?, ?, ?)", columns)
    n = int(made.lastrowid)
    blocks = [(block, "near", n) for block in parsed.near] + [(block, "offers", n) for block in parsed.offers]
    if parsed.seeks is not None:
        blocks.append((parsed.seeks, "seeks", n))
    connection.executemany("INSERT INTO name_blocks (block, role, name) VALUES (?, ?, ?)", blocks)
    connection.executemany("INSERT INTO name_words (word, name) VALUES (?, ?)", [(w, n) for w in set(fold(name.name))])
    return n


def regroup(connection: Connection, touched: Iterable[int]) -> None:
    """Bring the groups of every clearance up to date after the appearances of ``touched`` names changed.

    Names that appear nowhere any more are taken out.
    """
    touched = set(touched)
    if not touched:
        return
    for rank in RANKS:
        changed = _changed(connection, rank, touched)
        if changed:
            _write(connection, rank, regrouped(_Book(connection), rank, changed))
    connection.execute(
        """DELETE FROM names WHERE n IN (SELECT value FROM json_each(?))
           AND NOT EXISTS (SELECT 1 FROM appearances a WHERE a.name = names.n)""",
        (json.dumps(sorted(touched)),),
    )


def regroup_all(connection: Connection, names: Iterable[int]) -> None:
    """As ``regroup`` after an override changed: the given names are worked out anew at every clearance."""
    numbers = set(names)
    for rank in RANKS:
        _write(connection, rank, regrouped(_Book(connection), rank, numbers))


def _changed(connection: Connection, rank: int, touched: set[int]) -> set[int]:
    """Names among ``touched`` that came into sight, or went out of it, at this clearance."""
    ids = json.dumps(sorted(touched))
    before = connection.execute(
        "SELECT name FROM clusters WHERE rank = ? AND name IN (SELECT value FROM json_each(?))", (rank, ids)
    )
    after = connection.execute(
        """SELECT DISTINCT a.name FROM appearances a JOIN documents d ON d.n = a.document
           WHERE d.rank <= ? AND a.name IN (SELECT value FROM json_each(?))""",
        (rank, ids),
    )
    return {row["name"] for row in before} ^ {row["name"] for row in after}


class _Book(NameBook[int]):
    """See NameBook; names by their numbers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _numbers(self, query: str, keys: set[int], **more: int) -> set[int]:
        rows = self._connection.execute(query, {"ids": json.dumps(sorted(keys)), **more})
        return {row["n"] for row in rows}

    def names(self, keys: set[int]) -> dict[int, Name]:
        rows = self._connection.execute(
            "SELECT n, node, type, name FROM names WHERE n IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(keys)),),
        )
        return {row["n"]: Name(row["node"], row["type"], row["name"]) for row in rows}

    def near(self, keys: set[int]) -> list[tuple[int, int]]:
        rows = self._connection.execute(
            """SELECT DISTINCT mine.name AS a, theirs.name AS b
               FROM name_blocks mine JOIN name_blocks theirs ON theirs.block = mine.block AND theirs.role = 'near'
               WHERE mine.role = 'near' AND mine.name <> theirs.name
               AND mine.name IN (SELECT value FROM json_each(?))""",
            (json.dumps(sorted(keys)),),
        )
        return [(row["a"], row["b"]) for row in rows]

    def merged(self, keys: set[int]) -> set[int]:
        return self._numbers(
            """SELECT theirs.n FROM names mine JOIN override_names o ON o.node = mine.node
               JOIN overrides v ON v.n = o.override AND v.kind = 'merge'
               JOIN override_names p ON p.override = v.n JOIN names theirs ON theirs.node = p.node
               WHERE mine.n IN (SELECT value FROM json_each(:ids))""",
            keys,
        )

    def seeking(self, keys: set[int]) -> set[int]:
        return self._numbers(
            """SELECT s.name AS n FROM name_blocks o JOIN name_blocks s ON s.block = o.block AND s.role = 'seeks'
               WHERE o.role = 'offers' AND o.name IN (SELECT value FROM json_each(:ids))""",
            keys,
        )

    def short(self, keys: set[int]) -> set[int]:
        return self._numbers(
            "SELECT name AS n FROM name_blocks WHERE role = 'seeks' AND name IN (SELECT value FROM json_each(:ids))",
            keys,
        )

    def kept_apart(self, keys: set[int]) -> set[int]:
        return self._numbers(
            """SELECT theirs.n FROM names mine JOIN override_names o ON o.node = mine.node
               JOIN overrides v ON v.n = o.override AND v.kind = 'apart'
               JOIN override_names p ON p.override = v.n AND p.side <> o.side JOIN names theirs ON theirs.node = p.node
               JOIN name_blocks b ON b.name = theirs.n AND b.role = 'seeks'
               WHERE mine.n IN (SELECT value FROM json_each(:ids))""",
            keys,
        )

    def rivals(self, keys: set[int]) -> set[int]:
        return self._numbers(
            """SELECT theirs.name AS n FROM name_blocks mine JOIN name_blocks theirs ON theirs.block = mine.block
               WHERE mine.role = 'seeks' AND theirs.role = 'seeks'
               AND mine.name IN (SELECT value FROM json_each(:ids))""",
            keys,
        )

    def offering(self, keys: set[int]) -> set[int]:
        return self._numbers(
            """SELECT o.name AS n FROM name_blocks s JOIN name_blocks o ON o.block = s.block AND o.role = 'offers'
               WHERE s.role = 'seeks' AND s.name IN (SELECT value FROM json_each(:ids))""",
            keys,
        )

    def visible(self, rank: int, keys: set[int]) -> set[int]:
        return self._numbers(
            """SELECT DISTINCT a.name AS n FROM appearances a JOIN documents d ON d.n = a.document
               WHERE d.rank <= :rank AND a.name IN (SELECT value FROM json_each(:ids))""",
            keys,
            rank=rank,
        )

    def overrides(self, keys: set[int]) -> Overrides:
        rows = self._connection.execute(
            """SELECT v.n, v.id, v.kind, o.side, o.node FROM overrides v JOIN override_names o ON o.override = v.n
               WHERE v.n IN (SELECT i.override FROM override_names i JOIN names m ON m.node = i.node
                   WHERE m.n IN (SELECT value FROM json_each(?)))
               ORDER BY v.n""",
            (json.dumps(sorted(keys)),),
        )
        sides: dict[tuple[int, str, str], tuple[set[str], set[str]]] = {}
        for row in rows:
            sides.setdefault((row["n"], row["id"], row["kind"]), (set(), set()))[row["side"]].add(row["node"])
        merges = tuple(
            HandMerge(id, frozenset(a), frozenset(b)) for (_, id, kind), (a, b) in sides.items() if kind == "merge"
        )
        apart = tuple((frozenset(a), frozenset(b)) for (_, _, kind), (a, b) in sides.items() if kind == "apart")
        return Overrides(merges, apart)


def _write(connection: Connection, rank: int, found: Regrouped[int]) -> None:
    ids = json.dumps(sorted(found.renewed))
    for table, columns in (("clusters", ("name",)), ("joins", ("a", "b"))):
        for column in columns:
            connection.execute(
                f"DELETE FROM {table} WHERE rank = ? AND {column} IN (SELECT value FROM json_each(?))", (rank, ids)
            )
    connection.executemany(
        "INSERT INTO clusters (rank, name, entity) VALUES (?, ?, ?)",
        [(rank, name, entity) for name, entity in found.entity.items()],
    )
    connection.executemany(
        "INSERT INTO joins (rank, a, b, id, automatic) VALUES (?, ?, ?, ?, ?)",
        [(rank, a, b, join.id, join.hand is None) for a, b, join in found.joins],
    )
