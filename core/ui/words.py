"""Words for what pages show: dates in the reader's language, times as people say them, text made safe for labels."""

import re
from datetime import date, datetime, timedelta

_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&\"'@/])")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_JOINER = "\u2060"
"""Word joiner: not seen, and not part of an address, so that nothing makes a link of it."""


def day(moment: date | datetime | None, style: str = "en-GB") -> str:
    """A day in words: “12 March 2026” and its like; “no date” for None."""
    if moment is None:
        return "no date"
    if style == "iso":
        return f"{moment:%Y-%m-%d}"
    if style == "en-US":
        return f"{_MONTHS['en'][moment.month - 1]} {moment.day}, {moment.year}"
    month = _MONTHS.get(style[:2], _MONTHS["en"])[moment.month - 1]
    return f"{moment.day}{'.' if style == 'de' else ''} {month} {moment.year}"


def month(moment: date | None, style: str = "en-GB") -> str:
    """A month in words: “March 2026”; “Without a date” for None."""
    if moment is None:
        return "Without a date"
    if style == "iso":
        return f"{moment:%Y-%m}"
    return f"{_MONTHS.get(style[:2], _MONTHS['en'])[moment.month - 1]} {moment.year}"


def ago(moment: datetime | None, now: datetime, style: str = "en-GB") -> str:
    """How long ago, up to a day; then the day itself."""
    if moment is None:
        return "never"
    passed = now - moment
    if passed < timedelta(seconds=50):
        return "just now"
    if passed < timedelta(minutes=55):
        return f"{max(1, round(passed.total_seconds() / 60))} min ago"
    if passed < timedelta(hours=24):
        return f"{max(1, round(passed.total_seconds() / 3600))} h ago"
    return day(moment, style)


def left(seconds: float | None) -> str:
    """How long something still takes, in words; empty when nobody knows."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"about {max(1, round(seconds))} s left"
    return f"about {round(seconds / 60)} min left"


def count(number: int, one: str, many: str | None = None) -> str:
    """“1 document”, “26 documents”, “1,204 passages”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def level(value: str) -> str:
    """A level in words: “Internal”."""
    return value.capitalize()


def plain(text: str) -> str:
    """Somebody else's text for a label or a heading that reads Markdown: nothing in it is formatted, linked or drawn.

    Signs that turn the direction of what follows are left out. Every sign of Markdown is escaped. What looks like an
    address is broken by an invisible sign, because addresses become links even where every sign is escaped.
    """
    flat = _TURNING.sub("", " ".join(text.split()))
    broken = re.sub(r"(?i)(https?|ftp|mailto|www)(?=[:.])", rf"\1{_JOINER}", flat).replace("@", f"{_JOINER}@")
    return _SIGNS.sub(r"\\\1", broken)


def short(text: str, most: int = 80) -> str:
    """The beginning of a text, cut between words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + "…"
