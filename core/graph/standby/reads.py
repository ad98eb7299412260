"""The reading half of the contract, each method one question to whatever can answer it now."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime

from core.access import Viewer
from core.graph.contract import GraphStore
from core.graph.contribution import Vector
from core.graph.results import EntityDetail, Ledgered, Presence, Removed, Tally, Tie
from core.graph.standby.server import T, Work
from core.models import Action, Counts, Decision, Document, Entity, Filters, Merge, Passage


class Reads(GraphStore):
    """See GraphStore for what each method promises."""

    @abstractmethod
    def _read(self, work: Work[T]) -> T:
        """What ``work`` gives over the store that is asked now."""

    def ledger(self, source: str | None = None) -> Mapping[str, Ledgered]:
        """See GraphStore.ledger."""
        return self._read(lambda store: store.ledger(source))

    def vectors(self, model: str, keys: Sequence[str]) -> Mapping[str, Vector]:
        """See GraphStore.vectors."""
        return self._read(lambda store: store.vectors(model, keys))

    def document(self, document_id: str, viewer: Viewer) -> Document:
        """See GraphStore.document."""
        return self._read(lambda store: store.document(document_id, viewer))

    def documents(self, viewer: Viewer, filters: Filters | None = None) -> list[Document]:
        """See GraphStore.documents."""
        return self._read(lambda store: store.documents(viewer, filters))

    def passages(self, ids: Sequence[str], viewer: Viewer) -> list[Passage]:
        """See GraphStore.passages."""
        return self._read(lambda store: store.passages(ids, viewer))

    def document_passages(self, document_id: str, viewer: Viewer) -> list[Passage]:
        """See GraphStore.document_passages."""
        return self._read(lambda store: store.document_passages(document_id, viewer))

    def search_text(self, text: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None) -> list[Passage]:
        """See GraphStore.search_text."""
        return self._read(lambda store: store.search_text(text, viewer, limit, filters))

    def search_vector(
        self, vector: Vector, model: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None
    ) -> list[Passage]:
        """See GraphStore.search_vector."""
        return self._read(lambda store: store.search_vector(vector, model, viewer, limit, filters))

    def neighbours(self, passage_ids: Sequence[str], viewer: Viewer, limit: int = 10) -> list[Passage]:
        """See GraphStore.neighbours."""
        return self._read(lambda store: store.neighbours(passage_ids, viewer, limit))

    def decisions(
        self, viewer: Viewer, topic: str | None = None, current: bool = True, filters: Filters | None = None
    ) -> list[Decision]:
        """See GraphStore.decisions."""
        return self._read(lambda store: store.decisions(viewer, topic, current, filters))

    def decision(self, decision_id: str, viewer: Viewer) -> Decision:
        """See GraphStore.decision."""
        return self._read(lambda store: store.decision(decision_id, viewer))

    def actions(
        self, viewer: Viewer, owner: str | None = None, state: str | None = "open", filters: Filters | None = None
    ) -> list[Action]:
        """See GraphStore.actions."""
        return self._read(lambda store: store.actions(viewer, owner, state, filters))

    def entities(
        self, viewer: Viewer, query: str | None = None, type: str | None = None, limit: int = 50
    ) -> list[Entity]:
        """See GraphStore.entities."""
        return self._read(lambda store: store.entities(viewer, query, type, limit))

    def entity(self, entity_id: str, viewer: Viewer) -> EntityDetail:
        """See GraphStore.entity."""
        return self._read(lambda store: store.entity(entity_id, viewer))

    def ties(self, entity_ids: Sequence[str], viewer: Viewer) -> list[Tie]:
        """See GraphStore.ties."""
        return self._read(lambda store: store.ties(entity_ids, viewer))

    def together(self, entity_id: str, other_id: str, viewer: Viewer, limit: int = 50) -> list[Passage]:
        """See GraphStore.together."""
        return self._read(lambda store: store.together(entity_id, other_id, viewer, limit))

    def presence(self, entity_id: str, viewer: Viewer) -> list[Presence]:
        """See GraphStore.presence."""
        return self._read(lambda store: store.presence(entity_id, viewer))

    def merges(self, viewer: Viewer) -> list[Merge]:
        """See GraphStore.merges."""
        return self._read(lambda store: store.merges(viewer))

    def removal(self, document_id: str, viewer: Viewer) -> Removed:
        """See GraphStore.removal."""
        return self._read(lambda store: store.removal(document_id, viewer))

    def counts(self, viewer: Viewer, added_since: datetime | None = None) -> Counts:
        """See GraphStore.counts."""
        return self._read(lambda store: store.counts(viewer, added_since))

    def tallies(self, viewer: Viewer) -> Mapping[str, Tally]:
        """See GraphStore.tallies."""
        return self._read(lambda store: store.tallies(viewer))
