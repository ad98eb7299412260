"""What parent and child say to each other over two pipes. JSON and plain bytes, never pickle: the child may be hostile.

A request is a frame (JSON: name, size, limits), then exactly ``size`` bytes, then one byte: ``KEEP`` or ``DROP`` (the
file changed while it was sent: no reply). A reply is a frame (JSON) and, if it is a document, a frame with its text.
"""

import json
import struct
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from core.documents.parsed import ParsedDocument, Segment

KEEP, DROP = b"\x01", b"\x00"
LENGTH = struct.Struct(">I")


def frame(content: bytes) -> bytes:
    """A content with its length in front."""
    return LENGTH.pack(len(content)) + content


def read_frame(read: Callable[[int], bytes], most: int) -> bytes | None:
    """The next frame, None at the end of the stream.

    Raises:
        ValueError: the frame is longer than ``most`` bytes or broken off.
    """
    head = read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    if length > most:
        raise ValueError(f"a frame of {length} bytes")
    content = read(length)
    if len(content) < length:
        raise ValueError("a frame broken off")
    return content


def pack(parsed: ParsedDocument) -> tuple[bytes, bytes]:
    """A parsed document as two frames' contents: all but the text, and the text."""
    meta = {
        "kind": parsed.kind,
        "title": parsed.title,
        "written": parsed.written.isoformat() if parsed.written else None,
        "participants": parsed.participants,
        "notes": parsed.notes,
        "segments": [
            (s.start, s.end, s.locator, s.speaker, s.said_at.isoformat() if s.said_at else None, s.kind)
            for s in parsed.segments
        ],
    }
    return json.dumps(meta, separators=(",", ":")).encode(), parsed.text.encode()


def unpack(meta: dict[str, Any], text: str) -> ParsedDocument:
    """The parsed document; strings that recur are kept once.

    Raises:
        ValueError, KeyError, TypeError: it is not one, or its segments do not lie in order inside the text.
    """
    known: dict[str, str] = {}

    def once(word: str | None) -> str | None:
        return None if word is None else known.setdefault(str(word), str(word))

    segments, last = [], 0
    for start, end, locator, speaker, said_at, kind in meta["segments"]:
        if not last <= start < end <= len(text):
            raise ValueError("segments out of order")
        last = end
        said = datetime.fromisoformat(said_at) if said_at else None
        segments.append(Segment(start, end, once(locator) or "", once(speaker), said, once(kind) or "paragraph"))
    return ParsedDocument(
        text=text,
        kind=str(meta["kind"]),
        segments=tuple(segments),
        title=once(meta["title"]),
        written=date.fromisoformat(meta["written"]) if meta["written"] else None,
        participants=tuple(str(name) for name in meta["participants"]),
        notes=tuple(str(note) for note in meta["notes"]),
    )
