"""Whatever is applied, replaced, removed, moved, set, merged and undone, in any order: the store equals the oracle."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from core.access import Viewer
from core.errors import MergeNotFound, SettingsError
from core.graph import open_store
from core.graph.names import node_id
from core.graph.results import Moment
from core.models import Counts, Level
from tests.contracts.backends import BACKENDS, examples
from tests.contracts.builders import Line, contribution
from tests.contracts.oracle import Oracle
from tests.contracts.snapshot import snapshot

PEOPLE = ("Amina Okafor", "Okafor, Amina", "A. Okafor", "Amina", "Ms Okafor", "Amina Uwase", "Amina Okafur",
          "Amina G. Okafor", "Amina Joy Okafor", "AMINA OKAFOR", "Peter Maina")  # fmt: skip
ORGANISATIONS = ("Kilimo Trust", "The Kilimo Trust Ltd", "Kilimu Trust", "Bright & Partners")
STATEMENTS = ("We will rent the office on Kimironko Road", "We are not taking the Kimironko lease after all",
              "So we do take Kimironko, with a break clause", "Membership fee stays at 20 euros",
              "The membership fee goes up to 25 euros")  # fmt: skip
TASKS = ("call the landlord", "send the budget to the board")
DOCUMENTS = tuple("abcde")

levels = st.sampled_from(list(Level))
lines = st.builds(
    Line,
    text=st.sampled_from([*STATEMENTS, "Nothing was settled about the payroll.", "Amina spoke of the office."]),
    speaker=st.none() | st.sampled_from(PEOPLE),
    people=st.lists(st.sampled_from(PEOPLE), max_size=2).map(tuple),
    organisations=st.lists(st.sampled_from(ORGANISATIONS), max_size=1).map(tuple),
    decides=st.booleans(),
    reverses=st.booleans(),
    task=st.none() | st.sampled_from(TASKS),
    owner=st.none() | st.sampled_from(PEOPLE),
    done=st.booleans(),
    relation=st.none() | st.tuples(st.sampled_from(PEOPLE), st.just("works for"), st.sampled_from(ORGANISATIONS)),
)
contributions = st.builds(
    contribution,
    st.sampled_from(DOCUMENTS),
    st.lists(lines, min_size=1, max_size=3, unique_by=(lambda line: line.text, lambda line: line.task or line.text)),
    level=levels,
    when=st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 6)),
    status=st.sampled_from([None, "draft", "approved"]),
)


class Machine(RuleBasedStateMachine):
    """One store beside one oracle."""

    url: str
    documents = Bundle("documents")

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(BACKENDS[self.backend](Path(self.folder.name)))
        self.oracle = Oracle()
        self.revision = 0
        self.known: dict[Moment, dict[str, Any]] = {}

    backend = "sqlite"

    def teardown(self) -> None:
        if hasattr(self, "store"):
            try:
                self.compare()
            finally:
                self.store.close()
                self.folder.cleanup()

    @rule(contribution=contributions)
    def apply(self, contribution: Any) -> None:
        self.revision += 1
        new = replace(contribution, document=replace(contribution.document, revision=str(self.revision)))
        applied = self.store.apply(new)
        assert applied.changed
        assert applied.created == (new.document.id not in self.oracle.live)
        assert not self.store.apply(new).changed
        self.oracle.live[new.document.id] = new

    @precondition(lambda self: self.oracle.live)
    @rule(data=st.data())
    def remove(self, data: Any) -> None:
        document_id = data.draw(st.sampled_from(sorted(self.oracle.live)))
        expected = self.store.removal(document_id, Viewer.system())
        before = self.store.counts(Viewer.system())
        assert self.store.remove(document_id) == expected
        after = self.store.counts(Viewer.system())
        assert before.passages - after.passages == expected.passages
        assert before.decisions - after.decisions == expected.decisions
        assert before.actions - after.actions == expected.actions
        del self.oracle.live[document_id]

    @precondition(lambda self: self.oracle.live)
    @rule(data=st.data(), name=st.sampled_from(["new.txt", "other.txt"]))
    def move(self, data: Any, name: str) -> None:
        document_id = data.draw(st.sampled_from(sorted(self.oracle.live)))
        held = self.oracle.live[document_id]
        self.revision += 1
        self.store.move(document_id, f"{document_id}/{name}", name, None, str(self.revision))
        document = replace(held.document, name=name, link=None, revision=str(self.revision))
        self.oracle.live[document_id] = replace(held, document=document, source_id=f"{document_id}/{name}")

    @precondition(lambda self: self.oracle.live)
    @rule(data=st.data(), level=st.none() | levels)
    def set_level(self, data: Any, level: Level | None) -> None:
        document_id = data.draw(st.sampled_from(sorted(self.oracle.live)))
        shown = self.store.set_level(document_id, level)
        if level is None:
            self.oracle.levels.pop(document_id, None)
        else:
            self.oracle.levels[document_id] = level
        assert shown.level == self.oracle.level(document_id)

    @precondition(lambda self: any(c.actions for c in self.oracle.live.values()))
    @rule(data=st.data(), state=st.sampled_from(["open", "done"]))
    def set_action_state(self, data: Any, state: str) -> None:
        held = data.draw(st.sampled_from(self.store.actions(Viewer.system(), state=None)))
        assert self.store.set_action_state(held.id, state, Viewer.system()).state == state
        self.oracle.states[f"{held.document_id}\0{held.task}"] = state

    @precondition(lambda self: len(self.store.entities(Viewer.system())) > 1)
    @rule(data=st.data())
    def merge(self, data: Any) -> None:
        held = self.store.entities(Viewer.system())
        keep, absorb = data.draw(st.sampled_from(held)), data.draw(st.sampled_from(held))
        if keep.id == absorb.id or keep.type != absorb.type:
            with pytest.raises(SettingsError):
                self.store.merge_entities(keep.id, absorb.id)
            return
        merge = self.store.merge_entities(keep.id, absorb.id)
        assert not merge.automatic
        assert (merge.kept, merge.absorbed, merge.type) == (keep.name, absorb.name, keep.type)
        self.oracle.merge(merge.id, _nodes(keep), _nodes(absorb))

    @precondition(lambda self: self.store.merges(Viewer.system()))
    @rule(data=st.data(), level=levels)
    def undo(self, data: Any, level: Level) -> None:
        merges = self.store.merges(Viewer("reader", level))
        if merges:
            merge = data.draw(st.sampled_from(merges))
            self.store.undo_merge(merge.id)
            with pytest.raises(MergeNotFound):
                self.store.undo_merge(merge.id)
            self.oracle.undo(merge.id)

    @rule()
    def compare(self) -> None:
        assert self.store.check() == []
        assert set(self.store.ledger()) == set(self.oracle.live)
        for level in Level:
            _compare(snapshot(self.store, Viewer("reader", level)), self.oracle, level)

    @rule()
    def compare_with_rebuilt(self) -> None:
        if self.oracle.merges or self.oracle.apart or self.oracle.states:
            return
        with tempfile.TemporaryDirectory() as folder, open_store(BACKENDS[self.backend](Path(folder))) as fresh:
            for held in self.oracle.rebuilt():
                fresh.apply(held)
            for level in Level:
                viewer = Viewer("reader", level)
                assert snapshot(self.store, viewer) == snapshot(fresh, viewer)

    @rule()
    def catch_up(self) -> None:
        """Indexes that saw any earlier moment reach the same state from what changed since."""
        now = _indexed(self.store.index_changes(None, None))
        for since, index in [*self.known.items(), (None, {})]:
            changes = self.store.index_changes(since, None)
            caught = {i: d for i, d in index.items() if i not in changes.gone}
            added = _indexed(changes)
            assert not caught.keys() & added.keys()
            assert caught | added == now
        self.known[self.store.moment()] = now


def _nodes(entity: Any) -> frozenset[str]:
    return frozenset(node_id(entity.type, name) for name in (entity.name, *entity.aliases))


def _indexed(changes: Any) -> dict[str, Any]:
    return {d.id: (d.name, d.level, d.date, d.status, d.passages, d.window_spans.tolist()) for d in changes.documents}


def _compare(read: dict[str, Any], oracle: Oracle, level: Level) -> None:
    visible = oracle.visible(level)
    assert {(d.id, d.name, d.level, d.revision) for d in read["documents"]} == {
        (c.document.id, c.document.name, oracle.level(c.document.id), c.document.revision) for c in visible
    }
    assert {d.id: d.text for d in read["texts"]} == {c.document.id: c.document.text for c in visible}
    assert {(p.id, p.text) for p in read["passages"]} == {(p.id, p.text) for c in visible for p in c.passages}
    assert read["again"] == read["passages"]
    groups = oracle.groups(level)
    names = {e.id: frozenset((e.name, *e.aliases)) for e in read["entities"]}
    assert {(e.type, names[e.id], e.mentions) for e in read["entities"]} == groups
    assert {frozenset((m.type, m.automatic)) for m in read["merges"]} <= {
        frozenset((t, auto)) for t in ("person", "organisation") for auto in (True, False)
    }
    assert sorted(m.id for m in read["merges"]) == sorted(j.id for j in oracle.resolution(level).joins)
    _compare_facts(read, oracle, level)
    edges = {
        (names[r.source.id], r.kind, names[r.target.id], r.passage_ids) for d in read["details"] for r in d.relations
    }
    assert edges == oracle.relations(level)
    for passage, near in zip(read["passages"], read["neighbours"], strict=True):
        assert [p.id for p in near] == oracle.neighbours(passage.id, level)
    facts = [len(getattr(c, what)) for c in visible for what in ("decisions", "actions")]
    assert read["counts"] == Counts(
        len(visible), sum(len(c.passages) for c in visible), sum(facts[::2]), sum(facts[1::2]), len(groups)
    )


def _compare_facts(read: dict[str, Any], oracle: Oracle, level: Level) -> None:
    by_id = {d.id: (d.document_id, d.statement) for d in read["decisions"]}
    shown = {(d.document_id, d.statement): d for d in read["decisions"]}
    expected = oracle.decisions(level)
    assert len(expected) == len(read["decisions"])
    for document_id, statement, day, state, successors in expected:
        decision = shown[document_id, statement]
        assert (decision.date, decision.state) == (day, state)
        assert (by_id[decision.superseded_by] in successors) if decision.superseded_by else not successors
    assert read["current"] == [d for d in read["decisions"] if d.state != "superseded"]
    assert {(a.document_id, a.task, a.owner, a.due, a.state) for a in read["actions"]} == oracle.actions(level)
    assert read["open"] == [a for a in read["actions"] if a.state == "open"]


@pytest.mark.parametrize("backend", sorted(BACKENDS))
def test_the_store_equals_the_oracle(backend: str) -> None:
    machine = type("Model", (Machine,), {"backend": backend})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples(backend, 25),
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert machine.backend == backend
