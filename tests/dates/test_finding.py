"""Dates as people write them: due dates, dates in texts, and the day a phrase means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import find_dates, month_first, resolve

THURSDAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("by Friday", date(2026, 3, 13)),
        ("on Thursday", date(2026, 3, 19)),  # said on a Thursday: a week later
        ("next Tuesday", date(2026, 3, 17)),
        ("Monday week", date(2026, 3, 23)),
        ("a week on Monday", date(2026, 3, 23)),
        ("by wed", date(2026, 3, 18)),
        ("today", THURSDAY),
        ("tonight", THURSDAY),
        ("tomorrow morning", date(2026, 3, 13)),
        ("the day after tomorrow", date(2026, 3, 14)),
        ("this week", date(2026, 3, 13)),
        ("next week", date(2026, 3, 20)),
        ("by the end of next week", date(2026, 3, 20)),
        ("in two weeks", date(2026, 3, 26)),
        ("in a fortnight", date(2026, 3, 26)),
        ("in three days' time", date(2026, 3, 15)),
        ("within 10 days", date(2026, 3, 22)),
        ("within 48 hours", date(2026, 3, 14)),
        ("in 5 working days", date(2026, 3, 19)),
        ("a month from now", date(2026, 4, 12)),
        ("before the end of the month", date(2026, 3, 31)),
        ("mid-April", date(2026, 4, 15)),
        ("end of Q2", date(2026, 6, 30)),
        ("by year end", date(2026, 12, 31)),
        ("until end of September", date(2026, 9, 30)),
        ("before the 5th", date(2026, 4, 5)),
        ("by the 26th?", date(2026, 3, 26)),
        ("on the tenth.", date(2026, 4, 10)),
        ("on the fifth of April", date(2026, 4, 5)),
        ("by the 15th of next month", date(2026, 4, 15)),
        ("12 March", THURSDAY),
        ("latest by 24th January", date(2027, 1, 24)),
        ("May 11", date(2026, 5, 11)),
        ("October 10, 2025", date(2025, 10, 10)),
        ("3/4", date(2026, 4, 3)),
        ("31/5/26", date(2026, 5, 31)),
        ("12.03.2026", THURSDAY),
        ("14.3.", date(2026, 3, 14)),
        ("2026-03-12", THURSDAY),
        ("12-Mar-26", THURSDAY),
        ("Sat 14 March", date(2026, 3, 14)),
        ("by close of play Thursday", date(2026, 3, 19)),
        ("COB Friday", date(2026, 3, 13)),
        ("by EOD", THURSDAY),
        ("It is for the 15 of April.", date(2026, 4, 15)),
    ],
)
def test_a_phrase_resolves_to_its_day(phrase, due):
    assert resolve(phrase, THURSDAY) == due


@pytest.mark.parametrize(
    "phrase",
    [
        "the second vendor",
        "the first time",
        "24/7",
        "a vote of 4-1",
        "9.04 pm",
        "by 12 noon",
        "the 2026-27 calendar",
        "for the June meeting",
        "before the next meeting",
        "before Thanksgiving break",
        "may I come",
        "3/4 of the members",
        "in the next few moons",
        "",
    ],
)
def test_what_names_no_day_gives_none(phrase):
    assert resolve(phrase, THURSDAY) is None


def test_the_due_date_wins_over_other_dates_of_the_sentence():
    sentence = "Send the minutes of 3 March and the plan from 1 May to Ann by 20 April."
    assert resolve(sentence, THURSDAY) == date(2026, 4, 20)


def test_from_and_since_are_no_due_dates():
    assert resolve("open the back room from 13 November", THURSDAY) is None
    assert resolve("blank since November", THURSDAY) is None


def test_month_first_is_told_from_a_date_that_can_only_be_so():
    assert month_first("held 3/17/26, due 4/5/26")
    assert not month_first("held 17/3/26, due 4/5/26")
    assert not month_first("due 4/5/26")
    assert resolve("due 4/5", THURSDAY, month_first=True) == date(2026, 4, 5)


def test_dates_are_found_with_their_places_and_without_overlap():
    text = "Held on Thursday 12 March 2026; next on 9 April, papers a week before, by 2 April."
    found = find_dates(text, THURSDAY)
    assert [text[start:end] for start, end, _ in found] == ["Thursday 12 March 2026", "9 April", "2 April"]
    assert [day for _, _, day in found] == [THURSDAY, date(2026, 4, 9), date(2026, 4, 2)]


def test_a_day_that_the_calendar_lacks_is_no_date():
    assert find_dates("31 February 2026, 2026-13-01, 45/45/2026", THURSDAY) == []


@given(st.text(max_size=400), st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_any_text_is_safe(text, reference):
    for start, end, day in find_dates(text, reference):
        assert 0 <= start < end <= len(text)
        assert isinstance(day, date)


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
)
def test_a_full_date_means_the_same_whenever_it_is_read(reference, day):
    assert resolve(f"by {day.day} {day:%B} {day.year}", reference) == day
    assert resolve(f"by {day.isoformat()}", reference) == day


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)))
def test_a_weekday_is_the_next_one_after_the_day_it_was_said(reference):
    due = resolve("by Friday", reference)
    assert due is not None
    assert due.weekday() == 4
    assert 1 <= (due - reference).days <= 7
