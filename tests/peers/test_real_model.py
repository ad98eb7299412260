"""The client and the answers against a real OpenAI-compatible server: whatever a small model says, the promises
hold."""

import re
import threading
from pathlib import Path

import pytest
from pydantic import BaseModel

from core.access import Viewer
from core.agent import Limits
from core.embeddings import LocalEmbedder
from core.errors import ModelUnavailable
from core.llm import Message, OpenAIChat, Tool
from tests.agent.library import DRAFT, FILLERS, MARCH, MAY, POLICY, world
from tests.agent.test_model_answers import assert_whole
from tests.peers.openai_server import MODEL_NAME

SMALL = Limits(steps=2, context=1_500, tokens=6_000, seconds=180, answer=600)


class City(BaseModel):
    name: str
    country: str


def real(url: str) -> OpenAIChat:
    return OpenAIChat(url, "none", MODEL_NAME, timeout=60, retries=0, temperature=0.0)


def test_a_streamed_reply_with_usage(model_server: str):
    deltas = list(real(model_server).chat([Message("user", "Say hello in one word.")]))
    assert "".join(delta.text for delta in deltas).strip()
    assert deltas[-1].finished in ("stop", "length")
    assert deltas[-1].tokens_in > 0
    assert deltas[-1].tokens_out > 0


def test_stop_ends_a_reply_early(model_server: str):
    stop, got = threading.Event(), list[str]()
    model = real(model_server)
    for delta in model.chat([Message("user", "Count from one to two hundred in words.")], stop=stop):
        got.append(delta.finished or "")
        stop.set()
    assert got[-1] == "stopped"
    assert len(got) < 20
    assert list(model.chat([Message("user", "Say hello.")]))


def test_tools_are_accepted(model_server: str):
    tool = Tool("look", "Look something up.", {"type": "object", "properties": {"q": {"type": "string"}}})
    deltas = list(real(model_server).chat([Message("user", "What is in the library?")], [tool]))
    assert deltas[-1].finished in ("stop", "length", "tool_calls")


def test_a_reply_in_a_shape(model_server: str):
    found = real(model_server).structured([Message("user", "Name the capital of France and its country.")], City)
    assert found.name
    assert found.country


def test_a_wrong_path_is_a_sentence(model_server: str):
    with pytest.raises(ModelUnavailable, match="no such address or model"):
        list(real(model_server.replace("/v1", "/nowhere")).chat([Message("user", "hello")]))


def test_more_than_fits_is_a_sentence(model_server: str):
    with pytest.raises(ModelUnavailable, match="longer than the language model can read"):
        list(real(model_server).chat([Message("user", "farm " * 12_000)]))


def test_answers_hold_their_promises_whatever_the_model_says(model_server: str, tmp_path: Path):
    made = world(tmp_path, LocalEmbedder(), (MARCH, MAY, POLICY, DRAFT, *FILLERS))
    answerer, viewer = made.answerer(real(model_server), SMALL), Viewer.member("INTERNAL", "amina")
    for question in (
        "How much is the hotel limit?",
        "What did we decide about the plot in Molo?",
        "Why may nobody ride a motorcycle?",
    ):
        events = list(answerer.stream(question, viewer))
        answer = events[-1].answer
        assert answer is not None
        assert_whole(events, answer, made, viewer)
        assert answer.mode in ("model", "extract")
        assert answer.citations
        record = made.records.kept[-1]
        assert (record.model, record.tokens_in > 0) == (MODEL_NAME, True)
        assert not re.search(r"</?source", answer.text)
    assert answerer.ask("How do I bake sourdough bread?", viewer).mode == "not_found"
    made.store.close()
