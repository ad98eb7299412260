"""The contract that every graph store keeps, whatever is under it.

Rules: the graph is the ledger (a file is ingested when its Document with that revision and content hash is
committed); every read takes a Viewer and filters inside the query; a derived thing carries the highest level of its
sources; writing is one transaction per call; driver errors become ours (StoreUnavailable, StoreDamaged).
A store is safe to use from many threads.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from core.access import Viewer
from core.graph.contribution import Contribution, Vector
from core.graph.cypher import ReadsCypher
from core.graph.record import ByHand, Record
from core.graph.results import (
    Applied,
    EntityDetail,
    IndexChanges,
    Ledgered,
    Moment,
    Presence,
    Removed,
    Standing,
    Tally,
    Tie,
)
from core.models import Action, Counts, Decision, Document, Entity, Filters, Level, Merge, Passage


class GraphStore(ABC):
    """See the module. ``close()`` ends it; a store is a context manager."""

    # --- writing: operators and the sync ---------------------------------------------------------

    @abstractmethod
    def apply(self, contribution: Contribution) -> Applied:
        """Replace everything this document contributed, in one transaction. The same revision, content, extractor
        and embedding model twice changes nothing. Levels and action states set by hand outlive it, an action state
        as long as the words of the task stay. ``ingested_at`` stays as long as the content, ``added_at`` as long as the
        document. A contribution's ``by_hand`` is a level set by hand in this transaction, so that the document is never
        there at another one. Lone surrogates in texts are stored as U+FFFD."""

    @abstractmethod
    def remove(self, document_id: str) -> Removed:
        """Take the document away with all that has no other source. What was set by hand is kept under its opaque ids,
        so that a file that comes back is not shown to more people than before. Raises DocumentNotFound."""

    @abstractmethod
    def move(self, document_id: str, source_id: str, name: str, link: str | None, revision: str) -> None:
        """A file was renamed or moved, its content unchanged. Raises DocumentNotFound."""

    @abstractmethod
    def set_level(self, document_id: str, level: Level | None) -> Document:
        """Set the level by hand for this document and all it contributed; None returns to its markings."""

    @abstractmethod
    def set_action_state(self, action_id: str, state: str, viewer: Viewer) -> Action:
        """Mark an action ``open`` or ``done`` by hand. Raises ActionNotFound, also when not for this viewer."""

    @abstractmethod
    def merge_entities(self, keep_id: str, absorb_id: str) -> Merge:
        """Make two entities of one type one. Raises EntityNotFound, SettingsError when the types differ."""

    @abstractmethod
    def undo_merge(self, merge_id: str) -> None:
        """Separate what a merge (automatic or by hand) joined, and keep it apart. Raises MergeNotFound."""

    # --- copies: operators only, not filtered ------------------------------------------------------

    @abstractmethod
    def record(self, document_id: str) -> Record:
        """All that is kept of one document. Raises DocumentNotFound."""

    @abstractmethod
    def put(self, made: Record) -> Applied:
        """Write a record as another store kept it, its times included, in one transaction. A level set by hand under
        its id holds for it. What depends on other documents is worked out as in ``apply``."""

    @abstractmethod
    def by_hand(self) -> ByHand:
        """What people set by hand, of documents that are gone as well."""

    @abstractmethod
    def set_by_hand(self, wanted: ByHand) -> None:
        """Put this in the place of all that was set by hand, for documents that are there and those to come."""

    # --- the ledger --------------------------------------------------------------------------------

    @abstractmethod
    def ledger(self, source: str | None = None) -> Mapping[str, Ledgered]:
        """Every file the graph holds, by source_id (of one source), or by document id (source=None). For the sync:
        not filtered."""

    @abstractmethod
    def vectors(self, model: str, keys: Sequence[str]) -> Mapping[str, Vector]:
        """The vectors the graph already holds for these window keys: unchanged text is not embedded again."""

    # --- reading: always for a viewer --------------------------------------------------------------

    @abstractmethod
    def document(self, document_id: str, viewer: Viewer) -> Document:
        """The document with its whole text. Raises DocumentNotFound, also when not for this viewer."""

    @abstractmethod
    def documents(self, viewer: Viewer, filters: Filters | None = None) -> list[Document]:
        """Documents without text, newest first, then by name."""

    @abstractmethod
    def passages(self, ids: Sequence[str], viewer: Viewer) -> list[Passage]:
        """These passages in the order asked for; those that are gone or not for this viewer are left out."""

    @abstractmethod
    def document_passages(self, document_id: str, viewer: Viewer) -> list[Passage]:
        """All passages of one document in order. Raises DocumentNotFound."""

    @abstractmethod
    def search_text(self, text: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None) -> list[Passage]:
        """BM25 over passages and titles by the store's own full-text index, best first, with the score (greater is
        better); any text is safe, no query syntax. Scores count only what this viewer may read.

        ``filters.person`` here and in search_vector: passages in which that person speaks; passages without speakers
        by the participants of their document."""

    @abstractmethod
    def search_vector(
        self, vector: Vector, model: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None
    ) -> list[Passage]:
        """Passages by the best cosine of the windows that overlap them, best first."""

    @abstractmethod
    def neighbours(self, passage_ids: Sequence[str], viewer: Viewer, limit: int = 10) -> list[Passage]:
        """Passages that share entities with these, rarest entities first, the given ones left out."""

    @abstractmethod
    def decisions(
        self, viewer: Viewer, topic: str | None = None, current: bool = True, filters: Filters | None = None
    ) -> list[Decision]:
        """Decisions, newest first (with a topic: best match first). ``current=False``: superseded ones too.
        State and superseded_by are computed from what this viewer may see; a decision of a draft document is
        ``proposed``; the date is its own or else its document's."""

    @abstractmethod
    def decision(self, decision_id: str, viewer: Viewer) -> Decision:
        """One decision. Raises DecisionNotFound."""

    @abstractmethod
    def actions(
        self, viewer: Viewer, owner: str | None = None, state: str | None = "open", filters: Filters | None = None
    ) -> list[Action]:
        """Actions by due date, those without last. ``owner`` is any name of the person; ``state=None``: all.
        An action of several owners is one action, found under each of them."""

    @abstractmethod
    def entities(
        self, viewer: Viewer, query: str | None = None, type: str | None = None, limit: int = 50
    ) -> list[Entity]:
        """Entities by name or alias (each word of the query begins a word of one name), most mentioned first. Which
        names are one is worked out from the names that this viewer sees. ``mentions`` counts the places that name it
        and the passages in which it speaks."""

    @abstractmethod
    def entity(self, entity_id: str, viewer: Viewer) -> EntityDetail:
        """One entity with its newest 50 passages, its relations and its 50 nearest neighbours. The id that any of its
        visible names had alone leads to it too, so ids outlive merges. Raises EntityNotFound."""

    @abstractmethod
    def ties(self, entity_ids: Sequence[str], viewer: Viewer) -> list[Tie]:
        """Which of these entities are named in the same passages, most often first, each pair once in the order asked
        for. Ids of nothing that this viewer may know are left out."""

    @abstractmethod
    def together(self, entity_id: str, other_id: str, viewer: Viewer, limit: int = 50) -> list[Passage]:
        """The newest passages that name both entities. Raises EntityNotFound."""

    @abstractmethod
    def presence(self, entity_id: str, viewer: Viewer) -> list[Presence]:
        """The documents that know an entity, newest first. Raises EntityNotFound."""

    @abstractmethod
    def merges(self, viewer: Viewer) -> list[Merge]:
        """Merges in force, among names that this viewer may know."""

    @abstractmethod
    def removal(self, document_id: str, viewer: Viewer) -> Removed:
        """What ``remove`` would take away, as far as this viewer may know; nothing is changed. Raises
        DocumentNotFound, also when not for this viewer."""

    @abstractmethod
    def counts(self, viewer: Viewer, added_since: datetime | None = None) -> Counts:
        """How much this viewer may see; with ``added_since`` of the documents that were first applied then or later,
        and of the entities those that only they name."""

    def tallies(self, viewer: Viewer) -> Mapping[str, Tally]:
        """What each document of this viewer's holds, by document id; a backend that can count is quicker."""
        decisions = Counter(one.document_id for one in self.decisions(viewer, current=False))
        actions = Counter(one.document_id for one in self.actions(viewer, state=None))
        return {
            one.id: Tally(len(self.document_passages(one.id, viewer)), decisions[one.id], actions[one.id])
            for one in self.documents(viewer)
        }

    # --- feeding an index, upkeep ------------------------------------------------------------------

    @abstractmethod
    def moment(self) -> Moment:
        """Where the store is in its history. Cheap: asked before every search."""

    def version(self) -> int:
        """The moment's number alone."""
        return self.moment().version

    @abstractmethod
    def index_changes(self, since: Moment | None, model: str | None) -> IndexChanges:
        """What changed after ``since``, with the vectors of this model; everything (``whole``) for None and for a
        moment that is not in this store's history, or too long ago to tell. Not filtered: the index holds levels and
        filters by viewer itself."""

    @abstractmethod
    def check(self) -> list[str]:
        """Sentences about what is wrong inside the store; empty when it is whole."""

    # --- stores on a server --------------------------------------------------------------------------

    def standing(self) -> Standing:
        """Whether the store can be reached, as far as is known; never waits. A file is always there."""
        return Standing()

    def firsthand(self, patient: bool = False) -> "GraphStore":  # noqa: ARG002 - for stores on a server
        """This store without a copy that stands in for it: for whoever decides by what is read what is written.

        Args:
            patient: it waits for a slow server longer than a page does.
        """
        return self

    def cypher_reader(self) -> ReadsCypher | None:
        """What answers questions in Cypher; None where nothing does, or not now."""
        return None

    @abstractmethod
    def close(self) -> None:
        """Release files and connections."""

    def __enter__(self) -> "GraphStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
