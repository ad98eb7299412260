"""Numbers and dates of a spreadsheet as its reader sees them (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss", 48: "0.0E+0", 49: "@",
}  # fmt: skip
"""Number formats that files name by number only."""

_TOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|.', re.DOTALL)
_CORE = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?,*(?:[eE][+-][0#?]+)?|\.[0#?]+")


class _Section(NamedTuple):
    prefix: str
    core: str
    suffix: str
    date: str


def shown(value: float, code: str, since_1904: bool = False) -> str:
    """A number under a format code.

    A day is written ``2026-04-15``, or ``15 Apr 2026`` where the format spells the month: what a format of figures
    shows depends on the reader's country, and could be misread.

    Args:
        value: the stored number; for dates, days since 1899-12-30 (or 1904-01-01).
        code: the format code, ``General`` for none.
        since_1904: the workbook counts from 1904.
    """
    sections = _sections(code)
    negative = value < 0 and len(sections) > 1
    chosen = sections[1] if negative else sections[2] if value == 0 and len(sections) > 2 else sections[0]
    if chosen.date:
        return _date(value, chosen.date, since_1904)
    if not chosen.core:
        return (
            (chosen.prefix + chosen.suffix).strip() if code and code != "General" and chosen.prefix else general(value)
        )
    return _number(abs(value) if negative else value, chosen)


def general(value: float) -> str:
    """A number without a format: no noise of binary fractions, no exponent where it can be avoided."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.10g}"
    return f"{value:.12f}".rstrip("0") if "e-0" in text and abs(value) > 1e-9 else text


@lru_cache(maxsize=1000)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[str]] = [[]]
    for token in _TOKEN.findall(code):
        if token == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_section(tokens) for tokens in parts)


def _section(tokens: list[str]) -> _Section:
    if "".join(tokens).lower() in ("general", "@", ""):
        return _Section("", "", "", "")
    bare = "".join(token for token in tokens if len(token) == 1 or re.fullmatch(r"(?i)\[[hms]+\]", token))
    if re.search(r"[ymdhs]", re.sub(r"(?i)am/pm|a/p|general", "", bare).lower()) and not re.search(
        r"[#?]|0\.0+$", bare
    ):
        return _Section("", "", "", re.sub(r"am/pm|a/p", "", bare.lower()))
    text = ""
    literal: list[str] = []
    for token in tokens:
        text += token if len(token) == 1 else chr(0xE000 + len(literal))  # a literal, kept out of the search for digits
        literal += [] if len(token) == 1 else [_literal(token)]
    core = _CORE.search(text)
    if not core:
        return _Section(_fill(text.replace("@", ""), literal), "", "", "")
    return _Section(_fill(text[: core.start()], literal), core.group(), _fill(text[core.end() :], literal), "")


def _literal(token: str) -> str:
    if token.startswith('"'):
        return token[1:-1]
    if token.startswith("\\"):
        return token[1:]
    if token.startswith("[$"):
        return token[2:-1].split("-")[0]
    return ""


def _fill(text: str, literal: list[str]) -> str:
    return "".join(literal[ord(c) - 0xE000] if 0xE000 <= ord(c) < 0xE000 + len(literal) else c for c in text)


def _number(value: float, section: _Section) -> str:
    core = section.core.rstrip(",")
    if "/" in section.suffix and "?" in core + section.suffix:
        return general(round(value, 6))
    value *= 100 ** (section.prefix + section.suffix).count("%")
    whole, _, fraction = core.partition(".")
    if exponent := re.search(r"[eE][+-]", core):
        places = sum(character in "0#?" for character in core[: exponent.start()].partition(".")[2])
        return f"{section.prefix}{value:.{places}E}{section.suffix}".strip()
    value /= 1000 ** (len(section.core) - len(core))
    digits = sum(character in "0#?" for character in fraction)
    text = f"{abs(value):{',' if ',' in whole.rstrip(',') else ''}.{min(digits, 15)}f}"
    optional = len(fraction) - len(fraction.rstrip("#?"))
    while optional and "." in text and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    text = text.rstrip(".")
    least = whole.count("0")
    if text.split(".")[0].replace(",", "").isdigit() and "," not in text:
        text = text.zfill(least + (len(text) - len(text.split(".")[0])))
    sign = "-" if value < 0 and any(character in "123456789" for character in text) else ""
    return f"{sign}{section.prefix.lstrip()}{text}{section.suffix}".strip()


def _date(value: float, code: str, since_1904: bool) -> str:
    if "[" in code:
        return _elapsed(value, code)
    try:
        at = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
        at += timedelta(days=1 if 0 < value < 60 and not since_1904 else 0, seconds=round(value * 86_400))
    except (OverflowError, ValueError):
        return general(value)
    clock = re.search(r"h.*|.*s", code)
    time = f"{at:%H:%M:%S}" if "s" in code else f"{at:%H:%M}" if "h" in code else ""
    months = re.sub(r"h+\W*m+|m+\W*s+", "", code) if clock else code
    day, month, year = "d" in code, "m" in months, "y" in code
    if not (day or month or year):
        return time
    if "mmm" in months:
        name = f"{at:%B}" if "mmmm" in months else f"{at:%b}"
        said = f"{at.day} {name} {at.year}" if day else f"{name} {at.year}" if year else name
    else:
        said = f"{at:%Y-%m-%d}" if day else f"{at:%Y-%m}" if month and year else f"{at.year}" if year else f"{at:%B}"
    return f"{said} {time}" if time else said


def _elapsed(value: float, code: str) -> str:
    seconds = round(abs(value) * 86_400)
    sign = "-" if value < 0 else ""
    if "[s" in code:
        return f"{sign}{seconds}"
    if "[m" in code:
        return f"{sign}{seconds // 60}:{seconds % 60:02d}"
    minutes = f"{sign}{seconds // 3600}:{seconds % 3600 // 60:02d}"
    return f"{minutes}:{seconds % 60:02d}" if "s" in code else minutes
