"""Neighbours of passages, counts, and what a removal would take with it."""

import json
from collections.abc import Sequence
from datetime import datetime

from core.access import Viewer
from core.errors import DocumentNotFound
from core.graph.missing import NO_DOCUMENT
from core.graph.results import Removed, Tally
from core.graph.sqlite.connections import Connection
from core.graph.sqlite.passages import PASSAGE, read_passage
from core.graph.values import instant, plain
from core.models import Counts, Passage


def neighbours(connection: Connection, passage_ids: Sequence[str], viewer: Viewer, limit: int) -> list[Passage]:
    """See GraphStore.neighbours. Order: passages of the rarest shared entity, then those that share most, then id."""
    rows = connection.execute(
        f"""WITH given AS (
                SELECT p.n FROM json_each(:ids) a JOIN passages p ON p.id = a.value
                JOIN documents d ON d.n = p.document WHERE d.rank <= :rank),
            shared AS (
                SELECT DISTINCT c.entity FROM given g CROSS JOIN mentions m ON m.passage = g.n
                CROSS JOIN clusters c ON c.rank = :rank AND c.name = m.name),
            named AS (
                SELECT DISTINCT s.entity, p.n AS passage FROM shared s
                CROSS JOIN clusters c ON c.rank = :rank AND c.entity = s.entity
                CROSS JOIN mentions m ON m.name = c.name CROSS JOIN passages p ON p.n = m.passage
                CROSS JOIN documents d ON d.n = p.document WHERE d.rank <= :rank),
            spread AS (SELECT entity, count(*) AS passages FROM named GROUP BY entity),
            near AS (
                SELECT n.passage, min(s.passages) AS rarest, count(*) AS shared
                FROM named n JOIN spread s USING (entity)
                WHERE n.passage NOT IN (SELECT n FROM given) GROUP BY n.passage)
        SELECT {PASSAGE}, near.rarest FROM near JOIN passages p ON p.n = near.passage
        JOIN documents d ON d.n = p.document ORDER BY near.rarest, near.shared DESC, p.id LIMIT :limit""",
        {"ids": json.dumps(list(passage_ids)), "rank": viewer.level.rank, "limit": max(limit, 0)},
    )
    return [read_passage(row, 1.0 / row["rarest"]) for row in rows]


_NAMED_BEFORE = """
    AND NOT EXISTS (SELECT 1 FROM clusters o JOIN appearances b ON b.name = o.name JOIN documents e ON e.n = b.document
        WHERE o.rank = :rank AND o.entity = c.entity AND e.rank <= :rank AND e.added_at < :since)"""


def counts(connection: Connection, viewer: Viewer, added_since: datetime | None) -> Counts:
    """See GraphStore.counts."""
    mine = "d.rank <= :rank" if added_since is None else "d.rank <= :rank AND d.added_at >= :since"
    row = connection.execute(
        f"""SELECT (SELECT count(*) FROM documents d WHERE {mine}),
            (SELECT count(*) FROM documents d JOIN passages x ON x.document = d.n WHERE {mine}),
            (SELECT count(*) FROM documents d JOIN decisions x ON x.document = d.n WHERE {mine}),
            (SELECT count(*) FROM documents d JOIN actions x ON x.document = d.n WHERE {mine}),
            (SELECT count(DISTINCT c.entity) FROM clusters c WHERE c.rank = :rank AND EXISTS (
                SELECT 1 FROM appearances a JOIN documents d ON d.n = a.document
                WHERE a.name = c.name AND {mine}) {"" if added_since is None else _NAMED_BEFORE})""",
        {"rank": viewer.level.rank, "since": None if added_since is None else instant(added_since)},
    ).fetchone()
    return Counts(*row)


def tallies(connection: Connection, viewer: Viewer) -> dict[str, Tally]:
    """See GraphStore.tallies."""
    rows = connection.execute(
        """SELECT d.id,
            (SELECT count(*) FROM passages x WHERE x.document = d.n),
            (SELECT count(*) FROM decisions x WHERE x.document = d.n),
            (SELECT count(*) FROM actions x WHERE x.document = d.n)
           FROM documents d WHERE d.rank <= :rank""",
        {"rank": viewer.level.rank},
    )
    return {row[0]: Tally(*row[1:]) for row in map(tuple, rows)}


def removal(connection: Connection, document_id: str, viewer: Viewer) -> Removed:
    """See GraphStore.removal."""
    row = connection.execute(
        """SELECT d.id, d.name,
            (SELECT count(*) FROM passages x WHERE x.document = d.n),
            (SELECT count(*) FROM decisions x WHERE x.document = d.n),
            (SELECT count(*) FROM actions x WHERE x.document = d.n),
            (SELECT count(*) FROM (
                SELECT DISTINCT c.entity FROM appearances a JOIN clusters c ON c.rank = :rank AND c.name = a.name
                WHERE a.document = d.n) mine
             WHERE NOT EXISTS (
                SELECT 1 FROM clusters o JOIN appearances b ON b.name = o.name JOIN documents e ON e.n = b.document
                WHERE o.rank = :rank AND o.entity = mine.entity AND b.document <> d.n AND e.rank <= :rank))
           FROM documents d WHERE d.id = :id AND d.rank <= :rank""",
        {"id": plain(document_id), "rank": viewer.level.rank},
    ).fetchone()
    if row is None:
        raise DocumentNotFound(NO_DOCUMENT)
    return Removed(*row)
