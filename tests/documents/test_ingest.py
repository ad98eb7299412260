"""One file to one commit: what is committed, what is reused, what is said, and what an interruption leaves."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from core.access import Viewer
from core.documents.facts import Facts, RuleFacts
from core.documents.ingest import WITHOUT_VECTORS, Incoming, Ingestor, IngestStopped, Stopwatch
from core.errors import EmbeddingError, FileUnreadable, StoreUnavailable
from core.graph import open_store
from core.graph.contract import GraphStore
from core.graph.contribution import Contribution
from core.graph.results import Applied
from core.models import Level
from tests.library.world import Clock, HashEmbedder, InProcessReader, minutes

SYSTEM = Viewer.system()
TEXT = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(f"sqlite:///{tmp_path}/graph.db") as opened:
        yield opened


class Desk:
    """An ingestor with its parts in reach."""

    def __init__(self, store: GraphStore, folder: Path) -> None:
        self.store, self.folder = store, folder
        self.clock, self.embedder, self.stopwatch = Clock(), HashEmbedder(), Stopwatch()
        self.ingestor = self.make(self.embedder)

    def make(self, embedder: HashEmbedder) -> Ingestor:
        reader = InProcessReader()
        return Ingestor(self.store, reader, RuleFacts(), embedder, self.clock, Level.INTERNAL, self.stopwatch)

    def file(self, text: str = TEXT, name: str = "a.md", revision: str = "r1") -> Incoming:
        path = self.folder / "copy"
        path.write_text(text)
        return Incoming(
            path, "library", name, name, revision, "https://example.org/a", datetime(2026, 1, 1, tzinfo=UTC)
        )


@pytest.fixture
def desk(store: GraphStore, tmp_path: Path) -> Desk:
    return Desk(store, tmp_path)


def test_everything_one_file_says_is_in_the_graph(desk: Desk) -> None:
    report = desk.ingestor.ingest(desk.file(), "d1")
    assert (report.name, report.state, report.reason, report.document_id) == ("a.md", "added", None, "d1")
    assert (report.passages, report.facts) == (1, 2)
    document = desk.store.document("d1", SYSTEM)
    assert (document.text, document.link, document.revision) == (TEXT, "https://example.org/a", "r1")
    (passage,) = desk.store.document_passages("d1", SYSTEM)
    assert TEXT[passage.start : passage.end] == passage.text
    known = desk.store.ledger()["d1"]
    assert (known.source, known.source_id, known.extractor) == ("library", "a.md", RuleFacts.name)
    assert known.embedding_model == "hash/64"
    assert not desk.ingestor.stale(known)


def test_twice_is_once(desk: Desk) -> None:
    desk.ingestor.ingest(desk.file(), "d1")
    version = desk.store.version()
    again = desk.ingestor.ingest(desk.file(), "d1")
    assert (again.state, again.passages, again.facts) == ("unchanged", 1, 2)
    assert desk.store.version() == version


def test_known_windows_are_not_embedded_again(desk: Desk) -> None:
    desk.ingestor.ingest(desk.file(), "d1")
    desk.embedder.texts.clear()
    assert desk.ingestor.ingest(desk.file(revision="r2"), "d1").state == "updated"
    assert desk.embedder.texts == []


def test_every_window_has_its_vector(desk: Desk) -> None:
    desk.ingestor.ingest(desk.file(), "d1")
    (document,) = desk.store.index_changes(None, "hash/64").documents
    assert len(document.window_vectors) == len(desk.embedder.texts) > 0
    assert document.window_vectors == pytest.approx(HashEmbedder().embed(desk.embedder.texts))


def test_a_failing_embedding_model_costs_the_vectors_only(desk: Desk) -> None:
    desk.embedder.broken = True
    report = desk.ingestor.ingest(desk.file(), "d1")
    assert (report.state, report.reason) == ("added", WITHOUT_VECTORS)
    known = desk.store.ledger()["d1"]
    assert known.embedding_model is None
    assert desk.ingestor.degraded
    assert not desk.ingestor.stale(known), "reading it again now would not help"
    desk.embedder.broken = False
    desk.clock.turn(minutes=1)
    assert desk.ingestor.stale(known)
    assert desk.ingestor.ingest(desk.file(), "d1", known).state == "updated"
    assert desk.store.ledger()["d1"].embedding_model == "hash/64"


def test_a_failing_model_is_left_alone_for_a_minute(desk: Desk) -> None:
    class Counting(HashEmbedder):
        asked = 0

        def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
            self.asked += 1
            raise EmbeddingError("No answer within 60 seconds.")

    embedder = Counting()
    ingestor = desk.make(embedder)
    for n in range(5):
        ingestor.ingest(desk.file(name=f"{n}.md"), f"d{n}")
    assert embedder.asked == 1


def test_a_document_with_old_vectors_keeps_them_while_the_new_model_fails(desk: Desk) -> None:
    desk.ingestor.ingest(desk.file(), "d1")
    newer = HashEmbedder("newer/64")
    newer.broken = True
    report = desk.make(newer).ingest(desk.file(), "d1", desk.store.ledger()["d1"])
    assert report.state == "unchanged"
    assert desk.store.ledger()["d1"].embedding_model == "hash/64"


def test_a_model_that_does_not_even_tell_its_name(desk: Desk) -> None:
    class Nameless(HashEmbedder):
        @property
        def name(self) -> str:  # type: ignore[override]
            raise EmbeddingError("The server does not answer.")

        @name.setter
        def name(self, value: str) -> None:
            pass

    ingestor = desk.make(Nameless())
    assert ingestor.ingest(desk.file(), "d1").reason == WITHOUT_VECTORS
    assert not ingestor.stale(desk.store.ledger()["d1"])


def test_an_unreadable_file_commits_nothing(desk: Desk) -> None:
    desk.ingestor.ingest(desk.file(), "d1")
    version = desk.store.version()
    with pytest.raises(FileUnreadable):
        desk.ingestor.ingest(desk.file("", revision="r2"), "d1")
    assert desk.store.version() == version


def test_stopping_between_batches_commits_nothing(desk: Desk) -> None:
    stop = threading.Event()

    class Stopping(HashEmbedder):
        def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
            stop.set()
            return super().embed(texts)

    text = "\n".join(f"Amina Okafor: {'words about matter ' * 60} {n}." for n in range(100))
    with pytest.raises(IngestStopped):
        desk.make(Stopping()).ingest(desk.file(text, "long.txt"), "d1", stop=stop)
    assert desk.store.ledger() == {}


def test_a_failing_store_is_told(desk: Desk) -> None:
    class Full(type(desk.store)):  # type: ignore[misc]
        def apply(self, contribution: Contribution) -> Applied:
            raise StoreUnavailable("The disk that holds the graph is full.")

    full = Full(desk.folder / "other.db")
    ingestor = Ingestor(full, InProcessReader(), RuleFacts(), desk.embedder, desk.clock)
    with pytest.raises(StoreUnavailable):
        ingestor.ingest(desk.file(), "d1")
    full.close()


def test_the_stopwatch_counts_each_stage(desk: Desk) -> None:
    ticks = iter(range(1000))
    desk.stopwatch = Stopwatch(lambda: float(next(ticks)))
    desk.make(desk.embedder).ingest(desk.file(), "d1")
    assert desk.stopwatch.spent == {"read": 1.0, "facts": 1.0, "cut": 2.0, "embed": 1.0, "commit": 2.0}


def test_the_default_level_is_that_of_documents_without_marking(desk: Desk) -> None:
    reader = InProcessReader()
    strict = Ingestor(desk.store, reader, RuleFacts(), desk.embedder, desk.clock, Level.CONFIDENTIAL)
    strict.ingest(desk.file(), "d1")
    assert desk.store.document("d1", SYSTEM).level is Level.CONFIDENTIAL


def test_what_a_model_could_not_finish_is_read_again_after_a_pause(desk: Desk) -> None:
    class Halting(RuleFacts):
        complete = False

        def find(self, *given: Any, **named: Any) -> Facts:
            return replace(super().find(*given, **named), complete=self.complete)

    facts = Halting()
    ingestor = Ingestor(desk.store, InProcessReader(), facts, desk.embedder, desk.clock)
    ingestor.ingest(desk.file(), "d1")
    known = desk.store.ledger()["d1"]
    assert known.extractor.endswith("(incomplete)")
    assert not ingestor.stale(known), "not at once: the model has just failed"
    desk.clock.turn(minutes=10)
    assert ingestor.stale(known)
    assert ingestor.ingest(desk.file(), "d1", known).state == "unchanged"
    facts.complete = True
    desk.clock.turn(minutes=10)
    assert ingestor.ingest(desk.file(), "d1", known).state == "updated"
    assert not ingestor.stale(desk.store.ledger()["d1"])
