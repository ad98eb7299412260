"""Who is named with whom, the passages behind it, and where an entity is known, through the contract."""

import pytest

from core.access import Viewer
from core.errors import EntityNotFound
from core.graph.contract import GraphStore
from core.graph.results import Presence, Tie
from core.models import Level
from tests.contracts.builders import Line, contribution

SYSTEM, MEMBER = Viewer.system(), Viewer.member()


def _ids(store: GraphStore) -> dict[str, str]:
    return {entity.name: entity.id for entity in store.entities(SYSTEM)}


def test_ties_count_passages_once_whatever_the_spelling(store: GraphStore) -> None:
    lines = [
        Line("x", people=("Amina Okafor", "A. Okafor"), places=("Kigali",)),
        Line("y", people=("Okafor, Amina",), places=("Kigali", "Huye")),
        Line("z", places=("Huye",)),
    ]
    store.apply(contribution("a", lines))
    ids = _ids(store)
    amina, kigali, huye = ids["Amina Okafor"], ids["Kigali"], ids["Huye"]
    expected = [Tie(amina, kigali, 2), Tie(amina, huye, 1), Tie(kigali, huye, 1)]
    assert store.ties([amina, kigali, huye], MEMBER) == expected
    assert store.ties([huye, "missing", kigali], MEMBER) == [Tie(huye, kigali, 1)]
    assert store.ties([], MEMBER) == []


def test_the_passages_behind_a_tie(store: GraphStore) -> None:
    store.apply(contribution("a", [Line("x", people=("Ann Lee",), places=("Huye",)), Line("y", places=("Huye",))]))
    store.apply(contribution("b", [Line("z", speaker="Ann Lee", places=("Huye",))], level=Level.RESTRICTED))
    ids = _ids(store)
    assert [p.id for p in store.together(ids["Ann Lee"], ids["Huye"], SYSTEM)] == ["a/0", "b/0"]
    assert [p.id for p in store.together(ids["Huye"], ids["Ann Lee"], MEMBER)] == ["a/0"]
    assert len(store.together(ids["Ann Lee"], ids["Huye"], SYSTEM, limit=1)) == 1
    with pytest.raises(EntityNotFound):
        store.together(ids["Ann Lee"], "missing", SYSTEM)


def test_the_documents_that_know_somebody(store: GraphStore) -> None:
    lines = [Line("x", speaker="Ann Lee", people=("Bob Ray",)), Line("y", speaker="Ann Lee", people=("Ann Lee",))]
    store.apply(contribution("a", lines))
    store.apply(contribution("b", [Line("z", people=("Ann Lee",))], level=Level.RESTRICTED))
    ids = _ids(store)
    a, b = (next(d for d in store.documents(SYSTEM) if d.id == one) for one in "ab")
    assert store.presence(ids["Ann Lee"], SYSTEM) == [Presence(a, 3, 2), Presence(b, 1, 0)]
    assert store.presence(ids["Ann Lee"], MEMBER) == [Presence(a, 3, 2)]
    assert store.presence(ids["Bob Ray"], MEMBER) == [Presence(a, 1, 0)]
    with pytest.raises(EntityNotFound):
        store.presence("missing", MEMBER)
