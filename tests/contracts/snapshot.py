"""Everything a viewer can read from a store, in a form that can be compared."""

from datetime import timedelta
from typing import Any

from core.access import Viewer
from core.graph.contract import GraphStore
from core.models import Filters
from tests.contracts.builders import MODEL, READ_AT, vector_of

ALL = 1000
QUESTIONS = ("office Kimironko budget", "Amina", "minutes of the meeting", "secret payroll")


def snapshot(store: GraphStore, viewer: Viewer) -> dict[str, Any]:
    """All reads of the contract for this viewer; with ids, scores and order where the contract promises them."""
    documents = store.documents(viewer)
    entities = store.entities(viewer, limit=ALL)
    passages = [p for d in documents for p in store.document_passages(d.id, viewer)]
    found: dict[str, Any] = {
        "documents": documents,
        "texts": [store.document(d.id, viewer) for d in documents],
        "passages": passages,
        "again": store.passages([p.id for p in passages], viewer),
        "decisions": store.decisions(viewer, current=False),
        "current": store.decisions(viewer),
        "each decision": [store.decision(d.id, viewer) for d in store.decisions(viewer, current=False)],
        "on topic": store.decisions(viewer, topic="Kimironko office", current=False),
        "actions": store.actions(viewer, state=None),
        "open": store.actions(viewer),
        "of Amina": store.actions(viewer, owner="Amina", state=None),
        "of Amina Okafor": store.actions(viewer, owner="Amina Okafor", state=None),
        "entities": entities,
        "named": store.entities(viewer, query="ami", limit=ALL),
        "details": [store.entity(e.id, viewer) for e in entities],
        "ties": store.ties([e.id for e in entities], viewer),
        "together": [store.together(a.id, b.id, viewer, ALL) for a in entities[:6] for b in entities[:6]],
        "presence": [store.presence(e.id, viewer) for e in entities],
        "merges": store.merges(viewer),
        "counts": store.counts(viewer),
        "tallies": store.tallies(viewer),
        "added": [store.counts(viewer, READ_AT - timedelta(days=days)) for days in (-1, 0, 1, 99)],
        "removal": [store.removal(d.id, viewer) for d in documents],
        "neighbours": [store.neighbours([p.id], viewer, limit=ALL) for p in passages],
        "spoken by Amina": store.search_text("office", viewer, ALL, Filters(person="Amina Okafor")),
        "nearest": store.search_vector(vector_of("office"), MODEL, viewer, ALL),
    }
    for question in QUESTIONS:
        found[question] = store.search_text(question, viewer, ALL)
    return found
