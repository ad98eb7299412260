"""A viewer below costs the same work whether a confidential paper exists or not.

Times are measured by benchmarks/hidden_times.py; here is what they are made of: the same questions to the store, each
with as much to look up and as much in return, and the same texts for the embedder.
"""

import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from core import Settings, Sybil, Viewer
from core.assembly import Assembly
from core.db.migrate import open_database
from core.graph import open_store
from core.graph.contract import GraphStore
from tests.library.world import HashEmbedder, InProcessReader
from tests.test_confidentiality import ABOUT, CLEARED, MEMBER, NOTE, OPEN, PAPER, ROOT

Work = list[tuple[str, int, int]]


class WatchedStore:
    """Notes every call: its name, how much was asked for, and how much came back."""

    def __init__(self, store: GraphStore, work: Work) -> None:
        self._store, self._work = store, work

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if not callable(found):
            return found

        def watched(*given: Any, **named: Any) -> Any:
            result = found(*given, **named)
            asked = sum(len(one) for one in (*given, *named.values()) if isinstance(one, str | list | tuple))
            self._work.append((name, asked, len(result) if isinstance(result, list | tuple | dict) else 1))
            return result

        return watched


class WatchedEmbedder(HashEmbedder):
    """Notes every text."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self._work.extend(("embed", len(text), 1) for text in texts)
        return super().embed(texts)


def library(folder: Path, names: list[str]) -> tuple[Sybil, Work]:
    files, work = folder / "files", Work()
    files.mkdir(parents=True)
    for name in names:
        shutil.copyfile(ROOT / "samples" / name, files / name)
    settings = Settings(_env_file=None, data_dir=folder / "data")
    settings.data_dir.mkdir()
    settings.library.mkdir()
    store: Any = WatchedStore(open_store(settings.graph), work)
    ids = iter(f"{n:032}" for n in range(10_000))
    database, embedder = open_database(settings.database), WatchedEmbedder(work)
    sybil = Sybil(
        Assembly(
            settings,
            database,
            store,
            lambda: datetime(2026, 6, 30, 9, tzinfo=UTC),
            lambda: next(ids),
            embedder,
            None,
            InProcessReader(),
        )
    )
    assert [report.state for report in sybil.add(files)] == ["added"] * len(names)
    sybil.search("warm", Viewer.system())
    return sybil, work


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Sybil, Work]]]:
    base = tmp_path_factory.mktemp("work")
    made = [library(base / "without", OPEN), library(base / "with", [*OPEN, PAPER, NOTE])]
    yield made
    for sybil, _ in made:
        sybil.close()


def done(sybil: Sybil, work: Work, question: str, viewer: Viewer) -> Work:
    work.clear()
    sybil.search(question, viewer)
    sybil.ask(question, viewer)
    sybil.decisions(viewer, topic=question)
    return list(work)


@pytest.mark.parametrize("question", ABOUT)
def test_a_question_about_the_paper_makes_the_same_work(pair: list[tuple[Sybil, Work]], question: str) -> None:
    without, having = (done(sybil, work, question, MEMBER) for sybil, work in pair)
    assert having == without
    assert {name for name, _, _ in having} >= {"passages", "decisions", "embed", "moment"}


def test_a_cleared_viewer_makes_other_work(pair: list[tuple[Sybil, Work]]) -> None:
    """Else the test above could not fail."""
    without, having = (done(sybil, work, ABOUT[0], CLEARED) for sybil, work in pair)
    assert having != without
