"""What a person sees of a file that was uploaded: what became of it, the file itself, and its end."""

import os

import pytest

from core.access import Viewer
from core.errors import DocumentNotFound, FileUnreadable
from tests.library.world import SYSTEM, World, minutes, outside

ANNA = Viewer.member("INTERNAL", "anna")
BOARD = Viewer.member("CONFIDENTIAL", "board")
KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")


def test_an_upload_is_followed_until_it_is_read(world: World) -> None:
    assert [one.state for one in world.sybil.fates(["a.md"], ANNA)] == ["gone"]
    world.sybil.upload("a.md", KISUMU.encode(), ANNA)
    assert [one.state for one in world.sybil.fates(["a.md"], ANNA)] == ["waiting"]
    world.sybil.sync()
    (read,) = world.sybil.fates(["a.md"], ANNA)
    assert (read.state, read.passages, read.decisions, read.actions, read.level) == ("read", 1, 1, 1, "INTERNAL")
    assert read.document_id == world.id_of("a.md")
    world.sybil.upload("a.md", KISUMU.replace("Kisumu", "Thika").encode(), ANNA)
    assert [one.state for one in world.sybil.fates(["a.md"], ANNA)] == ["waiting"]
    world.sybil.sync()
    assert [one.state for one in world.sybil.fates(["a.md"], ANNA)] == ["read"]


def test_what_was_marked_above_the_uploader_is_read_and_not_told(world: World) -> None:
    world.sybil.upload("a.md", ("RESTRICTED\n\n" + KISUMU).encode(), ANNA)
    world.sybil.sync()
    (read,) = world.sybil.fates(["a.md"], ANNA)
    assert (read.state, read.document_id, read.passages, read.level) == ("read", None, 0, None)


def test_a_failure_says_why_and_is_tried_again(world: World) -> None:
    world.sybil.upload("a.pdf", b"this is no PDF", ANNA)
    world.sybil.sync()
    (failed,) = world.sybil.fates(["a.pdf"], ANNA)
    assert failed.state == "failed"
    assert failed.reason
    assert world.sybil.try_again(ANNA) == 0  # of a file never read, only the highest level knows
    (known,) = world.sybil.failures(SYSTEM)
    assert world.sybil.try_again(SYSTEM, known) == 1
    assert [one.state for one in world.sybil.fates(["a.pdf"], ANNA)] == ["waiting"]
    world.sybil.sync()
    assert [one.state for one in world.sybil.fates(["a.pdf"], ANNA)] == ["failed"]


def test_failures_from_elsewhere_are_read_at_once(world: World) -> None:
    path = outside(world.data.parent, "x.pdf", "no PDF")
    world.sybil.add(path)
    (failure,) = world.sybil.failures(SYSTEM)
    path.unlink()
    world.sybil.try_again(SYSTEM, failure)
    assert world.sybil.failures(SYSTEM) == []


def test_an_uploaded_file_goes_with_its_document_and_may_come_back(world: World) -> None:
    world.sybil.upload("a.md", KISUMU.encode(), ANNA)
    world.sybil.sync()
    document = world.id_of("a.md")
    assert world.sybil.origin(document, ANNA) == "upload"
    world.sybil.remove(document, viewer=ANNA)
    assert not (world.data / "uploads" / "a.md").exists()
    world.sybil.sync()
    assert world.names() == []
    world.sybil.upload("a.md", KISUMU.encode(), ANNA)
    world.sybil.sync()
    assert world.names() == ["a.md"]


def test_a_file_of_the_folder_stays_where_it_is(world: World) -> None:
    path = world.write("a.md", KISUMU)
    world.sybil.sync()
    document = world.id_of("a.md")
    assert world.sybil.origin(document, ANNA) == "folder"
    world.sybil.remove(document, viewer=ANNA)
    world.sybil.sync()
    assert path.exists()
    assert world.names() == []


def test_many_samples_go_at_once_and_come_back(world: World) -> None:
    samples = world.data.parent / "some"
    samples.mkdir()
    for n in range(12):
        (samples / f"{n}.md").write_text(KISUMU.replace("Kisumu", f"Place{n}"))
    world.sybil.load_samples(ANNA, samples)
    world.sybil.sync()
    assert {world.sybil.origin(one.id, ANNA) for one in world.sybil.documents(ANNA)} == {"sample"}
    world.sybil.remove(world.id_of("3.md"), viewer=ANNA)
    world.sybil.drop_samples(ANNA)
    assert world.names() == []
    assert world.sybil.sync().said is None
    world.sybil.load_samples(ANNA, samples)
    world.sybil.sync()
    assert len(world.names()) == 12


def test_the_original_is_for_those_who_may_read_the_document(world: World) -> None:
    world.sybil.upload("a.md", ("CONFIDENTIAL\r\n\r\n" + KISUMU).encode(), BOARD)
    world.write("b.md", KISUMU)
    world.sybil.add(outside(world.data.parent, "c.md", KISUMU.replace("Kisumu", "Thika")))
    world.sybil.sync()
    upload, folder, elsewhere = (world.id_of(name) for name in ("a.md", "b.md", "c.md"))
    assert world.sybil.original(upload, BOARD).content.startswith(b"CONFIDENTIAL\r\n")
    assert world.sybil.original(folder, ANNA).content == KISUMU.encode()
    with pytest.raises(DocumentNotFound):
        world.sybil.original(upload, ANNA)
    with pytest.raises(DocumentNotFound):
        world.sybil.origin("nothing", ANNA)
    assert world.sybil.origin(elsewhere, ANNA) == "elsewhere"
    with pytest.raises(FileUnreadable, match="outside"):
        world.sybil.original(elsewhere, ANNA)


def test_an_original_that_changed_since_is_not_given(world: World) -> None:
    path = world.write("a.md", KISUMU)
    world.sybil.sync()
    document = world.id_of("a.md")
    world.write("a.md", "CONFIDENTIAL\n" + KISUMU)
    with pytest.raises(FileUnreadable, match="changed since"):
        world.sybil.original(document, ANNA)
    path.unlink()
    with pytest.raises(FileUnreadable, match="went away"):
        world.sybil.original(document, ANNA)
    assert os.listdir(world.data / "incoming") == []
