"""Which groups of names have to be worked out anew after a change, at one clearance: the same for every store.

Only what may have changed is looked at: the names that changed, all that full spellings and merges by hand connect with
them, and the short forms that could stand for one of these.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.graph.entities import Join, Name, Overrides, resolve
from core.graph.names import alike

K = TypeVar("K", int, str)


class NameBook(ABC, Generic[K]):
    """What a store knows of the names it holds, each by its key in the store. Every method takes a set of keys."""

    @abstractmethod
    def names(self, keys: set[K]) -> Mapping[K, Name]:
        """The names themselves; keys of none are left out."""

    @abstractmethod
    def near(self, keys: set[K]) -> Iterable[tuple[K, K]]:
        """Each of them with every other name that shares a ``near`` block with it (see names.Parsed)."""

    @abstractmethod
    def merged(self, keys: set[K]) -> set[K]:
        """All names of the merges by hand that one of them is part of."""

    @abstractmethod
    def seeking(self, keys: set[K]) -> set[K]:
        """Short forms that seek a block which one of them offers."""

    @abstractmethod
    def short(self, keys: set[K]) -> set[K]:
        """Those of them that are short forms which seek a block."""

    @abstractmethod
    def kept_apart(self, keys: set[K]) -> set[K]:
        """Short forms that somebody kept apart from one of them by hand."""

    @abstractmethod
    def rivals(self, keys: set[K]) -> set[K]:
        """Short forms that seek the same block as one of them."""

    @abstractmethod
    def offering(self, keys: set[K]) -> set[K]:
        """Names that offer a block which one of them seeks."""

    @abstractmethod
    def visible(self, rank: int, keys: set[K]) -> set[K]:
        """Those of them that a document names which this clearance may read."""

    @abstractmethod
    def overrides(self, keys: set[K]) -> Overrides:
        """What people set that concerns one of them."""


@dataclass(frozen=True)
class Regrouped(Generic[K]):
    """What takes the place of all that was held of the ``renewed`` names at a clearance.

    ``entity`` maps each of them that is in sight to the name that leads its group; ``joins`` are those merges that one
    of them is part of, each with its two names.
    """

    renewed: set[K]
    entity: Mapping[K, K]
    joins: tuple[tuple[K, K, Join], ...]


def regrouped(book: NameBook[K], rank: int, changed: set[K]) -> Regrouped[K]:
    """Work out anew, at the clearance ``rank``, the groups that may be others since ``changed`` names came into sight,
    went out of it, or were merged or kept apart by hand."""
    core = _reach(book, changed)  # names that went out of sight included: what they held together may part
    shorts = book.seeking(core) | book.short(core)
    shorts |= book.kept_apart(shorts)
    renewed = core | shorts | book.rivals(shorts)
    context = _reach(book, book.offering(renewed))
    names = book.names(book.visible(rank, renewed | context))
    key = {name.node: k for k, name in names.items()}
    result = resolve(names.values(), book.overrides(set(names)))
    return Regrouped(
        renewed,
        {key[node]: key[leader] for node, leader in result.entity.items() if key[node] in renewed},
        tuple(
            (key[join.a], key[join.b], join)
            for join in result.joins
            if key[join.a] in renewed or key[join.b] in renewed
        ),
    )


def _reach(book: NameBook[K], start: set[K]) -> set[K]:
    """All names that full spellings and merges by hand connect with ``start``, step by step."""
    reached, frontier = set(start), set(start)
    while frontier:
        pairs = [(a, b) for a, b in book.near(frontier) if b not in reached]
        names = book.names({key for pair in pairs for key in pair})
        found = {b for a, b in pairs if a in names and b in names and _related(names[a], names[b])}
        frontier = (found | book.merged(frontier)) - reached
        reached |= frontier
    return reached


def _related(a: Name, b: Name) -> bool:
    return a.parsed.key == b.parsed.key or alike(a.parsed, b.parsed)
