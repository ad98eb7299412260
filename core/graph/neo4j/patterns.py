"""The grammar of patterns: nodes with a label of ours, relationships of our types, and few hops."""

from abc import abstractmethod
from collections.abc import Iterable

from core.errors import QueryRefused
from core.graph.neo4j.cursor import Cursor
from core.graph.neo4j.vocabulary import ALONE, PROPERTIES, READ, RELATED, listed
from core.models import Level

HOPS = 5
"""How far a pattern of variable length may go."""

SHORTEST = {"SHORTESTPATH": "shortestPath", "ALLSHORTESTPATHS": "allShortestPaths"}

_FULL = list(Level)[-1].value
_FAR = f"say how far it goes, at most {HOPS} hops: -[:NEXT*1..{HOPS}]->"


class Patterns(Cursor):
    """Reads patterns. Whatever a pattern can reach has a label and comes by a type that may be read."""

    @abstractmethod
    def expression(self) -> None:
        """See Expressions."""

    def patterns(self) -> None:
        """Patterns with commas between them, and their WHERE."""
        self.pattern()
        while self.take(","):
            self.pattern()
        if self.take("WHERE"):
            self.expression()

    def pattern(self) -> None:
        """A path, perhaps with a name or as the shortest of its kind."""
        if self.names() and self.peek(1).upper == "=":
            self.name()
            self.need("=")
        if self.peek().upper in SHORTEST and self.peek(1).upper == "(":
            self.shortest()
        else:
            self.path()

    def shortest(self) -> None:
        """A shortest path between two nodes."""
        self.write(SHORTEST[self.skip().upper])
        self.need("(")
        self.path()
        self.need(")")

    def path(self) -> None:
        """Nodes and the relationships between them."""
        if self.sees("(", "("):
            raise self.refused(f"patterns in parentheses are not read; {_FAR}")
        self._node()
        while self.sees("-") or self.sees("<", "-"):
            self._relationship()
            self._node()

    def path_ahead(self, ahead: int = 0) -> bool:
        """True if the parenthesis that comes next is a node with a relationship after it."""
        at = self.past(ahead)
        signs = tuple(self.peek(at + n).upper for n in range(3))
        return (
            signs[:2] == ("-", "[")
            or (signs[:2] == ("-", "-") and signs[2] in ("(", ">"))
            or (signs[:2] == ("<", "-") and signs[2] in ("[", "-"))
        )

    def _node(self) -> None:
        self.need("(")
        name = self.name() if self.names() else None
        labels = self.labels() if self.sees(":") else []
        if not labels and (name is None or name not in self.nodes):
            raise self.refused(f"every node needs its label where it first stands, one of {listed(PROPERTIES)}")
        if labels and name is not None:
            self.nodes.add(name)
        self._properties({key for one in labels for key in PROPERTIES[one]} if labels else READ, labels == [ALONE])
        if self.take("WHERE"):
            self.expression()
        self.need(")")

    def labels(self) -> list[str]:
        """Labels after a colon."""
        found = self._either(PROPERTIES, "label")
        if ALONE in found and len(found) > 1:
            raise QueryRefused(f"{ALONE} is asked for alone, without other labels beside it.")
        self.write(":" + "|".join(self.prefix + label for label in found))
        return found

    def _either(self, known: Iterable[str], what: str) -> list[str]:
        """Names after a colon with | between them, of those that may be read; not written."""
        found = list[str]()
        self.skip()
        while True:
            if self.peek().value not in known or self.peek().kind not in ("word", "quoted"):
                raise self.refused(f"there is no such {what} here; there are {listed(known)}")
            found.append(self.skip().value)
            if self.sees(":"):
                raise self.refused(f"several are written with | between them, as in {found[0]}|…")
            if not self.sees("|") or self.peek(1).kind not in ("word", "quoted"):
                return found
            self.skip()

    def _relationship(self) -> None:
        left = self.take("<")
        self.need("-")
        if self.take("["):
            if self.names():
                self.name()
            types = self._either(RELATED, "relationship") if self.sees(":") else list(RELATED)
            self.write(":" + "|".join(types))
            self._hops()
            self._properties({key for one in types for key in RELATED[one]}, False)
            if self.take("WHERE"):
                self.expression()
            self.need("]")
        else:
            self.write(f"[:{'|'.join(RELATED)}]")
        self.need("-")
        if left and self.sees(">"):
            raise self.refused("a relationship has one direction or none")
        self.take(">")
        self._quantifier()

    def _hops(self) -> None:
        if not self.sees("*"):
            return
        self.skip()
        least, most = self._bounds("..", 1)
        self.write(f"*{least}..{most}")

    def _quantifier(self) -> None:
        if self.sees("+") or self.sees("*"):
            raise self.refused(_FAR)
        if not self.sees("{"):
            return
        self.skip()
        least, most = self._bounds(",", 0)
        if not self.sees("}"):
            raise self.refused("} was expected")
        self.skip()
        self.write(f"{{{least},{most}}}")

    def _bounds(self, between: str, least: int) -> tuple[int, int]:
        """From and to; not written."""
        most = HOPS + 1
        if self.peek().kind == "number":
            least = most = self.whole()
        if self.sees(between):
            self.skip()
            most = self.whole() if self.peek().kind == "number" else HOPS + 1
        if not least <= most <= HOPS:
            raise self.refused(_FAR)
        return least, most

    def _properties(self, known: Iterable[str], alone: bool) -> None:
        """The map of a node or relationship. With ``alone``, the nodes of full clearance."""
        levelled, first = not alone, True
        if not self.sees("{"):
            if alone:
                self.write("{level:")
                self.value(_FULL)
                self.write("}")
            return
        self.need("{")
        while not self.sees("}"):
            if not first:
                self.need(",")
            first = False
            key = self.peek()
            if alone and key.value == "level" and (self.peek(2).kind, self.peek(2).value) == ("string", _FULL):
                levelled = True
            elif key.value not in known or key.kind not in ("word", "quoted"):
                raise self.refused(f"there is no such property here; there are {listed(sorted(known))}")
            self.write(f"`{self.skip().value}`")
            self.need(":")
            self.expression()
        if not levelled:
            self.write("level:" if first else ", level:")
            self.value(_FULL)
        self.need("}")
