"""Decisions and actions: how each field is read, one sentence or row at a time."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.facts.wording import statement, task
from core.documents.parsed import ParsedDocument, Segment
from tests.documents.facts.make import found, minutes, notes, rows, talk

WRITTEN = [
    ("Ann to ring the surveyor by Friday.", "Ann Lee", date(2026, 3, 6)),
    ("ACTION: Ann to ring the surveyor.", "Ann Lee", None),
    ("The Treasurer was asked to ring the surveyor.", "Bob Ray", None),
    ("It was agreed that Ann would ring the surveyor before the end of the month.", "Ann Lee", date(2026, 3, 31)),
    ("AL to ring the surveyor - 12/4", "Ann Lee", date(2026, 4, 12)),
    ("The Chair asked Dee to ring the surveyor.", "Dee Orr", None),
    ("Ring the surveyor [Ann]", "Ann Lee", None),
    ("Action Ann: ring the surveyor.", "Ann Lee", None),
    ("Letter to be sent by the Secretary by 5 April.", "Dee Orr", date(2026, 4, 5)),
    ("Could Ann please ring the surveyor?", "Ann Lee", None),
    ("All members to send their dates to Ann by 1 April.", None, date(2026, 4, 1)),
    ("Ann and the Treasurer will meet the bank on 4 April.", "Ann Lee and Bob Ray", date(2026, 4, 4)),
    ("It falls to Ann to ring the surveyor.", "Ann Lee", None),
    ("Responsibility for ringing the surveyor rests with Ann.", "Ann Lee", None),
    ("Ann's job before Easter is to ring the surveyor.", "Ann Lee", None),
    ("Delegated to Ann to ring the surveyor.", "Ann Lee", None),
    ("Ann is on point for the survey.", "Ann Lee", None),
    ("Ann has charge of the survey.", "Ann Lee", None),
    ("Ann owns the survey plan, by 5 April.", "Ann Lee", date(2026, 4, 5)),
    ("It was requested that the Treasurer bring the survey.", "Bob Ray", None),
    ("AL ring the surveyor asap about the roof.", "Ann Lee", None),
    ("AL - survey out to members after Easter", "Ann Lee", None),
    ("Letters to the neighbours: Ann and Bob, before Easter.", "Ann Lee and Bob Ray", None),
    ("The survey to be done by the Treasurer.", "Bob Ray", None),
]
SPOKEN = [
    ([("Ann", "I'll send the form by Friday.")], "Ann", date(2026, 3, 6)),
    ([("Ann", "Can you call the landlord, Bob?"), ("Bob", "Will do.")], "Bob", None),
    ([("Ann", "Bob, could you ring them?"), ("Bob", "Sure, I'll do it tonight.")], "Bob", date(2026, 3, 3)),
    ([("Ann", "Who can bring the cups?"), ("Bob", "Me.")], "Bob", None),
    ([("Ann", "Shall I draft the letter?"), ("Bob", "Yes please.")], "Ann", None),
    ([("Ann", "Leave the posters with me.")], "Ann", None),
    ([("Ann", "Everyone please send me your dates by Friday.")], None, date(2026, 3, 6)),
]
NOT_SPOKEN = [
    [("Ann", "Can you call the landlord, Bob?"), ("Bob", "Sorry, no time.")],
    [("Ann", "Shall I draft the letter?"), ("Bob", "No, leave it.")],
    [("Ann", "I'll be honest, I don't like it.")],
    [("Ann", "Someone should ring them.")],
    [("Ann", "I sent the form yesterday.")],
    [("Ann", "If nobody else does I'll ring them.")],
    [("Ann", "Bob, can you hear me?"), ("Bob", "Yes.")],
    [("Ann", "They'll send somebody on Friday.")],
]


@pytest.mark.parametrize(("line", "owner", "due"), WRITTEN)
def test_work_handed_out_in_minutes(line, owner, due):
    parsed = minutes(line)
    (action,) = found(parsed).actions
    assert (action.owner, action.due, action.state) == (owner, due, "open")
    assert line.rstrip(".?").endswith(parsed.text[action.start : action.end].rstrip(".?"))


@pytest.mark.parametrize(
    "line",
    [
        "Ann rang the surveyor.",
        "Ann suggested ringing the surveyor.",
        "Ann was asked to ring the surveyor but was unable to.",
        "Someone should ring the surveyor.",
        "Should Ann ring the surveyor?",
        "If the roof leaks again Ann will ring the surveyor.",
        "The council will repair the path in May.",
        "Ann usually rings the surveyor.",
        "It fell to Ann last year to ring the surveyor.",
        "It does not fall to Ann to ring the surveyor.",
        "It was suggested that Ann ring the surveyor.",
        "Ann always has charge of the survey.",
        "Responsibility for the survey has always rested with Ann.",
        "Ann owns the garden next door.",
        "Ann will be away until May.",
        "Ann thanked Bob for ringing the surveyor.",
    ],
)
def test_news_wishes_and_outsiders_are_no_actions(line):
    assert found(minutes(line)).actions == ()


@pytest.mark.parametrize(("turns", "owner", "due"), SPOKEN)
def test_work_taken_on_in_talk(turns, owner, due):
    parsed = talk([("Cat", "So, the hall."), *turns, ("Cat", "Next, the garden is looking nice.")])
    (action,) = found(parsed, "2026-03-03 talk.txt").actions
    assert (action.owner, action.due) == (owner, due)
    assert parsed.text[action.start : action.end] == turns[0][1]


@pytest.mark.parametrize("turns", NOT_SPOKEN)
def test_what_nobody_took_on(turns):
    parsed = talk([("Cat", "So, the hall."), *turns, ("Cat", "Next, the garden is looking nice.")])
    assert found(parsed, "2026-03-03 talk.txt").actions == ()


def test_a_chats_due_date_counts_from_its_message():
    parsed = talk([("Ann", "I'll send the form tomorrow")], "chat", datetime(2026, 4, 15, 18))
    assert [a.due for a in found(parsed).actions] == [date(2026, 4, 16)]


def test_two_owners_are_two_names_of_one_action():
    (action,) = found(minutes("Ann and the Treasurer will meet the bank on 4 April.")).actions
    assert (action.owner, action.owners) == ("Ann Lee and Bob Ray", ("Ann Lee", "Bob Ray"))
    (action,) = found(minutes("Ann to meet the bank on 4 April.")).actions
    assert (action.owners, action.named) == ((), ("Ann Lee",))


def test_a_ticked_box_is_done():
    text = (
        "Meeting 3 March 2026\nPresent: Ann, Bob, Cat\n\n## Actions\n\n- [x] Ann: fix the gate\n- [ ] Bob: paint it\n"
    )
    assert [(a.owner, a.state) for a in found(notes(text)).actions] == [("Ann", "done"), ("Bob", "open")]


def test_a_list_under_a_persons_name_is_that_persons():
    text = "Minutes 3 March 2026\nPresent: Ann Lee, Bob Ray\n\n# Actions\n\nAnn:\n- order paint\n- ring the bank\n"
    assert [a.owner for a in found(notes(text)).actions] == ["Ann Lee", "Ann Lee"]


def test_owner_and_date_on_lines_of_their_own():
    text = "Minutes 3 March 2026\nPresent: Ann Lee, Bob Ray\n\nAction: order the paint\nOwner: Ann\nDue: 5 May\n"
    assert [(a.owner, a.due) for a in found(notes(text)).actions] == [("Ann Lee", date(2026, 5, 5))]


def test_rows_of_a_table_of_actions():
    parsed = rows(
        "Task; Owner; Due; Status",
        "Task: Call the landlord; Owner: Peter; Due: 12 May; Status: Done",
        "Task: Order: paint and brushes; Owner: Ann; Due: end of April",
    )
    actions = found(parsed).actions
    assert [(a.owner, a.due, a.state) for a in actions] == [
        ("Peter", date(2026, 5, 12), "done"),
        ("Ann", date(2026, 4, 30), "open"),
    ]
    assert actions[1].task == "Order: paint and brushes."
    assert parsed.text[actions[0].start : actions[0].end].startswith("Task: Call")


def test_rows_of_a_decision_log():
    parsed = rows(
        "Date; Decision; Decided by; Reason",
        "Date: 1 March 2026; Decision: Close the Monday clinic; Decided by: Ann, Bob; Reason: nobody came",
        "Date: 2 March 2026; Decision: Deferred to May; Decided by: Ann",
    )
    (decision,) = found(parsed).decisions
    assert decision.statement == "Close the Monday clinic."
    assert (decision.date, decision.rationale, decision.deciders) == (date(2026, 3, 1), "nobody came", ("Ann", "Bob"))


@pytest.mark.parametrize(
    "line",
    [
        "It was agreed to renew the lease.",
        "RESOLVED that the lease be renewed.",
        "Decision: renew the lease",
        "The Committee approved the renewal of the lease.",
        "Motion by Ann, second by Bob, to renew the lease. Motion carried.",
        "The renewal of the lease was approved unanimously.",
        "We have decided not to renew the lease.",
        "By consensus, the lease is renewed.",
        "Members voted 5-2 to renew the lease.",
    ],
)
def test_a_decision_in_writing(line):
    parsed = minutes(line)
    (decision,) = found(parsed).decisions
    assert parsed.text[decision.start : decision.end].rstrip(".") in line
    assert decision.state == "current"
    assert decision.date == date(2026, 3, 3)


@pytest.mark.parametrize(
    "line",
    [
        "The motion was lost by 5 votes to 4.",
        "Should the lease be renewed?",
        "If the grant comes we agreed that the lease would be renewed.",
        "It was agreed to defer the lease to May.",
        "Last year we agreed to renew the lease.",
        "The Ministry decided to renew the lease.",
        "The minutes of the last meeting were approved.",
        "It would be lovely to renew the lease one day.",
        "The landlord has agreed to renew the lease.",
    ],
)
def test_what_was_not_decided_here_and_now(line):
    assert found(minutes(line)).decisions == ()


def test_a_suggestion_that_all_agree_to_is_a_decision():
    turns = [
        ("Ann", "Where do we hold it?"),
        ("Bob", "Let's go with the church hall."),
        ("Ann", "Agreed."),
        ("Cat", "Yes, agreed."),
    ]
    parsed = talk(turns)
    (decision,) = found(parsed).decisions
    assert parsed.text[decision.start : decision.end] == "Let's go with the church hall."
    assert "Bob" in decision.deciders


def test_the_reason_is_read_from_the_sentence_or_the_next():
    (one,) = found(minutes("It was agreed to close the clinic because nobody came on Mondays.")).decisions
    assert one.rationale == "Because nobody came on Mondays"
    (two,) = found(minutes("It was agreed to close the clinic. The reason is that nobody came.")).decisions
    assert two.rationale == "The reason is that nobody came"
    (three,) = found(minutes("It was agreed to close the clinic since January is quiet.")).decisions
    assert three.rationale is None


@pytest.mark.parametrize(
    "line",
    [
        "We reverse what we agreed in March and keep the paper forms.",
        "It was resolved that the decision of 3 February be overturned.",
        "Instead of what we agreed in March, it was decided to keep the hall.",
        "It was agreed to go back to paper forms.",
    ],
)
def test_taking_a_decision_back_is_told(line):
    assert [d.reverses for d in found(minutes(line)).decisions] == [True]


def test_a_plain_decision_takes_nothing_back():
    assert [d.reverses for d in found(minutes("It was agreed to renew the lease.")).decisions] == [False]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was agreed that the fee rises to £45.", "The fee rises to £45."),
        ("Okay, so let's go with the second vendor then.", "Go with the second vendor."),
        ("RESOLVED: that the 3 plots be sold", "That the 3 plots be sold."),
        ("- **Buy three chairs**", "Buy three chairs."),
    ],
)
def test_statements_are_fit_to_read(text, words):
    assert statement(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I'll send it to Dr. Ode by 5 May", "Send it to Dr. Ode by 5 May."),
        ("please do the poster by Friday", "Do the poster by Friday."),
        ("[x] order 40 chairs", "Order 40 chairs."),
    ],
)
def test_tasks_are_fit_to_read(text, words):
    assert task(text) == words


@given(st.text(alphabet="ab 0123456789.,:£%-/'ABit was agreed okay so", max_size=120))
def test_no_figure_is_lost_in_wording(text):
    for words in (statement(text), task(text)):
        assert [c for c in words if c.isdigit()] == [c for c in text if c.isdigit()]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Ann", "Bob", ""]), st.text(max_size=80)), max_size=8))
def test_any_document_is_safe_and_its_places_are_in_the_text(turns):
    text, segments = "", []
    for speaker, words in turns:
        start = len(text)
        text += words + "\n"
        segments.append(Segment(start, len(text) - 1, "", speaker or None, None, "turn" if speaker else "paragraph"))
    facts = found(ParsedDocument(text, "transcript", tuple(s for s in segments if s.start < s.end)))
    for item in (*facts.decisions, *facts.actions, *facts.mentions, *facts.relations):
        assert 0 <= item.start < item.end <= len(text)
