"""A query that a language model wrote, read word by word and written anew, or refused.

The grammar is a list of what is allowed: clauses that read, our labels, types, properties and functions. What is not
in it is refused, whatever it means to the server. docs/decisions.md says why.
"""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.errors import QueryRefused
from core.graph.neo4j.expressions import Expressions
from core.graph.neo4j.vocabulary import WRITING

LONGEST = 2000

_ONLY = "a query only reads, with MATCH, OPTIONAL MATCH, UNWIND, WITH and CALL { }, and ends with RETURN"
_ENDS = (",", "AS", "ORDER", "SKIP", "OFFSET", "LIMIT", "WHERE", "UNION", "MATCH", "OPTIONAL", "WITH", "UNWIND", "CALL",
         "RETURN", "}", "")  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """A query that may run.

    Args:
        text: what the server is given.
        values: its parameters.
        columns: the names of its columns as the query writes them; empty where it returns everything (*).
        places: for each piece of ``text`` where it begins there and where it comes from.
        query: as it was written.
    """

    text: str
    values: Mapping[str, str]
    columns: Sequence[str]
    places: Sequence[tuple[int, int]]
    query: str

    def near(self, offset: int) -> str:
        """The words of the query that a place in ``text`` comes from."""
        at = self.places[max(0, bisect(self.places, (offset, len(self.query))) - 1)][1]
        return self.query[at : at + 30].strip()


def checked(query: str, prefix: str = "") -> Checked:
    """The query as it may run over a store with this prefix before its labels.

    Raises:
        QueryRefused: it does something else than reading what may be read; the sentence says what, and what to do.
    """
    if len(query) > LONGEST:
        raise QueryRefused(f"The query is too long; write it with at most {LONGEST:,} characters.")
    reading = Queries(query, prefix)
    columns = reading.whole_query()
    places, text = list[tuple[int, int]](), ""
    for piece, at in reading.out:
        places.append((len(text), at))
        text += piece + " "
    return Checked(text.strip(), reading.values, columns, places, query)


class Queries(Expressions):
    """Reads clauses, one after the other."""

    def whole_query(self) -> Sequence[str]:
        """The whole text; returns the names of its columns."""
        columns = self._union(set(), returns=True)
        if self.peek().kind != "end":
            raise self.refused(f"nothing can follow here; {_ONLY}")
        return columns

    def query_inside(self, returns: bool) -> None:
        """The query of a subquery that knows the variables around it."""
        self._union(set(self.nodes), returns)

    def _union(self, known: set[str], returns: bool) -> Sequence[str]:
        with self.deeper():
            self.nodes = set(known)
            columns = self._single(returns)
            while self.take("UNION"):
                self.take("ALL") or self.take("DISTINCT")
                self.nodes = set(known)
                self._single(returns)
            return columns

    def _single(self, returns: bool) -> Sequence[str]:
        while not self.take("RETURN"):
            if not returns and self.sees("}"):
                return ()
            self._clause()
        return self._projection(False)

    def _clause(self) -> None:
        if self.take("MATCH") or self.take("OPTIONAL", "MATCH"):
            self.patterns()
        elif self.take("WITH"):
            self._projection(True)
            if self.take("WHERE"):
                self.expression()
        elif self.take("UNWIND"):
            self.expression()
            self.need("AS")
            self.nodes.discard(self.name())
        elif self.sees("CALL"):
            self._call()
        elif self.peek().value.upper() in WRITING:
            raise QueryRefused(f"{self.peek().value.upper()} is not allowed: {_ONLY}.")
        else:
            raise self.refused(_ONLY)

    def _projection(self, goes_on: bool) -> Sequence[str]:
        """What WITH and RETURN hand on, in which order and how much of it."""
        self.take("DISTINCT")
        columns, nodes = list[str](), set[str]()
        whole = self.take("*")
        if whole:
            nodes |= self.nodes
        if not whole or self.take(","):
            self._item(columns, nodes)
            while self.take(","):
                self._item(columns, nodes)
        if goes_on:
            self.nodes = nodes
        if self.take("ORDER", "BY"):
            self._ordered()
            while self.take(","):
                self._ordered()
        if self.sees("OFFSET"):
            self.skip()
            self.write("SKIP")
            self.write(str(self.whole()))
        for word in ("SKIP", "LIMIT"):
            if self.take(word):
                self.write(str(self.whole()))
        self.nodes = nodes
        return () if whole else columns

    def _item(self, columns: list[str], nodes: set[str]) -> None:
        start = self.peek()
        bare = start.value if self.names() and self.peek(1).upper in _ENDS else None
        self.expression()
        column = self.query[start.at : self.peek().at].strip()
        alias = bare
        if self.take("AS"):
            column = alias = self.name()
        columns.append(column)
        if alias is not None:
            nodes.discard(alias)
            if bare in self.nodes:
                nodes.add(alias)

    def _ordered(self) -> None:
        self.expression()
        for word in ("ASC", "DESC", "ASCENDING", "DESCENDING"):
            if self.take(word):
                return

    def _call(self) -> None:
        """A subquery; procedures are not called."""
        around, given = set(self.nodes), set[str]()
        self.need("CALL")
        if self.take("("):
            given = self._handed_in(around)
        elif self.sees("{") and self.peek(1).upper == "WITH":
            given = around
        if not self.take("{"):
            raise self.refused("procedures are not available; CALL is only followed by a subquery in { }")
        with self.deeper():
            self._union(given, returns=True)
            self.need("}")
        if self.sees("IN"):
            raise self.refused("a subquery has no transactions of its own")
        self.nodes |= around

    def _handed_in(self, around: set[str]) -> set[str]:
        """The variables that a subquery names as its own."""
        if self.take("*", ")"):
            return around
        given = set[str]()
        while not self.take(")"):
            given.add(self.name())
            if not self.sees(")"):
                self.need(",")
        return given & around
