"""When an action is due, in words, and in which part of the ledger it stands."""

from datetime import date

import pytest

from core.models import Action, Level
from core.ui import due

WEDNESDAY = date(2026, 6, 17)


def action(when: date | None, state: str = "open") -> Action:
    return Action("a", "Ask", "Tom", when, state, "d", "notes.md", "ask", 0, 3, Level.INTERNAL)


@pytest.mark.parametrize(
    ("when", "part", "said"),
    [
        (date(2026, 6, 16), "overdue", "overdue by 1 day"),
        (date(2026, 6, 14), "overdue", "overdue by 3 days"),
        (date(2026, 5, 20), "overdue", "overdue by 4 weeks"),
        (date(2026, 1, 17), "overdue", "overdue by 5 months"),
        (date(2026, 6, 17), "week", "due today"),
        (date(2026, 6, 18), "week", "due tomorrow"),
        (date(2026, 6, 21), "week", "due Sunday"),
        (date(2026, 6, 22), "later", "due in 5 days"),
        (date(2026, 7, 20), "later", "due in 5 weeks"),
        (None, "undated", "no date"),
    ],
)
def test_an_open_action_says_how_near_its_day_is(when: date | None, part: str, said: str) -> None:
    assert (due.part(action(when), WEDNESDAY), due.said(action(when), WEDNESDAY)) == (part, said)


def test_what_is_done_is_never_overdue() -> None:
    done = action(date(2026, 1, 1), "done")
    assert (due.part(done, WEDNESDAY), due.said(done, WEDNESDAY)) == ("done", "done")
