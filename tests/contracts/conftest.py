"""A store of each backend for each contract test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.graph import open_store
from core.graph.contract import GraphStore
from tests.contracts.backends import BACKENDS
from tests.neo4j.stores import release_all


@pytest.fixture(autouse=True)
def stores_are_given_back() -> Iterator[None]:
    """After each test its stores may be emptied for others."""
    yield
    release_all()


@pytest.fixture(params=sorted(BACKENDS))
def backend(request: pytest.FixtureRequest) -> str:
    """The name of a backend."""
    return str(request.param)


@pytest.fixture
def store_url(backend: str, tmp_path: Path) -> str:
    """The URL of an empty store; opening it again leads to the same one."""
    return BACKENDS[backend](tmp_path)


@pytest.fixture
def other_url(backend: str, tmp_path: Path) -> str:
    """The URL of another empty store of the same kind."""
    (tmp_path / "other").mkdir()
    return BACKENDS[backend](tmp_path / "other")


@pytest.fixture
def store(store_url: str) -> Iterator[GraphStore]:
    """An open, empty store."""
    with open_store(store_url) as opened:
        yield opened
