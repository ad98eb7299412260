"""BM25 over what a viewer may see (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.retrieval.arrays import Floats
from core.retrieval.snapshot import View

K1 = 0.9
B = 0.4
TITLE_WEIGHT = 3.0


@dataclass(frozen=True)
class Lexical:
    """Scores over the visible passages.

    ``own``: BM25 of the passage with its title three times; ``near``: of the passage with its neighbours; ``parts``:
    for each stem what it adds to ``own``; ``known``: for each stem in how many visible passages it stands; ``share``:
    how much of the question's idf a passage with its title holds, 0 to 1.
    """

    own: Floats
    near: Floats
    parts: tuple[Floats, ...]
    known: tuple[int, ...]
    share: Floats


def lexical(view: View, stems: Sequence[int]) -> Lexical:
    """BM25 of every visible passage for stems by number; a number below 0 is a stem that is nowhere."""
    snapshot = view.snapshot
    own, near, share, most = np.zeros(view.size), np.zeros(view.size), np.zeros(view.size), 0.0
    own_norm = _norm(view.of(snapshot.lengths), view.mean_length)
    near_norm = _norm(view.of(view.near_lengths), view.mean_near_length)
    parts, known = [], []
    for stem in stems:
        counts = np.zeros(snapshot.size)
        rows, often = snapshot.postings(stem)
        counts[rows] = often
        sums = np.concatenate([[0.0], np.cumsum(counts)])  # whole numbers: exact in any order
        around = view.of(sums[snapshot.last_near] - sums[snapshot.first_near])
        for document, times in zip(*snapshot.postings(stem, titles=True), strict=True):
            counts[snapshot.starts[document] : snapshot.starts[document + 1]] += TITLE_WEIGHT * times
        held = view.of(counts)
        part, found = _bm25(held, own_norm)
        own += part
        near += _bm25(around, near_norm)[0]
        if found:
            most += _idf(view.size, found)
            share += np.where(held > 0, _idf(view.size, found), 0.0)
        parts.append(part)
        known.append(found)
    return Lexical(own, near, tuple(parts), tuple(known), share / most if most else share)


def title_shares(view: View, stems: Sequence[int]) -> Floats:
    """For each visible passage the share of its title's stems that are among ``stems``."""
    snapshot = view.snapshot
    shares = np.zeros(len(snapshot.documents))
    for stem in stems:
        documents, _ = snapshot.postings(stem, titles=True)
        shares[documents] += 1.0
    sizes = np.concatenate([np.zeros(0), *(title_sizes(s.titles.rows, len(s.documents)) for s in snapshot.segments)])
    return view.of((shares / np.maximum(sizes, 1.0))[snapshot.document_of])


def title_sizes(rows: np.ndarray, documents: int) -> Floats:
    """Distinct stems in the title of each document of a segment."""
    return np.bincount(rows, minlength=documents).astype(np.float64)


def _norm(lengths: Floats, mean: float) -> Floats:
    return np.asarray(K1 * (1.0 - B + B * lengths / mean), dtype=np.float64)


def _bm25(counts: Floats, norm: Floats) -> tuple[Floats, int]:
    found = int(np.count_nonzero(counts))
    return _idf(len(counts), found) * (K1 + 1.0) * counts / (counts + norm), found


def _idf(size: int, found: int) -> float:
    return math.log(1.0 + (size - found + 0.5) / (found + 0.5))
