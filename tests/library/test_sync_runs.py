"""One run of the sync: who may, how far it is, where it stops, and what another model means."""

import os
import subprocess
import sys
import threading

import pytest

from core.db.leases import Leases
from core.documents.facts import RuleFacts
from core.errors import LeaseHeld
from core.library.guard import this_process
from core.library.report import Progress
from tests.library.world import SYSTEM, HashEmbedder, World, minutes

KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")
BOATS = minutes(5, "We will buy two boats.", "Amina Okafor to call the yard by 25 March 2026.")


def fill(world: World, number: int) -> None:
    for n in range(number):
        world.write(f"m{n:02}.md", f"Notes of meeting {n}\n\nWords about matter {n}.\n")


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
