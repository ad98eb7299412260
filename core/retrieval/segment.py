"""A segment: the documents that were indexed together, as immutable arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from core.retrieval.arrays import Flags, Ints, Postings, Ragged

SCALE = 4000.0
"""Vectors are kept as whole numbers: a unit vector times 4000, rounded. Every partial sum of a product of two is then
below 2**24 (Cauchy-Schwarz), so that float32 holds it exactly and a cosine does not depend on the order in which
the processor adds, nor on which other vectors lie beside it. The error of a cosine is about 1e-4."""


@dataclass(frozen=True)
class DocumentInfo:
    """What ranking knows of a document. ``date`` is an ordinal day, 0 without one; ``level`` a rank."""

    id: str
    title: str
    kind: str
    date: int
    level: int
    status: str
    participants: tuple[str, ...]


@dataclass(frozen=True)
class Segment:
    """Arrays over documents of one level, passages and windows; passages of a document lie side by side, in order.

    ``starts``: first passage of each document, and the end. ``lengths``: terms in each passage. ``dates``: ordinal
    days. ``pairs``: for each passage the windows that overlap it. ``tokens``: the words of passages of papers (see
    core.retrieval.papers), empty for others. ``title_hashes``, ascending, with ``title_documents``: whole titles.
    """

    documents: tuple[DocumentInfo, ...]
    starts: Ints
    ids: npt.NDArray[np.bytes_]
    lengths: Ints
    dates: Ints
    speakers: Ragged
    body: Postings
    titles: Postings
    vectors: npt.NDArray[np.float32]
    pairs: Ragged
    tokens: Ragged
    title_hashes: npt.NDArray[np.uint64]
    title_documents: Ints
    title_tokens: Ragged

    @property
    def size(self) -> int:
        """Number of passages."""
        return len(self.lengths)

    @cached_property
    def windowed(self) -> tuple[npt.NDArray[np.integer], Flags]:
        """Where in ``pairs.values`` the windows of each passage that has any begin, and which passages those are."""
        has = np.diff(self.pairs.starts) > 0
        return self.pairs.starts[:-1][has], has

    @property
    def level(self) -> int:
        """The rank that a viewer needs for any of it; a segment is never empty."""
        return self.documents[0].level


def merged(parts: Sequence[tuple[Segment, Flags]]) -> Segment:
    """One segment of the documents that are marked in each part."""
    documents = tuple(d for part, kept in parts for d, keep in zip(part.documents, kept, strict=True) if keep)
    marked = [(part, kept, np.repeat(kept, np.diff(part.starts))) for part, kept in parts]
    counts = np.concatenate([np.diff(part.starts)[kept] for part, kept, _ in marked])
    hashes, hashed = _titles(parts)
    vectors, pairs = _windows(marked)
    return Segment(
        documents=documents,
        starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        ids=np.concatenate([part.ids[rows] for part, _, rows in marked]),
        lengths=np.concatenate([part.lengths[rows] for part, _, rows in marked]),
        dates=np.concatenate([part.dates[rows] for part, _, rows in marked]),
        speakers=Ragged.joined([part.speakers.keep(rows) for part, _, rows in marked]),
        body=_postings([(part.body, rows) for part, _, rows in marked]),
        titles=_postings([(part.titles, kept) for part, kept in parts]),
        vectors=vectors,
        pairs=pairs,
        tokens=Ragged.joined([part.tokens.keep(rows) for part, _, rows in marked]),
        title_hashes=hashes,
        title_documents=hashed,
        title_tokens=Ragged.joined([part.title_tokens.keep(kept) for part, kept in parts]),
    )


def _postings(parts: Sequence[tuple[Postings, Flags]]) -> Postings:
    triples, shift = [], 0
    for postings, kept in parts:
        terms, rows, counts = postings.keep(kept)
        triples.append((terms, rows + np.int32(shift), counts))
        shift += int(kept.sum())
    terms, rows, counts = (np.concatenate([triple[k] for triple in triples]) for k in range(3))
    return Postings.of(terms, rows, counts)


def _titles(parts: Sequence[tuple[Segment, Flags]]) -> tuple[npt.NDArray[np.uint64], Ints]:
    hashes, documents, shift = [], [], 0
    for part, kept in parts:
        numbers = (np.cumsum(kept) - 1).astype(np.int32)
        chosen = kept[part.title_documents]
        hashes.append(part.title_hashes[chosen])
        documents.append(numbers[part.title_documents[chosen]] + np.int32(shift))
        shift += int(kept.sum())
    every, where = np.concatenate(hashes), np.concatenate(documents)
    order = np.argsort(every, kind="stable")
    return every[order], where[order]


def _windows(marked: Sequence[tuple[Segment, Flags, Flags]]) -> tuple[npt.NDArray[np.float32], Ragged]:
    """Vectors and pairs, without the windows that no kept passage overlaps."""
    vectors, pairs, shifts, shift = [], [], [], 0
    for part, _, rows in marked:
        kept = part.pairs.keep(rows)
        used = np.zeros(len(part.vectors), dtype=np.bool_)
        used[kept.values] = True
        numbers = (np.cumsum(used) - 1).astype(np.int32)
        vectors.append(part.vectors[used])
        pairs.append(Ragged(numbers[kept.values], kept.starts))
        shifts.append(shift)
        shift += int(used.sum())
    width = max(v.shape[1] for v in vectors)
    solid = [v if len(v) else np.zeros((0, width), dtype=np.float32) for v in vectors]
    return np.concatenate(solid), Ragged.joined(pairs, shifts)
