"""Searching by the server's own vector index, which serves where there are too many windows to compare each."""

from pathlib import Path

import pytest

from core.access import Viewer
from core.graph import open_store
from core.graph.neo4j import searching
from core.models import Filters, Level
from tests.contracts.builders import MODEL, contribution, vector_of
from tests.neo4j import stores
from tests.neo4j.server import CURRENT, LONG_TERM

SYSTEM, MEMBER = Viewer.system(), Viewer.member()


@pytest.mark.parametrize("version", [LONG_TERM, CURRENT])
def test_the_index_finds_what_comparing_all_finds(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = vector_of("question")
    with open_store(stores.store_url(version, tmp_path)) as store:
        for n in range(8):
            level = Level.INTERNAL if n % 4 == 0 else Level.RESTRICTED
            store.apply(contribution(f"d{n}", [f"Line {n} {k}" for k in range(20)], level=level))
        store.apply(contribution("other", ["Other"], model="another/8"))
        store.apply(contribution("wide", ["Wide"], model="wide/16", dimension=16))

        def found() -> list[object]:
            narrowed = Filters(document_ids=("d4", "d5"))
            return [
                store.search_vector(asked, MODEL, SYSTEM, 3),
                store.search_vector(asked, MODEL, MEMBER, 3),
                store.search_vector(asked, MODEL, MEMBER, 3, narrowed),
                store.search_vector(asked, "another/8", MEMBER, 3),
                store.search_vector(vector_of("x", 16), "wide/16", MEMBER, 3),
            ]

        exact = found()
        monkeypatch.setattr(searching, "_EXACT_UP_TO", 0)
        monkeypatch.setattr(searching, "_NEAR", 5)
        assert found() == exact
        assert len(store.search_vector(asked, MODEL, MEMBER, 100)) == 40
    stores.release_all()
