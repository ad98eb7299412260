"""Decisions found, and the same one found twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import core.documents.facts.plain as plain
from core.documents.facts.cues import HEDGED
from core.documents.facts.sentences import Sentence
from core.terms import terms


@dataclass(slots=True)
class Finding:
    """A decision as sentences ``first`` to ``last``; ``said`` is the one that states it; ``weighed`` if no verb of
    deciding, label or motion says so, but the sum of small signs; ``stated`` if it tells how things are to be."""

    first: int
    last: int
    said: int
    proposed: bool = False
    weighed: bool = False
    stated: bool = False
    strength: float = 0.0
    deciders: list[str] = field(default_factory=list)


def without_echoes(found: list[Finding], sentences: Sequence[Sentence]) -> list[Finding]:
    """One decision where two sentences near each other in talk say the same: the clearer, or the later."""
    kept: list[Finding] = []
    for finding in found:
        for other in reversed(kept[-3:]):
            if _echoes(sentences, other, finding):
                before = sentences[other.said]
                firm = not (before.asks or HEDGED.search(before.low))
                if not (firm and plain.scrap(sentences[finding.said].low)) and (
                    finding.strength >= other.strength or not sentences[finding.said].spoken
                ):
                    kept.remove(other)
                    kept.append(finding)
                break
        else:
            kept.append(finding)
    return sorted(kept, key=lambda f: f.first)


def _echoes(sentences: Sequence[Sentence], one: Finding, two: Finding) -> bool:
    """True if two findings near each other are one decision: in the same words, or the second a scrap of the first."""
    first, second = sentences[one.said], sentences[two.said]
    spoken, gap = second.spoken, two.first - one.last
    if not spoken and min(one.strength, two.strength) >= 3:
        return False
    if spoken and first.block.turn == second.block.turn and gap == 1:
        return min(len(first.body.split()), len(second.body.split())) <= 5
    if spoken and gap <= 2 and plain.scrap(second.low) and plain.restates(second.body, first.body):
        return True
    mine, theirs = set(terms(second.body)), set(terms(first.body))
    return (
        gap <= (14 if spoken else 3) and bool(mine) and len(mine & theirs) >= max(2, 0.6 * min(len(mine), len(theirs)))
    )
