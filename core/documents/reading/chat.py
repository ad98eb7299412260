"""WhatsApp exports, recognised by how well their lines parse."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from core.documents.parsed import ParsedDocument, Segment
from core.documents.reading.chat_stamps import MARKS, Stamp, read_times, stamp_of
from core.documents.reading.chat_words import DELETED, EDITED, EXPORT_NAME, GROUP_NAMED, MEDIA, NOTICE

_INVISIBLE = re.compile(f"[{MARKS}]")
_NAME = re.compile(r"(?P<name>[^:\n]{1,100}?)(?:: ?|:$)")
_BLANK = f" \t\n\u00a0\u202f\u200e\u200f{chr(0xFEFF)}"
_LOOKED_AT = 40


class _Entry(NamedTuple):
    """One stamped entry: ``start`` to ``end`` is all after the stamp, following lines included."""

    stamp: Stamp
    start: int
    end: int


def find(text: str, name: str) -> ParsedDocument | None:
    """The chat that this text is, None if it is something else.

    Args:
        text: a decoded text file.
        name: its name, from which the chat's own name can come.
    """
    entries = _entries(text)
    if not entries or not _credible(text, entries):
        return None
    times = read_times([entry.stamp for entry in entries])
    if times is None:
        return None
    segments = [s for entry, at in zip(entries, times, strict=True) for s in _message(text, entry, at)]
    participants = tuple(dict.fromkeys(s.speaker for s in segments if s.speaker))
    if not participants:
        return None
    media = sum(1 for s in segments if s.kind == "system" and MEDIA.match(_plain(text[s.start : s.end])))
    notes = (f"{media} pictures, recordings or files of the chat are not part of its text.",) if media else ()
    title = _title(text, segments, name) or _sender_of_first_notice(text, entries[0], participants)
    return ParsedDocument(text, "chat", tuple(segments), title, max(times).date(), participants, notes)


def _entries(text: str) -> list[_Entry]:
    found: list[tuple[Stamp, int]] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        if (stamp := stamp_of(text, at, at + len(line))) is not None:
            found.append((stamp, at))
        elif number > _LOOKED_AT and not found:
            return []
        at += len(line) + 1
    ends = [*(start for _, start in found[1:]), len(text) + 1] if found else []
    return [_Entry(stamp, stamp.end, max(stamp.end, end - 1)) for (stamp, _), end in zip(found, ends, strict=True)]


def _credible(text: str, entries: list[_Entry]) -> bool:
    """Most lines are stamped, in one shape, and people are named."""
    before = text[: entries[0].start].count("\n")
    named = sum(1 for entry in entries if _NAME.match(text, entry.start, entry.end))
    shapes = sum(1 for entry in entries if entry.stamp.bracketed)
    lines = sum(1 for line in text.split("\n") if line.strip())
    one_shape = max(shapes, len(entries) - shapes) >= 0.9 * len(entries)
    return before <= 5 and named >= max(1, 0.3 * len(entries)) and one_shape and len(entries) >= min(0.2 * lines, 20)


def _message(text: str, entry: _Entry, at: datetime) -> Iterator[Segment]:
    match = _NAME.match(text, entry.start, entry.end)
    locator = f"{at.day} {at:%b %Y}, {at:%H:%M}"
    start = match.end() if match else entry.start
    system = match is None or bool(NOTICE.search(match["name"]))
    if system or match is None:
        yield from _segment(text, entry.start, entry.end, locator, None, at, "system")
        return
    speaker = _speaker(match["name"])
    if not speaker:
        yield from _segment(text, entry.start, entry.end, locator, None, at, "system")
        return
    first = text[start : entry.end].split("\n", 1)[0]
    if MEDIA.match(_plain(first)):
        yield from _segment(text, start, start + len(first), locator, None, at, "system")
        start += len(first)
    said = text[start : entry.end]
    edited = EDITED.search(said)
    end = start + edited.start() if edited else entry.end
    own = _own_words(text[start:end])
    yield from _segment(text, start, end, locator, speaker if own else None, at, "turn" if own else "system")
    if edited:
        yield from _segment(text, end, entry.end, locator, None, at, "system")


def _own_words(said: str) -> bool:
    """False for what WhatsApp writes in somebody's name: a message taken back, a call, a notice."""
    plain = _plain(said)
    if MEDIA.match(plain) or DELETED.match(plain):
        return False
    return not (said.lstrip(" ").startswith("\u200e") and NOTICE.search(plain))


def _segment(
    text: str, start: int, end: int, locator: str, speaker: str | None, at: datetime, kind: str
) -> Iterator[Segment]:
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip(_BLANK)), end - (len(piece) - len(piece.rstrip(_BLANK)))
    if start < end:
        yield Segment(start, end, locator, speaker, at, kind)


def _plain(text: str) -> str:
    return _INVISIBLE.sub("", text).replace("\u202f", " ").replace("\u00a0", " ").strip()


def _speaker(raw: str) -> str:
    """A name as shown, without the mark ``~`` of people who are not among the phone's contacts."""
    return _plain(raw).removeprefix("~").strip()


def _sender_of_first_notice(text: str, entry: _Entry, participants: tuple[str, ...]) -> str | None:
    """An iPhone writes a group's notices in the group's name."""
    match = _NAME.match(text, entry.start, entry.end)
    notice = match is not None and not _own_words(text[match.end() : entry.end])
    sender = _speaker(match["name"]) if match and notice else ""
    return (
        sender if sender and sender not in participants and not NOTICE.search(match["name"] if match else "") else None
    )


def _title(text: str, segments: list[Segment], name: str) -> str | None:
    """The group's last name, or the name that WhatsApp gave to the file."""
    for segment in reversed(segments):
        if segment.kind == "system" and (named := GROUP_NAMED.search(_plain(text[segment.start : segment.end]))):
            return named["name"]
    export = EXPORT_NAME.search(_plain(name))
    return export["name"] if export else None
