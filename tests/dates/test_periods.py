"""The time a question asks about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import period

TODAY = date(2026, 5, 20)  # a Wednesday


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What was decided in March?", date(2026, 3, 1), date(2026, 3, 31)),
        ("what did we decide in may", date(2026, 5, 1), date(2026, 5, 31)),
        ("What did we say last March?", date(2026, 3, 1), date(2026, 3, 31)),
        ("What happened in November?", date(2025, 11, 1), date(2025, 11, 30)),
        ("the March meeting", date(2026, 3, 1), date(2026, 3, 31)),
        ("who spoke in march 2025", date(2025, 3, 1), date(2025, 3, 31)),
        ("last month", date(2026, 4, 1), date(2026, 4, 30)),
        ("last week", date(2026, 5, 11), date(2026, 5, 17)),
        ("this year", date(2026, 1, 1), date(2026, 12, 31)),
        ("in 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("in the first quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("in Q4 2025", date(2025, 10, 1), date(2025, 12, 31)),
        ("the second quarter of last year", date(2025, 4, 1), date(2025, 6, 30)),
        ("in the first half of 2025", date(2025, 1, 1), date(2025, 6, 30)),
        ("since May", date(2026, 5, 1), None),
        ("after May 2025", date(2025, 6, 1), None),
        ("before March 2026", None, date(2026, 2, 28)),
        ("until April", None, date(2026, 4, 30)),
        ("between 3 and 17 April", date(2026, 4, 3), date(2026, 4, 17)),
        ("from 3 to 17 April 2025", date(2025, 4, 3), date(2025, 4, 17)),
        ("from March to May", date(2026, 3, 1), date(2026, 5, 31)),
        ("between December and February", date(2025, 12, 1), date(2026, 2, 28)),
        ("on 12 March 2026", date(2026, 3, 12), date(2026, 3, 12)),
        ("the meeting of 12.03.2026", date(2026, 3, 12), date(2026, 3, 12)),
        ("on 2026-03-12", date(2026, 3, 12), date(2026, 3, 12)),
        ("What was said on 3 April?", date(2026, 4, 3), date(2026, 4, 3)),
        ("on Monday", date(2026, 5, 18), date(2026, 5, 18)),
        ("yesterday", date(2026, 5, 19), date(2026, 5, 19)),
        ("over the last three months", date(2026, 2, 20), TODAY),
    ],
)
def test_a_question_names_a_time(question, since, until):
    assert period(question, TODAY) == (since, until)


@pytest.mark.parametrize(
    "question",
    ["What did we decide recently?", "before Easter", "What may we do?", "who will march with us", "Who is Amina?", ""],
)
def test_a_question_without_a_time_gives_none(question):
    assert period(question, TODAY) is None


@given(st.text(max_size=300), st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_any_question_is_safe_and_its_ends_are_in_order(question, today):
    found = period(question, today)
    if found is not None and found[0] is not None and found[1] is not None:
        assert found[0] <= found[1]
