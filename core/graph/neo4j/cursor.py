"""Going through the tokens of a query and writing it anew: the ground of the grammar in the modules beside this one.

Nothing of the text reaches the server as it was written. Each token that the grammar takes is written again by us:
names in backticks, strings as parameters, labels with the store's prefix. So the server can read nothing into it that
was not read here.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import QueryRefused
from core.graph.neo4j.tokens import Token, tokens
from core.graph.neo4j.vocabulary import KEYWORDS, WRITING
from core.graph.values import plain

_DEEPEST = 16
"""Brackets in brackets. The server's own parser stalls over hundreds of them."""


class Cursor:
    """Where the reading of a query stands.

    ``nodes`` are the variables that stand for a node with a label that may be read; ``out`` is what was written so far,
    each piece with the place in the query that it comes from.
    """

    def __init__(self, query: str, prefix: str) -> None:
        self.query = query
        self.prefix = prefix
        self.nodes: set[str] = set()
        self.out: list[tuple[str, int]] = []
        self.values: dict[str, str] = {}
        self._tokens = tokens(query)
        self._at = 0
        self._depth = 0

    def peek(self, ahead: int = 0) -> Token:
        """The next token, or one of those after it."""
        return self._tokens[min(self._at + ahead, len(self._tokens) - 1)]

    def sees(self, *words: str) -> bool:
        """True if these keywords and signs come next."""
        return all(self.peek(n).upper == word for n, word in enumerate(words))

    def skip(self) -> Token:
        """Go past a token without writing it."""
        token = self.peek()
        self._at += 1
        return token

    def write(self, text: str) -> None:
        """Write a piece of the query to run."""
        self.out.append((text, self.peek().at))

    def take(self, *words: str) -> bool:
        """Write these keywords and signs if they come next."""
        if not self.sees(*words):
            return False
        for word in words:
            self.write(word)
            self._at += 1
        return True

    def need(self, *words: str) -> None:
        """Write these keywords and signs, which must come next."""
        if not self.take(*words):
            raise self.refused(f"{' '.join(words)} was expected")

    def names(self, ahead: int = 0) -> bool:
        """True if a name comes next."""
        token = self.peek(ahead)
        return token.kind == "quoted" or (token.kind == "word" and token.upper not in KEYWORDS)

    def name(self) -> str:
        """Write a variable or an alias, which must come next."""
        if not self.names() or self.peek().value.upper() in WRITING:
            raise self.refused("a name was expected, which is no word of Cypher")
        self.write(f"`{self.peek().value}`")
        return self.skip().value

    def value(self, text: str) -> None:
        """Write a string, as a parameter."""
        key = f"s{len(self.values)}"
        self.values[key] = plain(text)
        self.write(f"${key}")

    def whole(self) -> int:
        """The whole number that must come next; not written."""
        if self.peek().kind != "number" or not self.peek().value.isdigit():
            raise self.refused("a whole number was expected")
        return int(self.skip().value)

    def past(self, ahead: int = 0) -> int:
        """How far the token after the parenthesis is that closes the next one."""
        depth = 0
        while self.peek(ahead).kind != "end":
            depth += {"(": 1, ")": -1}.get(self.peek(ahead).upper, 0)
            ahead += 1
            if not depth:
                break
        return ahead

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Inside a further pair of brackets."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise QueryRefused(f"The query is nested more than {_DEEPEST} deep; use WITH to go step by step.")
        yield
        self._depth -= 1

    @contextmanager
    def apart(self, nodes: set[str]) -> Iterator[None]:
        """With other variables for nodes, which are forgotten at the end."""
        before, self.nodes = self.nodes, nodes
        yield
        self.nodes = before

    def refused(self, what: str) -> QueryRefused:
        """The error for what comes next."""
        token = self.peek()
        place = "at the end" if token.kind == "end" else f"at “{self.query[token.at : token.at + 30].strip()}”"
        return QueryRefused(f"The query cannot be read {place}: {what}.")
