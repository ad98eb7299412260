"""What a question asks for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.retrieval.question import content_words, name_spans, understand
from tests.retrieval.shelf import TODAY


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Summarise the discussion about the borehole pump.", ["borehole", "pump"]),
        ("What did the group think about the budget?", ["budget"]),
        ("What was said at the meeting?", ["said", "meeting"]),
        ("What is it?", ["what", "is", "it"]),
        ("Café Zoë's rent?", ["cafe", "zoe", "rent"]),
        ("", []),
    ],
)
def test_words_of_asking_are_left_out_unless_nothing_is_left(question: str, left: list[str]) -> None:
    assert content_words(question) == left


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Amina Okafor say about Nyota?", ("Amina Okafor", "Nyota")),
        ("Aldergate concept note: deadline?", ("Aldergate",)),
        ("Summarise the Bank of Kisumu loan", ("Bank of Kisumu",)),
        ("what happened in 2019", ("2019",)),
        ("Is Amina’s plan ready?", ("Amina",)),
        ("who is ingrid solheim", ()),
        ("What did we say? Nyota was late.", ("Nyota",)),
    ],
)
def test_names(question: str, names: tuple[str, ...]) -> None:
    assert name_spans(question) == names


def test_hints_on_time_kind_and_person() -> None:
    asked = understand("What did Amina say in the WhatsApp chat last March?", TODAY)
    assert (asked.since, asked.until) == (date(2026, 3, 1), date(2026, 3, 31))
    assert asked.kinds == ("chat",)
    assert asked.people == ("amina",)
    assert understand("What does the budget tracker say?", TODAY).kinds == ()
    assert understand("How much is in the budget tracker?", TODAY).kinds == ("spreadsheet",)
    assert understand("Summarise Verity Lowe's opinion on reserves", TODAY).people == ("verity", "lowe")
    assert understand("According to Jean-Bosco, when do we start?", TODAY).people == ("jean", "bosco")
    assert understand("Why are motorcycles banned?", TODAY).people == ()


@given(st.text(max_size=200))
def test_any_text_is_a_question(text: str) -> None:
    asked = understand(text, TODAY)
    assert len(asked.stems) == len(set(asked.stems))
    assert set(asked.content) <= set(asked.words)
    assert bool(asked.stems) == bool(asked.words)
