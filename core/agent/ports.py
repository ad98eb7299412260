"""What answering needs from the rest of Sybil, as interfaces small enough for a fake to keep."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.access import Viewer
from core.models import Answer, AnswerRecord, Filters, Passage, Turn


class Ranked(Protocol):
    """What a search found, best first; ``degraded`` says in a sentence what did not work, None when all did."""

    @property
    def passages(self) -> Sequence[Passage]: ...

    @property
    def degraded(self) -> str | None: ...


class Searcher(Protocol):
    """The retriever."""

    def search(self, question: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None) -> Ranked: ...


class Judged(Protocol):
    """Whether what was found can hold an answer. ``verdict`` is ``answer``, ``weak`` or ``none``; ``missing`` are the
    question's words that the library never mentions."""

    @property
    def verdict(self) -> str: ...

    @property
    def score(self) -> float: ...

    @property
    def missing(self) -> Sequence[str]: ...


Assess = Callable[[str, Ranked], Judged]
"""Question and ranking to a judgement."""


class Records(Protocol):
    """Where answers are kept."""

    def save(self, record: AnswerRecord) -> None: ...


class Histories(Protocol):
    """Where conversations are kept, each readable by its owner only."""

    def history(self, conversation_id: str, viewer: Viewer) -> list[Turn]: ...

    def append(
        self, conversation_id: str, viewer: Viewer, question: str, answer: Answer, asked_at: datetime
    ) -> None: ...


@dataclass(frozen=True)
class LibraryState:
    """How up to date the library is. ``last_sync`` is None before the first; ``unreadable`` counts files that could
    not be read; ``stale`` when reading has been failing or pausing for long enough to say so."""

    last_sync: datetime | None = None
    unreadable: int = 0
    stale: bool = False
