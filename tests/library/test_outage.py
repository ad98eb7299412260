"""The sync while the graph server is away: it waits, blames no file, and goes on by itself."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.app import Sybil
from core.assembly import Assembly
from core.db.migrate import open_database
from core.errors import StoreUnavailable
from core.graph.standby.follower import Following
from core.library.guard import holding
from core.settings import Settings
from tests.graph.standby.switch import Pair
from tests.library.test_thread import within
from tests.library.world import InProcessReader, World, minutes

KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")


class ServedWorld(World):
    """A world whose graph is on a server."""

    pair: Pair

    def open(self) -> None:
        folder = self.data / "server"
        folder.mkdir(parents=True, exist_ok=True)
        self.root.mkdir(exist_ok=True)
        self.pair = Pair(folder)
        settings = Settings(_env_file=None, data_dir=self.data)
        ids = iter(range(1_000_000))
        self.parts = Assembly(
            settings, open_database(settings.database), self.pair.store, self.clock, lambda: f"id-{next(ids)}",
            self.embedder, None, self.reader,
        )  # fmt: skip
        self.sybil = Sybil(self.parts)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedWorld]:
    with InProcessReader() as reader:
        made = ServedWorld(tmp_path, reader)
        yield made
        made.sybil.close()
        made.pair.truth.close()


def test_the_sync_waits_and_marks_nothing(served: ServedWorld) -> None:
    served.write("a.md", KISUMU)
    served.sybil.sync()
    served.pair.follow()
    served.pair.lose()
    served.write("b.md", KISUMU.replace("Kisumu", "Thika"))
    (served.root / "a.md").unlink()
    thread = served.sybil.sync_thread()
    thread.step()
    assert "changes wait" in str(thread.last_error)
    assert served.names() == ["a.md"], "the copy"
    assert served.parts.failures.all() == []
    run = served.parts.journal.last_run("library")
    assert run is not None
    assert (run.outcome, run.counts) == ("failed", {})
    assert "graph server" in str(run.said)
    with holding(served.parts.leases, "library", "somebody else"):
        pass  # the lease was given back
    served.pair.recover()
    report = served.sybil.sync()
    assert (served.names(), report.newly_failed, report.removed) == (["b.md"], (), ("a.md",))


@pytest.mark.parametrize("calls", [0, 1, 2, 3, 4, 6])
def test_a_server_that_dies_in_the_middle_of_a_run_costs_no_file(served: ServedWorld, calls: int) -> None:
    for name in ("a.md", "b.md", "c.md"):
        served.write(name, KISUMU.replace("Kisumu", f"Kisumu {name}"))
    served.pair.switch.after = calls
    with pytest.raises(StoreUnavailable):
        served.sybil.sync()
    assert served.parts.failures.all() == []
    served.pair.recover()
    served.sybil.sync()
    assert served.names() == ["a.md", "b.md", "c.md"]
    assert served.sybil.sync().files == ()


def test_a_lost_acknowledgement_is_made_good_by_the_next_run(served: ServedWorld) -> None:
    served.write("a.md", KISUMU)
    ledger = served.pair.truth.ledger

    def deaf_from_the_first_commit() -> None:
        served.pair.switch.deaf = True

    served.pair.switch.meanwhile = 2, deaf_from_the_first_commit
    with pytest.raises(StoreUnavailable):
        served.sybil.sync()
    served.pair.recover()
    served.sybil.sync()
    assert served.names() == ["a.md"]
    assert served.parts.failures.all() == []
    assert len(ledger()) == 1


def test_what_waited_is_read_soon_after_the_server_is_back(served: ServedWorld) -> None:
    served.write("a.md", KISUMU)
    served.sybil.sync()
    served.pair.follow()
    served.pair.lose()
    sync, standby = served.sybil.sync_thread(), Following(served.pair.follower, 0.2)
    sync.start()
    standby.start()
    try:
        served.write("b.md", KISUMU.replace("Kisumu", "Thika"))
        assert within(10, lambda: sync.last_error is not None)
        time.sleep(0.5)
        assert served.names() == ["a.md"]
        served.pair.switch.down = False
        served.pair.clock.turn(seconds=3)
        assert within(10, lambda: served.names() == ["a.md", "b.md"])
    finally:
        assert sync.stop()
        assert standby.stop()
