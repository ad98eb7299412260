"""One failure tried again: that file, and no other."""

import os
from pathlib import Path

import pytest

from core.errors import NotFound, SourceUnavailable
from tests.library.world import SYSTEM, World, minutes, outside

KISUMU = minutes(3, "We will move the office to Kisumu.")


def failed(world: World) -> list[str]:
    return [one.name for one in world.sybil.failures(SYSTEM)]


def place(world: World, name: str) -> tuple[str, str]:
    return next((one.source, one.source_id) for one in world.sybil.failures(SYSTEM) if one.name == name)


def again(world: World, name: str) -> list[tuple[str, str]]:
    source, source_id = place(world, name)
    return [(one.name, one.state) for one in world.sybil.retry(source=source, source_id=source_id)]


def test_one_file_of_the_library(world: World) -> None:
    for name in ("a.md", "b.md"):
        world.write(name, "")
    world.sybil.sync()
    assert again(world, "a.md") == [("a.md", "failed")]
    assert [one.tries for one in world.sybil.failures(SYSTEM)] == [1, 1]
    for name in ("a.md", "b.md", "new.md"):
        world.write(name, KISUMU)
    drawn: list[str] = []
    source, source_id = place(world, "a.md")
    reports = world.sybil.retry(lambda one: drawn.append(one.file), source, source_id)
    assert [(one.name, one.state) for one in reports] == [("a.md", "added")]
    assert drawn == ["a.md", ""]
    assert (failed(world), world.names()) == (["b.md"], ["a.md"]), "no other file was looked at"
    with pytest.raises(NotFound, match="Nothing was tried"):
        world.sybil.retry(source=source, source_id=source_id)


def test_one_file_from_elsewhere(world: World, tmp_path: Path) -> None:
    path = outside(tmp_path, "c.md", "")
    outside(tmp_path, "d.md", KISUMU)
    world.sybil.add(path)
    assert again(world, "c.md") == [("c.md", "failed")]
    path.write_text(KISUMU)
    assert again(world, "c.md") == [("c.md", "added")]
    assert (failed(world), world.names()) == ([], ["c.md"])


def test_what_is_gone_is_forgotten_but_not_because_the_folder_is(world: World, tmp_path: Path) -> None:
    path, other = world.write("a.md", ""), outside(tmp_path, "c.md", "")
    world.sybil.sync()
    world.sybil.add(other)
    world.root.rename(world.root.with_name("away"))
    other.parent.rename(other.parent.with_name("gone"))
    for name in ("a.md", "c.md"):
        with pytest.raises(SourceUnavailable):
            again(world, name)
    assert failed(world) == ["a.md", "c.md"]
    world.root.with_name("away").rename(world.root)
    other.parent.with_name("gone").rename(other.parent)
    path.unlink()
    other.unlink()
    assert again(world, "a.md") == again(world, "c.md") == []
    assert failed(world) == []


def test_a_link_out_of_the_library_is_still_not_followed(world: World, tmp_path: Path) -> None:
    secret = outside(tmp_path, "secret.md", KISUMU)
    os.symlink(secret, world.root / "link.md")
    world.sybil.sync()
    assert again(world, "link.md") == [("link.md", "failed")]
    assert world.names() == []
    (world.root / "link.md").unlink()
    world.write("real.md", KISUMU)
    os.symlink(world.root / "real.md", world.root / "link.md")
    assert again(world, "link.md") == [], "a link inside is left out: its target is listed itself"
    assert (failed(world), world.names()) == ([], [])


def test_a_hidden_file_that_was_added_by_its_name(world: World) -> None:
    path = world.write(".notes.md", "")
    world.sybil.add(path)
    world.write(".notes.md", KISUMU)
    assert again(world, ".notes.md") == [(".notes.md", "added")]
    assert failed(world) == []


def test_all_of_one_source(world: World, tmp_path: Path) -> None:
    path, other = world.write("a.md", ""), outside(tmp_path, "c.md", "")
    world.sybil.sync()
    world.sybil.add(other)
    other.write_text(KISUMU)
    assert [one.name for one in world.sybil.retry(source="files")] == ["c.md"]
    assert failed(world) == ["a.md"]
    path.write_text(KISUMU)
    assert [(one.name, one.state) for one in world.sybil.retry(source="library")] == [("a.md", "added")]
    assert world.sybil.retry(source="nowhere") == []
