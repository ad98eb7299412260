"""The grammar of expressions: what is compared, counted and returned.

A server stops a query at its time limit between rows, not inside one expression. So an expression may go through a list
only where the list is short: one property of a node, the parts of a path, or a list that is written out.
"""

from abc import abstractmethod

from core.errors import QueryRefused
from core.graph.neo4j.patterns import SHORTEST, Patterns
from core.graph.neo4j.vocabulary import FUNCTIONS, OVER_LISTS, READ, WRITING, listed

_JOINS = 6
"""How often + may stand in a query: each can double what it is applied to."""

_CHAIN = 4
"""How many properties and places of lists may follow one another: the server's parser stalls over hundreds of them."""

_SUBQUERIES = ("EXISTS", "COUNT", "COLLECT")
_BEGINS = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL")
_OPERATORS = (
    ("OR",), ("AND",), ("=",), ("<>",), ("<=",), (">=",), ("<",), (">",), ("+",), ("||",), ("-",), ("*",), ("/",),
    ("%",), ("^",), ("IN",), ("CONTAINS",), ("STARTS", "WITH"), ("ENDS", "WITH"),
)  # fmt: skip
_SHORT = (
    "inside a list go only through a property of a node, as in any(name IN d.participants WHERE …), nodes(path) or a "
)
_SHORT += "list that is written out; take other lists apart with UNWIND"


class Expressions(Patterns):
    """Reads expressions. Order of operators is the server's business; every name in them is ours."""

    _joined = 0
    _in_list = False

    @abstractmethod
    def query_inside(self, returns: bool) -> None:
        """See Queries."""

    def expression(self) -> None:
        """An expression of any kind."""
        with self.deeper():
            while True:
                for _ in range(2):
                    self.take("NOT") or self.take("-")
                self._after(self._atom())
                if not self._operator():
                    return

    def expressions(self, end: str) -> None:
        """Expressions with commas between them, up to a closing bracket."""
        if self.take(end):
            return
        self.expression()
        while self.take(","):
            self.expression()
        self.need(end)

    def _operator(self) -> bool:
        if self.sees("XOR"):
            raise self.refused("XOR is not available; use AND, OR and NOT")
        if self.sees("+") or self.sees("||"):
            self._joined += 1
            if self._joined > _JOINS:
                raise self.refused(f"+ stands here more than {_JOINS} times; return the parts as columns of their own")
        return any(self.take(*words) for words in _OPERATORS)

    def _atom(self) -> str | None:
        """The name of the variable, if it is one."""
        token = self.peek()
        if token.kind == "number":
            self.write(self.skip().value)
        elif token.kind == "string":
            self.value(self.skip().value)
        elif self.sees("("):
            self._parenthesis()
        elif self.sees("["):
            self._bracket()
        elif self.sees("{"):
            self._map()
        elif self.sees("CASE"):
            self._case()
        elif not any(self.take(word) for word in ("TRUE", "FALSE", "NULL")):
            return self._named()
        return None

    def _named(self) -> str | None:
        word, after = self.peek().upper, self.peek(1).upper
        if word in _SUBQUERIES and after == "{":
            self._subquery()
        elif word in SHORTEST and after == "(":
            self._outside_lists()
            with self.apart(set(self.nodes)):
                self.shortest()
        elif word.lower() in OVER_LISTS and after == "(":
            self._through(word.lower())
        elif self.names() and (after == "(" or (after == "." and self.peek(3).upper == "(")):
            self._function(after == ".")
        else:
            return self.name()
        return None

    def _function(self, dotted: bool) -> None:
        called = f"{self.peek().value}.{self.peek(2).value}" if dotted else self.peek().value
        if called.lower() not in FUNCTIONS or self.peek().kind != "word":
            raise self.refused(f"the function {called} is not available; there are {listed(FUNCTIONS.values())}")
        for _ in range(2 if dotted else 0):
            self.skip()
        self.write(FUNCTIONS[called.lower()])
        self.skip()
        self.need("(")
        if self.take("*", ")"):
            return
        self.take("DISTINCT")
        self.expressions(")")

    def _parenthesis(self) -> None:
        if self.path_ahead():
            self._outside_lists()
            with self.apart(set(self.nodes)):
                self.path()
            return
        self.need("(")
        self.expression()
        self.need(")")

    def _after(self, name: str | None) -> None:
        """What follows a value: properties, places of a list, labels, and whether it is there."""
        if name is not None and self.sees("{"):
            self._map(projected=True)
        elif name is not None and self.sees(":"):
            self.labels()
        for _ in range(_CHAIN):
            if self.take("."):
                self._property()
            elif self.take("["):
                self._place()
        self.take("IS", "NULL") or self.take("IS", "NOT", "NULL")

    def _property(self) -> None:
        if self.peek().value not in READ or self.peek().kind not in ("word", "quoted"):
            raise self.refused(f"there is no such property here; there are {listed(sorted(READ))}")
        self.write(f"`{self.skip().value}`")

    def _place(self) -> None:
        for _ in range(2):
            self.take("-")
            if self.peek().kind == "number":
                self.write(str(self.whole()))
            self.take("..")
        if not self.take("]"):
            raise self.refused(
                "between [ and ] stands a whole number, or two with .. between; a property follows a dot"
            )

    def _map(self, projected: bool = False) -> None:
        """A map that is written out, or chosen properties of a node."""
        with self.deeper():
            self.need("{")
            while not self.take("}"):
                if projected and self.take("."):
                    if self.sees("*"):
                        raise self.refused("name the properties that are wanted one by one")
                    self._property()
                else:
                    self.name()
                    if not projected or self.sees(":"):
                        self.need(":")
                        self.expression()
                if not self.sees("}"):
                    self.need(",")

    def _case(self) -> None:
        with self.deeper():
            self.need("CASE")
            if not self.sees("WHEN"):
                self.expression()
            while self.take("WHEN"):
                self.expression()
                while self.take(","):
                    self.expression()
                self.need("THEN")
                self.expression()
            if self.take("ELSE"):
                self.expression()
            self.need("END")

    def _bracket(self) -> None:
        with self.deeper():
            if self.names(1) and self.peek(2).upper == "IN":
                self._through("[")
                return
            paths = self.peek(1).upper == "(" and self.path_ahead(1)
            self.need("[")
            if not paths and not (self.names() and self.peek(1).upper == "="):
                self.expressions("]")
                return
            self._outside_lists()
            with self.apart(set(self.nodes)):
                self.pattern()
                if self.take("WHERE"):
                    self.expression()
                self.need("|")
                self.expression()
                self.need("]")

    def _through(self, kind: str) -> None:
        """Something for each thing of a short list."""
        self._outside_lists()
        if kind != "[":
            self.write(kind)
            self.skip()
        self.need("[" if kind == "[" else "(")
        each = self.name()
        self.need("IN")
        self._short_list()
        with self.apart(self.nodes - {each}):
            self._in_list = True
            if self.take("WHERE"):
                self.expression()
            if kind == "[" and self.take("|"):
                self.expression()
            self._in_list = False
        self.need("]" if kind == "[" else ")")

    def _short_list(self) -> None:
        """See the module."""
        property_of_node = self.peek().value in self.nodes and self.peek(1).upper == "."
        parts = self.peek().value.lower() in ("nodes", "relationships") and self.peek(1).upper == "("
        if property_of_node and self.names():
            self.name()
            self.need(".")
            self._property()
        elif parts:
            self._function(False)
        elif self.sees("["):
            self.need("[")
            self.expressions("]")
        else:
            raise self.refused(_SHORT)
        if not any(self.sees(word) for word in ("WHERE", "|", "]", ")")):
            raise self.refused(_SHORT)

    def _outside_lists(self) -> None:
        if self._in_list:
            raise self.refused(
                "inside a list no further list, pattern or subquery is gone through; use UNWIND and MATCH"
            )

    def _subquery(self) -> None:
        self._outside_lists()
        with self.deeper(), self.apart(set(self.nodes)):
            kind = self.peek().upper
            self.need(kind, "{")
            if kind == "COLLECT" or self.peek().upper in _BEGINS:
                self.query_inside(kind == "COLLECT")
            elif self.peek().upper in WRITING:
                raise QueryRefused(f"{self.peek().upper} is not allowed: a query only reads, with MATCH … RETURN.")
            else:
                self.patterns()
            self.need("}")
