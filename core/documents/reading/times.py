"""Times of day and times into a recording, as transcripts write them."""

import re

CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?(?:[ \u202f]?[AaPp]\.?[Mm]\b\.?)?"
"""A pattern for ``0:12``, ``00:12:31``, ``1:02:03.500``, ``9:31 AM``."""
_PARTS = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,]\d{1,3})?(.*)")


def seconds(time: str) -> int:
    """A time in seconds, for comparing times of one file."""
    match = _PARTS.match(time)
    if not match:
        return 0
    hours, minutes, rest, half = match.groups()
    late = 43_200 if half and "p" in half.lower() and not (minutes or "").startswith("12") else 0
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(rest) + late


def spoken_at(time: str) -> str:
    """A time as a locator: without fractions of a second, without hours where there are none."""
    match = _PARTS.match(time)
    if not match:
        return time
    hours, minutes, rest, half = match.groups()
    if hours and int(hours):
        return f"{int(hours)}:{int(minutes):02d}:{rest}{half}"
    return f"{int(minutes)}:{rest}{half}"
