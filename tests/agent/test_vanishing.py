"""What goes away between two reads of one answer costs the answer nothing: another process may remove it any time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.access import Viewer
from core.app import Sybil
from core.assembly import Assembly
from core.db.migrate import open_database
from core.errors import DecisionNotFound, EntityNotFound
from core.graph.results import EntityDetail
from core.graph.sqlite.store import SqliteGraph
from core.models import Decision
from core.settings import Settings
from tests.library.world import Clock, HashEmbedder, InProcessReader, minutes

MEMBER = Viewer.member()


class Vanishing(SqliteGraph):
    """As if somebody removed every decision and name right after it was named."""

    asked = 0

    def decision(self, decision_id: str, viewer: Viewer) -> Decision:
        self.asked += 1
        raise DecisionNotFound("There is no such decision.")

    def entity(self, entity_id: str, viewer: Viewer) -> EntityDetail:
        self.asked += 1
        raise EntityNotFound("There is no such name.")


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Assembly]:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    store, clock = Vanishing(tmp_path / "graph.db"), Clock()
    ids = iter(range(1000))
    embedder, reader = HashEmbedder(), InProcessReader()
    database = open_database(settings.database)
    made = Assembly(settings, database, store, clock, lambda: str(next(ids)), embedder, None, reader)
    yield made
    made.close()


@pytest.mark.parametrize("question", ["Where does the office move to?", "Who is Amina Okafor?"])
def test_an_answer_outlives_what_it_was_about_to_read(parts: Assembly, tmp_path: Path, question: str) -> None:
    sybil = Sybil(parts)
    (tmp_path / "a.md").write_text(
        minutes(3, "We will move the office to Kisumu.", "", "Amina Okafor is the director.")
    )
    (tmp_path / "b.md").write_text(minutes(9, "We will not move the office to Kisumu; it stays in Nairobi."))
    parts.settings.library.mkdir()
    for name in ("a.md", "b.md"):
        (tmp_path / name).rename(parts.settings.library / name)
    sybil.sync()
    answer = sybil.ask(question, MEMBER)
    assert isinstance(parts.store, Vanishing)
    assert parts.store.asked > 0, "else this test tests nothing"
    assert answer.record_id is not None
