"""Whether a stretch holds what a question cannot be answered without, and not only its topic."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.agent.focus import focus
from core.agent.gist import base
from core.agent.grounds import grounds
from core.agent.predicates import kin
from core.agent.question import Question
from core.agent.runs import runs
from core.agent.windows import Window
from core.models import Level, Passage


def window(text: str, on: date | None = date(2026, 3, 1)) -> Window:
    passage = Passage("p", "d", "notes.txt", text, 0, len(text), "", (), on, Level.INTERNAL)
    run = runs([(0, passage)], {})[0]
    return Window(run, 0, len(run.said) - 1, 1.0)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who owns the boat shed?", {"own"}),
        ("Who is the treasurer of the rowing club?", {"treasur"}),
        ("How deep is the harbour?", {"deep"}),
        ("How many lockers are there?", {"locker"}),
        ("What salary does the caretaker get?", {"salari"}),
        ("In which year was the slipway built?", {"build"}),
        ("Which oarsman was stung at the regatta?", {"oarsman", "sting"}),
        ("How much did the 2019 regatta cost?", {"2019"}),
        ("When is the regatta?", set()),
        ("Which date suits everybody?", set()),
        ("What was decided on the slipway?", set()),
    ],
)
def test_focus_is_what_an_answer_cannot_do_without(question: str, wanted: set[str]):
    assert focus(question) == {base(word) if word.isalpha() else word for word in wanted}


def test_a_related_word_stands_for_the_one_that_is_asked():
    question = Question("Who owns the boat shed?")
    assert grounds(question, [window("The boat shed belongs to Mrs Farrow since 1990.")]).focused
    assert not grounds(question, [window("The boat shed was painted by Mrs Farrow.")]).focused


def test_the_kind_of_thing_asked_for_must_stand_beside_it():
    question = Question("How much did the new rudder cost?")
    assert grounds(question, [window("The new rudder is fitted. It was £240.")]).kind
    assert not grounds(question, [window("The new rudder is fitted. It holds well.")]).kind


def test_what_the_question_says_itself_is_no_answer():
    question = Question("Who stole the oars at Long Reach?")
    assert not grounds(question, [window("Six oars were stolen at Long Reach in April.")]).kind
    assert grounds(question, [window("Six oars were stolen at Long Reach by Tom Sable.")]).kind


def test_a_year_is_held_by_the_day_of_the_document():
    question = Question("How many members did the club have in 2019?")
    assert grounds(question, [window("The club has 41 members.", date(2019, 5, 1))]).focused
    assert not grounds(question, [window("The club has 41 members.", date(2026, 5, 1))]).focused


def test_nothing_grounds_nothing():
    found = grounds(Question("Who owns the boat shed?"), [])
    assert (found.support, found.focused) == (0.0, False)


def test_kin_is_mutual_and_holds_itself():
    for word in ("own", "cost", "build", "cancel", "zebra"):
        assert base(word) in kin(base(word))
        assert all(base(word) in kin(other) for other in kin(base(word)))


@given(st.text(max_size=400))
def test_any_question_has_a_focus_or_none(text: str):
    assert all(isinstance(term, str) and term for term in focus(text))
