"""The knowledge graph behind one contract. ``open_store`` picks the backend by the URL's scheme."""

import importlib

from core.errors import SettingsError
from core.graph.contract import GraphStore

_NEO4J = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")

BACKENDS = {"sqlite": "core.graph.sqlite.backend", **dict.fromkeys(_NEO4J, "core.graph.neo4j.backend")}
"""URL scheme -> module with ``open_backend(url, user, password) -> GraphStore``; loaded when it is first asked for."""


def on_server(url: str) -> bool:
    """Whether the store at ``url`` is on a server, which may be out of reach, and not in a file."""
    return url.partition(":")[0].lower() in _NEO4J


def open_store(url: str, user: str | None = None, password: str | None = None) -> GraphStore:
    """The graph store at ``url``, made if it is new.

    Args:
        url: ``sqlite:///relative/path``, ``sqlite:////absolute/path``, or a server: ``neo4j://host``, ``bolt://host``.
        user, password: of the server; a file has none.

    Raises:
        SettingsError: the URL names no backend that this version has.
        StoreUnavailable: it cannot be reached, read or written now.
        StoreDamaged: it is there and is not a whole graph.
    """
    scheme = url.partition(":")[0].lower()
    if scheme not in BACKENDS:
        raise SettingsError(
            f"“{scheme}” is no kind of graph store that Sybil knows; SYBIL_GRAPH_URL starts with sqlite:///, "
            "neo4j:// or bolt://."
        )
    module = importlib.import_module(BACKENDS[scheme])
    store: GraphStore = module.open_backend(url, user, password)
    return store
