"""The index follows the store: what it learns bit by bit equals what it learns at once, and survives a restart."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.access import Viewer
from core.errors import StoreUnavailable
from core.graph.contract import GraphStore
from core.retrieval import Retriever
from core.retrieval.index import LiveIndex
from core.retrieval.persistence import load_snapshot
from tests.retrieval.shelf import TODAY, TOPICS, BrokenEmbedder, WordEmbedder, fill, opened, shelve

SYSTEM = Viewer.system()
QUESTIONS = ["borehole pump chlorine", "where is the retreat", "budget deficit", "note 2 line 7 of drums"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with opened(tmp_path) as made:
        yield made


def answers(retriever: Retriever) -> list[list[tuple[str, str]]]:
    found = [retriever.search(question, SYSTEM, limit=30) for question in QUESTIONS]
    return [[(p.id, p.score.hex()) for p in ranking.passages] for ranking in found]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["put", "drop", "search"]), st.integers(0, 12), st.sampled_from(sorted(TOPICS))),
        min_size=1,
        max_size=30,
    )
)
def test_following_changes_equals_starting_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, str]]
) -> None:
    embedder, there = WordEmbedder(), set()
    with opened(tmp_path_factory.mktemp("follow")) as store:
        followed = Retriever(store, embedder, lambda: TODAY)
        for step, (action, number, topic) in enumerate(steps):
            name = f"{number}.md"
            if action == "put":
                text = "\n".join(f"{TOPICS[topic]} Version {step} line {n}." for n in range(20))
                shelve(store, name, text, title=topic, embedder=embedder, revision=str(step))
                there.add(name)
            elif action == "drop" and name in there:
                store.remove(name)
                there.discard(name)
            else:
                followed.search(topic, SYSTEM)
        assert answers(followed) == answers(Retriever(store, embedder, lambda: TODAY))


def test_many_small_changes_leave_few_segments(store: GraphStore) -> None:
    index = LiveIndex(store, None)
    for number in range(30):
        shelve(store, f"{number}.md", f"Document number {number} on wells.")
        index.refresh()
    assert index.snapshot is not None
    assert len(index.snapshot.segments) <= 9
    assert index.snapshot.size == 30


def test_the_index_on_disk_gives_the_same_and_is_used(store: GraphStore, tmp_path: Path) -> None:
    embedder = WordEmbedder()
    fill(store, embedder, copies=40)
    first = Retriever(store, embedder, lambda: TODAY, tmp_path / "index")
    expected = answers(first)
    assert (loaded := load_snapshot(tmp_path / "index", embedder.name)) is not None
    assert loaded.moment == store.moment()
    second = Retriever(store, embedder, lambda: TODAY, tmp_path / "index")
    assert answers(second) == expected
    store.remove("wells-0.md")
    assert answers(second) == answers(Retriever(store, embedder, lambda: TODAY))
    assert load_snapshot(tmp_path / "index", "another model") is None


def test_a_damaged_index_on_disk_is_built_again(store: GraphStore, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    fill(store, copies=40)
    expected = answers(Retriever(store, None, lambda: TODAY, folder))
    arrays = sorted(folder.rglob("*.npy"))
    assert arrays
    for path in arrays:
        kept = path.read_bytes()
        path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 0xFF]))
        assert load_snapshot(folder, None) is None, path
        path.write_bytes(kept)
    assert load_snapshot(folder, None) is not None
    for harm in (b"", b"{}", b"[1", b'{"checksum": 1, "body": "{}"}'):
        (folder / "index.json").write_bytes(harm)
        assert load_snapshot(folder, None) is None
        assert answers(Retriever(store, None, lambda: TODAY, folder)) == expected


def test_an_index_of_a_later_store_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    with opened(tmp_path, "old") as store:
        fill(store, copies=40)
        Retriever(store, None, lambda: TODAY, folder).refresh()
    with opened(tmp_path, "new") as store:
        fill(store, copies=1)
        assert len(answers(Retriever(store, None, lambda: TODAY, folder))[0]) <= 30
        again = Retriever(store, None, lambda: TODAY, folder)
        assert answers(again) == answers(Retriever(store, None, lambda: TODAY))


def test_a_store_put_back_from_a_copy_is_noticed_once_it_passed_the_number(tmp_path: Path) -> None:
    folder, file = tmp_path / "index", tmp_path / "graph.db"
    with opened(tmp_path) as store:
        fill(store, copies=40)
    kept = file.read_bytes()
    with opened(tmp_path) as store:
        shelve(store, "lost.md", "The quokka census was postponed.")
        Retriever(store, None, lambda: TODAY, folder).refresh()
        number = store.version()
    file.write_bytes(kept)
    with opened(tmp_path) as store:
        while store.version() < number + 2:
            shelve(store, f"new-{store.version()}.md", "The wallaby census was postponed.")
        again = Retriever(store, None, lambda: TODAY, folder)
        assert {p.document_id for p in again.search("wallaby census", SYSTEM).passages[:3]} == {
            f"new-{number - 1 + n}.md" for n in range(3)
        }
        assert answers(again) == answers(Retriever(store, None, lambda: TODAY))
        assert (kept_now := load_snapshot(folder, None)) is not None
        assert kept_now.moment == store.moment()


def test_a_store_put_back_under_a_running_search_is_noticed(tmp_path: Path) -> None:
    with opened(tmp_path) as store, opened(tmp_path, "other") as other:
        fill(store, copies=2)
        fill(other, copies=1)
        while other.version() < store.version() + 1:
            shelve(other, f"new-{other.version()}.md", "The wallaby census was postponed.")
        swapping = SwappedStore(store)
        running = Retriever(swapping, None, lambda: TODAY)  # type: ignore[arg-type]
        before = answers(running)
        swapping.store = other
        assert answers(running) == answers(Retriever(other, None, lambda: TODAY)) != before


class SwappedStore:
    """Another store may be put in the place of this one."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)


def test_a_folder_that_cannot_be_written_costs_only_the_next_start(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    fill(store, copies=40)
    assert answers(Retriever(store, None, lambda: TODAY, tmp_path / "file" / "index"))[0]


class FailingStore:
    """Reads until it is told to fail."""

    def __init__(self, store: GraphStore) -> None:
        self._store, self.failing = store, False

    def __getattr__(self, name: str) -> object:
        if self.failing and name in ("index_changes",):
            raise StoreUnavailable("The graph cannot be read now.")
        return getattr(self._store, name)


def test_when_the_store_cannot_feed_the_index_the_last_one_answers_and_says_so(store: GraphStore) -> None:
    fill(store)
    failing = FailingStore(store)
    retriever = Retriever(failing, None, lambda: TODAY)  # type: ignore[arg-type]
    before = retriever.search("staff retreat", SYSTEM)
    shelve(store, "new.md", "The staff retreat is cancelled.")
    failing.failing = True
    after = retriever.search("staff retreat", SYSTEM)
    assert [p.id for p in after.passages] == [p.id for p in before.passages]
    assert any("could not be brought up to date" in sentence for sentence in after.degraded)
    failing.failing = False
    healed = retriever.search("staff retreat", SYSTEM)
    assert "new.md" in {p.document_id for p in healed.passages}
    assert not any("brought up to date" in sentence for sentence in healed.degraded)


def test_searching_and_changing_at_once(store: GraphStore) -> None:
    embedder = WordEmbedder()
    fill(store, embedder)
    retriever = Retriever(store, embedder, lambda: TODAY)
    errors: list[Exception] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            try:
                assert retriever.search("borehole pump", SYSTEM).passages[0].document_id.startswith("wells")
            except Exception as error:
                errors.append(error)
                return

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(25):
        shelve(
            store, f"extra-{number % 5}.md", f"Extra words number {number}.", embedder=embedder, revision=str(number)
        )
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []


def test_without_meaning_search_goes_by_words_and_says_so(store: GraphStore) -> None:
    fill(store, WordEmbedder())
    for embedder in (None, BrokenEmbedder()):
        found = Retriever(store, embedder, lambda: TODAY).search("staff retreat in Kisumu", SYSTEM)
        assert found.passages[0].document_id.startswith("retreat")
        assert "Meaning-based search is off: results go by words only." in found.degraded


def test_documents_without_vectors_are_found_by_their_words(store: GraphStore) -> None:
    embedder = WordEmbedder()
    fill(store, embedder)
    shelve(store, "plain.md", "The quokka census was postponed.")
    found = Retriever(store, embedder, lambda: TODAY).search("When is the quokka census?", SYSTEM)
    assert found.passages[0].document_id == "plain.md"
    assert any("no meaning vectors yet" in sentence for sentence in found.degraded)
    other = WordEmbedder(32, "another/32")
    found = Retriever(store, other, lambda: TODAY).search("staff retreat in Kisumu", SYSTEM)
    assert found.passages[0].document_id.startswith("retreat")
    assert any("Meaning-based search is off" in sentence for sentence in found.degraded)


def test_an_empty_library_and_an_empty_question(store: GraphStore) -> None:
    retriever = Retriever(store, WordEmbedder(), lambda: TODAY)
    assert retriever.search("anything", SYSTEM).passages == []
    fill(store)
    assert retriever.search("   ", SYSTEM).passages == []
    assert retriever.search("retreat", SYSTEM, limit=0).passages == []
    assert len(retriever.search("?!", SYSTEM).passages) <= 10


def test_cosines_are_whole_number_products(store: GraphStore) -> None:
    embedder = WordEmbedder()
    fill(store, embedder)
    index = LiveIndex(store, embedder.name)
    snapshot = index.refresh()
    for segment in snapshot.segments:
        assert np.array_equal(segment.vectors, np.rint(segment.vectors))
        norms = np.linalg.norm(segment.vectors.astype(np.float64), axis=1)
        assert (norms**2 < 2**24).all()
