"""The day of a document: from what it says, then from its name, then from when the file was changed."""

import re
from collections import Counter
from datetime import date, datetime, timedelta

from core.dates import find_dates
from core.dates import month_first as is_month_first
from core.dates.words import MONTH, WEEKDAY, month_number, weekday_number
from core.documents.parsed import ParsedDocument

_LABEL = re.compile(
    r"^[ \t#*_>|-]{0,20}(?:(?:meeting |issue |effective |report |publication )?date(?: of (?:the )?meeting)?|"
    r"held(?: on)?|when|dated|day|datum|sent|prepared)"
    r"\s*(?:\*\*)?\s*(?::|–|-|\||\t|\s)\s*(?:\*\*)?\s*(?P<rest>.{4,60})",
    re.IGNORECASE | re.MULTILINE,
)
_HELD = re.compile(
    r"\b(?:held|meeting|minutes|session|notes|recorded|call|recap|took place|convened|"
    r"met)\b[^.\n]{0,90}?\b(?:on|of|from|:|–|—|-|,)\s",
    re.IGNORECASE,
)
_NOT_OWN = re.compile(
    r"\b(?:next|previous|last(?! (?:touched|updated|changed|modified|edited|revised|saved))|until|by|"
    r"due|deadline|effective(?: from)?|(?:previous|last|starting|runs?|valid|"
    r"open|apply|applies|effect) from|since|before|after|valid|expires?|starting|reviewed|"
    r"(?<!product )(?<!project )(?<!sprint )(?<!weekly )(?<!monthly )(?<!quarterly )(?<!annual )(?<!case )review|"
    r"version of|"
    r"begin\w*|end(?:s|ed|ing)?|between|born|died)\b[^.\n]{0,24}$|\b1[5-9]\d\d ?[-–] ?$",
    re.IGNORECASE,
)
_FULL = re.compile(r"(?:19|20)\d\d|\d{1,2}[/.]\d{1,2}[/.]\d\d\b|['’]\d\d\b|-\d\d\b")
_IN_NAME = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_. ]?(?P<m>0[1-9]|1[0-2])[-_. ]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>0?[1-9]|[12]\d|3[01])[-_.](?P<m>0?[1-9]|1[0-2])[-_.](?P<y>(?:20)?\d\d)(?!\d)"),
)
_MONTH_NAME = re.compile(
    rf"(?<![a-z])(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s_-]+)?(?P<month>{MONTH})[\s_-]*(?:(?P<d2>\d{{1,2}})(?:st"
    rf"|nd|rd|th)?,?[\s_-]+)?(?P<y>(?:19|20)\d\d)",
    re.I,
)
_YEAR_MONTH = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_. ](?P<m>0[1-9]|1[0-2])(?!\d|[-_. ]?\d\d)")
_RECENT = range(2022, 2028)  # where a weekday fits two years the later one is meant
_OF_MEETING = re.compile(
    r"\b(?:meeting|minutes|held|session|call|notes|agm|assembly|met|recap|retro|sync|"
    r"stand-?up)\b(?!.*\b(?:printed|circulated|typed|issued|updated|approved|distributed|posted)\b)",
    re.IGNORECASE,
)
_DATED_YEAR = re.compile(rf"(?:\b{MONTH}\.?,? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?|\d[/.])(?P<y>20[0-4]\d)\b", re.I)
_EXPORTED_WITHIN = timedelta(days=14)
_HEAD = 2500
_LINES = 14


def document_date(parsed: ParsedDocument, file_name: str, modified: datetime | None) -> date | None:
    """The day a reader would give the document, None if nothing tells it.

    Order: a date the format states (a chat's last message), a labelled line, the title and head, "held on" in the
    text, the end of a signed document, the file's name, the modified time.
    """
    if parsed.kind == "chat" and parsed.written:
        return parsed.written
    said = max((s.said_at for s in parsed.segments if s.said_at), default=None)
    if parsed.kind == "chat" and said:
        return said.date()
    first = is_month_first(parsed.text)
    reference = modified.date() if modified else parsed.written or date(2000, 1, 1)
    return (
        _labelled(parsed.text[: _HEAD * 2], reference, first)
        or _head(parsed, reference, first)
        or _held(parsed.text[: _HEAD * 2], reference, first)
        or _opening(parsed, reference, first)
        or _opening_without_year(parsed, file_name, first)
        or from_name(file_name)
        or parsed.written
        or _foot(parsed.text, reference, first)
        or _without_year(parsed, file_name, modified, first)
        or (modified.date() if modified else None)
    )


def _labelled(text: str, reference: date, first: bool) -> date | None:
    for match in _LABEL.finditer(text):
        found = _complete(match["rest"], reference, first)
        if found:
            return found[0]
    return None


def _complete(text: str, reference: date, first: bool) -> list[date]:
    """Dates of a text that name their year."""
    return [day for start, end, day in find_dates(text, reference, first) if _FULL.search(text[start:end])]


def _head(parsed: ParsedDocument, reference: date, first: bool) -> date | None:
    """A date with its year in the title or one of the first short lines."""
    lines = [line.strip() for line in parsed.text[:_HEAD].split("\n") if line.strip()][:_LINES]
    lines = [parsed.title or "", *lines]
    for line in [x for x in lines if _OF_MEETING.search(x)] + [x for x in lines if not _OF_MEETING.search(x)]:
        short = line if len(line) <= 140 else ""
        for start, end, day in find_dates(short, reference, first):
            if _FULL.search(short[start:end]) and not _NOT_OWN.search(short[:start]):
                return day
    return None


def _opening(parsed: ParsedDocument, reference: date, first: bool) -> date | None:
    """The first full date of the opening."""
    text = parsed.text[:500]
    for start, end, day in find_dates(text, reference, first):
        if _FULL.search(text[start:end]) and not _NOT_OWN.search(text[:start]):
            return day
    return None


def _opening_without_year(parsed: ParsedDocument, file_name: str, first: bool) -> date | None:
    """A day and month in the opening, with a year that stands beside them, or the year of the file's name, or else the
    one that the text names most often, if more than in passing.

    Where the name tells a whole day, the text may only correct it by some days, as when a recording got the day on
    which it was exported: a day further away is one that is talked about.
    """
    named, whole = _named(file_name)
    elsewhere = named.year if named else _year_in(file_name) or _commonest_year(parsed.text[:20_000], 2)
    lines = [line.strip() for line in parsed.text[:800].split("\n") if line.strip()][:6]
    for line in [parsed.title or "", *lines]:
        beside = _commonest_year(line)
        year = beside or elsewhere
        day = _day_and_month(line, year, first) if year and len(line) <= 140 else None
        if day and (beside or not named or not whole or abs(day - named) <= _EXPORTED_WITHIN):
            return day
    return None


def _day_and_month(line: str, year: int, first: bool) -> date | None:
    for start, end, day in find_dates(line, date(year, 1, 1), first):
        spelt = re.search(rf"\d.*{MONTH}|{MONTH}.*\d|\d[/.]\d", line[start:end], re.IGNORECASE)
        if spelt and day.year == year and not _NOT_OWN.search(line[:start]):
            return day
    return None


def _year_in(file_name: str) -> int | None:
    year = re.search(r"(?<!\d)(20\d\d)(?!\d)", file_name)
    return int(year[1]) if year else None


def _commonest_year(text: str, at_least: int = 1) -> int | None:
    """A year that is part of a date counts as more than one in passing."""
    years = Counter(re.findall(r"\b(20[0-4]\d)\b(?![-/]\d)", text))
    years.update(found["y"] for found in _DATED_YEAR.finditer(text))
    year, times = years.most_common(1)[0] if years else ("", 0)
    return int(year) if times >= at_least else None


def _held(text: str, reference: date, first: bool) -> date | None:
    for match in _HELD.finditer(text):
        if re.search(r"\b(?:next|previous|last|prior)\b", text[max(0, match.start() - 20) : match.end()], re.I):
            continue
        found = find_dates(text[match.end() - 1 : match.end() + 40], reference, first)
        if (
            found
            and found[0][0] <= 14
            and _FULL.search(text[match.end() - 1 + found[0][0] : match.end() - 1 + found[0][1]])
        ):
            return found[0][2]
    return None


def _foot(text: str, reference: date, first: bool) -> date | None:
    """A date line at the very end of a document ("12 March 2026, signed ...")."""
    lines = [line.strip() for line in text[-600:].split("\n") if line.strip()][-4:]
    for line in reversed(lines):
        if len(line) <= 60 and not re.search(r"\bnext\b", line, re.I):
            found = _complete(line, reference, first)
            if found:
                return found[0]
    return None


def _without_year(parsed: ParsedDocument, file_name: str, modified: datetime | None, first: bool) -> date | None:
    """ "Tuesday 3 February" in the head, the year borrowed from the file's name or its modified time."""
    year = _year_in(file_name)
    near = date(year, 7, 1) if year else modified.date() if modified else None
    if near is None:
        return _year_by_weekday(parsed.text, first)
    for line in [line.strip() for line in parsed.text[:800].split("\n") if line.strip()][:5]:
        for start, end, day in find_dates(line, near - timedelta(days=182), first) if len(line) <= 120 else []:
            if re.search(r"\d", line[start:end]) and not _NOT_OWN.search(line[:start]):
                return (
                    day
                    if not modified or year or day <= modified.date() + timedelta(days=3)
                    else day.replace(year=day.year - 1)
                )
    return None


def _year_by_weekday(text: str, first: bool) -> date | None:
    """ "Fri 13 Feb" in the head: the one recent year in which that day was a Friday."""
    for line in [line.strip() for line in text[:800].split("\n") if line.strip()][:5]:
        weekday = re.search(rf"\b({WEEKDAY})", line, re.IGNORECASE)
        if not weekday or len(line) > 120:
            continue
        years = range(_RECENT.start, _RECENT.stop)
        days = [d for y in years for _, _, d in find_dates(line, date(y, 1, 1), first)[:1] if d.year == y]
        fits = [d for d in days if d.weekday() == weekday_number(weekday[1])]
        if fits and len({(d.month, d.day) for d in days}) == 1:
            return fits[-1]
    return None


def from_name(file_name: str) -> date | None:
    """The date in a file's name: a day, or the first of the month that it names."""
    return _named(file_name)[0]


def _named(file_name: str) -> tuple[date | None, bool]:
    """As ``from_name``, and whether the name tells the day itself."""
    stem = file_name.rsplit("/", 1)[-1]
    for pattern in _IN_NAME:
        match = pattern.search(stem)
        if match:
            found = _safe(int(match["y"]), int(match["m"]), int(match["d"]))
            if found:
                return found, True
    match = _MONTH_NAME.search(stem)
    if match:
        day = match["d"] or match["d2"]
        return _safe(int(match["y"]), month_number(match["month"]), int(day or 1)), day is not None
    match = _YEAR_MONTH.search(stem)
    return _safe(int(match["y"]), int(match["m"]), 1) if match else None, False


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
