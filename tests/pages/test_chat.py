"""The Chat page by AppTest: asking, coming back, other people's conversations, and what fails."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core import Settings, Sybil, Viewer
from core.db.conversations import Conversations
from core.errors import StoreUnavailable
from core.models import Answer, Event
from core.ui.answering import Answering, Job
from core.ui.host import host
from tests.pages.conftest import Opened, words_of
from tests.shared_library import PEOPLE, ROOT, token_for

FILTER = "Which filter are we buying for the Homa Bay schools now?"
SECRET = "Paper for trustees June 2026"


def settled(at: AppTest) -> AppTest:
    """Run again until the answer is there: AppTest has no timers."""
    for _ in range(60):
        if not labelled(at, "Stop"):
            return at
        at.run()
    raise AssertionError("the answer did not come")


def labelled(at: AppTest, label: str) -> list[object]:
    return [button for button in at.button if button.label == label]


def press(at: AppTest, label: str) -> AppTest:
    labelled(at, label)[0].click().run()  # type: ignore[attr-defined]
    return at


def asked(at: AppTest, question: str) -> AppTest:
    return settled(at.chat_input[0].set_value(question).run())


def again(data_dir: Path, name: str, conversation: str) -> AppTest:
    """The same conversation in another tab."""
    at = AppTest.from_file(str(ROOT / "Home.py"), default_timeout=60)
    at.session_state["sybil_token"] = token_for(data_dir, name)
    at.query_params["c"] = conversation
    return at.switch_page("pages/chat.py").run()


@pytest.fixture
def kept(data_dir: Path) -> Iterator[Sybil]:
    """The same library beside the pages."""
    with Sybil.open(Settings(_env_file=None, data_dir=data_dir)) as sybil:
        yield sybil


def of(name: str) -> Viewer:
    return Viewer.member(PEOPLE[name][1], name)


def conversation_of(at: AppTest) -> str:
    held = at.query_params["c"]
    return str(held[0] if isinstance(held, list) else held)


def test_a_question_in_the_box_is_answered_and_the_address_holds_the_conversation(
    opened: Opened, data_dir: Path, kept: Sybil
) -> None:
    at = asked(opened("chat", "rita"), FILTER)
    assert not at.exception
    assert "Nyota" in words_of(at)
    assert "Extracts, word for word" in words_of(at)
    assert [one for one in at.expander if one.label.startswith("**1**")]
    seen = again(data_dir, "rita", conversation_of(at))
    assert "Nyota" in words_of(seen)
    assert len(kept.conversations.records(conversation_of(at), of("rita"))) == 1


def test_an_answer_that_ends_while_the_page_is_being_drawn_is_drawn(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, work, begun = Conversations.records, Answering._work, threading.Event()

    def held_back(self: Answering, job: Job) -> None:
        begun.wait(30)
        work(self, job)

    def late(self: Conversations, conversation: str, viewer: Viewer, limit: int = 6) -> object:
        found = read(self, conversation, viewer, limit)
        job = host().answering.of(conversation, viewer)
        begun.set()
        if job is not None and not threading.current_thread().name.startswith("answer"):
            job.wait(10_000, 30)  # what was read is older than the answer now
        return found

    monkeypatch.setattr(Answering, "_work", held_back)
    at = opened("chat", "rita")
    monkeypatch.setattr(Conversations, "records", late)
    at.chat_input[0].set_value(FILTER).run()
    assert "broken off" not in words_of(at)
    assert "Nyota" in words_of(at)


def test_a_question_in_the_address_is_asked_once(opened: Opened, kept: Sybil) -> None:
    at = settled(opened("chat", "rita", q=FILTER))
    made = conversation_of(at)
    assert "q" not in at.query_params
    at.run()
    assert len(kept.conversations.list(of("rita"))) == 1
    at.query_params.clear()
    at.query_params["q"] = FILTER  # the browser's way back
    at.run()
    assert conversation_of(at) == made
    assert len(kept.conversations.records(made, of("rita"))) == 1


@pytest.mark.parametrize("name", ["eda", "ada"])
def test_somebody_elses_conversation_is_as_if_it_were_not_there(
    opened: Opened, data_dir: Path, kept: Sybil, name: str
) -> None:
    made = conversation_of(asked(opened("chat", "rita"), FILTER))
    for there in (made, "0" * 32):
        at = again(data_dir, name, there)
        assert [one.value for one in at.info] == [r"There is no such conversation\."]
        assert "Nyota" not in words_of(at)
        assert "Homa Bay" not in words_of(at)


def test_the_confidential_sample_is_not_there_for_a_reader(opened: Opened) -> None:
    at = asked(opened("chat", "rita"), "What is in the paper for trustees of June 2026?")
    shown = words_of(at)
    assert SECRET not in shown
    assert not at.exception


def test_an_empty_library_says_what_to_do(opened: Opened, data_dir: Path) -> None:
    with Sybil.open(Settings(_env_file=None, data_dir=data_dir)) as sybil:
        for document in sybil.documents(Viewer.system()):
            sybil.remove(document.id)
    at = opened("chat", "rita")
    assert "The library is empty" in words_of(at)
    assert not at.exception


def failing(*_: object, **__: object) -> Iterator[Event]:
    yield Event("status", "Searching the library")
    raise StoreUnavailable("The graph cannot be read now.")


def test_a_failed_answer_says_why_and_keeps_the_question(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    at = opened("chat", "rita")
    with monkeypatch.context() as broken:
        broken.setattr(Sybil, "stream", failing)
        asked(at, FILTER)
        assert at.error[0].value == r"The graph cannot be read now\."
        assert FILTER in words_of(at)
    settled(press(at, "Ask again"))
    assert not at.error
    assert "Nyota" in words_of(at)


def test_a_question_that_cannot_even_be_kept_stays_on_the_page(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, kept: Sybil
) -> None:
    at = opened("chat", "rita")
    with monkeypatch.context() as broken:

        def full(*_: object) -> str:
            raise StoreUnavailable("The disk is full.")

        broken.setattr("core.db.conversations.Conversations.start", full)
        asked(at, FILTER)
        assert at.error[0].value == r"The disk is full\."
        assert FILTER in words_of(at)
    settled(press(at, "Ask again"))
    assert "Nyota" in words_of(at)


def test_a_question_left_by_a_crash_can_be_asked_again(opened: Opened, data_dir: Path, kept: Sybil) -> None:
    made = kept.conversations.start(of("rita"), "Filters")
    kept.conversations.ask_pending(made, of("rita"), FILTER)
    at = opened("chat", "rita", c=made)
    assert "broken off" in at.error[0].value
    settled(press(at, "Ask again"))
    assert "Nyota" in words_of(at)
    assert kept.conversations.pending(made, of("rita")) is None


def test_stop_keeps_what_was_said_and_another_tab_sees_the_running_answer(
    opened: Opened, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = opened("chat", "rita")

    def slowly(self: Sybil, question: str, viewer: Viewer, conversation: str, *rest: object) -> Iterator[Event]:
        stop = rest[1]
        assert isinstance(stop, threading.Event)
        yield Event("status", "Writing the answer")
        yield Event("text", "Half of it")
        stop.wait(30)
        yield Event("answer", answer=Answer("Half of it", (), (), "weak", "model", None))

    monkeypatch.setattr(Sybil, "stream", slowly)
    at.chat_input[0].set_value(FILTER).run()
    assert "Half of it" in words_of(at)
    other = again(data_dir, "rita", conversation_of(at))
    assert "Half of it" in words_of(other)
    other.chat_input[0].set_value("Something else?").run()
    assert "Another question is being answered" in other.error[0].value
    assert "Something else?" in words_of(other)
    settled(press(at, "Stop"))
    assert "Half of it" in words_of(at)


def test_a_conversation_is_renamed_found_and_deleted_after_asking_once_more(opened: Opened, kept: Sybil) -> None:
    at = asked(opened("chat", "rita"), FILTER)
    made = conversation_of(at)
    at.text_input(key=f"title-{made}").set_value("Filters *for* Heron")
    press(at, "Rename")
    assert kept.conversations.get(made, of("rita")).title == "Filters *for* Heron"
    at.text_input(key="talk-search").set_value("nothing like it").run()
    assert "No conversation holds these words" in words_of(at)
    at.text_input(key="talk-search").set_value("heron nyota").run()
    press(at, "Delete this conversation")
    assert kept.conversations.list(of("rita"))
    press(at, "Delete for good")
    assert not kept.conversations.list(of("rita"))
    assert "c" not in at.query_params
    assert at.title[0].value == "Ask your library"


def test_an_answer_again_takes_the_place_of_the_last(opened: Opened, kept: Sybil) -> None:
    at = asked(opened("chat", "rita"), FILTER)
    made = conversation_of(at)
    first = kept.conversations.records(made, of("rita"))[0][1].id
    settled(press(at, "Answer again"))
    records = kept.conversations.records(made, of("rita"))
    assert len(records) == 1
    assert records[0][1].id != first


def test_a_thumb_down_asks_why(opened: Opened, kept: Sybil) -> None:
    at = asked(opened("chat", "rita"), FILTER)
    record = kept.conversations.records(conversation_of(at), of("rita"))[0][1].id
    at.feedback[0].set_value(0).run()
    at.text_input(key=f"why-own-{record}").set_value("It was the other one")
    press(at, "Send")
    said = kept.feedback.of(record, of("rita"))
    assert said is not None
    assert (said.verdict, said.reason) == ("poor", "It was the other one")
