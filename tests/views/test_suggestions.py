"""Questions to begin with: answered, varied, the same for one state of the library, and nothing from above."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core import Viewer
from core.views.suggestions import Suggestions
from tests.library.world import SYSTEM, InProcessReader, World

ANNA = Viewer.member("INTERNAL", "anna")
MINUTES = """Minutes of the meeting of {day} March 2026

Present: Amina Okafor (Treasurer), Daniel Kiprop (Driver), Ruth Adhiambo (Chair)

Decision: We will rent the office in {place} from the Sundby Trust.
Action: Daniel Kiprop to paint the fence of the office in {place} by 20 March 2026.

Amina Okafor is the treasurer of the organisation and keeps the accounts.
"""
SECRET = """CONFIDENTIAL

Minutes of the meeting of 9 March 2026

Present: Zuri Zanzibari (Director)

Decision: We will close the Zanzibari house in Lamu.
Action: Zuri Zanzibari to tell the Zanzibari Trust by 12 March 2026.
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, InProcessReader())
    made.write("a.md", MINUTES.format(day=3, place="Kisumu"))
    made.write("b.md", MINUTES.format(day=5, place="Nairobi"))
    made.sybil.sync()
    yield made
    made.sybil.close()


def test_every_question_has_an_answer_and_no_two_are_of_one_form(world: World) -> None:
    asked = world.sybil.suggestions(ANNA)
    assert 3 <= len(asked) <= 4
    assert len({question.split()[1] + question.split()[2] for question in asked}) == len(asked)
    for question in asked:
        answer = world.sybil.ask(question, ANNA)
        assert answer.citations, question
        assert answer.mode == "extract"
        assert len(question) < 80
    assert world.sybil.suggestions(ANNA, 1) == asked[:1]
    assert world.sybil.suggestions(ANNA, 0) == []


def test_they_stay_until_the_library_changes(world: World) -> None:
    asked = world.sybil.suggestions(ANNA, 12)
    world.clock.turn(days=400)
    assert world.sybil.suggestions(ANNA, 12) == asked
    world.reopen()
    assert world.sybil.suggestions(ANNA, 12) == asked
    world.write("c.md", MINUTES.format(day=19, place="Mombasa"))
    world.sybil.sync()
    changed = world.sybil.suggestions(ANNA, 12)
    assert any("Mombasa" in question for question in changed)
    for document in world.sybil.documents(SYSTEM):
        world.sybil.remove(document.id)
    assert world.sybil.suggestions(ANNA) == []


def test_what_is_above_the_viewer_changes_nothing(world: World) -> None:
    before = world.sybil.suggestions(ANNA, 12)
    world.write("secret.md", SECRET)
    world.sybil.sync()
    assert world.sybil.suggestions(ANNA, 12) == before
    above = world.sybil.suggestions(SYSTEM, 12)
    assert any("Zanzibari" in question for question in above)


def test_what_the_library_would_not_answer_is_not_offered(world: World) -> None:
    tried: list[str] = []

    def answers(question: str, viewer: Viewer) -> bool:
        tried.append(question)
        return False

    made = Suggestions(world.parts.store, answers)
    assert made.of(ANNA, 4) == []
    assert tried
    count = len(tried)
    assert made.of(ANNA, 4) == []
    assert len(tried) == count, "worked out once for one state of the library"
