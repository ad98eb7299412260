"""What a finder of facts gives, and the contracts around it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime

from core.documents.parsed import ParsedDocument
from core.graph.contribution import ActionDraft, DecisionDraft, Mention, RelationDraft
from core.models import Level


@dataclass(frozen=True)
class Facts:
    """What a document says, with the places that say it; offsets are into ``ParsedDocument.text``.

    ``status`` is ``draft``, ``approved`` or None. ``dropped`` counts what a model made up and was left out;
    ``notes`` are sentences about what could not be done. Not ``complete``: a model failed on parts of it, and reading
    the document again later would find more.
    """

    title: str
    date: date | None
    participants: tuple[str, ...]
    level: Level
    status: str | None
    decisions: tuple[DecisionDraft, ...] = ()
    actions: tuple[ActionDraft, ...] = ()
    mentions: tuple[Mention, ...] = ()
    relations: tuple[RelationDraft, ...] = ()
    dropped: int = 0
    notes: tuple[str, ...] = ()
    complete: bool = True


class FactFinder(ABC):
    """Finds the facts of one document. ``name`` tells its version: another name means that the library's facts
    are to be found again."""

    name: str

    @abstractmethod
    def find(self, parsed: ParsedDocument, file_name: str, modified: datetime | None, default_level: Level) -> Facts:
        """The facts of one document; a document without any gives empty tuples.

        Args:
            file_name: the file's own name, without folders: it may hold the date, the title, a marking.
            modified: when the file was last changed, the last resort for the document's date.
            default_level: the level of a document without markings.
        """


class ExtractionCache(ABC):
    """Keeps what a model answered, so that unchanged text is not asked about again."""

    @abstractmethod
    def get(self, key: str) -> str | None:
        """The JSON text kept under this key, or None."""

    @abstractmethod
    def put(self, key: str, value: str) -> None:
        """Keep this JSON text; an older one under the same key is replaced."""


class MemoryCache(ExtractionCache):
    """Keeps answers for the life of the process."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """See ExtractionCache."""
        return self._kept.get(key)

    def put(self, key: str, value: str) -> None:
        """See ExtractionCache."""
        self._kept[key] = value
