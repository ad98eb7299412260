"""The plain calls that the stores' methods are measured against: one query of the driver, nothing around it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

import numpy as np
import pysqlite3

from core.graph.contract import GraphStore
from core.graph.contribution import Vector
from core.retrieval.question import content_words
from core.terms import terms


class Plain(Protocol):
    """The same questions, asked of the driver."""

    def words(self, question: str) -> object:
        """Ten passages by the full-text index."""

    def vector(self, question: str) -> object:
        """Ten windows by the question's vector."""

    def entity(self, id: str) -> object:
        """Fifty names that stand in the same passages."""


class _Sqlite:
    def __init__(self, path: str, store: GraphStore, model: str, asked: Mapping[str, Vector]) -> None:
        self._rows, self._asked, vectors = pysqlite3.connect(path), asked, []
        self._text = pysqlite3.connect(":memory:")
        self._text.execute("CREATE VIRTUAL TABLE held USING fts5(text, tokenize = 'porter unicode61')")
        for document in store.index_changes(None, model).documents:
            self._text.executemany("INSERT INTO held VALUES (?)", [(p.text,) for p in document.passages])
            vectors.append(document.window_vectors)
        self._matrix = np.concatenate(vectors)

    def words(self, question: str) -> object:
        query = " OR ".join(json.dumps(word) for word in dict.fromkeys(content_words(question)))
        return self._text.execute(
            "SELECT text FROM held WHERE held MATCH ? ORDER BY rank LIMIT 10", (query,)
        ).fetchall()

    def vector(self, question: str) -> object:
        return np.argpartition(-(self._matrix @ self._asked[question]), 10)[:10]

    def entity(self, id: str) -> object:
        return self._rows.execute(
            """SELECT o.name, count(*) FROM names x JOIN mentions m ON m.name = x.n JOIN mentions o USING (passage)
               WHERE x.node = ? AND o.name <> x.n GROUP BY 1 ORDER BY 2 DESC LIMIT 50""",
            (id,),
        ).fetchall()

    def close(self) -> None:
        self._rows.close()
        self._text.close()


class _Neo4j:
    def __init__(self, url: str, asked: Mapping[str, Vector]) -> None:
        from core.graph.neo4j.address import Address
        from neo4j import GraphDatabase

        address = Address.read(url)
        auth = (address.user or "neo4j", address.password) if address.password else None
        self._driver = GraphDatabase.driver(address.uri, auth=auth, notifications_min_severity="OFF")
        self._prefix, self._asked = address.prefix, asked

    def _run(self, query: str, **given: object) -> object:
        text = query.replace("(:", f"(:{self._prefix}").replace("x:", f"x:{self._prefix}")
        return self._driver.execute_query(text.replace("[:", f"[:{self._prefix}"), **given).records

    def words(self, question: str) -> object:
        return self._run(
            "CALL db.index.fulltext.queryNodes($index, $query, {limit: 10}) YIELD node, score RETURN node.text, score",
            index=f"{self._prefix}ForInternal",
            query=" ".join(f'"{stem}"' for stem in dict.fromkeys(terms(question))),
        )

    def vector(self, question: str) -> object:
        vector = self._asked[question]
        return self._run(
            "CALL db.index.vector.queryNodes($index, 10, $vector) YIELD node, score RETURN node.key, score",
            index=f"{self._prefix}Vectors{vector.size}",
            vector=vector.tolist(),
        )

    def entity(self, id: str) -> object:
        return self._run(
            """MATCH (x:Name {id: $id})<-[:MENTIONS]-(p)-[:MENTIONS]->(o) WHERE o <> x
               RETURN o.name, count(*) AS times ORDER BY times DESC LIMIT 50""",
            id=id,
        )

    def close(self) -> None:
        self._driver.close()


@contextmanager
def plain_calls(url: str, store: GraphStore, model: str, asked: Mapping[str, Vector]) -> Iterator[Plain]:
    """The plain calls for the store at ``url``, which is open as ``store``.

    Args:
        model: whose vectors its windows have.
        asked: the vector of each question.
    """
    path = url.partition(":///")[2]
    plain = _Sqlite(path, store, model, asked) if url.startswith("sqlite") else _Neo4j(url, asked)
    try:
        yield plain
    finally:
        plain.close()
