"""Changes that are not a document's own: removing, moving, and what people set by hand. Each is one transaction."""

from core.access import Viewer
from core.errors import DocumentNotFound
from core.graph.missing import NO_DOCUMENT
from core.graph.neo4j import facts, merging, overview, passages, writing
from core.graph.neo4j.connections import Connection
from core.graph.results import Removed
from core.graph.values import plain
from core.models import Action, Document, Level, Merge


def remove(connection: Connection, document_id: str) -> Removed:
    """See GraphStore.remove."""
    gone = overview.removal(connection, document_id, Viewer.system())
    writing.delete_document(connection, gone.document_id)
    return gone


def move(connection: Connection, document_id: str, source_id: str, name: str, link: str | None, revision: str) -> None:
    """See GraphStore.move."""
    _refuse_missing(connection, document_id)
    connection.run(
        """MATCH (d:Document {id: $id}) SET d.source_id = $source_id, d.name = $name, d.link = $link,
           d.revision = $revision, d.changed = $version""",
        id=document_id,
        source_id=plain(source_id),
        name=plain(name),
        link=plain(link or "") or None,
        revision=revision,
        version=writing.next_version(connection),
    )


def set_level(connection: Connection, document_id: str, level: Level | None) -> Document:
    """See GraphStore.set_level."""
    _refuse_missing(connection, document_id)
    writing.set_level(connection, document_id, level)
    return passages.document(connection, document_id, Viewer.system())


def set_action_state(connection: Connection, action_id: str, state: str, viewer: Viewer) -> Action:
    """See GraphStore.set_action_state."""
    facts.action(connection, action_id, viewer)
    connection.run(
        """MATCH (x:Action {id: $id}) SET x.state = $state
           MERGE (h:HandState {action: $id}) SET h.state = $state""",
        id=action_id,
        state=state,
    )
    writing.next_version(connection)
    return facts.action(connection, action_id, viewer)


def merge_entities(connection: Connection, keep_id: str, absorb_id: str) -> Merge:
    """See GraphStore.merge_entities."""
    writing.next_version(connection)
    return merging.merge_entities(connection, keep_id, absorb_id)


def undo_merge(connection: Connection, merge_id: str) -> None:
    """See GraphStore.undo_merge."""
    writing.next_version(connection)
    merging.undo_merge(connection, merge_id)


def _refuse_missing(connection: Connection, document_id: str) -> None:
    if connection.row("MATCH (d:Document {id: $id}) RETURN d.id", id=plain(document_id)) is None:
        raise DocumentNotFound(NO_DOCUMENT)
