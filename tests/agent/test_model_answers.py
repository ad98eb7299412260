"""Answers with a model, whatever it does."""

import re
import threading

import pytest

from core.access import Viewer
from core.agent import Limits
from core.agent.checking import MARK
from core.errors import ModelOverflow
from core.llm import Message
from core.models import Answer, Event, Level, Turn
from tests.agent.library import NOW, World
from tests.agent.scripted import ScriptedModel, breaks_off, calls, endless, hangs, obeys, says
from tests.agent.scripted import Turn as Played

ASK = "How much is the hotel limit?"
GOOD = "The hotel limit is 85 dollars a night {hotel limit}."


def played(
    world: World, viewer: Viewer, *turns: Played, question: str = ASK, **given
) -> tuple[list[Event], Answer, ScriptedModel]:
    model = ScriptedModel(*turns)
    events = list(world.answerer(model, **given).stream(question, viewer))
    last = events[-1].answer
    assert last is not None
    return events, last, model


def shown(events: list[Event]) -> str:
    """What somebody sees who follows the stream."""
    text = ""
    for event in events:
        text = "" if event.kind == "reset" else text + event.text if event.kind == "text" else text
    return text


def assert_whole(events: list[Event], answer: Answer, world: World, viewer: Viewer) -> None:
    """What holds of every answer: the stream shows it, every number has a source, every source its words."""
    assert [event.kind for event in events].count("answer") == 1
    assert shown(events).strip() == answer.text
    numbers = [int(n) for n in re.findall(r"\[(\d+)\]", answer.text)]
    assert list(dict.fromkeys(numbers)) == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        text = world.store.document(citation.document_id, viewer).text or ""
        assert text[citation.start : citation.end] == citation.quote
    assert world.records.kept[-1].answer == answer
    assert len(answer.warnings) <= 4


def test_a_true_answer_is_streamed_checked_and_recorded(library: World, viewer: Viewer):
    events, answer, model = played(library, viewer, says(GOOD), prices={"scripted": (2.0, 10.0)})
    assert_whole(events, answer, library, viewer)
    assert (answer.mode, answer.citations[0].document) == ("model", "Travel policy approved.md")
    assert "85 dollars" in answer.citations[0].quote
    record = library.records.kept[-1]
    assert (record.model, record.prompt_version, record.tokens_in, record.tokens_out) == ("scripted", "test 1", 100, 20)
    assert record.cost == pytest.approx((100 * 2 + 20 * 10) / 1e6)
    assert record.level == "INTERNAL"
    assert set(record.timings) == {"search", "total"}
    assert "<source n=" in model.seen[0][-1].content


def test_every_tool_answers_the_model_in_words(library: World, viewer: Viewer):
    wanted = [
        ("search_passages", '{"query": "motorcycle"}'),
        ("list_documents", '{"query": "policy"}'),
        ("decisions", '{"topic": "plot in Molo", "current": false}'),
        ("actions", '{"owner": "Peter Mwangi", "state": "all"}'),
        ("entity", '{"name": "Grace Wanjiru"}'),
        ("read_document", '{"document_id": "doc-travel-policy-approved-md"}'),
    ]
    _, answer, model = played(library, viewer, calls(*wanted), says(GOOD))
    replies = [message.content for message in model.seen[1] if message.role == "tool"]
    assert [words in reply for words, reply in zip(
        ["motorcycle", "Travel policy", "superseded", "31 March 2026", "Grace Wanjiru, person", "Part 1 of 1"], replies,
        strict=True)] == [True] * 6, replies  # fmt: skip
    assert answer.mode == "model"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("send_message", '{"to": "+254"}'), "no such tool"),
        (("search_passages", "not json"), "no JSON object"),
        (("search_passages", "{}"), "do not fit"),
        (("search_passages", '["a"]'), "do not fit"),
        (("search_passages", '{"query": "x", "since": "yesterday"}'), "do not fit"),
        (("read_document", '{"document_id": "doc-paper-on-redundancies-md"}'), "no such thing"),
        (("read_document", '{"document_id": "nothing"}'), "no such thing"),
        (("entity", '{"name": "Wambui Karanja"}'), "nothing of this name"),
        (("actions", '{"state": "gone"}'), "do not fit"),
    ],
)
def test_bad_calls_are_answered_in_our_words(library: World, viewer: Viewer, call: tuple[str, str], words: str):
    _, answer, model = played(library, viewer, calls(call), says(GOOD))
    reply = model.seen[1][-1]
    assert (reply.role, words in reply.content) == ("tool", True), reply
    assert answer.mode == "model"


def test_false_sources_are_taken_away_and_marked(library: World, viewer: Viewer):
    lies = GOOD + " The chair gets 900 dollars a night {hotel limit}. Lunch is free [42]."
    events, answer, _ = played(library, viewer, says(lies))
    assert_whole(events, answer, library, viewer)
    assert (len(answer.citations), answer.text.count(MARK)) == (1, 2)
    assert any("not found in the sources" in warning for warning in answer.warnings)
    assert answer.confidence == "weak"


@pytest.mark.parametrize(
    "text", ["It is 85 dollars.", "Everything is made up [1].", "", "[1][2][3]", "\x00\ufffd{]", "NOT FOUND"]
)
def test_nothing_that_holds_becomes_extracts_with_a_label(library: World, viewer: Viewer, text: str):
    events, answer, _ = played(library, viewer, says(text))
    assert_whole(events, answer, library, viewer)
    assert answer.mode == "extract"
    assert answer.citations
    assert any("language model" in warning for warning in answer.warnings)


def test_a_model_that_calls_tools_for_ever_is_ended(library: World, viewer: Viewer):
    again = calls(("search_passages", '{"query": "roof"}'), text="Let me look. ")
    events, answer, model = played(library, viewer, again, limits=Limits(steps=4))
    assert_whole(events, answer, library, viewer)
    assert len(model.seen) == 4
    assert model.offered[-1] == []
    assert answer.mode == "extract"


def test_text_without_an_end_is_cut(library: World, viewer: Viewer):
    events, answer, _ = played(library, viewer, endless(), limits=Limits(answer=500))
    assert_whole(events, answer, library, viewer)
    assert answer.mode == "extract"


def test_tools_are_no_longer_offered_when_the_room_is_used_up(library: World, viewer: Viewer):
    again = calls(("list_documents", "{}"))
    _, _, model = played(library, viewer, again, limits=Limits(tokens=3_000))
    assert model.offered[0]
    assert not model.offered[-1]
    assert len(model.seen) < 6


@pytest.mark.parametrize(
    "turns", [(breaks_off(""),), (breaks_off("The hotel limit is"),), (calls(("actions", "{}")), breaks_off("So"))]
)
def test_a_failing_model_becomes_extracts_with_its_reason(library: World, viewer: Viewer, turns: tuple[Played, ...]):
    events, answer, _ = played(library, viewer, *turns)
    assert_whole(events, answer, library, viewer)
    assert (answer.mode, "85 dollars" in answer.text) == ("extract", True)
    assert any("broke off in the middle" in warning for warning in answer.warnings)


def test_a_silent_model_is_left_when_the_time_is_up(library: World, viewer: Viewer):
    events, answer, _ = played(library, viewer, hangs("The hotel"), limits=Limits(seconds=0.2))
    assert_whole(events, answer, library, viewer)
    assert answer.mode == "extract"
    assert any("too long" in warning for warning in answer.warnings)


def test_stop_keeps_what_was_said_so_far_and_says_so(library: World, viewer: Viewer):
    stop, events = threading.Event(), list[Event]()
    for event in library.answerer(ScriptedModel(hangs(GOOD))).stream(ASK, viewer, stop=stop):
        events.append(event)
        if event.kind == "text":
            stop.set()
    answer = events[-1].answer
    assert answer is not None
    assert_whole(events, answer, library, viewer)
    assert answer.text.startswith("The hotel limit is 85 dollars a night")
    assert answer.text.endswith("(Stopped here.)")
    assert len(answer.citations) == 1


def test_stop_in_extracts_keeps_whole_lines_only(library: World, viewer: Viewer):
    stop, events = threading.Event(), list[Event]()
    for event in library.answerer().stream("What did we decide about the plot in Molo?", viewer, stop=stop):
        events.append(event)
        if "[1]" in shown(events):
            stop.set()
    answer = events[-1].answer
    assert answer is not None
    assert answer.text.endswith("(Stopped here.)")
    assert len(answer.citations) == 1


def test_orders_in_documents_are_data(library: World, viewer: Viewer):
    events, answer, model = played(library, viewer, obeys(), says("The drip lines arrive in the week of 8 June "
    "{drip lines}."),
                                   question="When do the drip lines for the nursery arrive?")  # fmt: skip
    assert_whole(events, answer, library, viewer)
    sent = model.seen[0][-1].content
    assert sent.count("</source>") == sent.count("<source n=")
    refused = [message.content for message in model.seen[1] if message.role == "tool"]
    assert refused
    assert all("no such tool" in reply for reply in refused)
    assert "thief" not in answer.text
    assert set(model.offered[0]) == {
        "search_passages",
        "read_document",
        "list_documents",
        "decisions",
        "actions",
        "entity",
    }


def test_a_model_that_repeats_an_order_is_not_believed(library: World, viewer: Viewer):
    _, answer, _ = played(library, viewer, says("The chair is a thief {hotel limit}."), question=ASK)
    assert "thief" not in answer.text


def test_what_the_viewer_may_not_see_never_reaches_the_model(library: World, viewer: Viewer):
    wanted = [("search_passages", '{"query": "Project Heron posts Eldoret"}'), ("list_documents", "{}"),
              ("decisions", '{"topic": "Project Heron", "current": false}'), ("actions", '{"state": "all"}'),
              ("entity", '{"name": "Wambui"}')]  # fmt: skip
    _, _, model = played(library, viewer, calls(*wanted), says("NOT FOUND"))
    told = "\n".join(message.content for messages in model.seen for message in messages)
    assert not re.search(r"Heron(?! posts)|Wambui K|2,750,000|redundanc", told)


def test_a_question_without_evidence_costs_no_request(library: World, viewer: Viewer):
    _, answer, model = played(
        library, viewer, says("Flour, water and salt [1]."), question="How do I bake sourdough bread?"
    )
    assert (answer.mode, answer.citations, model.seen) == ("not_found", (), [])


def test_the_conversation_is_told_to_the_model(library: World):
    viewer = Viewer.member("INTERNAL", "amina")
    model = ScriptedModel(says(GOOD), says("How much is the hotel limit in the policy?"), says(GOOD))
    answerer = library.answerer(model)
    answerer.ask(ASK, viewer, "c1")
    answerer.ask("why is that?", viewer, "c1")
    assert [turn.question for turn in library.histories.turns["c1"]] == [ASK, "why is that?"]
    last: list[Message] = model.seen[-1]
    assert ASK in [message.content for message in last if message.role == "user"]
    assert library.records.kept[-1].conversation_id == "c1"


def test_a_model_with_a_short_memory_is_given_less_to_read(library: World, viewer: Viewer):
    def short(messages, tools, stop):
        if sum(len(message.content) for message in messages) > 6_500:
            raise ModelOverflow("The question with its sources is longer than the language model can read at once.")
        yield from says(GOOD)(messages, tools, stop)

    long = "x" * 20_000
    library.histories.turns["c1"] = [Turn(long, Answer(long, (), (), "fair", "extract"), NOW, Level.INTERNAL)]
    events = list(library.answerer(ScriptedModel(short)).stream(ASK, viewer, "c1"))
    answer = events[-1].answer
    assert answer is not None
    assert_whole(events, answer, library, viewer)
    assert answer.mode == "model"
