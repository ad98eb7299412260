"""Copies: what is kept of a document goes from store to store and is the same there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.access import Viewer
from core.errors import DocumentNotFound, StoreError, StoreUnavailable
from core.graph import open_store
from core.graph.contract import GraphStore
from core.graph.copying import copy, digest
from core.graph.record import Record
from core.graph.recording import record
from core.graph.results import Applied
from core.models import Level
from tests.contracts.access_library import library
from tests.contracts.builders import Line, contribution
from tests.contracts.snapshot import snapshot

SYSTEM = Viewer.system()
LIBRARY = library()
LATER = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def target(other_url: str) -> Iterator[GraphStore]:
    """Another open, empty store."""
    with open_store(other_url) as opened:
        yield opened


def fill(store: GraphStore) -> None:
    """A library with something set by hand in every way."""
    for one in LIBRARY:
        store.apply(one)
    first = LIBRARY[0]
    store.apply(replace(first, document=replace(first.document, revision="2"), content_hash="x", ingested_at=LATER))
    people = store.entities(SYSTEM, type="person")
    store.merge_entities(people[0].id, people[1].id)
    automatic = [merge for merge in store.merges(SYSTEM) if merge.automatic]
    if automatic:
        store.undo_merge(automatic[0].id)
    store.set_action_state(store.actions(SYSTEM)[0].id, "done", SYSTEM)
    store.set_level(LIBRARY[1].document.id, Level.CONFIDENTIAL)
    store.apply(contribution("gone", [Line("Call the bank", task="call the bank")]))
    store.set_level("gone", Level.RESTRICTED)
    store.remove("gone")


def test_a_record_is_read_as_it_was_written(store: GraphStore) -> None:
    for one in LIBRARY:
        store.apply(one)
        assert digest(store.record(one.document.id)) == digest(record(one))
    with pytest.raises(DocumentNotFound):
        store.record("no such")


def test_a_copy_answers_every_question_as_the_original(store: GraphStore, target: GraphStore) -> None:
    fill(store)
    done = copy(store, target)
    assert (done.copied, done.there_already) == (len(LIBRARY), 0)
    assert target.by_hand() == store.by_hand()
    for level in Level:
        viewer = Viewer.member(level.value)
        assert snapshot(target, viewer) == snapshot(store, viewer), level
    assert target.check() == []
    again = copy(store, target)
    assert (again.copied, again.there_already) == (0, len(LIBRARY))
    target.apply(contribution("gone", [Line("Call the bank", task="call the bank")]))
    assert target.document("gone", SYSTEM).level is Level.RESTRICTED


def test_a_copy_that_stopped_goes_on(store: GraphStore, target: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    put, written = target.put, []

    def stops(made: Record) -> Applied:
        if len(written) == 2:
            raise StoreUnavailable("The server went away.")
        written.append(made)
        return put(made)

    monkeypatch.setattr(target, "put", stops)
    with pytest.raises(StoreUnavailable):
        copy(store, target)
    monkeypatch.undo()
    assert copy(store, target).there_already == 2
    assert snapshot(target, SYSTEM) == snapshot(store, SYSTEM)


def test_a_target_with_other_documents_is_left_alone(store: GraphStore, target: GraphStore) -> None:
    store.apply(contribution("a", ["One line"]))
    target.apply(contribution("b", ["Another line"]))
    with pytest.raises(StoreError, match=r"“b\.txt”"):
        copy(store, target)
    assert set(target.ledger()) == {"b"}


def test_a_difference_at_the_end_is_told(
    store: GraphStore, target: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(contribution("a", ["One line"]))
    put = target.put
    monkeypatch.setattr(target, "put", lambda made: put(replace(made, text=made.text.upper())))
    with pytest.raises(StoreError, match="differ after the copy"):
        copy(store, target)
