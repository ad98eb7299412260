"""What the sync does with files, and folders, that cannot be read: nothing is concluded from silence."""

import os
from pathlib import Path

import pytest

from core.access import Viewer
from core.errors import FileUnreadable, SourceUnavailable
from core.library.local import LocalFolder
from core.library.source import Entry
from tests.library.world import SYSTEM, World, minutes

KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")
BOATS = minutes(5, "We will buy two boats.", "Amina Okafor to call the yard by 25 March 2026.")


def test_a_failing_file_is_tried_again_with_growing_pauses(world: World) -> None:
    world.write("a.md", KISUMU)
    tried: list[int] = []
    told: list[str] = []

    class Denied(LocalFolder):
        def fetch(self, entry: Entry, into: Path) -> Path:
            tried.append(1)
            raise FileUnreadable("Sybil has no permission to read the file.", "denied", permanent=False)

    denied = world.sync_with(Denied(world.root))
    for _ in range(200):
        report = denied.run_once()
        assert [(one.name, one.state) for one in report.files] == [("a.md", "failed")]
        told += report.newly_failed
        world.clock.turn(minutes=5)
    assert told == ["a.md"], "by the first run, and by no later try"
    assert len(tried) == 5, "then it is given up"
    (failure,) = world.sybil.failures(SYSTEM)
    assert (failure.tries, failure.ended) == (5, True)
    world.write("a.md", BOATS)
    assert denied.run_once().newly_failed == ("a.md",)
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
