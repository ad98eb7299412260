"""Due dates, and the dates in a text.

Own rules for English, because a general parser takes tens of milliseconds a sentence and guesses. Numeric dates
are read day first. What a rule does not know is no date: nothing is guessed.
"""

import re
from collections.abc import Iterator
from datetime import date

from core.dates.forms import FORMS
from core.dates.words import MONTH

_WORDS = re.compile(
    r"\d|days?\b|hours?\b|week|month|quarter|year|tmr|tomo|tomorrow|tonight|\b(?:this|the) |\b(?:mon|tues?|"
    r"weds?|thur?s?|fri|sat|sun)\b"
    r"|\be o?[dmyw]\b|\beo[dmyw]\b|\bcob\b|close of|fortnight|" + MONTH,
    re.IGNORECASE,
)
_DUE = re.compile(
    r"(?:\b(?:by|before|until|till|due(?: on| by)?|no later than|not later than|latest(?: by)?|deadline:?|"
    r"within|in|ahead of"
    r"|for)\s+(?:the\s+|this\s+)?|[(\[|–—-]\s*(?:due:?\s*|by\s*)?|→\s*)$",
    re.IGNORECASE,
)
_NOT_DUE = re.compile(
    r"\b(?:of|since|from|dated|starting|after|on or after|effective|w\.?e\.?f\.?|between)\s+(?:the\s+)?$", re.IGNORECASE
)
_EVENT = re.compile(
    r"^(?:['’]s)?\s+(?:\w+\s+)?(?:meeting|session|agm|conference|workshop|event|call|minutes|report)s?\b", re.IGNORECASE
)


def _matches(text: str, reference: date, month_first: bool) -> Iterator[tuple[int, int, date]]:
    for pattern, reading in FORMS:
        for match in pattern.finditer(text):
            try:
                found = reading(match, reference, month_first)
            except (OverflowError, ValueError):  # beyond the calendar
                continue
            if found:
                yield match.start(), match.end() - match.group().endswith("."), found


def find_dates(text: str, reference: date, month_first: bool = False) -> list[tuple[int, int, date]]:
    """Every date in a text, in order, without overlap (the longest reading wins).

    Args:
        reference: the day the text was written, from which "tomorrow" and "12 March" are counted; a date without
            a year is the next one to come.
        month_first: read ``3/4`` as 4 March (see :func:`month_first`).

    Returns:
        (start, end, date) with character offsets.
    """
    if not _WORDS.search(text):
        return []
    taken: list[tuple[int, int, date]] = []
    ranked = sorted(_matches(text, reference, month_first), key=lambda f: (f[0] - f[1], f[0]))
    for start, end, found in ranked:
        if all(end <= s or start >= e for s, e, _ in taken):
            taken.append((start, end, found))
    return sorted(taken)


def month_first(text: str) -> bool:
    """True if a numeric date of the text can only be month first and none can only be day first."""
    if "/" not in text:
        return False
    found = re.findall(r"(?<![\d/.])(?!24/7)(\d{1,2})/(\d{1,2})(?:/(?:\d{4}|\d{2}))?(?![\d/])", text[:200_000])
    pairs = [(int(a), int(b)) for a, b in found]
    return any(a <= 12 < b <= 31 for a, b in pairs) and not any(b <= 12 < a <= 31 for a, b in pairs)


def resolve(text: str, reference: date, month_first: bool = False) -> date | None:
    """The date by which something is due, as a phrase or a sentence says it; None if it says none.

    Of several dates the one after "by", "before", "due" or the like wins, then the last one that is not part of
    something else ("the minutes of 3 April", "from 1 May", "Monday's meeting").

    Args:
        reference: the day it was said.
    """
    best: tuple[int, int, date] | None = None
    for start, end, found in find_dates(text, reference, month_first):
        before, inside = text[max(0, start - 24) : start], text[start:end]
        due = bool(_DUE.search(before)) or bool(re.match(r"(?:by|before|until|till|within|in)\b", inside, re.I))
        if _NOT_DUE.search(before) or (not due and _EVENT.match(text[end : end + 40])):
            continue
        if best is None or (due, start) >= best[:2]:
            best = (due, start, found)
    return best[2] if best else None
