"""What somebody has to do, who is to do something, what is due or overdue."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from core.agent.desk import Desk
from core.agent.draft import Draft, Line, counted, day
from core.agent.gist import base, gist
from core.agent.question import Question
from core.models import Action, Filters
from core.terms import STOP_WORDS, words

_TODO = re.compile(
    r"(?<!going )\b(?:to[- ]?dos?|to do|action (?:items?|points?)|actions|tasks|have to|has to|need(?:s|"
    r"ed)? to do|supposed to|still owes?|"
    r"promised|committed to|on (?:his|her|their|my) (?:list|plate)|assigned|deadlines?|follow[- ]?ups?|"
    r"undertook)\b", re.I
)  # fmt: skip
_WHO_IS_TO = re.compile(
    r"^\W*(?:and )?who(?:'s|’s)?\b.*\b(?:to|will|going to|should|must|responsible for|in charge of|"
    r"taking care of|agreed to|promised to|"
    r"offered to|volunteered to|has to|needs to|had to|was asked to|was told to)\b", re.I
)  # fmt: skip
_DUE = re.compile(r"\b(?:due|overdue|outstanding|pending|late)\b|\bopen (?:actions?|tasks?|items?|points?)\b", re.I)
_BROAD = re.compile(
    r"^\W*(?:what|which|are there|list|show|is there)\b.*\b(?:due|overdue|outstanding|open (?:actions?|tasks?|"
    r"items?|points?)|to[- ]?dos?|action (?:items?|points?)|tasks|actions)\b", re.I
)  # fmt: skip
_MINE = re.compile(r"\b(?:I|my|me)\b")
_DONE = re.compile(r"\b(?:done|completed?|finished|closed)\b", re.I)
STEMS = frozenset(
    base(word)
    for word in """action actions item items task tasks due overdue outstanding pending open late todo todos owe owes
    promised committed supposed assigned list plate deadline deadlines follow followup ups responsible charge going
    today tomorrow week month friday monday tuesday wednesday thursday saturday sunday asked told agreed offered
    volunteered taking care people team left remaining done completed finished closed undertook""".split()
)
_MOST = 12
_ENOUGH = 0.6


def actions(question: Question, desk: Desk) -> Draft | None:
    """Actions of a person, of a task, or of a stretch of time; None when the question asks for none of them."""
    text = question.text
    if _WHO_IS_TO.search(text):
        return _by_task(question, desk)
    asks, due = _TODO.search(text), _DUE.search(text)
    if not (asks or (due and _BROAD.search(text))):
        return None
    owner = _owner(question, desk)
    if owner is None and any(name[:1].isalpha() for name in question.names):
        return None
    if owner is None and not _BROAD.search(text):
        return None
    return _listed(question, desk, owner)


def _owner(question: Question, desk: Desk) -> str | None:
    """The person that the question names, as the graph knows them; the viewer for "my"."""
    for name in question.names:
        found = desk.store.entities(desk.viewer, name, "person", 5)
        asked = set(words(name))
        for entity in found:
            if any(asked <= set(words(known)) for known in (entity.name, *entity.aliases)):
                return entity.name
    if _MINE.search(question.text):
        return desk.viewer.name
    return None


def _listed(question: Question, desk: Desk, owner: str | None) -> Draft | None:
    state = "done" if _DONE.search(question.text) else "open"
    found = desk.store.actions(desk.viewer, owner, state, _untimed(desk.filters))
    since, until, label = _window(question.text, desk.today)
    if label:
        found = [a for a in found if a.due and (since is None or a.due >= since) and (until is None or a.due <= until)]
    owner_words = set(gist(owner or "")) | {t for name in question.names for t in gist(name)}
    topic = question.without(STEMS | frozenset(owner_words))
    if topic.content and not label:
        fitting = [a for a in found if topic.coverage(set(gist(f"{a.task} {a.quote}"))) >= 0.5]
        if not fitting and owner is None:
            return None
        found = fitting or found
    if not found:
        return None if owner is None and not label else _nothing(owner, label, state)
    head = _head(len(found), owner, label, state)
    return _drafted(head, found, desk, owner)


def _nothing(owner: str | None, label: str, state: str) -> Draft:
    whose = f" of {owner}" if owner else ""
    return Draft(
        (Line(f"The library records no {state} action{whose}{' ' + label if label else ''}."),), kind="nothing"
    )


def _head(n: int, owner: str | None, label: str, state: str) -> str:
    whose = f" of {owner}" if owner else ""
    return f"{counted(n, state + ' action')}{whose}{', ' + label if label else ''}:"


def _drafted(head: str, found: Sequence[Action], desk: Desk, owner: str | None) -> Draft:
    lines, ids = [Line(head)] if head else [], list[str]()
    for action in found[:_MOST]:
        quote, passage = desk.fact(action)
        lines.append(Line(_lead(action, desk.today, owner), quote))
        ids.extend([passage.id] if passage else [])
    if len(found) > _MOST:
        lines.append(Line(f"And {len(found) - _MOST} more."))
    return Draft(tuple(lines), (), "fair", tuple(dict.fromkeys(ids)), "list")


def _lead(action: Action, today: date, owner: str | None) -> str:
    parts = list[str]()
    if action.owner and action.owner != owner:
        parts.append(action.owner)
    if action.due:
        late = ", overdue" if action.state == "open" and action.due < today else ""
        parts.append(f"by {day(action.due)}{late}")
    if action.state == "done":
        parts.append("done")
    return f"{', '.join(parts)}: " if parts else ""


def _by_task(question: Question, desk: Desk) -> Draft | None:
    """Who is to do it: the actions whose task holds most of what is asked."""
    topic = question.without(STEMS)
    if not topic.content or not set(words(question.text)) - STOP_WORDS:
        return None
    found = desk.store.actions(desk.viewer, None, None, desk.filters)
    near = [(topic.coverage(set(gist(f"{a.task} {a.quote}"))), a) for a in found if a.owner]
    best = max((worth for worth, _ in near), default=0.0)
    if best < _ENOUGH:
        return None
    fitting = [a for worth, a in near if worth >= max(_ENOUGH, 0.9 * best)][:3]
    return replace(_drafted("", fitting, desk, None), kind="actions")


def _untimed(filters: Filters | None) -> Filters | None:
    """A period in such a question is about when things are due, not about when the document was written."""
    return replace(filters, since=None, until=None) if filters else None


def _window(text: str, today: date) -> tuple[date | None, date | None, str]:
    """First and last due day that is asked for, and its name; no name when none is asked for."""
    low = text.lower()
    monday = today - timedelta(days=today.weekday())
    if "overdue" in low or re.search(r"\blate\b", low):
        return None, today - timedelta(days=1), "overdue"
    if "next week" in low:
        return monday + timedelta(days=7), monday + timedelta(days=13), "due next week"
    if "this week" in low:
        return monday, monday + timedelta(days=6), "due this week"
    if "tomorrow" in low:
        return today + timedelta(days=1), today + timedelta(days=1), "due tomorrow"
    if re.search(r"\btoday\b", low):
        return today, today, "due today"
    first = today.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    if "this month" in low:
        return first, after - timedelta(days=1), "due this month"
    if "next month" in low:
        return after, (after + timedelta(days=32)).replace(day=1) - timedelta(days=1), "due next month"
    return None, None, ""
