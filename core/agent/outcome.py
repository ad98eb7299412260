"""What one way of answering came to, before it is recorded."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from core.agent.draft import Quote
from core.models import Citation, Event, Level

_PIECE = 40  # characters of one streamed piece, about


@dataclass(frozen=True)
class Outcome:
    """The text and its sources with what the record keeps beside them.

    Args:
        quotes: the sources again, with level and status, for the warnings.
        extra: warnings that this way of answering brings.
        level: the highest level of what it was made from.
    """

    text: str
    citations: tuple[Citation, ...]
    mode: str
    confidence: str
    quotes: tuple[Quote, ...] = ()
    extra: tuple[str, ...] = ()
    passage_ids: tuple[str, ...] = ()
    level: Level = Level.PUBLIC
    model: str | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    details: dict[str, Any] = field(default_factory=dict)


def pieces(text: str) -> Iterator[Event]:
    """A text as events of a few words each; joined they are the text."""
    at = 0
    while at < len(text):
        end = min(len(text), at + _PIECE)
        while end < len(text) and not text[end - 1].isspace():
            end += 1
        yield Event("text", text[at:end])
        at = end
