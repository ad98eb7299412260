"""Parsed documents made of a few lines."""

from collections.abc import Sequence
from datetime import datetime

from core.documents.facts import Facts, RuleFacts
from core.documents.parsed import ParsedDocument, Segment
from core.models import Level

MEETING = "Hollins Hall Group\nMinutes of the meeting on 3 March 2026\n\nPresent: {present}\n\n1. General\n\n{body}\n"
PRESENT = "Ann Lee (AL), Bob Ray (Treasurer), Cat Moss (Chair), Dee Orr (Secretary)"


def notes(text: str, kind: str = "notes") -> ParsedDocument:
    """Text of one piece, without segments."""
    return ParsedDocument(text, kind, ())


def minutes(body: str, present: str = PRESENT) -> ParsedDocument:
    """Minutes of 3 March 2026 that hold these lines."""
    return notes(MEETING.format(present=present, body=body))


def talk(turns: Sequence[tuple[str, str]], kind: str = "transcript", said: datetime | None = None) -> ParsedDocument:
    """A conversation, one turn to a line."""
    text, segments = "", []
    for speaker, words in turns:
        start = len(text) + len(speaker) + 2
        text += f"{speaker}: {words}\n"
        segments.append(Segment(start, len(text) - 1, "", speaker, said, "turn"))
    return ParsedDocument(text, kind, tuple(segments))


def rows(header: str, *lines: str, before: str = "Minutes of 3 March 2026") -> ParsedDocument:
    """A table as the readers give it: every row repeats the names of its columns."""
    text, segments = before + "\n\n", [Segment(0, len(before), kind="heading")]
    for number, line in enumerate((header, *lines)):
        segments.append(Segment(len(text), len(text) + len(line), kind="header" if number == 0 else "row"))
        text += line + "\n"
    return ParsedDocument(text, "document", tuple(segments))


def found(parsed: ParsedDocument, name: str = "notes.txt", modified: datetime | None = None) -> Facts:
    """What rules find in it."""
    return RuleFacts().find(parsed, name, modified, Level.INTERNAL)
