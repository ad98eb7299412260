"""Documents and passages: listed and read as far as a viewer may read them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from core.access import Viewer
from core.errors import DocumentNotFound
from core.graph.missing import NO_DOCUMENT
from core.graph.neo4j.connections import Connection
from core.graph.neo4j.narrowing import clearance, narrowed, parameters, seen
from core.graph.values import plain
from core.models import Document, Filters, Level, Passage

DOCUMENT = """d.id AS id, d.name AS name, d.title AS title, d.kind AS kind, d.date AS date,
    d.participants AS participants, d.level AS level, d.status AS status, d.link AS link, d.revision AS revision,
    d.ingested_at AS ingested_at, d.added_at AS added_at"""
PASSAGE = """p.id AS id, d.id AS document_id, d.name AS name, p.text AS text, p.start AS start, p.end AS stop,
    p.locator AS locator, p.speakers AS speakers, coalesce(p.date, d.date) AS date, d.level AS level"""


def read_day(value: Any) -> date | None:
    """A stored date."""
    found: date | None = value.to_native() if value is not None else None
    return found


def read_instant(value: Any) -> datetime:
    """A stored point in time, aware."""
    found: datetime = value.to_native()
    return found.astimezone(UTC)


def read_document(row: Any, text: str | None = None) -> Document:
    """A row of ``DOCUMENT`` as a Document."""
    return Document(
        row["id"], row["name"], row["title"], row["kind"], read_day(row["date"]), tuple(row["participants"]),
        Level.read(row["level"]), row["status"], row["link"], row["revision"], text,
        read_instant(row["ingested_at"]), read_instant(row["added_at"]),
    )  # fmt: skip


def read_passage(row: Any, score: float = 0.0) -> Passage:
    """A row of ``PASSAGE`` as a Passage."""
    return Passage(
        row["id"], row["document_id"], row["name"], row["text"], row["start"], row["stop"], row["locator"],
        tuple(row["speakers"]), read_day(row["date"]), Level.read(row["level"]), score,
    )  # fmt: skip


def document(connection: Connection, document_id: str, viewer: Viewer) -> Document:
    """See GraphStore.document."""
    row = connection.row(
        f"""MATCH (d:Document {{id: $id}})-[:HAS_TEXT]->(t:Text) WHERE {seen("d")}
            RETURN {DOCUMENT}, t.text AS text""",
        clearance(viewer),
        id=plain(document_id),
    )
    if row is None:
        raise DocumentNotFound(NO_DOCUMENT)
    return read_document(row, row["text"])


def documents(connection: Connection, viewer: Viewer, filters: Filters | None) -> list[Document]:
    """See GraphStore.documents."""
    rows = connection.rows(
        f"""MATCH (d:Document) WHERE {seen("d")} AND {narrowed("d.date")}
            RETURN {DOCUMENT} ORDER BY date IS NULL, date DESC, name, id""",
        parameters(connection, viewer, filters),
    )
    return [read_document(row) for row in rows]


def passages(connection: Connection, ids: Sequence[str], viewer: Viewer) -> list[Passage]:
    """See GraphStore.passages."""
    asked = [plain(id) for id in ids]
    rows = connection.rows(
        f"""UNWIND $ids AS id MATCH (p:Passage {{id: id}})-[:PART_OF]->(d:Document) WHERE {seen("d")}
            RETURN {PASSAGE}""",
        clearance(viewer),
        ids=list(dict.fromkeys(asked)),
    )
    found = {row["id"]: read_passage(row) for row in rows}
    return [found[id] for id in asked if id in found]


def document_passages(connection: Connection, document_id: str, viewer: Viewer) -> list[Passage]:
    """See GraphStore.document_passages."""
    rows = connection.rows(
        f"""MATCH (d:Document {{id: $id}}) WHERE {seen("d")} OPTIONAL MATCH (p:Passage)-[:PART_OF]->(d)
            RETURN {PASSAGE}, p.ordinal AS ordinal ORDER BY ordinal, start""",
        clearance(viewer),
        id=plain(document_id),
    )
    if not rows:
        raise DocumentNotFound(NO_DOCUMENT)
    return [read_passage(row) for row in rows if row["id"] is not None]
