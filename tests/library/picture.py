"""All that a Sybil says of a library, without what may differ between two that hold the same: ids, order of work."""

from typing import Any

from core.app import Sybil
from core.assembly import Assembly
from tests.library.world import SYSTEM

QUESTIONS = ("Where does the office move?", "What did Daniel Kiprop promise?", "boats", "Who is Amina Okafor?")


def picture(sybil: Sybil, parts: Assembly) -> dict[str, Any]:
    """Documents, passages, facts, names with what is around them, and what a search finds."""
    store = parts.store
    documents = sybil.documents(SYSTEM)
    decisions = sybil.decisions(SYSTEM, current=False)
    says = {decision.id: decision.statement for decision in decisions}
    return {
        "documents": sorted(_document(sybil, document.id) for document in documents),
        "passages": sorted(_passage(p) for d in documents for p in store.document_passages(d.id, SYSTEM)),
        "decisions": sorted(
            (d.document, d.start, d.end, d.statement, str(d.rationale), str(d.date), d.state, d.quote, d.level, by)
            for d, by in ((d, says.get(d.superseded_by or "", "")) for d in decisions)
        ),
        "actions": sorted(
            (a.document, a.start, a.end, a.task, str(a.owner), str(a.due), a.state, a.quote, a.level)
            for a in sybil.actions(SYSTEM, state=None)
        ),
        "entities": sorted(_entity(store.entity(entity.id, SYSTEM)) for entity in store.entities(SYSTEM, limit=1000)),
        "counts": store.counts(SYSTEM),
        "found": {q: sorted(_found(p) for p in sybil.search(q, SYSTEM, limit=100)) for q in QUESTIONS},
        "words": {q: sorted(_passage(p) for p in store.search_text(q, SYSTEM, limit=100)) for q in QUESTIONS},
        "vectors": sorted((one.name, one.embedding_model) for one in store.ledger().values()),
        "wrong": store.check(),
    }


def _document(sybil: Sybil, document_id: str) -> tuple[Any, ...]:
    d = sybil.document(document_id, SYSTEM)
    return d.name, d.title, d.kind, str(d.date), d.participants, d.level, str(d.status), str(d.text)


def _passage(p: Any) -> tuple[Any, ...]:
    return p.document, p.start, p.end, p.text, p.locator, p.speakers, str(p.date), p.level


def _found(p: Any) -> tuple[Any, ...]:
    return p.document, p.start, p.end, round(p.score, 4)


def _entity(detail: Any) -> tuple[Any, ...]:
    e = detail.entity
    relations = tuple(sorted((r.source.name, r.kind, r.target.name) for r in detail.relations))
    around = tuple(sorted(neighbour.name for neighbour in detail.neighbours))
    return e.type, e.name, tuple(sorted(e.aliases)), e.mentions, len(detail.passages), relations, around
