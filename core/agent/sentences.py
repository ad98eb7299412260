"""A passage as sentences: where each stands in the document, who says it, under which heading.

Transcripts, chats, minutes, tables and wrapped prose all come through here, so lines are told apart by their look.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.models import Passage

_CLOCK = r"\[?\(?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d+)?\)?\]?"
_HEADER = re.compile(
    rf"^\s*(?:{_CLOCK}\s+)?(?P<name>[^\W\d_][^:\t|\n]{{0,60}}?)(?:\s{{2,}}|\t+|\s*[|(–-]\s*)(?:{_CLOCK})\s*$"
)
_CHAT = re.compile(
    r"^[\u200e\u200f\ufeff]*\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:[\s\u202f\u00a0]*[AaPp]\.?\s?[Mm]\.?)?\]?(?:\s+-)?\s+(?:[\u200e\u200f]*(?P<name>[^:\n]{1,60}):\s*)?"
)
_TURN = re.compile(rf"^\s*(?:{_CLOCK}\s+)?(?P<name>[^\W\d_][^:\n|]{{0,50}}?)\s*(?:\({_CLOCK}\))?:\s+(?=\S)")
_BULLET = re.compile(r"^\s*(?:[-*•‣◦–]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\[[ xX]\])\s+(?=\S)")
_NOISE = re.compile(
    r"^\s*(?:WEBVTT.*|\d+|.*-->.*|[-=_*#|:\s]+|.{0,3}<?(?:Media|image|video|audio|sticker|GIF) omitted>?)\s*$"
)
_MARKDOWN = re.compile(r"^\s{0,3}#{1,6}\s+")
_BOLD_LINE = re.compile(r"^\s*\*\*[^*]{2,80}\*\*:?\s*$")
_NUMBERED = re.compile(
    r"^\s*(?:(?:MIN|Item|Section|Agenda)\b.{0,12}[:.]|\d{1,2}(?:\.\d{1,2}){0,2}[.:)]?)\s+[A-Z][^.!?]{2,70}$"
)
_PAIRS = re.compile(r"^\s*\w[^:;\n]{0,40}: [^;\n]*; \w[^:;\n]{0,40}: ")
_LABEL = re.compile(r"^\s*[A-Z][\w /&'’-]{1,30}:\s")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]*_]*(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Sr|Jr|St|No|Nos|vs|approx|ca|cf|etc|e\.g|i\.e|a\.m|p\.m|Ltd|Inc|Co|Fig|para|pp?|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)


@dataclass(frozen=True)
class Sentence:
    """``document.text[start:end] == text``. ``turn`` counts stretches of one speaker or one paragraph in the passage;
    ``kind`` is ``text``, ``row`` (of a table) or ``heading``; ``heading`` is the nearest one above."""

    start: int
    end: int
    text: str
    speaker: str | None
    turn: int
    kind: str = "text"
    heading: str = ""

    @property
    def is_question(self) -> bool:
        """True if it asks something."""
        return self.text.rstrip("\"'”’)").endswith("?")


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    kind: str
    speaker: str | None = None
    fresh: bool = True  # begins something new, whatever stood before
    bullet: bool = False


def sentences(passage: Passage) -> list[Sentence]:
    """The sentences of a passage in order; timestamps, cue numbers and speakers' names belong to none."""
    found: list[Sentence] = []
    speaker = passage.speakers[0] if len(passage.speakers) == 1 else None
    heading, turn = "", 0
    blocks = list(_blocks(passage.text, passage.speakers))
    for number, block in enumerate(blocks):
        first = block[0]
        if first.speaker is not None and (first.speaker != speaker or first.fresh):
            speaker, turn = first.speaker, turn + 1
        elif first.speaker is None and first.fresh:
            turn += 1
        if first.kind == "header":
            continue
        start, end = first.start, block[-1].end
        kind = first.kind if first.kind in ("row", "heading") else "text"
        if kind == "text" and _titles(passage.text, blocks, number):
            kind = "heading"
        if kind == "heading":
            heading = passage.text[start:end].strip("# *\t")
        for at, to in _cut(passage.text, start, end) if kind == "text" else [(start, end)]:
            text = passage.text[at:to]
            said = None if kind != "text" else speaker
            found.append(Sentence(passage.start + at, passage.start + to, text, said, turn, kind, heading))
    return found


def _titles(text: str, blocks: list[list[_Line]], number: int) -> bool:
    """True for a short line without an end that stands alone above prose in a document where nobody speaks here."""
    block = blocks[number]
    shown = text[block[0].start : block[0].end]
    if (
        len(block) > 1
        or block[0].speaker
        or block[0].bullet
        or len(shown) > 60
        or shown.endswith((".", "!", "?", ":", ";", ","))
    ):
        return False
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    if after is None or after[0].kind != "text" or after[0].speaker or ":" in shown:
        return False
    return text[after[-1].end - 1 : after[-1].end] in (".", "”", ")", "!", "?") and after[-1].end - after[0].start > 60


def plain_sentences(text: str) -> list[tuple[int, int]]:
    """The spans of sentences of running text, citation marks after a full stop included with their sentence."""
    spans = list[tuple[int, int]]()
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        if body.strip():
            spans.extend(_with_marks(text, _cut(text, at, at + len(body))))
        at += len(line)
    return spans


_MARKS = re.compile(r"(?:\s*[\[【(][^\]】)]{0,24}\d[^\]】)]{0,24}[\]】)])+[.,;:]?")


def _with_marks(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give marks like `` [1][2]`` that open a sentence to the sentence before."""
    moved = list[tuple[int, int]]()
    for start, end in spans:
        marks = _MARKS.match(text, start, end)
        if moved and marks and text[start] in "[【":
            moved[-1] = (moved[-1][0], marks.end())
            start = marks.end()
            while start < end and text[start].isspace():
                start += 1
        if start < end:
            moved.append((start, end))
    return moved


def _blocks(text: str, speakers: tuple[str, ...]) -> Iterator[list[_Line]]:
    """Lines that belong together: a wrapped paragraph, a turn over several lines; all else alone."""
    block: list[_Line] = []
    for line in _lines(text, speakers):
        if (
            block
            and not line.fresh
            and block[-1].kind == "text"
            and line.kind == "text"
            and _runs_on(text, block[-1], line)
        ):
            block.append(line)
            continue
        if block:
            yield block
        block = [] if line.kind == "blank" else [line]
    if block:
        yield block


def _runs_on(text: str, above: _Line, below: _Line) -> bool:
    upper, lower = text[above.start : above.end], text[below.start : below.end]
    if lower[:1].islower() or upper.endswith((",", "-", "–", "(")):
        return True
    return len(upper) >= 60 and not _LABEL.match(lower)


def _lines(text: str, speakers: tuple[str, ...]) -> Iterator[_Line]:
    at = 0
    after_blank = True
    for raw in text.split("\n"):
        line = _line(raw, at, speakers)
        yield replace(line, fresh=line.fresh or after_blank)
        after_blank = line.kind in ("blank", "header", "heading")
        if line.kind == "header":
            after_blank = False
        at += len(raw) + 1


def _line(raw: str, at: int, speakers: tuple[str, ...]) -> _Line:
    """One line with what it is. Its span leaves out the speaker, the bullet and outer space."""
    if not raw.strip() or _NOISE.match(raw):
        return _Line(at, at, "blank")
    header = _HEADER.match(raw)
    if header and _known(header["name"], speakers):
        return _Line(at, at, "header", header["name"].strip())
    chat = _CHAT.match(raw)
    if chat:
        rest = raw[chat.end() :]
        if chat["name"] is None or _NOISE.match(rest) or not rest.strip():
            return _Line(at, at, "blank")
        return _spanned(raw, at, chat.end(), "text", chat["name"].strip("\u200e\u200f ~"))
    turn = _TURN.match(raw)
    if turn and _known(turn["name"], speakers):
        return _spanned(raw, at, turn.end(), "text", turn["name"].strip())
    if _is_heading(raw):
        return _spanned(raw, at, 0, "heading")
    if raw.count("|") >= 2 or "\t" in raw.strip() or _PAIRS.match(raw):
        return _spanned(raw, at, 0, "row")
    bullet = _BULLET.match(raw)
    line = _spanned(raw, at, bullet.end() if bullet else 0, "text", None, bullet is not None)
    return replace(line, bullet=bullet is not None)


def _spanned(raw: str, at: int, skip: int, kind: str, speaker: str | None = None, fresh: bool = False) -> _Line:
    start, end = skip, len(raw)
    while start < end and (raw[start].isspace() or (kind == "row" and raw[start] == "|")):
        start += 1
    while end > start and (raw[end - 1].isspace() or (kind == "row" and raw[end - 1] == "|")):
        end -= 1
    return _Line(at + start, at + max(start, end), kind, speaker, fresh or speaker is not None or kind != "text")


def _is_heading(raw: str) -> bool:
    if _MARKDOWN.match(raw) or _BOLD_LINE.match(raw):
        return True
    body = raw.strip()
    letters = [c for c in body if c.isalpha()]
    if len(letters) >= 4 and len(body) <= 90 and all(c.isupper() for c in letters):
        return True
    return len(body) <= 80 and bool(_NUMBERED.match(body)) and not body.endswith((".", "!", "?", ";", ","))


def _known(name: str, speakers: tuple[str, ...]) -> bool:
    """True if a label before a colon is one of the passage's speakers, however it is written there."""
    asked = set(re.findall(r"\w{2,}", name.lower()))
    return any(asked and asked & set(re.findall(r"\w{2,}", speaker.lower())) for speaker in speakers)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of ``text[start:end]``."""
    spans = list[tuple[int, int]]()
    at = start
    for stop in _STOP.finditer(text, start, end):
        rest = text[stop.end() : end].lstrip()
        if _ABBREVIATION.search(text[at : stop.start() + 1]) and stop.group().startswith(".") and rest:
            continue
        if rest and rest[0].islower():
            continue
        _keep(text, at, stop.end(), spans)
        at = stop.end()
    _keep(text, at, end, spans)
    return spans


def _keep(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
