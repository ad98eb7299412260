"""The graph store over SQLite: the contract, each method one transaction over the modules beside this one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from core.access import Viewer
from core.errors import DocumentNotFound, SettingsError
from core.graph.contract import GraphStore
from core.graph.contribution import Contribution, Vector
from core.graph.missing import NO_DOCUMENT
from core.graph.record import ByHand, Record
from core.graph.results import Applied, EntityDetail, IndexChanges, Ledgered, Moment, Presence, Removed, Tally, Tie
from core.graph.sqlite import (
    company,
    copies,
    entity_reads,
    facts,
    index_feed,
    integrity,
    merging,
    overview,
    passages,
    schema,
    writing,
)
from core.graph.sqlite.connections import Connection, Connections
from core.graph.values import plain
from core.models import Action, Counts, Decision, Document, Entity, Filters, Level, Merge, Passage


class SqliteGraph(GraphStore):
    """A graph in one file, safe to use from many threads and processes.

    Args:
        path: the file; it and its folder are made when missing.

    Raises:
        StoreUnavailable: it cannot be opened, made or written now.
        StoreDamaged: it is no database, or not a graph's.
    """

    def __init__(self, path: Path) -> None:
        self._connections = Connections(path)
        try:
            with self._connections.reading() as connection:
                schema.refuse_foreign(connection)
            self._connections.use_wal()
            with self._connections.writing() as connection:
                schema.migrate(connection)
        except BaseException:
            self._connections.close()
            raise

    def apply(self, contribution: Contribution) -> Applied:
        """See GraphStore.apply."""
        with self._connections.writing(by_hand=contribution.by_hand is not None) as connection:
            return writing.apply(connection, contribution)

    def remove(self, document_id: str) -> Removed:
        """See GraphStore.remove."""
        with self._connections.writing(by_hand=True) as connection:
            gone = overview.removal(connection, document_id, Viewer.system())
            writing.delete_document(connection, _number(connection, document_id), gone.document_id)
            return gone

    def move(self, document_id: str, source_id: str, name: str, link: str | None, revision: str) -> None:
        """See GraphStore.move."""
        with self._connections.writing() as connection:
            number = _number(connection, document_id)
            version = writing.next_version(connection)
            connection.execute(
                "UPDATE documents SET source_id = ?, name = ?, link = ?, revision = ?, changed = ? WHERE n = ?",
                (plain(source_id), plain(name), plain(link or "") or None, revision, version, number),
            )

    def set_level(self, document_id: str, level: Level | None) -> Document:
        """See GraphStore.set_level."""
        with self._connections.writing(by_hand=True) as connection:
            writing.set_level(connection, _number(connection, document_id), level)
            return passages.document(connection, document_id, Viewer.system())

    def set_action_state(self, action_id: str, state: str, viewer: Viewer) -> Action:
        """See GraphStore.set_action_state."""
        if state not in ("open", "done"):
            raise SettingsError(f"“{state}” is no state of an action item; it is open or done.")
        with self._connections.writing(by_hand=True) as connection:
            facts.action(connection, action_id, viewer)
            connection.execute("INSERT OR REPLACE INTO hand_states VALUES (?, ?)", (action_id, state))
            writing.next_version(connection)
            return facts.action(connection, action_id, viewer)

    def merge_entities(self, keep_id: str, absorb_id: str) -> Merge:
        """See GraphStore.merge_entities."""
        with self._connections.writing(by_hand=True) as connection:
            writing.next_version(connection)
            return merging.merge_entities(connection, keep_id, absorb_id)

    def undo_merge(self, merge_id: str) -> None:
        """See GraphStore.undo_merge."""
        with self._connections.writing(by_hand=True) as connection:
            writing.next_version(connection)
            merging.undo_merge(connection, merge_id)

    def record(self, document_id: str) -> Record:
        """See GraphStore.record."""
        with self._connections.reading() as connection:
            return copies.record(connection, document_id)

    def put(self, made: Record) -> Applied:
        """See GraphStore.put."""
        with self._connections.writing() as connection:
            return writing.put(connection, made)

    def by_hand(self) -> ByHand:
        """See GraphStore.by_hand."""
        with self._connections.reading() as connection:
            return copies.by_hand(connection)

    def set_by_hand(self, wanted: ByHand) -> None:
        """See GraphStore.set_by_hand."""
        with self._connections.writing(by_hand=True) as connection:
            copies.set_by_hand(connection, wanted)

    def ledger(self, source: str | None = None) -> Mapping[str, Ledgered]:
        """See GraphStore.ledger."""
        with self._connections.reading() as connection:
            return index_feed.ledger(connection, source)

    def vectors(self, model: str, keys: Sequence[str]) -> Mapping[str, Vector]:
        """See GraphStore.vectors."""
        with self._connections.reading() as connection:
            return index_feed.vectors(connection, model, keys)

    def document(self, document_id: str, viewer: Viewer) -> Document:
        """See GraphStore.document."""
        with self._connections.reading() as connection:
            return passages.document(connection, document_id, viewer)

    def documents(self, viewer: Viewer, filters: Filters | None = None) -> list[Document]:
        """See GraphStore.documents."""
        with self._connections.reading() as connection:
            return passages.documents(connection, viewer, filters)

    def passages(self, ids: Sequence[str], viewer: Viewer) -> list[Passage]:
        """See GraphStore.passages."""
        with self._connections.reading() as connection:
            return passages.passages(connection, ids, viewer)

    def document_passages(self, document_id: str, viewer: Viewer) -> list[Passage]:
        """See GraphStore.document_passages."""
        with self._connections.reading() as connection:
            return passages.document_passages(connection, document_id, viewer)

    def search_text(self, text: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None) -> list[Passage]:
        """See GraphStore.search_text."""
        with self._connections.reading() as connection:
            return passages.search_text(connection, text, viewer, limit, filters)

    def search_vector(
        self, vector: Vector, model: str, viewer: Viewer, limit: int = 10, filters: Filters | None = None
    ) -> list[Passage]:
        """See GraphStore.search_vector."""
        with self._connections.reading() as connection:
            return passages.search_vector(connection, vector, model, viewer, limit, filters)

    def neighbours(self, passage_ids: Sequence[str], viewer: Viewer, limit: int = 10) -> list[Passage]:
        """See GraphStore.neighbours."""
        with self._connections.reading() as connection:
            return overview.neighbours(connection, passage_ids, viewer, limit)

    def decisions(
        self, viewer: Viewer, topic: str | None = None, current: bool = True, filters: Filters | None = None
    ) -> list[Decision]:
        """See GraphStore.decisions."""
        with self._connections.reading() as connection:
            return facts.decisions(connection, viewer, topic, current, filters)

    def decision(self, decision_id: str, viewer: Viewer) -> Decision:
        """See GraphStore.decision."""
        with self._connections.reading() as connection:
            return facts.decision(connection, decision_id, viewer)

    def actions(
        self, viewer: Viewer, owner: str | None = None, state: str | None = "open", filters: Filters | None = None
    ) -> list[Action]:
        """See GraphStore.actions."""
        with self._connections.reading() as connection:
            return facts.actions(connection, viewer, owner, state, filters)

    def entities(
        self, viewer: Viewer, query: str | None = None, type: str | None = None, limit: int = 50
    ) -> list[Entity]:
        """See GraphStore.entities."""
        with self._connections.reading() as connection:
            return entity_reads.entities(connection, viewer, query, type, limit)

    def entity(self, entity_id: str, viewer: Viewer) -> EntityDetail:
        """See GraphStore.entity."""
        with self._connections.reading() as connection:
            return entity_reads.entity(connection, entity_id, viewer)

    def ties(self, entity_ids: Sequence[str], viewer: Viewer) -> list[Tie]:
        """See GraphStore.ties."""
        with self._connections.reading() as connection:
            return company.ties(connection, entity_ids, viewer)

    def together(self, entity_id: str, other_id: str, viewer: Viewer, limit: int = 50) -> list[Passage]:
        """See GraphStore.together."""
        with self._connections.reading() as connection:
            return company.together(connection, entity_id, other_id, viewer, limit)

    def presence(self, entity_id: str, viewer: Viewer) -> list[Presence]:
        """See GraphStore.presence."""
        with self._connections.reading() as connection:
            return company.presence(connection, entity_id, viewer)

    def merges(self, viewer: Viewer) -> list[Merge]:
        """See GraphStore.merges."""
        with self._connections.reading() as connection:
            return merging.merges(connection, viewer)

    def counts(self, viewer: Viewer, added_since: datetime | None = None) -> Counts:
        """See GraphStore.counts."""
        with self._connections.reading() as connection:
            return overview.counts(connection, viewer, added_since)

    def tallies(self, viewer: Viewer) -> Mapping[str, Tally]:
        """See GraphStore.tallies."""
        with self._connections.reading() as connection:
            return overview.tallies(connection, viewer)

    def removal(self, document_id: str, viewer: Viewer) -> Removed:
        """See GraphStore.removal."""
        with self._connections.reading() as connection:
            return overview.removal(connection, document_id, viewer)

    def moment(self) -> Moment:
        """See GraphStore.moment."""
        with self._connections.reading() as connection:
            return index_feed.moment(connection)

    def index_changes(self, since: Moment | None, model: str | None) -> IndexChanges:
        """See GraphStore.index_changes."""
        return index_feed.index_changes(self._connections, since, model)

    def check(self) -> list[str]:
        """See GraphStore.check."""
        with self._connections.reading() as connection:
            found = integrity.problems(connection)
        for rank in range(len(Level)):  # asked for by a statement that writes, so apart and short
            with self._connections.writing() as connection:
                found += integrity.full_text_problems(connection, rank)
        return found

    def close(self) -> None:
        """See GraphStore.close."""
        self._connections.close()


def _number(connection: Connection, document_id: str) -> int:
    row = connection.execute("SELECT n FROM documents WHERE id = ?", (plain(document_id),)).fetchone()
    if row is None:
        raise DocumentNotFound(NO_DOCUMENT)
    return int(row["n"])
