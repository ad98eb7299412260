"""What goes wrong under the store arrives as our errors, with a sentence, and nothing is lost."""

import multiprocessing
import resource
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pysqlite3 import dbapi2 as sqlite

from core.access import Viewer
from core.errors import SettingsError, StoreDamaged, StoreError, StoreUnavailable
from core.graph import open_store
from core.graph.sqlite.failures import our_errors
from tests.contracts.builders import Line, contribution
from tests.contracts.snapshot import snapshot

SYSTEM = Viewer.system()
_processes = multiprocessing.get_context("spawn")


def filled(path: Path) -> dict[str, Any]:
    """Make a store with a few documents; returns everything in it."""
    with open_store(f"sqlite:///{path}") as store:
        for n in range(8):
            store.apply(contribution(f"d{n}", [Line(f"Words {n} " * 300, people=("Amina Okafor",), decides=True)]))
        return snapshot(store, SYSTEM)


@pytest.mark.parametrize("url", ["postgres://h", "", "graph.db", "neo4j+x://h"])
def test_a_store_that_this_version_has_not(url: str) -> None:
    with pytest.raises(SettingsError, match="sqlite:///"):
        open_store(url)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///a.db?mode=ro"])
def test_a_url_without_a_file(url: str) -> None:
    with pytest.raises(SettingsError, match="has to name a file"):
        open_store(url)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    path.write_bytes(b"This is a letter to the treasurer.\n" * 200)
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match="restore it from a backup"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite.connect(str(path))) as other:
        other.execute("CREATE TABLE letters (text)")
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match="another program"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_graph_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    filled(path)
    with closing(sqlite.connect(str(path))) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreUnavailable, match="newer version"):
        open_store(f"sqlite:///{path}")


def test_damage_inside_the_file_is_noticed_and_named(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    filled(path)
    content = bytearray(path.read_bytes())
    for at in range(8 * 4096, len(content) - 4096, 4096):
        content[at : at + 512] = b"\xa5" * 512
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match="restore it from a backup"), open_store(f"sqlite:///{path}") as store:
        snapshot(store, SYSTEM)


def test_a_truncated_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    filled(path)
    path.write_bytes(path.read_bytes()[: 10 * 4096 + 100])
    with pytest.raises(StoreDamaged), open_store(f"sqlite:///{path}") as store:
        snapshot(store, SYSTEM)


def test_what_check_finds(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    filled(path)
    for damage, words in (
        ("DELETE FROM texts WHERE document = 1", "have no text"),
        ("UPDATE documents SET level = 'SECRET' WHERE n = 2", "read as RESTRICTED"),
        ("DELETE FROM vectors", "have no vector"),
        ("DELETE FROM clusters WHERE rank = 3", "in no group of names"),
        ("INSERT INTO search_3 (rowid, title, text) VALUES (999, 'x', 'y')", "full-text index for RESTRICTED"),
        ("DELETE FROM documents WHERE n = 3", "refer to something that is gone"),
    ):
        with closing(sqlite.connect(str(path), isolation_level=None)) as connection:
            connection.execute(damage)
        with open_store(f"sqlite:///{path}") as store:
            assert any(words in sentence for sentence in store.check()), words


def test_a_folder_that_cannot_be_made_or_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    for path in (tmp_path / "file" / "graph.db", Path("/proc/sybil/graph.db"), tmp_path):
        with pytest.raises(StoreUnavailable, match="check that its folder exists") as refused:
            open_store(f"sqlite:///{path}")
        assert refused.value.__cause__ is not None


def test_a_file_that_became_read_only(tmp_path: Path) -> None:
    before = filled(tmp_path / "graph.db")
    with open_store(f"sqlite:///{tmp_path / 'graph.db'}") as store:
        with store._connections.writing() as connection:  # type: ignore[attr-defined]
            connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreUnavailable, match="may not be written"):
            store.apply(contribution("new", ["words"]))
        assert snapshot(store, SYSTEM) == before


def _fill_up(path: Path, report: Any) -> None:
    """Writes until the file may not grow any more; reports what was said, and what is there afterwards."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
    written, said = [], ""
    with open_store(f"sqlite:///{path}") as store:
        try:
            for n in range(1000):
                store.apply(contribution(f"d{n}", [f"Words {n} " * 300]))
                written.append(f"d{n}")
        except StoreError as exc:
            said = f"{type(exc).__name__}: {exc}"
        there = sorted(d.id for d in store.documents(SYSTEM))
    report.put((said, sorted(written), there))


def test_a_disk_without_room_loses_nothing(tmp_path: Path) -> None:
    report = _processes.Queue()
    writer = _processes.Process(target=_fill_up, args=(tmp_path / "graph.db", report))
    writer.start()
    said, written, there = report.get(timeout=60)
    writer.join(timeout=60)
    assert said.startswith("StoreUnavailable: The disk that holds the graph")
    assert "safe" in said
    assert 0 < len(written) < 1000
    assert there == written
    with open_store(f"sqlite:///{tmp_path / 'graph.db'}") as store:
        assert store.check() == []
        assert sorted(d.id for d in store.documents(SYSTEM)) == written
        store.apply(contribution("after", ["There is room again"]))


def _full(connection: Any) -> None:
    connection.execute("CREATE TABLE t (x)")
    connection.execute("PRAGMA max_page_count = 3")
    connection.execute("INSERT INTO t VALUES (zeroblob(100000))")


@pytest.mark.parametrize(
    ("fail", "error", "words"),
    [
        (_full, StoreUnavailable, "disk that holds the graph is full"),
        (lambda c: c.execute("nonsense"), StoreError, "log has the details"),
        (lambda c: c.execute("SELECT ?", ("\ud800",)), StoreError, "log has the details"),
        (lambda c: c.execute("SELECT ?", (2**70,)), StoreError, "log has the details"),
        (lambda c: (c.close(), c.execute("SELECT 1")), StoreUnavailable, "has been closed"),
        (lambda c: c.execute("ATTACH '/nowhere/at/all.db' AS x"), StoreUnavailable, "cannot be opened"),
        (lambda c: Path("/nowhere/at/all").read_bytes(), StoreUnavailable, "cannot be opened"),
    ],
)
def test_foreign_errors_become_ours(
    tmp_path: Path, fail: Callable[[Any], object], error: type[StoreError], words: str
) -> None:
    with closing(sqlite.connect(str(tmp_path / "x.db"), isolation_level=None)) as connection:
        with pytest.raises(error, match=words) as refused, our_errors():
            fail(connection)
        assert refused.value.__cause__ is not None


def test_a_writer_that_waits_too_long_is_told_so(tmp_path: Path) -> None:
    path = str(tmp_path / "x.db")
    with (
        closing(sqlite.connect(path, isolation_level=None)) as one,
        closing(sqlite.connect(path, isolation_level=None, timeout=0.01)) as other,
    ):
        one.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="Another process has been writing"), our_errors():
            other.execute("BEGIN IMMEDIATE")


def test_no_method_lets_a_foreign_error_out_of_a_closed_store(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'graph.db'}")
    store.close()
    calls: list[Callable[[], object]] = [
        lambda: store.apply(contribution("a", ["x"])), lambda: store.remove("a"), store.version, store.check,
        lambda: store.documents(SYSTEM), lambda: store.search_text("x", SYSTEM),
        lambda: store.index_changes(None, None), lambda: store.counts(SYSTEM), lambda: store.merges(SYSTEM),
        lambda: store.ledger(), lambda: store.undo_merge("x"),
    ]  # fmt: skip
    for call in calls:
        with pytest.raises(StoreUnavailable, match="closed"):
            call()


def _open(url: str, gate: Any, report: Any) -> None:
    gate.wait()
    try:
        with open_store(url) as store:
            report.put(store.check())
    except BaseException as exc:
        report.put([repr(exc)])


def test_several_processes_make_one_store_at_once(tmp_path: Path) -> None:
    gate, report = _processes.Event(), _processes.Queue()
    openers = [
        _processes.Process(target=_open, args=(f"sqlite:///{tmp_path / 'g.db'}", gate, report)) for _ in range(4)
    ]
    for opener in openers:
        opener.start()
    gate.set()
    assert [report.get(timeout=60) for _ in openers] == [[]] * 4
    for opener in openers:
        opener.join(timeout=60)
