"""What retrieval benchmarks share: the meeting set, a store filled from texts, vectors kept between runs."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.documents.passages import cut, windows
from core.documents.reading.limits import Limits
from core.documents.reading.plain import parse
from core.embeddings import Embedder, LocalEmbedder
from core.graph.contract import GraphStore
from core.graph.contribution import Contribution, Window
from core.models import Document, Level

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 6, 30)


@dataclass(frozen=True)
class Asked:
    """A question and where it is answered: the file and the character spans of the gold lines."""

    question: str
    file: str
    spans: tuple[tuple[int, int], ...]


class KeptEmbedder(Embedder):
    """The local model; vectors are kept in build/, since only their use is measured here."""

    def __init__(self, folder: Path = ROOT / "build") -> None:
        self._inner = LocalEmbedder()
        self.name, self.dimension, self.calibrated = self._inner.name, self._inner.dimension, True
        self._path = folder / f"benchmark-vectors-{self._inner.model.name}.npz"
        self._kept: dict[str, npt.NDArray[np.float32]] = {}
        if self._path.exists():
            with np.load(self._path) as held:
                self._kept = dict(zip(held["keys"].tolist(), held["vectors"], strict=True))

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        keys = [hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() for text in texts]
        wanted = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._kept}
        if wanted:
            self._kept.update(zip(wanted, self._inner.embed(list(wanted.values())), strict=True))
        return np.array([self._kept[key] for key in keys], dtype=np.float32).reshape(len(texts), self.dimension)

    def embed_question(self, question: str) -> npt.NDArray[np.float32]:
        return self._inner.embed_question(question)

    def likeness(self, cosines: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
        return self._inner.likeness(cosines)

    def keep(self) -> None:
        """Write the vectors down."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(self._path, keys=np.array(list(self._kept)), vectors=np.array(list(self._kept.values())))


def meetings(folder: Path) -> tuple[dict[str, str], list[Asked]]:
    """Texts by file name, and questions, of a set laid out as ../shared/eval/qmsum_val is (lines counted from 1)."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "transcripts").glob("*.txt"))}
    asked = []
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        ends = [match.end() for match in re.finditer(r"\n|$", texts[entry["file"]])]
        starts = [0, *ends]
        spans = tuple((starts[first - 1], ends[min(last, len(ends)) - 1]) for first, last in entry["lines"])
        asked.append(Asked(entry["question"], entry["file"], spans))
    return texts, asked


def shelve(
    store: GraphStore, embedder: Embedder, name: str, title: str, text: str, level: Level = Level.INTERNAL
) -> None:
    """Cut, embed and apply one plain text; its id is its name."""
    source = parse(text, name, Limits())
    passages, texts = tuple(cut(source, name, None)), windows(source, title)
    vectors = embedder.embed([window.text for window in texts])
    document = Document(name, name, title, source.kind, None, (), level, None, None, "1", source.text)
    store.apply(
        Contribution(
            document=document,
            source="benchmark",
            source_id=name,
            content_hash=hashlib.sha256(text.encode()).hexdigest(),
            ingested_at=datetime(2026, 6, 1, tzinfo=UTC),
            passages=passages,
            windows=tuple(Window(w.key, w.start, w.end, v) for w, v in zip(texts, vectors, strict=True)),
            embedding_model=embedder.name,
        )
    )


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """The lines of a markdown table."""
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    for row in rows:
        yield "| " + " | ".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row) + " |"
