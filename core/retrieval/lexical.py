"""BM25 over what a viewer may see (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.retrieval.arrays import Floats, Ints
from core.retrieval.snapshot import NEIGHBOURS, View

K1 = 0.9
B = 0.4
TITLE_WEIGHT = 3.0
COMMON = 10


@dataclass(frozen=True)
class Part:
    """What one stem adds to BM25: ``passages`` (numbers among the visible ones) that hold it, and how much."""

    passages: Ints
    scores: Floats


@dataclass(frozen=True)
class Lexical:
    """Scores over the visible passages.

    ``own``: BM25 of the passage with its title three times; ``near``: of the passage with its neighbours; ``parts``:
    what each stem adds to ``own``; ``known``: in how many visible passages each stands; ``share``: how much of the
    question's idf a passage with its title holds, 0 to 1.
    """

    own: Floats
    near: Floats
    parts: tuple[Part, ...]
    known: tuple[int, ...]
    share: Floats


def lexical(view: View, stems: Sequence[int]) -> Lexical:
    """BM25 of every visible passage for stems by number; a number below 0 is a stem that is nowhere."""
    own, near, share, most = np.zeros(view.size), np.zeros(view.size), np.zeros(view.size), 0.0
    own_norm, near_norm = _norm(view.lengths, view.mean_length), _norm(view.near_lengths, view.mean_near_length)
    parts = []
    for stem in stems:
        body = _in_bodies(view, stem)
        part = _bm25(_with_titles(view, stem, body), own_norm, view.size)
        own[part.passages] += part.scores
        _add_near(near, view, body, near_norm)
        if len(part.passages):
            idf = _idf(view.size, len(part.passages))
            share[part.passages] += idf
            most += idf
        parts.append(part)
    return Lexical(own, near, tuple(parts), tuple(len(p.passages) for p in parts), share / most if most else share)


def _in_bodies(view: View, stem: int) -> Part:
    """Visible passages whose text holds a stem, with its counts."""
    rows, counts = view.snapshot.postings(stem)
    if not view.whole:
        seen = view.seen[rows]
        rows, counts = rows[seen], counts[seen]
    return Part(view.numbers[rows], counts)


def _with_titles(view: View, stem: int, body: Part) -> Part:
    """The counts with those of the title, which every passage of its document has."""
    documents, times = view.snapshot.postings(stem, titles=True)
    seen = view.documents[documents]
    documents, times = view.document_numbers[documents[seen]], times[seen]
    if not len(documents):
        return body
    counts = np.zeros(view.size)
    counts[body.passages] = body.scores
    for document, often in zip(documents, times, strict=True):
        counts[view.starts[document] : view.starts[document + 1]] += TITLE_WEIGHT * often
    passages = np.flatnonzero(counts).astype(np.int32)
    return Part(passages, counts[passages])


def _add_near(near: Floats, view: View, body: Part, norm: Floats) -> None:
    """Add to ``near`` what a stem adds to BM25 of each passage with its neighbours."""
    if len(body.passages) <= view.size // COMMON:
        around = _bm25(_spread(view, body), norm, view.size)
        near[around.passages] += around.scores
        return
    counts = np.zeros(view.size)
    counts[body.passages] = body.scores
    sums = np.concatenate([[0.0], np.cumsum(counts)])
    counts = sums[view.last_near] - sums[view.first_near]
    idf = _idf(view.size, int(np.count_nonzero(counts)))
    near += idf * (K1 + 1.0) * counts / (counts + norm)  # nearly all hold it: cheaper than to pick them out


def _spread(view: View, body: Part) -> Part:
    """For each passage the counts in it and its neighbours; whole numbers, exact in whatever order they are added."""
    counts = np.zeros(view.size)
    first, last = view.first_near[body.passages], view.last_near[body.passages]
    for step in range(-NEIGHBOURS, NEIGHBOURS + 1):
        targets = body.passages + step
        there = (targets >= first) & (targets < last)
        counts[targets[there]] += body.scores[there]
    passages = np.flatnonzero(counts).astype(np.int32)
    return Part(passages, counts[passages])


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


def _norm(lengths: Ints, mean: float) -> Floats:
    return np.asarray(K1 * (1.0 - B + B * lengths / mean), dtype=np.float64)


def _bm25(counts: Part, norm: Floats, size: int) -> Part:
    idf = _idf(size, len(counts.passages))
    often = counts.scores
    return Part(counts.passages, idf * (K1 + 1.0) * often / (often + norm[counts.passages]))


def _idf(size: int, found: int) -> float:
    return math.log(1.0 + (size - found + 0.5) / (found + 0.5))
