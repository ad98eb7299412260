"""Files added by hand: one report each, one document each, and theirs to stay whatever the sync sees."""

from pathlib import Path

import pytest

from core.errors import SybilError
from tests.library.world import SYSTEM, World, minutes, outside

KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")


def test_add_reports_one_a_file_in_order(world: World, tmp_path: Path) -> None:
    outside(tmp_path, "b.md", KISUMU)
    outside(tmp_path, "a/z.md", minutes(5, "We will buy two boats."))
    outside(tmp_path, "empty.txt", "")
    outside(tmp_path, "photo.jpg", "x")
    outside(tmp_path, ".hidden.md", KISUMU)
    reports = world.sybil.add(tmp_path / "elsewhere")
    assert [(one.name, one.state) for one in reports] == [
        (".hidden.md", "skipped"),
        ("z.md", "added"),
        ("b.md", "added"),
        ("empty.txt", "failed"),
        ("photo.jpg", "skipped"),
    ]
    assert [one.reason is None for one in reports] == [False, True, True, False, False]
    again = world.sybil.add(str(tmp_path / "elsewhere" / "b.md"))
    assert [(one.state, one.document_id) for one in again] == [("unchanged", reports[2].document_id)]


def test_a_file_added_by_its_own_name_is_never_left_out(world: World, tmp_path: Path) -> None:
    assert [one.state for one in world.sybil.add(outside(tmp_path, ".hidden.md", KISUMU))] == ["added"]


def test_a_file_is_the_same_added_alone_or_with_its_folder(world: World, tmp_path: Path) -> None:
    path = outside(tmp_path, "sub/a.md", KISUMU)
    world.sybil.add(path)
    assert [one.state for one in world.sybil.add(tmp_path / "elsewhere")] == ["unchanged"]


def test_a_file_of_the_library_is_the_librarys_own(world: World) -> None:
    path = world.write("sub/a.md", KISUMU)
    assert [one.state for one in world.sybil.add(path)] == ["added"]
    assert world.sybil.sync().unchanged == 1
    assert [one.state for one in world.sybil.add(world.root / "sub")] == ["unchanged"]
    path.unlink()
    assert world.sybil.sync().removed == ("a.md",)


def test_a_file_from_elsewhere_stays_whatever_the_sync_sees(world: World, tmp_path: Path) -> None:
    path = outside(tmp_path, "a.md", KISUMU)
    world.sybil.add(path)
    path.unlink()
    assert world.sybil.sync().removed == ()
    assert world.names() == ["a.md"]


def test_an_edited_or_renamed_file_from_elsewhere_is_one_document(world: World, tmp_path: Path) -> None:
    path = outside(tmp_path, "a.md", KISUMU)
    (first,) = world.sybil.add(path)
    path.rename(path.with_name("b.md"))
    (second,) = world.sybil.add(path.with_name("b.md"))
    assert (second.state, second.document_id) == ("updated", first.document_id)
    outside(tmp_path, "b.md", KISUMU + "\nMore.\n")
    (third,) = world.sybil.add(path.with_name("b.md"))
    assert (third.state, third.document_id) == ("updated", first.document_id)
    assert world.names() == ["b.md"]


def test_sybils_own_data_is_never_added(world: World) -> None:
    world.write("a.md", KISUMU)
    assert world.sybil.add(world.data.parent) == []


def test_a_missing_path_is_told(world: World, tmp_path: Path) -> None:
    with pytest.raises(SybilError, match=r"There is no file or folder “.*none\.txt”"):
        world.sybil.add(tmp_path / "none.txt")


def test_failures_from_elsewhere_are_tried_again_until_they_are_gone(world: World, tmp_path: Path) -> None:
    path, other = outside(tmp_path, "a.md", ""), outside(tmp_path, "b.md", "")
    world.sybil.add(tmp_path / "elsewhere")
    assert len(world.sybil.failures(SYSTEM)) == 2
    outside(tmp_path, "a.md", KISUMU)
    other.unlink()
    assert [(one.name, one.state) for one in world.sybil.retry()] == [("a.md", "added")]
    assert world.sybil.failures(SYSTEM) == []
    assert path.exists()
