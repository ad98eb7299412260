"""What reading a file gives: its text and the places in it that a person could point to."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Segment:
    """A stretch ``text[start:end]`` of a parsed document with a place that a person understands.

    Args:
        start, end: character offsets into the document's text.
        locator: where it is: ``page 3``, ``12:04``, ``sheet Budget, row 7``, ``slide 4``; empty for plain prose.
        speaker: who says it, as written in the file; None where nobody does.
        said_at: when it was said or written, where the file tells (chats).
        kind: ``turn`` (somebody speaks or writes), ``heading``, ``paragraph``, ``row`` (of a table or sheet),
            ``header`` (the header row that the rows under it repeat), ``note`` (foot- or endnote), ``system``
            (a chat's own lines, page headers and footers: never quoted).
    """

    start: int
    end: int
    locator: str = ""
    speaker: str | None = None
    said_at: datetime | None = None
    kind: str = "paragraph"


@dataclass(frozen=True)
class ParsedDocument:
    """The text of a file, line ends normalised to ``\\n``, and its segments in order, without overlap.

    A segment of kind ``turn`` spans what was said, without the line that names the speaker where that is a line
    of its own. ``kind`` is Document.kind. ``title`` is what the file itself calls itself, None if it does not.
    ``written`` is a date that the format states (a WhatsApp export's last message, a document's property), not one
    read out of prose. ``notes`` are sentences about what could not be read ("2 images without text were left out").
    """

    text: str
    kind: str
    segments: tuple[Segment, ...]
    title: str | None = None
    written: date | None = None
    participants: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
