"""Contributions for tests, built from lines: what is said stands in the text, and offsets are worked out here."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import numpy as np

from core.graph.contribution import (
    ActionDraft,
    Contribution,
    DecisionDraft,
    Mention,
    PassageDraft,
    RelationDraft,
    Vector,
    Window,
)
from core.models import Document, Level

DIMENSION = 8
MODEL = "test-model/8"
READ_AT = datetime(2026, 2, 1, 12, 0, tzinfo=UTC)


def vector_of(text: str, dimension: int = DIMENSION) -> Vector:
    """A vector of unit length that only the text decides."""
    seed = int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    vector = np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)
    return vector / np.linalg.norm(vector)


@dataclass(frozen=True)
class Line:
    """One line of a document and what a reader finds in it; one passage each."""

    text: str
    speaker: str | None = None
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    decides: bool = False
    proposed: bool = False
    reverses: bool = False
    decided_on: date | None = None
    rationale: str | None = None
    deciders: tuple[str, ...] = ()
    task: str | None = None
    owner: str | None = None
    owners: tuple[str, ...] = ()
    due: date | None = None
    done: bool = False
    relation: tuple[str, str, str] | None = None
    said_on: date | None = None


@dataclass
class _Parts:
    passages: list[PassageDraft] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    decisions: list[DecisionDraft] = field(default_factory=list)
    actions: list[ActionDraft] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    relations: list[RelationDraft] = field(default_factory=list)


def contribution(
    document_id: str,
    lines: Sequence[Line | str],
    *,
    level: Level = Level.INTERNAL,
    when: date | None = date(2026, 1, 15),
    name: str | None = None,
    title: str = "Minutes",
    kind: str = "notes",
    status: str | None = None,
    participants: tuple[str, ...] = (),
    speakers: tuple[str, ...] | None = None,
    revision: str = "1",
    source: str = "folder",
    model: str | None = MODEL,
    extractor: str = "rules",
    dimension: int = DIMENSION,
    read_at: datetime = READ_AT,
) -> Contribution:
    """What one document contributes: each line is a passage and a window of its own.

    ``speakers`` default to those of the lines. The content hash follows the text, so a changed line is a change.
    """
    parts, text = _Parts(), ""
    given = [line if isinstance(line, Line) else Line(line) for line in lines]
    for ordinal, line in enumerate(given):
        start, text = len(text), f"{text}{line.text}\n"
        _add(parts, document_id, ordinal, line, start, model, dimension)
    spoken = tuple(dict.fromkeys(line.speaker for line in given if line.speaker))
    return Contribution(
        document=Document(
            document_id, name or f"{document_id}.txt", title, kind, when, participants, level, status,
            f"file:{document_id}", revision, text,
        ),
        source=source,
        source_id=name or f"{document_id}.txt",
        content_hash=hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest(),
        ingested_at=read_at,
        passages=tuple(parts.passages),
        windows=tuple(parts.windows),
        embedding_model=model,
        decisions=tuple(parts.decisions),
        actions=tuple(parts.actions),
        mentions=tuple(parts.mentions),
        relations=tuple(parts.relations),
        speakers=spoken if speakers is None else speakers,
        extractor=extractor,
    )  # fmt: skip


def _add(
    parts: _Parts, document_id: str, ordinal: int, line: Line, start: int, model: str | None, dimension: int
) -> None:
    end = start + len(line.text)
    speakers = (line.speaker,) if line.speaker else ()
    parts.passages.append(
        PassageDraft(
            f"{document_id}/{ordinal}", ordinal, line.text, start, end, f"line {ordinal + 1}", speakers, line.said_on
        )
    )
    key = hashlib.blake2b(line.text.encode("utf-8", "replace"), digest_size=8).hexdigest()
    vector = None if model is None else vector_of(line.text, dimension)
    parts.windows.append(Window(key, start, end, vector))
    if line.decides or line.proposed:
        state = "proposed" if line.proposed else "current"
        parts.decisions.append(
            DecisionDraft(line.text, line.rationale, line.decided_on, state, start, end, line.deciders, line.reverses)
        )
    if line.task:
        state = "done" if line.done else "open"
        parts.actions.append(ActionDraft(line.task, line.owner, line.due, state, start, end, line.owners))
    typed = (("person", line.people), ("organisation", line.organisations), ("place", line.places),
             ("topic", line.topics))  # fmt: skip
    parts.mentions.extend(Mention(name, type, start, end) for type, names in typed for name in names)
    if line.relation:
        source, kind, target = line.relation
        parts.relations.append(RelationDraft(source, "person", kind, target, "organisation", start, end))
