"""The OpenAI client: streams, tools, structure, embeddings, and what becomes of every failure."""

import socket
import threading

import numpy as np
import pytest
from pydantic import BaseModel

from core.errors import EmbeddingError, ModelMisbehaved, ModelUnavailable, SybilError
from core.llm import Message, OpenAIChat, OpenAIEmbedder, Tool
from core.llm.shapes import strict_schema
from tests.peers.http_script import Reply, completion, content, delta, scripted, status, stream

ASK = [Message("user", "hello")]


class Shape(BaseModel):
    name: str
    count: int = 1


def chat_with(url: str, timeout: float = 5.0) -> OpenAIChat:
    return OpenAIChat(url, "sk-very-secret", "m", timeout=timeout, retries=0)


def said(url: str, timeout: float = 5.0) -> str:
    return "".join(d.text for d in chat_with(url, timeout).chat(ASK))


def test_a_stream_gives_text_tools_and_usage():
    usage = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [],
             "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}}  # fmt: skip
    first = {"index": 0, "id": "a", "type": "function", "function": {"name": "search", "arguments": '{"q":'}}
    rest = {"index": 0, "function": {"arguments": ' "x"}'}}
    other = {"index": 1, "id": "b", "type": "function", "function": {"name": "read", "arguments": "{}"}}
    chunks = [delta(content="He"), delta(content="llo"), delta(tool_calls=[first]), delta(tool_calls=[rest]),
              delta(tool_calls=[other]), delta(finish_reason="tool_calls"), usage, "[DONE]"]  # fmt: skip
    with scripted(stream(*chunks)) as script:
        tool = Tool("search", "Search.", {"type": "object", "properties": {}})
        deltas = list(chat_with(script.url).chat(ASK, [tool]))
    assert "".join(d.text for d in deltas) == "Hello"
    assert [(c.id, c.name, c.arguments) for c in deltas[-1].tool_calls] == [
        ("a", "search", '{"q": "x"}'), ("b", "read", "{}")]  # fmt: skip
    assert (deltas[-1].tokens_in, deltas[-1].tokens_out, deltas[-1].finished) == (7, 3, "tool_calls")
    assert script.asked[0]["stream_options"] == {"include_usage": True}
    assert script.asked[0]["tools"][0]["function"]["name"] == "search"  # type: ignore[index]


def test_tool_calls_without_an_index_are_told_apart():
    parts = [{"id": "a", "function": {"name": "one", "arguments": "{}"}},
             {"id": "b", "function": {"name": "two", "arguments": "{}"}}]  # fmt: skip
    chunks = [delta(tool_calls=[part]) for part in parts]
    with scripted(stream(*chunks, delta(finish_reason="tool_calls"), "[DONE]")) as script:
        last = list(chat_with(script.url).chat(ASK))[-1]
    assert [call.name for call in last.tool_calls] == ["one", "two"]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (status(401, "bad key sk-very-secret"), "refused the key"),
        (status(403), "refused the key"),
        (status(404, "no model"), "no such address or model"),
        (status(429, "slow down"), "too many requests"),
        (status(429, "pay", code="insufficient_quota"), "no credit"),
        (status(500), "failed (status 500)"),
        (status(400, "maximum context length is 4096 tokens"), "longer than the language model can read"),
        (status(400, "what"), "refused the request"),
        (stream("this is not json"), "no reply"),
        (stream(delta(content="half a sent")), "broke off"),
        (stream(delta(content="half"), broken=True), "cannot be reached"),
        (stream('{"error": {"message": "boom sk-very-secret"}}'), "broke off"),
        (content({"choices": None}), "broke off"),
    ],
)
def test_every_failure_becomes_a_sentence(reply: Reply, words: str):
    with scripted(reply) as script, pytest.raises(ModelUnavailable) as caught:
        said(script.url)
    assert words in str(caught.value)
    assert "sk-very-secret" not in str(caught.value)


def test_a_failure_keeps_its_cause_for_the_log():
    with scripted(status(401)) as script, pytest.raises(ModelUnavailable) as caught:
        said(script.url)
    assert type(caught.value.__cause__).__module__.startswith("openai")


def test_a_closed_port_is_a_sentence():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        said(f"http://127.0.0.1:{port}/v1")


def test_a_silent_server_times_out():
    hold = threading.Event()
    with scripted(stream(hold=hold)) as script, pytest.raises(ModelUnavailable, match="took too long"):
        said(script.url, timeout=0.3)
    hold.set()


def test_stop_leaves_a_silent_server_and_keeps_what_was_said():
    hold, stop = threading.Event(), threading.Event()
    with scripted(stream(delta(content="so far"), hold=hold)) as script:
        deltas = chat_with(script.url, timeout=20).chat(ASK, stop=stop)
        first = next(deltas)
        stop.set()
        rest = list(deltas)
        hold.set()
    assert first.text == "so far"
    assert [d.finished for d in rest] == ["stopped"]


def test_structured_asks_for_a_strict_schema_and_validates():
    with scripted(completion('{"name": "a", "count": 2}')) as script:
        found = chat_with(script.url).structured(ASK, Shape)
    assert found == Shape(name="a", count=2)
    form = script.asked[0]["response_format"]
    assert form["json_schema"]["schema"]["additionalProperties"] is False  # type: ignore[index]
    assert strict_schema(Shape)["required"] == ["name", "count"]
    assert "default" not in str(strict_schema(Shape))


def test_structured_falls_back_to_plain_json_and_remembers():
    wrapped = completion('Here you are:\n```json\n{"name": "b", "count": 3}\n```')
    with scripted(status(400, "response_format is not supported"), wrapped) as script:
        model = chat_with(script.url)
        assert model.structured(ASK, Shape) == Shape(name="b", count=3)
        assert model.structured(ASK, Shape).count == 3
    assert ["response_format" in asked for asked in script.asked] == [True, False, False]


def test_structured_repairs_once():
    with scripted(completion('{"name": "c", "count": "many"}'), completion('{"name": "c", "count": 4}')) as script:
        assert chat_with(script.url).structured(ASK, Shape).count == 4
    assert "count" in str(script.asked[1]["messages"])


def test_structured_gives_up_after_one_repair():
    with scripted(completion("I would rather not.")) as script, pytest.raises(ModelMisbehaved):
        chat_with(script.url).structured(ASK, Shape)
    assert len(script.asked) == 2


def test_structured_does_not_take_a_bad_key_for_a_missing_feature():
    with scripted(status(401)) as script, pytest.raises(ModelUnavailable, match="refused the key"):
        chat_with(script.url).structured(ASK, Shape)
    assert len(script.asked) == 1


def embeddings(*rows: list[float]) -> Reply:
    data = [{"object": "embedding", "index": n, "embedding": row} for n, row in enumerate(rows)]
    return content(
        {"object": "list", "model": "e", "data": data[::-1], "usage": {"prompt_tokens": 1, "total_tokens": 1}}
    )


def test_embeddings_are_of_unit_length_in_order_and_in_batches():
    replies = [embeddings([3.0, 4.0]), embeddings([3.0, 4.0], [0.0, 2.0]), embeddings([1.0, 0.0])]
    with scripted(*replies) as script:
        embedder = OpenAIEmbedder(script.url, "", "e", batch=2, retries=0)
        assert embedder.name == "e/2"
        vectors = embedder.embed(["a", "", "c"])
    assert np.allclose(vectors, [[0.6, 0.8], [0.0, 1.0], [1.0, 0.0]])
    assert [asked["input"] for asked in script.asked[1:]] == [["a", " "], ["c"]]
    assert script.asked[0]["encoding_format"] == "float"


@pytest.mark.parametrize(
    "reply",
    [status(401), status(500), content({"data": []}), content({"data": None}), content({"nothing": 1}),
     embeddings([1.0], [2.0]), embeddings([float("nan")])],
)  # fmt: skip
def test_embedding_failures_are_ours(reply: Reply):
    with scripted(reply) as script, pytest.raises(EmbeddingError) as caught:
        OpenAIEmbedder(script.url, "sk-very-secret", "e", retries=0, dimension=1).embed(["a"])
    assert isinstance(caught.value, SybilError)
    assert "sk-very-secret" not in str(caught.value)
