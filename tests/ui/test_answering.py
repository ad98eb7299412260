"""Answers worked out apart from their page: one for a conversation, for its owner only, until they stand somewhere."""

import threading
import time
from collections.abc import Iterator

import pytest

from core import Sybil, Viewer
from core.errors import ConversationNotFound, StoreUnavailable
from core.models import Answer, Event
from core.ui.answering import FAILED, Answering, Job

RITA, ADA = Viewer.member("INTERNAL", "rita"), Viewer.member("RESTRICTED", "ada")
SAID = Answer("Said.", (), (), "strong", "extract", "r1")


class Owned:
    """Conversations, each of one owner."""

    def __init__(self, **owners: str) -> None:
        self._owners = owners

    def get(self, conversation: str, viewer: Viewer) -> None:
        if self._owners.get(conversation) != viewer.name:
            raise ConversationNotFound("There is no such conversation.")


class Scripted(Sybil):
    """Answers as it is told, and notes what was asked."""

    def __init__(self, *events: Event | Exception, hold: threading.Event | None = None) -> None:
        self._events, self._hold = events, hold
        self.asked: list[tuple[object, ...]] = []
        self.searching = self.most = 0

    @property
    def conversations(self) -> Owned:  # type: ignore[override]
        return Owned(a="rita", b="rita", c="rita", d="ada")

    def stream(self, *given: object, **_: object) -> Iterator[Event]:  # type: ignore[override]
        self.asked.append(given)
        yield Event("status", "Searching the library")
        self.searching += 1
        self.most = max(self.most, self.searching)
        if self._hold is not None:
            self._hold.wait(5)
        self.searching -= 1
        for event in self._events:
            if isinstance(event, Exception):
                raise event
            yield event


def ended(job: Job) -> Job:
    deadline = time.monotonic() + 5
    while not job.done:
        assert time.monotonic() < deadline
        job.wait(len(job.events), 0.1)
    return job


def test_an_answer_that_was_kept_leaves_nothing_behind() -> None:
    answering = Answering(Scripted(Event("text", "Said."), Event("answer", answer=SAID)))
    job = ended(answering.ask("What?", RITA, "a"))
    assert (job.text, job.answer, job.error) == ("Said.", SAID, None)
    assert answering.of("a", RITA) is None
    answering.close()


def test_a_conversation_has_one_answer_at_a_time_and_only_for_its_owner() -> None:
    hold = threading.Event()
    answering = Answering(Scripted(Event("answer", answer=SAID), hold=hold))
    job = answering.ask("What?", RITA, "a")
    assert answering.ask("Something else?", RITA, "a") is job
    assert answering.of("a", RITA) is job
    assert answering.of("a", ADA) is None
    assert answering.of("a", Viewer.member("PUBLIC", "rita")) is None
    with pytest.raises(ConversationNotFound):
        answering.ask("What?", ADA, "a")
    assert answering.ask("What?", ADA, "d") is not job
    hold.set()
    ended(job)
    answering.close()


@pytest.mark.parametrize(
    ("error", "told"), [(StoreUnavailable("Not now."), "Not now."), (ValueError("secret"), FAILED)]
)
def test_a_failure_is_a_sentence_and_stays_until_it_is_let_go(error: Exception, told: str) -> None:
    answering = Answering(Scripted(error))
    job = ended(answering.ask("What?", RITA, "a"))
    assert job.error == told
    assert answering.of("a", RITA) is job
    answering.dismiss("a", ADA)
    assert answering.of("a", RITA) is job
    answering.dismiss("a", RITA)
    assert answering.of("a", RITA) is None
    answering.close()


def test_an_answer_that_could_not_be_stored_is_not_lost() -> None:
    unkept = Answer("Said.", (), (), "strong", "extract", None)
    answering = Answering(Scripted(Event("answer", answer=unkept)))
    job = ended(answering.ask("What?", RITA, "a"))
    assert answering.of("a", RITA) is job
    assert job.unkept == unkept
    answering.close()


def test_withdrawn_text_is_not_shown() -> None:
    answering = Answering(
        Scripted(
            Event("status", "Writing the answer"),
            Event("text", "Wrong."),
            Event("reset"),
            Event("text", "Right."),
            Event("answer", answer=SAID),
        )
    )
    job = ended(answering.ask("What?", RITA, "a"))
    assert (job.text, job.by_model) == ("Right.", False)
    answering.close()


def test_regenerate_filters_and_stop_reach_the_answer() -> None:
    sybil = Scripted(Event("answer", answer=SAID))
    answering = Answering(sybil)
    job = ended(answering.ask("What?", RITA, "a", None, True))
    assert sybil.asked == [("What?", RITA, "a", None, job.stop, True)]
    answering.close()


def test_searches_go_in_turns_and_one_that_waits_can_be_stopped() -> None:
    hold = threading.Event()
    sybil = Scripted(Event("answer", answer=SAID), hold=hold)
    answering = Answering(sybil, searching=1)
    jobs = [answering.ask("What?", RITA, one) for one in "ab"]
    time.sleep(0.2)
    assert sybil.most == 1
    jobs[1].stop.set()
    hold.set()
    for job in jobs:
        ended(job)
    answering.close()
