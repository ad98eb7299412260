"""A parsed document as blocks: headings, paragraphs, list items, table rows, turns, each with what stands over it.

A wrapped paragraph is one block though the file has many lines; a list item is one block though it belongs to a
paragraph for the parser.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.documents.facts.legends import legend_of, sign_of
from core.documents.facts.names import looks_like_name
from core.documents.facts.sections import BULLET, bare, label_of, section_kind
from core.documents.parsed import ParsedDocument, Segment

_WIDEST_WRAP = 130
_LEADS_NUMBER = re.compile(r"^\s*(?:\(?\d{1,3}(?:[./]\d{1,4})*[.):]?|[IVX]{1,5}[.)]|[A-Z][.)]|MIN \S+)\s+\S")
_MARKED_HEADING = re.compile(r"^\s*(?:#{1,6}\s+\S|(?:\*\*|__)[^*_]{1,70}(?:\*\*|__):?\s*$)")
_PIPES = re.compile(r"^\s*\|.*\||\S\s+\|\s+\S.*\s\|\s|\S\t+\S[^\t]*\t+\S")
_ARROW = re.compile(r"^\s*(?:→|➔|➜|⇒|➡️?|👉|=>|->|-->|>>)")
_GIVES = re.compile(
    r"^(?P<who>(?:The |the )?[A-Z][\w'’. -]{1,40}?)\s+(?:to|will|shall|is to|agreed to|undertook to|"
    r"was asked to|was tasked with|was asked to do the following|has agreed to|volunteered to)\s*:$"
)
_DECISIONS_FOLLOW = re.compile(
    r"\b(?:resolved|agreed|decided|approved|adopted|voted|settled|determined|concluded|decisions?|"
    r"resolutions?|ruled|recommended and agreed|consensus)\b",
    re.IGNORECASE,
)
_ACTIONS_FOLLOW = re.compile(
    r"\b(?:actions?|to[- ]do|tasks?|next steps|who will|jobs|follow[- ]ups?|will do the following|"
    r"responsible for|homework)\b",
    re.IGNORECASE,
)
_NOT_ANNOUNCED = re.compile(
    r"\b(?:not|n't|discussed|considered|proposed|suggested|options?|questions?|before|previous|earlier|last|"
    r"if|should|could|pending|others?|already|had (?:been )?(?:agreed|decided|resolved)|they|council has|"
    r"ministry|government|matters to be|to be (?:agreed|decided))\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[\s|:=_*-]+$")
_CHAT_STAMP = re.compile(r"^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069\[\]()\d.,/:apmAPM\u202f -]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """``text[start:end]`` without list mark; ``kind`` is ``heading``, ``prose``, ``item``, ``row``, ``header`` or
    ``turn``; ``under`` what its heading announces (see section_kind); ``mark`` the check box, ``x`` when ticked;
    ``arrow`` if its list mark is one; ``person`` under whose name it stands in a list of tasks."""

    start: int
    end: int
    kind: str
    section: str = ""
    under: str = ""
    mark: str | None = None
    speaker: str | None = None
    said_at: datetime | None = None
    turn: int = -1
    paragraph: int = 0
    arrow: bool = False
    person: str | None = None


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    segment: Segment | None
    turn: int
    after_blank: bool


@dataclass(slots=True)
class _State:
    section: str = ""
    under: str = ""
    weak: bool = False
    person: str | None = None
    paragraph: int = 0
    legend: dict[str, str] = field(default_factory=dict)
    key: frozenset[str] = frozenset()
    blocks: list[Block] = field(default_factory=list)


def blocks_of(parsed: ParsedDocument) -> list[Block]:
    """The blocks of a document in order. Lines of kind ``system`` are left out."""
    lines = list(_lines(parsed))
    text, width = parsed.text, _wrap_width(lines)
    legend, key = legend_of([text[line.start : line.end] for line in lines[:60] if line.turn < 0])
    state, i = _State(legend=legend, key=key), 0
    while i < len(lines):
        j = i + 1
        while not state.legend and j < len(lines) and _continues(text, lines[j - 1], lines[j], width):
            j += 1
        _take(text, lines, i, j, state)
        i = j
    return state.blocks


def _lines(parsed: ParsedDocument) -> Iterator[_Line]:
    """Non-blank lines with the segment each lies in; rows and headers are one line whatever they hold."""
    text, segments = parsed.text, parsed.segments
    talks = any(s.kind == "turn" for s in segments)
    at, position, blank = 0, 0, True
    while position < len(text):
        newline = text.find("\n", position)
        stop = len(text) if newline < 0 else newline
        while at < len(segments) and segments[at].end <= position:
            at += 1
        segment = segments[at] if at < len(segments) and segments[at].start < stop else None
        if segment and segment.kind in ("row", "header") and segment.end > stop:
            stop = segment.end
        start, end = position, stop
        if segment and segment.kind == "turn":
            start, end = max(start, segment.start), min(end, segment.end)
            if start == segment.start:
                start += _speaker_prefix(text[start:end], segment.speaker)
        start, end = _trim(text, start, end)
        if start >= end:
            blank = True
        elif not (segment and segment.kind == "system") and not (talks and segments and segment is None):
            yield _Line(start, end, segment, at if segment and segment.kind == "turn" else -1, blank)
            blank = False
        position = stop + 1


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _speaker_prefix(line: str, speaker: str | None) -> int:
    """Length of ``Name:`` (and a chat's time stamp) at the start of a turn that keeps them in its text."""
    if not speaker:
        return 0
    found = line.find(speaker)
    if found < 0 or not _CHAT_STAMP.match(line[:found]):
        return 0
    rest = re.match(r"\s*(?:\([^)]{0,30}\)|\[[^\]]{0,20}\])?\s*:\s*", line[found + len(speaker) :])
    return found + len(speaker) + rest.end() if rest else 0


def _wrap_width(lines: list[_Line]) -> int:
    """The width the file is wrapped at, 0 if it is not."""
    lengths = sorted(line.end - line.start for line in lines if line.turn < 0)
    if len(lengths) < 6 or lengths[-1] > _WIDEST_WRAP:
        lengths = [n for n in lengths if n <= _WIDEST_WRAP] if lengths and len(lengths) > 40 else []
    if not lengths:
        return 0
    width = lengths[int(len(lengths) * 0.97)]
    near = sum(width - 14 <= n <= width for n in lengths)
    return width if width >= 40 and near >= max(4, len(lengths) // 4) else 0


def _continues(text: str, before: _Line, line: _Line, width: int) -> bool:
    """True if the line goes on with the paragraph of the line before: only because it did not fit there."""
    if line.after_blank or line.turn != before.turn:
        return False
    for one in (before, line):
        if one.segment and one.segment.kind in ("row", "header", "heading"):
            return False
    first = text[line.start : line.end]
    if BULLET.match(first).end() or _MARKED_HEADING.match(first) or label_of(first)[0] or _PIPES.match(first):  # type: ignore[union-attr]
        return False
    previous = text[before.start : before.end]
    if _MARKED_HEADING.match(previous) or _PIPES.match(previous) or (_capitals(previous) and not _capitals(first)):
        return False
    if line.turn >= 0:
        width = width or 0
    indent = before.start - (text.rfind("\n", 0, before.start) + 1)
    first_word = first.split(None, 1)[0]
    return bool(width) and indent + (before.end - before.start) + 1 + len(first_word) > width - 2


def _capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters)


def _take(text: str, lines: list[_Line], i: int, j: int, state: _State) -> None:
    first, segment = lines[i], lines[i].segment
    start, end = first.start, lines[j - 1].end
    raw = text[start:end]
    if first.after_blank or first.turn >= 0:
        state.paragraph += 1
    if _RULE.match(raw):
        return
    kind = segment.kind if segment else "paragraph"
    if kind in ("row", "header") or _PIPES.search(raw.split("\n", 1)[0]):
        state.blocks.append(_block(state, start, end, "header" if kind == "header" else "row", first))
        return
    sign, length = sign_of(raw, state.legend) if state.legend and first.turn < 0 else ("", 0)
    if raw in state.key:
        state.blocks.append(_block(state, start, end, "heading", first))
        return
    if sign:
        state.blocks.append(replace(_block(state, start + length, end, "item", first), under=sign))
        return
    if first.turn < 0 and j == i + 1 and _is_heading(text, lines, i):
        name = bare(raw)
        if state.under in ("actions", "both", "done") and looks_like_name(name) and len(name.split()) <= 3:
            state.person = name
            state.blocks.append(_block(state, start, end, "heading", first))
            return
        state.person = None
        strong = kind == "heading" or bool(_MARKED_HEADING.match(raw)) or not raw.rstrip().endswith(":")
        state.section, state.under, state.weak = bare(raw), section_kind(raw, loose=True), not strong
        state.blocks.append(_block(state, start, end, "heading", first))
        return
    bullet = BULLET.match(raw)
    skip = bullet.end() if bullet else 0
    if skip == 0 and state.weak and first.after_blank:
        state.under, state.weak, state.person = "", False, None
    mark = (bullet["mark"] or bullet["box"]) if bullet else None
    mark = None if mark is None else "x" if mark in "xX✓✔☑☒✅" else " "
    kind = "item" if skip else "turn" if first.turn >= 0 else "prose"
    if skip and first.turn < 0 and state.under in ("actions", "done") and raw.count(" / ") == 2:
        kind = "row"
    state.blocks.append(_block(state, start + skip, end, kind, first, mark, bool(_ARROW.match(raw[:skip]))))
    if kind == "prose" and raw.rstrip().endswith(":") and first.turn < 0:
        _lead_in(raw, state)


def _lead_in(raw: str, state: _State) -> None:
    """ "It was resolved:" and "Peter will:" announce the list that follows, as a heading would."""
    last = raw.replace("\n", " ").rsplit(". ", 1)[-1].strip()
    given = _GIVES.match(last)
    if given and (looks_like_name(given["who"].split()[-1]) or re.match(r"(?:The|All)\b", given["who"])):
        state.under, state.weak, state.person = "actions", True, given["who"]
    elif not _NOT_ANNOUNCED.search(last) and len(last.split()) <= 25:
        actions, decisions = _ACTIONS_FOLLOW.search(last), _DECISIONS_FOLLOW.search(last)
        if actions or decisions:
            state.under, state.weak, state.person = "actions" if actions else "decisions", True, None


def _block(
    state: _State, start: int, end: int, kind: str, line: _Line, mark: str | None = None, arrow: bool = False
) -> Block:
    segment = line.segment
    speaker, said_at = (segment.speaker, segment.said_at) if segment else (None, None)
    under = "" if line.turn >= 0 else state.under
    return Block(
        start, end, kind, state.section, under, mark, speaker, said_at, line.turn, state.paragraph, arrow, state.person
    )


def _is_heading(text: str, lines: list[_Line], i: int) -> bool:
    line = lines[i]
    raw = text[line.start : line.end]
    if line.segment and line.segment.kind == "heading":
        return True
    if _MARKED_HEADING.match(raw) or (section_kind(raw) and BULLET.match(raw).end() <= 4):  # type: ignore[union-attr]
        return True
    words = raw.split()
    if len(words) > 10 or raw.endswith((".", "!", "?", ";", ",")) or raw[0] in "-*•→[(@":
        return False
    if _capitals(raw):
        return True
    if _LEADS_NUMBER.match(raw):
        return len(words) <= 8 and not _numbered_neighbour(text, lines, i)
    if raw.endswith(":"):
        return len(words) <= 6
    if re.search(r":\s|\s[–—-]\s|->|→|=>|\bto [a-z]+ |\bwill\b|\)$|\]$", raw):
        return False
    last = i + 1 == len(lines) or lines[i + 1].after_blank
    return len(words) <= 6 and line.after_blank and last and raw[0].isupper() and i > 0


def _numbered_neighbour(text: str, lines: list[_Line], i: int) -> bool:
    """A numbered line right above or below: a list, not a heading."""
    below = i + 1 < len(lines) and not lines[i + 1].after_blank and lines[i + 1]
    above = i > 0 and not lines[i].after_blank and lines[i - 1]
    return any(line and _LEADS_NUMBER.match(text[line.start : line.end]) for line in (above, below))
