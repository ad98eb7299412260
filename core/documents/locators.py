"""Places in a document in words a person understands: "page 3", "12:04, Amina Okafor", "sheet Budget, rows 2 to 14"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from core.documents.parsed import ParsedDocument, Segment

_NUMBERED = re.compile(r"^(?P<before>.*?)\b(?P<noun>page|slide|row|paragraph|line) (?P<number>\d+)$")
_NAMES = 3
_BY_LINE = frozenset({"transcript", "chat", "notes"})


@dataclass(frozen=True)
class Span:
    """A stretch of the text and the segments in it."""

    start: int
    end: int
    segments: tuple[Segment, ...]


def speakers_of(segments: Sequence[Segment]) -> tuple[str, ...]:
    """Who speaks, in the order in which they first do."""
    return tuple(dict.fromkeys(s.speaker for s in segments if s.speaker))


class Locator:
    """Finds the words for a place in one document."""

    def __init__(self, parsed: ParsedDocument) -> None:
        if parsed.kind in _BY_LINE or not parsed.segments:
            self._noun = "line"
            self._starts = [0, *(match.end() for match in re.finditer("\n", parsed.text))]
        else:
            self._noun = "paragraph"
            self._starts = [segment.start for segment in parsed.segments]

    def locate(self, span: Span) -> str:
        """The locator of a passage; never empty."""
        place = _range([s.locator for s in span.segments if s.locator]) or self._counted(span)
        names = _names(speakers_of(span.segments))
        return ", ".join(part for part in (place, names) if part)

    def _counted(self, span: Span) -> str:
        first = max(1, bisect_right(self._starts, span.start))
        last = max(first, bisect_left(self._starts, span.end))
        return f"{self._noun} {first}" if first == last else f"{self._noun}s {first} to {last}"


def _names(speakers: tuple[str, ...]) -> str:
    if len(speakers) > _NAMES:
        return f"{', '.join(speakers[:_NAMES])} and {len(speakers) - _NAMES} more"
    if len(speakers) > 1:
        return f"{', '.join(speakers[:-1])} and {speakers[-1]}"
    return speakers[0] if speakers else ""


def _range(locators: list[str]) -> str:
    if not locators or locators[0] == locators[-1]:
        return locators[0] if locators else ""
    first, last = _NUMBERED.match(locators[0]), _NUMBERED.match(locators[-1])
    if first and last and first["before"] == last["before"] and first["noun"] == last["noun"]:
        return f"{first['before']}{first['noun']}s {first['number']} to {last['number']}"
    return f"{locators[0]} to {locators[-1]}"
