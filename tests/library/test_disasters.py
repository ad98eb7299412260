"""Disk full, a folder that may not be written, damaged files: a clear sentence, and nothing lost."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import StoreDamaged, StoreUnavailable
from tests.library.picture import picture
from tests.library.world import SYSTEM, InProcessReader, World, minutes

ROOT = Path(__file__).resolve().parents[2]


def elsewhere(place: Path, *limit: str) -> str:
    """What the sync says in a process under this limit."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.library.disaster", str(place), *limit],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def place() -> Iterator[Path]:
    """A place that somebody without rights may at least enter."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)


def fill(world: World, first: int, last: int) -> None:
    for n in range(first, last):
        words = " ".join(f"word{n}x{m}" for m in range(800))
        world.write(f"m{n:02}.md", minutes(1 + n, f"We will buy {n + 2} boats.", "", words))


def test_a_full_disk_loses_nothing_and_the_rest_follows(place: Path) -> None:
    world = World(place, InProcessReader())
    fill(world, 0, 4)
    world.sybil.sync()
    before = picture(world.sybil, world.parts)
    fill(world, 4, 20)
    world.sybil.close()
    said = elsewhere(place, "disk", str((world.data / "graph.db").stat().st_size + 30_000))
    assert said.startswith("StoreUnavailable: ")
    assert "What was stored before is safe" in said
    world.open()
    assert world.parts.store.check() == []
    assert world.parts.database.check() == []
    held = picture(world.sybil, world.parts)
    assert set(before["documents"]) <= set(held["documents"])
    report = world.sybil.sync()
    assert report.count("failed") == 0
    assert len(world.names()) == 20
    world.sybil.close()


def test_no_room_for_even_a_copy(place: Path) -> None:
    world = World(place, InProcessReader())
    fill(world, 0, 1)
    world.sybil.close()
    said = elsewhere(place, "disk", "1000")
    assert said.startswith("StoreUnavailable: ")
    assert "safe" in said or "Nothing was changed" in said


def test_a_data_folder_that_may_not_be_written(place: Path) -> None:
    world = World(place, InProcessReader())
    fill(world, 0, 2)
    world.sybil.sync()
    before = picture(world.sybil, world.parts)
    world.sybil.close()
    fill(world, 2, 3)
    paths = [path for path in (world.data, *world.data.rglob("*")) if not path.is_relative_to(world.root)]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        said = elsewhere(place, "readonly")
    finally:
        for path in reversed(paths):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert said.startswith("StoreUnavailable: ")
    assert "writ" in said
    world.open()
    assert picture(world.sybil, world.parts) == before
    assert world.sybil.sync().count("added") == 1
    world.sybil.close()


@pytest.mark.parametrize(("name", "said"), [("graph.db", "graph"), ("sybil.db", "operational store")])
def test_a_damaged_database_file(place: Path, name: str, said: str) -> None:
    world = World(place, InProcessReader())
    fill(world, 0, 2)
    world.sybil.sync()
    world.sybil.close()
    path = world.data / name
    whole = path.read_bytes()
    path.write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreDamaged, match=said) as caught:
        world.open()
    assert "restore" in str(caught.value)
    assert path.read_bytes() == b"garbage" * 1000, "left as it was found"
    path.write_bytes(whole)
    world.open()
    assert len(world.names()) == 2
    world.sybil.close()


def test_a_graph_that_cannot_be_opened_leaves_no_connection_behind(place: Path) -> None:
    world = World(place, InProcessReader())
    world.sybil.close()
    (world.data / "graph.db").unlink()
    (world.data / "graph.db").mkdir()
    with pytest.raises(StoreUnavailable):
        world.open()
    open_now = [Path("/proc/self/fd") / n for n in os.listdir("/proc/self/fd")]
    held = [os.readlink(path) for path in open_now if path.exists()]
    assert not [path for path in held if path.startswith(str(place))]
    (world.data / "graph.db").rmdir()
    world.open()
    assert world.sybil.documents(SYSTEM) == []
    world.sybil.close()
