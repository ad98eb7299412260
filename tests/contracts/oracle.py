"""A graph store in plain Python: every read is worked out from the set of live contributions, nothing is kept.

It shares the pure rules (which names are one, which decision follows which) with the stores and nothing else.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from core.graph.contribution import Contribution
from core.graph.entities import HandMerge, Join, Name, Overrides, Resolution, resolve
from core.graph.linking import Dated, supersedes
from core.graph.names import clean, node_id, stands_for
from core.models import Level

RANKED = list(Level)


@dataclass
class Oracle:
    """The live contributions by document id, and everything that was set by hand."""

    live: dict[str, Contribution] = field(default_factory=dict)
    levels: dict[str, Level] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    merges: list[HandMerge] = field(default_factory=list)
    apart: list[tuple[frozenset[str], frozenset[str]]] = field(default_factory=list)

    def level(self, document_id: str) -> Level:
        """The level that counts: set by hand, or else marked."""
        return self.levels.get(document_id, self.live[document_id].document.level)

    def visible(self, level: Level) -> list[Contribution]:
        """The contributions that a reader of this level may see."""
        return [c for i, c in sorted(self.live.items()) if self.level(i) <= level]

    # --- names -------------------------------------------------------------------------------------

    def appearances(self, level: Level) -> dict[tuple[str, str], Counter[str]]:
        """(type, name) -> how often each visible document names it."""
        found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for c in self.visible(level):
            for mention in c.mentions:
                found[mention.type, clean(mention.name)][c.document.id] += 1
            for name in c.speakers:
                found["person", clean(name)][c.document.id] += 0
            for _, name in _spoken(c):
                found["person", clean(name)][c.document.id] += 1
            for r in c.relations:
                found[r.source_type, clean(r.source)][c.document.id] += 0
                found[r.target_type, clean(r.target)][c.document.id] += 0
        return found

    def resolution(self, level: Level) -> Resolution:
        """Which of the visible names are one."""
        names = [Name(node_id(type, name), type, name) for type, name in self.appearances(level)]
        return resolve(names, Overrides(tuple(self.merges), tuple(self.apart)))

    def groups(self, level: Level) -> set[tuple[str, frozenset[str], int]]:
        """Entities as (type, names, how often they are named)."""
        seen, resolution = self.appearances(level), self.resolution(level)
        names: dict[str, set[str]] = defaultdict(set)
        total: Counter[str] = Counter()
        types = {}
        for (type, name), count in seen.items():
            entity = resolution.entity[node_id(type, name)]
            names[entity].add(name)
            total[entity] += count.total()
            types[entity] = type
        return {(types[e], frozenset(names[e]), total[e]) for e in names}

    def undo(self, merge_id: str) -> None:
        """Keep apart, for ever, what the merge joins at each level."""
        for level in Level:
            for join in self.resolution(level).joins:
                if join.id == merge_id:
                    self.apart.append(_sides(self.resolution(level).joins, join))
        self.merges = [merge for merge in self.merges if merge.id != merge_id]

    def merge(self, merge_id: str, keep: frozenset[str], absorb: frozenset[str]) -> None:
        """Make two groups of names one, and forget that anything kept these two apart."""
        self.apart = [(a, b) for a, b in self.apart if not ((a & keep and b & absorb) or (a & absorb and b & keep))]
        self.merges.append(HandMerge(merge_id, keep, absorb))

    # --- facts -------------------------------------------------------------------------------------

    def decisions(self, level: Level) -> set[tuple[Any, ...]]:
        """(document, statement, date, state, place of the successor)."""
        every = [(c, d) for c in self.visible(level) for d in c.decisions]
        return {(c.document.id, d.statement, d.date or c.document.date, *_standing(c, d, every)) for c, d in every}

    def actions(self, level: Level) -> set[tuple[Any, ...]]:
        """(document, task, owner, due, state)."""
        return {
            (c.document.id, a.task, a.owner, a.due, self.states.get(f"{c.document.id}\0{a.task}", a.state))
            for c in self.visible(level)
            for a in c.actions
        }

    # --- relations and neighbours ---------------------------------------------------------------------

    def relations(self, level: Level) -> set[tuple[frozenset[str], str, frozenset[str], tuple[str, ...]]]:
        """Edges between groups of names, with the passages that say so."""
        resolution = self.resolution(level)
        group: dict[str, set[str]] = defaultdict(set)
        for type, name in self.appearances(level):
            group[resolution.entity[node_id(type, name)]].add(name)
        found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for c in self.visible(level):
            for r in c.relations:
                a = resolution.entity[node_id(r.source_type, clean(r.source))]
                b = resolution.entity[node_id(r.target_type, clean(r.target))]
                at = next(p.id for p in c.passages if p.start <= r.start < p.end)
                found[a, r.kind, b].add(at)
        return {
            (frozenset(group[a]), kind, frozenset(group[b]), tuple(sorted(ids)))
            for (a, kind, b), ids in found.items()
            if a != b
        }

    def named_in(self, level: Level) -> dict[str, set[str]]:
        """Entity -> the passages that name it or in which it speaks."""
        resolution = self.resolution(level)
        found: dict[str, set[str]] = defaultdict(set)
        for c in self.visible(level):
            for m in c.mentions:
                at = next(p.id for p in c.passages if p.start <= m.start < p.end)
                found[resolution.entity[node_id(m.type, clean(m.name))]].add(at)
            for passage, name in _spoken(c):
                found[resolution.entity[node_id("person", clean(name))]].add(passage)
        return found

    def neighbours(self, passage: str, level: Level) -> list[str]:
        """Other passages that share an entity with this one, rarest entity first."""
        rarest: dict[str, int] = {}
        shared: Counter[str] = Counter()
        for passages in self.named_in(level).values():
            if passage in passages:
                for other in passages - {passage}:
                    rarest[other] = min(rarest.get(other, len(passages)), len(passages))
                    shared[other] += 1
        return sorted(rarest, key=lambda p: (rarest[p], -shared[p], p))

    def rebuilt(self) -> list[Contribution]:
        """The contributions in sorted order, each with the level that counts."""
        return [replace(c, document=replace(c.document, level=self.level(i))) for i, c in sorted(self.live.items())]


def _spoken(c: Contribution) -> list[tuple[str, str]]:
    pairs = [(p.id, stands_for(written, c.speakers)) for p in c.passages for written in p.speakers]
    return [(passage, name) for passage, name in pairs if name is not None]


def _dated(c: Contribution, d: Any) -> Dated:
    firm = d.state == "current" and c.document.status != "draft"
    return Dated(d.statement, d.date or c.document.date, firm, d.reverses, c.document.id, d.start)


def _standing(c: Contribution, d: Any, every: list[tuple[Contribution, Any]]) -> tuple[str, Any]:
    mine = _dated(c, d)
    later = []
    for other, draft in every:
        theirs = _dated(other, draft)
        score = supersedes(theirs, mine) if draft is not d else 0.0
        if score > 0:
            later.append((theirs.day or date.min, -score, other.document.id, draft.statement))
    nearest = {x for x in later if x[:2] == min(later)[:2]} if later else set()
    state = "superseded" if later else ("current" if mine.firm else "proposed")
    return state, frozenset((document, statement) for _, _, document, statement in nearest)


def _sides(joins: list[Join], cut: Join) -> tuple[frozenset[str], frozenset[str]]:
    def side(start: str) -> frozenset[str]:
        reached, grown = {start}, True
        while grown:
            more = {
                node
                for join in joins
                if join is not cut and {join.a, join.b} & reached and join.id != cut.id
                for node in (join.a, join.b)
            }
            grown = not more <= reached
            reached |= more
        return frozenset(reached)

    return side(cut.a), side(cut.b)
