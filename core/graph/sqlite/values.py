"""Values as the store keeps them, and the places of spans in passages."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import accumulate

from core.graph.contribution import PassageDraft
from core.graph.names import stands_for


def plain(text: str) -> str:
    """The text with lone surrogates, which no database takes, replaced one for one, so that offsets stay."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def day(value: date | None) -> str | None:
    """A date as it is stored."""
    return value.isoformat() if value is not None else None


def read_day(value: str | None) -> date | None:
    """A stored date."""
    return date.fromisoformat(value) if value is not None else None


def instant(value: datetime) -> str:
    """A point in time as it is stored: in UTC and of one form, so that its order is that of its text."""
    aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")


def read_instant(value: str) -> datetime:
    """A stored point in time, aware."""
    found = datetime.fromisoformat(value)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


class Places:
    """Which passage of a document a span lies in.

    Args:
        passages: the document's passages.
        numbers: the number under which each is stored, by its id.
    """

    def __init__(self, passages: Sequence[PassageDraft], numbers: dict[str, int]) -> None:
        self._passages = sorted(passages, key=lambda p: (p.start, p.end))
        self._starts = [p.start for p in self._passages]
        self._reach = list(accumulate((p.end for p in self._passages), max))
        self._numbers = numbers

    def at(self, start: int, end: int) -> int | None:
        """The number of the passage that holds most of the span, the first of equals; None if none holds any."""
        best, most = None, 0
        for at in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._reach[at] <= start:
                break
            shared = min(end, self._passages[at].end) - max(start, self._passages[at].start)
            if shared > 0 and shared >= most:
                best, most = self._numbers[self._passages[at].id], shared
        return best

    def spoken(self, speakers: tuple[str, ...]) -> Iterable[tuple[int, str]]:
        """Each passage with each of ``speakers`` who says something in it."""
        known: dict[str, str | None] = {}
        for passage in self._passages:
            for written in passage.speakers:
                if written not in known:
                    known[written] = stands_for(written, speakers)
                speaker = known[written]
                if speaker is not None:
                    yield self._numbers[passage.id], speaker
