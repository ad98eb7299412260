"""What a graph store answers with, beside the nouns of core.models."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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
