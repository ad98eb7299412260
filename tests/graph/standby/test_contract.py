"""The contract of every graph store, kept by a graph behind its copy while its server is there."""

from collections.abc import Iterator
from inspect import signature
from pathlib import Path

import pytest

from core.graph import open_store
from core.graph.contract import GraphStore
from tests.contracts import test_company, test_copies, test_facts, test_ledger, test_reading
from tests.graph.standby.switch import Pair

narrowed = test_reading.narrowed
for _module in (test_company, test_copies, test_facts, test_ledger, test_reading):
    _tests = {name: value for name, value in vars(_module).items() if name.startswith("test_")}
    globals().update(
        {name: value for name, value in _tests.items() if not {"store_url", "backend"} & {*signature(value).parameters}}
    )


@pytest.fixture
def store(pair: Pair) -> Iterator[GraphStore]:
    """An open, empty store with its copy, which follows in the end."""
    yield pair.store
    pair.follow()
    assert pair.keeping.state().moment == pair.truth.moment()


@pytest.fixture
def target(tmp_path: Path) -> Iterator[GraphStore]:
    """Another open, empty store."""
    with open_store(f"sqlite:///{tmp_path / 'other.db'}") as opened:
        yield opened
