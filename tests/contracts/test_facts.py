"""Decisions that follow each other, actions, entities and merges, through the contract."""

from datetime import date
from itertools import permutations

import pytest

from core.access import Viewer
from core.errors import DecisionNotFound, EntityNotFound
from core.graph import open_store
from core.graph.contract import GraphStore
from core.graph.contribution import Contribution
from core.models import Filters, Level
from tests.contracts.backends import BACKENDS
from tests.contracts.builders import Line, contribution

SYSTEM = Viewer.system()
RENT = "We will rent the office on Kimironko Road"
NOT = "We are not taking the Kimironko lease after all"
YES = "So we do take Kimironko, with a break clause"


def decided(document_id: str, statement: str, day: int | None, **given: object) -> Contribution:
    line = Line(statement, decides=True, reverses=bool(given.pop("reverses", False)),
                proposed=bool(given.pop("proposed", False)))  # fmt: skip
    when = date(2026, 1, day) if day else None
    return contribution(document_id, [line], when=when, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("backend", sorted(BACKENDS))
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_decision_reversed_twice_in_other_words(backend: str, order: tuple[int, ...], tmp_path: object) -> None:
    held = [decided("a", RENT, 1), decided("b", NOT, 2, reverses=True), decided("c", YES, 3)]
    with open_store(BACKENDS[backend](tmp_path)) as store:  # type: ignore[arg-type]
        for at in order:
            store.apply(held[at])
        shown = {d.document_id: d for d in store.decisions(SYSTEM, current=False)}
        assert [shown[i].state for i in "abc"] == ["superseded", "superseded", "current"]
        assert shown["a"].superseded_by == shown["b"].id
        assert shown["b"].superseded_by == shown["c"].id
        assert [d.document_id for d in store.decisions(SYSTEM)] == ["c"]
        assert store.decision(shown["a"].id, SYSTEM) == shown["a"]
        store.remove("c")
        assert [d.document_id for d in store.decisions(SYSTEM)] == ["b"]
        assert store.check() == []


def test_what_supersedes_is_seen_only_by_who_may_read_it(store: GraphStore) -> None:
    store.apply(decided("a", RENT, 1))
    store.apply(decided("b", NOT, 2, reverses=True, level=Level.CONFIDENTIAL))
    below = store.decisions(Viewer.member("INTERNAL"))
    assert [(d.document_id, d.state, d.superseded_by) for d in below] == [("a", "current", None)]
    above = store.decisions(Viewer.member("CONFIDENTIAL"), current=False)
    assert [(d.document_id, d.state) for d in above] == [("b", "current"), ("a", "superseded")]
    store.set_level("b", Level.INTERNAL)
    assert [d.document_id for d in store.decisions(Viewer.member("INTERNAL"))] == ["b"]


@pytest.mark.parametrize("held", [
    decided("b", NOT, 2, reverses=True, proposed=True),
    decided("b", NOT, 2, reverses=True, status="draft"),
    decided("b", "Membership fee stays at 20 euros", 2),
    decided("b", NOT, None, reverses=True),
    decided("b", RENT, 1),
])  # fmt: skip
def test_what_does_not_supersede(store: GraphStore, held: Contribution) -> None:
    store.apply(decided("a", RENT, 1))
    store.apply(held)
    assert {d.document_id for d in store.decisions(SYSTEM)} == {"a", "b"}
    assert all(d.superseded_by is None for d in store.decisions(SYSTEM, current=False))


def test_states_of_decisions_that_are_not_final(store: GraphStore) -> None:
    store.apply(decided("a", RENT, 1, proposed=True))
    store.apply(decided("b", "Membership fee stays at 20 euros", 1, status="draft"))
    store.apply(decided("c", "Laptops are replaced every three years", 1, status="approved"))
    assert {d.document_id: d.state for d in store.decisions(SYSTEM)} == {
        "a": "proposed",
        "b": "proposed",
        "c": "current",
    }


def test_decisions_on_a_topic_best_first_and_narrowed(store: GraphStore) -> None:
    lines = [
        Line("Rent the office on Kimironko Road", decides=True, rationale="It is near the clinic"),
        Line("Paint the office", decides=True, decided_on=date(2026, 5, 1), deciders=("Amina Okafor",)),
        Line("Buy seed", decides=True),
    ]
    store.apply(contribution("a", lines, when=date(2026, 1, 1)))
    found = store.decisions(SYSTEM, topic="the Kimironko office")
    assert [d.statement for d in found] == ["Rent the office on Kimironko Road"]
    assert len(store.decisions(SYSTEM, topic="office")) == 2
    assert store.decisions(SYSTEM, topic="near the clinic") == found
    assert store.decisions(SYSTEM, topic="xylophone") == []
    assert store.decisions(SYSTEM, topic="what about the") == []
    assert [d.statement for d in store.decisions(SYSTEM, filters=Filters(since=date(2026, 2, 1)))] == [
        "Paint the office"
    ]
    assert [d.statement for d in store.decisions(SYSTEM, filters=Filters(person="Amina Okafor"))] == [
        "Paint the office"
    ]
    first = store.decisions(SYSTEM)[0]
    assert (first.statement, first.date, first.quote) == ("Paint the office", date(2026, 5, 1), "Paint the office")
    with pytest.raises(DecisionNotFound):
        store.decision("missing", SYSTEM)


def test_actions_by_due_date_and_by_any_name_of_the_owner(store: GraphStore) -> None:
    lines = [
        Line("no day", task="call", owner="Amina Okafor"),
        Line("late", task="write", owner="A. Okafor", due=date(2026, 3, 1), people=("A. Okafor",)),
        Line("soon", task="pay", owner="Amina", due=date(2026, 2, 1), done=True),
        Line("of another", task="dig", owner="Finance team", people=("Amina Okafor",)),
    ]
    store.apply(contribution("a", lines))
    assert [a.task for a in store.actions(SYSTEM, state=None)] == ["pay", "write", "call", "dig"]
    assert [a.task for a in store.actions(SYSTEM)] == ["write", "call", "dig"]
    assert [a.task for a in store.actions(SYSTEM, state="done")] == ["pay"]
    for name in ("Amina Okafor", "amina", "Okafor, Amina", "Dr. Okafor"):
        assert [a.task for a in store.actions(SYSTEM, owner=name, state=None)] == ["pay", "write", "call"], name
    assert [a.task for a in store.actions(SYSTEM, owner="finance team")] == ["dig"]
    assert store.actions(SYSTEM, owner="Nobody") == []


def test_an_action_of_two_is_one_action_under_each_of_them(store: GraphStore) -> None:
    two = Line("both", task="call", owner="Ann Lee and Bob Ray", owners=("Ann Lee", "Bob Ray"), people=("Ann Lee",))
    store.apply(contribution("a", [two, Line("hers", task="dig", owner="Ann Lee", people=("Bob Ray",))]))
    assert [a.task for a in store.actions(SYSTEM)] == ["call", "dig"]
    for name in ("Ann Lee", "ann", "Lee, Ann"):
        assert [(a.task, a.owner) for a in store.actions(SYSTEM, owner=name)] == [
            ("call", "Ann Lee and Bob Ray"),
            ("dig", "Ann Lee"),
        ], name
    assert [a.task for a in store.actions(SYSTEM, owner="Bob Ray")] == ["call"]
    assert store.actions(SYSTEM, owner="Ann Ray") == []
    first = store.actions(SYSTEM, owner="Bob Ray")[0].id
    store.set_action_state(first, "done", SYSTEM)
    assert [a.id for a in store.actions(SYSTEM, owner="Ann Lee", state="done")] == [first]
    store.apply(contribution("a", [Line("both", task="call", owner="Ann Lee", people=("Ann Lee",))], revision="2"))
    assert store.actions(SYSTEM, owner="Bob Ray", state=None) == []
    store.remove("a")
    assert store.actions(SYSTEM, owner="Ann Lee", state=None) == []


def test_one_person_under_four_spellings(store: GraphStore) -> None:
    store.apply(contribution("a", [Line("x", people=("Amina Okafor", "Amina Okafor", "Okafor, Amina"))]))
    store.apply(contribution("b", [Line("y", people=("A. Okafor", "Amina"), relation=("Amina", "works for", "Trust"))]))
    (amina,) = store.entities(SYSTEM, type="person")
    assert (amina.name, amina.mentions) == ("Amina Okafor", 5)
    assert set(amina.aliases) == {"Okafor, Amina", "A. Okafor", "Amina"}
    for query in ("ami", "okafor amina", "A Okaf"):
        assert [e.id for e in store.entities(SYSTEM, query=query)] == [amina.id]
    detail = store.entity(amina.id, SYSTEM)
    assert [p.id for p in detail.passages] == ["a/0", "b/0"]
    assert [(r.kind, r.target.name, r.passage_ids) for r in detail.relations] == [("works for", "Trust", ("b/0",))]
    assert {(m.kept, m.absorbed, m.automatic) for m in store.merges(SYSTEM)} == {
        ("Amina Okafor", name, True) for name in ("Okafor, Amina", "A. Okafor", "Amina")
    }
    store.apply(contribution("c", [Line("z", people=("Amina Uwase",))]))
    assert {e.name: set(e.aliases) for e in store.entities(SYSTEM, type="person")} == {
        "Amina Okafor": {"Okafor, Amina", "A. Okafor"}, "Amina": set(), "Amina Uwase": set(),
    }  # fmt: skip
    store.remove("c")
    assert [e.name for e in store.entities(SYSTEM, type="person")] == ["Amina Okafor"]


def test_a_hidden_namesake_changes_nothing_below(store: GraphStore) -> None:
    store.apply(contribution("a", [Line("x", people=("Amina Okafor", "Amina"))]))
    before = store.entities(Viewer.member())
    store.apply(contribution("b", [Line("y", people=("Amina Uwase",))], level=Level.RESTRICTED))
    assert store.entities(Viewer.member()) == before
    assert len(store.entities(SYSTEM)) == 3


def test_an_undone_merge_stays_undone(store: GraphStore) -> None:
    held = contribution("a", [Line("x", people=("Amina Okafor", "A. Okafor"))])
    store.apply(held)
    (merge,) = store.merges(SYSTEM)
    store.undo_merge(merge.id)
    assert len(store.entities(SYSTEM)) == 2
    store.remove("a")
    store.apply(held)
    assert len(store.entities(SYSTEM)) == 2
    store.apply(contribution("b", [Line("y", people=("Amina Okafor", "A. Okafor"))]))
    assert store.merges(SYSTEM) == []
    keep, absorb = store.entities(SYSTEM)
    again = store.merge_entities(keep.id, absorb.id)
    assert len(store.entities(SYSTEM)) == 1
    store.undo_merge(again.id)
    assert len(store.entities(SYSTEM)) == 2


def test_a_merge_by_hand_keeps_the_name_that_was_kept_and_outlives_the_documents(store: GraphStore) -> None:
    held = contribution("a", [Line("x", people=("Bob", "Robert Mugisha", "Robert Mugisha"))])
    store.apply(held)
    by_name = {e.name: e for e in store.entities(SYSTEM)}
    merge = store.merge_entities(by_name["Bob"].id, by_name["Robert Mugisha"].id)
    (one,) = store.entities(SYSTEM)
    assert (one.name, one.aliases) == ("Bob", ("Robert Mugisha",))
    assert store.merges(SYSTEM) == [merge]
    assert store.entity(by_name["Bob"].id, SYSTEM) == store.entity(by_name["Robert Mugisha"].id, SYSTEM)
    store.remove("a")
    assert store.merges(SYSTEM) == []
    store.apply(held)
    assert store.merges(SYSTEM) == [merge]


def test_types_never_mix(store: GraphStore) -> None:
    store.apply(contribution("a", [Line("x", people=("Victoria",), places=("Victoria",), topics=("Victoria",))]))
    assert {e.type for e in store.entities(SYSTEM, query="victoria")} == {"person", "place", "topic"}
    with pytest.raises(EntityNotFound):
        store.entity("missing", SYSTEM)


def test_entities_are_sorted_and_limited(store: GraphStore) -> None:
    store.apply(contribution("a", [Line("x", topics=("rain",) * 3 + ("seed",) * 2 + ("fuel",) * 2, places=("Huye",))]))
    assert [e.name for e in store.entities(SYSTEM)] == ["rain", "fuel", "seed", "Huye"]
    assert [e.name for e in store.entities(SYSTEM, limit=2)] == ["rain", "fuel"]
    assert [e.name for e in store.entities(SYSTEM, type="place")] == ["Huye"]
    detail = store.entity(store.entities(SYSTEM)[0].id, SYSTEM)
    assert [e.name for e in detail.neighbours] == ["Huye", "fuel", "seed"]
