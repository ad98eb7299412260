"""An entity with those that are named beside it: what the Graph page draws, lists and walks."""

from collections import defaultdict
from dataclasses import dataclass

from core.access import Viewer
from core.graph.contract import GraphStore
from core.graph.results import EntityDetail, Presence
from core.models import Entity, Passage

NEAREST = 30
"""Neighbours that are drawn: more cannot be told apart."""


_KINDS = {"role_of": "is", "responsible_for": "is responsible for", "located_in": "is in"}


@dataclass(frozen=True)
class Neighbour:
    """An entity beside another: ``together`` counts the passages that name both, ``says`` are the relations between the
    two in words, such as ("Ann Lee", "is responsible for", "stoves")."""

    entity: Entity
    together: int
    says: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Neighbourhood:
    """An entity, its neighbours with the closest first, and which of the neighbours are named together how often.

    Args:
        between: pairs of places in ``neighbours`` with how many passages name both, most first.
        more: how many neighbours are known beyond those in here.
        documents: those that know the entity, newest first.
    """

    entity: Entity
    neighbours: tuple[Neighbour, ...]
    between: tuple[tuple[int, int, int], ...]
    more: int
    documents: tuple[Presence, ...]


@dataclass(frozen=True)
class Edge:
    """What stands behind a line of the drawing: newest passages first, those of a stated relation before others."""

    one: Entity
    other: Entity
    says: tuple[tuple[str, str, str], ...]
    passages: tuple[Passage, ...]


def neighbourhood(store: GraphStore, entity_id: str, viewer: Viewer, most: int = NEAREST) -> Neighbourhood:
    """Those beside an entity that share most passages with it; who stands in a stated relation comes in first.

    Raises:
        EntityNotFound: there is no such entity, or not for this viewer.
    """
    detail = store.entity(entity_id, viewer)
    says, known = _said(detail), {one.id: one for one in detail.neighbours}
    for relation in detail.relations:
        for end in (relation.source, relation.target):
            if end.id != detail.entity.id:
                known.setdefault(end.id, end)
    ties = store.ties([detail.entity.id, *known], viewer)
    together = {tie.other: tie.passages for tie in ties if tie.one == detail.entity.id}
    ordered = sorted(known.values(), key=lambda one: (-together.get(one.id, 0), one.name, one.id))
    kept = sorted(ordered, key=lambda one: one.id not in says)[:most]
    chosen = [one for one in ordered if one in kept]
    place = {one.id: at for at, one in enumerate(chosen)}
    between = [(place[t.one], place[t.other], t.passages) for t in ties if t.one in place and t.other in place]
    return Neighbourhood(
        detail.entity,
        tuple(Neighbour(one, together.get(one.id, 0), says.get(one.id, ())) for one in chosen),
        tuple((min(a, b), max(a, b), passages) for a, b, passages in between),
        len(known) - len(chosen),
        tuple(store.presence(entity_id, viewer)),
    )


def edge(store: GraphStore, entity_id: str, other_id: str, viewer: Viewer, most: int = 50) -> Edge:
    """The passages behind two entities. Raises EntityNotFound."""
    detail, other = store.entity(entity_id, viewer), store.entity(other_id, viewer).entity
    stated: list[str] = []
    for relation in detail.relations:
        if other.id in (relation.source.id, relation.target.id):
            stated += relation.passage_ids
    first = store.passages(list(dict.fromkeys(stated))[:most], viewer)
    rest = store.together(entity_id, other_id, viewer, most)
    passages = {one.id: one for one in [*first, *rest]}
    says = _said(detail).get(other.id, ())
    return Edge(detail.entity, other, says, tuple(passages.values())[:most])


def _said(detail: EntityDetail) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """For each other end of a stated relation, the relations in words."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for relation in detail.relations:
        other = relation.target if relation.source.id == detail.entity.id else relation.source
        found[other.id].append(
            (relation.source.name, _KINDS.get(relation.kind, relation.kind.replace("_", " ")), relation.target.name)
        )
    return {other: tuple(dict.fromkeys(said)) for other, said in found.items()}
