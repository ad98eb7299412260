"""What one document contributes to the graph: the unit in which the graph is written."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import numpy.typing as npt

from core.models import Document, Level

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True)
class PassageDraft:
    """A passage before the store knows it. ``id`` is stable: an unchanged passage keeps it over revisions."""

    id: str
    ordinal: int
    text: str
    start: int
    end: int
    locator: str
    speakers: tuple[str, ...]
    date: date | None


@dataclass(frozen=True)
class Window:
    """A stretch of the document that was embedded, apart from passages.

    ``key`` is the hash of the embedded text: equal keys have equal vectors. ``vector`` is of unit length, or None
    when there is no embedding model.
    """

    key: str
    start: int
    end: int
    vector: Vector | None


@dataclass(frozen=True)
class DecisionDraft:
    """A decision found in the text. ``state`` is ``current`` or ``proposed``; ``reverses`` when the words say that
    an earlier decision is taken back; ``deciders`` are names as the document writes them."""

    statement: str
    rationale: str | None
    date: date | None
    state: str
    start: int
    end: int
    deciders: tuple[str, ...] = ()
    reverses: bool = False


@dataclass(frozen=True)
class ActionDraft:
    """An action item found in the text. ``state`` is ``open`` or ``done``.

    ``owner`` says whose it is as a reader is shown it ("Ann Lee and Bob Ray"); ``owners`` are the names in it where it
    names several: the action is found under each of them.
    """

    task: str
    owner: str | None
    due: date | None
    state: str
    start: int
    end: int
    owners: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """Every name under which the action is found, none for nobody's."""
        return self.owners or ((self.owner,) if self.owner else ())


@dataclass(frozen=True)
class Mention:
    """A name in the text. ``name`` is the name it stands for as far as this document tells ("Amina" in a document
    with one Amina Okafor is a mention of "Amina Okafor"); ``text[start:end]`` is how it is written there.
    ``type`` is ``person``, ``organisation``, ``place`` or ``topic``."""

    name: str
    type: str
    start: int
    end: int


@dataclass(frozen=True)
class RelationDraft:
    """An edge between two names of this document (see Mention), with the place that says so."""

    source: str
    source_type: str
    kind: str
    target: str
    target_type: str
    start: int
    end: int


@dataclass(frozen=True)
class Contribution:
    """All that one revision of one document says.

    ``document.text`` is the whole text; ``document.level`` the level its markings give (a level set by hand wins in
    the store). ``ingested_at`` is when it was read, aware. ``content_hash`` is of the file's bytes.
    ``embedding_model`` names the model of the windows' vectors, None without one. ``extractor`` names what found the
    facts (rules version, or model and prompt version).
    ``by_hand`` is a level that somebody chose for this document: it is set by hand in the same commit.
    """

    document: Document
    source: str
    source_id: str
    content_hash: str
    ingested_at: datetime
    passages: tuple[PassageDraft, ...]
    windows: tuple[Window, ...] = ()
    embedding_model: str | None = None
    decisions: tuple[DecisionDraft, ...] = ()
    actions: tuple[ActionDraft, ...] = ()
    mentions: tuple[Mention, ...] = ()
    relations: tuple[RelationDraft, ...] = ()
    speakers: tuple[str, ...] = ()
    extractor: str = "rules"
    by_hand: Level | None = None
