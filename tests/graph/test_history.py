"""A graph's file over time: older schemas, and copies that go on by themselves."""

from contextlib import closing
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite

from core.access import Viewer
from core.graph import open_store
from core.graph.sqlite import writing
from core.graph.sqlite.schema import MIGRATIONS
from tests.contracts.builders import MODEL, Line, contribution
from tests.contracts.snapshot import snapshot

SYSTEM = Viewer.system()


def test_a_file_of_the_first_schema_keeps_everything_and_gets_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    with open_store(f"sqlite:///{path}") as store:
        store.apply(contribution("a", [Line("We rent the office", people=("Amina Okafor",), decides=True)]))
        store.apply(contribution("d", [Line("Call them", task="call them", owner="Amina Okafor")]))
        store.apply(contribution("b", ["Other words"]))
        before, number = snapshot(store, SYSTEM), store.version()
    with closing(sqlite.connect(str(path), isolation_level=None)) as old:
        old.execute("DROP TABLE moments")
        old.execute("DROP TABLE owners")
        old.execute("ALTER TABLE documents DROP COLUMN added_at")
        old.execute("PRAGMA user_version = 1")
    with open_store(f"sqlite:///{path}") as store:
        assert snapshot(store, SYSTEM) == before
        moment = store.moment()
        assert (moment.version, len(moment.mark)) == (number, 32)
        assert [a.task for a in store.actions(SYSTEM, owner="Amina Okafor")] == ["call them"]
        store.apply(contribution("c", ["New words"]))
        assert [d.id for d in store.index_changes(moment, MODEL).documents] == ["c"]
        assert store.check() == []
    with closing(sqlite.connect(str(path))) as now:
        assert now.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)


def test_a_copy_that_goes_on_has_a_history_of_its_own(tmp_path: Path) -> None:
    first, copy = tmp_path / "graph.db", tmp_path / "copy.db"
    with open_store(f"sqlite:///{first}") as store:
        store.apply(contribution("a", ["Words"]))
        common = store.moment()
    copy.write_bytes(first.read_bytes())
    with open_store(f"sqlite:///{first}") as store, open_store(f"sqlite:///{copy}") as other:
        assert other.moment() == common
        store.apply(contribution("b", ["Words"]))
        other.apply(contribution("c", ["Words"]))
        assert store.version() == other.version()
        assert store.moment() != other.moment()
        assert [d.id for d in other.index_changes(common, MODEL).documents] == ["c"]
        strange = other.index_changes(store.moment(), MODEL)
        assert strange.whole
        assert {d.id for d in strange.documents} == {"a", "c"}


def test_marks_of_long_ago_are_given_up(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    with open_store(f"sqlite:///{path}") as store:
        store.apply(contribution("a", ["Words"]))
        long_ago = store.moment()
        with closing(sqlite.connect(str(path), isolation_level=None)) as leap:
            leap.execute("UPDATE meta SET value = value + ?", (writing.KEPT_MOMENTS,))
        store.apply(contribution("b", ["Words"]))
        late = store.index_changes(long_ago, MODEL)
        assert late.whole
        assert {d.id for d in late.documents} == {"a", "b"}
        assert not store.index_changes(store.moment(), MODEL).whole


def test_a_moment_without_its_mark_is_never_followed(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    with open_store(f"sqlite:///{path}") as store:
        store.apply(contribution("a", ["Words"]))
        with closing(sqlite.connect(str(path), isolation_level=None)) as damage:
            damage.execute("DELETE FROM moments")
        assert store.moment().mark == ""
        assert store.index_changes(store.moment(), MODEL).whole
