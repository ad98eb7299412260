"""Documents from the store made into a segment."""

import re
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from core.graph.results import IndexedDocument
from core.retrieval.arrays import Ints, Postings, Ragged
from core.retrieval.segment import SCALE, DocumentInfo, Segment
from core.retrieval.vocabulary import Vocabulary
from core.terms import folded, words

PAPER_PASSAGES = 4
TITLE_WORDS = 15
SEGMENT_PASSAGES = 16_384
CAPITAL, APART = 1, 2
TOKEN_SHIFT = 2
"""A token of a paper is its word's number times four, plus CAPITAL when it is written with a capital and APART when
something other than a space, hyphen or apostrophe stands between it and the word before."""

_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[ \t\-’'&]*")
_HASH_BASE = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


def title_hash(numbers: Iterable[int]) -> int:
    """Hash of a sequence of word numbers; see ``ngram_hashes``."""
    value = 0
    for number in numbers:
        value = (value * _HASH_BASE + int(number) + 1) & _MASK
    return value


def ngram_hashes(numbers: Ints, longest: int) -> Iterator[npt.NDArray[np.uint64]]:
    """For n = 1 to ``longest``: the hash of the n words from each place on, as ``title_hash`` gives it."""
    steps = numbers.astype(np.uint64) + np.uint64(1)
    value = np.zeros(len(steps), dtype=np.uint64)
    for n in range(longest):
        size = len(steps) - n
        if size <= 0:
            return
        value = value[:size] * np.uint64(_HASH_BASE) + steps[n : n + size]
        yield value


class SegmentBuilder:
    """Collects documents; ``build()`` makes the segment."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._documents: list[DocumentInfo] = []
        self._counts: list[int] = []
        self._ids: list[bytes] = []
        self._lengths: list[int] = []
        self._dates: list[int] = []
        self._speakers: list[list[int]] = []
        self._body: list[tuple[Ints, Ints]] = []
        self._titles: list[tuple[Ints, Ints]] = []
        self._title_tokens: list[Ints] = []
        self._tokens: list[Ints] = []
        self._vectors: list[npt.NDArray[np.float32]] = []
        self._pairs: list[Ints] = []
        self._windows = 0

    @property
    def size(self) -> int:
        """Passages collected."""
        return len(self._ids)

    def add(self, document: IndexedDocument) -> None:
        """One document with its passages and window vectors. A document without passages is left out."""
        if not document.passages:
            return
        self._documents.append(_info(document))
        self._counts.append(len(document.passages))
        title = self._numbers(document.title)
        self._titles.append(self._counted(title))
        paper = len(document.passages) <= PAPER_PASSAGES and 0 < len(title) <= TITLE_WORDS
        self._title_tokens.append(title if paper else title[:0])
        for passage in document.passages:
            stems, counts = self._counted(self._numbers(passage.text))
            self._body.append((stems, counts))
            self._ids.append(passage.id.encode())
            self._lengths.append(int(counts.sum()))
            day = passage.date or document.date
            self._dates.append(day.toordinal() if day else 0)
            self._speakers.append([self._vocabulary.names.add(folded(name)) for name in passage.speakers])
            self._tokens.append(self._tokenised(passage.text) if paper else title[:0])
        self._add_windows(document)

    def _numbers(self, text: str) -> Ints:
        return np.array([self._vocabulary.number(word) for word in words(text)], dtype=np.int32)

    def _counted(self, numbers: Ints) -> tuple[Ints, Ints]:
        stems = self._vocabulary.stems_of(numbers)
        unique, counts = np.unique(stems[stems >= 0], return_counts=True)
        return unique, counts.astype(np.int32)

    def _tokenised(self, text: str) -> Ints:
        tokens: list[int] = []
        last = 0
        for match in _WORD.finditer(text):
            apart = APART if _JOINT.fullmatch(text, last, match.start()) is None or not tokens else 0
            for word in words(match.group()):
                capital = CAPITAL if match.group()[0].isupper() or match.group()[0].isdigit() else 0
                tokens.append((self._vocabulary.number(word) << TOKEN_SHIFT) | capital | apart)
            last = match.end()
        return np.array(tokens, dtype=np.int32)

    def _add_windows(self, document: IndexedDocument) -> None:
        spans, vectors = document.window_spans, document.window_vectors
        if len(vectors) and len(spans):
            lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
            self._vectors.append(np.rint(vectors / lengths * SCALE).astype(np.float32))
        else:
            spans = np.zeros((0, 2), dtype=np.int64)
        starts = np.sort(spans[:, 0])  # windows do not overlap: their starts and ends ascend together
        order, ends = np.argsort(spans[:, 0], kind="stable"), np.sort(spans[:, 1])
        for passage in document.passages:
            first, last = np.searchsorted(ends, passage.start, "right"), np.searchsorted(starts, passage.end, "left")
            self._pairs.append((order[first:last] + self._windows).astype(np.int32))
        self._windows += len(spans)

    def build(self) -> Segment:
        """The segment of what was collected."""
        hashes = np.array([title_hash(row) for row in self._title_tokens], dtype=np.uint64)
        titled = np.flatnonzero([len(row) > 0 for row in self._title_tokens]).astype(np.int32)
        order = titled[np.argsort(hashes[titled], kind="stable")]
        width = self._vectors[0].shape[1] if self._vectors else 0
        return Segment(
            documents=tuple(self._documents),
            starts=np.concatenate([[0], np.cumsum(self._counts)]).astype(np.int32),
            ids=np.array(self._ids, dtype=np.bytes_),
            lengths=np.array(self._lengths, dtype=np.int32),
            dates=np.array(self._dates, dtype=np.int32),
            speakers=Ragged.of(self._speakers),
            body=_postings(self._body),
            titles=_postings(self._titles),
            vectors=np.concatenate(self._vectors) if self._vectors else np.zeros((0, width), dtype=np.float32),
            pairs=Ragged.of(self._pairs),
            tokens=Ragged.of(self._tokens),
            title_hashes=hashes[order],
            title_documents=order,
            title_tokens=Ragged.of(self._title_tokens),
        )


def segments_of(documents: Iterable[IndexedDocument], vocabulary: Vocabulary) -> Iterator[Segment]:
    """Segments of one level each, of at most about 16,000 passages, so that building never holds everything twice."""
    builders: dict[int, SegmentBuilder] = {}
    for document in documents:
        rank = document.level.rank
        builder = builders.setdefault(rank, SegmentBuilder(vocabulary))
        builder.add(document)
        if builder.size >= SEGMENT_PASSAGES:
            yield builders.pop(rank).build()
    for rank in sorted(builders):
        if builders[rank].size:
            yield builders[rank].build()


def _info(document: IndexedDocument) -> DocumentInfo:
    return DocumentInfo(
        id=document.id,
        title=document.title,
        kind=document.kind,
        date=document.date.toordinal() if document.date else 0,
        level=document.level.rank,
        status=document.status or "",
        participants=tuple(folded(name) for name in document.participants),
    )


def _postings(rows: list[tuple[Ints, Ints]]) -> Postings:
    sizes = [len(terms) for terms, _ in rows]
    numbers = np.repeat(np.arange(len(rows), dtype=np.int32), sizes)
    none = [np.zeros(0, dtype=np.int32)]
    terms = np.concatenate([terms for terms, _ in rows] or none)
    counts = np.concatenate([counts for _, counts in rows] or none)
    return Postings.of(terms, numbers, np.minimum(counts, 65535).astype(np.uint16))
