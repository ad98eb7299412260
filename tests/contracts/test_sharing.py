"""One store, several threads and processes: an index that follows, readers beside a writer, a writer that is killed."""

import multiprocessing
import random
import threading
import time
from dataclasses import replace
from typing import Any

from core.access import Viewer
from core.graph import open_store
from core.graph.contract import GraphStore
from core.graph.contribution import Contribution
from core.models import Level
from tests.contracts.builders import MODEL, Line, contribution
from tests.contracts.snapshot import snapshot

SYSTEM = Viewer.system()
_processes = multiprocessing.get_context("spawn")


def numbered(document: int, revision: int, passages: int = 12) -> Contribution:
    """A revision of which every passage, decision and name tells the revision."""
    lines = [
        Line(f"Revision {revision} line {n} of document {document}", decides=n == 0, task=f"task {revision}",
             people=(f"Person {'abcdefgh'[revision % 8]}xyz",))
        for n in range(passages)
    ]  # fmt: skip
    return contribution(f"d{document}", lines, revision=str(revision))


def test_versions_grow_with_every_change_and_only_then(store: GraphStore) -> None:
    seen = [store.version()]
    for change in (
        lambda: store.apply(contribution("a", [Line("Amina", people=("Amina Okafor", "Amina"), task="call")])),
        lambda: store.move("a", "b.txt", "b.txt", None, "2"),
        lambda: store.set_level("a", Level.PUBLIC),
        lambda: store.set_action_state(store.actions(SYSTEM)[0].id, "done", SYSTEM),
        lambda: store.undo_merge(store.merges(SYSTEM)[0].id),
        lambda: store.remove("a"),
    ):
        change()
        seen.append(store.version())
    assert seen == sorted(set(seen))
    snapshot(store, SYSTEM)
    store.check()
    assert store.version() == seen[-1]


def test_an_index_learns_what_went_and_what_came(store: GraphStore) -> None:
    for name in "abcd":
        store.apply(contribution(name, [f"Words of {name}", "More"]))
    first = store.index_changes(None, MODEL)
    documents = list(first.documents)
    assert (first.moment, first.whole, first.gone) == (store.moment(), True, ())
    assert [d.id for d in documents] == list("abcd")
    assert documents[0].window_vectors.shape == (2, 8)
    assert documents[0].window_spans.tolist() == [[0, 10], [11, 15]]
    store.apply(contribution("a", ["Other words"], revision="2"))
    store.remove("b")
    store.set_level("c", Level.RESTRICTED)
    store.apply(contribution("e", ["New"]))
    store.remove("d")
    store.apply(contribution("d", ["Back again"]))
    then = store.index_changes(first.moment, "another model")
    changed = {d.id: d for d in then.documents}
    assert not then.whole
    assert set(then.gone) == {"a", "b", "c", "d"}
    assert set(changed) == {"a", "c", "d", "e"}
    assert changed["c"].level == Level.RESTRICTED
    assert changed["a"].window_vectors.shape == (0, 0)
    nothing = store.index_changes(then.moment, MODEL)
    assert (nothing.whole, nothing.gone, list(nothing.documents)) == (False, (), [])


def test_a_moment_belongs_to_one_history(store_url: str, other_url: str) -> None:
    with open_store(store_url) as store, open_store(other_url) as other:
        for n in range(3):
            assert store.version() == other.version()
            assert store.moment() != other.moment()
            store.apply(contribution(f"d{n}", ["Words"]))
            other.apply(contribution(f"other{n}", ["Words"]))
        for strange in (other.moment(), replace(store.moment(), version=store.version() + 100)):
            changes = store.index_changes(strange, MODEL)
            assert (changes.whole, changes.gone) == (True, ())
            assert {d.id for d in changes.documents} == {"d0", "d1", "d2"}
        before = store.moment()
    with open_store(store_url) as again:
        assert again.moment() == before


def test_an_index_reads_one_moment_however_late_it_reads(store: GraphStore) -> None:
    for document in range(4):
        store.apply(numbered(document, 1))
    changes = store.index_changes(None, MODEL)
    first = next(changes.documents)
    for document in range(4):
        store.apply(numbered(document, 2))
    store.remove("d3")
    rest = list(changes.documents)
    texts = [p.text for d in (first, *rest) for p in d.passages]
    assert len(texts) == 48
    assert all(text.startswith("Revision 1 ") for text in texts)


def test_many_threads_share_one_store(store: GraphStore) -> None:
    failures: list[BaseException] = []

    def work(document: int) -> None:
        try:
            for revision in range(1, 5):
                store.apply(numbered(document, revision, passages=3))
                assert len(store.document_passages(f"d{document}", SYSTEM)) == 3
                store.search_text("revision", SYSTEM)
        except BaseException as exc:
            failures.append(exc)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.counts(SYSTEM).documents == 6
    assert store.check() == []


def _write(url: str, documents: int, revisions: int, done: Any) -> None:
    with open_store(url) as store:
        for revision in range(1, revisions + 1):
            for document in range(documents):
                store.apply(numbered(document, revision))
    done.set()


def _read(url: str, done: Any, report: Any) -> None:
    """Reads until the writer is done; reports how often, and anything that was half one revision, half another."""
    reads, torn = 0, []
    try:
        with open_store(url) as store:
            while not done.is_set() or reads < 3:
                for document in store.documents(SYSTEM):
                    texts = {p.text.split(" line")[0] for p in store.document_passages(document.id, SYSTEM)}
                    torn += [texts] if len(texts) != 1 else []
                store.search_text("revision line", SYSTEM)
                changes = store.index_changes(None, MODEL)
                torn += [d.id for d in changes.documents if len({p.text.split(" line")[0] for p in d.passages}) != 1]
                reads += 1
    except BaseException as exc:
        torn.append(repr(exc))
    report.put((reads, torn))


def test_processes_read_while_two_write(store_url: str) -> None:
    done, report = _processes.Event(), _processes.Queue()
    writers = [_processes.Process(target=_write, args=(store_url, 4, 6, done)) for _ in range(2)]
    readers = [_processes.Process(target=_read, args=(store_url, done, report)) for _ in range(2)]
    for process in (*writers, *readers):
        process.start()
    reports = [report.get(timeout=120) for _ in readers]
    for process in (*writers, *readers):
        process.join(timeout=120)
        assert process.exitcode == 0
    assert [torn for _, torn in reports] == [[], []]
    assert all(reads >= 3 for reads, _ in reports)
    with open_store(store_url) as store:
        assert store.check() == []
        assert {d.revision for d in store.documents(SYSTEM)} == {"6"}


def _write_on(url: str, started: Any) -> None:
    with open_store(url) as store:
        for revision in range(1, 10_000):
            for document in range(3):
                store.apply(numbered(document, revision))
                started.set()


def test_a_killed_writer_leaves_each_document_whole(store_url: str) -> None:
    chance = random.Random(7)
    for _ in range(5):
        started = _processes.Event()
        writer = _processes.Process(target=_write_on, args=(store_url, started))
        writer.start()
        assert started.wait(timeout=60)
        time.sleep(chance.random() * 0.15)
        writer.kill()
        writer.join(timeout=60)
        with open_store(store_url) as store:
            assert store.check() == []
            for document in store.documents(SYSTEM):
                passages = store.document_passages(document.id, SYSTEM)
                assert {p.text.split(" line")[0] for p in passages} == {f"Revision {document.revision}"}
                assert len(passages) == 12
                assert store.ledger()[document.id].revision == document.revision
            revisions = {d.revision for d in store.documents(SYSTEM)}
            said = {d.statement.split(" line")[0] for d in store.decisions(SYSTEM, current=False)}
            assert said == {f"Revision {revision}" for revision in revisions}
