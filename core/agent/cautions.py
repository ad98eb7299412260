"""The sentences that go with an answer: what a careful colleague would add, the most important first."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from core.agent.desk import Desk
from core.agent.draft import Quote, day, display, listed
from core.models import Decision, Document, Filters, Level
from core.terms import terms

MOST = 4
_AMOUNT = re.compile(
    r"(?P<sign>[$€£]|\b[A-Z]{3}\b\s?)?(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?:st|nd|rd|th)?\s*(?P<unit>%|[A-Za-z]{3,})?"
)
_DATE_UNITS = frozenset("january february march april may june july august september october november december".split())


def cautions(quotes: Sequence[Quote], desk: Desk, extra: Sequence[str] = ()) -> tuple[str, ...]:
    """At most four sentences about these sources.

    Args:
        quotes: what the answer cites; with none only ``extra`` is said.
        desk: knows the day and reads the store for the viewer.
        extra: sentences that belong between the grave ones and the ordinary ones, in their order.
    """
    if not quotes:
        return tuple(dict.fromkeys(extra))[:MOST]
    documents = desk.documents(quote.document_id for quote in quotes)
    found = [*_replaced(quotes, desk), *disagreements(quotes), *extra]
    found += [
        *_drafts(quotes, documents),
        *_confidential(quotes),
        *_old(quotes, desk.today, desk.old),
        *_single(quotes),
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def _replaced(quotes: Sequence[Quote], desk: Desk) -> list[str]:
    ids = tuple(dict.fromkeys(quote.document_id for quote in quotes))
    held = desk.store.decisions(desk.viewer, None, current=False, filters=Filters(document_ids=ids))
    for decision in held:
        if decision.state != "superseded" or decision.superseded_by is None:
            continue
        if any(q.document_id == decision.document_id and _overlap(q, decision) for q in quotes):
            later = desk.decision(decision.superseded_by)
            if later is None:
                continue
            when = f" of {day(decision.date)}" if decision.date else ""
            then = f"on {day(later.date)} " if later.date else ""
            return [f"The decision{when} quoted here was replaced {then}by another: “{_short(later.statement)}”."]
    return []


def _overlap(quote: Quote, decision: Decision) -> bool:
    shared = min(quote.end, decision.end) - max(quote.start, decision.start)
    return shared > 0.4 * (decision.end - decision.start)


def _short(text: str, most: int = 160) -> str:
    shown = display(text).rstrip(".")
    return shown if len(shown) <= most else shown[:most].rsplit(" ", 1)[0] + " …"


def disagreements(quotes: Sequence[Quote]) -> list[str]:
    """One sentence about the first two sources from different documents that give different figures for one thing."""
    for one, other in combinations(quotes, 2):
        if one.document_id == other.document_id or "draft" in (one.status, other.status):
            continue
        pair = _clash(one.text, other.text)
        if pair:
            first, second = f"“{pair[0]}” in “{one.title}”", f"“{pair[1]}” in “{other.title}”"
            return [f"The sources disagree: {first}{_dated(one)} and {second}{_dated(other)}."]
    return []


def _dated(quote: Quote) -> str:
    return f" ({day(quote.date)})" if quote.date else ""


def _clash(one: str, other: str) -> tuple[str, str] | None:
    """Two figures of one unit that differ, in texts that otherwise speak of the same."""
    figures, others = _figures(one), _figures(other)
    mine, theirs = _words(one) - set(figures), _words(other) - set(others)
    if len(mine & theirs) < 2 or len(mine & theirs) < 0.5 * min(len(mine), len(theirs)):
        return None
    for unit, values in figures.items():
        against = others.get(unit)
        if against and not set(values) & set(against):
            return next(iter(values.values())), next(iter(against.values()))
    return None


def _words(text: str) -> set[str]:
    return {term for term in terms(text) if not any(c.isdigit() for c in term)}


def _figures(text: str) -> dict[str, dict[str, str]]:
    """Unit to the numbers that have it, as numbers and as written. A number without a unit has none to compare."""
    found = dict[str, dict[str, str]]()
    for match in _AMOUNT.finditer(text):
        sign, unit = (match["sign"] or "").strip(), (match["unit"] or "").lower()
        key = sign or (terms(unit) or [unit])[0] if (sign or unit) else ""
        if key:
            written = match.group().strip()
            value = match["number"].replace(",", "")
            found.setdefault("date" if unit in _DATE_UNITS else key, {})[value] = written
    return found


def _drafts(quotes: Sequence[Quote], documents: Mapping[str, Document]) -> list[str]:
    drafts = [q.title for q in quotes if q.status == "draft" or _status(q, documents) == "draft"]
    names = list(dict.fromkeys(f"“{title}”" for title in drafts))
    if not names:
        return []
    return [f"{listed(names[:3])} {'is a draft' if len(names) == 1 else 'are drafts'}: it may have changed since."]


def _status(quote: Quote, documents: Mapping[str, Document]) -> str | None:
    document = documents.get(quote.document_id)
    return document.status if document else None


def _confidential(quotes: Sequence[Quote]) -> list[str]:
    highest = max((quote.level for quote in quotes), key=lambda level: level.rank)
    if highest < Level.CONFIDENTIAL:
        return []
    return [f"This answer uses {highest.lower()} documents: mind whom you pass it on to."]


def _old(quotes: Sequence[Quote], today: date, days: int) -> list[str]:
    limit = timedelta(days=days)
    dated = [quote.date for quote in quotes if quote.date]
    if not dated or today - max(dated) <= limit:
        first = quotes[0].date
        if first and today - first > limit:
            return [f"The first source is older than {days} days: it is from {day(first)}."]
        return []
    if len(set(dated)) == 1:
        return [f"The source is older than {days} days: it is from {day(dated[0])}."]
    return [f"All sources are older than {days} days; the newest is from {day(max(dated))}."]


def _single(quotes: Sequence[Quote]) -> list[str]:
    return ["Only one document says this."] if len({quote.document_id for quote in quotes}) == 1 else []
