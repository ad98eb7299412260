"""The bounded conversation with the model: it may call tools, it may not go on for ever."""

from collections.abc import Generator
from dataclasses import dataclass

from core.agent.patience import Patience
from core.agent.tools import Toolbox
from core.errors import ModelUnavailable
from core.llm import ChatModel, Delta, Message
from core.models import Event

CHARACTERS_A_TOKEN = 3.5
TOO_SLOW = "The language model took too long to reply."


@dataclass(frozen=True)
class Limits:
    """Where it ends: replies of the model, tokens over all of them, tokens of one request, seconds, characters of the
    answer, calls of one reply."""

    steps: int = 6
    tokens: int = 60_000
    context: int = 12_000
    seconds: float = 90.0
    answer: int = 6_000
    calls: int = 6


@dataclass(frozen=True)
class Said:
    """What the model said. ``stopped`` when somebody stopped it, ``cut`` when a limit did."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0
    steps: int = 0
    stopped: bool = False
    cut: bool = False


def converse(
    model: ChatModel, messages: list[Message], toolbox: Toolbox, limits: Limits, patience: Patience
) -> Generator[Event, None, Said]:
    """Events as they come; what was said as the generator's value. ``messages`` grows by what is said.

    Raises:
        ModelUnavailable: the model failed, or was silent until the time was up.
    """
    spent_in = spent_out = 0
    for step in range(1, limits.steps + 1):
        tools = toolbox.offered if step < limits.steps and _room(messages, spent_in + spent_out, limits) else ()
        text, last, cut = yield from _reply(model, messages, tools, limits, patience)
        spent_in += last.tokens_in or _tokens(messages)
        spent_out += last.tokens_out or int(len(text) / CHARACTERS_A_TOKEN)
        said = Said(text, spent_in, spent_out, step, patience.stopped, cut)
        if patience.stopped or cut or not last.tool_calls or not tools:
            return said
        if text:
            yield Event("reset")
        messages.append(Message("assistant", text, last.tool_calls[: limits.calls]))
        for call in last.tool_calls[: limits.calls]:
            yield Event("status", toolbox.doing(call))
            if patience.is_set():
                break
            reply = toolbox.run(call)
            messages.append(Message("tool", _fitting(reply, messages, limits), tool_call_id=call.id))
        if patience.stopped:
            return Said("", spent_in, spent_out, step, True)
        if patience.is_set():
            raise ModelUnavailable(TOO_SLOW)
    return Said("", spent_in, spent_out, limits.steps, False, True)


def _reply(
    model: ChatModel, messages: list[Message], tools: tuple[object, ...], limits: Limits, patience: Patience
) -> Generator[Event, None, tuple[str, Delta, bool]]:
    """One reply: its text, its last delta, and whether it was cut for length."""
    text, last = "", Delta()
    stream = model.chat(messages, tools, patience)  # type: ignore[arg-type]
    try:
        for delta in stream:
            if delta.text and len(text) < limits.answer:
                piece = delta.text[: limits.answer - len(text)]
                text += piece
                yield Event("text", piece)
            if delta.finished is not None:
                last = delta
            if len(text) >= limits.answer:
                return text, last, True
            if patience.is_set():
                break
    finally:
        close = getattr(stream, "close", None)
        if close is not None:
            close()
    if patience.is_set() and not patience.stopped and last.finished in (None, "stopped"):
        raise ModelUnavailable(TOO_SLOW)
    return text, last, last.finished == "length"


def _tokens(messages: list[Message]) -> int:
    size = sum(len(m.content) + sum(len(call.arguments) for call in m.tool_calls) for m in messages)
    return int(size / CHARACTERS_A_TOKEN)


def _room(messages: list[Message], spent: int, limits: Limits) -> bool:
    """True if there is room for another tool's reply."""
    held = _tokens(messages)
    return held < 0.85 * limits.context and spent + 2 * held < limits.tokens


def _fitting(reply: str, messages: list[Message], limits: Limits) -> str:
    left = int((limits.context - _tokens(messages)) * CHARACTERS_A_TOKEN)
    return reply if len(reply) <= left else reply[: max(0, left)] + "\n[…] There is no room for more: answer now."
