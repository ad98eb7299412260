"""What a graph store answers with, beside the nouns of core.models."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import numpy.typing as npt

from core.models import Document, Entity, Level, Passage, Relation


@dataclass(frozen=True)
class Ledgered:
    """What the graph holds of one file: enough to tell whether it changed."""

    document_id: str
    source: str
    source_id: str
    name: str
    revision: str
    content_hash: str
    extractor: str
    embedding_model: str | None


@dataclass(frozen=True)
class Applied:
    """What a commit did. ``changed`` is False when the same revision and content were there already."""

    document_id: str
    changed: bool
    created: bool
    passages: int
    facts: int


@dataclass(frozen=True)
class Removed:
    """What went with a document: counts of what only it supported."""

    document_id: str
    name: str
    passages: int
    decisions: int
    actions: int
    entities: int


@dataclass(frozen=True)
class Tally:
    """What one document holds, in numbers."""

    passages: int
    decisions: int
    actions: int


@dataclass(frozen=True)
class IndexedPassage:
    """One passage as the retrieval index needs it."""

    id: str
    text: str
    start: int
    end: int
    speakers: tuple[str, ...]
    date: date | None


@dataclass(frozen=True)
class IndexedDocument:
    """One document as the retrieval index needs it; spans are character offsets, one row per window and vector."""

    id: str
    name: str
    title: str
    kind: str
    date: date | None
    level: Level
    status: str | None
    participants: tuple[str, ...]
    passages: tuple[IndexedPassage, ...]
    window_spans: npt.NDArray[np.int64]  # (windows, 2)
    window_vectors: npt.NDArray[np.float32]  # (windows, dimension); (0, 0) when there are none for this model


@dataclass(frozen=True)
class Moment:
    """A point in a store's history: ``version`` grows with every change, ``mark`` is random and made anew with each.

    Two moments are equal only when they are the same point of the same history. A store that was replaced, put back
    from a backup, or lost its last changes in a power cut has another mark once it reaches the same version again.
    """

    version: int
    mark: str


@dataclass(frozen=True)
class IndexChanges:
    """What an index has to do to follow: with ``whole`` forget all it knew, else drop ``gone`` (removed or replaced);
    then add ``documents``. It is at ``moment`` then."""

    moment: Moment
    whole: bool
    gone: tuple[str, ...]
    documents: Iterator[IndexedDocument]


@dataclass(frozen=True)
class EntityDetail:
    """An entity with what is around it, as far as this viewer may know."""

    entity: Entity
    passages: tuple[Passage, ...]
    relations: tuple[Relation, ...]
    neighbours: tuple[Entity, ...]  # entities named in the same passages, most often first


@dataclass(frozen=True)
class Tie:
    """Two entities, by the ids that were asked with, and how many passages name both."""

    one: str
    other: str
    passages: int


@dataclass(frozen=True)
class Presence:
    """A document that knows an entity: how often it is named or speaks there, and in how many passages it speaks."""

    document: Document
    mentions: int
    spoken: int


@dataclass(frozen=True)
class Standing:
    """Whether a store can be reached, and what is shown while it cannot.

    Args:
        since: when it was lost, None while it is there.
        copied_at: of when the copy is that is read instead, None where there is none.
        told_at: when this was told.
        reason: what the store said, for operators.
    """

    since: datetime | None = None
    copied_at: datetime | None = None
    told_at: datetime | None = None
    reason: str | None = None

    @property
    def reachable(self) -> bool:
        """Whether the store itself answers."""
        return self.since is None

    @property
    def said(self) -> str | None:
        """The sentence for a page; None when there is nothing to say."""
        if self.since is None:
            return None
        lost = f"The graph server cannot be reached since {self._time(self.since)}."
        if self.copied_at is None:
            return f"{lost} There is no copy of the library to show yet; it comes back by itself with the server."
        return f"{lost} You see the library as it was at {self._time(self.copied_at)}; changes wait."

    @property
    def caution(self) -> str | None:
        """The sentence for an answer; None when there is nothing to say."""
        if self.since is None or self.copied_at is None:
            return None
        was = self._time(self.copied_at)
        return f"The graph server could not be reached: this answer is from the library as it was at {was}."

    def _time(self, moment: datetime) -> str:
        today = self.told_at is None or moment.date() == self.told_at.date()
        return f"{moment:%H:%M} UTC" if today else f"{moment:%H:%M} UTC on {moment.day} {moment:%B}"
