"""Which decisions are on one matter, and which supersedes which."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.graph.linking import Dated, same_matter, supersedes
from core.word_weights import stem_weights, word_weight
from tests.graph.matters import BUILD, HELD_OUT, Pair

RENT = "We will rent the office on Kimironko Road"
NOT = "We are not taking the Kimironko lease after all"


def scores(pairs: list[Pair]) -> tuple[float, float]:
    """Precision and recall."""
    found = [(same_matter(p.earlier, p.later, p.reverses) > 0, p.same) for p in pairs]
    right = sum(said and true for said, true in found)
    return right / sum(said for said, _ in found), right / sum(true for _, true in found)


def test_what_the_rule_was_made_on() -> None:
    precision, recall = scores(BUILD)
    assert precision == 1.0
    assert recall >= 0.85


def test_what_the_rule_had_not_seen() -> None:
    precision, recall = scores(HELD_OUT)
    assert precision >= 0.9
    assert recall >= 0.85


@pytest.mark.parametrize("pair", [p for p in BUILD if not p.same], ids=lambda p: p.later)
def test_another_matter_is_left_alone(pair: Pair) -> None:
    assert same_matter(pair.earlier, pair.later, pair.reverses) == 0


def dated(statement: str, day: int | None = 1, **given: object) -> Dated:
    values = {"firm": True, "reverses": False, "document": "a", "start": 0} | given
    return Dated(statement, date(2026, 1, day) if day else None, **values)  # type: ignore[arg-type]


def test_only_what_is_firm_and_later_supersedes() -> None:
    assert supersedes(dated(NOT, 2), dated(RENT, 1)) > 0
    assert supersedes(dated(NOT, 1), dated(RENT, 2)) == 0
    assert supersedes(dated(NOT, 2, firm=False), dated(RENT, 1)) == 0
    assert supersedes(dated(NOT, 2), dated(RENT, 1, firm=False)) > 0
    assert supersedes(dated(NOT, None), dated(RENT, 1, document="b")) == 0
    assert supersedes(dated(NOT, 1), dated(RENT, None, document="b")) == 0


def test_on_one_day_it_has_to_take_something_back() -> None:
    assert supersedes(dated(NOT, start=9), dated(RENT)) > 0
    assert supersedes(dated(NOT), dated(RENT, start=9)) == 0
    assert supersedes(dated(RENT, start=9), dated(RENT)) == 0
    assert supersedes(dated(NOT), dated(RENT, document="b")) > 0
    assert supersedes(dated(NOT), dated(NOT, document="b")) == 0
    assert supersedes(dated(NOT, None, start=9), dated(RENT, None)) > 0
    assert supersedes(dated(NOT, None), dated(RENT, None, document="b")) == 0


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Approve the budget for 2025", "Approve the budget for 2026"),
        ("Pay the March invoices of the kitchen", "Pay the April invoices of the kitchen"),
        ("Phase 1 of the well project goes to Aqua Drill", "Phase 2 of the well project goes to Aqua Drill"),
        ("Paint room 3 of the youth centre", "Paint room 4 of the youth centre"),
    ],
)
def test_another_year_month_or_part_is_another_matter(earlier: str, later: str) -> None:
    assert same_matter(earlier, later) == same_matter(earlier, later, reverses=True) == 0


words = st.sampled_from("rent office Kimironko lease budget 2025 fee after all no longer seed the of".split())
statements = st.lists(words, max_size=8).map(" ".join) | st.text(max_size=40)


@given(statements, statements, st.booleans())
def test_any_words_give_a_share(earlier: str, later: str, reverses: bool) -> None:
    assert 0 <= same_matter(earlier, later, reverses) <= 1


@given(statements, statements, st.integers(1, 3), st.integers(1, 3), st.booleans(), st.booleans())
def test_no_two_decisions_supersede_each_other(a: str, b: str, i: int, j: int, back: bool, other: bool) -> None:
    one, two = dated(a, i, reverses=back), dated(b, j, reverses=other, document="b")
    assert not (supersedes(one, two) and supersedes(two, one))


def test_rare_words_tell_more_than_common_ones() -> None:
    assert word_weight("kimironko") == 1.0
    assert word_weight("the") < word_weight("road") < word_weight("lease") < word_weight("kimironko")
    assert stem_weights("The leases, a lease!") == {"leas": word_weight("lease")}
    assert stem_weights("") == {}
