"""One filled library for all tests of answers; nothing here writes to it."""

from collections.abc import Iterator

import pytest

from core.access import Viewer
from core.embeddings import LocalEmbedder
from tests.agent.library import MemoryHistories, MemoryRecords, World, world


@pytest.fixture(scope="session")
def embedder() -> LocalEmbedder:
    """The real local model."""
    return LocalEmbedder()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, embedder: LocalEmbedder) -> Iterator[World]:
    """The library, filled once."""
    made = world(tmp_path_factory.mktemp("library"), embedder)
    yield made
    made.store.close()


@pytest.fixture
def library(filled: World) -> World:
    """The library with fresh records and conversations."""
    return World(filled.store, filled.embedder, filled.retriever, MemoryRecords(), MemoryHistories({"c1": "amina"}))


@pytest.fixture
def viewer() -> Viewer:
    """A member cleared for INTERNAL."""
    return Viewer.member("INTERNAL", "amina")
