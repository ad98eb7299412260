"""Writing: the ledger, replacing, removing, moving, and what people set by hand."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from core.access import Viewer
from core.errors import ActionNotFound, DocumentNotFound, EntityNotFound, MergeNotFound, SettingsError, StoreUnavailable
from core.graph import open_store
from core.graph.contract import GraphStore
from core.graph.contribution import Contribution
from core.graph.results import Ledgered, Tally
from core.models import Counts, Level
from tests.contracts.builders import MODEL, Line, contribution, vector_of

SYSTEM = Viewer.system()


def revised(held: Contribution, revision: str) -> Contribution:
    return replace(held, document=replace(held.document, revision=revision))


def test_a_file_is_in_the_ledger_once_it_is_committed(store: GraphStore) -> None:
    held = contribution("a", ["One line"])
    applied = store.apply(held)
    assert (applied.changed, applied.created, applied.passages, applied.facts) == (True, True, 1, 0)
    expected = Ledgered("a", "folder", "a.txt", "a.txt", "1", held.content_hash, "rules", MODEL)
    assert store.ledger("folder") == {"a.txt": expected}
    assert store.ledger() == {"a": expected}
    assert store.ledger("drive") == {}


def test_the_same_twice_changes_nothing(store: GraphStore) -> None:
    held = contribution("a", [Line("We rent the office", decides=True)])
    first = store.apply(held)
    version = store.version()
    again = store.apply(held)
    assert (again.changed, again.created) == (False, False)
    assert (again.passages, again.facts) == (first.passages, first.facts)
    assert store.version() == version


@pytest.mark.parametrize("what", ["revision", "content_hash", "extractor", "embedding_model"])
def test_whatever_tells_a_change_is_a_change(store: GraphStore, what: str) -> None:
    held = contribution("a", ["One line"])
    store.apply(held)
    changed = revised(held, "2") if what == "revision" else replace(held, **{what: "other"})
    applied = store.apply(changed)
    assert (applied.changed, applied.created) == (True, False)
    assert not store.apply(changed).changed


def test_a_new_revision_replaces_everything(store: GraphStore) -> None:
    store.apply(contribution("a", [Line("Old words by Amina", people=("Amina Okafor",), decides=True, task="call")]))
    store.apply(contribution("a", [Line("New words", places=("Kigali",))], revision="2", title="New"))
    assert store.document("a", SYSTEM).text == "New words\n"
    assert store.search_text("old", SYSTEM) == []
    assert [e.name for e in store.entities(SYSTEM)] == ["Kigali"]
    assert store.counts(SYSTEM) == Counts(1, 1, 0, 0, 1)
    assert store.vectors(MODEL, [w.key for w in contribution("a", ["Old words by Amina"]).windows]) == {}
    assert store.check() == []


def test_removing_takes_what_has_no_other_source_and_leaves_the_rest(store: GraphStore) -> None:
    both = Line("Amina Okafor spoke", people=("Amina Okafor",))
    store.apply(contribution("a", [both, Line("Kigali was chosen", places=("Kigali",), decides=True, task="go")]))
    store.apply(contribution("b", [both]))
    expected = store.removal("a", SYSTEM)
    assert (expected.name, expected.passages, expected.decisions) == ("a.txt", 2, 1)
    assert (expected.actions, expected.entities) == (1, 1)
    assert store.remove("a") == expected
    assert store.ledger().keys() == {"b"}
    assert [(e.name, e.mentions) for e in store.entities(SYSTEM)] == [("Amina Okafor", 1)]
    assert store.vectors(MODEL, [w.key for w in contribution("b", [both]).windows]).keys()
    with pytest.raises(DocumentNotFound):
        store.remove("a")
    assert store.check() == []


def test_a_moved_file_keeps_its_content(store: GraphStore) -> None:
    store.apply(contribution("a", ["One line"]))
    store.move("a", "sub/new.txt", "new.txt", "file:new", "2")
    assert store.ledger("folder")["sub/new.txt"].revision == "2"
    document = store.document("a", SYSTEM)
    assert (document.name, document.link, document.text) == ("new.txt", "file:new", "One line\n")
    assert [p.document for p in store.search_text("line", SYSTEM)] == ["new.txt"]
    with pytest.raises(DocumentNotFound):
        store.move("missing", "x", "x", None, "1")


def test_a_level_set_by_hand_outlives_revisions_and_removal(store: GraphStore) -> None:
    held = contribution("a", ["One line"], level=Level.PUBLIC)
    store.apply(held)
    assert store.set_level("a", Level.CONFIDENTIAL).level == Level.CONFIDENTIAL
    store.apply(revised(held, "2"))
    assert store.document("a", SYSTEM).level == Level.CONFIDENTIAL
    store.remove("a")
    store.apply(held)
    assert store.documents(Viewer.member("INTERNAL")) == []
    assert store.set_level("a", None).level == Level.PUBLIC
    assert store.check() == []
    with pytest.raises(DocumentNotFound):
        store.set_level("missing", Level.PUBLIC)


def test_a_level_chosen_by_hand_comes_with_the_commit(store: GraphStore) -> None:
    member = Viewer.member("INTERNAL")
    held = contribution("a", [Line("We rent the office", decides=True)], level=Level.PUBLIC)
    store.apply(replace(held, by_hand=Level.CONFIDENTIAL))
    assert store.documents(member) == []
    assert store.search_text("office", member) == []
    store.apply(revised(held, "2"))
    assert store.document("a", SYSTEM).level == Level.CONFIDENTIAL
    store.apply(replace(revised(held, "2"), by_hand=Level.INTERNAL))
    assert store.document("a", member).level == Level.INTERNAL
    store.apply(replace(revised(held, "3"), by_hand=Level.RESTRICTED))
    assert store.documents(member) == []
    assert store.set_level("a", None).level == Level.PUBLIC
    assert store.check() == []


def test_what_each_document_holds_is_counted_for_its_readers(store: GraphStore) -> None:
    store.apply(contribution("a", [Line("We rent the office", decides=True, task="sign"), "More"]))
    store.apply(contribution("b", [Line("We pay", task="pay")], level=Level.CONFIDENTIAL))
    assert store.tallies(SYSTEM) == {"a": Tally(2, 1, 1), "b": Tally(1, 0, 1)}
    assert store.tallies(Viewer.member("INTERNAL")) == {"a": Tally(2, 1, 1)}
    assert GraphStore.tallies(store, SYSTEM) == store.tallies(SYSTEM)


def test_a_done_action_stays_done_while_its_words_stay(store: GraphStore) -> None:
    held = contribution("a", [Line("I call", task="call the landlord", owner="Jean"), Line("I write", task="write")])
    store.apply(held)
    call = store.actions(SYSTEM)[0]
    assert store.set_action_state(call.id, "done", SYSTEM).state == "done"
    moved = contribution(
        "a", ["A new first line", Line("I do call", task="Call the landlord!", owner="Jean")], revision="2"
    )
    store.apply(moved)
    assert store.actions(SYSTEM) == []
    done = store.actions(SYSTEM, state="done")
    assert [(a.id, a.quote) for a in done] == [(call.id, "I do call")]
    assert store.set_action_state(call.id, "open", SYSTEM).state == "open"
    with pytest.raises(ActionNotFound):
        store.set_action_state("missing", "done", SYSTEM)
    with pytest.raises(SettingsError):
        store.set_action_state(call.id, "half", SYSTEM)


def test_a_refused_change_leaves_no_trace(store: GraphStore) -> None:
    store.apply(contribution("a", [Line("Amina in Kigali", people=("Amina Okafor",), places=("Kigali",))]))
    version = store.version()
    amina, kigali = (next(e for e in store.entities(SYSTEM, type=t)) for t in ("person", "place"))
    for refused, error in (
        (lambda: store.merge_entities(amina.id, kigali.id), SettingsError),
        (lambda: store.merge_entities(amina.id, amina.id), SettingsError),
        (lambda: store.merge_entities(amina.id, "missing"), EntityNotFound),
        (lambda: store.undo_merge("missing"), MergeNotFound),
        (lambda: store.remove("missing"), DocumentNotFound),
    ):
        with pytest.raises(error):
            refused()
    assert store.version() == version
    assert store.merges(SYSTEM) == []


def test_vectors_are_kept_once_a_text_and_go_with_their_last_use(store: GraphStore) -> None:
    a, b = contribution("a", ["The same words"]), contribution("b", ["The same words"])
    key = a.windows[0].key
    store.apply(a)
    store.apply(b)
    store.remove("a")
    np.testing.assert_array_equal(store.vectors(MODEL, [key, "missing"])[key], vector_of("The same words"))
    store.remove("b")
    assert store.vectors(MODEL, [key]) == {}


def test_vectors_of_a_new_model_stand_beside_the_old_until_no_document_uses_these(store: GraphStore) -> None:
    for document_id in ("a", "b"):
        store.apply(contribution(document_id, [f"Words of {document_id}"]))
    key = {i: contribution(i, [f"Words of {i}"]).windows[0].key for i in ("a", "b")}
    store.apply(contribution("a", ["Words of a"], model="new/16", dimension=16))
    assert store.vectors(MODEL, list(key.values())).keys() == set(key.values())
    assert [p.document_id for p in store.search_vector(vector_of("x", 16), "new/16", SYSTEM)] == ["a"]
    store.apply(contribution("b", ["Words of b"], model="new/16", dimension=16))
    assert store.vectors(MODEL, list(key.values())) == {}
    assert store.vectors("new/16", [key["b"]])[key["b"]].shape == (16,)


def test_what_was_stored_is_there_after_opening_again(store_url: str) -> None:
    with open_store(store_url) as store:
        store.apply(contribution("a", [Line("We rent the office", decides=True)], when=date(2026, 3, 4)))
        before = store.decisions(SYSTEM)
    with pytest.raises(StoreUnavailable):
        store.decisions(SYSTEM)
    store.close()
    with open_store(store_url) as again:
        assert again.decisions(SYSTEM) == before
        assert again.check() == []


def test_any_text_can_be_stored(store: GraphStore) -> None:
    odd = "nul \x00, lone \ud800, marks \u202e\u200f, emoji 👩🏽‍🌾, 中文"
    store.apply(
        contribution("a", [Line(odd, people=("José \udfff Núñez", "\x00", "…"), decides=True, task=odd)], title=odd)
    )
    document = store.document("a", SYSTEM)
    assert document.text == odd.replace("\ud800", "\ufffd") + "\n"
    assert len(store.actions(SYSTEM)) == len(store.decisions(SYSTEM)) == 1
    assert store.check() == []
