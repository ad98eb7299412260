"""Tasks as ordinary minutes tell them: in the present, by people whom no list has, in an annex."""

import pytest

from tests.documents.facts.make import found, minutes, notes


def tasks(parsed) -> list[str]:
    return [parsed.text[a.start : a.end] for a in found(parsed).actions]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was agreed that Ann collects 3 pounds from each family.",
        "Ann goes to the county office on Thursday.",
        "Bob gets two quotes.",
    ],
)
def test_what_somebody_does_is_a_task_and_no_decision(sentence):
    parsed = minutes(sentence)
    assert len(tasks(parsed)) == 1
    assert not found(parsed).decisions


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann is on leave from 3 to 9 May.",
        "Ann offered to bring her own drill, but Bob has one.",
        "A date has still to be found.",
    ],
)
def test_absence_an_offer_with_an_objection_and_what_is_open_are_no_tasks(sentence):
    assert not tasks(minutes(sentence))


def test_who_acts_in_the_text_may_own_a_task_though_no_list_has_the_name():
    parsed = notes(
        "Notes of the garden meeting, 4 May 2026\n\nFay explained the new beds.\n\nFay orders the new labels.\n"
    )
    assert [a.owner for a in found(parsed).actions] == ["Fay"]


def test_an_annex_of_tasks_is_a_list_of_them():
    body = "Bob told of the well.\n\nAnnex: list of tasks\n 1. Photographs - Bob - 30.06.\n 2. Letter to Pugh - Ann - 1.07.\n"
    assert len(tasks(minutes(body))) == 2


def test_what_was_done_since_last_time_is_no_task():
    assert not tasks(
        minutes("Follow-up from last time\n\n- The gate was mended (Bob). Closed.\n- Survey: 9 answers came in.\n")
    )


def test_adopted_under_the_last_minutes_is_no_decision_but_under_a_title_that_says_minutes_it_may_be():
    assert not found(minutes("2. Previous minutes\n\nAdopted without changes.\n")).decisions
    parsed = notes(
        "# Minutes - Executive of the Brook Fund\n\n4 May 2026. Present: Ann Lee, Bob Ray, Cat Moss\n\nThe new rules were adopted.\n"
    )
    assert found(parsed).decisions
