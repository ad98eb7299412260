"""The knowledge graph behind one contract. ``open_store`` picks the backend by the URL's scheme."""

import importlib

from core.errors import SettingsError
from core.graph.contract import GraphStore

BACKENDS = {"sqlite": "core.graph.sqlite.backend"}
"""URL scheme -> module with ``open_backend(url) -> GraphStore``; loaded when it is first asked for."""

_PLANNED = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def on_server(url: str) -> bool:
    """Whether the store at ``url`` is on a server, which may be out of reach, and not in a file."""
    return url.partition(":")[0].lower() in _PLANNED


def open_store(url: str) -> GraphStore:
    """The graph store at ``url`` (``sqlite:///relative/path`` or ``sqlite:////absolute/path``), made if it is new.

    Raises:
        SettingsError: the URL names no backend that this version has.
        StoreUnavailable: it cannot be reached, read or written now.
        StoreDamaged: it is there and is not a whole graph.
    """
    scheme = url.partition(":")[0].lower()
    if scheme in _PLANNED:
        raise SettingsError(
            "This version of Sybil has no Neo4j backend yet; set SYBIL_GRAPH_URL to sqlite:///path/to/graph.db."
        )
    if scheme not in BACKENDS:
        raise SettingsError(
            f"“{scheme}” is no kind of graph store that Sybil knows; SYBIL_GRAPH_URL starts with sqlite:///."
        )
    module = importlib.import_module(BACKENDS[scheme])
    store: GraphStore = module.open_backend(url)
    return store
