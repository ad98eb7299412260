"""The calendar, read back by the rules of RFC 5545."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from core.exports.calendar import calendar, folded
from core.exports.cleaning import one_line
from core.models import Action, Level
from tests.exports.test_tables import action

NOW = datetime(2026, 6, 1, 11, 30, tzinfo=timezone(timedelta(hours=2)))


def physical(content: bytes) -> list[bytes]:
    assert content.endswith(b"\r\n")
    lines = content[:-2].split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    return lines


def properties(content: bytes) -> list[tuple[str, str]]:
    unfolded = content.replace(b"\r\n ", b"").decode()
    return [(name, value) for name, _, value in (line.partition(":") for line in unfolded.split("\r\n") if line)]


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


@given(task=st.text() | st.text(alphabet='\\;,:\n\r"é北😀 a', max_size=200), owner=st.none() | st.text())
def test_any_action_is_one_event_that_reads_back(task: str, owner: str | None) -> None:
    content = calendar([action(task, owner)], NOW)
    for line in physical(content):
        assert len(line) <= 75
        line.decode()
    found = properties(content)
    assert [name for name, _ in found].count("BEGIN") == 2
    names = dict(found)
    assert unescaped(names["SUMMARY"]) == one_line(f"{owner}: {task}" if owner else task)
    assert (names["DTSTART;VALUE=DATE"], names["DTEND;VALUE=DATE"]) == ("20260320", "20260321")
    assert names["DTSTAMP"] == "20260601T093000Z"


@given(st.text(min_size=1, max_size=400).filter(lambda text: "\r" not in text and "\n" not in text))
def test_folding_cuts_no_character_and_loses_none(line: str) -> None:
    made = folded(line)
    assert all(len(part) <= 75 for part in physical(made))
    assert [part.decode() for part in physical(made)]
    assert made.replace(b"\r\n ", b"")[:-2] == line.encode("utf-8", "replace")


def test_the_shape_that_calendars_import() -> None:
    content = calendar([action("Call; write, then wait\\"), action("No day", due=None)], NOW)
    assert content.decode().split("\r\n")[:5] == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sybil//Actions//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    ]  # fmt: skip
    names = dict(properties(content))
    assert names["UID"] == "action-a1@sybil"
    assert names["SUMMARY"] == r"Amina Okafor: Call\; write\, then wait\\"
    assert names["CLASS"] == "PRIVATE"
    assert content.count(b"BEGIN:VEVENT") == content.count(b"END:VEVENT") == 1
    again = calendar([action("Call")], NOW + timedelta(days=1))
    assert dict(properties(again))["UID"] == names["UID"], "the same action, however it is worded"


def test_levels_and_the_last_day_there_is() -> None:
    secret = Action("a", "x", None, date.max, "open", "d", "d.md", "", 0, 0, Level.RESTRICTED)
    names = dict(properties(calendar([secret], datetime(2026, 1, 1, tzinfo=UTC))))
    assert names["CLASS"] == "CONFIDENTIAL"
    assert names["DTSTART;VALUE=DATE"] == "99991231"
    assert "DTEND;VALUE=DATE" not in names
    assert calendar([], NOW).endswith(b"END:VCALENDAR\r\n")
