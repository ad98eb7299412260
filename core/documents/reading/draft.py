"""A document's text put together piece by piece, with its segments, and never beyond the limits."""

import re
from datetime import date

from core.documents.parsed import ParsedDocument, Segment
from core.documents.reading.limits import Limits
from core.documents.reading.reasons import unreadable

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\xa0\u202f]+")


class Draft:
    """Text and segments of a format whose text we compose ourselves.

    Args:
        limits: how long the text may become.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parts: list[str] = []
        self._length = 0
        self._last_kind = ""
        self.segments: list[Segment] = []
        self.notes: list[str] = []

    def add(self, text: str, kind: str = "paragraph", locator: str = "") -> None:
        """Append one segment; blank text is left out. Rows stand line under line, all else after an empty line.

        Raises:
            FileUnreadable: ``too_long``.
        """
        text = tidy(text)
        if not text:
            return
        if self._parts:
            gap = "\n" if kind == "row" and self._last_kind in ("row", "header") else "\n\n"
            self._parts.append(gap)
            self._length += len(gap)
        self._last_kind = kind
        self.segments.append(Segment(self._length, self._length + len(text), locator, kind=kind))
        self._parts.append(text)
        self._length += len(text)
        check_length(self._length, len(self.segments), self._limits)

    def withdraw(self) -> None:
        """Take the last segment back."""
        self._parts = self._parts[:-2] if len(self.segments) > 1 else []
        self.segments.pop()
        self._length = sum(len(part) for part in self._parts)
        self._last_kind = self.segments[-1].kind if self.segments else ""

    @property
    def empty(self) -> bool:
        """True while nothing was added."""
        return not self._parts

    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def finish(self, kind: str, title: str | None, written: date | None = None) -> ParsedDocument:
        """The document. Raises FileUnreadable, ``empty``, if there is no text."""
        if not any(segment.kind != "system" for segment in self.segments):
            raise unreadable("empty")
        notes = tuple(dict.fromkeys(self.notes))
        return ParsedDocument(self.text(), kind, tuple(self.segments), title, written, (), notes)


def tidy(text: str) -> str:
    """Without what no store takes (NUL, lone surrogates), runs of spaces made one, line by line."""
    text = _UNSTORABLE.sub("", text)
    if "\n" not in text:
        return _SPACES.sub(" ", text).strip()
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def check_length(length: int, segments: int, limits: Limits) -> None:
    """Raises FileUnreadable, ``too_long``, if a text of so many characters and segments is more than fits."""
    if length > limits.text_chars or segments > limits.segments:
        raise unreadable("too_long", text_chars=limits.text_chars, segments=limits.segments)
