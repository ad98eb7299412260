"""Compact immutable arrays: rows of unequal length, and which rows hold a term how often."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
"""Numbers to look other arrays up by at every search: numpy would first widen narrower ones each time."""
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Ragged:
    """Row i is ``values[starts[i]:starts[i + 1]]``."""

    values: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, rows: Sequence[Sequence[int] | Ints]) -> "Ragged":
        """Rows in the order given."""
        starts = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        parts = [np.asarray(row, dtype=np.int32) for row in rows if len(row)]
        return cls(np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32), starts)

    def row(self, i: int) -> Ints:
        """One row."""
        return self.values[self.starts[i] : self.starts[i + 1]]

    def keep(self, kept: Flags) -> "Ragged":
        """Only the rows marked."""
        sizes = np.diff(self.starts)
        starts = np.concatenate([[0], np.cumsum(sizes[kept])]).astype(np.int64)
        return Ragged(self.values[np.repeat(kept, sizes)], starts)

    @classmethod
    def joined(cls, parts: Sequence["Ragged"], shifts: Sequence[int] | None = None) -> "Ragged":
        """One after the other, ``shifts[k]`` added to the values of part k."""
        values = [part.values + np.int32(shifts[k] if shifts else 0) for k, part in enumerate(parts)]
        sizes = [np.diff(part.starts) for part in parts]
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(np.concatenate(sizes))])
        return cls(np.concatenate(values).astype(np.int32, copy=False), starts.astype(np.int64, copy=False))


@dataclass(frozen=True)
class Postings:
    """``rows[starts[i]:starts[i + 1]]`` hold the term ``terms[i]``, ``counts`` times each; terms and rows ascend."""

    terms: Ints
    starts: npt.NDArray[np.int64]
    rows: Ints
    counts: npt.NDArray[np.uint16]

    @classmethod
    def of(cls, terms: Ints, rows: Ints, counts: npt.NDArray[np.uint16]) -> "Postings":
        """From triples in any order, each (term, row) once."""
        order = np.lexsort((rows, terms))
        sorted_terms = terms[order]
        unique, first = np.unique(sorted_terms, return_index=True)
        starts = np.append(first, len(order)).astype(np.int64)
        return cls(unique.astype(np.int32), starts, rows[order], counts[order])

    def of_term(self, term: int) -> tuple[Ints, npt.NDArray[np.uint16]]:
        """Rows that hold the term, and how often."""
        at = int(np.searchsorted(self.terms, term))
        if at == len(self.terms) or self.terms[at] != term:
            return self.rows[:0], self.counts[:0]
        part = slice(self.starts[at], self.starts[at + 1])
        return self.rows[part], self.counts[part]

    def keep(self, kept: Flags) -> tuple[Ints, Ints, npt.NDArray[np.uint16]]:
        """Triples (term, row, count) of the rows marked, renumbered without gaps."""
        numbers = (np.cumsum(kept) - 1).astype(np.int32)
        chosen = kept[self.rows]
        terms = np.repeat(self.terms, np.diff(self.starts))[chosen]
        return terms, numbers[self.rows[chosen]], self.counts[chosen]
