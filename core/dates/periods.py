"""The stretch of time that a question asks about."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from core.dates.words import (
    DAY,
    MONTH,
    NUMBER,
    WEEKDAY,
    YEAR,
    day_number,
    make,
    month_number,
    month_span,
    number,
    quarter_span,
    shifted,
    week_span,
    weekday_number,
    year_of,
)

Span = tuple[date | None, date | None]

_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_POINT = rf"(?:(?P<day>{DAY})(?:\s+of)?\s+)?(?P<month>{MONTH}){YEAR}"
_AMERICAN = rf"(?P<month>{MONTH})\s+(?P<day>\d{{1,2}}(?:st|nd|rd|th)?)(?![\d:]){YEAR}"
_NUMERIC = r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:20)?\d\d)"
_JUST_YEAR = r"(?P<only>(?:19|20)\d\d)\b(?!-\d)"
_POINTS = tuple(re.compile(form, re.IGNORECASE) for form in (_NUMERIC, _AMERICAN, _POINT, _JUST_YEAR))


def _point(text: str, today: date, year: int | None = None) -> Span | None:
    """The day, month or year that a phrase names from its first character on, the last one not in the future."""
    for form in _POINTS:
        match = form.match(text)
        if match:
            return _span_of(match, today, year)
    return None


def _span_of(match: re.Match[str], today: date, year: int | None) -> Span | None:
    groups = match.groupdict()
    if groups.get("only"):
        return date(int(groups["only"]), 1, 1), date(int(groups["only"]), 12, 31)
    if groups.get("iso"):
        y, m, d = (int(part) for part in groups["iso"].split("-"))
        return _one(make(y, m, d))
    if groups.get("d"):
        return _one(make(2000 + int(groups["y"]) % 100, int(groups["m"]), int(groups["d"])))
    month, stated = month_number(groups["month"]), year_of(match) or year
    if not groups.get("day"):
        return month_span(stated or (today.year if month <= today.month else today.year - 1), month)
    day = day_number(groups["day"])
    this = make(stated or today.year, month, day)
    return _one(this if stated or (this and this <= today) else make(today.year - 1, month, day))


def _one(day: date | None) -> Span | None:
    return (day, day) if day else None


def _between(match: re.Match[str], today: date) -> Span | None:
    """Two ends; the first borrows month and year from the second ("between 3 and 17 April")."""
    second = _point(match["to"], today)
    if second is None or second[0] is None:
        return None
    bare = re.fullmatch(rf"(?:the\s+)?({DAY})", match["from"].strip(), re.IGNORECASE)
    if bare:
        first = _one(make(second[0].year, second[0].month, day_number(bare[1])))
    else:
        first = _point(match["from"], today, second[0].year)
        if first and first[0] and first[0] > second[0]:
            first = _point(match["from"], today, second[0].year - 1)
    return (first[0], second[1]) if first else None


def _since(match: re.Match[str], today: date) -> Span | None:
    found = _point(match["to"], today) or _weekday(match["to"], today)
    if found is None:
        return None
    return (found[1] + timedelta(days=1), None) if match["word"].lower() == "after" and found[1] else (found[0], None)


def _until(match: re.Match[str], today: date) -> Span | None:
    found = _point(match["to"], today)
    if found is None or found[0] is None:
        return None
    return (None, found[0] - timedelta(days=1)) if match["word"].lower() == "before" else (None, found[1])


def _weekday(text: str, today: date) -> Span | None:
    match = re.match(WEEKDAY, text, re.IGNORECASE)
    if not match:
        return None
    return _one(today - timedelta(days=(today.weekday() - weekday_number(match.group())) % 7))


def _rolling(match: re.Match[str], today: date) -> Span | None:
    count, unit = number(match["n"]), match["unit"].lower()
    if unit.startswith(("day", "week", "fortnight")):
        days = count * {"d": 1, "w": 7, "f": 14}[unit[0]]
        return today - timedelta(days=days), today
    months = count * {"m": 1, "q": 3, "y": 12}[unit[0]]
    return (shifted(today, -months), today) if months < 12 * 200 else None


def _named_unit(match: re.Match[str], today: date) -> Span | None:
    step, unit = (
        {"this": 0, "current": 0, "last": -1, "previous": -1, "past": -1}[match["which"].lower()],
        match["unit"],
    )
    unit = unit.lower()
    if unit == "week":
        return week_span(today + timedelta(weeks=step))
    if unit == "month":
        return month_span(today.year, today.month + step)
    if unit == "quarter":
        return quarter_span(today.year, (today.month + 2) // 3 + step)
    return date(today.year + step, 1, 1), date(today.year + step, 12, 31)


def _quarter(match: re.Match[str], today: date) -> Span | None:
    name = match["q"] or match["ord"]
    quarter = int(name) if name.isdigit() else _QUARTERS[name.lower()]
    year = year_of(match) or today.year + {"last": -1}.get((match["which"] or "").lower(), 0)
    if not year_of(match) and not match["which"] and quarter_span(year, quarter)[0] > today:
        year -= 1
    return quarter_span(year, quarter)


def _half(match: re.Match[str], today: date) -> Span | None:
    name = (match["h"] or match["ord"]).lower()
    half = 1 if name in ("1", "first") else 2
    year = year_of(match) or today.year + {"last": -1}.get((match["which"] or "").lower(), 0)
    return quarter_span(year, half * 2 - 1)[0], quarter_span(year, half * 2)[1]


def _last_named(match: re.Match[str], today: date) -> Span | None:
    """ "last March": the last one that is over; "last Monday": the last such day before today."""
    day = _weekday(match["to"], today - timedelta(days=1))
    if day:
        return day
    month = month_number(match["to"])
    return month_span(today.year if month < today.month else today.year - 1, month)


def _on(match: re.Match[str], today: date) -> Span | None:
    return _point(match["to"], today) or _weekday(match["to"], today)


def _near(match: re.Match[str], today: date) -> Span | None:
    back = {"yesterday": 1, "day before yesterday": 2}.get(re.sub(r"\s+", " ", match.group().lower()), 0)
    return _one(today - timedelta(days=back))


_TO = r"(?P<to>(?:the\s+)?\S.{0,40})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[["re.Match[str]", date], Span | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reading)
    for pattern, reading in (
        (
            r"\b(?:between|from)\s+(?:the\s+)?(?P<from>\S.{0,25}?)\s+(?:and|to|until|till|through|–|-)\s+(?:the\s+)?"
            r"(?P<to>\S.{0,40})",
            _between,
        ),
        (rf"\b(?:in|on|over|during)?\s*(?:the\s+)?(?P<from>{DAY})\s?[–-]\s?(?P<to>\d{{1,2}}.{{3,25}})", _between),
        (
            r"\b(?:the\s+)?(?:last|past|previous)\s+(?P<n>" + NUMBER + r")\s+"
            r"(?P<unit>days?|weeks?|fortnights?|months?|quarters?|years?)\b",
            _rolling,
        ),
        (r"\b(?P<word>since|after)\s+(?:the\s+)?(?:start of\s+|beginning of\s+|end of\s+)?(?P<to>\S.{0,40})", _since),
        (r"\b(?P<word>before|until|till|up to)\s+(?:the\s+)?(?:end of\s+)?(?P<to>\S.{0,40})", _until),
        (rf"\bq(?P<q>[1-4])\b(?P<ord>)(?P<which>){YEAR}", _quarter),
        (
            r"\b(?P<q>)(?P<ord>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+quarter(?:\s+of)?"
            rf"(?:\s+(?P<which>this|last)\s+year)?{YEAR}",
            _quarter,
        ),
        (rf"\bh(?P<h>[12])\b(?P<ord>)(?P<which>){YEAR}", _half),
        (
            r"\b(?P<h>)(?P<ord>first|second)\s+half(?:\s+of)?(?:\s+the)?(?:\s+(?P<which>this|last)\s+year|\s+year)?"
            rf"{YEAR}",
            _half,
        ),
        (r"\b(?P<which>this|last|previous|current|past)\s+(?P<unit>week|month|quarter|year)\b", _named_unit),
        (rf"\blast\s+(?P<to>{MONTH}|{WEEKDAY})(?!\s+\d)", _last_named),
        (r"\b(?:day before yesterday|yesterday|today|this (?:morning|afternoon|evening))\b", _near),
        (
            rf"\b(?:in|on|of|for|at|during|from|dated|this)\s+(?:the\s+)?(?:(?:early|mid|late|end of|start of)[ -]+)?"
            rf"(?:{WEEKDAY},?\s+(?:the\s+)?)?(?P<to>(?:{DAY}(?:\s+of)?\s+)?{MONTH}.{{0,20}})",
            _on,
        ),
        (r"\b(?:on|for|at|of|from|dated)\s+(?:the\s+)?(?P<to>\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4})", _on),
        (r"\b(?:in|during|of|for|from)\s+(?P<to>(?:19|20)\d\d\b(?!-).{0,2})", _on),
        (
            rf"\b(?P<to>(?:{DAY}\s+(?:of\s+)?)?{MONTH})['’]?s?\s+(?:meeting|minutes|call|session|board|workshop|agm)\b",
            _on,
        ),
        (rf"\b(?P<to>{DAY}\s+(?:of\s+)?{MONTH}.{{0,20}})", _on),
        (rf"\b(?P<to>{MONTH}\s+(?:\d{{1,2}}\b|(?:19|20)\d\d\b).{{0,20}})", _on),
        (rf"\bon\s+(?P<to>{WEEKDAY})", _on),
    )
)  # the first form that reads wins: the most particular come first


def period(question: str, today: date) -> Span | None:
    """The time a question asks about, both ends inclusive; None if it names none ("recently" names none).

    A month or day without a year is the last one that has begun; "last March" the last one that is over.

    Returns:
        (since, until), either of them None where that end is open ("since May", "before April").
    """
    for pattern, reading in _FORMS:
        for match in pattern.finditer(question):
            try:
                found = reading(match, today)
            except (OverflowError, ValueError):  # beyond the calendar
                continue
            if found and found[0] and found[1] and found[0] > found[1]:
                return found[1], found[0]
            if found:
                return found
    return None
