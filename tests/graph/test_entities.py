"""Which names are one person, organisation, place or topic."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.graph.entities import HandMerge, Name, Overrides, resolve
from core.graph.names import clean, fold, node_id, parse, person_matches, stands_for


def groups(names: list[str], type: str = "person", overrides: Overrides | None = None) -> set[frozenset[str]]:
    """The groups of some written names of one type."""
    given = {node_id(type, name): Name(node_id(type, name), type, name) for name in names}
    found: dict[str, set[str]] = {}
    for node, entity in resolve(given.values(), overrides).entity.items():
        found.setdefault(entity, set()).add(given[node].name)
    return {frozenset(group) for group in found.values()}


ONE = {
    "person": [
        ("Amina Okafor", "AMINA OKAFOR"), ("Amina Okafor", "Okafor, Amina"), ("Amina Okafor", "OKAFOR Amina"),
        ("Amina Okafor", "Dr. Amina Okafor"), ("Amina Okafor", "Ms Okafor"), ("Amina Okafor", "A. Okafor"),
        ("Amina Okafor", "Amina"), ("Amina Okafor", "Amina O."), ("Amina Okafor", "Amina Okafur"),
        ("Amina Okafor", "Amina Okaffor"), ("Amina Okafor", "Amina Grace Okafor"),
        ("Amina G. Okafor", "Amina Grace Okafor"),
        ("José Núñez", "Jose Nunez"), ("Séan O’Brien", "Sean O'Brien"),
        ("Jean-Pierre Habimana", "Jean Pierre Habimana"),
        ("Sarah Kim", "Sara Kim"), ("Anna Lindqvist", "Ana Lindqvist"), ("Prof. Dr. Karl Weber", "Weber, Karl"),
        ("Peter Maina", "Peter Maina, PhD"), ("Łukasz Nowak", "Lukasz Nowak"),
    ],
    "organisation": [
        ("Kilimo Trust", "The Kilimo Trust"), ("Kilimo Trust", "KILIMO TRUST LTD."),
        ("Bright & Partners", "Bright and Partners GmbH"),
        ("Kilimo Trust", "Kilimu Trust"), ("Médecins du Lac", "Medecins du Lac"),
    ],
    "place": [("Kimironko", "Kimironco"), ("Zürich", "Zurich"), ("The Hague", "Hague")],
    "topic": [("office lease", "Office leases"), ("Budgets", "budget")],
}  # fmt: skip
TWO = {
    "person": [
        ("Amina Okafor", "Amira Okafor"), ("Amina Okafor", "Amina Uwase"), ("Amina Okafor", "B. Okafor"),
        ("Christina Weber", "Christine Weber"), ("John Hill", "John Hall"), ("Amina Joy Okafor", "Amina Grace Okafor"),
        ("Amina", "Amira"), ("A. Okafor", "B. Okafor"), ("Okafor", "Okafur"), ("Peter Otieno", "Petra Otieno"),
        ("Amina Okafor", "Amin"), ("Jane Smith", "Jane Smythe-Jones"), ("A. O.", "Amina Okafor"),
    ],
    "organisation": [
        ("Team North", "Team South"), ("Kilimo Trust", "Kilimo Fund"), ("Region A", "Region B"),
        ("Clinic 24", "Clinic 25"), ("First Bank", "First Tank"),
    ],
    "place": [("Huye", "Muye"), ("Kigali", "Kigoma"), ("North Kivu", "South Kivu")],
    "topic": [("budget", "budged"), ("office lease", "office rent")],
}  # fmt: skip


@pytest.mark.parametrize(("type", "names"), [(t, pair) for t, pairs in ONE.items() for pair in pairs])
def test_one(type: str, names: tuple[str, str]) -> None:
    assert groups(list(names), type) == {frozenset(names)}


@pytest.mark.parametrize(("type", "names"), [(t, pair) for t, pairs in TWO.items() for pair in pairs])
def test_two(type: str, names: tuple[str, str]) -> None:
    assert groups(list(names), type) == {frozenset({name}) for name in names}


def test_a_short_form_belongs_to_somebody_only_if_it_can_be_nobody_else() -> None:
    assert groups(["Amina Okafor", "Amina"]) == {frozenset({"Amina Okafor", "Amina"})}
    assert frozenset({"Amina"}) in groups(["Amina Okafor", "Amina Uwase", "Amina"])
    assert frozenset({"A. Okafor"}) in groups(["Amina Okafor", "Adam Okafor", "A. Okafor"])
    assert frozenset({"Okafor"}) in groups(["Amina Okafor", "Peter Okafor", "Okafor"])
    assert frozenset({"Amina"}) in groups(["Amina Okafor", "Peter Amina", "Amina"])
    three = ["Amina Okafor", "Dr Okafor, Amina", "Amina Okafur", "Amina"]
    assert groups(three) == {frozenset(three)}


def test_a_name_between_two_middle_names_is_a_guess() -> None:
    names = ["Amina Okafor", "Amina Joy Okafor", "Amina Grace Okafor"]
    assert groups(names) == {frozenset({name}) for name in names}


def test_types_never_mix() -> None:
    names = [Name(node_id(type, "Victoria"), type, "Victoria") for type in ("person", "place", "topic")]
    assert len(set(resolve(names).entity.values())) == 3


def nodes(*names: str) -> frozenset[str]:
    return frozenset(node_id("person", name) for name in names)


def test_what_was_undone_is_kept_apart_also_through_others() -> None:
    apart = Overrides(apart=((nodes("Amina Okafor"), nodes("A. Okafor")),))
    assert groups(["Amina Okafor", "A. Okafor"], overrides=apart) == {
        frozenset({"Amina Okafor"}),
        frozenset({"A. Okafor"}),
    }
    found = groups(["Amina Okafor", "A. Okafor", "Okafor, Amina"], overrides=apart)
    assert frozenset({"A. Okafor"}) in found


def test_what_was_merged_by_hand_stays_with_its_spellings() -> None:
    by_hand = Overrides(merges=(HandMerge("m", nodes("Bob"), nodes("Robert Mugisha")),))
    names = ["Bob", "Robert Mugisha", "Mugisha, Robert", "R. Mugisha"]
    assert groups(names, overrides=by_hand) == {frozenset(names)}
    assert groups(["Bob", "R. Mugisha"], overrides=by_hand) == {frozenset({"Bob"}), frozenset({"R. Mugisha"})}


POOL = ["Amina Okafor", "Okafor, Amina", "A. Okafor", "Amina", "Ms Okafor", "Amina Uwase", "Amina Okafur",
        "Amina Okaffur",
        "Amina G. Okafor", "Amina Joy Okafor", "Adam Okafor", "Bob", "Robert Mugisha", "R. Mugisha"]  # fmt: skip
sides = st.sets(st.sampled_from(POOL), min_size=1, max_size=3).map(lambda names: nodes(*names))
overrides = st.builds(
    Overrides,
    st.lists(st.builds(HandMerge, st.uuids().map(str), sides, sides), max_size=2).map(tuple),
    st.lists(st.tuples(sides, sides), max_size=2).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(POOL), unique=True), overrides, st.randoms(use_true_random=False))
def test_the_order_of_names_plays_no_part(names: list[str], given: Overrides, chance: object) -> None:
    shuffled = list(names)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert groups(names, overrides=given) == groups(shuffled, overrides=given)
    one, other = (
        resolve([Name(node_id("person", n), "person", n) for n in order], given) for order in (names, shuffled)
    )
    assert one.entity == other.entity
    assert sorted(j.id for j in one.joins) == sorted(j.id for j in other.joins)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(POOL), unique=True), overrides)
def test_joins_are_a_tree_and_never_cross_what_is_kept_apart(names: list[str], given: Overrides) -> None:
    result = resolve([Name(node_id("person", n), "person", n) for n in names], given)
    assert len(result.joins) == len(names) - len(set(result.entity.values()))
    for one, other in given.apart:
        for a in one & result.entity.keys():
            assert all(a == b or result.entity[a] != result.entity[b] for b in other & result.entity.keys())


@given(st.text(), st.sampled_from(["person", "organisation", "place", "topic"]))
def test_any_text_is_a_name(text: str, type: str) -> None:
    parsed = parse(type, clean(text))
    assert parsed.key or not clean(text)
    assert clean(clean(text)) == clean(text)
    assert fold(text) == fold(" ".join(fold(text)))


def test_words_of_a_name_find_the_person() -> None:
    assert person_matches("amina", "Okafor, Amina")
    assert person_matches("A Okafor", "Dr Amina Okafor")
    assert not person_matches("Amina Uwase", "Amina Okafor")
    assert not person_matches("", "Amina Okafor")
    for a, b in pairwise(["Amina Okafor", "Amina", "okafor amina"]):
        assert not person_matches(b, "Peter Maina"), a


def test_a_speaker_stands_for_the_one_it_can_be() -> None:
    assert stands_for("Amina", ("Amina Okafor", "Peter Maina")) == "Amina Okafor"
    assert stands_for("AMINA OKAFOR", ("Amina Okafor",)) == "Amina Okafor"
    assert stands_for("Amina", ("Amina Okafor", "Amina Uwase")) is None
    assert stands_for("Speaker 1", ("Amina Okafor",)) is None
