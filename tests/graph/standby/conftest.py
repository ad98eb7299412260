"""A server with its copy for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.graph.standby.switch import Pair


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    made = Pair(tmp_path)
    yield made
    made.close()
