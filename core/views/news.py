"""What is new in the library since somebody last looked, and what is due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.access import Viewer
from core.graph.contract import GraphStore
from core.models import Action, Counts, Decision, Document, Filters

TREND = timedelta(days=30)
MOST = 50
"""So many documents and decisions are listed at most; the totals count all."""


@dataclass(frozen=True)
class News:
    """What a viewer may know of what is new.

    Args:
        since: from when on; 30 days ago for somebody who never looked.
        documents: read, or read anew because they changed, since then; the latest first. One whose ``added_at`` is
            older than ``since`` was changed.
        decisions: in force or proposed, of these documents or of a later day than ``since``; newest first.
        overdue, due: open actions whose day is over, and whose day is from today to Sunday; the earliest first.
        own_overdue, own_due: those of them that are the person's.
        counts: the library in numbers.
        added: what came with the documents that were first read in the last 30 days, and names that only they hold.
    """

    since: datetime
    documents: tuple[Document, ...]
    documents_total: int
    decisions: tuple[Decision, ...]
    decisions_total: int
    overdue: tuple[Action, ...]
    due: tuple[Action, ...]
    own_overdue: tuple[Action, ...]
    own_due: tuple[Action, ...]
    counts: Counts
    added: Counts


def news(store: GraphStore, viewer: Viewer, since: datetime | None, person: str | None, moment: datetime) -> News:
    """What is new for a viewer.

    Args:
        since: when he last looked, aware; None if never.
        person: any name of the person whose actions are his own.
        moment: now, aware.
    """
    since, today = since or moment - TREND, moment.date()
    documents = [one for one in store.documents(viewer) if one.ingested_at is not None and one.ingested_at >= since]
    documents.sort(key=lambda one: one.ingested_at or moment, reverse=True)
    decisions = _decisions(store, viewer, documents, since.astimezone(moment.tzinfo).date(), today)
    overdue, due = _by_day(store.actions(viewer), today)
    own = {one.id for one in store.actions(viewer, owner=person)} if person and person.strip() else set()
    return News(
        since,
        tuple(documents[:MOST]),
        len(documents),
        tuple(decisions[:MOST]),
        len(decisions),
        overdue,
        due,
        tuple(one for one in overdue if one.id in own),
        tuple(one for one in due if one.id in own),
        store.counts(viewer),
        store.counts(viewer, moment - TREND),
    )


def _decisions(
    store: GraphStore, viewer: Viewer, documents: Sequence[Document], since: date, today: date
) -> list[Decision]:
    later = Filters(since=since + timedelta(days=1), until=today)
    found = store.decisions(viewer, filters=later) if later.since and later.since <= today else []
    if documents:
        found += store.decisions(viewer, filters=Filters(document_ids=tuple(one.id for one in documents)))
    unique = {one.id: one for one in found}.values()
    return sorted(unique, key=lambda one: (-(one.date or date.min).toordinal(), one.document, one.start, one.id))


def _by_day(actions: Iterable[Action], today: date) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """Those that are overdue, and those due from today to Sunday."""
    sunday = today + timedelta(days=6 - today.weekday())
    dated = [one for one in actions if one.due is not None and one.due <= sunday]
    overdue = tuple(one for one in dated if one.due is not None and one.due < today)
    return overdue, tuple(dated[len(overdue) :])
