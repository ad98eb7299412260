"""What a store keeps of one document: a contribution with its ids, its names' keys and the places of all it says.

Every backend writes the same record, so that what a graph holds does not depend on what is under it. What depends on
other documents (which names are one, which decision replaces which) is worked out by the store.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.graph.contribution import Window
from core.graph.linking import Dated, matter
from core.models import Level
from core.word_weights import stem_weights

TOPIC_SHARE = 0.5
"""The part of a topic's weight that a decision's words must have between them to be found by it."""
_CONTEXT = 0.5
"""What a word of a decision's reasons and of its document's title tells, against one of its statement."""


@dataclass(frozen=True)
class DocumentRecord:
    """The document itself, without its text.

    ``marked`` is the level that its markings give; ``ingested_at`` when this content was read, ``added_at`` when the
    document was first there; both aware.
    """

    id: str
    source: str
    source_id: str
    name: str
    title: str
    kind: str
    date: date | None
    link: str | None
    revision: str
    content_hash: str
    extractor: str
    embedding_model: str | None
    status: str | None
    participants: tuple[str, ...]
    marked: Level
    ingested_at: datetime
    added_at: datetime

    @property
    def reading(self) -> tuple[str, str, str, str | None]:
        """What was read and by what: equal when applying it again would change nothing."""
        return self.revision, self.content_hash, self.extractor, self.embedding_model


@dataclass(frozen=True)
class PassageRecord:
    """A passage. ``people`` are the keys of those who speak in it, as written and in full."""

    id: str
    ordinal: int
    text: str
    start: int
    end: int
    locator: str
    speakers: tuple[str, ...]
    date: date | None
    people: tuple[str, ...]


@dataclass(frozen=True)
class NameRecord:
    """A written name: ``node`` is its opaque id; ``mentions`` how often the document names it or has it speak."""

    node: str
    type: str
    name: str
    mentions: int
    passages: tuple[str, ...]


@dataclass(frozen=True)
class RelationRecord:
    """An edge between two names, by their nodes, and the passage that says so."""

    source: str
    kind: str
    target: str
    passage: str | None


@dataclass(frozen=True)
class DecisionRecord:
    """A decision. ``firm``: not only proposed; ``deciders`` are keys of people; ``date`` its own or its document's."""

    id: str
    statement: str
    rationale: str | None
    date: date | None
    firm: bool
    reverses: bool
    deciders: tuple[str, ...]
    start: int
    end: int
    quote: str

    def matter(self) -> dict[str, float]:
        """Stems of what is decided, with how much each tells: for finding decisions on the same matter."""
        return dict(matter(self.statement).weights)

    def topics(self, title: str) -> dict[str, float]:
        """Stems under which it is found when somebody asks for a topic.

        Args:
            title: of its document.
        """
        context = {stem: _CONTEXT * weight for stem, weight in stem_weights(f"{self.rationale or ''} {title}").items()}
        return context | stem_weights(self.statement)

    def dated(self, document_id: str) -> Dated:
        """As ``core.graph.linking`` compares it."""
        return Dated(self.statement, self.date, self.firm, self.reverses, document_id, self.start)


@dataclass(frozen=True)
class ActionRecord:
    """An action item. ``owners`` are the names under which it is found."""

    id: str
    task: str
    owner: str | None
    owners: tuple[str, ...]
    due: date | None
    state: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Record:
    """All of it. ``people`` are the keys of those who take part in the document as a whole."""

    document: DocumentRecord
    text: str
    people: tuple[str, ...]
    passages: tuple[PassageRecord, ...]
    windows: tuple[Window, ...]
    names: tuple[NameRecord, ...]
    relations: tuple[RelationRecord, ...]
    decisions: tuple[DecisionRecord, ...]
    actions: tuple[ActionRecord, ...]


@dataclass(frozen=True)
class Override:
    """A merge by hand (``merge``) or names kept apart (``apart``), by the nodes of the names on its two sides."""

    id: str
    kind: str
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True)
class ByHand:
    """What people set by hand, under opaque ids, so that it outlives the documents: levels by document id, states by
    action id, and what was said about names, in the order in which it was said."""

    levels: Mapping[str, Level]
    states: Mapping[str, str]
    overrides: tuple[Override, ...]


def continued(made: Record, held: DocumentRecord) -> Record:
    """The record of a document that is there already: times stay as long as what they tell of.

    Args:
        made: what is to be kept now.
        held: what was kept of the document until now.
    """
    read_at = held.ingested_at if held.content_hash == made.document.content_hash else made.document.ingested_at
    return replace(made, document=replace(made.document, ingested_at=read_at, added_at=held.added_at))
