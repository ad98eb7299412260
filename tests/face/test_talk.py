"""A conversation through the whole of Sybil: what was asked is never lost, and can be asked again."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import Settings, Sybil, Viewer
from core.errors import StoreUnavailable
from tests.library.world import HashEmbedder, InProcessReader, World, minutes

ROOT = Path(__file__).resolve().parents[2]
ANNA = Viewer.member("INTERNAL", "anna")
ASKED = "Where does the office move to?"
KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, InProcessReader())
    made.write("a.md", KISUMU)
    made.sybil.sync()
    yield made
    made.sybil.close()


def test_a_question_is_kept_before_its_answer_begins(world: World) -> None:
    talks = world.sybil.conversations
    made = talks.start(ANNA, "Offices")
    events = world.sybil.stream(ASKED, ANNA, made)
    assert talks.pending(made, ANNA) is None
    assert next(events).kind == "status"
    assert talks.pending(made, ANNA) == ASKED
    events.close()  # type: ignore[attr-defined]
    assert (talks.pending(made, ANNA), talks.history(made, ANNA)) == (ASKED, [])
    world.sybil.ask(ASKED, ANNA, made)
    assert talks.pending(made, ANNA) is None
    assert len(talks.history(made, ANNA)) == 1


def test_asked_again_the_answer_takes_the_place_of_the_first(world: World) -> None:
    talks = world.sybil.conversations
    made = talks.start(ANNA, "Offices")
    first = world.sybil.ask(ASKED, ANNA, made)
    world.write("b.md", minutes(9, "We will not move the office to Kisumu after all."))
    world.sybil.sync()
    second = world.sybil.ask(ASKED, ANNA, made, regenerate=True)
    assert second.record_id != first.record_id
    assert [turn.answer for turn in talks.history(made, ANNA)] == [second]
    assert first.record_id is not None
    assert world.sybil.record(first.record_id, ANNA).answer == first, "the first record stays"
    assert list(world.sybil.stream("Why?", ANNA, made, regenerate=True))[-1].kind == "answer"
    (turn,) = talks.history(made, ANNA)
    assert turn.question == "Why?"
    assert world.sybil.record(str(turn.answer.record_id), ANNA).resolved_question == "Why?", "it follows nothing"


def test_any_text_can_be_asked(world: World) -> None:
    made = world.sybil.conversations.start(ANNA, "Offices \ud800")
    answer = world.sybil.ask("Where does the \ud800 office \x00 move to?", ANNA, made)
    assert "Kisumu" in answer.text
    assert [turn.answer for turn in world.sybil.conversations.history(made, ANNA)] == [answer]


def test_without_a_store_to_keep_it_in_a_question_is_answered_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = world.sybil.conversations.start(ANNA, "Offices")

    def full(*_: object) -> None:
        raise StoreUnavailable("The disk is full.")

    monkeypatch.setattr(world.parts.conversations, "ask_pending", full)
    assert "Kisumu" in world.sybil.ask(ASKED, ANNA, made).text


def test_a_process_that_is_killed_while_answering_leaves_the_question(tmp_path: Path) -> None:
    script = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from core import Settings, Sybil, Viewer
from tests.library.world import HashEmbedder, InProcessReader
viewer = Viewer.member("INTERNAL", "anna")
given = Settings(_env_file=None, data_dir={str(tmp_path / "data")!r})
sybil = Sybil.open(given, embedder=HashEmbedder(), reader=InProcessReader(), new_id=lambda: "c1")
next(sybil.stream("Who \\ud83d\\ude00 “paid”?", viewer, sybil.conversations.start(viewer, "Money")))
os.kill(os.getpid(), {int(signal.SIGKILL)})
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, env=dict(os.environ)
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    settings = Settings(_env_file=None, data_dir=tmp_path / "data")
    with Sybil.open(settings, embedder=HashEmbedder(), reader=InProcessReader()) as sybil:
        pending = sybil.conversations.pending("c1", ANNA)
        assert pending is not None
        assert pending.startswith("Who ")
        assert sybil.conversations.history("c1", ANNA) == []
