"""Due dates as a calendar (RFC 5545) of all-day events.

Events and not to-dos: Google Calendar and Outlook leave VTODO out when they import. An action keeps its UID, so that
a second import renews its event where the program allows that.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from core.exports.cleaning import lines, one_line
from core.models import Action, Level

LINE = 75
"""Octets on a line at most, without its end."""

_CLASSES = {Level.PUBLIC: "PUBLIC", Level.INTERNAL: "PRIVATE"}


def calendar(actions: Iterable[Action], moment: datetime) -> bytes:
    """The whole file; actions without a due date are left out.

    Args:
        moment: when it is made, aware.
    """
    made = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sybil//Actions//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for action in actions:
        if action.due is not None:
            made += _event(action, moment)
    made.append("END:VCALENDAR")
    return b"".join(folded(line) for line in made)


def folded(line: str) -> bytes:
    """A content line with its end, folded so that no line is longer than 75 octets and no character is cut."""
    parts = [b""]
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(parts[-1]) + len(octets) > LINE:
            parts.append(b" ")
        parts[-1] += octets
    return b"\r\n".join(parts) + b"\r\n"


def escaped(text: str) -> str:
    """Text as the value of a property."""
    told = "\n".join(lines(text))
    return told.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _event(action: Action, moment: datetime) -> list[str]:
    assert action.due is not None, "only actions with a due date have an event"
    told = f"{action.owner}: {action.task}" if action.owner else action.task
    made = [
        "BEGIN:VEVENT",
        f"UID:action-{one_line(action.id)}@sybil",
        f"DTSTAMP:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(action.due)}",
        f"SUMMARY:{escaped(one_line(told))}",
        f"DESCRIPTION:{escaped(f'“{one_line(action.quote)}”' + chr(10) + action.document)}",
        f"CLASS:{_CLASSES.get(action.level, 'CONFIDENTIAL')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    with suppress(OverflowError):  # the last day there is: an all-day event without an end lasts one day
        made.insert(4, f"DTEND;VALUE=DATE:{_day(action.due + timedelta(days=1))}")
    return made


def _day(when: date) -> str:
    return when.isoformat().replace("-", "")
