"""What answering needs from the rest of Sybil, as interfaces small enough for a fake to keep."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.access import Viewer
from core.models import Answer, AnswerRecord, Filters, Turn
from core.retrieval.evidence import Evidence
from core.retrieval.ranking import Ranking


class Searcher(Protocol):
    """The retriever."""

    def search(self, question: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None) -> Ranking: ...


Assess = Callable[[str, Ranking], Evidence]
"""Question and ranking to a judgement."""


class Records(Protocol):
    """Where answers are kept."""

    def save(self, record: AnswerRecord) -> None: ...


class Histories(Protocol):
    """Where conversations are kept, each readable by its owner only."""

    def history(self, conversation_id: str, viewer: Viewer) -> list[Turn]: ...

    def ask_pending(self, conversation_id: str, viewer: Viewer, question: str) -> None: ...

    def append(
        self, conversation_id: str, viewer: Viewer, question: str, answer: Answer, asked_at: datetime
    ) -> None: ...

    def replace_last(
        self, conversation_id: str, viewer: Viewer, question: str, answer: Answer, asked_at: datetime
    ) -> None: ...


@dataclass(frozen=True)
class LibraryState:
    """How up to date the library is. ``last_sync`` is None before the first; ``unreadable`` counts files that could
    not be read; ``stale`` when reading has been failing or pausing for long enough to say so."""

    last_sync: datetime | None = None
    unreadable: int = 0
    stale: bool = False
