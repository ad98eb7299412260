"""The stamp at the head of a WhatsApp message: when, in the order of day and month that the whole file betrays."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from core.documents.reading.chat_words import MERIDIEM

MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
"""Invisible marks of direction, for use inside a character class."""
_M = f"[{MARKS}]*"
_S = f"[ \t\u00a0\u202f\u2009{MARKS}]*"
_HALVES = "|".join(re.escape(word) for word in sorted(MERIDIEM, key=len, reverse=True) if word not in ("am", "pm"))
_HALF = rf"[AaPp]{_M}\.?{_S}[Mm]\b{_M}\.?|(?:{_HALVES})(?!\w)"
_STAMP = re.compile(
    rf"{_M}(?P<open>\[)?{_S}"
    rf"(?P<a>\d{{1,4}}){_M}(?P<sep>[./\-]){_S}(?P<b>\d{{1,2}}){_M}(?P=sep){_S}(?P<c>\d{{1,4}})\.?{_M}"
    rf"(?:[,،]{_S}|[ \u00a0\u202f]{_S})(?:(?:à|um|at|kl\.?|às|a las|alle|klo|u){_S} )?{_S}"
    rf"(?P<before>{_HALF})?{_S}"
    rf"(?P<hour>\d{{1,2}}){_S}[:.h٫]{_S}(?P<minute>\d{{2}})(?:{_M}[:.]{_M}(?P<second>\d{{2}}))?"
    rf"(?:{_S}(?P<after>{_HALF}))?{_M}(?:\s?h\b|\s?Uhr\b)?"
    rf"(?:(?P<close>{_S}\]){_S}|{_S}[-–—](?: |(?=\u200e)|$){_S})",
    re.IGNORECASE,
)


class Stamp(NamedTuple):
    """What a stamp says; ``end`` is where the message's name begins on the line."""

    parts: tuple[int, int, int]
    year_first: bool
    clock: tuple[int, int, int]
    bracketed: bool
    looks_american: bool
    end: int


def stamp_of(text: str, start: int, end: int) -> Stamp | None:
    """The stamp with which the line ``text[start:end]`` begins, None if it begins otherwise."""
    match = _STAMP.match(text, start, min(end, start + 100))
    if not match or bool(match["open"]) != bool(match["close"]):
        return None
    half = _half(match["after"] or match["before"] or "")
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if half:
        hour = hour % 12 + (12 if half == "pm" and hour <= 12 else 0) if hour <= 12 else hour
    if hour > 23 or minute > 59 or second > 59:
        return None
    first, last = match["a"], match["c"]
    if len(first) == 3 or len(last) == 3 or (len(first) == 4 and len(last) == 4):
        return None
    american = len(last) == 2 and match["sep"] == "/" and half != "" and (match["after"] or "").isupper()
    parts = (int(first), int(match["b"]), int(last))
    return Stamp(parts, len(first) == 4, (hour, minute, second), bool(match["open"]), american, match.end())


def _half(word: str) -> str:
    bare = re.sub(f"[ \t\u00a0\u202f\u2009{MARKS}]", "", word).lower()
    return MERIDIEM.get(bare) or MERIDIEM.get(bare.replace(".", ""), "")


_ORDERS: dict[str, Callable[[int, int, int], tuple[int, int, int]]] = {
    "day first": lambda a, b, c: (c, b, a),
    "month first": lambda a, b, c: (c, a, b),
    "year first": lambda a, b, c: (a, b, c),
}


def read_times(stamps: Sequence[Stamp]) -> list[datetime] | None:
    """When each message was written, in one order of day, month and year for all of them.

    The order is one in which every stamp is a date; among several, the one in which the messages go back in time
    least often, then the one in which they span the shortest time, then the custom that the stamps' shape follows.

    Returns:
        None if no order makes dates of all stamps.
    """
    american = any(stamp.looks_american and min(stamp.parts[:2]) < 10 for stamp in stamps)
    habit = ["month first", "day first"] if american else ["day first", "month first"]
    best: tuple[tuple[int, float], list[datetime]] | None = None
    for order in [*habit, "year first"]:
        times = _in_order(stamps, order)
        if times is None:
            continue
        back = sum(1 for earlier, later in pairwise(times) if later < earlier)
        badness = (back, (max(times) - min(times)).total_seconds())
        if best is None or badness < best[0]:
            best = (badness, times)
    return best[1] if best else None


def _in_order(stamps: Sequence[Stamp], order: str) -> list[datetime] | None:
    place, times = _ORDERS[order], []
    for stamp in stamps:
        if stamp.year_first and order != "year first":
            return None
        year, month, day = place(*stamp.parts)
        try:
            times.append(datetime(year + 2000 if year < 100 else year, month, day, *stamp.clock))
        except ValueError:
            return None
    return times
