"""The graph stores that every contract test runs over: one line each."""

from collections.abc import Callable
from pathlib import Path

BACKENDS: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: f"sqlite:///{folder / 'graph.db'}",
}
"""Name -> the URL of an empty store, given a folder of its own."""
