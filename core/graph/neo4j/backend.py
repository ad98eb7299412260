"""Opens the Neo4j backend by its URL."""

from core.graph.neo4j.address import Address
from core.graph.neo4j.store import Neo4jGraph


def open_backend(url: str, user: str | None = None, password: str | None = None) -> Neo4jGraph:
    """The graph on the server at ``url``; see ``Address.read`` and ``core.graph.open_store``."""
    return Neo4jGraph(Address.read(url, user, password))
