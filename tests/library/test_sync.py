"""The sync over a real folder and the real stores: what changes in the folder changes in the graph, nothing else."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.access import Viewer
from core.db.leases import Leases
from core.documents.facts import Facts, RuleFacts
from core.errors import FileUnreadable, LeaseHeld, SourceUnavailable
from core.library.guard import this_process
from core.library.local import LocalFolder
from core.library.report import Progress
from core.library.source import Entry
from core.models import Level
from tests.library.world import SYSTEM, HashEmbedder, World, minutes

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


def test_a_failing_file_is_tried_again_with_growing_pauses(world: World) -> None:
    world.write("a.md", KISUMU)
    tried: list[int] = []

    class Denied(LocalFolder):
        def fetch(self, entry: Entry, into: Path) -> Path:
            tried.append(1)
            raise FileUnreadable("Sybil has no permission to read the file.", "denied", permanent=False)

    denied = world.sync_with(Denied(world.root))
    for _ in range(200):
        report = denied.run_once()
        assert [(one.name, one.state) for one in report.files] == [("a.md", "failed")]
        world.clock.turn(minutes=5)
    assert len(tried) == 5, "then it is given up"
    (failure,) = world.sybil.failures(SYSTEM)
    assert (failure.tries, failure.ended) == (5, True)
    world.write("a.md", BOATS)
    denied.run_once()
    assert len(tried) == 6, "a changed file is tried at once"
    reports = world.sybil.retry()
    assert [(one.name, one.state) for one in reports] == [("a.md", "added")]
    assert world.sybil.failures(SYSTEM) == []


def test_what_cannot_be_read_ever_is_not_tried_again_until_it_changes(world: World) -> None:
    path = world.write("a.md", "")
    assert world.sybil.sync().count("failed") == 1
    (failure,) = world.sybil.failures(SYSTEM)
    assert (failure.code, failure.ended) == ("empty", True)
    world.clock.turn(days=30)
    assert world.sybil.sync().count("failed") == 1
    assert world.sybil.failures(SYSTEM)[0].tries == 1
    world.write("a.md", KISUMU)
    assert world.sybil.sync().count("added") == 1
    assert world.sybil.failures(SYSTEM) == []
    path.write_bytes(b"")
    report = world.sybil.sync()
    assert report.files[0].state == "failed"
    assert report.files[0].reason is not None
    assert report.files[0].reason.endswith("What was read of it before stays searchable.")
    assert world.names() == ["a.md"]
    path.unlink()
    world.sybil.sync()
    assert world.sybil.failures(SYSTEM) == []


def test_a_failing_name_is_shown_only_to_those_who_may_know_it(world: World) -> None:
    world.write("plan CONFIDENTIAL.md", KISUMU)
    world.write("unknown.md", "")
    world.sybil.sync()
    (world.root / "plan CONFIDENTIAL.md").write_bytes(b"")
    world.sybil.sync()
    seen = {
        level: [one.name for one in world.sybil.failures(Viewer.member(level))]
        for level in ("INTERNAL", "CONFIDENTIAL", "RESTRICTED")
    }
    assert seen == {
        "INTERNAL": [],
        "CONFIDENTIAL": ["plan CONFIDENTIAL.md"],
        "RESTRICTED": ["plan CONFIDENTIAL.md", "unknown.md"],
    }
    assert world.sybil.status(Viewer.member("INTERNAL")).failures == 0
    assert world.parts.overview.unreadable() == 1, "the one that the library lacks"


def test_kinds_that_are_never_read_are_skipped_with_advice(world: World) -> None:
    world.write("photo.jpg", "not really")
    report = world.sybil.sync()
    assert report.files[0].state == "skipped"
    assert "pictures are not read" in str(report.files[0].reason)
    assert world.parts.overview.unreadable() == 0


def test_a_file_replaced_by_a_pipe_is_gone_and_listed(world: World) -> None:
    path = world.write("a.md", KISUMU)
    world.sybil.sync()
    path.unlink()
    os.mkfifo(path)
    report = world.sybil.sync()
    assert (report.removed, report.count("failed")) == (("a.md",), 1)
    assert world.names() == []
    assert world.sybil.failures(SYSTEM)[0].code == "not_a_file"


def test_a_missing_folder_never_means_that_files_were_deleted(world: World) -> None:
    world.write("a.md", KISUMU)
    world.sybil.sync()
    world.root.rename(world.root.with_name("unmounted"))
    with pytest.raises(SourceUnavailable, match="stays searchable"):
        world.sybil.sync()
    assert world.names() == ["a.md"]
    status = world.sybil.status(SYSTEM)
    assert status.last_sync is not None
    assert status.last_sync.outcome == "failed"
    assert "does not exist" in status.degraded[0]
    assert status.last_good == world.clock()


def fill(world: World, number: int) -> None:
    for n in range(number):
        world.write(f"m{n:02}.md", f"Notes of meeting {n}\n\nWords about matter {n}.\n")


def test_an_emptied_folder_counts_only_at_a_second_look(world: World) -> None:
    fill(world, 12)
    world.sybil.sync()
    for path in list(world.root.iterdir()):
        path.unlink()
    with pytest.raises(SourceUnavailable, match="suddenly empty"):
        world.sybil.sync()
    world.clock.turn(minutes=9)
    with pytest.raises(SourceUnavailable):
        world.sybil.sync()
    assert len(world.names()) == 12
    world.clock.turn(minutes=1)
    assert len(world.sybil.sync().removed) == 12
    assert world.names() == []


def test_an_emptied_folder_that_fills_again_was_not_mounted(world: World) -> None:
    fill(world, 12)
    world.sybil.sync()
    away = world.root.with_name("away")
    world.root.rename(away)
    world.root.mkdir()
    with pytest.raises(SourceUnavailable):
        world.sybil.sync()
    world.root.rmdir()
    away.rename(world.root)
    assert world.sybil.sync().unchanged == 12
    world.clock.turn(hours=1)
    world.root.rename(away)
    world.root.mkdir()
    with pytest.raises(SourceUnavailable):
        world.sybil.sync()


def test_most_files_missing_at_once_are_held_while_the_rest_goes_on(world: World) -> None:
    fill(world, 15)
    world.sybil.sync()
    for path in sorted(world.root.iterdir())[:11]:
        path.unlink()
    world.write("new.md", KISUMU)
    report = world.sybil.sync()
    assert (report.held, report.removed, report.count("added")) == (11, (), 1)
    assert "sync --accept-removals" in str(report.said)
    assert len(world.sybil.sync(accept_removals=True).removed) == 11


def test_a_few_deleted_files_go_at_once(world: World) -> None:
    fill(world, 9)
    world.sybil.sync()
    for path in list(world.root.iterdir()):
        path.unlink()
    assert len(world.sybil.sync().removed) == 9


def test_two_processes_never_sync_at_once(world: World) -> None:
    other = Leases(world.parts.database, world.clock)
    assert other.take("library", "another process")
    with pytest.raises(LeaseHeld, match="Another process has been syncing the library since 09:00 UTC"):
        world.sybil.sync()
    assert world.sybil.status(SYSTEM).syncing_since == world.clock()
    world.clock.turn(minutes=2)
    world.sybil.sync()
    assert other.held("library") is None, "given back"


def test_a_killed_process_does_not_keep_its_lease(world: World) -> None:
    """One of this machine, that is; of another machine nobody knows, and its lease runs out by itself."""
    other = Leases(world.parts.database, world.clock)
    home, _, _ = this_process().split("|")
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    assert other.take("library", f"{home}|{ended.pid}|x")
    world.sybil.sync()
    assert other.take("library", f"{home}|{os.getpid()}|x")
    with pytest.raises(LeaseHeld):
        world.sybil.sync()
    other.release("library", f"{home}|{os.getpid()}|x")
    assert other.take("library", f"another machine|{ended.pid}|x")
    with pytest.raises(LeaseHeld):
        world.sybil.sync()


def test_a_lease_that_was_taken_over_ends_the_work(world: World) -> None:
    fill(world, 3)
    other = Leases(world.parts.database, world.clock)

    def asleep(progress: Progress) -> None:
        if progress.n == 2:
            world.clock.turn(hours=1)
            assert other.take("library", "another process")

    with pytest.raises(LeaseHeld, match="took the sync over"):
        world.sybil.sync(asleep)
    assert world.names() == ["m00.md"]
    assert other.held("library") is not None, "the other's lease is left alone"


def test_stopping_keeps_what_was_done_and_the_next_run_goes_on(world: World) -> None:
    fill(world, 4)
    stop = threading.Event()

    def draw(progress: Progress) -> None:
        if progress.n == 2:
            stop.set()

    report = world.sybil.sync(draw, stop)
    assert report.stopped
    assert 1 <= len(world.names()) <= 2
    run = world.sybil.status(SYSTEM).last_sync
    assert run is not None
    assert run.outcome == "stopped"
    assert len(world.sybil.sync().files) + len(world.names()) >= 4
    assert len(world.names()) == 4


def test_progress_names_each_file_and_ends(world: World) -> None:
    fill(world, 3)
    seen: list[Progress] = []
    world.sybil.sync(seen.append)
    assert [(one.file, one.n, one.of) for one in seen] == [
        ("m00.md", 1, 3),
        ("m01.md", 2, 3),
        ("m02.md", 3, 3),
        ("", 3, 3),
    ]
    assert seen[0].seconds_left is None
    assert all(one.seconds_left is not None and one.seconds_left >= 0 for one in seen[1:])


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


def test_without_the_embedding_model_words_work_and_vectors_follow(world: World) -> None:
    world.embedder.broken = True
    world.write("a.md", KISUMU)
    report = world.sybil.sync()
    assert report.files[0].state == "added"
    assert "the vectors follow by themselves" in str(report.files[0].reason)
    assert [one.document for one in world.sybil.search("Kisumu office", SYSTEM)] == ["a.md"]
    assert "no meaning vectors" in world.sybil.status(SYSTEM).degraded[0]
    world.clock.turn(minutes=2)
    assert world.sybil.sync().files[0].state == "unchanged", "still out of order"
    world.embedder.broken = False
    world.clock.turn(minutes=2)
    assert [one.state for one in world.sybil.sync().files] == ["updated"]
    assert world.sybil.status(SYSTEM).degraded == ()
    assert world.sybil.sync().unchanged == 1


def test_another_embedding_model_means_reading_again(world: World) -> None:
    world.write("a.md", KISUMU)
    world.sybil.sync()
    before = world.id_of("a.md")
    world.embedder = HashEmbedder("another/64")
    world.reopen()
    assert [one.state for one in world.sybil.sync().files] == ["updated"]
    assert world.id_of("a.md") == before
    assert world.parts.store.ledger()[before].embedding_model == "another/64"
    assert world.sybil.sync().unchanged == 1


def test_another_extractor_means_reading_again_without_embedding(world: World) -> None:
    world.write("a.md", KISUMU)
    world.sybil.sync()
    world.embedder.texts.clear()

    class Newer(RuleFacts):
        name = "rules of tomorrow"

    newer = world.sync_with(ingestor=world.ingestor_with(Newer()))
    assert [one.state for one in newer.run_once().files] == ["updated"]
    assert world.embedder.texts == [], "the same text has the same vectors"
    assert newer.run_once().unchanged == 1


def test_only_changed_text_is_embedded_again(world: World) -> None:
    turns = [f"Amina Okafor: {'this is what was said about matter ' * 12} {n}." for n in range(60)]
    world.write("long.txt", "\n".join(turns))
    world.sybil.sync()
    windows = len(world.embedder.texts)
    world.embedder.texts.clear()
    world.write("long.txt", "\n".join([*turns, "Daniel Kiprop: And that was all."]))
    world.sybil.sync()
    assert windows > 20
    assert 1 <= len(world.embedder.texts) <= 2


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
