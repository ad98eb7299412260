"""Who is named together with whom, where, and in which documents: what stands behind the edges between entities."""

import json
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from core.access import Viewer
from core.errors import EntityNotFound
from core.graph.results import Presence, Tie
from core.graph.sqlite.connections import Connection
from core.graph.sqlite.entity_reads import entity_number
from core.graph.sqlite.passages import DOCUMENT, PASSAGE, read_document, read_passage
from core.models import Passage

_NAMED = """SELECT m.passage FROM clusters c JOIN mentions m ON m.name = c.name
    WHERE c.rank = :rank AND c.entity = :"""


def ties(connection: Connection, entity_ids: Sequence[str], viewer: Viewer) -> list[Tie]:
    """See GraphStore.ties."""
    asked: dict[int, str] = {}
    for entity_id in entity_ids:
        try:
            asked.setdefault(entity_number(connection, entity_id, viewer), entity_id)
        except EntityNotFound:
            continue
    rows = connection.execute(
        """SELECT DISTINCT m.passage, c.entity FROM clusters c CROSS JOIN mentions m ON m.name = c.name
           CROSS JOIN passages p ON p.n = m.passage CROSS JOIN documents d ON d.n = p.document
           WHERE c.rank = :rank AND d.rank <= :rank AND c.entity IN (SELECT value FROM json_each(:ids))
           ORDER BY m.passage""",
        {"rank": viewer.level.rank, "ids": json.dumps(sorted(asked))},
    )
    place = {number: at for at, number in enumerate(asked)}
    named: dict[int, list[int]] = {}
    for row in rows:
        named.setdefault(row["passage"], []).append(row["entity"])
    counted = Counter(
        pair for numbers in named.values() for pair in combinations(sorted(numbers, key=place.__getitem__), 2)
    )
    ordered = sorted(counted.items(), key=lambda item: (-item[1], place[item[0][0]], place[item[0][1]]))
    return [Tie(asked[one], asked[other], passages) for (one, other), passages in ordered]


def together(connection: Connection, entity_id: str, other_id: str, viewer: Viewer, limit: int) -> list[Passage]:
    """See GraphStore.together."""
    one, other = (entity_number(connection, each, viewer) for each in (entity_id, other_id))
    rows = connection.execute(
        f"""SELECT {PASSAGE} FROM passages p JOIN documents d ON d.n = p.document
            WHERE d.rank <= :rank AND p.n IN ({_NAMED}one) AND p.n IN ({_NAMED}other)
            ORDER BY coalesce(p.date, d.date) DESC, d.name, p.ordinal, p.id LIMIT :limit""",
        {"rank": viewer.level.rank, "one": one, "other": other, "limit": max(limit, 0)},
    )
    return [read_passage(row) for row in rows]


def presence(connection: Connection, entity_id: str, viewer: Viewer) -> list[Presence]:
    """See GraphStore.presence."""
    rows = connection.execute(
        f"""WITH mine AS (SELECT n.n, n.type, n.key FROM clusters c JOIN names n ON n.n = c.name
                WHERE c.rank = :rank AND c.entity = :entity)
            SELECT {DOCUMENT}, sum(a.mentions) AS mentions, (
                SELECT count(DISTINCT w.passage) FROM people w JOIN mine ON mine.type = 'person' AND mine.key = w.key
                WHERE w.document = d.n AND w.passage IS NOT NULL) AS spoken
            FROM mine JOIN appearances a ON a.name = mine.n JOIN documents d ON d.n = a.document
            WHERE d.rank <= :rank GROUP BY d.n ORDER BY d.date DESC, d.name, d.id""",
        {"rank": viewer.level.rank, "entity": entity_number(connection, entity_id, viewer)},
    )
    return [Presence(read_document(row), row["mentions"], row["spoken"]) for row in rows]
