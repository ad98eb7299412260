"""Keeps the groups of names in step with the names that each clearance sees, touching only what may have changed."""

import json
from collections.abc import Iterable

from core.graph.entities import HandMerge, Name, Overrides, resolve
from core.graph.names import alike, fold, parse
from core.graph.record import NameRecord
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
            _Clearance(connection, rank).regroup(changed)
    connection.execute(
        """DELETE FROM names WHERE n IN (SELECT value FROM json_each(?))
           AND NOT EXISTS (SELECT 1 FROM appearances a WHERE a.name = names.n)""",
        (json.dumps(sorted(touched)),),
    )


def regroup_all(connection: Connection, names: Iterable[int]) -> None:
    """As ``regroup`` after an override changed: the given names are worked out anew at every clearance."""
    numbers = set(names)
    for rank in RANKS:
        _Clearance(connection, rank).regroup(numbers)


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


class _Clearance:
    """The groups at one clearance."""

    def __init__(self, connection: Connection, rank: int) -> None:
        self._connection = connection
        self._rank = rank

    def regroup(self, changed: set[int]) -> None:
        core = self._reach(changed)  # names that went out of sight included: what they held together may part
        shorts = self._seekers(core)
        renewed = core | shorts
        context = self._reach(
            self._numbers(
                """SELECT o.name AS n FROM name_blocks s JOIN name_blocks o ON o.block = s.block AND o.role = 'offers'
                   WHERE s.role = 'seeks' AND s.name IN (SELECT value FROM json_each(:ids))""",
                renewed,
            )
        )
        self._write(renewed, context)

    def _numbers(self, query: str, ids: set[int]) -> set[int]:
        rows = self._connection.execute(query, {"rank": self._rank, "ids": json.dumps(sorted(ids))})
        return {row["n"] for row in rows}

    def _names(self, ids: set[int]) -> dict[int, Name]:
        rows = self._connection.execute(
            "SELECT n, node, type, name FROM names WHERE n IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(ids)),),
        )
        return {row["n"]: Name(row["node"], row["type"], row["name"]) for row in rows}

    def _reach(self, start: set[int]) -> set[int]:
        """All names that full spellings and merges by hand connect with ``start``, step by step."""
        reached, frontier = set(start), set(start)
        while frontier:
            ids = json.dumps(sorted(frontier))
            near = self._connection.execute(
                """SELECT DISTINCT mine.name AS a, theirs.name AS b
                   FROM name_blocks mine JOIN name_blocks theirs ON theirs.block = mine.block AND theirs.role = 'near'
                   WHERE mine.role = 'near' AND mine.name <> theirs.name
                   AND mine.name IN (SELECT value FROM json_each(?))""",
                (ids,),
            )
            pairs = [(row["a"], row["b"]) for row in near if row["b"] not in reached]
            names = self._names({n for pair in pairs for n in pair})
            found = {b for a, b in pairs if _related(names[a], names[b])}
            found |= self._numbers(
                """SELECT theirs.n FROM names mine JOIN override_names o ON o.node = mine.node
                   JOIN overrides v ON v.n = o.override AND v.kind = 'merge'
                   JOIN override_names p ON p.override = v.n JOIN names theirs ON theirs.node = p.node
                   WHERE mine.n IN (SELECT value FROM json_each(:ids))""",
                frontier,
            )
            frontier = found - reached
            reached |= frontier
        return reached

    def _seekers(self, core: set[int]) -> set[int]:
        """Short forms that a name of ``core`` could be meant by, and those that are kept apart from one of them."""
        shorts = self._numbers(
            """SELECT s.name AS n FROM name_blocks o JOIN name_blocks s ON s.block = o.block AND s.role = 'seeks'
               WHERE o.role = 'offers' AND o.name IN (SELECT value FROM json_each(:ids))""",
            core,
        ) | self._numbers(
            "SELECT name AS n FROM name_blocks WHERE role = 'seeks' AND name IN (SELECT value FROM json_each(:ids))",
            core,
        )
        foes = self._numbers(
            """SELECT theirs.n FROM names mine JOIN override_names o ON o.node = mine.node
               JOIN overrides v ON v.n = o.override AND v.kind = 'apart'
               JOIN override_names p ON p.override = v.n AND p.side <> o.side JOIN names theirs ON theirs.node = p.node
               JOIN name_blocks b ON b.name = theirs.n AND b.role = 'seeks'
               WHERE mine.n IN (SELECT value FROM json_each(:ids))""",
            shorts,
        )
        return self._same_keys(shorts | foes)

    def _same_keys(self, names: set[int]) -> set[int]:
        return names | self._numbers(
            """SELECT theirs.name AS n FROM name_blocks mine JOIN name_blocks theirs ON theirs.block = mine.block
               WHERE mine.role = 'seeks' AND theirs.role = 'seeks'
               AND mine.name IN (SELECT value FROM json_each(:ids))""",
            names,
        )

    def _visible(self, ids: set[int]) -> set[int]:
        return self._numbers(
            """SELECT DISTINCT a.name AS n FROM appearances a JOIN documents d ON d.n = a.document
               WHERE d.rank <= :rank AND a.name IN (SELECT value FROM json_each(:ids))""",
            ids,
        )

    def _write(self, renewed: set[int], context: set[int]) -> None:
        visible = self._visible(renewed | context)
        names = self._names(visible)
        number = {name.node: n for n, name in names.items()}
        result = resolve(names.values(), self._overrides(set(number)))
        ids = json.dumps(sorted(renewed))
        for table, columns in (("clusters", ("name",)), ("joins", ("a", "b"))):
            for column in columns:
                self._connection.execute(
                    f"DELETE FROM {table} WHERE rank = ? AND {column} IN (SELECT value FROM json_each(?))",
                    (self._rank, ids),
                )
        self._connection.executemany(
            "INSERT INTO clusters (rank, name, entity) VALUES (?, ?, ?)",
            [(self._rank, number[n], number[e]) for n, e in result.entity.items() if number[n] in renewed],
        )
        self._connection.executemany(
            "INSERT INTO joins (rank, a, b, id, automatic) VALUES (?, ?, ?, ?, ?)",
            [
                (self._rank, number[join.a], number[join.b], join.id, join.hand is None)
                for join in result.joins
                if number[join.a] in renewed or number[join.b] in renewed
            ],
        )

    def _overrides(self, nodes: set[str]) -> Overrides:
        rows = self._connection.execute(
            """SELECT v.n, v.id, v.kind, o.side, o.node FROM overrides v JOIN override_names o ON o.override = v.n
               WHERE v.n IN (SELECT override FROM override_names WHERE node IN (SELECT value FROM json_each(?)))
               ORDER BY v.n""",
            (json.dumps(sorted(nodes)),),
        )
        sides: dict[tuple[int, str, str], tuple[set[str], set[str]]] = {}
        for row in rows:
            sides.setdefault((row["n"], row["id"], row["kind"]), (set(), set()))[row["side"]].add(row["node"])
        merges = tuple(
            HandMerge(id, frozenset(a), frozenset(b)) for (_, id, kind), (a, b) in sides.items() if kind == "merge"
        )
        apart = tuple((frozenset(a), frozenset(b)) for (_, _, kind), (a, b) in sides.items() if kind == "apart")
        return Overrides(merges, apart)


def _related(a: Name, b: Name) -> bool:
    return a.parsed.key == b.parsed.key or alike(a.parsed, b.parsed)
