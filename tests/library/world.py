"""A small organisation for tests of the library: a folder, the real stores, a quick embedder, a clock for the hand."""

import hashlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.access import Viewer
from core.app import Sybil
from core.assembly import Assembly
from core.documents.facts import FactFinder
from core.documents.ingest import Ingestor
from core.documents.reading import Limits, Reader, Reading
from core.documents.reading.formats import parse
from core.embeddings import Embedder
from core.errors import EmbeddingError
from core.library.intake import Intake
from core.library.local import LocalFolder
from core.library.sync import Sync
from core.settings import Settings
from core.terms import terms

SYSTEM = Viewer.system()
OLD = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


class HashEmbedder(Embedder):
    """Words hashed into 64 dimensions: quick, the same everywhere, and alike texts are near each other."""

    def __init__(self, name: str = "hash/64") -> None:
        self.name, self.dimension = name, 64
        self.texts: list[str] = []
        self.broken = False

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        if self.broken:
            raise EmbeddingError("The embedding model is out of order.")
        self.texts += texts
        rows = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for term in terms(text):
                row[hashlib.blake2b(term.encode(), digest_size=1).digest()[0] % self.dimension] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class InProcessReader(Reader):
    """Reads in this very process: for texts that the tests themselves wrote, and without the start of another one."""

    def read(self, path: Path, name: str | None = None) -> Reading:
        content = path.read_bytes()
        parsed = parse(content, name or path.name, Limits())
        return Reading(parsed, hashlib.sha256(content).hexdigest(), len(content), None)


class Clock:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def turn(self, **by: float) -> None:
        self.moment += timedelta(**by)


class World:
    """A library folder and a Sybil over it. Files get a modification time long past, a new one with every write."""

    def __init__(self, path: Path, reader: Reader, embedder: HashEmbedder | None = None) -> None:
        self.data, self.root = path / "data", path / "data" / "library"
        self.clock, self.embedder, self.reader = Clock(), embedder or HashEmbedder(), reader
        self.writes = 0
        self.open()

    def open(self) -> None:
        settings = Settings(_env_file=None, data_dir=self.data)
        self.sybil = Sybil.open(settings, embedder=self.embedder, reader=self.reader, clock=self.clock)
        self.parts: Assembly = self.sybil._parts

    def reopen(self) -> None:
        self.sybil.close()
        self.open()

    def sync_with(self, source: LocalFolder | None = None, ingestor: Ingestor | None = None) -> Sync:
        """A sync over the same stores with a part of one's own."""
        parts, inbox = self.parts, self.data / "incoming"
        intake = Intake(parts.store, ingestor or parts.ingestor, parts.failures, inbox)
        return Sync(
            source or parts.library,
            parts.store,
            intake,
            parts.failures,
            parts.journal,
            parts.leases,
            inbox,
            "test",
            self.clock,
        )

    def ingestor_with(self, facts: FactFinder) -> Ingestor:
        """An ingestor that finds facts in another way."""
        return Ingestor(self.parts.store, self.reader, facts, self.embedder, self.clock)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.date(path)
        return path

    def date(self, path: Path) -> None:
        """A modification time of its own, long past."""
        self.writes += 1
        stamp = int(OLD.timestamp()) + self.writes
        os.utime(path, (stamp, stamp))

    def names(self) -> list[str]:
        return sorted(document.name for document in self.sybil.documents(SYSTEM))

    def id_of(self, name: str) -> str:
        (found,) = [document.id for document in self.sybil.documents(SYSTEM) if document.name == name]
        return found

    def statements(self, current: bool = True) -> list[str]:
        return sorted(decision.statement for decision in self.sybil.decisions(SYSTEM, current=current))


def minutes(day: int, decision: str, action: str = "", filler: str = "") -> str:
    """The minutes of a day in March 2026."""
    lines = [f"Minutes of the meeting of {day} March 2026", "", "Present: Amina Okafor, Daniel Kiprop", ""]
    lines += [filler] if filler else []
    lines += [f"Decision: {decision}"] if decision else []
    lines += [f"Action: {action}"] if action else []
    return "\n".join(lines) + "\n"


def outside(tmp_path: Path, name: str, text: str) -> Path:
    """A file that is not in the library's folder, with a modification time long past."""
    path = tmp_path / "elsewhere" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (1_767_600_000, 1_767_600_000))
    return path
