"""The tree of merges that holds the names of an entity together: read as merges, and cut apart. Pure functions."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Generic, NamedTuple, TypeVar

from core.models import Merge

K = TypeVar("K", int, str)


class Joined(NamedTuple, Generic[K]):
    """One merge in force: ``a`` and ``b`` are the two names that it joined, by their keys in the store."""

    id: str
    automatic: bool
    a: K
    b: K
    type: str


def listed(tree: Sequence[Joined[K]], names: Sequence[tuple[K, str]]) -> Iterator[Merge]:
    """The merges of one entity, each with the best name on either side of it.

    Args:
        tree: the joins of the entity.
        names: its visible names by their keys, the one to call it by first.
    """
    for join in tree:
        far = side(tree, join, join.b)
        if names and names[0][0] in far:
            far = side(tree, join, join.a)
        kept = next((name for key, name in names if key not in far), None)
        absorbed = next((name for key, name in names if key in far), None)
        if kept is not None and absorbed is not None:
            yield Merge(join.id, kept, absorbed, join.type, join.automatic)


def in_order(merges: Iterator[Merge]) -> list[Merge]:
    """Merges as a reader gets them."""
    return sorted(merges, key=lambda merge: (merge.type, merge.kept, merge.absorbed, merge.id))


def side(tree: Sequence[Joined[K]], cut: Joined[K], start: K) -> set[K]:
    """The names that hang together with ``start`` when one join is taken out."""
    near: dict[K, list[K]] = defaultdict(list)
    for join in tree:
        if (join.a, join.b) != (cut.a, cut.b):
            near[join.a].append(join.b)
            near[join.b].append(join.a)
    reached, frontier = {start}, [start]
    while frontier:
        for other in near[frontier.pop()]:
            if other not in reached:
                reached.add(other)
                frontier.append(other)
    return reached


def cut_apart(tree: Sequence[Joined[K]], merge_id: str) -> set[tuple[frozenset[K], frozenset[K]]]:
    """What stands on the two sides of each join that a merge made in this tree."""
    return {
        (frozenset(side(tree, join, join.a)), frozenset(side(tree, join, join.b)))
        for join in tree
        if join.id == merge_id
    }


def merge_id(keep: Sequence[str], absorb: Sequence[str]) -> str:
    """The id of a merge by hand of two sets of names, by their nodes."""
    return _id("sybil by hand", sorted(keep), sorted(absorb))


def apart_id(one: Sequence[str], other: Sequence[str]) -> str:
    """The id of what keeps two sets of names apart, whichever comes first."""
    return _id("sybil apart", *sorted((sorted(one), sorted(other))))


def _id(kind: str, one: Sequence[str], other: Sequence[str]) -> str:
    return blake2b("\0".join([*one, "", *other]).encode(), digest_size=12, person=kind.encode()).hexdigest()
