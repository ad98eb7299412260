"""The history of one decision, from what replaced what."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.models import Decision, Level
from core.views.chain import chain


def decision(id: str, day: int | None, by: str | None = None, start: int = 0) -> Decision:
    when = date(2026, 1, day) if day else None
    state = "superseded" if by else "current"
    return Decision(id, f"We do {id}", None, when, state, by, "d", "d.md", "", start, start, Level.INTERNAL)


def ids(of: Decision, *known: Decision) -> str:
    return "".join(one.id for one in chain(of, known))


def test_one_line_of_history_oldest_first_wherever_one_begins() -> None:
    line = decision("c", 9), decision("a", 1, "b"), decision("b", 5, "c"), decision("x", 2)
    assert [ids(one, *line) for one in line] == ["abc", "abc", "abc", "x"]


def test_two_that_one_replaced_are_not_each_others_history() -> None:
    joined = decision("a", 3, "c"), decision("b", 1, "c"), decision("c", 9)
    assert [ids(one, *joined) for one in joined] == ["ac", "bc", "bac"]


def test_days_that_are_missing_or_the_same_do_not_turn_it_round() -> None:
    line = decision("a", 4, "b"), decision("b", None, "c", 10), decision("c", None, start=20)
    assert ids(line[1], *line) == "abc"
    same = decision("b", 4, start=1), decision("a", 4, "b", start=9)
    assert ids(same[0], *same) == "ab"


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef"), max_size=6))
def test_even_a_store_that_goes_round_in_a_circle_ends(by: dict[str, str]) -> None:
    known = [decision(one, None, by.get(one)) for one in "abcdef"]
    assert all(one in chain(one, known) for one in known)
