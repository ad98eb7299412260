"""Conversations on the page: renamed, searched, asked again, and questions that nobody answered yet."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.access import Viewer
from core.db.conversations import Conversations
from core.db.engine import Database
from core.db.records import AnswerRecords
from core.errors import ConversationNotFound
from core.models import AnswerRecord, Level
from tests.db.conftest import HandClock
from tests.db.test_records import ANNA, BEN, record


def ids() -> Callable[[], str]:
    made = iter("abcdefgh")
    return lambda: next(made)


@pytest.fixture
def talks(database: Database, clock: HandClock) -> Conversations:
    """Anna's conversations: “a” with a turn at each level, “b” with one, “c” empty; each later than the one before."""
    made = Conversations(database, clock, ids())
    turns = {"a": ("Où est Kigali?", "CONFIDENTIAL?", "RESTRICTED?"), "b": ("What of the BUDGET?",), "c": ()}
    n = 0
    for title, questions in turns.items():
        conversation = made.start(ANNA, f"Title {title}")
        for question in questions:
            n += 1
            held = record(n, Level.read(question.rstrip("?")) if question[:4].isupper() else Level.INTERNAL)
            AnswerRecords(database).save(held)
            made.append(conversation, ANNA, question, held.answer, clock())
        clock.turn(hours=1)
    return made


def found(talks: Conversations, text: str, viewer: Viewer = ANNA) -> str:
    return "".join(one.id for one in talks.search(viewer, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kigali", "a"), ("KIGALI ou", "a"), ("budg", "b"), ("title", "cba"), ("TITLE B", "b"), ("answer", "ba"),
        ("Answer 4", "b"), ("kigali budget", ""), ("kigali confidential", ""), ("", "cba"), ("confidential?", "a"),
        ("restricted?", ""), ("100%", ""), ("_", ""), ("'; --", ""), ("\\", ""),
    ],
)  # fmt: skip
def test_search_finds_every_word_in_one_turn_or_in_the_title(talks: Conversations, text: str, expected: str) -> None:
    assert found(talks, text) == expected


def test_a_turn_above_the_viewer_is_not_searched(database: Database, talks: Conversations) -> None:
    assert found(talks, "confidential", Viewer.member("INTERNAL", "anna")) == ""
    assert found(talks, "restricted", Viewer.member("RESTRICTED", "anna")) == "a"
    raised = Conversations(database, readable=lambda held, viewer: held.id != "r1")
    assert found(raised, "kigali") == "", "its source was raised since"
    assert [found(talks, text, BEN) for text in ("", "kigali")] == ["", ""]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text() | st.text(alphabet="%_\\'\"*?\x00\ud800 ab"))
def test_any_text_is_safe(talks: Conversations, text: str) -> None:
    talks.search(ANNA, text)
    talks.rename("c", ANNA, text)
    talks.ask_pending("c", ANNA, text)
    clean = text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    assert talks.pending("c", ANNA) == clean
    assert talks.get("c", ANNA).title == (" ".join(clean.split())[:80] or "New conversation")
    assert "c" in found(talks, talks.get("c", ANNA).title)


def test_a_question_is_pending_until_its_answer_is_kept(database: Database, talks: Conversations) -> None:
    assert talks.pending("c", ANNA) is None
    talks.ask_pending("c", ANNA, "Who?")
    talks.ask_pending("c", ANNA, "Why?")
    talks.ask_pending("b", ANNA, "When?")
    assert (talks.pending("c", ANNA), talks.pending("b", ANNA)) == ("Why?", "When?")
    held = kept(database, 9)
    talks.append("c", ANNA, "Why?", held.answer, held.asked_at)
    talks.replace_last("b", ANNA, "When?", held.answer, held.asked_at)
    assert (talks.pending("c", ANNA), talks.pending("b", ANNA)) == (None, None)
    talks.ask_pending("c", ANNA, "And?")
    talks.drop_pending("c", ANNA)
    assert talks.pending("c", ANNA) is None
    talks.ask_pending("c", ANNA, "And?")
    talks.delete("c", ANNA)
    assert {one.id for one in talks.list(ANNA)} == {"a", "b"}


def kept(database: Database, n: int, level: Level = Level.INTERNAL) -> AnswerRecord:
    made = record(n, level)
    AnswerRecords(database).save(made)
    return made


def test_another_answer_takes_the_place_of_the_last(database: Database, talks: Conversations) -> None:
    new = kept(database, 7)
    talks.replace_last("b", ANNA, "What of the budget now?", new.answer, new.asked_at)
    assert [(turn.question, turn.answer) for turn in talks.history("b", ANNA)] == [
        ("What of the budget now?", new.answer)
    ]
    assert AnswerRecords(database).load("r4", ANNA) == record(4), "the old record stays"
    talks.replace_last("c", ANNA, "Anything?", new.answer, new.asked_at)
    assert [turn.question for turn in talks.history("c", ANNA)] == ["Anything?"]


def test_what_takes_the_last_place_is_the_last_that_is_seen(database: Database, talks: Conversations) -> None:
    new = kept(database, 7)
    talks.replace_last("a", ANNA, "And now?", new.answer, new.asked_at)
    whole = talks.history("a", Viewer.member("RESTRICTED", "anna"))
    assert [turn.question for turn in whole] == ["Où est Kigali?", "And now?", "RESTRICTED?"]


def test_somebody_elses_conversation_does_not_exist(talks: Conversations, clock: HandClock) -> None:
    talks.ask_pending("a", ANNA, "Who?")
    for viewer, which in ((BEN, "a"), (Viewer.system(), "a"), (ANNA, "none"), (ANNA, "\ud800")):
        for call in (
            lambda v, w: talks.get(w, v),
            lambda v, w: talks.rename(w, v, "Mine"),
            lambda v, w: talks.pending(w, v),
            lambda v, w: talks.ask_pending(w, v, "?"),
            lambda v, w: talks.drop_pending(w, v),
            lambda v, w: talks.replace_last(w, v, "?", record(1).answer, clock()),
        ):
            with pytest.raises(ConversationNotFound):
                call(viewer, which)
    assert (talks.get("a", ANNA).title, talks.pending("a", ANNA)) == ("Title a", "Who?")
    assert talks.get("a", ANNA).turns == 3


def test_old_questions_without_an_answer_are_erased_too(database: Database, talks: Conversations) -> None:
    clock = HandClock()
    mine = Conversations(database, clock, lambda: "old")
    mine.ask_pending(mine.start(ANNA, "Who stole it?"), ANNA, "Who stole it?")
    mine.ask_pending("b", ANNA, "And the budget?")
    AnswerRecords(database).expire(clock.moment, "retention", "a year")
    assert mine.pending("old", ANNA) == "Who stole it?", "not before its time"
    clock.turn(days=1)
    AnswerRecords(database).expire(clock.moment.replace(year=2025), "retention", "a year")
    mine.ask_pending("old", ANNA, "Who stole it?")
    clock.turn(days=1)
    AnswerRecords(database).expire(clock.moment, "retention", "a year")
    assert [one.id for one in mine.list(ANNA)] == ["c"], "what held nothing else went with it"
