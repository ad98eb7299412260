"""The graph stores that every contract test runs over: one line each."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.neo4j import stores
from tests.neo4j.server import CURRENT, LONG_TERM, VERSIONS

NAMES = {LONG_TERM: "neo4j", CURRENT: "neo4j-current"}

BACKENDS: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: f"sqlite:///{folder / 'graph.db'}",
    **{NAMES[version]: partial(stores.store_url, version) for version in VERSIONS},
}
"""Name -> the URL of an empty store, given a folder of its own."""


def examples(backend: str, usual: int) -> int:
    """How many examples a property is tried on: fewer over a server, where each takes a hundred times as long."""
    return usual if backend == "sqlite" else max(2, usual // 8)
