"""Markdown: the text stays as it is in the file; headings, list lines, paragraphs and table rows point into it."""

import re
from datetime import date

from core.documents.parsed import ParsedDocument, Segment
from core.documents.reading import chat, transcript
from core.documents.reading.draft import check_length
from core.documents.reading.limits import Limits
from core.documents.reading.lines import LIST_MARK, Line, lines_of, looks_like_heading
from core.documents.reading.reasons import unreadable

_HEADING = re.compile(r"#{1,6}[ \t]+(?P<said>.*?)[ \t#]*$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_UNDERLINE = re.compile(r"(?:=+|-{2,})$")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?$")
_FIELD = re.compile(r"(?P<key>[A-Za-z_][\w -]*):[ \t]*(?P<value>.*)$")
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<said>[^*_]{1,100}?):?(?:\*\*|__):?$")
_EMPHASIS = re.compile(r"[*_`]+")


def parse(text: str, name: str, limits: Limits) -> ParsedDocument:
    """Read a Markdown file; one that holds a chat or a transcript becomes that. Raises FileUnreadable."""
    if not text.strip():
        raise unreadable("empty")
    check_length(len(text), 0, limits)
    lines = lines_of(text)
    after, fields = _front_matter(lines)
    spoken = chat.find(text, name) or transcript.find(text)
    segments = list(spoken.segments) if spoken else _Walk(text, lines, after).segments()
    check_length(len(text), len(segments), limits)
    title = fields.get("title") or (spoken.title if spoken else None) or _first_heading(segments, text)
    if not segments:
        raise unreadable("empty")
    if spoken:
        written, people = spoken.written or _day(fields.get("date", "")), spoken.participants
        return ParsedDocument(text, spoken.kind, tuple(segments), title, written, people, spoken.notes)
    return ParsedDocument(text, "notes", tuple(segments), title, _day(fields.get("date", "")))


def _front_matter(lines: list[Line]) -> tuple[int, dict[str, str]]:
    """The number of the first line after the front matter (0: there is none), and its fields."""
    if lines[0].text != "---":
        return 0, {}
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[1:200], start=1):
        if line.text in ("---", "..."):
            return (number + 1, fields) if fields else (0, {})
        if match := _FIELD.match(line.text):
            fields.setdefault(match["key"].lower(), match["value"].strip().strip("\"'"))
    return 0, {}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _first_heading(segments: list[Segment], text: str) -> str | None:
    first = next((s for s in segments[:3] if s.kind == "heading"), None)
    return _EMPHASIS.sub("", text[first.start : first.end]) if first else None


def _is_rule(text: str) -> bool:
    marks = set(text) - {" ", "\t"}
    return len(marks) == 1 and marks <= set("-*_") and text.count(text[0]) >= 3


class _Walk:
    """Goes through the lines once."""

    def __init__(self, text: str, lines: list[Line], first: int) -> None:
        self._text = text
        self._lines = lines
        self._first = first
        self._segments: list[Segment] = []
        self._section = ""
        self._open: tuple[int, int] | None = None
        self._fence = ""
        self._header_at = -1

    def segments(self) -> list[Segment]:
        """The segments in order."""
        if self._first > 2:
            self._segments.append(Segment(self._lines[1].start, self._lines[self._first - 2].end, kind="system"))
        number = self._first
        while number < len(self._lines):
            number += self._take(number)
        self._flush()
        return [s for s in self._segments if any(c.isalnum() for c in self._text[s.start : s.end])]

    def _take(self, number: int) -> int:
        """Read the line of this number; returns how many lines that took."""
        line = self._lines[number]
        below = self._lines[number + 1].text if number + 1 < len(self._lines) else ""
        if self._fence:
            self._in_fence(line)
        elif fence := _FENCE.match(line.text):
            self._flush()
            self._fence = fence[1]
        elif not line.text or _is_rule(line.text):
            self._flush()
        elif heading := _HEADING.match(line.text):
            self._heading(line.start + heading.start("said"), line.start + heading.end("said"))
        elif self._open is None and _UNDERLINE.match(below) and looks_like_heading(line.text):
            self._heading(line.start, line.end)
            return 2
        elif "|" in line.text and (_TABLE_RULE.match(below) or self._header_at >= 0):
            return self._row(line, below)
        elif self._open is None and self._alone(number) and (bold := _BOLD_LINE.match(line.text)):
            self._heading(line.start + bold.start("said"), line.start + bold.end("said"))
        else:
            self._text_line(number, line)
        if "|" not in line.text:
            self._header_at = -1
        return 1

    def _alone(self, number: int) -> bool:
        return not any(self._lines[n].text for n in (number - 1, number + 1) if 0 <= n < len(self._lines))

    def _in_fence(self, line: Line) -> None:
        if line.text.startswith(self._fence):
            self._fence = ""
            self._flush()
        elif line.text:
            self._open = (self._open[0] if self._open else line.start, line.end)

    def _heading(self, start: int, end: int) -> None:
        self._flush()
        self._section = _EMPHASIS.sub("", self._text[start:end])[:80]
        self._segments.append(Segment(start, end, self._here(), kind="heading"))

    def _row(self, line: Line, below: str) -> int:
        self._flush()
        header = self._header_at < 0
        kind = "header" if header else "row"
        self._segments.append(Segment(line.start, line.end, self._here(), kind=kind))
        self._header_at = 0
        return 2 if header and _TABLE_RULE.match(below) else 1

    def _text_line(self, number: int, line: Line) -> None:
        """Wrapped lines of a paragraph belong together, list lines and lines after a forced break stand alone."""
        before = self._lines[number - 1]
        forced = self._text.startswith("  \n", before.end) or before.text.endswith(("\\", "<br>"))
        if LIST_MARK.match(line.text) or forced or self._label(line.text):
            self._flush()
        self._open = (self._open[0] if self._open else line.start, line.end)

    @staticmethod
    def _label(text: str) -> bool:
        return bool(re.match(r"(?:\*\*|__)?[A-Z][\w /&'’-]{0,40}:(?:\*\*|__)?(?:\s|$)", text))

    def _flush(self) -> None:
        if self._open:
            self._segments.append(Segment(*self._open, self._here()))
        self._open = None

    def _here(self) -> str:
        return f"section {self._section}" if self._section else ""
