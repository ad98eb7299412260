"""Which names are one entity: a pure function of a set of names and of what people set by hand.

The order in which names came plays no part. A store calls ``resolve`` once for each clearance, with the names that
this clearance sees, so that a hidden name changes nothing that anybody below it is shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations

from core.graph.names import Parsed, alike, middles_contradict, parse
from core.models import Entity


@dataclass(frozen=True)
class Name:
    """One written name of one type; ``node`` is its opaque id."""

    node: str
    type: str
    name: str

    @property
    def parsed(self) -> Parsed:
        """The name taken apart."""
        return parse(self.type, self.name)

    @property
    def precedence(self) -> tuple[bool, int, str, str]:
        """Fuller names first: the first of a group lends the group its id."""
        return (not self.parsed.full, -len(self.parsed.words), self.name, self.node)


def shown(names: Sequence[Name], mentions: int) -> Entity:
    """An entity as a reader gets it.

    Args:
        names: those of its names that this reader sees, the one to call it by first; one of them lends it the id.
    """
    leads = min(names, key=lambda name: name.precedence)
    return Entity(leads.node, names[0].name, leads.type, tuple(name.name for name in names[1:]), mentions)


def called_by(type: str, name: str, mentions: int, absorbed: bool) -> tuple[bool, bool, int, str]:
    """The place of a name among those that an entity may be called by, least first.

    One that was kept in a merge by hand stands before one that was absorbed, a full one before a short one, then the
    one that is used most, then by the alphabet.
    """
    return absorbed, not parse(type, name).full, -mentions, name


@dataclass(frozen=True)
class HandMerge:
    """A merge by hand: every name on one side and every name on the other are one entity's."""

    id: str
    keep: frozenset[str]
    absorb: frozenset[str]


@dataclass(frozen=True)
class Overrides:
    """What people set: merges in the order in which they were made, and pairs of name sets never to be joined."""

    merges: tuple[HandMerge, ...] = ()
    apart: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()


@dataclass(frozen=True)
class Join:
    """One merge: the names ``a`` and ``b`` (nodes) brought their groups together. ``hand`` is the HandMerge's id."""

    a: str
    b: str
    hand: str | None = None

    @property
    def id(self) -> str:
        """Opaque; of an automatic merge the same whatever the order in which the names came."""
        pair = "\0".join(sorted((self.a, self.b)))
        return self.hand or blake2b(pair.encode(), digest_size=12, person=b"sybil merge").hexdigest()


@dataclass
class Resolution:
    """``entity`` maps each name (node) to the name that lends its group the id; ``joins`` are a tree per group."""

    entity: dict[str, str]
    joins: list[Join]


def resolve(names: Iterable[Name], overrides: Overrides | None = None) -> Resolution:
    """Group names into entities.

    First merges by hand; then equal keys; then full names that differ by a letter, where nothing contradicts; last
    each short form, if exactly one group has a full name that it fits. Names kept apart by hand are never joined.
    """
    groups = _Groups(names, overrides or Overrides())
    for merge in groups.overrides.merges:
        sides = [[groups.names[n] for n in side if n in groups.names] for side in (merge.keep, merge.absorb)]
        if all(sides):
            a, b = (min(side, key=lambda name: name.precedence) for side in sides)
            groups.join(a, b, merge.id)
    for a, b in groups.pairs("="):
        groups.join(a, b)
    for a, b in groups.pairs("~"):
        if groups.may_be_one(a, b):
            groups.join(a, b)
    groups.place_short_forms()
    return groups.result()


@dataclass
class _Groups:
    given: Iterable[Name]
    overrides: Overrides
    names: dict[str, Name] = field(init=False)
    members: dict[str, set[str]] = field(init=False)
    leader: dict[str, str] = field(init=False)
    kin: dict[str, frozenset[str]] = field(init=False)
    joins: list[Join] = field(default_factory=list)
    apart: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.names = {name.node: name for name in self.given}
        self.members = {node: {node} for node in self.names}
        self.leader = {node: node for node in self.names}
        self.kin = {node: frozenset({node}) for node in self.names}
        self.apart = defaultdict(set)
        for one, other in self.overrides.apart:
            for node in one & self.names.keys():
                self.apart[node] |= other
            for node in other & self.names.keys():
                self.apart[node] |= one
        self.by_block: dict[str, list[Name]] = defaultdict(list)
        for name in sorted(self.names.values(), key=lambda name: name.precedence):
            for block in name.parsed.near:
                self.by_block[block].append(name)

    def pairs(self, kind: str) -> Iterator[tuple[Name, Name]]:
        """Candidates: ``=`` with equal keys, ``~`` alike; in an order that only the names decide."""
        found = {}
        for block, names in self.by_block.items():
            if block.removeprefix(names[0].type).startswith(kind):
                for a, b in combinations(names, 2):
                    if kind == "=" or (a.parsed.key != b.parsed.key and alike(a.parsed, b.parsed)):
                        found[a.node, b.node] = (a, b)
        yield from sorted(found.values(), key=lambda pair: (pair[0].precedence, pair[1].precedence))

    def kept_apart(self, a: Iterable[str], b: set[str]) -> bool:
        return any(node in self.apart and self.apart[node] & b for node in a)

    def join(self, a: Name, b: Name, hand: str | None = None) -> bool:
        one, other = self.leader[a.node], self.leader[b.node]
        if one == other or self.kept_apart(self.members[one], self.members[other]):
            return False
        moving = self.members.pop(other)
        self.members[one] |= moving
        for node in moving:
            self.leader[node] = one
        self.joins.append(Join(a.node, b.node, hand))
        if hand is None:
            kin = self.kin[a.node] | self.kin[b.node]
            self.kin.update(dict.fromkeys(kin, kin))
        return True

    def _full(self, node: str) -> list[Name]:
        return [self.names[n] for n in self.kin[node] if self.names[n].parsed.full]

    def may_be_one(self, a: Name, b: Name) -> bool:
        """Every full name of one group is like every one of the other, and no middle name makes it a guess.

        Names that are there by hand only say nothing about how the others are written.
        """
        for x in self._full(a.node):
            for y in self._full(b.node):
                if x.parsed.key != y.parsed.key and not alike(x.parsed, y.parsed):
                    return False
        return not (a.type == "person" and (self._torn(a) or self._torn(b)))

    def _torn(self, name: Name) -> bool:
        """A name without middle names is like two people whose middle names contradict each other."""
        if len(name.parsed.words) > 2:
            return False
        like = [
            other.parsed
            for block in name.parsed.near
            for other in self.by_block[block]
            if len(other.parsed.words) > 2 and alike(name.parsed, other.parsed)
        ]
        return any(middles_contradict(x, y) for x, y in combinations(like, 2))

    def place_short_forms(self) -> None:
        """Give each group of short forms to the one group that it fits, decided before any of them moves."""
        offers: dict[str, dict[str, Name]] = defaultdict(dict)
        for name in sorted(self.names.values(), key=lambda name: name.precedence, reverse=True):
            if name.parsed.full:
                for block in name.parsed.offers:
                    offers[block][self.leader[name.node]] = name
        moves = []
        for nodes in self.members.values():
            shorts = [self.names[node] for node in nodes]
            if any(name.parsed.full or name.parsed.seeks is None for name in shorts) or self._by_hand(nodes):
                continue
            short = min(shorts, key=lambda name: name.precedence)
            fits = list(offers.get(str(short.parsed.seeks), {}).values())
            if len(fits) == 1 and not self.kept_apart(nodes, self.members[self.leader[fits[0].node]]):
                moves.append((short.precedence, short, fits[0], frozenset(nodes)))
        moves.sort(key=lambda move: move[0])
        arrived: dict[str, set[str]] = defaultdict(set)
        for _, short, full, group in moves:
            others = arrived[self.leader[full.node]]
            if not self.kept_apart(group, others):
                self.join(full, short)
            others |= group

    def _by_hand(self, nodes: set[str]) -> bool:
        return any(join.hand and join.a in nodes for join in self.joins)

    def result(self) -> Resolution:
        entity = {}
        for nodes in self.members.values():
            first = min((self.names[node] for node in nodes), key=lambda name: name.precedence).node
            entity.update(dict.fromkeys(nodes, first))
        return Resolution(entity, self.joins)
