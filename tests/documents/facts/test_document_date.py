"""The day of a document: content, then the file's name, then the file's time."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from core.documents.facts.document_date import document_date, from_name
from core.documents.parsed import Segment
from tests.documents.facts.make import notes, talk

THIRD = date(2026, 3, 3)
LATER = datetime(2026, 9, 9, 12)


@pytest.mark.parametrize(
    "line",
    [
        "Minutes of the meeting held on Tuesday, the 3rd of March, 2026",
        "Meeting Tues 3/3/26",
        "Team meeting (Tuesday, March 3rd, 2026)",
        "TEAM MEETING 3RD MARCH 2026",
        "Date: 3/3/2026",
        "**When:** 3 March 2026",
        "Date | 3 March 2026",
        "2026-03-03 stand-up",
        "Notes from 3 March 2026",
        "Meeting no. 14 of 2026 (3 March)",
        "Tue 3 March 2026, 7pm. Next: 7 April 2026",
        "Printed 9 March 2026\nMeeting held 3 March 2026",
        "Last meeting: 3 February 2026\nThis meeting: 3 March 2026",
        "From: A\nSent: 03 March 2026 18:20\nSubject: Re: stuff",
        "Dated this 3rd day of March, 2026",
        "3.III.2026",
    ],
)
def test_the_content_tells_the_day(line):
    text = f"Some group\n{line}\n\n1. Matters\nBy 14 May 2026 Ann will call.\n"
    assert document_date(notes(text), "2025-01-01 notes.txt", LATER) == THIRD


@pytest.mark.parametrize(
    ("name", "opening", "day"),
    [
        ("2026-06-16 Mgmt meeting (last before summer)_otter_ai.txt", "It's the 16th of June.", date(2026, 6, 16)),
        ("2026-06-18 export.txt", "It's the 16th of June.", date(2026, 6, 16)),
        ("20260616_mgmt.txt", "It's the 16th of June.", date(2026, 6, 16)),
        ("Mgmt June 2026.txt", "It's the 16th of June.", date(2026, 6, 16)),
        ("Mgmt 2026.txt", "It's the 16th of June.", date(2026, 6, 16)),
        ("2026-06-16 Mgmt.txt", "I still think of the 2nd of February.", date(2026, 6, 16)),
        ("Mgmt.txt", "It's the 16th of June.", None),
        ("Mgmt.txt", "It's the 16th of June. By the 30th of June 2026, please.", date(2026, 6, 16)),
    ],
)
def test_a_day_without_its_year_takes_the_year_of_the_name(name, opening, day):
    """... and only without one the year that the text happens to mention."""
    text = f"Ann  0:02\nRight. {opening} Last one before the summer.\n\nBen  0:09\nShe counts schools since 2024.\n"
    assert document_date(notes(text), name, None) == day


@pytest.mark.parametrize(
    "opening",
    [
        "He was born on 6 May 1874 at Stell, where his father worked, and died on 11 December 1923 at Castrel.",
        "She (14 February 1852 - 30 October 1921) was an engineer.",
        "On the night of 4 October the bridge fell.",
    ],
)
def test_a_day_in_a_story_is_not_the_day_of_the_document(opening):
    rest = "It was told again in 2004.\n\n" + "More of it.\n\n" * 5
    assert document_date(notes(f"A life\n\n{opening}\n\n{rest}\n"), "life.md", None) is None


def test_when_a_document_was_last_touched_is_its_day():
    text = "Handover notes\n\nStarted 21 May, last touched 9 June 2026. Not tidy.\n\nLast meeting: 4 May 2026\n"
    assert document_date(notes(text), "handover.md", None) == date(2026, 6, 9)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-03-12 Board.docx", date(2026, 3, 12)),
        ("Board 12.03.2026.docx", date(2026, 3, 12)),
        ("20260312_board.docx", date(2026, 3, 12)),
        ("Board 12-3-26.docx", date(2026, 3, 12)),
        ("Board March 2026.docx", date(2026, 3, 1)),
        ("Board 12 March 2026.docx", date(2026, 3, 12)),
        ("minutes_2026-03.docx", date(2026, 3, 1)),
        ("Board.docx", None),
        ("Plan 2026.docx", None),
        ("invoice 20269999.pdf", None),
    ],
)
def test_the_name_tells_the_day(name, day):
    assert from_name(name) == day


def test_the_name_goes_before_the_files_time():
    assert document_date(notes("Nothing is dated here."), "2026-03-12 x.txt", LATER) == date(2026, 3, 12)
    assert document_date(notes("Nothing is dated here."), "x.txt", LATER) == LATER.date()
    assert document_date(notes("Nothing is dated here."), "x.txt", None) is None


def test_a_chat_has_the_day_of_its_last_message():
    parsed = talk([("Ann", "hello"), ("Bob", "hi")], "chat", datetime(2026, 3, 2, 9))
    last = parsed.segments[-1]
    parsed = replace(parsed, segments=(parsed.segments[0], replace(last, said_at=datetime(2026, 3, 3, 9))))
    assert document_date(parsed, "2020-01-01.txt", LATER) == THIRD


def test_a_day_without_year_borrows_it():
    head = "Committee, Tuesday 3 March\n\nTalk.\n"
    assert document_date(notes(head), "committee 2026.txt", None) == THIRD
    assert document_date(notes(head), "committee.txt", datetime(2026, 3, 5)) == THIRD
    assert document_date(notes(head + "The lease ends on 1 June 2026.\n"), "committee.txt", None) == THIRD


def test_a_time_in_prose_is_not_the_documents_day():
    text = "Lease\n\nThe lease runs until 3 March 2031 and the rent is due monthly.\n"
    assert document_date(notes(text), "lease.txt", datetime(2026, 3, 3)) == THIRD


def test_a_stated_property_is_better_than_the_files_time():
    parsed = replace(notes("Nothing."), written=THIRD, segments=(Segment(0, 8),))
    assert document_date(parsed, "x.docx", LATER) == THIRD
