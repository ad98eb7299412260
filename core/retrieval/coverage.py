"""Which passages to show together: those that most likely hold the answer between them.

One by one the best passages crowd around one place of one document. When several documents are alike (the meetings of
one project) and it is not clear which is meant, a place in each of them serves better; when it is clear, more places of
that one. Both follow from one rule: give each passage a chance of being where the answer stands, and choose greedily
what adds most to the chance that one of those chosen is there (Agrawal et al. 2009, Diversifying Search Results; greedy
choice is within 1 - 1/e of the best, Nemhauser et al. 1978).
"""

from dataclasses import dataclass

import numpy as np

from core.retrieval.arrays import Flags, Floats, Ints
from core.retrieval.fusion import standard_known, two_best
from core.retrieval.lexical import Lexical
from core.retrieval.snapshot import View

MEANING, MEANING_NEAR = 13.0, 7.0
WORDS, WORDS_NEAR = 0.2, 0.25
LEANING = 1.25
"""What one step of the fused score is in log odds."""
SPREAD = 0.11
"""How far likenesses of the calibrated models spread over a library: for models on another scale."""
BESIDE = 0.5
"""How likely an answer that stands in a passage also stands in the one beside it, or is understood from there."""
CONSIDERED = 100


def log_odds(
    lexical: Lexical, cosines: tuple[Floats, Floats] | None, leaning: Floats, calibrated: bool = True
) -> Floats:
    """How likely the answer stands in each visible passage, as a logarithm, up to a constant.

    Plain scores, not z-scores: how far the best stand out tells how sure one can be, and z-scores hide it. The weights
    are those of greatest likelihood on the meeting set; each half of it gives nearly the same.

    Args:
        cosines: likeness of each passage and the mean of its surroundings, None without.
        leaning: what the question's hints and preferences add, on the scale of the fused score.
        calibrated: whether likeness is on the scale of the local models.
    """
    odds = WORDS * lexical.own + WORDS_NEAR * lexical.near + LEANING * leaning
    if cosines is None:
        return odds
    for weight, values in zip((MEANING, MEANING_NEAR), cosines, strict=True):
        odds += weight * (_filled(values) if calibrated else SPREAD * standard_known(values))
    return odds


def _filled(values: Floats) -> Floats:
    """What has no likeness is taken for the least alike: its words must speak for it."""
    unknown = np.isnan(values)
    return np.where(unknown, np.nanmin(values), values) if unknown.any() else values


def covering(view: View, odds: Floats, leader: int, wanted: int, allowed: Flags | None = None) -> list[int]:
    """Numbers of at most ``wanted`` visible passages: ``leader``, then what adds most to what is covered.

    Only documents of the ``CONSIDERED`` likeliest passages take part: there may be fewer passages than wanted.
    """
    part = _Part.of(view, odds if allowed is None else np.where(allowed, odds, -np.inf), leader)
    left = part.chances()
    open_to_choice = np.isfinite(part.odds)
    chosen: list[int] = []
    at = int(np.flatnonzero(part.numbers == leader)[0])
    while True:
        chosen.append(int(part.numbers[at]))
        open_to_choice[at] = False
        if len(chosen) >= min(wanted, len(part.numbers)) or not open_to_choice.any():
            return chosen
        part.cover(left, at)
        at = int(np.argmax(np.where(open_to_choice, part.gains(left), -1.0)))


@dataclass(frozen=True)
class _Part:
    """The documents that matter, in an order that does not depend on how the index came about: passages by ``numbers``
    in the view, their ``odds``, where each document begins (``starts``), ``document_of`` each passage, and ``joined``:
    whether a passage and the next are of one document."""

    numbers: Ints
    odds: Floats
    starts: Ints
    document_of: Ints
    joined: Floats

    @classmethod
    def of(cls, view: View, odds: Floats, leader: int) -> "_Part":
        """The documents of the likeliest passages, and the leader's."""
        documents = np.unique(np.append(view.document_of[_likeliest(odds)], view.document_of[leader]))
        inside = sorted((int(d) for d in documents), key=lambda d: view.place(int(view.starts[d])))
        numbers = np.concatenate([np.arange(view.starts[d], view.starts[d + 1], dtype=np.int32) for d in inside])
        sizes = np.array([view.starts[d + 1] - view.starts[d] for d in inside])
        document_of = np.repeat(np.arange(len(inside), dtype=np.int32), sizes)
        joined = (document_of[1:] == document_of[:-1]).astype(np.float64)
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
        return cls(numbers, odds[numbers], starts, document_of, joined)

    def chances(self) -> Floats:
        """Of each passage, that the answer stands there: first which document, by its two best, then where in it."""
        prior = two_best(self.odds, self.starts, self.document_of)
        top = np.maximum.reduceat(self.odds, self.starts[:-1])[self.document_of]
        inside = np.exp(self.odds - top)
        inside /= np.add.reduceat(inside, self.starts[:-1])[self.document_of]
        return np.asarray(np.exp(prior - prior.max())[self.document_of] * inside, dtype=np.float64)

    def gains(self, left: Floats) -> Floats:
        """What choosing each passage would cover of the chances that are left."""
        gains = left.copy()
        gains[:-1] += BESIDE * left[1:] * self.joined
        gains[1:] += BESIDE * left[:-1] * self.joined
        return gains

    def cover(self, left: Floats, at: int) -> None:
        """Take from the chances that are left what a chosen passage covers."""
        left[at] = 0.0
        if at and self.joined[at - 1]:
            left[at - 1] *= 1.0 - BESIDE
        if at < len(self.joined) and self.joined[at]:
            left[at + 1] *= 1.0 - BESIDE


def _likeliest(odds: Floats) -> Ints:
    """The ``CONSIDERED`` likeliest passages; of like ones at the edge all, or none if they are many."""
    count = min(CONSIDERED, len(odds))
    edge = np.partition(odds, len(odds) - count)[len(odds) - count]
    found = np.flatnonzero((odds >= edge) & np.isfinite(odds))
    return np.asarray(found if len(found) <= 2 * CONSIDERED else np.flatnonzero(odds > edge), dtype=np.int32)
