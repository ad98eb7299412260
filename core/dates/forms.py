"""The forms in which English writes a date, each with how it is read. The longest that fits wins."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from core.dates.words import (
    DAY,
    MONTH,
    NUMBER,
    ORDINAL,
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

Reading = Callable[["re.Match[str]", date, bool], date | None]


def _iso(m: re.Match[str], _reference: date, _month_first: bool) -> date | None:
    return make(int(m["y"]), int(m["m"]), int(m["d"]))


def _numeric(m: re.Match[str], reference: date, month_first: bool) -> date | None:
    first, second = int(m["a"]), int(m["b"])
    day, month = (second, first) if (month_first and first <= 12) or second > 12 else (first, second)
    if m["y"]:
        return make(int(m["y"]) + (2000 if len(m["y"]) == 2 else 0), month, day)
    return _to_come(reference, month, day)


def _to_come(reference: date, month: int, day: int) -> date | None:
    """The next such day from the reference on; the reference itself counts."""
    this = make(reference.year, month, day)
    return this if this and this >= reference else make(reference.year + 1, month, day)


def _roman(m: re.Match[str], _reference: date, _month_first: bool) -> date | None:
    months = "I II III IV V VI VII VIII IX X XI XII".split()
    return make(int(m["y"]), months.index(m["m"].upper()) + 1, int(m["d"])) if m["m"].upper() in months else None


def _named(m: re.Match[str], reference: date, _month_first: bool) -> date | None:
    month, day, year = month_number(m["month"]), day_number(m["day"]), year_of(m)
    return make(year, month, day) if year else _to_come(reference, month, day)


def _hyphened(m: re.Match[str], _reference: date, _month_first: bool) -> date | None:
    year = int(m["y"])
    return make(year + 2000 if year < 100 else year, month_number(m["month"]), int(m["day"]))


def _day_of_month(m: re.Match[str], reference: date, _month_first: bool) -> date | None:
    day = day_number(m["day"])
    if not 1 <= day <= 31:
        return None
    which = (m["which"] or "").lower()
    start = shifted(reference.replace(day=1), 1 if which == "next" or (not which and day < reference.day) else 0)
    for months in range(3):  # the 31st skips months that have none
        start = shifted(start.replace(day=1), 1 if months else 0)
        found = make(start.year, start.month, day)
        if found:
            return found
    return None


def _part(m: re.Match[str], reference: date, _month_first: bool) -> date | None:
    """End, middle or beginning of a week, month, quarter or year."""
    first, last = _unit_span(m, reference)
    part = m["part"].lower()
    if part.startswith(("mid", "half")):
        if (last - first).days == 6:
            return first + timedelta(days=2)
        return first + timedelta(days=14) if (last - first).days <= 31 else first + (last - first) // 2
    if part.startswith(("start", "beg", "early")):
        return first if not part.startswith("early") else first + timedelta(days=min(6, (last - first).days // 4))
    return last - timedelta(days=2) if m["unit"].lower() in ("week", "working week") else last


def _unit_span(m: re.Match[str], reference: date) -> tuple[date, date]:
    unit, which = m["unit"].lower(), (m["which"] or "").lower()
    step = {"next": 1, "last": -1, "following": 1, "coming": 1}.get(which, 0)
    if unit.endswith("week"):
        return week_span(reference + timedelta(weeks=step))
    if unit.endswith("month"):
        return month_span(reference.year, reference.month + step)
    if unit == "quarter":
        return quarter_span(reference.year, (reference.month + 2) // 3 + step)
    if unit.endswith("year"):
        return date(reference.year + step, 1, 1), date(reference.year + step, 12, 31)
    stated = year_of(m)
    if unit[0] == "q" and unit[1:].isdigit():
        first, last = quarter_span(stated or reference.year, int(unit[1]))
        return (first, last) if stated or last >= reference else quarter_span(reference.year + 1, int(unit[1]))
    month = month_number(unit)
    first, last = month_span(stated or reference.year, month)
    return (first, last) if stated or last >= reference else month_span(reference.year + 1, month)


def _last_day(m: re.Match[str], reference: date, _month_first: bool) -> date | None:
    first, last = _unit_span(m, reference)
    return first if (m["prep"] or "").lower() == "before" else last


def _spelled_end(m: re.Match[str], reference: date, _month_first: bool) -> date | None:
    word = m.group().lower()
    if word.startswith(("month", "eom")):
        return month_span(reference.year, reference.month)[1]
    if word.startswith(("year", "eoy")):
        return date(reference.year, 12, 31)
    if word.startswith("eow"):
        return _week_friday(reference, 0)
    return reference


def _week_friday(reference: date, weeks: int) -> date:
    return week_span(reference)[0] + timedelta(days=4, weeks=weeks)


def _next_span(m: re.Match[str], reference: date, _month_first: bool) -> date | None:
    """By the last day of this or the next week, month, quarter, year: Friday for a week, Sunday for a weekend."""
    unit, step = m["unit"].lower(), 0 if m["which"].lower() in ("this", "the current") else 1
    if unit == "week":
        return _week_friday(reference, step)
    if unit == "weekend":
        return week_span(reference + timedelta(weeks=step))[1]
    return _unit_span(m, reference)[1]


def _after(m: re.Match[str], reference: date, _month_first: bool) -> date | None:
    """So many days, weeks, months from the reference."""
    count, unit = number(m["n"]) if m["n"] else 1, m["unit"].lower()
    if unit.startswith("hour"):
        return reference + timedelta(days=-(-count // 24))
    if unit.startswith("month"):
        return shifted(reference, count)
    if unit.startswith("year"):
        return shifted(reference, 12 * count)
    if unit.startswith(("working", "business")):
        return _working_days(reference, count)
    return reference + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])


def _working_days(reference: date, count: int) -> date:
    day = reference
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _weekday(m: re.Match[str], reference: date, _month_first: bool) -> date | None:
    """The next such day after the reference; "next" means that of next week, "Monday week" a week after Monday."""
    wanted, which = weekday_number(m["weekday"]), (m["which"] or "").lower()
    ahead = (wanted - reference.weekday() - 1) % 7 + 1
    if which == "next":
        return week_span(reference)[0] + timedelta(weeks=1, days=wanted)
    extra = 1 if m["week"] or m["weekon"] else 0
    return reference + timedelta(days=ahead, weeks=extra)


def _word(m: re.Match[str], reference: date, _month_first: bool) -> date | None:
    word = m.group().lower()
    if "after tomorrow" in word:
        return reference + timedelta(days=2)
    if word.startswith(("tomo", "tm", "2mo")):
        return reference + timedelta(days=8 if word.endswith("week") else 1)
    if word.startswith("week after"):
        return _week_friday(reference, 2)
    return reference


_WHICH = r"(?:(?P<which>this|next|the current|coming|following)\s+)?"
FORMS: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reading)
    for pattern, reading in (
        (r"(?<![\d\-/.])(?P<y>(?:19|20)\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d|-\d)", _iso),
        (r"(?<!\d)(?P<y>20[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", _iso),
        (r"(?<![\d\-/.])(?P<y>(?:19|20)\d\d)[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?![\d/])", _iso),
        (
            r"(?<![\d/.,£$€])(?P<a>\d{1,2}) ?([/.\-]) ?(?P<b>\d{1,2}) ?\2 ?(?P<y>(?:19|20)\d\d|\d\d)(?![\d/]|[.\-]\d)",
            _numeric,
        ),
        (
            r"(?<![\d/.,£$€])(?!24/7)(?P<a>\d{1,2})/(?P<b>\d{1,2})(?P<y>)"
            r"(?![\d/%]|\s+(?:of|in|people|members|votes|majority)\b)",
            _numeric,
        ),
        (r"(?<![\d.])(?P<d>\d{1,2})[./\s]\s?(?P<m>[IVX]{1,4})[./\s]\s?(?P<y>(?:19|20)\d\d)(?!\d)", _roman),
        (r"(?<![\d./,£$€])(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<y>)(?![\d.])", _numeric),
        (rf"(?<![\d.,:/])(?P<day>\d{{1,2}})[-/ ](?P<month>{MONTH})[-/ ](?P<y>(?:20)?\d\d)(?![\d:.])", _hyphened),
        (
            rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?(?<![\d.,:/])\b(?P<day>{DAY})(?:\s+day)?(?:\s+of)?\s+"
            rf"(?P<month>{MONTH}){YEAR}",
            _named,
        ),
        (
            rf"(?:{WEEKDAY},?\s+)?\b(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL})"
            rf"(?![\d:/%]|\.\d|\s?(?:am|pm)\b){YEAR}",
            _named,
        ),
        (
            r"\b(?P<part>end|close|start|beginning|middle|mid|early|late)(?:[ -]+of)?(?:[ -]+the)?[ -]+"
            + r"(?:(?P<which>this|next|coming|following|current)\s+)?"
            + rf"(?P<unit>(?:working |calendar |financial )?(?:week|month|quarter|year)\b|q[1-4]\b|{MONTH}){YEAR}",
            _part,
        ),
        (rf"\blast day of (?:the\s+)?{_WHICH}(?P<unit>month|quarter|year|{MONTH}){YEAR}(?P<prep>)", _last_day),
        (
            r"\b(?:(?:the\s+)?month[ -]end|(?:the\s+)?year[ ’'s]*[ -]end|eom|eoy|eow|eod|cob|close of play"
            r"|close of business|end of (?:the )?(?:business |working )?day)\b"
            rf"(?!\s+(?:on\s+)?(?:the\s+)?(?:{WEEKDAY}|tomorrow|\d|next|this))",
            _spelled_end,
        ),
        (rf"\b(?P<prep>by|in|during|before|until|till|for|within)\s+{_WHICH}(?P<unit>q[1-4])\b{YEAR}", _last_day),
        (
            rf"\b(?P<prep>by|in|during|before|until|till|within)\s+{_WHICH}(?P<unit>{MONTH}){YEAR}"
            r"(?!\s+(?:\d|meeting|session|call|board|agm|conference|report|newsletter|event))",
            _last_day,
        ),
        (
            rf"(?:\b(?:the|by|before|until|till|on|for)\s+|^)(?:the\s+)?(?P<day>{ORDINAL})"
            r"(?:\s+(?:of\s+)?(?P<which>this|next)\s+month)?(?=\s*(?:$|[.,;:!?()|–—-]|\n)"
            r"|\s+(?:and|so|then|at|in|with|for|to|or|but|if|as|when|because|please|latest|we|i|you)\b)",
            _day_of_month,
        ),
        (
            r"\b(?:today|tonight|this (?:morning|afternoon|evening|very day)|(?:the )?day after tomorrow"
            r"|tomorrow(?: week)?|tmrw|tmr|tomoz|2morrow|2moro|week after next)\b",
            _word,
        ),
        (
            rf"\b(?:in|within)\s+(?:the\s+)?(?:next\s+|coming\s+|about\s+)?(?:(?P<n>{NUMBER})\s+)?(?:more\s+)?"
            r"(?P<unit>(?:working|business) days?|days?|weeks?|fortnight|months?|hours?|years?)\b(?:['’]s?)?",
            _after,
        ),
        (
            rf"\b(?P<n>{NUMBER})\s+(?P<unit>days?|weeks?|fortnight|months?)\s+(?:from|hence)(?:\s+(?:now|today))?\b",
            _after,
        ),
        (r"\ba (?P<unit>week)(?P<n>)(?: from)? today\b|\btoday week\b", lambda _m, r, _f: r + timedelta(days=7)),
        (
            rf"\b(?:(?P<weekon>a week (?:on|from|this)) )?(?:(?P<which>this|next|coming|following)\s+)?"
            rf"(?<![-\w])(?P<weekday>{WEEKDAY})(?!s\b)(?P<week>\s+week\b(?!\s+(?:of|and)))?",
            _weekday,
        ),
        (
            r"\b(?:by|before) the (?P<unit>weekend)(?P<which>)(?P<year>)\b",
            lambda _m, r, _f: _week_friday(r, 0) if r.weekday() < 4 else _week_friday(r, 1),
        ),
        (
            r"\b(?P<which>this|the current|next|the coming|the following|coming|following)\s+"
            r"(?P<unit>weekend|week|month|quarter|year)(?P<year>)\b(?!['’]s|\s+(?:meeting|session|board))",
            _next_span,
        ),
    )
)
