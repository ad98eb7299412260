"""Searching by words and by vectors: the server's indexes find, what is exact is worked out over what they found."""

from collections import Counter
from collections.abc import Sequence
from math import fsum, log
from typing import Any

import numpy as np

from core.access import Viewer
from core.graph.contribution import Vector
from core.graph.neo4j.connections import Connection
from core.graph.neo4j.narrowing import narrowed, parameters, seen
from core.graph.neo4j.passages import PASSAGE, read_passage
from core.graph.neo4j.schema import SEARCHED, vector_index
from core.graph.values import plain
from core.models import Filters, Passage
from core.terms import terms

TITLE_WEIGHT = 3
"""How often the title's stems stand among those of each passage."""

_MOST_WORDS = 64
_CANDIDATES = 200
_SATURATION, _BY_LENGTH, _USUAL_LENGTH = 1.2, 0.75, 120
_EXACT_UP_TO = 5_000
_NEAR = 400

_NARROWED = narrowed("coalesce(p.date, d.date)", passage=True)


def search_text(
    connection: Connection, text: str, viewer: Viewer, limit: int, filters: Filters | None
) -> list[Passage]:
    """See GraphStore.search_text.

    The index of the viewer's own clearance finds candidates. Lucene still counts what was removed until it tidies up,
    so the scores are worked out here: from how many passages hold a word now, and from each passage's own words. Length
    is measured against a usual one, not an average of the library.
    """
    stems = list(dict.fromkeys(terms(plain(text))))[:_MOST_WORDS]
    if not stems or limit <= 0:
        return []
    label = SEARCHED[viewer.level]
    given = {**parameters(connection, viewer, filters), "index": connection.prefix + label}
    weights = _weights(connection, label, stems, given)
    if not weights:
        return []
    rows = connection.rows(
        f"""CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS p, score
            MATCH (p)-[:PART_OF]->(d:Document) WHERE {seen("d")} AND {_NARROWED}
            WITH p, score ORDER BY score DESC, p.id LIMIT $most RETURN p.id AS id, p.search AS search""",
        given,
        query=" ".join(f'"{stem}"' for stem in weights),
        most=max(_CANDIDATES, 4 * limit),
    )
    scores = {row["id"]: _score(row["search"], weights) for row in rows}
    best = sorted(scores, key=lambda id: (-scores[id], id))[:limit]
    found = connection.rows(
        f"UNWIND $ids AS id MATCH (p:Passage {{id: id}})-[:PART_OF]->(d:Document) RETURN {PASSAGE}", ids=best
    )
    passages = {row["id"]: read_passage(row, scores[row["id"]]) for row in found}
    return [passages[id] for id in best]


def _weights(connection: Connection, label: str, stems: Sequence[str], given: dict[str, Any]) -> dict[str, float]:
    """How much each stem tells, by how many passages of this clearance hold it; those that none holds are left out."""
    total = connection.row(f"MATCH (p:{label}) RETURN count(p) AS passages")
    passages = total["passages"] if total is not None else 0
    rows = connection.rows(
        """UNWIND $stems AS stem CALL db.index.fulltext.queryNodes($index, '"' + stem + '"') YIELD node
           RETURN stem, count(*) AS held""",
        given,
        stems=stems,
    )
    held = {row["stem"]: row["held"] for row in rows}
    return {
        stem: log(1 + (passages - held[stem] + 0.5) / (held[stem] + 0.5)) for stem in stems if held.get(stem, 0) > 0
    }


def _score(search: str, weights: dict[str, float]) -> float:
    words = search.split(" ")
    often = Counter(words)
    length = 1 - _BY_LENGTH + _BY_LENGTH * len(words) / _USUAL_LENGTH
    return fsum(
        weight * often[stem] * (_SATURATION + 1) / (often[stem] + _SATURATION * length)
        for stem, weight in weights.items()
        if stem in often
    )


_ALL_WINDOWS = f"""MATCH (d:Document) WHERE {seen("d")}
    AND ($kinds IS NULL OR d.kind IN $kinds) AND ($documents IS NULL OR d.id IN $documents)
    MATCH (d)<-[:PART_OF]-(w:Window)-[:EMBEDDED_AS]->(v:Vector {{model: $model}})
    WITH d, w, vector.similarity.cosine(v.EMBEDDING, $vector) AS alike WHERE alike IS NOT NULL"""
_NEAR_WINDOWS = f"""CALL db.index.vector.queryNodes($index, $near, $vector) YIELD node AS v
    WHERE v.model = $model MATCH (v)<-[:EMBEDDED_AS]-(w:Window)-[:PART_OF]->(d:Document) WHERE {seen("d")}
    WITH d, w, vector.similarity.cosine(v.EMBEDDING, $vector) AS alike"""
_NEAR_WINDOWS_2026 = f"""MATCH (v:Vector)
    SEARCH v IN (VECTOR INDEX INDEXNAME FOR $vector LIMIT $near)
    WITH v WHERE v.model = $model
    MATCH (v)<-[:EMBEDDED_AS]-(w:Window)-[:PART_OF]->(d:Document) WHERE {seen("d")}
    WITH d, w, vector.similarity.cosine(v.EMBEDDING, $vector) AS alike"""
_BEST_WINDOWS = f"""
    WITH d, w, round(2 * alike - 1, 5) AS cosine ORDER BY cosine DESC, d.id, w.ordinal LIMIT $most
    WITH collect([d, w, cosine]) AS best, count(*) AS windows, min(cosine) AS least
    UNWIND best AS one WITH one[0] AS d, one[1] AS w, one[2] AS cosine, windows, least
    OPTIONAL MATCH (w)-[:COVERS]->(p:Passage) WHERE {_NARROWED}
    WITH d, p, windows, least, max(cosine) AS score RETURN {PASSAGE}, score, windows, least"""


def search_vector(
    connection: Connection, vector: Vector, model: str, viewer: Viewer, limit: int, filters: Filters | None
) -> list[Passage]:
    """See GraphStore.search_vector. Exact over every readable window while there are not very many; else by the
    server's index, which is asked for many more than are wanted, and for yet more until enough is left for this
    viewer; their cosines are exact."""
    asked = np.asarray(vector, dtype=np.float64).ravel()
    norm = float(np.linalg.norm(asked))
    if limit <= 0 or not np.isfinite(norm) or norm == 0:
        return []
    given = {**parameters(connection, viewer, filters), "model": model, "vector": (asked / norm).tolist()}
    held = connection.row("MATCH (v:Vector) RETURN count(v) AS held")
    total = held["held"] if held is not None else 0
    exact = total <= _EXACT_UP_TO
    windows = _ALL_WINDOWS if exact else _near(connection, asked.size)
    windows = windows.replace("EMBEDDING", f"embedding_{asked.size}")
    given["index"] = connection.prefix + vector_index(asked.size)
    most, near = max(64, 4 * limit), max(_NEAR, 20 * limit)
    while True:
        rows = connection.rows(windows + _BEST_WINDOWS, given, most=most, near=near)
        taken, edge = (rows[0]["windows"], rows[0]["least"]) if rows else (0, 0.0)
        whole = taken < most and (exact or near >= total)
        found = [row for row in rows if row["id"] is not None and (whole or row["score"] > edge)]
        if whole or len(found) >= limit:
            found.sort(key=lambda row: (-row["score"], row["id"]))
            return [read_passage(row, row["score"]) for row in found[:limit]]
        most, near = most * 4, near * 4


def _near(connection: Connection, dimension: int) -> str:
    year = connection.server.partition(".")[0]
    if year.isdigit() and int(year) >= 2026:
        return "CYPHER 25 " + _NEAR_WINDOWS_2026.replace("INDEXNAME", connection.prefix + vector_index(dimension))
    return _NEAR_WINDOWS
