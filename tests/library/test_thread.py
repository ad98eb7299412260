"""The thread: a sync again and again, and the upkeep after it, whatever fails."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from core.access import Viewer
from core.errors import RecordNotFound, StoreUnavailable
from core.library.thread import SyncThread
from tests.library.world import World, minutes

KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")
ANNA = Viewer.member(name="anna")


def test_the_sync_thread_syncs_and_stops(world: World) -> None:
    world.write("a.md", KISUMU)
    thread = world.sybil.sync_thread()
    thread.step()
    assert world.names() == ["a.md"]
    assert thread.last_report is not None
    assert thread.heartbeat == world.clock()
    (world.root / "a.md").unlink()
    world.root.rmdir()
    thread.step()
    assert thread.last_error is not None
    assert "does not exist" in thread.last_error
    world.root.mkdir()
    world.write("b.md", KISUMU)
    thread.start()
    assert thread.stop(30)


def test_old_answers_end_once_a_day_also_while_the_library_is_away(world: World) -> None:
    world.write("a.md", KISUMU)
    thread = world.sybil.sync_thread()
    thread.step()
    asked = [world.sybil.ask("Where does the office move?", ANNA).record_id or ""]
    world.clock.turn(days=365)
    asked.append(world.sybil.ask("Where does the office move?", ANNA).record_id or "")
    thread.step()
    assert world.sybil.record(asked[0], ANNA), "kept for 365 days"
    world.clock.turn(hours=23)
    thread.step()
    assert world.sybil.record(asked[0], ANNA), "not looked at again within a day"
    (world.root / "a.md").unlink()
    world.root.rmdir()
    world.clock.turn(hours=2)
    thread.step()
    assert thread.last_error is not None
    with pytest.raises(RecordNotFound):
        world.sybil.record(asked[0], ANNA)
    assert world.sybil.record(asked[1], ANNA)
    (line,) = [line for line in world.parts.audit.latest() if line.who == "retention"]
    assert (line.action, line.details["erased"], line.at) == ("erase", 1, world.clock())


def test_an_upkeep_that_fails_stops_nothing(world: World) -> None:
    calls = []

    def upkeep() -> None:
        calls.append(world.clock())
        raise StoreUnavailable("The operational store cannot be written.")

    thread = SyncThread(world.parts.sync, 300, world.clock, upkeep)
    thread.step()
    world.write("a.md", KISUMU)
    world.clock.turn(minutes=5)
    thread.step()
    assert world.names() == ["a.md"]
    assert calls == [world.clock() - timedelta(minutes=5), world.clock()]
    assert thread.heartbeat == world.clock()


def test_a_changed_library_is_read_at_once_though_the_pause_is_long(world: World) -> None:
    world.write("a.md", KISUMU)
    parts = world.parts
    thread = SyncThread(parts.sync, 3600, world.clock, lambda: None, lambda: parts.library.list().picture())
    thread.start()
    try:
        assert within(20, lambda: world.names() == ["a.md"])
        world.write("b.md", KISUMU.replace("Kisumu", "Thika"))
        assert within(20, lambda: world.names() == ["a.md", "b.md"])
        (world.root / "a.md").unlink()
        assert within(20, lambda: world.names() == ["b.md"])
    finally:
        assert thread.stop(30)


def within(seconds: float, true: Callable[[], bool]) -> bool:
    """Whether it becomes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False
