"""The graph stores that every contract test runs over: one line each."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.neo4j import stores
from tests.neo4j.server import CURRENT, LONG_TERM

BACKENDS: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: f"sqlite:///{folder / 'graph.db'}",
    "neo4j": partial(stores.store_url, LONG_TERM),
    "neo4j-current": partial(stores.store_url, CURRENT),
}
"""Name -> the URL of an empty store, given a folder of its own."""


def examples(backend: str, usual: int) -> int:
    """How many examples a property is tried on: fewer over a server, where each takes a hundred times as long."""
    return usual if backend == "sqlite" else max(2, usual // 8)
