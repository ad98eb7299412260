"""The words English uses for dates, as pieces of regular expressions and the numbers they stand for."""

import re
from calendar import monthrange
from datetime import date, timedelta

MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
WEEKDAYS = {name[:3]: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
NUMBERS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "couple": 2, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3, "thirty": 30, "ninety": 90}
ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
        "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth "
        "thirty-first".split(),
        1,
    )
}

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
NUMBER = r"(?:\d{1,3}|(?:a )?couple of|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + r")\b"
DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b(?![/\-]\d\d\b(?!-))|\s+['’](?P<short>\d\d)\b)?"


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    return MONTHS[word.lower()[:3]]


def weekday_number(word: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return WEEKDAYS[word.lower()[:3]]


def number(word: str) -> int:
    """What a number word or figure stands for."""
    word = re.sub(r"\s+", " ", word.lower())
    return int(word) if word.isdigit() else NUMBERS[word]


def day_number(word: str) -> int:
    """The day of the month that ``5``, ``5th`` or ``fifth`` stands for."""
    figures = re.match(r"\d+", word)
    return int(figures.group()) if figures else ORDINALS[word.lower()]


def year_of(match: re.Match[str]) -> int | None:
    """The year that a match of YEAR states, None if it states none."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    return 2000 + int(groups["short"]) if groups.get("short") else None


def make(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day or the year is not one a person writes about."""
    if not 1900 <= year <= 2199 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def shifted(start: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it has no such day."""
    total = start.year * 12 + start.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month; months beyond 12 or below 1 run into the next or an earlier year."""
    year, month = divmod(year * 12 + month - 1, 12)
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])


def quarter_span(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter; quarters beyond 4 or below 1 run into the next or an earlier year."""
    return month_span(year, quarter * 3 - 2)[0], month_span(year, quarter * 3)[1]


def week_span(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week that holds this day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
