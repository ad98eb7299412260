"""Lexical and dense scores made one, and the passages put in order.

The recipe was chosen on meetings and on short papers and held on sets that were not used to choose it; see
docs/decisions.md and benchmarks/retrieval.py.
"""

import math
from dataclasses import dataclass

import numpy as np

from core.retrieval.arrays import Floats, Ints
from core.retrieval.snapshot import View

OWN_WEIGHT = 0.4
NEAR_WEIGHT = 0.4
MEANING_WEIGHT = 0.7
MEANING_NEAR_WEIGHT = 0.3
PRIOR_WEIGHT = 0.3
SHARE_WEIGHT = 0.15
_GRAIN = 16384.0


@dataclass(frozen=True)
class Fused:
    """Scores over the visible passages: ``score`` to rank by, ``first`` to choose the first result by."""

    score: Floats
    first: Floats


def standard(values: Floats) -> Floats:
    """z-scores. Mean and deviation come from whole-number sums, which no order of passages can change."""
    n = len(values)
    if not n:
        return values
    whole = np.rint(values * _GRAIN).astype(np.int64)
    total, squares = int(whole.sum()), int((whole * whole).sum())
    variance = (n * squares - total * total) / (n * n)
    if variance <= 0:
        return np.zeros(n)
    return np.asarray((values - total / n / _GRAIN) / (math.sqrt(variance) / _GRAIN), dtype=np.float64)


def standard_known(values: Floats) -> Floats:
    """z-scores over the values that are there; 0 for nan."""
    known = ~np.isnan(values)
    if known.all():
        return standard(values)
    scores = np.zeros(len(values))
    scores[known] = standard(values[known])
    return scores


def surroundings(view: View, values: Floats) -> Floats:
    """For each visible passage the mean of what is known of it and its neighbours; nan where nothing is.

    A matter is talked about over several passages: what surrounds one tells whether a likeness is more than chance.
    Sums of whole numbers, which no order of passages can change.
    """
    known = ~np.isnan(values)
    sums = np.concatenate([[0.0], np.cumsum(np.rint(np.where(known, values, 0.0) * _GRAIN))])
    counts = view.last_near - view.first_near
    if not known.all():
        passed = np.concatenate([[0], np.cumsum(known)])
        counts = passed[view.last_near] - passed[view.first_near]
    means = (sums[view.last_near] - sums[view.first_near]) / np.maximum(counts, 1) / _GRAIN
    return np.asarray(np.where(counts > 0, means, np.nan), dtype=np.float64)


def fused(view: View, base: Floats, share: Floats) -> Fused:
    """Add the document's part: the mean of its two best passages says how likely it is the right document.

    For the first result it also counts a little how much of the question a passage covers.
    """
    prior = two_best(base, view.starts, view.document_of)[view.document_of]
    score = (base + PRIOR_WEIGHT * prior) / (1.0 + PRIOR_WEIGHT)
    return Fused(score, score + SHARE_WEIGHT * standard(share))


def two_best(values: Floats, starts: Ints, document_of: Ints) -> Floats:
    """For each document the mean of the two highest of its passages' values; of the only one if there is no second.

    Args:
        starts: where each document begins, and the end.
        document_of: the document of each value.
    """
    best = np.maximum.reduceat(values, starts[:-1])
    is_best = values == best[document_of]
    rest = np.where(is_best, -np.inf, values)
    second = np.maximum.reduceat(rest, starts[:-1])
    ties = np.add.reduceat(is_best.astype(np.int64), starts[:-1]) > 1
    second = np.where(ties | np.isinf(second), best, second)
    return np.asarray((best + second) / 2.0, dtype=np.float64)


def ordered(view: View, fusion: Fused, wanted: int, allowed: np.ndarray | None = None) -> list[int]:
    """Numbers (among the visible passages) of the ``wanted`` best, best first.

    Like scores are ordered by document and place, so that the order is the same however the index came about.
    """
    score = fusion.score if allowed is None else np.where(allowed, fusion.score, -np.inf)
    count = min(wanted, int(np.count_nonzero(score > -np.inf)))
    if not count:
        return []
    edge = np.partition(score, len(score) - count)[len(score) - count]
    near = np.flatnonzero(score >= edge)
    near = near[score[near] > -np.inf]
    order = sorted((int(i) for i in near), key=lambda i: (-score[i], *view.place(i)))
    first = fusion.first if allowed is None else np.where(allowed, fusion.first, -np.inf)
    top = np.flatnonzero(first == first.max())
    leader = min((int(i) for i in top), key=lambda i: (-score[i], *view.place(i)))
    return [leader, *(i for i in order if i != leader)][:count]
