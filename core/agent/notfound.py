"""Saying honestly that nothing was found: what was searched, how fresh it is, what is missing from it."""

from datetime import datetime

from core.access import Viewer
from core.agent.draft import counted, day, listed
from core.agent.ports import LibraryState
from core.graph.contract import GraphStore
from core.retrieval.evidence import Evidence

_WORDS = 5


def not_found(viewer: Viewer, store: GraphStore, state: LibraryState, judged: Evidence, now: datetime) -> str:
    """The text of a ``not_found`` answer; it counts only what this viewer may see."""
    searched = store.counts(viewer).documents
    if not searched:
        return "There are no documents in the library yet that you may read, so there is nothing to answer from."
    parts = ["I found nothing in the library that answers this."]
    parts.append(f"{counted(searched, 'document')} that you may read {'was' if searched == 1 else 'were'} searched;")
    parts.append(f"the library was {_read(state.last_sync, now)}.")
    if state.unreadable:
        parts.append(f"{counted(state.unreadable, 'file')} could not be read; an administrator sees which.")
    missing = [f"“{word}”" for word in list(judged.missing)[:_WORDS]]
    if missing:
        parts.append(f"No document mentions {listed(missing) if len(missing) == 1 else ' or '.join(missing)}.")
    return " ".join(parts)


def _read(last: datetime | None, now: datetime) -> str:
    if last is None:
        return "filled by hand, without a sync"
    minutes = int((now - last).total_seconds() // 60)
    if minutes < 2:
        return "last read just now"
    if minutes < 120:
        return f"last read {minutes} minutes ago"
    if minutes < 24 * 60:
        return f"last read {minutes // 60} hours ago"
    return f"last read on {day(last.date())} at {last:%H:%M}"
