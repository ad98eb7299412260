"""Prose in a plain text: its paragraphs and the headings among them."""

import re

from core.documents.parsed import ParsedDocument, Segment
from core.documents.reading.lines import (
    Line,
    blocks_of,
    lines_of,
    looks_like_heading,
    paragraphs_of,
    shouts,
    wrap_width,
)

_SUBJECT = re.compile(
    r"^(?:Subject|Betreff|Objet|Asunto|Assunto):[ \t]*(?:(?:Re|Fwd?|AW|WG):\s*)*(\S.*)$", re.MULTILINE | re.I
)
_MARKDOWN = re.compile(r"#{1,6}[ \t]+(?=\S)")
_RULE = re.compile(r"^([=\-_*~#])\1{2,}$")


def notes(text: str) -> ParsedDocument:
    """Prose: its paragraphs, with the headings among them."""
    lines = lines_of(text)
    segments = prose(lines, True)
    subject = (
        _SUBJECT.search(text[:2000])
        if lines[0].text.lower().startswith(("from:", "to:", "subject:", "date:"))
        else None
    )
    title = subject.group(1).strip() if subject else title_of(segments, text)
    return ParsedDocument(text, "notes", tuple(segments), title)


def title_of(segments: list[Segment], text: str) -> str | None:
    """The heading that stands first, if one does."""
    first = next(iter(segments), None)
    return text[first.start : first.end] if first and first.kind == "heading" else None


def prose(lines: list[Line], from_top: bool) -> list[Segment]:
    """Segments of lines that nobody speaks.

    Args:
        lines: part of a text.
        from_top: True if they begin the document, so that the first may be its title.
    """
    width = wrap_width(lines)
    segments: list[Segment] = []
    for number, block in enumerate(blocks_of(lines)):
        titled = from_top and number == 0 and _opens_with_title(block, width)
        segments += _of_block(block, width, titled)
    return segments


def _opens_with_title(block: list[Line], width: int) -> bool:
    """A short first line, alone or above a few lines as short (date, place)."""
    short = looks_like_heading(block[0].text) and all(len(line.text.split()) <= 15 for line in block)
    if not short or len(block) > 4:
        return False
    return len(block) == 1 or not (block[1].text[0].islower() or paragraphs_of(block, width)[0][1] > block[0].end)


def _of_block(block: list[Line], width: int, titled: bool) -> list[Segment]:
    segments, start = [], 0
    if mark := _MARKDOWN.match(block[0].text):
        segments.append(Segment(block[0].start + mark.end(), block[0].end, kind="heading"))
        start = 1
    elif titled:
        segments.append(Segment(block[0].start, block[0].end, kind="heading"))
        start = 1
    while start < len(block) and shouts(block[start].text):
        segments.append(Segment(block[start].start, block[start].end, kind="heading"))
        start += 1
    rest = block[start:]
    if len(rest) >= 2 and _RULE.match(rest[1].text) and looks_like_heading(rest[0].text):
        segments.append(Segment(rest[0].start, rest[0].end, kind="heading"))
        rest = rest[2:]
    rest = [line for line in rest if not _RULE.match(line.text)]
    return segments + [Segment(first, last) for first, last in paragraphs_of(rest, width)]
