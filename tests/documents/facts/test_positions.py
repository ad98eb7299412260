"""Outcomes stated as how things are to be, requests declined, and sentences after which nothing is settled."""

import pytest

from core.documents.facts import RuleFacts
from core.documents.facts.positions import stated
from core.documents.facts.sentences import sentences_of
from core.documents.facts.unsettled import unsettled
from core.documents.facts.voice.scores import Voice
from core.models import Level
from tests.documents.facts.make import found, minutes


def decided(body: str) -> list[str]:
    """The decisions of the rules alone."""
    parsed = minutes(body)
    facts = RuleFacts(Voice({})).find(parsed, "minutes.txt", None, Level.INTERNAL)
    return [parsed.text[d.start : d.end] for d in facts.decisions]


@pytest.mark.parametrize(
    "sentence",
    [
        "There will be no raffle this winter.",
        "The stage lights stay where they are.",
        "Guests will continue to sign the book.",
        "We hold on to the old boiler.",
        "The second rehearsal will be on 4 October.",
        "The Monday session is discontinued.",
        "The committee confirmed a limit of twelve dogs.",
        "The panel finds the objection justified.",
        "Ola Brandt is designated as our delegate.",
        "Her request was turned down, as the rules forbid it.",
        "Closing was suggested by the caretaker; the side door will not be abandoned.",
    ],
)
def test_what_is_stated_as_how_things_are_to_be_was_decided(sentence):
    assert decided(f"There was a long exchange. {sentence}\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "The county will keep the bridge closed.",
        "Ann said that the shop stays open.",
        "The number of seats remains to be fixed.",
        "The roof remains a problem.",
        "We meet again on 9 May.",
        "We have no spare chairs.",
        "All members shall look at the plan beforehand.",
        "Ilse will copy the list.",
    ],
)
def test_states_of_others_what_somebody_said_and_what_is_open_are_not_stated(sentence):
    parsed = minutes(f"Bob spoke about it. {sentence}\n")
    said = next(s for s in sentences_of(parsed) if s.body == sentence)
    assert not stated(said) or unsettled(said.low)


def test_what_was_asked_of_the_group_and_declined_was_decided_but_not_a_motion_that_fell():
    asked = "2. Applications to the fund\n\na) Otter survey, Wick. Declined, as it has begun.\n"
    assert any("Declined" in one for one in decided(asked))
    assert not decided("2. Flags\n\nA proposal to buy flags was made. Declined, as there is no pole.\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "No result was reached on the colour.",
        "On the van there was no agreement.",
        "Whether the marquee is safe.",
        "The idea met with little enthusiasm.",
        "The committee thanked Mr Pugh for the tea urn.",
        "The board proposed an increase of the levy to 12 euro.",
        "We went round in circles.",
        "Nothing could be settled.",
        "A date has still to be found.",
    ],
)
def test_what_ends_without_an_outcome_is_no_decision(sentence):
    assert unsettled(sentence.lower())
    assert found(minutes(f"Bob spoke about it. {sentence}\n")).decisions == ()
