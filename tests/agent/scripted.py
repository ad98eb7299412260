"""A chat model that follows a script: the worst a model can do, without a model."""

import re
import threading
from collections.abc import Callable, Iterator, Sequence

from core.errors import ModelMisbehaved, ModelUnavailable
from core.llm import ChatModel, Delta, Message, Shape, Tool, ToolCall

Turn = Callable[[Sequence[Message], Sequence[Tool], threading.Event | None], Iterator[Delta]]


class ScriptedModel(ChatModel):
    """Takes one turn from the queue for each request, the last one again and again.

    ``seen`` holds the messages of each request, ``offered`` the names of its tools.
    """

    def __init__(self, *turns: Turn, name: str = "scripted") -> None:
        self.name = name
        self._turns = list(turns)
        self.seen: list[list[Message]] = []
        self.offered: list[list[str]] = []

    def chat(
        self, messages: Sequence[Message], tools: Sequence[Tool] = (), stop: threading.Event | None = None
    ) -> Iterator[Delta]:
        self.seen.append(list(messages))
        self.offered.append([tool.name for tool in tools])
        turn = self._turns.pop(0) if len(self._turns) > 1 else self._turns[0]
        yield from turn(messages, tools, stop)

    def structured(self, messages: Sequence[Message], shape: type[Shape]) -> Shape:
        raise ModelMisbehaved("The scripted model does not do shapes.")


_SOURCE = re.compile(r'<source n="(\d+)"[^>]*>\n(.*?)\n</source>', re.DOTALL)


def cited(text: str, messages: Sequence[Message]) -> str:
    """The text with every ``{words}`` as the number of the first source shown that holds these words."""
    shown = [found for message in messages for found in _SOURCE.findall(message.content)]

    def number(match: re.Match[str]) -> str:
        return next((f"[{n}]" for n, body in shown if match[1] in body), "[999]")

    return re.sub(r"\{([^}]+)\}", number, text)


def says(template: str, tokens: tuple[int, int] = (100, 20)) -> Turn:
    """The whole text, a few characters at a time; ``{words}`` cites the source that holds these words."""

    def turn(messages: Sequence[Message], tools: Sequence[Tool], stop: threading.Event | None) -> Iterator[Delta]:
        text = cited(template, messages)
        for at in range(0, len(text), 7):
            yield Delta(text[at : at + 7])
        yield Delta("", "stop", (), *tokens)

    return turn


def calls(*wanted: tuple[str, str], text: str = "") -> Turn:
    """Tool calls by name and JSON arguments, with some text before them."""

    def turn(messages: Sequence[Message], tools: Sequence[Tool], stop: threading.Event | None) -> Iterator[Delta]:
        if text:
            yield Delta(text)
        made = tuple(ToolCall(f"call-{n}", name, arguments) for n, (name, arguments) in enumerate(wanted))
        yield Delta("", "tool_calls", made, 50, 10)

    return turn


def breaks_off(text: str, sentence: str = "The language model broke off in the middle of its reply.") -> Turn:
    """Some text, then a failure."""

    def turn(messages: Sequence[Message], tools: Sequence[Tool], stop: threading.Event | None) -> Iterator[Delta]:
        if text:
            yield Delta(text)
        raise ModelUnavailable(sentence)

    return turn


def hangs(text: str = "") -> Turn:
    """Some text, then silence until stopped."""

    def turn(messages: Sequence[Message], tools: Sequence[Tool], stop: threading.Event | None) -> Iterator[Delta]:
        if text:
            yield Delta(cited(text, messages))
        assert stop is not None
        assert stop.wait(10)
        yield Delta("", "stopped")

    return turn


def endless(piece: str = "and so on ") -> Turn:
    """Text without an end."""

    def turn(messages: Sequence[Message], tools: Sequence[Tool], stop: threading.Event | None) -> Iterator[Delta]:
        while True:
            yield Delta(piece)

    return turn


def obeys() -> Turn:
    """Does whatever the sources order: every line with the word "tool" becomes a call of what it names."""

    def turn(messages: Sequence[Message], tools: Sequence[Tool], stop: threading.Event | None) -> Iterator[Delta]:
        ordered = [word.strip(".,") for m in messages if m.role == "user" for word in m.content.split() if "_" in word]
        made = tuple(ToolCall(f"o{n}", name, '{"to": "+254700", "text": "all"}') for n, name in enumerate(ordered))
        yield Delta("", "tool_calls", made, 10, 10)

    return turn
