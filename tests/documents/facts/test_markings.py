"""Levels and status: what is a marking, and what is only a word."""

from dataclasses import replace
from datetime import datetime

import pytest

from core.documents.facts import RuleFacts
from core.documents.parsed import ParsedDocument, Segment
from core.models import Level
from tests.documents.facts.make import found, notes, talk

BODY = "\n\nThe plan was talked through at length.\n"


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("CONFIDENTIAL", Level.CONFIDENTIAL),
        ("*** Confidential ***", Level.CONFIDENTIAL),
        ("**CONFIDENTIAL – trustees only**", Level.CONFIDENTIAL),
        ("Private and confidential", Level.CONFIDENTIAL),
        ("Strictly confidential. Do not circulate", Level.RESTRICTED),
        ("RESTRICTED", Level.RESTRICTED),
        ("Classification: Restricted", Level.RESTRICTED),
        ("Classification: PUBLIC", Level.PUBLIC),
        ("Confidentiality: internal", Level.INTERNAL),
        ("[PUBLIC]", Level.PUBLIC),
        ("For publication", Level.PUBLIC),
        ("Pay review 2026 – CONFIDENTIAL", Level.CONFIDENTIAL),
    ],
)
def test_a_marking_sets_the_level(line, level):
    facts = RuleFacts().find(notes(f"{line}{BODY}"), "plan.txt", None, Level.INTERNAL)
    assert facts.level is level


@pytest.mark.parametrize(
    "line",
    [
        "We keep what members tell us confidential.",
        "Public",
        "Internal communications",
        "This is a public meeting and all are welcome.",
        "The restricted fund stands at 4,000.",
        "Confidential waste goes into the grey bin.",
        "Session open to the public.",
    ],
)
def test_the_word_in_a_sentence_or_a_heading_is_no_marking(line):
    assert found(notes(f"{line}{BODY}")).level is Level.INTERNAL


def test_the_default_holds_without_a_marking():
    for default in Level:
        assert RuleFacts().find(notes(f"Plan{BODY}"), "plan.txt", None, default).level is default


def test_the_highest_marking_wins():
    text = f"Classification: INTERNAL{BODY}\nAnnex\n\nRESTRICTED\n\nClassification: PUBLIC\n"
    assert found(notes(text)).level is Level.RESTRICTED


def test_a_header_or_footer_marks_though_it_is_never_quoted():
    text = f"CONFIDENTIAL | page 1{BODY}"
    parsed = ParsedDocument(text, "pdf", (Segment(0, 21, kind="system"), Segment(23, len(text))))
    assert found(parsed).level is Level.CONFIDENTIAL


def test_nobody_marks_a_document_by_saying_the_word():
    parsed = talk([("Ann", "CONFIDENTIAL"), ("Bob", "What is?"), ("Ann", "Restricted")])
    assert found(parsed).level is Level.INTERNAL


def test_the_files_name_marks_too():
    assert found(notes(f"Plan{BODY}"), "Salaries_CONFIDENTIAL_2026.txt").level is Level.CONFIDENTIAL
    assert found(notes(f"Plan{BODY}"), "public holidays.txt").level is Level.INTERNAL


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("DRAFT", "draft"),
        ("Draft v0.3 for comment", "draft"),
        ("Status: draft", "draft"),
        ("**Status:** Approved", "approved"),
        ("FINAL", "approved"),
        ("Approved by the Board on 4 June 2026", "approved"),
        ("Travel policy (draft)", "draft"),
        ("Travel policy – APPROVED", "approved"),
        ("Travel policy", None),
        ("The draft was discussed and changes are to be sent in.", None),
        ("The final report is due in May.", None),
    ],
)
def test_a_status_is_a_marking_too(line, status):
    assert found(notes(f"{line}{BODY}"), "policy.txt").status == status


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Travel policy DRAFT v2.docx", "draft"),
        ("travel_policy_final.docx", "approved"),
        ("Travel policy APPROVED.md", "approved"),
        ("Travel policy.docx", None),
        ("finalists 2026.docx", None),
        ("draughts club.docx", None),
    ],
)
def test_the_files_name_tells_the_status(name, status):
    assert found(notes(f"Travel policy{BODY}"), name).status == status


def test_a_mark_in_the_document_goes_before_its_name():
    assert found(notes(f"APPROVED{BODY}"), "policy DRAFT.txt").status == "approved"


def test_what_a_draft_decides_is_proposed():
    text = "Rooms and rents\n\nDRAFT\n\nIt was agreed to renew the lease.\n"
    assert [d.state for d in found(notes(text)).decisions] == ["proposed"]
    assert [d.state for d in found(notes(text.replace("DRAFT", "APPROVED"))).decisions] == ["current"]


def test_draft_minutes_tell_of_what_was_decided():
    text = "Minutes of the Board\n\nDRAFT\n\nIt was agreed to renew the lease.\n"
    facts = found(notes(text))
    assert facts.status == "draft"
    assert [d.state for d in facts.decisions] == ["current"]


def test_a_title_of_the_files_own_marks():
    parsed = replace(notes(f"Plan{BODY}"), title="Pay review CONFIDENTIAL")
    assert found(parsed, "x.docx", datetime(2026, 3, 3)).level is Level.CONFIDENTIAL
