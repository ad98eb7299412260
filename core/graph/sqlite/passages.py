"""Documents and passages: read and searched as far as a viewer may read them."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from core.access import Viewer
from core.errors import DocumentNotFound
from core.graph.contribution import Vector
from core.graph.missing import NO_DOCUMENT
from core.graph.sqlite.connections import Connection
from core.graph.sqlite.narrowing import narrowed, parameters
from core.graph.values import plain, read_day, read_instant
from core.models import Document, Filters, Level, Passage
from core.terms import STOP_WORDS

_TITLE_WEIGHT = 3.0
_MOST_WORDS = 64
_WORD = re.compile(r"\w+")
_BATCH = 4096

DOCUMENT = """d.id, d.name, d.title, d.kind, d.date, d.participants, d.level, d.status, d.link, d.revision,
    d.ingested_at, d.added_at"""
PASSAGE = """p.id, d.id AS document_id, d.name, p.text, p.start, p."end", p.locator, p.speakers,
    coalesce(p.date, d.date) AS date, d.level"""
_NARROWED = narrowed("coalesce(p.date, d.date)", "p.n")


def read_document(row: Any, text: str | None = None) -> Document:
    """A row of the documents table as a Document."""
    return Document(
        row["id"], row["name"], row["title"], row["kind"], read_day(row["date"]),
        tuple(json.loads(row["participants"])), Level.read(row["level"]), row["status"], row["link"],
        row["revision"], text, read_instant(row["ingested_at"]), read_instant(row["added_at"]),
    )  # fmt: skip


def read_passage(row: Any, score: float = 0.0) -> Passage:
    """A row of ``PASSAGE`` columns as a Passage."""
    return Passage(
        row["id"], row["document_id"], row["name"], row["text"], row["start"], row["end"], row["locator"],
        tuple(json.loads(row["speakers"])), read_day(row["date"]), Level.read(row["level"]), score,
    )  # fmt: skip


def document(connection: Connection, document_id: str, viewer: Viewer) -> Document:
    """See GraphStore.document."""
    row = connection.execute(
        f"SELECT {DOCUMENT}, t.text FROM documents d JOIN texts t ON t.document = d.n WHERE d.id = ? AND d.rank <= ?",
        (plain(document_id), viewer.level.rank),
    ).fetchone()
    if row is None:
        raise DocumentNotFound(NO_DOCUMENT)
    return read_document(row, row["text"])


def documents(connection: Connection, viewer: Viewer, filters: Filters | None) -> list[Document]:
    """See GraphStore.documents."""
    rows = connection.execute(
        f"""SELECT {DOCUMENT} FROM documents d WHERE d.rank <= :rank AND {narrowed("d.date", None)}
            ORDER BY d.date DESC, d.name, d.id""",
        parameters(connection, viewer, filters),
    )
    return [read_document(row) for row in rows]


def passages(connection: Connection, ids: Sequence[str], viewer: Viewer) -> list[Passage]:
    """See GraphStore.passages."""
    rows = connection.execute(
        f"""SELECT {PASSAGE} FROM json_each(:ids) a JOIN passages p ON p.id = a.value
            JOIN documents d ON d.n = p.document WHERE d.rank <= :rank ORDER BY a.key""",
        {"ids": json.dumps(list(ids)), "rank": viewer.level.rank},
    )
    return [read_passage(row) for row in rows]


def document_passages(connection: Connection, document_id: str, viewer: Viewer) -> list[Passage]:
    """See GraphStore.document_passages."""
    row = connection.execute(
        "SELECT d.n FROM documents d WHERE d.id = ? AND d.rank <= ?", (plain(document_id), viewer.level.rank)
    ).fetchone()
    if row is None:
        raise DocumentNotFound(NO_DOCUMENT)
    rows = connection.execute(
        f"""SELECT {PASSAGE} FROM passages p JOIN documents d ON d.n = p.document
            WHERE d.n = ? ORDER BY p.ordinal, p.start""",
        (row["n"],),
    )
    return [read_passage(row) for row in rows]


def search_text(
    connection: Connection, text: str, viewer: Viewer, limit: int, filters: Filters | None
) -> list[Passage]:
    """See GraphStore.search_text. Each clearance has an index of its own, so hidden passages move no score."""
    query = _query(text)
    if not query or limit <= 0:
        return []
    index = f"search_{viewer.level.rank}"
    rows = connection.execute(
        f"""SELECT {PASSAGE}, -bm25({index}, {_TITLE_WEIGHT}, 1.0) AS score
            FROM {index} JOIN passages p ON p.n = {index}.rowid JOIN documents d ON d.n = p.document
            WHERE {index} MATCH :query AND d.rank <= :rank AND {_NARROWED}
            ORDER BY score DESC, p.id LIMIT :limit""",
        {**parameters(connection, viewer, filters), "query": query, "limit": limit},
    )
    return [read_passage(row, row["score"]) for row in rows]


def _query(text: str) -> str:
    found = list(dict.fromkeys(_WORD.findall(plain(text).lower())))
    telling = [word for word in found if word not in STOP_WORDS] or found
    return " OR ".join(f'"{word}"' for word in telling[:_MOST_WORDS])


def search_vector(
    connection: Connection, vector: Vector, model: str, viewer: Viewer, limit: int, filters: Filters | None
) -> list[Passage]:
    """See GraphStore.search_vector. Exact: every window that this viewer may read is compared."""
    given = parameters(connection, viewer, filters)
    windows, cosines = _cosines(connection, vector, model, given)
    found: list[Passage] = []  # only readable windows come in, so only passages of readable documents go out
    seen: set[str] = set()
    for group in _best_first(windows, cosines):
        if len(found) >= limit:
            break
        rows = connection.execute(
            f"""SELECT {PASSAGE}, max(json_extract(a.value, '$[2]')) AS score
                FROM json_each(:windows) a JOIN windows w ON w.document = json_extract(a.value, '$[0]')
                AND w.ordinal = json_extract(a.value, '$[1]')
                JOIN passages p ON p.document = w.document AND p.start < w."end" AND p."end" > w.start
                JOIN documents d ON d.n = p.document WHERE {_NARROWED}
                GROUP BY p.n ORDER BY score DESC, p.id""",
            {**given, "windows": json.dumps(group)},
        )
        new = [read_passage(row, row["score"]) for row in rows if row["id"] not in seen]
        seen |= {passage.id for passage in new}
        found += new
    return found[: max(limit, 0)]


def _cosines(
    connection: Connection, vector: Vector, model: str, given: dict[str, Any]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Every readable window as (document, ordinal), and its cosine rounded to where arithmetic stays the same."""
    asked = np.asarray(vector, dtype=np.float32).ravel()
    asked = asked / max(float(np.linalg.norm(asked)), 1e-12)
    rows = connection.execute(
        """SELECT w.document, w.ordinal, v.vector FROM documents d JOIN windows w ON w.document = d.n
           JOIN vectors v ON v.key = w.key AND v.model = :model
           WHERE d.rank <= :rank AND (:kinds IS NULL OR d.kind IN (SELECT value FROM json_each(:kinds)))
           AND (:documents IS NULL OR d.id IN (SELECT value FROM json_each(:documents)))""",
        {**given, "model": model},
    )
    windows: list[tuple[int, int]] = []
    cosines: list[npt.NDArray[np.float64]] = []
    while batch := rows.fetchmany(_BATCH):
        fits = [row for row in batch if len(row[2]) == 4 * asked.size]
        matrix = np.frombuffer(b"".join(row[2] for row in fits), dtype="<f4").reshape(len(fits), asked.size)
        windows += [(row[0], row[1]) for row in fits]
        cosines.append(np.round(matrix @ asked, 5).astype(np.float64))
    places = np.array(windows, dtype=np.int64).reshape(len(windows), 2)
    return places, np.concatenate(cosines) if cosines else np.zeros(0)


def _best_first(
    windows: npt.NDArray[np.int64], cosines: npt.NDArray[np.float64]
) -> Iterator[list[tuple[int, int, float]]]:
    """Windows in growing groups, best first; windows of one cosine are never split between groups."""
    order = np.argsort(-cosines, kind="stable")
    at, size = 0, 64
    while at < len(order):
        stop = min(at + size, len(order))
        while stop < len(order) and cosines[order[stop]] == cosines[order[stop - 1]]:
            stop += 1
        yield [(int(windows[i, 0]), int(windows[i, 1]), float(cosines[i])) for i in order[at:stop]]
        at, size = stop, size * 4
