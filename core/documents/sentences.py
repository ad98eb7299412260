"""Where sentences end, by rule: good enough to cut a long turn or to quote, for prose and for speech."""

import re

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n[ \t]*\n|\n(?=[ \t]*(?:[-*•–]|\d+[.)])[ \t])")
_ABBREVIATIONS = frozenset(
    """mr mrs ms mx dr prof st sr jr rev hon gen col capt sen rep vs etc eg ie e.g i.e cf approx no nos vol fig ed eds
    p pp ca al inc ltd co corp dept est jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur
    thurs fri sat sun a.m p.m u.s u.k u.n ph.d""".split()
)
_BEFORE = re.compile(r"[\w.]*$")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences of ``text[start:end]`` in order, without the white space around them.

    A full stop after an abbreviation or an initial, or before a lower-case word, ends nothing; a blank line and the
    start of a list item do. Every character that is not white space lies in exactly one span.
    """
    stop = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, stop):
        if _ends_sentence(text, match, start, stop):
            _append(spans, text, begin, match.end())
            begin = match.end()
    _append(spans, text, begin, stop)
    return spans


def _ends_sentence(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    mark = match.group()
    if mark[0] == "\n":
        return True
    after = match.end()
    while after < stop and text[after].isspace():
        after += 1
    if after < stop and text[after].islower():
        return False
    if mark != ".":
        return True
    found = _BEFORE.search(text[max(start, match.start() - 12) : match.start()])
    word = found.group() if found else ""
    initial = len(word) == 1 and word.isupper() and word != "I"
    return not initial and word.lower() not in _ABBREVIATIONS


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends; an empty one keeps ``start <= end``."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    start, end = trimmed(text, start, end)
    if start < end:
        spans.append((start, end))
