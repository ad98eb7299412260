"""Cypher over a store on a server: asked there and nowhere else, since the copy knows none."""

from core.access import Viewer
from core.errors import StoreUnavailable
from core.graph.contract import GraphStore
from core.graph.cypher import ReadsCypher, Rows
from core.graph.standby.server import Server

SECONDS = 10.0
"""How long a question may take: the server gives one up after five."""


class Asking(ReadsCypher):
    """The server's own reader, by way of the circuit around it.

    Args:
        schema: what the server's store tells of itself.
    """

    def __init__(self, server: Server, schema: str) -> None:
        self._server, self._schema = server, schema

    @property
    def schema(self) -> str:
        """See ReadsCypher.schema."""
        return self._schema

    def cypher(self, query: str, viewer: Viewer) -> Rows:
        """See ReadsCypher.cypher."""

        def ask(store: GraphStore) -> Rows:
            reader = store.cypher_reader()
            if reader is None:
                raise StoreUnavailable("The graph answers no Cypher any more.")
            return reader.cypher(query, viewer)

        return self._server.call(ask, SECONDS)


def asking(server: Server) -> Asking | None:
    """The reader, if the server can be reached and has one."""

    def told(store: GraphStore) -> str | None:
        reader = store.cypher_reader()
        return reader.schema if reader is not None else None

    try:
        schema = server.call(told)
    except StoreUnavailable:
        return None
    return Asking(server, schema) if schema is not None else None
