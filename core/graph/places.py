"""The places of spans in a document's passages."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from core.graph.contribution import PassageDraft
from core.graph.names import stands_for
from core.graph.record import PassageRecord


class Places:
    """Which passage of a document a span lies in.

    Args:
        passages: the document's passages.
    """

    def __init__(self, passages: Sequence[PassageDraft] | Sequence[PassageRecord]) -> None:
        self._passages: list[PassageDraft | PassageRecord] = sorted(passages, key=lambda p: (p.start, p.end))
        self._starts = [p.start for p in self._passages]
        self._reach = list(accumulate((p.end for p in self._passages), max))

    def at(self, start: int, end: int) -> str | None:
        """The id of the passage that holds most of the span, the first of equals; None if none holds any."""
        best, most = None, 0
        for at in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._reach[at] <= start:
                break
            shared = min(end, self._passages[at].end) - max(start, self._passages[at].start)
            if shared > 0 and shared >= most:
                best, most = self._passages[at].id, shared
        return best

    def spoken(self, speakers: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        """Each passage with each of ``speakers`` who says something in it."""
        known: dict[str, str | None] = {}
        for passage in self._passages:
            for written in passage.speakers:
                if written not in known:
                    known[written] = stands_for(written, speakers)
                speaker = known[written]
                if speaker is not None:
                    yield passage.id, speaker
