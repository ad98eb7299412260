"""Talk that opens like a conclusion and concludes nothing."""

import pytest

from tests.documents.facts.make import found, talk

STRAYS = [
    "So, happy new year.",
    "Okay. So it's the programme call, the 10th of February.",
    "So it's the road.",
    "All right.",
    "Before the end of February, yes.",
    "So by the end of June.",
    "Twelve hundred pounds then.",
    "So 537, let's say 540.",
    "Okay, so last week I took 24.",
    "Great, four is more than three.",
    "The landlady knows that we're leaving, I told her in person.",
    "So the form saves on the phone but then nobody goes to where there's network, and after a month the phone is "
    "with the teacher's husband and he has deleted it to make space for football.",
    "So the flights are £6,900 over what I told you.",
    "Schools are open until the end of October.",
    "Not with a helmet, not without.",
    "We are opening.",
]
DECIDED = [
    "Okay, so we go with the ceramic candles for all of the schools.",
    "So Nakuru's off, and the retreat's in Kisumu from 8 to 10 June.",
    "Right, so we hold the retreat in Nakuru, 18 to 21 May.",
    "Okay, let me try. Heron goes over to ClearVale membrane filters.",
    "Okay, monthly then, starting February.",
    "Okay, ten clubs in Nyamasheke, then, and not the twelve we applied for.",
]


def said(line: str) -> list[str]:
    turns = [("Helen", "The next one is short."), ("Grace", "It was fine in Kisumu."), ("Helen", line)]
    return [d.statement for d in found(talk([*turns, ("Tom", "Agreed."), ("Grace", "Then the van.")])).decisions]


@pytest.mark.parametrize("line", STRAYS)
def test_no_choice_falls(line: str):
    assert said(line) == []


@pytest.mark.parametrize("line", DECIDED)
def test_a_choice_falls(line: str):
    assert len(said(line)) == 1


def test_tasks_are_told_without_how_they_were_asked():
    turns = [
        ("Helen", "Samuel, can you write one page with the photos by Friday?"),
        ("Samuel", "Yes, I'll do that."),
        ("Grace", "I'll try."),
        ("Tom", "I'm going to send the contract to Nyota tomorrow."),
    ]
    tasks = {(a.owner, a.task) for a in found(talk(turns)).actions}
    assert ("Samuel", "Write one page with the photos by Friday.") in tasks
    assert ("Tom", "Send the contract to Nyota tomorrow.") in tasks
    assert not any(owner == "Grace" for owner, _ in tasks)
