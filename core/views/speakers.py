"""Who said what stands at a place: the speakers of the passages that hold it."""

from collections import defaultdict
from collections.abc import Sequence

from core.access import Viewer
from core.errors import DocumentNotFound
from core.graph.contract import GraphStore
from core.models import Action, Decision, Passage


def speakers(store: GraphStore, facts: Sequence[Decision | Action], viewer: Viewer) -> dict[str, tuple[str, ...]]:
    """By the fact's id; nothing where nobody is named, or where the document is gone meanwhile."""
    by_document = defaultdict[str, list[Decision | Action]](list)
    for fact in facts:
        by_document[fact.document_id].append(fact)
    found: dict[str, tuple[str, ...]] = {}
    for document_id, held in by_document.items():
        try:
            passages = [one for one in store.document_passages(document_id, viewer) if one.speakers]
        except DocumentNotFound:
            continue
        found |= {fact.id: names for fact in held if (names := _of(fact, passages))}
    return found


def _of(fact: Decision | Action, passages: Sequence[Passage]) -> tuple[str, ...]:
    touched = [one for one in passages if one.start < fact.end and one.end > fact.start]
    return tuple(dict.fromkeys(name for one in touched for name in one.speakers))
