"""When an action is due, in words, and which part of the ledger it stands in."""

from collections.abc import Mapping
from datetime import date, timedelta

from core.models import Action

PARTS: Mapping[str, str] = {
    "overdue": "Overdue",
    "week": "This week",
    "later": "Later",
    "undated": "Without a date",
    "done": "Done",
}
"""In the order of the ledger. This week goes on to Sunday, as on Home."""

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def part(action: Action, today: date) -> str:
    """One of PARTS."""
    if action.state == "done":
        return "done"
    if action.due is None:
        return "undated"
    if action.due < today:
        return "overdue"
    return "week" if action.due <= today + timedelta(days=6 - today.weekday()) else "later"


def said(action: Action, today: date) -> str:
    """“overdue by 3 days”, “due tomorrow”, “due in 5 weeks”; “done” for what is done."""
    if action.state == "done":
        return "done"
    if action.due is None:
        return "no date"
    days = (action.due - today).days
    if days < 0:
        return f"overdue by {_long(-days)}"
    if days < 2:
        return "due tomorrow" if days else "due today"
    return f"due {_DAYS[action.due.weekday()]}" if part(action, today) == "week" else f"due in {_long(days)}"


def _long(days: int) -> str:
    for size, name, least in ((30.44, "month", 61), (7, "week", 21)):
        if days >= least:
            return f"{round(days / size)} {name}s"
    return f"{days} day{'' if days == 1 else 's'}"
