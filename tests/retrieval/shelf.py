"""A real store filled with small documents, and an embedder whose vectors come from the words themselves."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.documents.parsed import ParsedDocument, Segment
from core.documents.passages import cut, windows
from core.embeddings import Embedder
from core.errors import EmbeddingError
from core.graph import open_store
from core.graph.contract import GraphStore
from core.graph.contribution import Contribution, Window
from core.models import Document, Level
from core.terms import terms

TODAY = date(2026, 6, 30)


class WordEmbedder(Embedder):
    """Each stem has its own direction; texts that share words are near each other."""

    def __init__(self, dimension: int = 48, name: str = "words/48", calibrated: bool = True) -> None:
        self.name, self.dimension, self.calibrated = name, dimension, calibrated
        self.calls = 0

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.calls += 1
        return np.array([self._one(text) for text in texts], dtype=np.float32).reshape(len(texts), self.dimension)

    def _one(self, text: str) -> npt.NDArray[np.float32]:
        total = np.full(self.dimension, 0.01)
        for stem in terms(text):
            seed = int.from_bytes(hashlib.blake2b(stem.encode(), digest_size=4).digest(), "big")
            total += np.random.default_rng(seed).standard_normal(self.dimension)
        return (total / np.linalg.norm(total)).astype(np.float32)


class BrokenEmbedder(WordEmbedder):
    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        raise EmbeddingError("The embedding model cannot be reached.")


def parsed(text: str, kind: str = "notes") -> ParsedDocument:
    """Lines as segments; "Name: words" is a turn."""
    segments, at = [], 0
    for line in text.split("\n"):
        name, colon, _ = line.partition(": ")
        if line.strip():
            speaker = name if colon and len(name) < 30 else None
            kind_of = "turn" if speaker else "paragraph"
            segments.append(Segment(at, at + len(line), "", speaker, None, kind_of))
        at += len(line) + 1
    return ParsedDocument(text, kind, tuple(segments))


def shelve(
    store: GraphStore,
    name: str,
    text: str,
    *,
    title: str = "",
    level: Level = Level.INTERNAL,
    kind: str = "notes",
    day: date | None = None,
    status: str | None = None,
    participants: tuple[str, ...] = (),
    embedder: Embedder | None = None,
    revision: str = "1",
) -> str:
    """Apply one document; its id is its name."""
    source = parsed(text, kind)
    passages = tuple(cut(source, name, day))
    texts = windows(source, title or None)
    vectors: Sequence[npt.NDArray[np.float32] | None] = (
        list(embedder.embed([w.text for w in texts])) if embedder else [None] * len(texts)
    )
    digest = hashlib.sha256((text + title + revision).encode()).hexdigest()
    document = Document(name, name, title or name, kind, day, participants, level, status, None, revision, text)
    store.apply(
        Contribution(
            document=document,
            source="test",
            source_id=name,
            content_hash=digest,
            ingested_at=datetime(2026, 6, 1, tzinfo=UTC),
            passages=passages,
            windows=tuple(Window(w.key, w.start, w.end, v) for w, v in zip(texts, vectors, strict=True)),
            embedding_model=embedder.name if embedder else None,
        )
    )
    return name


def opened(folder: Path, name: str = "graph") -> GraphStore:
    """A new SQLite store."""
    return open_store(f"sqlite:///{folder / name}.db")


TOPICS = {
    "wells": "The borehole at Siaya was drilled to ninety metres and the pump was tested for chlorine and pressure.",
    "retreat": "The staff retreat moves to Kisumu because the hotel in Nakuru raised its price per head.",
    "budget": "The revised budget shows a deficit of four thousand pounds in the monitoring line.",
    "insurance": "The insurer does not cover motorcycles, so nobody may ride one on duty.",
    "newsletter": "The newsletter goes out each quarter to donors and partner schools.",
    "drums": "Two chlorine drums expire in August and the county would take them.",
}


def fill(store: GraphStore, embedder: Embedder | None = None, copies: int = 3) -> None:
    """Notes on six topics, several passages each."""
    for topic, sentence in TOPICS.items():
        for number in range(copies):
            lines = [f"{sentence} Note {number} line {line} of {topic}." for line in range(30)]
            shelve(store, f"{topic}-{number}.md", "\n".join(lines), title=f"{topic} {number}", embedder=embedder)
