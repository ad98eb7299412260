"""Decisions and actions against the labelled set, and hostile text.

Every split was read while the rules were made, or learned from: the floor says that they still do what they were
made for, not what they do on other minutes.
"""

import pytest

from benchmarks.facts import SPLITS, Score, measure
from core.documents.facts import RuleFacts
from core.documents.parsed import ParsedDocument
from core.documents.reading.formats import parse
from core.documents.reading.limits import Limits
from core.models import Level

TUNED_FLOOR = 0.9


def find(text: str, name: str = "notes.txt"):
    parsed: ParsedDocument = parse(text.encode(), name, Limits())
    return parsed, RuleFacts().find(parsed, name, None, Level.INTERNAL)


def added(scores: list[Score]) -> Score:
    return Score(
        gold=sum(s.gold for s in scores), found=sum(s.found for s in scores), matched=sum(s.matched for s in scores)
    )


@pytest.fixture(scope="module")
def tuned():
    measured = [measure(split, RuleFacts()) for split in SPLITS]
    return added([m[0] for m in measured]), added([m[1] for m in measured])


def test_decisions_of_the_tuned_splits(tuned):
    decisions, _ = tuned
    assert decisions.gold > 300
    assert decisions.precision >= TUNED_FLOOR
    assert decisions.recall >= TUNED_FLOOR


def test_actions_of_the_tuned_splits(tuned):
    _, actions = tuned
    assert actions.gold > 380
    assert actions.precision >= TUNED_FLOOR
    assert actions.recall >= TUNED_FLOOR


@pytest.mark.parametrize(
    "piece",
    [
        "so we ",
        "then ",
        "and ",
        "the ",
        "no, ",
        "a, b, ",
        "it is ",
        "to be ",
        "we agreed that ",
        "( ",
        "I'll ",
        "Ann to ",
        ": ",
        "; ",
        "- ",
        "1. ",
        "> ",
        "| ",
        "\U0001f44d ",
        ":+1: ",
        "aaaa",
        "A. ",
        "? ",
        "a\t",
        "£",
        "from now on ",
    ],
)
def test_a_long_line_of_one_piece_comes_to_an_end(piece):
    parsed, facts = find(piece * 3_000)
    for item in (*facts.decisions, *facts.actions):
        assert 0 <= item.start < item.end <= len(parsed.text)


@pytest.mark.parametrize("name", ["chat.txt", "minutes.md"])
def test_a_long_conversation_comes_to_an_end_and_keeps_its_decision(name):
    talk = "".join(f"{who}: so what do you think of that, is it good?\n" for _ in range(700) for who in ("Ann", "Bo"))
    talk += "Ann: Okay, so we go with the blue tent from now on.\nBo: Agreed.\n"
    _, facts = find(talk, name)
    assert any("blue tent" in decision.statement for decision in facts.decisions)
    assert len(facts.decisions) < 20
