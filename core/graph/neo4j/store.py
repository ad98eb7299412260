"""The graph store over Neo4j: the contract, each method one transaction over the modules beside this one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.access import Viewer
from core.errors import SettingsError
from core.graph.contract import GraphStore
from core.graph.contribution import Contribution, Vector, Window
from core.graph.cypher import ReadsCypher, Rows
from core.graph.neo4j import (
    changes,
    company,
    copies,
    cypher,
    entity_reads,
    facts,
    index_feed,
    integrity,
    merging,
    overview,
    passages,
    schema,
    searching,
    writing,
)
from core.graph.neo4j.address import Address
from core.graph.neo4j.connections import Connections
from core.graph.neo4j.vocabulary import SCHEMA
from core.graph.record import ByHand, Record
from core.graph.results import Applied, EntityDetail, IndexChanges, Ledgered, Moment, Presence, Removed, Tally, Tie
from core.models import Action, Counts, Decision, Document, Entity, Filters, Level, Merge, Passage


class Neo4jGraph(GraphStore, ReadsCypher):
    """A graph in a Neo4j server, safe to use from many threads and processes.

    Args:
        address: the server; labels, constraints and indexes are made in it when missing.

    Raises:
        StoreUnavailable: the server cannot be reached, refuses the password, or may not be written.
        StoreDamaged: another program's graph is there.
    """

    def __init__(self, address: Address) -> None:
        self._connections = Connections(address)
        self._dimensions: set[int] = set()
        try:
            self._connections.look()
            schema.prepare(self._connections)
        except BaseException:
            self._connections.close()
            raise

    def apply(self, contribution: Contribution) -> Applied:
        """See GraphStore.apply."""
        self._prepare_vectors(contribution.windows)
        return self._connections.write(lambda connection: writing.apply(connection, contribution))

    def _prepare_vectors(self, windows: Sequence[Window]) -> None:
        for dimension in {window.vector.size for window in windows if window.vector is not None} - self._dimensions:
            schema.ensure_vector_index(self._connections, dimension)
            self._dimensions.add(dimension)

    def remove(self, document_id: str) -> Removed:
        """See GraphStore.remove."""
        return self._connections.write(lambda connection: changes.remove(connection, document_id))

    def move(self, document_id: str, source_id: str, name: str, link: str | None, revision: str) -> None:
        """See GraphStore.move."""
        self._connections.write(
            lambda connection: changes.move(connection, document_id, source_id, name, link, revision)
        )

    def set_level(self, document_id: str, level: Level | None) -> Document:
        """See GraphStore.set_level."""
        return self._connections.write(lambda connection: changes.set_level(connection, document_id, level))

    def set_action_state(self, action_id: str, state: str, viewer: Viewer) -> Action:
        """See GraphStore.set_action_state."""
        if state not in ("open", "done"):
            raise SettingsError(f"“{state}” is no state of an action item; it is open or done.")
        return self._connections.write(
            lambda connection: changes.set_action_state(connection, action_id, state, viewer)
        )

    def merge_entities(self, keep_id: str, absorb_id: str) -> Merge:
        """See GraphStore.merge_entities."""
        return self._connections.write(lambda connection: changes.merge_entities(connection, keep_id, absorb_id))

    def undo_merge(self, merge_id: str) -> None:
        """See GraphStore.undo_merge."""
        self._connections.write(lambda connection: changes.undo_merge(connection, merge_id))

    def record(self, document_id: str) -> Record:
        """See GraphStore.record."""
        return self._connections.read(lambda connection: copies.record(connection, document_id))

    def put(self, made: Record) -> Applied:
        """See GraphStore.put."""
        self._prepare_vectors(made.windows)
        return self._connections.write(lambda connection: writing.put(connection, made))

    def by_hand(self) -> ByHand:
        """See GraphStore.by_hand."""
        return self._connections.read(copies.by_hand)

    def set_by_hand(self, wanted: ByHand) -> None:
        """See GraphStore.set_by_hand."""
        self._connections.write(lambda connection: copies.set_by_hand(connection, wanted))

    def ledger(self, source: str | None = None) -> Mapping[str, Ledgered]:
        """See GraphStore.ledger."""
        return self._connections.read(lambda connection: index_feed.ledger(connection, source))

    def vectors(self, model: str, keys: Sequence[str]) -> Mapping[str, Vector]:
        """See GraphStore.vectors."""
        return self._connections.read(lambda connection: index_feed.vectors(connection, model, keys))

    def document(self, document_id: str, viewer: Viewer) -> Document:
        """See GraphStore.document."""
        return self._connections.read(lambda connection: passages.document(connection, document_id, viewer))

    def documents(self, viewer: Viewer, filters: Filters | None = None) -> list[Document]:
        """See GraphStore.documents."""
        return self._connections.read(lambda connection: passages.documents(connection, viewer, filters))

    def passages(self, ids: Sequence[str], viewer: Viewer) -> list[Passage]:
        """See GraphStore.passages."""
        return self._connections.read(lambda connection: passages.passages(connection, ids, viewer))

    def document_passages(self, document_id: str, viewer: Viewer) -> list[Passage]:
        """See GraphStore.document_passages."""
        return self._connections.read(lambda connection: passages.document_passages(connection, document_id, viewer))

    def search_text(self, text: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None) -> list[Passage]:
        """See GraphStore.search_text."""
        return self._connections.read(
            lambda connection: searching.search_text(connection, text, viewer, limit, filters)
        )

    def search_vector(
        self, vector: Vector, model: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None
    ) -> list[Passage]:
        """See GraphStore.search_vector."""
        return self._connections.read(
            lambda connection: searching.search_vector(connection, vector, model, viewer, limit, filters)
        )

    def neighbours(self, passage_ids: Sequence[str], viewer: Viewer, limit: int = 10) -> list[Passage]:
        """See GraphStore.neighbours."""
        return self._connections.read(lambda connection: overview.neighbours(connection, passage_ids, viewer, limit))

    def decisions(
        self, viewer: Viewer, topic: str | None = None, current: bool = True, filters: Filters | None = None
    ) -> list[Decision]:
        """See GraphStore.decisions."""
        return self._connections.read(lambda connection: facts.decisions(connection, viewer, topic, current, filters))

    def decision(self, decision_id: str, viewer: Viewer) -> Decision:
        """See GraphStore.decision."""
        return self._connections.read(lambda connection: facts.decision(connection, decision_id, viewer))

    def actions(
        self, viewer: Viewer, owner: str | None = None, state: str | None = "open", filters: Filters | None = None
    ) -> list[Action]:
        """See GraphStore.actions."""
        return self._connections.read(lambda connection: facts.actions(connection, viewer, owner, state, filters))

    def entities(
        self, viewer: Viewer, query: str | None = None, type: str | None = None, limit: int = 50
    ) -> list[Entity]:
        """See GraphStore.entities."""
        return self._connections.read(lambda connection: entity_reads.entities(connection, viewer, query, type, limit))

    def entity(self, entity_id: str, viewer: Viewer) -> EntityDetail:
        """See GraphStore.entity."""
        return self._connections.read(lambda connection: entity_reads.entity(connection, entity_id, viewer))

    def ties(self, entity_ids: Sequence[str], viewer: Viewer) -> list[Tie]:
        """See GraphStore.ties."""
        return self._connections.read(lambda connection: company.ties(connection, entity_ids, viewer))

    def together(self, entity_id: str, other_id: str, viewer: Viewer, limit: int = 50) -> list[Passage]:
        """See GraphStore.together."""
        return self._connections.read(
            lambda connection: company.together(connection, entity_id, other_id, viewer, limit)
        )

    def presence(self, entity_id: str, viewer: Viewer) -> list[Presence]:
        """See GraphStore.presence."""
        return self._connections.read(lambda connection: company.presence(connection, entity_id, viewer))

    def merges(self, viewer: Viewer) -> list[Merge]:
        """See GraphStore.merges."""
        return self._connections.read(lambda connection: merging.merges(connection, viewer))

    def counts(self, viewer: Viewer, added_since: datetime | None = None) -> Counts:
        """See GraphStore.counts."""
        return self._connections.read(lambda connection: overview.counts(connection, viewer, added_since))

    def tallies(self, viewer: Viewer) -> Mapping[str, Tally]:
        """See GraphStore.tallies."""
        return self._connections.read(lambda connection: overview.tallies(connection, viewer))

    def removal(self, document_id: str, viewer: Viewer) -> Removed:
        """See GraphStore.removal."""
        return self._connections.read(lambda connection: overview.removal(connection, document_id, viewer))

    def moment(self) -> Moment:
        """See GraphStore.moment."""
        return self._connections.read(lambda connection: index_feed.moment(connection))

    def index_changes(self, since: Moment | None, model: str | None) -> IndexChanges:
        """See GraphStore.index_changes."""
        return self._connections.read(
            lambda connection: index_feed.index_changes(connection, since, model), index_feed.SECONDS
        )

    def cypher_reader(self) -> ReadsCypher:
        """See GraphStore.cypher_reader."""
        return self

    @property
    def schema(self) -> str:
        """See ReadsCypher.schema."""
        return SCHEMA

    def cypher(self, query: str, viewer: Viewer) -> Rows:
        """See ReadsCypher.cypher."""
        return cypher.answer(self._connections, query, viewer)

    def check(self) -> list[str]:
        """See GraphStore.check."""
        return self._connections.read(lambda connection: integrity.problems(connection))

    def close(self) -> None:
        """See GraphStore.close."""
        self._connections.close()
