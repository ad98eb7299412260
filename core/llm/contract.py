"""What a language model promises: chat with tools, streamed, and structured output."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True)
class ToolCall:
    """A tool that the model wants called; ``arguments`` is the JSON text as the model wrote it."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True)
class Message:
    """One message of a chat. ``role`` is ``system``, ``user``, ``assistant`` or ``tool``."""

    role: str
    content: str
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str | None = None


@dataclass(frozen=True)
class Tool:
    """A tool as the model sees it; ``parameters`` is a JSON schema of an object."""

    name: str
    description: str
    parameters: dict[str, object]


@dataclass(frozen=True)
class Delta:
    """A piece of a streamed reply. The last one of a reply has ``finished``, the tool calls and the token counts."""

    text: str = ""
    finished: str | None = None
    tool_calls: tuple[ToolCall, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0


class ChatModel(ABC):
    """A language model behind an OpenAI-compatible endpoint, or a fake that behaves like one."""

    name: str

    @abstractmethod
    def chat(
        self, messages: Sequence[Message], tools: Sequence[Tool] = (), stop: threading.Event | None = None
    ) -> Iterator[Delta]:
        """Stream one reply. When ``stop`` is set the stream ends early with ``finished="stopped"``.

        Raises:
            ModelUnavailable: refused, timed out, rate limit, or broken off in the middle.
        """

    @abstractmethod
    def structured(self, messages: Sequence[Message], shape: type[Shape]) -> Shape:
        """One reply as a validated object.

        Raises:
            ModelUnavailable: as for chat.
            ModelMisbehaved: the reply does not fit the shape.
        """
