"""A document's text as blocks for the renderer: as it was written, by passages, speakers set off, a place marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from core.models import Passage
from core.ui.rich import Block, run

PART = 40_000
"""Characters shown at once: more would make the browser slow."""
SPOKEN = frozenset({"transcript", "chat"})

Span = tuple[int, int]
_TIMING = re.compile(r"(?m)^(?:WEBVTT.*|\d+|(?:\d+:)?\d\d:\d\d[.,]\d+ --> .*)$")


def parts(text: str, passages: Sequence[Passage], most: int = PART) -> list[Span]:
    """The whole text in stretches of about ``most`` characters, cut between passages where there are any."""
    starts = sorted({passage.start for passage in passages})
    cuts = [0]
    for start, following in pairwise([*starts, len(text)]):
        while start - cuts[-1] > most:  # text that is in no passage
            cuts.append(cuts[-1] + most)
        if following - cuts[-1] > most and start > cuts[-1]:
            cuts.append(start)
    while len(text) - cuts[-1] > most * 3 // 2:
        cuts.append(cuts[-1] + most)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def part_of(found: Sequence[Span], at: int) -> int:
    """Which part holds this place."""
    return next((n for n, (_, end) in enumerate(found) if at < end), len(found) - 1)


def blocks(text: str, passages: Sequence[Passage], kind: str, part: Span, place: Span | None = None) -> list[Block]:
    """The blocks of one part; the place, if it lies there, is marked."""
    return [
        {"tag": "pre", "runs": _runs(text, span, _styled(text, span, speakers, kind), place)}
        for span, speakers in _stretches(text, passages, part)
    ]


def _stretches(text: str, passages: Sequence[Passage], part: Span) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Passages and what stands between them, without the white space around; each character at most once."""
    at, end = part
    for passage in sorted(passages, key=lambda one: one.start):
        start, stop = max(passage.start, at), min(passage.end, end)
        if stop <= start:
            continue
        yield from _bare(text, (at, start), ())
        yield from _bare(text, (start, stop), passage.speakers)
        at = stop
    yield from _bare(text, (at, end), ())


def _bare(text: str, span: Span, speakers: tuple[str, ...]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    piece = text[span[0] : span[1]]
    if piece.strip():
        start = span[0] + len(piece) - len(piece.lstrip("\n\r"))
        yield (start, start + len(piece.strip("\n\r"))), speakers


def _styled(text: str, span: Span, speakers: Iterable[str], kind: str) -> list[tuple[int, int, str]]:
    """Who speaks, and the times that a recorder put there."""
    if kind not in SPOKEN:
        return []
    found = [(match.start(), match.end(), "dim") for match in _TIMING.finditer(text, *span)]
    names = "|".join(re.escape(name) for name in sorted(speakers, key=len, reverse=True))
    if names:
        line = re.compile(
            rf"(?m)^(?P<lead>[\[\d][^\n]{{0,38}}?)?(?P<name>{names})"
            r"(?P<tail>:|[ \t]+[(\[]?\d[\d:.,]*[)\]]?[ \t]*$|[ \t]*$)"
        )
        for match in line.finditer(text, *span):
            found += [(*match.span(name), style) for name, style in _STYLES if match[name]]
    return sorted(found)


_STYLES = (("lead", "dim"), ("name", "speaker"), ("tail", "dim"))


def _runs(text: str, span: Span, styled: Sequence[tuple[int, int, str]], place: Span | None) -> list[dict[str, str]]:
    """The stretch cut where a style or the marked place begins or ends."""
    edges = {*span, *(edge for start, end, _ in styled for edge in (start, end)), *(place or ())}
    cuts = sorted(edge for edge in edges if span[0] <= edge <= span[1])
    runs, waiting = [], list(styled)
    for start, end in pairwise(cuts):
        while waiting and waiting[0][1] <= start:
            waiting.pop(0)
        kind = waiting[0][2] if waiting and waiting[0][0] <= start else "plain"
        if place is not None and place[0] <= start and end <= place[1]:
            kind = "mark"
        runs.append(run(text[start:end], kind))
    return runs
