"""The sync over a real folder and the real stores: what changes in the folder changes in the graph, nothing else."""

import os

import pytest

from core.access import Viewer
from core.documents.facts import Facts, RuleFacts
from core.library.local import LocalFolder
from core.models import Level
from tests.library.world import SYSTEM, World, minutes

KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")
BOATS = minutes(5, "We will buy two boats.", "Amina Okafor to call the yard by 25 March 2026.")


def test_new_changed_and_deleted_files(world: World) -> None:
    world.write("a.md", KISUMU)
    world.write("sub/b.md", BOATS)
    first = world.sybil.sync()
    assert [(report.name, report.state) for report in first.files] == [("a.md", "added"), ("b.md", "added")]
    before = world.id_of("a.md")
    world.write("a.md", KISUMU.replace("Kisumu", "Mombasa"))
    (world.root / "sub/b.md").unlink()
    second = world.sybil.sync()
    assert [(report.name, report.state) for report in second.files] == [("a.md", "updated")]
    assert second.removed == ("b.md",)
    assert world.id_of("a.md") == before
    assert world.statements() == ["We will move the office to Mombasa."]
    assert [action.owner for action in world.sybil.actions(SYSTEM)] == ["Daniel Kiprop"]
    assert world.sybil.search("boats", SYSTEM) == [] or "boats" not in world.sybil.search("boats", SYSTEM)[0].text


def test_unchanged_files_are_not_even_opened(world: World) -> None:
    world.write("a.md", KISUMU)
    world.sybil.sync()
    closed = world.reader.child_pid
    world.embedder.texts.clear()
    report = world.sybil.sync()
    assert (report.seen, report.unchanged, report.files) == (1, 1, ())
    assert world.embedder.texts == []
    assert world.reader.child_pid == closed


def test_touching_a_file_changes_nothing_and_embeds_nothing(world: World) -> None:
    path = world.write("a.md", KISUMU)
    world.sybil.sync()
    version, revision = world.parts.store.version(), world.sybil.documents(SYSTEM)[0].revision
    world.embedder.texts.clear()
    world.date(path)
    report = world.sybil.sync()
    assert (report.unchanged, report.files) == (1, ())
    assert world.embedder.texts == []
    assert world.sybil.documents(SYSTEM)[0].revision != revision, "so that the next look is cheap again"
    assert world.parts.store.version() == version + 1
    assert world.sybil.sync().unchanged == 1
    assert world.parts.store.version() == version + 1


def test_an_edit_within_the_same_tick_is_noticed(world: World) -> None:
    """Same size, same time, same inode: only the content differs, and the file was too fresh to be trusted."""
    path = world.write("a.md", KISUMU)
    now = world.clock().timestamp()
    fresh, later = (LocalFolder(world.root, wall_clock=lambda ahead=ahead: now + ahead) for ahead in (0, 60))
    os.utime(path, (now - 1, now - 1))
    world.sync_with(fresh).run_once()
    path.write_text(KISUMU.replace("Kisumu", "Nakuru"))
    os.utime(path, (now - 1, now - 1))
    world.sync_with(fresh).run_once()
    assert world.statements() == ["We will move the office to Nakuru."]
    assert world.sync_with(later).run_once().unchanged == 1
    version = world.parts.store.version()
    assert world.sync_with(later).run_once().unchanged == 1
    assert world.parts.store.version() == version


def test_a_renamed_file_keeps_its_document(world: World) -> None:
    path = world.write("a.md", KISUMU)
    world.sybil.sync()
    before = world.id_of("a.md")
    path.rename(world.root / "office move.md")
    report = world.sybil.sync()
    assert [(one.name, one.state) for one in report.files] == [("office move.md", "updated")]
    assert report.files[0].reason == "Renamed from “a.md”."
    assert report.removed == ()
    assert world.id_of("office move.md") == before
    assert world.statements() == ["We will move the office to Kisumu."]
    assert world.sybil.sync().unchanged == 1


def test_a_file_moved_to_another_folder_is_not_read_again(world: World) -> None:
    path = world.write("a.md", KISUMU)
    world.sybil.sync()
    before = world.id_of("a.md")
    world.embedder.texts.clear()
    (world.root / "archive").mkdir()
    path.rename(world.root / "archive" / "a.md")
    report = world.sybil.sync()
    assert report.files[0].reason == "Moved to another folder."
    assert world.id_of("a.md") == before
    assert world.embedder.texts == []


def test_a_new_name_may_carry_a_marking(world: World) -> None:
    path = world.write("a.md", KISUMU)
    world.sybil.sync()
    member = Viewer.member("INTERNAL")
    assert len(world.sybil.decisions(member)) == 1
    path.rename(world.root / "a CONFIDENTIAL.md")
    world.sybil.sync()
    assert world.sybil.decisions(member) == []
    assert world.sybil.documents(SYSTEM)[0].level is Level.CONFIDENTIAL


def test_two_files_swap_their_names(world: World) -> None:
    a, b = world.write("a.md", KISUMU), world.write("b.md", BOATS)
    world.sybil.sync()
    a.rename(world.root / "c")
    b.rename(a)
    (world.root / "c").rename(b)
    world.sybil.sync()
    texts = {d.name: world.sybil.document(d.id, SYSTEM).text for d in world.sybil.documents(SYSTEM)}
    assert texts == {"a.md": BOATS, "b.md": KISUMU}
    assert world.parts.store.check() == []


def test_a_deleted_and_restored_file_is_the_same_document_with_the_level_set_by_hand(world: World) -> None:
    path = world.write("a.md", KISUMU)
    world.sybil.sync()
    before = world.id_of("a.md")
    world.sybil.set_level(before, Level.RESTRICTED)
    path.unlink()
    assert world.sybil.sync().removed == ("a.md",)
    assert world.names() == []
    world.write("a.md", KISUMU)
    assert world.sybil.sync().count("added") == 1
    assert world.id_of("a.md") == before
    assert world.sybil.documents(Viewer.member("INTERNAL")) == []


def fill(world: World, number: int) -> None:
    for n in range(number):
        world.write(f"m{n:02}.md", f"Notes of meeting {n}\n\nWords about matter {n}.\n")


def test_a_forgotten_file_stays_out_until_it_is_added_by_hand(world: World) -> None:
    path = world.write("a.md", KISUMU)
    world.sybil.sync()
    world.sybil.remove(world.id_of("a.md"))
    report = world.sybil.sync()
    assert [(one.state, one.reason) for one in report.files] == [
        ("skipped", "It was removed on purpose; add it by hand to have it back.")
    ]
    path.rename(world.root / "b.md")
    assert world.sybil.sync().count("skipped") == 1
    assert world.names() == []
    assert [one.state for one in world.sybil.add(world.root / "b.md")] == ["added"]
    assert world.sybil.sync().unchanged == 1


def test_two_documents_of_one_file_become_one(world: World) -> None:
    """As when another process adds a renamed file while this one notes the rename."""
    world.write("a.md", KISUMU)
    world.write("b.md", BOATS)
    world.sybil.sync()
    world.parts.store.move(world.id_of("a.md"), "b.md", "b.md", None, "moved by another process")
    (world.root / "a.md").unlink()
    world.sybil.sync()
    assert world.names() == ["b.md"]
    assert world.statements() == ["We will buy two boats."]


def test_a_process_killed_between_a_rename_and_the_reading(world: World) -> None:
    path = world.write("a.md", KISUMU)
    world.sybil.sync()
    path.rename(world.root / "a CONFIDENTIAL.md")

    class Killed(RuleFacts):
        def find(self, *_: object, **__: object) -> Facts:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world.sync_with(ingestor=world.ingestor_with(Killed())).run_once()
    world.sybil.sync()
    (document,) = world.sybil.documents(SYSTEM)
    assert document.level is Level.CONFIDENTIAL
    assert world.sybil.sync().unchanged == 1
