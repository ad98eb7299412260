"""Transcripts: who said what, found by how the lines begin."""

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from core.documents.parsed import ParsedDocument, Segment
from core.documents.reading import names
from core.documents.reading.lines import Line, lines_of, looks_like_heading, wrap_width
from core.documents.reading.prose import prose, title_of
from core.documents.reading.times import CLOCK, seconds, spoken_at

_NAME = r"(?P<name>[*_]{0,2}[^\W_][^:：\n\t\[\]]{0,99}?[*_]{0,2})"
_AT = rf"(?P<time>{CLOCK})"
_SAYS = r"(?::(?:\*\*|__)?[ \t]+|：[ \t]*)(?P<said>\S.*)"
_FIRM = 7
_TIMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAME}(?:[ \xa0]{{2,}}|[ ]*\t+[ ]*){_AT}$",  # Otter, Teams
        rf"{_NAME}[ ]*[(\[]{_AT}[)\]]:?(?:\*\*)?$",
        rf"{_NAME}[ ]*[(\[]{_AT}[)\]][ ]*{_SAYS}$",
        rf"[\[(]{_AT}[\])][ ]*(?:[-–—][ ]*)?{_NAME}{_SAYS}$",
        rf"{_AT}[ \t]+From[ \t]+{_NAME}[ \t]+to[ \t]+[^:]+:[ \t]*(?P<said>\S.*)?$",  # Zoom's chat
        rf"\[(?P<name>[^\]\d][^\]]*)\][ ]+{_AT}$",  # Zoom's saved captions
        rf"[\[(]{_AT}[\])][ ]*(?:[-–—][ ]*)?{_NAME}:?$",
        rf"{_AT}[ \t]*(?:[-–—|][ ]*)?{_NAME}{_SAYS}$",
        rf"{_NAME}[ ]*[-–—|,•]?[ ]*{_AT}$",
        rf"{_AT}[ \t]+(?:[-–—|][ ]*)?{_NAME}:?$",
    )
)
"""How a line names speaker and time. From the one numbered ``_FIRM`` on, agendas and notes have such lines too."""
_PLAIN = re.compile(rf"{_NAME}(?:{_SAYS}|:(?:\*\*|__)?)$")
_HAS_TIME = re.compile(r"\d:\d\d")
_TIME_ALONE = re.compile(rf"(?:#+[ ]*)?[\[(]?{_AT}[\])]?$")
_SYSTEM = re.compile(
    r"(?i)(?:transcribed by https?://\S+|this editable transcript was computer generated.*|"
    r"(?:transcription|meeting|recording|transcript) (?:ended|started|stopped)\b.{0,60}|"
    r".{0,60} (?:started|stopped) transcription)$"
)
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*$")
_SPEECH = re.compile(
    r"(?i)\b(?:i|i['’]\w+|we|we['’]\w+|you|let['’]?s|my|our|your|me|us|yes|no|okay|ok|thanks|hello|hi)\b|\?"
)
_LONGEST_MARK = 160


class Mark(NamedTuple):
    """A line that names who speaks. ``said`` is where speech begins on that line, None if on the next one."""

    line: int
    name: str
    time: str | None
    said: int | None


def find(text: str) -> ParsedDocument | None:
    """The transcript that this text is, None if it is something else.

    Segments of kind ``turn`` span what was said; those before the first speaker are prose.
    """
    lines = lines_of(text)
    marks = _timed(lines)
    timed = bool(marks)
    marks = marks or _plain(lines)
    if not marks or lines[marks[0].line].start > 0.6 * len(text) + 600:
        return None
    before = prose(lines[: _start(lines, marks)], True)
    segments = before + _Turns(lines, marks, timed).segments()
    speakers = tuple(dict.fromkeys(s.speaker for s in segments if s.speaker))
    if not speakers:
        return None
    return ParsedDocument(text, "transcript", tuple(segments), title_of(before, text), None, speakers)


def _start(lines: list[Line], marks: list[Mark]) -> int:
    """The line of the first turn, or of the time that stands alone above it."""
    above = next((n for n in range(marks[0].line - 1, -1, -1) if lines[n].text), None)
    return above if above is not None and _TIME_ALONE.match(lines[above].text) else marks[0].line


def _timed(lines: list[Line]) -> list[Mark]:
    numbered = [(n, line) for n, line in enumerate(lines) if _HAS_TIME.search(line.text[:_LONGEST_MARK])]
    best: list[Mark] = []
    for rank, pattern in enumerate(_TIMED):
        marks = _marks(numbered, pattern)
        if len(marks) > len(best) and _credible(marks, lines, rank >= _FIRM):
            best = marks
    return best


def _marks(numbered: list[tuple[int, Line]], pattern: re.Pattern[str]) -> list[Mark]:
    marks = []
    for number, line in numbered:
        if match := pattern.match(line.text):
            found = match.groupdict()
            name = names.clean(found["name"])
            if names.may_speak(name):
                said = line.start + match.start("said") if found.get("said") else None
                marks.append(Mark(number, name, found.get("time"), said))
    return marks


def _credible(marks: list[Mark], lines: list[Line], doubtful: bool) -> bool:
    """Whether lines with a name and a time are a transcript's: names recur, times go on, something is said."""
    counts = Counter(mark.name for mark in marks)
    recurring = sum(count for count in counts.values() if count > 1) / max(len(marks), 1)
    if len(marks) < (3 if doubtful else 2) or recurring < (0.6 if doubtful else 0.0):
        return False
    if not doubtful and recurring < 0.4 and len(marks) > 4:
        return False
    at = [seconds(mark.time or "0:00") for mark in marks]
    forward = sum(1 for earlier, later in pairwise(at) if later >= earlier)
    if forward < 0.7 * (len(at) - 1):
        return False
    last = len(lines) - 1
    speaking = sum(
        1
        for mark, after in zip(marks, [*marks[1:], None], strict=True)
        if mark.said is not None or any(line.text for line in lines[mark.line + 1 : after.line if after else last + 1])
    )
    return speaking >= 0.6 * len(marks)


def _plain(lines: list[Line]) -> list[Mark]:
    """Marks of ``Name: text`` lines, empty unless most of the text is such turns of people who speak again."""
    marks = _marks(
        [(n, line) for n, line in enumerate(lines) if ":" in line.text[:110] or "：" in line.text[:110]], _PLAIN
    )
    counts = Counter(mark.name for mark in marks)
    marks = [mark for mark in marks if counts[mark.name] > 1 or names.looks_given(mark.name)]
    if len(marks) < 2 or len({mark.name for mark in marks}) < 2:
        return []
    orphans, following = _unmarked(lines, marks)
    if len(marks) < orphans or following > len(marks) * (6 if wrap_width(lines) else 1.5):
        return []
    again = sum(count for count in counts.values() if count > 1)
    if len(marks) >= 3 and again >= 0.5 * len(marks) and (len(marks) >= 6 or _spoken(lines, marks) >= 0.3):
        return marks
    return marks if len(marks) <= 8 and _spoken(lines, marks) >= 0.6 and len(marks) >= 2 * orphans else []


def _unmarked(lines: list[Line], marks: list[Mark]) -> tuple[int, int]:
    """Lines from the first mark on that begin a block without one, and lines that follow another directly."""
    marked = {mark.line for mark in marks}
    orphans = following = 0
    for number in range(marks[0].line + 1, len(lines)):
        if number in marked or not lines[number].text or _TIME_ALONE.match(lines[number].text):
            continue
        if lines[number - 1].text:
            following += 1
        else:
            orphans += 1
    return orphans, following


def _spoken(lines: list[Line], marks: list[Mark]) -> float:
    """Share of the turns that sound like speech."""
    said = [
        (lines[m.line].text[len(m.name) :] if m.said else lines[min(m.line + 1, len(lines) - 1)].text) for m in marks
    ]
    return sum(1 for text in said if _SPEECH.search(text)) / len(marks)


class _Turns:
    """Goes through the lines from the first speaker on and cuts them into segments."""

    def __init__(self, lines: list[Line], marks: list[Mark], timed: bool) -> None:
        self._lines = lines
        self._marks = {mark.line: mark for mark in marks}
        self._first = _start(lines, marks)
        self._timed = timed
        self._speaker: str | None = None
        self._locator = ""
        self._span: tuple[int, int] | None = None
        self._segments: list[Segment] = []

    def segments(self) -> list[Segment]:
        """The segments in order."""
        for number in range(self._first, len(self._lines)):
            line = self._lines[number]
            if mark := self._marks.get(number):
                self._turn(mark, line)
            elif line.text:
                self._other(number, line)
        self._flush()
        return self._segments

    def _turn(self, mark: Mark, line: Line) -> None:
        self._flush()
        self._speaker = mark.name
        if mark.time:
            self._locator = spoken_at(mark.time)
        if mark.said is not None:
            self._span = (mark.said, line.end)

    def _other(self, number: int, line: Line) -> None:
        if time := _TIME_ALONE.match(line.text):
            self._flush()
            self._locator = spoken_at(time["time"])
        elif _SYSTEM.match(line.text):
            self._flush()
            self._segments.append(Segment(line.start, line.end, kind="system"))
        elif heading := _MARKDOWN_HEADING.match(line.text):
            self._heading(line.start + heading.start(1), line.start + heading.end(1))
        elif not self._timed and self._stands_alone(number):
            self._heading(line.start, line.end)
        else:
            self._span = (self._span[0] if self._span else line.start, line.end)

    def _heading(self, start: int, end: int) -> None:
        self._flush()
        self._speaker = None
        if start < end:
            self._segments.append(Segment(start, end, kind="heading"))

    def _stands_alone(self, number: int) -> bool:
        """A short line without a full stop between empty lines: not a part of somebody's turn."""
        around = [self._lines[n].text for n in (number - 1, number + 1) if n < len(self._lines)]
        text = self._lines[number].text
        return not any(around) and len(text.split()) <= 8 and looks_like_heading(text) and not text[0].islower()

    def _flush(self) -> None:
        if self._span:
            kind = "turn" if self._speaker else "paragraph"
            self._segments.append(Segment(*self._span, self._locator, self._speaker, kind=kind))
        self._span = None
