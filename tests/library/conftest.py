"""One reading process for all tests here, and a world for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.documents.reading import Reader
from tests.library.folder import Folder
from tests.library.world import World


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as opened:
        yield opened


@pytest.fixture
def world(tmp_path: Path, reader: Reader) -> Iterator[World]:
    made = World(tmp_path, reader)
    yield made
    made.sybil.close()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)
