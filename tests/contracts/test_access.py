"""No viewer sees, counts or infers anything above the own level."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.access import Viewer
from core.errors import DocumentNotFound, NotFound
from core.graph.contract import GraphStore
from core.models import Level
from tests.contracts.access_library import MARK, library, marked
from tests.contracts.access_probe import answers_to_ids, damaged_level_shows, shows_through, sqlite_damage
from tests.contracts.backends import BACKENDS, examples
from tests.contracts.builders import contribution
from tests.contracts.snapshot import snapshot
from tests.contracts.test_model import contributions
from tests.neo4j.server import CURRENT, LONG_TERM
from tests.neo4j.stores import damage_level

DAMAGE = {
    "sqlite": sqlite_damage,
    "neo4j": partial(damage_level, LONG_TERM),
    "neo4j-current": partial(damage_level, CURRENT),
}
"""Name of a backend -> writes a level into its store behind its back."""

backends = pytest.mark.parametrize("backend", sorted(BACKENDS))


@backends
def test_every_read_is_as_if_what_is_above_had_never_been_there(backend: str) -> None:
    assert shows_through(BACKENDS[backend], [*library(), marked(Level.RESTRICTED)]) == []


@backends
def test_any_library_is_as_if_what_is_above_had_never_been_there(backend: str) -> None:
    @settings(max_examples=examples(backend, 15), deadline=None, suppress_health_check=list(HealthCheck))
    @given(held=st.lists(contributions, max_size=4, unique_by=lambda c: c.document.id))
    def holds(held: list) -> None:
        assert shows_through(BACKENDS[backend], held) == []

    holds()


@backends
def test_ids_from_above_are_answered_as_ids_of_nothing(backend: str) -> None:
    assert answers_to_ids(BACKENDS[backend], library()) == []


@backends
@pytest.mark.parametrize("stored", ["TOP SECRET", "", None, "2"])
def test_a_level_that_is_missing_or_unknown_reads_as_restricted(backend: str, stored: str, tmp_path: Path) -> None:
    assert damaged_level_shows(BACKENDS[backend], DAMAGE[backend], stored) == []


def test_the_mark_is_there_for_who_may_read_it(store: GraphStore) -> None:
    for held in [*library(), marked(Level.CONFIDENTIAL)]:
        store.apply(held)
    read = snapshot(store, Viewer.member("CONFIDENTIAL"))
    seen = {what for what, value in read.items() if MARK in repr(value)}
    assert seen >= {"documents", "texts", "passages", "decisions", "actions", "entities", "details", "merges",
                    "neighbours", "nearest", "secret payroll", "minutes of the meeting"}  # fmt: skip
    assert MARK not in repr(snapshot(store, Viewer.member("INTERNAL")))


def test_hidden_and_missing_are_refused_with_one_sentence(store: GraphStore) -> None:
    store.apply(contribution("a", ["One line"], level=Level.RESTRICTED))
    sentences = set()
    for document_id in ("a", "missing", "\ud800", ""):
        for read in (store.document, store.document_passages, store.removal):
            with pytest.raises(DocumentNotFound) as refused:
                read(document_id, Viewer.member())
            sentences.add(str(refused.value))
    assert len(sentences) == 1


def test_ids_that_no_store_can_hold_are_ids_of_nothing(store: GraphStore) -> None:
    odd = "\ud800"
    for refused in (
        lambda: store.decision(odd, Viewer.system()),
        lambda: store.entity(odd, Viewer.system()),
        lambda: store.set_action_state(odd, "done", Viewer.system()),
        lambda: store.undo_merge(odd),
        lambda: store.remove(odd),
    ):
        with pytest.raises(NotFound):
            refused()
    assert store.passages([odd], Viewer.system()) == []
