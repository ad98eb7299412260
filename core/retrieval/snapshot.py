"""The index at one moment, and what a viewer may see of it.

Everything that ranking computes (how rare a word is, average lengths, means and deviations, the best of a document)
is computed over a View: a passage that the viewer may not read changes nothing, not even a digit of a score. Segments
hold one level each, and a view has only those that its viewer may read, so that hidden passages cost no time either.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.access import Viewer
from core.graph.results import Moment
from core.retrieval.arrays import Flags, Floats, Ints, Places
from core.retrieval.segment import SCALE, DocumentInfo, Segment
from core.retrieval.vocabulary import Vocabulary

NEIGHBOURS = 2


class Snapshot:
    """Segments side by side; passages and documents numbered through. Immutable.

    Args:
        moment: the store's moment that it reflects, None before any.
        segments: in any order; scores do not depend on it.
        alive: for each segment, its documents that are still in the store.
    """

    def __init__(
        self, moment: Moment | None, segments: Sequence[Segment], alive: Sequence[Flags], vocabulary: Vocabulary
    ) -> None:
        self.moment = moment
        self.segments = tuple(segments)
        self.alive = tuple(alive)
        self.vocabulary = vocabulary
        self.documents: tuple[DocumentInfo, ...] = tuple(d for s in segments for d in s.documents)
        sizes = [np.diff(s.starts) for s in segments]
        counts = np.concatenate(sizes) if sizes else np.zeros(0, dtype=np.int32)
        self.starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self.size = int(self.starts[-1])
        self.document_of = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        self.offsets = np.cumsum([0, *(s.size for s in segments)])
        self.document_offsets = np.cumsum([0, *(len(s.documents) for s in segments)])
        self.lengths = _joined([s.lengths for s in segments])
        self.dates = _joined([s.dates for s in segments])
        self.days = np.array([d.date for d in self.documents], dtype=np.int64)
        self.kinds = np.array([d.kind for d in self.documents], dtype=np.str_)
        self.statuses = np.array([d.status for d in self.documents], dtype=np.str_)
        self._levels = np.array([d.level for d in self.documents], dtype=np.int8)
        self._alive = np.concatenate(alive) if alive else np.zeros(0, dtype=np.bool_)
        self._views: dict[int, View] = {}
        self._lock = threading.Lock()

    def view(self, viewer: Viewer) -> "View":
        """What this viewer may see."""
        rank = viewer.level.rank
        with self._lock:
            found = self._views.get(rank)
            if found is None:
                part = self._up_to(rank)
                seen = part._alive & (part._levels <= rank)
                found = self._views[rank] = View(part, seen, np.repeat(seen, np.diff(part.starts)))
            return found

    def _up_to(self, rank: int) -> "Snapshot":
        """The segments that a viewer of this rank may read."""
        kept = [k for k, segment in enumerate(self.segments) if segment.level <= rank]
        if len(kept) == len(self.segments):
            return self
        alive = [self.alive[k] for k in kept]
        return Snapshot(self.moment, [self.segments[k] for k in kept], alive, self.vocabulary)

    def passage_id(self, row: int) -> str:
        """The store's id of a passage."""
        k = int(np.searchsorted(self.offsets, row, "right")) - 1
        return bytes(self.segments[k].ids[row - self.offsets[k]]).decode()

    def postings(self, stem: int, titles: bool = False) -> tuple[Ints, Floats]:
        """Rows (passages, or documents for ``titles``) that hold a stem, and how often."""
        offsets = self.document_offsets if titles else self.offsets
        rows, counts = [], []
        for segment, offset in zip(self.segments, offsets, strict=False):
            found, often = (segment.titles if titles else segment.body).of_term(stem)
            rows.append(found + np.int32(offset))
            counts.append(often)
        if not rows:
            return np.zeros(0, dtype=np.int32), np.zeros(0)
        return np.concatenate(rows), np.concatenate(counts).astype(np.float64)

    def speakers(self, row: int) -> Ints:
        """Numbers of the names that speak in a passage."""
        k = int(np.searchsorted(self.offsets, row, "right")) - 1
        return self.segments[k].speakers.row(row - int(self.offsets[k]))

    def tokens(self, row: int) -> Ints:
        """The words of a passage of a paper; empty for others."""
        k = int(np.searchsorted(self.offsets, row, "right")) - 1
        return self.segments[k].tokens.row(row - int(self.offsets[k]))

    def title_tokens(self, document: int) -> Ints:
        """The words of the title of a paper; empty for others."""
        k = int(np.searchsorted(self.document_offsets, document, "right")) - 1
        return self.segments[k].title_tokens.row(document - int(self.document_offsets[k]))

    def cosines(self, vector: Floats) -> Floats:
        """For each passage the best cosine of its windows with a unit vector; nan where it has no window."""
        whole = np.rint(vector * SCALE).astype(np.float32)
        return _joined_floats([_segment_cosines(segment, whole) for segment in self.segments])


def _segment_cosines(segment: Segment, whole: np.ndarray) -> Floats:
    best = np.full(segment.size, np.nan)
    if not len(segment.vectors) or segment.vectors.shape[1] != len(whole):
        return best
    products = segment.vectors @ whole
    starts, has = segment.windowed
    if len(starts):
        best[has] = np.maximum.reduceat(products.take(segment.pairs.values), starts)
    return best / (SCALE * SCALE)


@dataclass(frozen=True)
class View:
    """The passages that a viewer may read: ``rows`` of ``snapshot``, which is the readable part of the whole one;
    ``seen`` and ``documents`` mark passages and documents."""

    snapshot: Snapshot
    documents: Flags
    seen: Flags

    @cached_property
    def rows(self) -> Ints:
        """Rows of the visible passages."""
        return np.flatnonzero(self.seen).astype(np.int32)

    @cached_property
    def size(self) -> int:
        """How many passages are visible."""
        return len(self.rows)

    @cached_property
    def whole(self) -> bool:
        """True if the viewer sees everything in the snapshot."""
        return self.size == self.snapshot.size

    @cached_property
    def numbers(self) -> Ints:
        """For each row its number among the visible passages, -1 for others."""
        numbers = np.full(self.snapshot.size, -1, dtype=np.int32)
        numbers[self.rows] = np.arange(self.size, dtype=np.int32)
        return numbers

    @cached_property
    def document_numbers(self) -> Ints:
        """For each document its number among the visible ones; meaningless for others."""
        return np.asarray(np.cumsum(self.documents) - 1, dtype=np.int32)

    @cached_property
    def starts(self) -> Ints:
        """Where each visible document begins among the visible passages, and the end."""
        counts = np.diff(self.snapshot.starts)[self.documents]
        return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)

    @cached_property
    def document_of(self) -> Ints:
        """For each visible passage the number of its document among the visible ones."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    @cached_property
    def first_near(self) -> Places:
        """The first of each visible passage's neighbours in its document."""
        return np.maximum(np.arange(self.size) - NEIGHBOURS, self.starts[self.document_of])

    @cached_property
    def last_near(self) -> Places:
        """The end of each visible passage's neighbours in its document."""
        return np.minimum(np.arange(self.size) + NEIGHBOURS + 1, self.starts[self.document_of + 1])

    @cached_property
    def lengths(self) -> Ints:
        """Terms in each visible passage."""
        return self.snapshot.lengths[self.rows]

    @cached_property
    def near_lengths(self) -> Ints:
        """Terms in each visible passage with its neighbours."""
        sums = np.concatenate([[0], np.cumsum(self.lengths, dtype=np.int64)])
        return np.asarray(sums[self.last_near] - sums[self.first_near], dtype=np.int32)

    @cached_property
    def mean_length(self) -> float:
        """Terms in a visible passage, on average."""
        return max(1.0, int(self.lengths.sum(dtype=np.int64)) / max(1, self.size))

    @cached_property
    def mean_near_length(self) -> float:
        """Terms in a visible passage with its neighbours, on average."""
        return max(1.0, int(self.near_lengths.sum(dtype=np.int64)) / max(1, self.size))

    def of(self, values: Floats | Ints) -> Floats:
        """The visible part of an array over all rows."""
        return np.asarray(values if self.whole else values[self.rows], dtype=np.float64)

    def place(self, number: int) -> tuple[str, int]:
        """Document and place of a visible passage: an order that does not depend on how the index came about."""
        row = int(self.rows[number])
        return self.snapshot.documents[self.snapshot.document_of[row]].id, row


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)


def _joined_floats(parts: list[Floats]) -> Floats:
    return np.concatenate(parts) if parts else np.zeros(0)
