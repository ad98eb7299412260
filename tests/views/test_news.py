"""What is new, and what is due, for one viewer and one person."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from core import Viewer
from core.models import Counts
from core.views.news import MOST
from tests.library.world import InProcessReader, World, minutes

ANNA = Viewer.member("INTERNAL", "anna")
BOARD = Viewer.member("RESTRICTED", "board")
MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)
DUE = """Minutes of the meeting of 28 May 2026

Action: Daniel Kiprop to paint the fence by 31 May 2026.
Action: Daniel Kiprop to call the yard by 1 June 2026.
Action: Ruth Adhiambo to write to the bank by 7 June 2026.
Action: Ruth Adhiambo to order the pumps by 8 June 2026.
Action: Ruth Adhiambo to think it over.
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, InProcessReader())
    made.clock.moment = MONDAY
    yield made
    made.sybil.close()


def test_documents_and_their_decisions_since_the_last_visit(world: World) -> None:
    world.write("a.md", minutes(3, "We will move the office to Kisumu."))
    world.write("b.md", minutes(5, "We will buy two boats."))
    world.sybil.sync()
    world.clock.turn(hours=1)
    visit = world.clock()
    assert world.sybil.news(ANNA, visit).documents == ()
    world.clock.turn(hours=1)
    world.write("b.md", minutes(5, "We will buy three boats."))
    world.write("c.md", minutes(9, "We will hire a cook."))
    world.sybil.sync()
    for since in (visit, visit.astimezone(timezone(timedelta(hours=-7)))):
        new = world.sybil.news(ANNA, since)
        assert {one.name: one.added_at is not None and one.added_at >= since for one in new.documents} == {
            "b.md": False,
            "c.md": True,
        }
        assert [one.document for one in new.decisions] == ["c.md", "b.md"]
        assert (new.documents_total, new.decisions_total) == (2, 2)
    assert len(world.sybil.news(ANNA).documents) == 3, "for somebody who never looked"
    world.clock.turn(days=40)
    assert world.sybil.news(ANNA).documents == ()


def test_a_decision_of_a_later_day_is_new_though_its_document_is_not(world: World) -> None:
    world.write("a.md", minutes(3, "We will move the office to Kisumu."))
    world.sybil.sync()
    world.clock.turn(days=1)
    before = datetime(2026, 3, 2, 12, tzinfo=UTC)
    new = world.sybil.news(ANNA, before)
    assert [one.document for one in new.decisions] == ["a.md"]
    assert world.sybil.news(ANNA, world.clock() - timedelta(minutes=1)).decisions == ()
    assert world.sybil.news(ANNA, world.clock() + timedelta(days=900)).decisions == (), "a clock that goes wrong"


def test_what_is_due_this_week_and_what_is_late(world: World) -> None:
    world.write("a.md", DUE)
    world.sybil.sync()
    new = world.sybil.news(ANNA, None, "Daniel")
    assert [one.owner for one in new.overdue] == ["Daniel Kiprop"]
    assert [(one.owner, one.due.day if one.due else 0) for one in new.due] == [
        ("Daniel Kiprop", 1), ("Ruth Adhiambo", 7),
    ]  # fmt: skip
    assert (new.own_overdue, new.own_due) == (new.overdue, new.due[:1])
    world.sybil.set_action_state(new.overdue[0].id, "done", ANNA)
    assert world.sybil.news(ANNA).overdue == ()
    world.clock.moment = datetime(2026, 6, 7, 23, tzinfo=UTC)
    sunday = world.sybil.news(ANNA, None, "Ruth Adhiambo")
    assert ([one.owner for one in sunday.own_due], len(sunday.overdue)) == (["Ruth Adhiambo"], 1)
    for nobody in (None, "", "  ", "Nobody", "\ud800%"):
        assert world.sybil.news(ANNA, None, nobody).own_due == ()


def test_numbers_now_and_what_came_in_thirty_days(world: World) -> None:
    world.write("a.md", minutes(3, "We will move the office to Kisumu."))
    world.sybil.sync()
    world.clock.turn(days=31)
    world.write("b.md", minutes(5, "We will buy two boats.", "Ruth Adhiambo to call the yard by 25 March 2026."))
    world.write("a.md", minutes(3, "We will move the office to Nakuru."))
    world.sybil.sync()
    new = world.sybil.news(ANNA, None)
    assert (new.counts.documents, new.counts.decisions, new.counts.actions) == (2, 2, 1)
    assert (new.added.documents, new.added.passages, new.added.decisions, new.added.actions) == (1, 1, 1, 1)
    assert new.added.entities < new.counts.entities


def test_nothing_from_above_is_news(world: World) -> None:
    world.write("secret.md", "CONFIDENTIAL\n\n" + DUE + "\nDecision: We will close the Lamu house.\n")
    world.sybil.sync()
    new = world.sybil.news(ANNA, None, "Daniel Kiprop")
    assert (new.documents, new.decisions, new.overdue, new.due, new.own_due) == ((), (), (), (), ())
    assert new.counts == new.added == Counts(0, 0, 0, 0, 0)
    assert len(world.sybil.news(BOARD, None).documents) == 1


def test_a_flood_is_cut_and_counted(world: World) -> None:
    for n in range(MOST + 5):
        world.write(f"{n}.md", f"# Note {n}\n\nNothing much.\n")
    world.sybil.sync()
    new = world.sybil.news(ANNA)
    assert (len(new.documents), new.documents_total) == (MOST, MOST + 5)
