"""When two sources disagree, and when they only speak of two things."""

from datetime import date

import pytest

from core.agent.cautions import disagreements
from core.agent.draft import Quote
from core.models import Level


def quote(name: str, text: str, status: str | None = None) -> Quote:
    return Quote(name, name, name, date(2026, 5, 1), 0, len(text), text, "", Level.INTERNAL, status, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The training costs 1,400 dollars for the farmers.", "The training costs 1,900 dollars for the farmers."),
        ("The programme has reached 14,500 pupils.", "The programme reached 12,860 pupils."),
        ("The retreat in Nakuru begins on 18 May.", "The retreat in Nakuru begins on 8 June."),
        ("The rent of the house is £950 a month.", "The rent of the house is £1,200 a month."),
    ],
)
def test_different_figures_for_one_thing_are_said(one: str, other: str):
    found = disagreements([quote("a", one), quote("b", other)])
    assert len(found) == 1
    assert found[0].startswith("The sources disagree: ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The training costs 1,400 dollars.", "The training costs 1400 dollars."),
        ("The training costs 1,400 dollars for the farmers.", "The training has 20 places for the farmers."),
        ("The appeal closed on the 31st.", "The appeal is on the page from the 22nd."),
        ("The lorry costs 12,000 dollars.", "The hotel costs 85 dollars."),
        ("The training is in Nakuru.", "The training is in Eldoret."),
    ],
)
def test_two_things_do_not_disagree(one: str, other: str):
    assert disagreements([quote("a", one), quote("b", other)]) == []


def test_one_document_and_a_draft_do_not_disagree():
    one, other = "The allowance is £45 a day.", "The allowance is £38 a day."
    assert disagreements([quote("a", one), quote("a", other)]) == []
    assert disagreements([quote("a", one, "draft"), quote("b", other, "approved")]) == []
