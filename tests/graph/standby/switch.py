"""A server for tests: a SQLite graph behind a switch that breaks its calls before or after they were done."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from core.access import Viewer
from core.errors import StoreUnavailable
from core.graph.contract import GraphStore
from core.graph.results import IndexedDocument
from core.graph.sqlite.store import SqliteGraph
from core.graph.standby.follower import Follower
from core.graph.standby.keeping import Keeping
from core.graph.standby.server import Server
from core.graph.standby.store import StandbyGraph
from core.models import Level
from tests.contracts.builders import Line, contribution

REFUSED = "The graph server cannot be reached; the test took it away."


@dataclass
class Switch:
    """What becomes of the next calls.

    Args:
        down: they fail before anything is done.
        deaf: they are done, and then fail: the acknowledgement is lost.
        after: so many calls still succeed before ``down`` begins; None for no such plan.
        hang: they wait until this is set.
        full: names of calls that fail on a server that is there.
        meanwhile: after so many calls, this is done before the next one.
    """

    down: bool = False
    deaf: bool = False
    after: int | None = None
    hang: threading.Event | None = None
    full: frozenset[str] = frozenset()
    meanwhile: tuple[int, Callable[[], object]] | None = None
    asked: int = 0
    said: str = REFUSED
    kind: type[StoreUnavailable] = StoreUnavailable

    def before(self, name: str) -> None:
        self.asked += 1
        if self.hang is not None:
            self.hang.wait(30)
        if self.meanwhile is not None:
            calls, work = self.meanwhile
            self.meanwhile = (calls - 1, work) if calls else None
            if not calls:
                work()
        if self.after is not None:
            self.after -= 1
            if self.after < 0:
                self.down, self.after = True, None
        if self.down:
            raise self.kind(self.said)
        if name in self.full:
            raise StoreUnavailable("The disk of the graph server is full.")

    def done(self) -> None:
        if self.deaf:
            raise StoreUnavailable("The connection broke; it may or may not have been kept.")


def _broken(name: str) -> Callable[..., Any]:
    def call(self: Any, *args: Any, **named: Any) -> Any:
        self.switch.before(name)
        done = getattr(SqliteGraph, name)(self, *args, **named)
        self.switch.done()
        if name != "index_changes":
            return done

        def documents() -> Any:
            one: IndexedDocument
            for one in done.documents:
                self.switch.before(name)
                yield one

        return replace(done, documents=documents())

    return call


_CALLS = {name: _broken(name) for name in (GraphStore.__abstractmethods__ - {"close"}) | {"tallies"}}
Switchable: Any = type("Switchable", (SqliteGraph,), _CALLS)
"""A SqliteGraph with a ``switch``."""


def switched(path: Path, switch: Switch) -> GraphStore:
    """Open the graph at ``path`` as a server's."""
    switch.asked += 1
    if switch.down:
        raise switch.kind(switch.said)
    made: Any = Switchable.__new__(Switchable)
    made.switch = switch
    made.__init__(path)
    store: GraphStore = made
    return store


class Clock:
    """A clock and a timer that move when told."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 6, 1, 14, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def timer(self) -> float:
        return self.moment.timestamp()

    def turn(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class Pair:
    """A server, the store over it with its copy, and the follower, all in one folder."""

    folder: Path
    patience: float = 5.0
    switch: Switch = field(default_factory=Switch)
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.truth = SqliteGraph(self.folder / "server.db")
        self.open()

    def open(self) -> None:
        """As a process that starts."""
        self.server = Server(self._opened, self.clock, self.clock.timer, self.patience)
        self.keeping = Keeping(self.folder / "copy", "here", self.clock)
        self.store = StandbyGraph(self.server, self.keeping, self.clock)
        self.follower: Follower = self.store.follower()
        self.server.begin()

    def reopen(self) -> None:
        self.store.close()
        self.open()

    def follow(self) -> None:
        """A step of the follower, some time after what was done before."""
        self.clock.turn(seconds=1)
        self.follower.run_once()

    def lose(self) -> None:
        """The server goes away, and that is noticed."""
        self.switch.down = True
        self.server.begin()

    def recover(self) -> None:
        """The server comes back, and that is noticed."""
        self.switch.down = self.switch.deaf = False
        self.switch.after = None
        self.clock.turn(seconds=3)
        self.server.begin()

    def close(self) -> None:
        self.store.close()
        self.truth.close()

    def _opened(self) -> GraphStore:
        return switched(self.folder / "server.db", self.switch)


def filled(pair: Pair) -> Pair:
    """The pair with two documents on the server and in the copy, ``b`` of them confidential."""
    pair.store.apply(contribution("a", [Line("We will rent the office.", speaker="Amina Okafor", decides=True)]))
    pair.store.apply(contribution("b", ["The payroll is settled."], level=Level.CONFIDENTIAL))
    pair.follow()
    return pair


def names(store: GraphStore, viewer: Viewer | None = None) -> list[str]:
    """Ids of the documents that somebody sees; everything by default."""
    return sorted(one.id for one in store.documents(viewer or Viewer.system()))
