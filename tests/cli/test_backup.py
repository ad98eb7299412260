"""Backup and restore: what comes back is what was there, and nothing is overwritten or trusted unseen."""

import contextlib
import hashlib
import json
import threading
import zipfile
from pathlib import Path

import pytest
from pysqlite3 import dbapi2 as sqlite

from core.access import Viewer
from core.cli import main
from core.cli.backup import MANIFEST
from tests.library.picture import picture
from tests.library.world import InProcessReader, World, minutes


def sybil(world: World, *typed: str) -> int:
    return main(["--data-dir", str(world.data), *typed])


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.chdir(tmp_path)
    made = World(tmp_path, InProcessReader())
    for n in range(5):
        made.write(f"m{n}.md", minutes(1 + n, f"We will buy {n + 2} boats."))
    made.sybil.sync()
    made.sybil.ask("How many boats?", Viewer.member(name="anna"))
    return made


def test_a_restored_store_is_the_one_that_was_saved(world: World, tmp_path: Path) -> None:
    before = picture(world.sybil, world.parts)
    file = tmp_path / "backup.sybil"
    assert sybil(world, "backup", str(file)) == 0
    world.write("later.md", minutes(20, "We will sell the boats."))
    world.sybil.sync()
    world.sybil.close()
    assert sybil(world, "restore", str(file)) == 1, "not without --yes"
    assert sybil(world, "restore", str(file), "--yes") == 0
    world.open()
    assert picture(world.sybil, world.parts) == before
    assert world.parts.database.check() == []
    assert world.sybil.sync().count("added") == 1
    world.sybil.close()


def test_a_search_that_runs_meanwhile_follows_the_restored_store(world: World, tmp_path: Path) -> None:
    file = tmp_path / "backup.sybil"
    assert sybil(world, "backup", str(file)) == 0
    world.write("later.md", minutes(20, "We will sell the bicycles."))
    world.sybil.sync()
    asked = [world.sybil.search("sell the bicycles", Viewer.system())]
    number = world.parts.store.version()
    assert sybil(world, "restore", str(file), "--yes") == 0
    world.write("later.md", minutes(20, "We will sell the tractor."))
    while world.parts.store.version() < number + 1:
        world.write(f"more{world.parts.store.version()}.md", minutes(21, "We will paint the tractor."))
        world.sybil.sync()
    asked.append(world.sybil.search("sell the bicycles", Viewer.system()))
    world.sybil.close()
    world.open()
    asked.append(world.sybil.search("sell the bicycles", Viewer.system()))
    world.sybil.close()
    assert [any("bicycles" in p.text for p in passages) for passages in asked] == [True, False, False]
    assert [p.id for p in asked[1]] == [p.id for p in asked[2]]


def altered(file: Path, target: Path, *statements: str) -> Path:
    """The backup with these statements run in its graph."""
    graph = target.with_suffix(".db")
    with zipfile.ZipFile(file) as old:
        graph.write_bytes(old.read("graph.db"))
        rest = {name: old.read(name) for name in old.namelist() if name != "graph.db"}
    with contextlib.closing(sqlite.connect(str(graph), isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    manifest = json.loads(rest[MANIFEST])
    manifest["stores"]["graph.db"]["sha256"] = hashlib.sha256(graph.read_bytes()).hexdigest()
    with zipfile.ZipFile(target, "w") as new:
        new.writestr("graph.db", graph.read_bytes())
        for name, content in {**rest, MANIFEST: json.dumps(manifest).encode()}.items():
            new.writestr(name, content)
    return target


def test_a_backup_of_an_older_sybil_serves_the_processes_that_run(world: World, tmp_path: Path) -> None:
    before = picture(world.sybil, world.parts)
    file = tmp_path / "backup.sybil"
    sybil(world, "backup", str(file))
    old = altered(
        file,
        tmp_path / "old.sybil",
        "DROP TABLE moments",
        "ALTER TABLE documents DROP COLUMN added_at",
        "PRAGMA user_version = 1",
    )
    assert sybil(world, "restore", str(old), "--yes") == 0
    assert picture(world.sybil, world.parts) == before
    assert world.sybil.search("How many boats?", Viewer.system())
    world.sybil.close()


def test_a_backup_of_a_newer_sybil_changes_nothing(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "backup.sybil"
    sybil(world, "backup", str(file))
    world.write("later.md", minutes(20, "We will sell the boats."))
    world.sybil.sync()
    before = picture(world.sybil, world.parts)
    newer = altered(file, tmp_path / "newer.sybil", "PRAGMA user_version = 99")
    assert sybil(world, "restore", str(newer), "--yes") == 1
    assert "newer version of Sybil" in capsys.readouterr().err
    assert picture(world.sybil, world.parts) == before
    world.sybil.close()


def test_into_an_empty_place(world: World, tmp_path: Path) -> None:
    before = picture(world.sybil, world.parts)
    file = tmp_path / "backup.sybil"
    sybil(world, "backup", str(file))
    world.sybil.close()
    assert main(["--data-dir", str(tmp_path / "new" / "data"), "restore", str(file)]) == 0
    other = World(tmp_path / "new", InProcessReader())
    assert picture(other.sybil, other.parts) == before
    other.sybil.close()


def test_a_damaged_store_is_moved_aside(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = picture(world.sybil, world.parts)
    file = tmp_path / "backup.sybil"
    sybil(world, "backup", str(file))
    world.sybil.close()
    (world.data / "graph.db").write_bytes(b"garbage" * 1000)
    assert sybil(world, "status") == 1
    assert sybil(world, "restore", str(file), "--yes") == 0
    assert "The damaged store was kept as" in capsys.readouterr().out
    (aside,) = world.data.glob("graph.db.damaged-*")
    assert aside.read_bytes() == b"garbage" * 1000
    world.open()
    assert picture(world.sybil, world.parts) == before
    world.sybil.close()


def test_a_backup_taken_while_others_write_is_whole(world: World, tmp_path: Path) -> None:
    file, end = tmp_path / "backup.sybil", threading.Event()

    def write() -> None:
        n = 0
        while not end.is_set():
            n += 1
            world.write(f"w{n % 7}.md", minutes(1 + n % 28, f"We will buy {n} cars."))
            world.sybil.sync()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(3):
            assert sybil(world, "backup", str(file), "--yes") == 0
    finally:
        end.set()
        writer.join()
    world.sybil.close()
    assert sybil(world, "restore", str(file), "--yes") == 0
    world.open()
    assert world.parts.store.check() == []
    assert world.parts.database.check() == []
    world.sybil.close()


def test_an_older_backup_is_not_overwritten_unasked(world: World, tmp_path: Path) -> None:
    file = tmp_path / "backup.sybil"
    file.write_text("something else")
    assert sybil(world, "backup", str(file)) == 1
    assert file.read_text() == "something else"
    assert sybil(world, "backup", str(file), "--yes") == 0
    assert set(zipfile.ZipFile(file).namelist()) == {MANIFEST, "graph.db", "sybil.db"}
    world.sybil.close()


def changed(file: Path, target: Path, drop: str = "", spoil: str = "", extra: str = "") -> Path:
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != drop:
                new.writestr(name, old.read(name)[:-100] + b"x" * 100 if name == spoil else old.read(name))
        if extra:
            new.writestr(extra, b"x")
    return target


def test_what_is_no_whole_backup_changes_nothing(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = picture(world.sybil, world.parts)
    whole = tmp_path / "backup.sybil"
    sybil(world, "backup", str(whole))
    text = tmp_path / "text"
    text.write_text("no archive")
    cut = tmp_path / "cut"
    cut.write_bytes(whole.read_bytes()[:-2000])
    bad = [
        text,
        cut,
        changed(whole, tmp_path / "a", drop="sybil.db"),
        changed(whole, tmp_path / "b", drop=MANIFEST),
        changed(whole, tmp_path / "c", spoil="graph.db"),
        changed(whole, tmp_path / "d", spoil=MANIFEST),
    ]
    for file in bad:
        capsys.readouterr()
        assert sybil(world, "restore", str(file), "--yes") == 1, file
        assert "Nothing was changed" in capsys.readouterr().err
    assert picture(world.sybil, world.parts) == before
    world.sybil.close()


def test_nothing_but_the_stores_is_unpacked(world: World, tmp_path: Path) -> None:
    file = tmp_path / "backup.sybil"
    sybil(world, "backup", str(file))
    world.sybil.close()
    assert sybil(world, "restore", str(changed(file, tmp_path / "e", extra="../evil")), "--yes") == 0
    assert not (tmp_path / "evil").exists()
    assert not (world.data.parent / "evil").exists()


def test_servers_are_backed_up_by_their_own_tools(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SYBIL_GRAPH_URL", "neo4j://user:hunter22@host")
    assert main(["backup", "x"]) == 1
    err = capsys.readouterr().err
    assert "its own tools" in err or "that server's own tools" in err
    assert "hunter22" not in err


def test_nothing_to_back_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["backup", "x"]) == 1
    assert "nothing to back up" in capsys.readouterr().err


def test_uploaded_files_come_back_before_a_sync_could_miss_them(world: World, tmp_path: Path) -> None:
    anna = Viewer.member(name="anna")
    world.sybil.upload("lent.md", minutes(9, "We will lend the tent.").encode(), anna)
    world.sybil.sync()
    file = tmp_path / "backup.sybil"
    assert sybil(world, "backup", str(file)) == 0
    world.sybil.upload("later.md", minutes(10, "We will mend the tent.").encode(), anna)
    (world.data / "uploads" / "lent.md").unlink()
    world.sybil.sync()
    assert "lent.md" not in world.names()
    assert sybil(world, "restore", str(file), "--yes") == 0
    world.reopen()
    world.sybil.sync()
    assert {"lent.md", "later.md"} <= set(world.names())
    assert (world.data / "uploads" / "lent.md").stat().st_mode & 0o777 == 0o600
    world.sybil.close()


@pytest.mark.parametrize("name", ["../outside.md", "/outside.md", "a/../../outside.md", "missing.md"])
def test_no_uploaded_file_of_a_backup_leaves_the_folder(world: World, tmp_path: Path, name: str) -> None:
    file, changed = tmp_path / "backup.sybil", tmp_path / "changed.sybil"
    assert sybil(world, "backup", str(file)) == 0
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        manifest = json.loads(old.read(MANIFEST))
        manifest["uploads"] = {name: hashlib.sha256(b"x").hexdigest()}
        new.writestr(MANIFEST, json.dumps(manifest))
        for one in ("graph.db", "sybil.db"):
            new.writestr(one, old.read(one))
        if name != "missing.md":
            new.writestr(f"uploads/{name}", b"x")
    assert sybil(world, "restore", str(changed), "--yes") == 1
    assert not list(tmp_path.rglob("outside.md"))
    world.sybil.close()
