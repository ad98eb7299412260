"""One file to one commit: bytes to text, facts, passages, vectors, and a single ``apply`` to the graph.

A file is done when the graph has committed, and not before; a process killed on the way leaves nothing behind.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from core.documents.facts.shapes import FactFinder, Facts
from core.documents.parsed import ParsedDocument
from core.documents.passages import WindowText, cut, windows
from core.documents.reading import Reader, Reading
from core.embeddings import Embedder
from core.errors import EmbeddingError, SybilError
from core.graph.contract import GraphStore
from core.graph.contribution import Contribution, Vector, Window
from core.graph.results import Ledgered
from core.models import Document, FileReport, Level

log = logging.getLogger(__name__)

BATCH = 64
EMBEDDING_PAUSE = timedelta(seconds=60)
EXTRACTION_PAUSE = timedelta(minutes=10)
INCOMPLETE = " (incomplete)"
"""Put behind the extractor's name where a model failed on parts of a document: it is read again later."""
WITHOUT_VECTORS = (
    "Added without meaning vectors, because the embedding model cannot be used now: it is found by its words, and the "
    "vectors follow by themselves."
)


class IngestStopped(SybilError):
    """Somebody asked to stop; the file was left as it was."""


@dataclass(frozen=True)
class Incoming:
    """One file to be read.

    Args:
        path: where its bytes lie; nobody changes them meanwhile.
        source, source_id: where it comes from, and what it is called there.
        name: the file's name, without folders.
        revision: what the graph shall know it by.
        link: where a person can open it.
        modified: when it was last changed: the last resort for the document's date.
    """

    path: Path
    source: str
    source_id: str
    name: str
    revision: str
    link: str | None = None
    modified: datetime | None = None


class Stopwatch:
    """Seconds spent by stage: ``read``, ``facts``, ``cut``, ``embed``, ``commit``."""

    def __init__(self, timer: Callable[[], float] = time.perf_counter) -> None:
        self.spent: dict[str, float] = {}
        self._timer = timer

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside the block for this stage."""
        begun = self._timer()
        try:
            yield
        finally:
            self.spent[name] = self.spent.get(name, 0.0) + self._timer() - begun


class Ingestor:
    """Reads files into the graph.

    Args:
        clock: gives the present moment, aware.
        default_level: the level of a document without markings.
        stopwatch: counts where the time goes.
    """

    def __init__(
        self,
        store: GraphStore,
        reader: Reader,
        facts: FactFinder,
        embedder: Embedder,
        clock: Callable[[], datetime],
        default_level: Level = Level.INTERNAL,
        stopwatch: Stopwatch | None = None,
    ) -> None:
        self._store, self._reader, self._facts, self._embedder = store, reader, facts, embedder
        self._clock, self._default_level = clock, default_level
        self.stopwatch = stopwatch or Stopwatch()
        self._paused_until: datetime | None = None
        self._complete_from: datetime | None = None

    @property
    def degraded(self) -> bool:
        """True while the embedding model is left alone because it just failed."""
        return self._paused_until is not None and self._clock() < self._paused_until

    def stale(self, known: Ledgered) -> bool:
        """True if this document's facts or vectors come from another extractor or model than the present ones, and
        reading it again would help now."""
        if known.extractor == self._facts.name + INCOMPLETE:
            if self._complete_from is None or self._clock() >= self._complete_from:
                return True
        elif known.extractor != self._facts.name:
            return True
        model = self._model()
        return model is not None and known.embedding_model != model

    def ingest(
        self,
        file: Incoming,
        document_id: str,
        known: Ledgered | None = None,
        stop: threading.Event | None = None,
        level: Level | None = None,
    ) -> FileReport:
        """Read one file and commit what it says, in place of what this document said before.

        Without a working embedding model the document is committed without vectors, the report says so, and
        ``stale`` is true for it once the model works again; a document that only lacks vectors is then left alone.

        Args:
            known: what the graph holds of it now.
            stop: when set, embedding ends between two batches.
            level: chosen by hand for it, in the same commit; markings that say more win.

        Raises:
            FileUnreadable: the file cannot be read; what the graph held of it stays.
            StoreUnavailable, StoreDamaged: nothing was committed.
            IngestStopped: ``stop`` was set; nothing was committed.
        """
        with self.stopwatch.stage("read"):
            reading = self._reader.read(file.path, file.name)
        with self.stopwatch.stage("facts"):
            facts = self._facts.find(reading.parsed, file.name, file.modified, level or self._default_level)
        if not facts.complete:
            self._complete_from = self._clock() + EXTRACTION_PAUSE
        with self.stopwatch.stage("cut"):
            texts = windows(reading.parsed, facts.title)
        embedded, model = self._windows(texts, stop)
        if (
            level is None
            and model is None
            and known is not None
            and self._only_vectors_missing(known, file, reading, facts)
        ):
            return FileReport(file.name, "unchanged", WITHOUT_VECTORS, document_id=document_id)
        with self.stopwatch.stage("cut"):
            contribution = self._contribution(file, document_id, reading, facts, embedded, model, level)
        with self.stopwatch.stage("commit"):
            applied = self._store.apply(contribution)
        state = "unchanged" if not applied.changed else "added" if applied.created else "updated"
        notes = [*reading.parsed.notes, *facts.notes, *([] if model else [WITHOUT_VECTORS])]
        reason = " ".join(notes) or None
        return FileReport(file.name, state, reason, applied.passages, applied.facts, applied.document_id)

    def _contribution(
        self,
        file: Incoming,
        document_id: str,
        reading: Reading,
        facts: Facts,
        embedded: tuple[Window, ...],
        model: str | None,
        level: Level | None,
    ) -> Contribution:
        parsed = reading.parsed
        return Contribution(
            document=_document(file, document_id, parsed, facts),
            source=file.source,
            source_id=file.source_id,
            content_hash=reading.content_hash,
            ingested_at=self._clock(),
            passages=tuple(cut(parsed, document_id, facts.date)),
            windows=embedded,
            embedding_model=model,
            decisions=facts.decisions,
            actions=facts.actions,
            mentions=facts.mentions,
            relations=facts.relations,
            speakers=tuple(dict.fromkeys(segment.speaker for segment in parsed.segments if segment.speaker)),
            extractor=self._extractor(facts),
            by_hand=None if level is None else max(level, facts.level, key=lambda one: one.rank),
        )

    def _windows(
        self, texts: Sequence[WindowText], stop: threading.Event | None
    ) -> tuple[tuple[Window, ...], str | None]:
        """The windows with their vectors and the model's name; without vectors and None when it does not work."""
        model = self._model()
        held: Mapping[str, Vector] = {}
        if model is not None:
            try:
                held = self._vectors(model, texts, stop)
            except EmbeddingError as error:
                log.warning("no vectors for now: %s", error)
                self._paused_until = self._clock() + EMBEDDING_PAUSE
                model = None
        if model is None:
            return tuple(Window(text.key, text.start, text.end, None) for text in texts), None
        return tuple(Window(text.key, text.start, text.end, held[text.key]) for text in texts), model

    def _vectors(self, model: str, texts: Sequence[WindowText], stop: threading.Event | None) -> dict[str, Vector]:
        by_key = {text.key: text.text for text in texts}
        with self.stopwatch.stage("commit"):
            held = dict(self._store.vectors(model, list(by_key)))
        wanted = [key for key in by_key if key not in held]
        for start in range(0, len(wanted), BATCH):
            if stop is not None and stop.is_set():
                raise IngestStopped("Reading was stopped; the file is read the next time.")
            keys = wanted[start : start + BATCH]
            with self.stopwatch.stage("embed"):
                rows = self._embedder.embed([by_key[key] for key in keys])
            held.update(zip(keys, rows, strict=True))
        return held

    def _model(self) -> str | None:
        if self.degraded:
            return None
        try:
            return self._embedder.name
        except EmbeddingError as error:  # a remote model is asked for its dimension
            log.warning("no vectors for now: %s", error)
            self._paused_until = self._clock() + EMBEDDING_PAUSE
            return None

    def _extractor(self, facts: Facts) -> str:
        return self._facts.name if facts.complete else self._facts.name + INCOMPLETE

    def _only_vectors_missing(self, known: Ledgered, file: Incoming, reading: Reading, facts: Facts) -> bool:
        there = (known.content_hash, known.extractor, known.name, known.source_id)
        return there == (reading.content_hash, self._extractor(facts), file.name, file.source_id)


def _document(file: Incoming, document_id: str, parsed: ParsedDocument, facts: Facts) -> Document:
    return Document(
        id=document_id,
        name=file.name,
        title=facts.title,
        kind=parsed.kind,
        date=facts.date,
        participants=facts.participants,
        level=facts.level,
        status=facts.status,
        link=file.link,
        revision=file.revision,
        text=parsed.text,
    )
