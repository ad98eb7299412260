"""Whatever is written, lost, followed and restarted, in any order: the copy shows what the server had, and nothing that
was to be hidden by then."""

import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core.access import Viewer
from core.errors import StoreUnavailable, SybilError
from core.graph.contract import GraphStore
from core.graph.copying import digest
from core.graph.results import Moment
from core.models import Level
from tests.contracts.builders import contribution
from tests.contracts.snapshot import snapshot
from tests.contracts.test_model import contributions, levels
from tests.graph.standby.switch import Pair

SYSTEM = Viewer.system()
DOCUMENTS = st.sampled_from("abcde")
GONE = len(Level)
HOW = st.sampled_from(["well", "well", "deaf", "dead"])
"""A change goes well, is made though nobody hears of it, or meets a server that has just died."""


class Machine(RuleBasedStateMachine):
    """A store with its copy beside what the server really holds, and an index that follows the store."""

    ended_well = 0

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.pair = Pair(Path(self.folder.name))
        self.revision = 0
        self.then = {self.pair.truth.moment(): self._held(self.pair.truth)}
        self.known: dict[str, int] = {}  # how visible a document is at most, as far as this process was told
        self.ever: dict[str, int] = {}  # how visible this content ever was
        self.at: Moment | None = None
        for id, level in zip("abe", Level, strict=False):
            self.apply_one(contribution(id, ["We met.", f"We spoke of {id}."], level=level))
        self.pair.follow()
        self.index: dict[str, Any] = {}

    def teardown(self) -> None:
        if hasattr(self, "pair"):
            try:
                self.all_is_well_in_the_end()
            finally:
                self.pair.close()
                self.folder.cleanup()

    # --- what people and the sync do ---------------------------------------------------------------------

    def _change(self, work: Callable[[GraphStore], object], id: str | None = None, how: str = "well") -> None:
        before, self.pair.switch.deaf = self.pair.truth.moment(), how == "deaf"
        if how == "dead":
            self.pair.switch.after = 0
        with contextlib.suppress(SybilError):
            work(self.pair.store)
        self.pair.switch.deaf = False
        self._remember()
        if id is not None and id != "e" and self.pair.truth.moment() != before:
            self.known[id] = self._levels().get(id, GONE)

    def _levels(self) -> dict[str, int]:
        return {one.id: one.level.rank for one in self.pair.truth.documents(SYSTEM)}

    def _held(self, store: GraphStore) -> Any:
        levels = {one.id: one.level for one in store.documents(SYSTEM)}
        return {id: (digest(store.record(id)), level) for id, level in levels.items()}, store.by_hand()

    def _remember(self) -> None:
        truth = self.pair.truth
        held = self.then[truth.moment()] = self._held(truth)
        for content, level in held[0].values():
            self.ever[content] = min(self.ever.get(content, GONE), level.rank)

    @rule(contribution=contributions, level=st.none() | levels, how=HOW)
    def apply(self, contribution: Any, level: Level | None, how: str) -> None:
        self.apply_one(replace(contribution, by_hand=level), how)

    def apply_one(self, contribution: Any, how: str = "well") -> None:
        self.revision += 1
        new = replace(contribution, document=replace(contribution.document, revision=str(self.revision)))
        self._change(lambda store: store.apply(new), new.document.id, how)

    @rule(id=DOCUMENTS, how=HOW)
    def remove(self, id: str, how: str) -> None:
        self._change(lambda store: store.remove(id), id, how)

    @rule(id=DOCUMENTS, level=st.none() | levels, how=HOW)
    def set_level(self, id: str, level: Level | None, how: str) -> None:
        self.set_level_of(id, level, how)

    def set_level_of(self, id: str, level: Level | None, how: str = "well") -> None:
        self._change(lambda store: store.set_level(id, level), id, how)

    @rule(data=st.data(), state=st.sampled_from(["open", "done"]))
    def set_by_hand(self, data: Any, state: str) -> None:
        held, people = self.pair.truth.actions(SYSTEM, state=None), self.pair.truth.entities(SYSTEM, type="person")
        if held:
            chosen = data.draw(st.sampled_from(held))
            self._change(lambda store: store.set_action_state(chosen.id, state, SYSTEM))
        if len(people) > 1:
            self._change(lambda store: store.merge_entities(people[0].id, people[1].id))

    @rule(level=st.none() | levels)
    def set_level_elsewhere(self, level: Level | None) -> None:
        """On another machine: this process knows nothing of it."""
        with contextlib.suppress(SybilError):
            self.pair.truth.set_level("e", level)
        self._remember()

    # --- what happens to them ------------------------------------------------------------------------------

    @rule(calls=st.none() | st.integers(0, 12))
    def lose(self, calls: int | None) -> None:
        """The server goes at once, or in the middle of what comes."""
        if calls is None:
            self.pair.lose()
        self.pair.switch.after = calls

    @rule(seconds=st.sampled_from([0, 0, 200, 700]), back=st.booleans())
    def follow(self, seconds: int, back: bool) -> None:
        self.pair.clock.turn(seconds=seconds)
        if back:
            self.pair.recover()
        with contextlib.suppress(StoreUnavailable):
            self.pair.follow()

    @rule(calls=st.integers(0, 12), data=st.data())
    def follow_while_things_change(self, calls: int, data: Any) -> None:
        """Between two calls of the follower somebody else has his way."""
        self.pair.recover()
        kinds = [self._meanwhile_a_level, self._meanwhile_a_document, self._meanwhile_elsewhere]
        change = data.draw(st.sampled_from(kinds))
        self.pair.switch.meanwhile = calls, change(data)
        self.follow(0, back=False)
        self.pair.switch.meanwhile = None

    def _meanwhile_a_level(self, data: Any) -> Callable[[], object]:
        id, level = data.draw(DOCUMENTS), data.draw(st.none() | levels)
        return lambda: self.set_level_of(id, level)

    def _meanwhile_a_document(self, data: Any) -> Callable[[], object]:
        made = replace(data.draw(contributions), by_hand=data.draw(st.none() | levels))
        return lambda: self.apply_one(made)

    def _meanwhile_elsewhere(self, data: Any) -> Callable[[], object]:
        said, marked = data.draw(st.sampled_from(["We met.", "We met again."])), data.draw(levels)
        made = replace(contribution("e", [said], level=marked), by_hand=data.draw(st.none() | levels))
        level = data.draw(st.none() | levels)

        def elsewhere() -> None:
            self.revision += 1
            new = replace(made, document=replace(made.document, revision=str(self.revision)))
            with contextlib.suppress(SybilError):
                self.pair.truth.set_level("e", level)
                self._remember()
            self.pair.truth.apply(new)
            self._remember()

        return elsewhere

    @rule()
    def restart(self) -> None:
        self.pair.reopen()

    @rule()
    def index_anew(self) -> None:
        self.at, self.index = None, {}
        self.follow_with_the_index()

    @rule()
    def follow_with_the_index(self) -> None:
        try:
            if self.at != self.pair.store.moment():
                changes = self.pair.store.index_changes(self.at, None)
                kept = {} if changes.whole else {id: one for id, one in self.index.items() if id not in changes.gone}
                self.index = kept | {one.id: (one.name, one.level, one.passages) for one in changes.documents}
                self.at = changes.moment
        except StoreUnavailable:
            return

    # --- what must hold --------------------------------------------------------------------------------------

    @invariant()
    def the_copy_shows_what_was_and_nothing_that_is_hidden(self) -> None:
        if not hasattr(self, "pair"):
            return
        copy = self.pair.keeping.graph()
        state, (held, by_hand) = copy.state(), self._held(copy)
        for id, (content, level) in held.items():
            assert level.rank >= self.known.get(id, 0), (id, level, self.known)
            assert level.rank >= self.ever[content], (id, level)
        if state.moment is not None and not state.loose and not state.limited:
            assert (held, by_hand) == self.then[state.moment]
        if self.pair.server.lost is not None and state.moment is not None:
            assert {one.id for one in self.pair.store.documents(SYSTEM)} == held.keys()

    def all_is_well_in_the_end(self) -> None:
        self.pair.clock.turn(seconds=700)
        self.pair.recover()
        self.pair.follow()
        self.follow_with_the_index()
        pair = self.pair
        state = pair.keeping.state()
        assert (state.moment, state.loose, state.limited) == (pair.truth.moment(), False, False)
        whole = pair.truth.index_changes(None, None).documents
        assert self.index == {one.id: (one.name, one.level, one.passages) for one in whole}
        pair.lose()
        assert not pair.store.standing().reachable
        for level in Level:
            viewer = Viewer("reader", level)
            assert snapshot(pair.store, viewer) == snapshot(pair.truth, viewer)
        Machine.ended_well += 1


def test_the_copy_equals_what_the_server_had() -> None:
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=30,
            stateful_step_count=16,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Machine.ended_well >= 30
