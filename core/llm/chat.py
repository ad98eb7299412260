"""Any OpenAI-compatible chat endpoint as a ChatModel."""

import contextlib
import logging
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import openai

from core.errors import ModelMisbehaved, ModelUnavailable
from core.llm.contract import ChatModel, Delta, Message, Shape, Tool, ToolCall
from core.llm.failures import too_long, translated
from core.llm.shapes import instruction, loosely, repair, strict_schema
from core.llm.worker import drained

log = logging.getLogger(__name__)


class OpenAIChat(ChatModel):
    """chat.completions of any compatible server.

    Args:
        base_url: the address up to and with ``/v1``; None for OpenAI's own.
        api_key: may be empty for a server that asks for none.
        model: the model's name at that server.
        timeout: seconds without a byte after which a request counts as failed.
        retries: how often the client itself tries again, with growing pauses; nothing above it retries.
        temperature: left to the server when None, since some models accept only their default.
    """

    def __init__(
        self,
        base_url: str | None,
        api_key: str,
        model: str,
        timeout: float = 60.0,
        retries: int = 2,
        temperature: float | None = None,
    ) -> None:
        self.name = model
        self._options: dict[str, Any] = {} if temperature is None else {"temperature": temperature}
        self._client = openai.OpenAI(
            base_url=base_url or None, api_key=api_key or "none", timeout=timeout, max_retries=retries
        )
        self._create: Any = self._client.chat.completions.create
        self._plain_only = False

    def chat(
        self, messages: Sequence[Message], tools: Sequence[Tool] = (), stop: threading.Event | None = None
    ) -> Iterator[Delta]:
        """See ChatModel. A silent server is left within a tenth of a second of ``stop``; its stream is closed."""
        stop = stop or threading.Event()
        yield from drained(lambda left: self._stream(messages, tools, left), stop, Delta(finished="stopped"))

    def structured(self, messages: Sequence[Message], shape: type[Shape]) -> Shape:
        """See ChatModel. By JSON schema; where the server refuses that, by asking for JSON; one attempt at repair."""
        asked = [*messages] if not self._plain_only else [*messages, instruction(shape)]
        try:
            with translated():
                reply = self._complete(asked, None if self._plain_only else shape)
        except ModelUnavailable as failure:
            if self._plain_only or not _refused_schema(failure):
                raise
            log.info("the server of %s knows no JSON schema: asking for plain JSON", self.name)
            self._plain_only = True
            return self.structured(messages, shape)
        found, complaint = loosely(reply, shape)
        if found is not None:
            return found
        with translated():
            again = self._complete([*asked, *repair(reply, complaint, shape)], None if self._plain_only else shape)
        found, complaint = loosely(again, shape)
        if found is None:
            raise ModelMisbehaved(f"The language model “{self.name}” did not reply in the shape it was asked for.")
        return found

    def close(self) -> None:
        """Release the connections."""
        self._client.close()

    def _stream(self, messages: Sequence[Message], tools: Sequence[Tool], left: threading.Event) -> Iterator[Delta]:
        extra = {"tools": [_tool(tool) for tool in tools]} if tools else {}
        with translated():
            stream = self._create(
                model=self.name,
                messages=[_message(message) for message in messages],
                stream=True,
                stream_options={"include_usage": True},
                **extra,
                **self._options,
            )
            with contextlib.closing(stream):
                yield from _deltas(stream, left)

    def _complete(self, messages: Sequence[Message], shape: type[Shape] | None) -> str:
        form: dict[str, Any] = {}
        if shape is not None:
            schema = {"name": shape.__name__, "schema": strict_schema(shape), "strict": True}
            form = {"response_format": {"type": "json_schema", "json_schema": schema}}
        reply = self._create(model=self.name, messages=[_message(m) for m in messages], **form, **self._options)
        choices = getattr(reply, "choices", None)
        if not choices:
            raise ModelUnavailable("The language model's server sent an empty reply. Try again in a while.")
        return choices[0].message.content or ""


def _refused_schema(failure: ModelUnavailable) -> bool:
    cause = failure.__cause__
    if not isinstance(cause, openai.APIStatusError) or cause.status_code not in (400, 415, 422, 500, 501):
        return False
    return not too_long(cause)


def _message(message: Message) -> dict[str, object]:
    sent: dict[str, object] = {"role": message.role, "content": message.content}
    if message.tool_calls:
        sent["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in message.tool_calls
        ]
    if message.tool_call_id is not None:
        sent["tool_call_id"] = message.tool_call_id
    return sent


def _tool(tool: Tool) -> dict[str, object]:
    function = {"name": tool.name, "description": tool.description, "parameters": tool.parameters}
    return {"type": "function", "function": function}


def _deltas(stream: Any, left: threading.Event) -> Iterator[Delta]:
    """Text as it comes; at the end the tool calls put together, why it ended, and the token counts."""
    finished, usage, calls = None, None, dict[int, list[str]]()
    for chunk in stream:
        if left.is_set():
            return
        usage = getattr(chunk, "usage", None) or usage
        for choice in chunk.choices or ():
            finished = choice.finish_reason or finished
            if choice.delta is None:
                continue
            for part in choice.delta.tool_calls or ():
                _gather(calls, part)
            if choice.delta.content:
                yield Delta(choice.delta.content)
    if finished is None:
        raise ModelUnavailable("The language model broke off in the middle of its reply. Nothing is lost; try again.")
    made = tuple(ToolCall(call[0] or f"call-{n}", call[1], call[2]) for n, call in sorted(calls.items()))
    spent = (usage.prompt_tokens or 0, usage.completion_tokens or 0) if usage else (0, 0)
    yield Delta("", "tool_calls" if made else finished, made, *spent)


def _gather(calls: dict[int, list[str]], part: Any) -> None:
    """Put one fragment of a tool call to its call. Some servers give no index: a new id then begins a new call."""
    index = part.index
    if index is None:
        new = not calls or (part.id and calls[max(calls)][0] not in ("", part.id))
        index = (max(calls) + 1 if calls else 0) if new else max(calls)
    call = calls.setdefault(index, ["", "", ""])
    call[0] = call[0] or part.id or ""
    if part.function:
        call[1] += part.function.name or ""
        call[2] += part.function.arguments or ""
