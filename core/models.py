"""The nouns of the field, as frozen dataclasses. Nothing here knows of stores, files or models."""

import enum
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


class Ranked(enum.StrEnum):
    """Words in an order, lowest first; compared by rank, equal to their name as a string."""

    @property
    def rank(self) -> int:
        """0 for the lowest."""
        return type(self)._member_names_.index(self._name_)

    def __lt__(self, other: str) -> bool:
        return self.rank < type(self)(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= type(self)(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > type(self)(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= type(self)(other).rank


class Level(Ranked):
    """Confidentiality."""

    PUBLIC = "PUBLIC"
    INTERNAL = "INTERNAL"
    CONFIDENTIAL = "CONFIDENTIAL"
    RESTRICTED = "RESTRICTED"

    @classmethod
    def read(cls, value: object) -> "Level":
        """The level a stored value means; anything missing or unknown is RESTRICTED."""
        try:
            return cls(str(value).upper())
        except ValueError:
            return cls.RESTRICTED


class Role(Ranked):
    """What somebody may do: ask, work on the library too, look after Sybil too. What may be read is the Level's."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"


DATE_STYLES = ("en-GB", "en-US", "iso", "de", "fr")
"""12 March 2026; March 12, 2026; 2026-03-12; 12. März 2026; 12 mars 2026."""


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in. ``name`` is the owner of what they begin; ``date_style`` is one of DATE_STYLES."""

    name: str
    display_name: str
    role: Role
    level: Level
    disabled: bool
    created_at: datetime
    date_style: str = DATE_STYLES[0]
    last_seen: datetime | None = None


@dataclass(frozen=True)
class SignIn:
    """One browser in which somebody is signed in."""

    id: str
    started_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str
    agent: str


@dataclass(frozen=True)
class FileReport:
    """What became of one file. ``state`` is ``added``, ``updated``, ``unchanged``, ``skipped`` or ``failed``;
    ``reason`` is None only when nothing needs saying; ``passages`` and ``facts`` are counts."""

    name: str
    state: str
    reason: str | None = None
    passages: int = 0
    facts: int = 0
    document_id: str | None = None


@dataclass(frozen=True)
class Document:
    """One file of the library as text. ``text`` is None where it was not asked for.

    ``kind`` is one of ``transcript``, ``chat``, ``notes``, ``document``, ``pdf``, ``spreadsheet``,
    ``presentation``, ``webpage``; ``status`` is ``draft``, ``approved`` or None. ``ingested_at`` is when this content
    was first read, ``added_at`` when the document was; both are the store's to tell.
    """

    id: str
    name: str
    title: str
    kind: str
    date: date | None
    participants: tuple[str, ...]
    level: Level
    status: str | None
    link: str | None
    revision: str
    text: str | None = None
    ingested_at: datetime | None = None
    added_at: datetime | None = None


@dataclass(frozen=True)
class Passage:
    """A stretch of a document: ``document.text[start:end] == text``. ``document`` is the file's name."""

    id: str
    document_id: str
    document: str
    text: str
    start: int
    end: int
    locator: str
    speakers: tuple[str, ...]
    date: date | None
    level: Level
    score: float = 0.0


@dataclass(frozen=True)
class Decision:
    """Something that was decided. ``state`` is ``current``, ``superseded`` or ``proposed``."""

    id: str
    statement: str
    rationale: str | None
    date: date | None
    state: str
    superseded_by: str | None
    document_id: str
    document: str
    quote: str
    start: int
    end: int
    level: Level


@dataclass(frozen=True)
class Action:
    """Something somebody is to do. ``state`` is ``open`` or ``done``."""

    id: str
    task: str
    owner: str | None
    due: date | None
    state: str
    document_id: str
    document: str
    quote: str
    start: int
    end: int
    level: Level


@dataclass(frozen=True)
class Entity:
    """A person, organisation, place or topic with all the names under which this viewer may know it."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    mentions: int = 0


@dataclass(frozen=True)
class Relation:
    """An edge between two entities; ``passage_ids`` are the passages behind it."""

    source: Entity
    kind: str
    target: Entity
    passage_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merge:
    """Two entities that were made one; ``automatic`` when by rule, not by a person."""

    id: str
    kept: str
    absorbed: str
    type: str
    automatic: bool


@dataclass(frozen=True)
class Counts:
    """What a viewer may see of the library, in numbers."""

    documents: int
    passages: int
    decisions: int
    actions: int
    entities: int


@dataclass(frozen=True)
class Filters:
    """What a question or a page narrows the library down to. None or empty means: not narrowed.

    ``since`` and ``until`` are both inclusive; ``person`` matches speakers and participants.
    """

    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = ()
    person: str | None = None
    document_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Citation:
    """One source of an answer: ``document.text[start:end] == quote``."""

    n: int
    document: str
    document_id: str
    quote: str
    start: int
    end: int
    locator: str
    date: date | None
    link: str | None


@dataclass(frozen=True)
class Answer:
    """What was shown. ``mode`` is ``model``, ``extract`` or ``not_found``; ``confidence`` is ``strong``, ``fair``
    or ``weak``; ``warnings`` are sentences."""

    text: str
    citations: tuple[Citation, ...]
    warnings: tuple[str, ...]
    confidence: str
    mode: str
    record_id: str | None = None


@dataclass(frozen=True)
class Event:
    """One step of a streamed answer. ``kind`` is ``status`` (what is being done, in words), ``text`` (the next piece of
    the answer), ``reset`` (what was streamed so far is withdrawn: the checked text follows), or ``answer`` (the last
    one, with the whole Answer)."""

    kind: str
    text: str = ""
    answer: Answer | None = None


@dataclass(frozen=True)
class AnswerRecord:
    """Everything that went into one answer, stored once and never changed. ``level`` is the highest level among its
    passages; ``timings`` are in seconds; ``cost`` in US dollars where the model's price is known, else None."""

    id: str
    asked_at: datetime
    question: str
    resolved_question: str
    viewer: str
    level: Level
    answer: Answer
    passage_ids: tuple[str, ...] = ()
    conversation_id: str | None = None
    prompt_version: str = ""
    model: str | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    timings: dict[str, float] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """One question and its answer in a conversation. ``level`` is the level of the answer's record."""

    question: str
    answer: Answer
    asked_at: datetime
    level: Level = Level.RESTRICTED
