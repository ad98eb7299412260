"""Lines and blocks of a plain text, each knowing where it stands."""

import re
from typing import NamedTuple

LIST_MARK = re.compile(r"(?:[-*+•‣◦▪·–—]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]|\[[ xX]?\]|→|->|=>|☐|☑|☒)\s+\S")
_LABEL = re.compile(r"[A-Z][\w /&'’.-]{0,40}:(?:\s|$)")


class Line(NamedTuple):
    """``text`` is the line without surrounding space; ``start`` and ``end`` span it in the whole text."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> list[Line]:
    """All lines in order, blank ones too."""
    lines, at = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        start = at + (len(raw) - len(raw.lstrip()) if stripped else 0)
        lines.append(Line(start, start + len(stripped), stripped))
        at += len(raw) + 1
    return lines


def blocks_of(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines between blank ones."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.text:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return blocks if blocks[-1] else blocks[:-1]


def wrap_width(lines: list[Line]) -> int:
    """The column at which this text was wrapped by its writer's program, 0 if it was not."""
    lengths = sorted(len(line.text) for line in lines if line.text)
    if len(lengths) < 4:
        return 0
    widest = lengths[int(0.98 * (len(lengths) - 1))]
    near = sum(1 for length in lengths if widest - 14 <= length <= widest)
    return widest if 50 <= widest <= 110 and near >= 0.3 * len(lengths) else 0


def paragraphs_of(block: list[Line], width: int) -> list[tuple[int, int]]:
    """Spans of the paragraphs in a block: lines that were wrapped belong together, all others stand alone.

    Args:
        block: lines without a blank one among them.
        width: see ``wrap_width``. A line was wrapped if the next word would not have fitted on it.
    """
    spans: list[tuple[int, int]] = []
    for before, line in zip([None, *block], block, strict=False):
        if before is not None and _continues(before, line, width):
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
    return spans


def _continues(before: Line, line: Line, width: int) -> bool:
    if not width or LIST_MARK.match(line.text) or _LABEL.match(line.text):
        return False
    first_word = line.text.split(None, 1)[0]
    return len(before.text) + 1 + len(first_word) > width - 3


def looks_like_heading(text: str) -> bool:
    """A short line that is no sentence, no list line and no ``label: value``."""
    if not text or len(text) > 120 or len(text.split()) > 15 or text[-1] in ".;,!?…" or LIST_MARK.match(text):
        return False
    return not _LABEL.match(text) and any(character.isalpha() for character in text)


def shouts(text: str) -> bool:
    """A short line in capitals: a heading wherever it stands."""
    letters = [character for character in text if character.isalpha()]
    return (
        len(letters) >= 4 and len(text.split()) <= 15 and all(c.isupper() for c in letters) and text[-1] not in "!?;,"
    )
