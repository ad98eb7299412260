"""Lines of a PDF page put together to paragraphs again."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from core.documents.reading.lines import LIST_MARK

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"} | dict.fromkeys("\u00ad\u200b\x00")
)
_PAGE_NUMBER = re.compile(
    r"(?i)^(?:page|seite|p\.|s\.)?\s*[-–—|]?\s*\d{1,4}\s*[-–—|]?(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?$"
)
_NUMBERED = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[A-Z]\.|[IVX]{1,5}\.|Chapter \d+|Part \d+|Annex \w+:?)\s+[A-Z][^.;:]{2,80}$"
)
_BULLET = re.compile(r"^[•‣◦▪●○■□–\uf0b7\uf0a7]\s*")
_ENDS = (".", "!", "?", ":", ";", "…", ".”", '."', "?”")
_EDGE = 3
_LONGEST = 20


class Line(NamedTuple):
    """One line of a page; ``soft`` when it ends in a soft hyphen; ``gap`` when an empty line stands above."""

    text: str
    soft: bool
    gap: bool


def page_lines(text: str) -> list[Line]:
    """The lines of a page's text, ligatures written out."""
    lines: list[Line] = []
    gap = False
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = " ".join(raw.translate(_LIGATURES).split())
        if line:
            lines.append(Line(line, raw.rstrip().endswith("\u00ad"), gap))
        gap = not line
    return lines


def furniture(pages: list[list[Line]]) -> list[set[int]]:
    """For each page the numbers of its lines that are page headers, footers or page numbers.

    A header or footer is a line among the first or last three of a page that stands, figures aside, on at least
    half of all pages (two or more).
    """
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_shape(lines[n].text) for n in _edges(lines)})
    least = max(2, 0.5 * len(pages))
    found = []
    for lines in pages:
        outer = {0, len(lines) - 1} if len(pages) > 1 else set()
        repeated = {n for n in _edges(lines) if seen[_shape(lines[n].text)] >= least}
        repeated |= {n for n in outer & _edges(lines) if _PAGE_NUMBER.match(lines[n].text)}
        top = set(takewhile(repeated.__contains__, range(len(lines))))
        foot = set(takewhile(repeated.__contains__, reversed(range(len(lines)))))
        numbers = {n for n in outer & repeated if _PAGE_NUMBER.match(lines[n].text)}
        found.append(top | foot if len(top | foot) < len(lines) else numbers)
    return found


def _edges(lines: list[Line]) -> set[int]:
    """Lines that can be a header or footer: short ones among the first or last three."""
    near = {*range(min(_EDGE, len(lines))), *range(max(0, len(lines) - _EDGE), len(lines))}
    return {n for n in near if len(lines[n].text.split()) <= _LONGEST}


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def paragraphs(lines: list[Line], system: set[int], headings: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Text and kind of each paragraph of a page.

    Args:
        lines: the page's lines.
        system: numbers of lines that are headers or footers.
        headings: what the table of contents lists on this page, in lower case.
    """
    body = [line for n, line in enumerate(lines) if n not in system]
    lengths = sorted(len(line.text) for line in body)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    held = ""
    last: Line | None = None
    words = _hyphenated(body)
    for n, line in enumerate(lines):
        if n in system:
            if n > 0 and held and all(m in system for m in range(n, len(lines))):
                yield held, "paragraph"
                held = ""
            yield line.text, "system"
            continue
        heading = _is_heading(line, last, lines[n + 1] if n + 1 < len(lines) else None, headings)
        if held and not heading and last is not None and _goes_on(last, line, width):
            held = _joined(held, line.text, last.soft, words)
        else:
            if held:
                yield held, "paragraph"
            held = "" if heading else _BULLET.sub("- ", line.text)
            if heading:
                yield line.text, "heading"
        last = None if heading else line
    if held:
        yield held, "paragraph"


def _is_heading(line: Line, before: Line | None, after: Line | None, headings: frozenset[str]) -> bool:
    if line.text.casefold() in headings:
        return True
    ended = before is None or before.text.endswith(_ENDS) or line.gap
    if not ended or len(line.text.split()) > 14:
        return False
    if _NUMBERED.match(line.text):
        return after is None or not after.text[0].islower()
    letters = [character for character in line.text if character.isalpha()]
    return len(letters) >= 4 and all(character.isupper() for character in letters) and not line.text.endswith(_ENDS)


def _goes_on(last: Line, line: Line, width: int) -> bool:
    """Whether a line continues the paragraph of the line above."""
    if line.gap or LIST_MARK.match(line.text) or _BULLET.match(line.text) or width < 30:
        return False
    if last.soft or re.search(r"[^\W\d_]-$", last.text):
        return line.text[0].islower()
    full = len(last.text) + 1 + len(line.text.split(" ", 1)[0]) > 0.8 * width
    if last.text.endswith(_ENDS):
        return full and len(last.text) > 0.85 * width and not last.text.endswith(":")
    return full or (line.text[0].islower() and len(last.text) > 0.5 * width)


def _hyphenated(lines: list[Line]) -> frozenset[str]:
    """Words with a hyphen inside a line of this page: such a word keeps it at the end of a line."""
    return frozenset(word.lower() for line in lines for word in re.findall(r"[^\W\d_]+-[^\W\d_]+", line.text))


def _joined(held: str, text: str, soft: bool, words: frozenset[str]) -> str:
    if soft:
        return held + text
    end = re.search(r"([^\W\d_]+)-$", held)
    start = re.match(r"[^\W\d_]+", text)
    if end and start and text[0].islower():
        return held + text if f"{end[1]}-{start.group()}".lower() in words else held[:-1] + text
    return f"{held} {text}"
